"""The fields of a form: each reads what was typed, echoes what it understood, and says beside itself what is wrong.

What always holds: a field never changes or loses what was typed; it only says what it makes of it. It is read before
it is on the screen as well as after, so that a part of a form that is folded away counts like any other.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable, wrap
from b12track.tui.refusals import worded
from b12track.tui.widgets.line import Line

T = TypeVar("T")
MISSING = "Please fill this in."
_LABEL = 12


class Field(Widget, Generic[T]):
    """A label, something to fill in, what was understood, and what is wrong with it.

    Decided: the label is drawn by the field itself, and what is wrong is put on the screen when something is: a form
    opens as fast as it has few widgets, and most fields are in order.
    """

    DEFAULT_CSS = """
    Field { layout: horizontal; height: auto; color: $muted; }
    Field:focus-within { color: $foreground; }
    Field.-fault { color: $urgent; }
    Field Input, Field Picker { width: 1fr; margin: 0 0 0 12; }
    Field .echo { width: auto; max-width: 45%; height: auto; color: $calm; }
    Field .fault { dock: bottom; color: $urgent; padding: 0 0 0 13; height: auto; }
    """

    class Changed(Message):
        """Something was typed or chosen in this field, by the key of an answer or otherwise."""

        def __init__(self, field: "Field[Any]", *, by_key: bool = False) -> None:
            super().__init__()
            self.field, self.by_key = field, by_key

    def __init__(self, name: str, label: str, *, is_required: bool = False, echoes: bool = False) -> None:
        super().__init__(id=f"field-{name}")
        self.key = name
        # The other names by which a refusal may call it.
        self.also: frozenset[str] = frozenset()
        self.is_required = is_required
        self.label = label
        self._echo = Static("", classes="echo", markup=False) if echoes else None
        self._wrong: Static | None = None
        self._fault_said = self._echo_said = ""
        self._first = ""

    def compose(self) -> ComposeResult:
        yield from self.compose_control()
        if self._echo is not None:
            yield self._echo
        if self._fault_said:
            yield self._told(self._fault_said)

    def render(self) -> Text:
        """The label; the rest lies over it."""
        return Text("\n".join(self._labelled()), Style(bold=self.has_focus_within), no_wrap=True)

    def _labelled(self) -> list[str]:
        return wrap(printable(self.label), _LABEL - 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as what is filled in, and as its label."""
        return max(super().get_content_height(container, viewport, width), len(self._labelled()))

    def compose_control(self) -> Iterator[Widget]:
        """What is filled in; each kind of field brings its own."""
        yield from ()

    @property
    def control(self) -> Widget:
        """What takes the focus."""
        raise NotImplementedError

    def read(self) -> T | None:
        """The value, None where nothing is filled in, or Refused."""
        raise NotImplementedError

    def so_far(self) -> T | None:
        """The value; None also where it cannot be read yet."""
        try:
            return self.read()
        except Refused:
            return None

    def check(self) -> bool:
        """Whether it can be read; what is wrong with it is said beside it."""
        try:
            self.read()
        except Refused as refused:
            self.say_fault(worded(refused, with_field=False))
            return False
        self.say_fault("")
        return True

    @property
    def value(self) -> T:
        """The value of a field that must be filled in; Refused where it is not."""
        value = self.read()
        if value is None:
            raise Refused(self.key, MISSING)
        return value

    def is_called(self, name: str) -> bool:
        """Whether a refusal of this name is about it."""
        return name in (self.key, self.label.casefold(), *self.also)

    @property
    def is_changed(self) -> bool:
        """Whether it is no longer as the form began."""
        return self.typed != self._first

    def begin_with(self, text: str) -> None:
        """Begin with what is there already."""
        self.take(text)
        self._first = self.typed

    @property
    def typed(self) -> str:
        """What was typed or chosen, as text."""
        raise NotImplementedError

    def take(self, typed: str) -> None:
        """Put back what was typed."""
        raise NotImplementedError

    def entitle(self, label: str) -> None:
        """Call it something else."""
        self.label = label
        self.refresh(layout=True)

    def say_fault(self, text: str) -> None:
        """What is wrong, beside the field; nothing when it is in order."""
        if text == self._fault_said:
            return
        self._fault_said = text
        self.set_class(bool(text), "-fault")
        if self._wrong is not None:
            self._wrong.display = bool(text)
            self._wrong.update(_fault_words(text))
        elif self.is_mounted:
            self.mount(self._told(text))
        self.refresh()

    def _told(self, text: str) -> Static:
        self._wrong = Static(_fault_words(text), classes="fault", markup=False)
        return self._wrong

    def say_echo(self, text: str) -> None:
        """What was understood."""
        if self._echo is not None and text != self._echo_said:
            self._echo_said = text
            self._echo.update(f" {printable(text)}" if text else "")


