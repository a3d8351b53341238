"""A row for each symptom: whether it is asked for, what it is called, its worded ends, and which of them is good.

What always holds: a row says by its mark, not by its colour, whether it is on.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget

from b12track.domain.record.records import SymptomKind
from b12track.domain.wording.text import clip, pad, printable, width
from b12track.tui.forms.fields import Field
from b12track.tui.forms.picking import Option, Picker

GOOD_ENDS = {"high": "10 is good", "low": "0 is good"}
_ON_OFF = (Option("", "off", False), Option("", "on", True))
_MARK, _GAP = 4, 2
_GOOD = max(map(width, GOOD_ENDS.values()))


class Columns(NamedTuple):
    """How wide the labels, the worded ends and the good end are."""

    label: int
    ends: int
    good: int


def columns_for(kinds: Sequence[SymptomKind], room: int) -> Columns:
    """The widths; where the ends find no room beside the label they stand beneath it, and the good end may go."""
    label = max((width(printable(kind.label)) for kind in kinds), default=0)
    ends = max((width(_ends(kind)) for kind in kinds), default=0)
    if _MARK + label + _GAP + ends + _GAP + _GOOD <= room:
        return Columns(label, ends, _GOOD)
    good = _GOOD if _MARK + label + _GAP + _GOOD <= room else 0
    return Columns(min(label, room - _MARK), 0, good)


def _ends(kind: SymptomKind) -> str:
    low, high = printable(kind.low), printable(kind.high)
    return f"{low or '0'} … {high or '10'}" if low or high else ""


class Tick(Picker):
    """One symptom, on or off: with space, left and right, or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", "on or off", show=False)]

    def __init__(self, kind: SymptomKind, among: Sequence[SymptomKind]) -> None:
        super().__init__(_ON_OFF, kind.shown)
        self.kind, self._among = kind, tuple(among)

    def render(self) -> Text:
        """The mark, the name, the worded ends, the good end."""
        colours, kind = self.app.theme_variables, self.kind
        columns = columns_for(self._among, self.size.width)
        strong = Style(color=colours["foreground"], bold=bool(self.value))
        muted = Style(color=colours["muted"])
        text = Text(no_wrap=True)
        text.append("[x] " if self.value else "[ ] ", Style(color=colours["notice"]) if self.value else muted)
        label = clip(printable(kind.label), columns.label)
        text.append(pad(label, columns.label), strong if self.value else muted)
        if columns.ends:
            text.append(" " * _GAP + pad(clip(_ends(kind), columns.ends), columns.ends), muted)
        if columns.good:
            text.append(" " * _GAP + GOOD_ENDS[kind.good], muted)
        if not columns.ends and _ends(kind):
            text.append("\n" + " " * _MARK + clip(_ends(kind), self.size.width - _MARK), muted)
        return text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line, or with the ends beneath it two."""
        return 1 if columns_for(self._among, width).ends or not _ends(self.kind) else 2

    def action_turn(self) -> None:
        """From on to off, and back."""
        self.pick(0 if self.value else 1)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere in the row turns it."""
        event.stop()
        self.focus()
        self.action_turn()


class SymptomRow(Field[bool]):
    """Whether a symptom is asked for."""

    DEFAULT_CSS = """
    SymptomRow Tick { width: 1fr; margin: 0; }
    """

    def __init__(self, number: int, kind: SymptomKind, among: Sequence[SymptomKind]) -> None:
        super().__init__(f"row-{number}", "")  # not its own name: another field may be called the same
        self.key = f"row {kind.name}"
        self.kind = kind
        self._tick = Tick(kind, among)
        self._first = self.typed

    def compose_control(self) -> Iterator[Widget]:
        yield self._tick

    @property
    def control(self) -> Tick:
        return self._tick

    @property
    def is_on(self) -> bool:
        """Whether it is asked for from now on."""
        return bool(self._tick.value)

    @property
    def typed(self) -> str:
        return str(self.is_on)

    def take(self, typed: str) -> None:
        self._tick.value = typed == str(True)

    def read(self) -> bool:
        return self.is_on

    def on_picker_picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.post_message(self.Changed(self))
