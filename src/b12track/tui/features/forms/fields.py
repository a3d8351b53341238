"""The fields of a form: each reads what was typed, echoes what it understood, and says beside itself what is wrong.

What always holds: a field never changes or loses what was typed; it only says what it makes of it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.faults import Refused
from b12track.domain.text import printable
from b12track.tui.widgets.flow import flow
from b12track.tui.widgets.line import Line

MISSING = "nothing is written here yet"


class Option(NamedTuple):
    """One of a few answers: its key, the word that is shown, and the value that it stands for."""

    key: str
    label: str
    value: Any = None

    @property
    def stands_for(self) -> Any:
        """The value; the label where no other was given."""
        return self.label if self.value is None else self.value


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
        self._fault_said = self._echo_said = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self.label, classes="label", markup=False)
            yield from self.compose_control()
            yield Static("", classes="echo", markup=False)
        yield Static("", classes="fault", markup=False)

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
        self.query_one(".fault", Static).update(f"▲ {printable(text)}" if text else "")

    def say_echo(self, text: str) -> None:
        """What was understood."""
        if text != self._echo_said:
            self._echo_said = text
            self.query_one(".echo", Static).update(printable(text))


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
        self._first, self._hint, self._last = value, hint, last

    def compose_control(self) -> Iterator[Widget]:
        hint = f"{self._last} (last; → takes it)" if self._last else self._hint
        yield _Line(self._first, printable(hint), self._last)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.query_one(Input).value

    @property
    def is_changed(self) -> bool:
        return self.text != self._first

    def read(self) -> Any:
        if not self.text.strip():
            if self.is_required:
                raise Refused(MISSING)
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
            return without_field(str(refused)) if self.text.strip() else ""
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


class PickField(Field):
    """One of a few answers: by its key, with left and right, or with a click. Nothing needs to be picked at first."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[Option],
        *,
        value: Any = None,
        is_required: bool = False,
    ) -> None:
        super().__init__(name, label, is_required=is_required)
        self.options = tuple(options)
        self._first = value

    def compose_control(self) -> Iterator[Widget]:
        yield Picker(self.options, self._first)

    @property
    def picked(self) -> Any:
        """The value picked, or None."""
        return self.query_one(Picker).value

    @property
    def is_changed(self) -> bool:
        return bool(self.picked != self._first)

    def read(self) -> Any:
        if self.picked is None and self.is_required:
            raise Refused("one of these is to be chosen")
        return self.picked

    def on_picker_picked(self, event: "Picker.Picked") -> None:
        event.stop()
        self.say_fault("")
        self.post_message(self.Changed(self))


class Picker(Widget, can_focus=True):
    """A row of answers, of which one may be picked."""

    DEFAULT_CSS = """
    Picker { width: 1fr; height: auto; padding: 0 1; text-wrap: nowrap; }
    Picker:focus { background: $panel; }
    """

    class Picked(Message):
        """Another answer was picked."""

    def __init__(self, options: Sequence[Option], value: Any = None) -> None:
        super().__init__()
        self.options, self.value = tuple(options), value

    def render(self) -> Text:
        """The answers, each kept whole."""
        return Text("\n", no_wrap=True).join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the answers need."""
        return max(len(self._lines(width)), 1)

    def _lines(self, columns: int) -> list[Text]:
        return flow([self._answer(number, option) for number, option in enumerate(self.options)], columns)

    def _answer(self, number: int, option: Option) -> Text:
        colours = self.app.theme_variables
        is_picked = option.stands_for == self.value
        meta = Style(meta={"option": number})
        strong = Style(color=colours["foreground"], bold=True)
        colour = Style(color=colours["foreground" if is_picked else "muted"], bold=is_picked)
        return Text.assemble(
            (
                "◉ " if is_picked else "○ ",
                Style(color=colours["notice"]) + meta if is_picked else colour + meta,
            ),
            (f"{option.key} " if option.key else "", strong + meta),
            (printable(option.label), colour + meta),
        )

    def pick(self, number: int) -> None:
        """Pick the answer at this place."""
        self.value = self.options[number].stands_for
        self.refresh(layout=True)
        self.post_message(self.Picked())

    def pick_key(self, key: str) -> bool:
        """Pick the answer with this key, if there is one."""
        for number, option in enumerate(self.options):
            if option.key and option.key == key:
                self.pick(number)
                return True
        return False

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right") and self.options:
            places = [n for n, option in enumerate(self.options) if option.stands_for == self.value]
            step = 1 if event.key == "right" else -1
            place = (places[0] + step) % len(self.options) if places else (0 if step > 0 else -1)
            self.pick(place % len(self.options))
            event.stop()
        elif event.character and self.pick_key(event.character):
            event.stop()

    def on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("option")
        if number is not None:
            self.focus()
            self.pick(number)


def without_field(text: str) -> str:
    """A refusal without the field's name in front, which stands beside it already."""
    name, colon, rest = text.partition(": ")
    return rest if colon and name.replace(" ", "").isalpha() and len(name) <= 12 else text


def plain(text: str) -> Content:
    """Text that is only ever text."""
    return Content(printable(text, lines=True))