def _fault_words(text: str) -> str:
    return f"▲ {printable(text)}" if text else ""


class TextField(Field[T]):
    """A line of text with a reader; right takes what was written last time, where the field is empty."""

    def __init__(
        self,
        name: str,
        label: str,
        read: Callable[[str], T],
        *,
        value: str = "",
        hint: str = "",
        last: str = "",
        show: Callable[[T], str] | None = None,
        near: Callable[[str], str | None] | None = None,
        is_required: bool = False,
    ) -> None:
        super().__init__(name, label, is_required=is_required, echoes=show is not None)
        self._read, self._show, self._near = read, show, near
        self._first = value
        self._line = _Line(value, printable(f"{last} (last; → takes it)" if last else hint), last)

    def compose_control(self) -> Iterator[Widget]:
        yield self._line

    @property
    def control(self) -> Input:
        return self._line

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.value

    @text.setter
    def text(self, text: str) -> None:
        self._line.value = text

    @property
    def typed(self) -> str:
        return self.text

    def take(self, typed: str) -> None:
        self.text = typed

    def hint(self, text: str) -> None:
        """Another example of what could be typed."""
        self._line.placeholder = printable(text)

    def read(self) -> T | None:
        if not self.text.strip():
            if self.is_required:
                raise Refused(self.key, MISSING)
            return None
        return self._read(self.text)

    def on_mount(self) -> None:
        self.look_again()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.look_again()
        self.post_message(self.Changed(self))

    def on_descendant_blur(self) -> None:
        """Once the field is left, what is wrong with it is said; emptiness only when the form is saved."""
        if self.text.strip():
            self.say_fault(self.fault())

    @property
    def meant(self) -> str | None:
        """A known word that what was typed may be a slip of; to be asked, never put in its place."""
        return self._near(self.text.strip()) if self._near is not None and self.text.strip() else None

    def look_again(self) -> None:
        """Say again what is understood, also where another field changed what it means."""
        fault = self.fault()
        if not fault:
            self.say_fault("")
        value = None if fault or not self.text.strip() else self.read()
        self.say_echo(self._show(value) if self._show is not None and value is not None else "")

    def fault(self) -> str:
        """What is wrong with what was typed, if anything is; emptiness is not."""
        try:
            self.read()
        except Refused as refused:
            return worded(refused, with_field=False) if self.text.strip() else ""
        return ""


def words_field(
    name: str,
    label: str,
    *,
    value: str = "",
    hint: str = "",
    last: str = "",
    is_required: bool = False,
) -> TextField[str]:
    """A line of words as they are."""
    return TextField(name, label, str.strip, value=value, hint=hint, last=last, is_required=is_required)


class _Line(Line):
    """A line that takes the last answer with one key."""

    def __init__(self, value: str, hint: str, last: str) -> None:
        # What is suggested is a real answer, and typing replaces it; the beginning of one is typed on.
        super().__init__(value, hint, selected=not value.endswith(" "))
        self._last = last

    def action_cursor_right(self, select: bool = False) -> None:
        """Right takes what was written last time, where nothing is written yet."""
        if self._last and not self.value:
            self.value = self._last
            self.cursor_position = len(self.value)
            return
        super().action_cursor_right(select)
