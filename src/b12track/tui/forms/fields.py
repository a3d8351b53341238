"""The fields of a form: each reads what was typed, echoes what it understood, and says beside itself what is wrong.

What always holds: a field never changes or loses what was typed; it only says what it makes of it. It holds its parts
itself: a form that is left at once, by keys in one breath, may be taken apart before the last message comes.
"""

from collections.abc import Callable, Iterator
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable
from b12track.tui.refusals import worded
from b12track.tui.widgets.line import Line

MISSING = "nothing is written here yet"


class Field(Vertical):
    """A label, something to fill in, what was understood, and what is wrong with it."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field > Horizontal { height: auto; }
    Field .label { width: 12; color: $muted; }
    Field .echo { width: auto; max-width: 45%; padding: 0 0 0 1; color: $calm; }
    Field .fault { display: none; color: $urgent; padding: 0 0 0 13; height: auto; }
    Field.-fault .fault { display: block; }
    Field.-fault .label { color: $urgent; }
    Field Input { width: 1fr; }
    """

    class Changed(Message):
        """Something was typed or chosen in this field."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "Field":
            return self.field

    def __init__(self, name: str, label: str, *, is_required: bool = False) -> None:
        super().__init__(id=f"field-{name}")
        self.key = name
        self.label = label
        self.is_required = is_required
        self._echo = Static("", classes="echo", markup=False)
        self._wrong = Static("", classes="fault", markup=False)
        self._fault_said = self._echo_said = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self.label, classes="label", markup=False)
            yield from self.compose_control()
            yield self._echo
        yield self._wrong

    def compose_control(self) -> Iterator[Widget]:
        """What is filled in; each kind of field brings its own."""
        yield from ()

    def read(self) -> Any:
        """The value, or Refused."""
        return None

    @property
    def is_changed(self) -> bool:
        """Whether it is no longer as the form began."""
        return False

    def say_fault(self, text: str) -> None:
        """What is wrong, beside the field; nothing when it is in order."""
        if text == self._fault_said:
            return
        self._fault_said = text
        self.set_class(bool(text), "-fault")
        self._wrong.update(f"▲ {printable(text)}" if text else "")

    def say_echo(self, text: str) -> None:
        """What was understood."""
        if text != self._echo_said:
            self._echo_said = text
            self._echo.update(printable(text))


class TextField(Field):
    """A line of text with a reader; right takes what was written last time, where the field is empty."""

    def __init__(
        self,
        name: str,
        label: str,
        read: Callable[[str], Any] = str.strip,
        *,
        value: str = "",
        hint: str = "",
        last: str = "",
        show: Callable[[Any], str] | None = None,
        is_required: bool = False,
    ) -> None:
        super().__init__(name, label, is_required=is_required)
        self._read, self._show = read, show
        self._first = value
        self._line = _Line(value, printable(f"{last} (last; → takes it)" if last else hint), last)

    def compose_control(self) -> Iterator[Widget]:
        yield self._line

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.value

    @property
    def is_changed(self) -> bool:
        return self.text != self._first

    def read(self) -> Any:
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
            self.say_fault(self._fault())

    def look_again(self) -> None:
        """Say again what is understood, also where another field changed what it means."""
        fault = self._fault()
        if not fault:
            self.say_fault("")
        value = None if fault or not self.text.strip() else self.read()
        self.say_echo(self._show(value) if self._show is not None and value is not None else "")

    def _fault(self) -> str:
        try:
            self.read()
        except Refused as refused:
            return worded(refused, with_field=False) if self.text.strip() else ""
        return ""


class _Line(Line):
    """A line that takes the last answer with one key."""

    def __init__(self, value: str, hint: str, last: str) -> None:
        super().__init__(value, hint)
        self._last = last

    def action_cursor_right(self, select: bool = False) -> None:
        """Right takes what was written last time, where nothing is written yet."""
        if self._last and not self.value:
            self.value = self._last
            self.cursor_position = len(self.value)
            return
        super().action_cursor_right(select)
