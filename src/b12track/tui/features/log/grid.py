"""The rows of numbers: one symptom a row, its worded ends on both sides, a digit to score it.

What always holds: it starts blank and suggests nothing; a digit scores the row and moves on; after the last row a
further digit changes nothing and says so. The score is marked with brackets, so that it shows without colour.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple, Self

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from b12track.domain.record.records import SymptomKind
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.domain.wording.text import clip, pad, printable, width
from b12track.tui.widgets.scroll import bring_in_sight

TEN = 10
SCORE_KEYS = {**{str(digit): digit for digit in range(TEN)}, "t": TEN}
_SCALE = 24
# Below these a label or a worded end says nothing.
_LEAST_LABEL, _LEAST_END = 8, 9
_SHORT = {kind.name: kind.name.capitalize() for kind in BUILTIN_SYMPTOMS}
SAVED = "Already saved: press e to change it"


class Columns(NamedTuple):
    """How wide the labels and the worded ends are."""

    label: int
    low: int
    high: int
    # Where there is little room, label and low end share a field, and the high end follows the scale at once.
    is_tight: bool = False


class ScoreGrid(Widget, can_focus=True):
    """Scores from 0 to ten, by digit, arrow or click."""

    DEFAULT_CSS = """
    ScoreGrid { height: auto; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "back", show=False),
        Binding("down", "move(1)", "leave empty", show=False),
        Binding("left", "nudge(-1)", "less", show=False),
        Binding("right", "nudge(1)", "more", show=False),
        Binding("backspace", "back", "back and clear", show=False),
        Binding("x", "ten", "it was a ten", show=False),
        Binding("escape", "leave", "leave it as it was", show=False),
        Binding("enter,ctrl+s", "submit", "save", show=False),
        *(Binding(key, f"score({value})", show=False) for key, value in SCORE_KEYS.items()),
    ]

    kinds: reactive[tuple[SymptomKind, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)
    locked: reactive[bool] = reactive(False)
    airy: reactive[bool] = reactive(False, layout=True)

    class Scored(Message):
        """The score of this symptom was given, changed or cleared."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Submitted(Message):
        """Enter was pressed."""

    class Said(Message):
        """A key did nothing, and why; or it may have been meant otherwise."""

        def __init__(self, text: str, *, is_fault: bool = True) -> None:
            super().__init__()
            self.text, self.is_fault = text, is_fault

    class Abandoned(Message):
        """What is being changed is to be left as it was."""

    class Left(Message):
        """The cursor went below the last row."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.scores: dict[str, int] = {}
        self.strips: Mapping[str, str] = {}
        # The row that a 1 was typed into, for as long as nothing but a 0 follows; and what stood below it before.
        self._one: int | None = None
        self._below: int | None = None

    def show(self, kinds: Sequence[SymptomKind], scores: Mapping[str, int], *, locked: bool) -> None:
        """Show these scores; blank rows stay blank."""
        self.kinds = tuple(kinds)
        self.scores = dict(scores)
        self.locked = locked
        blank = (number for number, kind in enumerate(kinds) if kind.name not in scores)
        self.cursor = 0 if locked else next(blank, len(kinds))
        self.refresh()

    def show_rows(self, kinds: Sequence[SymptomKind]) -> None:
        """Other rows with the same scores; the row that came next still does, where it is there."""
        here = self.kinds[self.cursor].name if self.cursor < len(self.kinds) else ""
        self.show(kinds, self.scores, locked=self.locked)
        places = [number for number, kind in enumerate(kinds) if kind.name == here]
        self.cursor = places[0] if places else self.cursor

    @property
    def room_for_strips(self) -> int:
        """The columns that are left beside the rows."""
        return self.size.width - sum(self._columns()) - _SCALE - 8

    # What is drawn

    def render(self) -> Text:
        """A row a symptom; a blank line between them where there is room for it."""
        rows = [self._row(number, kind) for number, kind in enumerate(self.kinds)]
        return Text("\n\n" if self.airy else "\n", no_wrap=True).join(rows)

    def get_content_height(self, *_: object) -> int:
        """A line for each symptom."""
        rows = max(len(self.kinds), 1)
        return rows * 2 - 1 if self.airy else rows

    def _columns(self) -> Columns:
        """The widths; where there is no room for the worded ends they go, and the short labels stay."""
        room = self.size.width - _SCALE - 2
        full = max((width(kind.label) for kind in self.kinds), default=0)
        short = min(max((width(_label(kind)) for kind in self.kinds), default=0), 24)
        low = max((width(kind.low) for kind in self.kinds), default=0)
        high = max((width(kind.high) for kind in self.kinds), default=0)
        ends = low + high + 3
        if room >= full + ends + 12:
            return Columns(full + 2, low, high)
        if room >= short + ends:
            return Columns(min(max(short, 12), room - ends), low, high)
        shared = max((width(_label(kind)) + width(printable(kind.low)) + 1 for kind in self.kinds), default=0)
        if room >= shared + high + 1:
            return Columns(shared, 0, high, is_tight=True)
        # Long words are cut; those of one symptom never take away those of the others.
        label = min(short, room - 2 * _LEAST_END - 3)
        if label >= _LEAST_LABEL:
            left = room - label - 3
            high = min(high, max(left - low, left // 2))
            return Columns(label, min(low, left - high), high)
        return Columns(max(min(short, room), 4), 0, 0)

    def _row(self, number: int, kind: SymptomKind) -> Text:
        colours = self.app.theme_variables
        columns = self._columns()
        is_here = self.has_focus and number == self.cursor and not self.locked
        name = printable(kind.label) if columns.label >= width(kind.label) else _label(kind)
        muted = Style(color=colours["muted"])
        text = Text(no_wrap=True)
        text.append("▸ " if is_here else "  ", Style(color=colours["accent"], bold=True))
        if columns.is_tight:
            name = _label(kind)
            text.append(name, Style(bold=is_here))
            text.append(pad(printable(kind.low), columns.label - width(name), right=True) + " ", muted)
        else:
            text.append(pad(clip(name, columns.label), columns.label), Style(bold=is_here))
        if columns.low:
            text.append(
                " " + pad(clip(printable(kind.low), columns.low), columns.low, right=True) + " ", muted
            )
        text.append_text(self._scale(kind, is_here))
        if columns.high:
            text.append("" if columns.is_tight else " ")
            text.append(pad(clip(printable(kind.high), columns.high), columns.high), muted)
        blocks = self.strips.get(kind.name, "") if self.locked else ""
        if blocks and self.room_for_strips >= len(blocks):
            text.append("  " + blocks, Style(color=colours["notice"]))
        return text

    def _scale(self, kind: SymptomKind, is_here: bool) -> Text:
        colours = self.app.theme_variables
        score = self.scores.get(kind.name)
        chosen = Style(color=colours["background"], bgcolor=colours["notice"], bold=True)
        quiet = Style(color=colours["foreground" if is_here else "muted"])
        text = Text(no_wrap=True)
        for value in range(TEN + 1):
            shown = "t" if value == TEN else str(value)
            if value == score:
                text.append("[10]" if value == TEN else f"[{shown}]", chosen)
            else:
                text.append(shown if score is not None and value == score + 1 else f" {shown}", quiet)
        text.append(" " * (_SCALE - width(text.plain)))
        return text

    # Keys and the mouse

    def action_score(self, value: int) -> None:
        """Score the row and move on."""
        if self.locked:
            self.post_message(self.Said(SAVED))
        elif self.cursor >= len(self.kinds):
            if value == 0 and self._one == self.cursor - 1:
                self._offer_ten(self.cursor - 1)
            else:
                self._one = None
                self.post_message(self.Said("That was the last row: Enter saves, Backspace goes back"))
        else:
            row, one = self.cursor, self._one
            self._below = self.scores.get(self.kinds[row].name)
            self._score(row, value)
            self.cursor = row + 1
            if value == 0 and one == row - 1:
                self._offer_ten(row - 1)
            else:
                self._one = row if value == 1 else None

    def _offer_ten(self, row: int) -> None:
        """Two keys that may have been one ten: nothing is guessed, and no time plays a part."""
        self._one = row
        typed = [f"{_label(self.kinds[row])} 1"]
        if row + 1 < len(self.kinds) and self.cursor == row + 2:
            typed.append(f"{_label(self.kinds[row + 1])} 0")
        self.post_message(self.Said(f"{' and '.join(typed)}. If you meant 10, press x", is_fault=False))

    def action_ten(self) -> None:
        """The 1 and the 0 that came last were one ten; what stood below stands there again."""
        row = self._one
        if self.locked or row is None or self.cursor not in (row + 1, row + 2):
            return
        self._one = None
        if self.cursor == row + 2:
            name = self.kinds[row + 1].name
            if self._below is None:
                self.scores.pop(name, None)
            else:
                self.scores[name] = self._below
            self.post_message(self.Scored(name))
        self._score(row, TEN)
        self.cursor = row + 1
        self.post_message(self.Said(f"{_label(self.kinds[row])} 10", is_fault=False))

    def action_leave(self) -> None:
        """Leave what is being changed as it was."""
        self.post_message(self.Abandoned())

    def _score(self, row: int, value: int) -> None:
        self.scores[self.kinds[row].name] = value
        self.refresh()
        self.post_message(self.Scored(self.kinds[row].name))

    def action_move(self, by: int) -> None:
        """Another row; down leaves a row blank, and below the last one the note begins."""
        self._one = None
        wanted = max(self.cursor + by, 0)
        if wanted >= len(self.kinds) or (self.locked and by > 0):
            self.cursor = len(self.kinds)
            self.post_message(self.Left())
        else:
            self.cursor = wanted

    def action_nudge(self, by: int) -> None:
        """One more or one less, where there is a score; right after a digit that is the row it scored."""
        if self.locked:
            self.post_message(self.Said(SAVED))
            return
        here = self.cursor < len(self.kinds) and self.kinds[self.cursor].name in self.scores
        row = self.cursor if here else self.cursor - 1
        score = self.scores.get(self.kinds[row].name) if row >= 0 else None
        if score is None:
            self.post_message(self.Said("There is no score here yet: type 0-9, or t for ten"))
            return
        self._score(row, min(max(score + by, 0), TEN))

    def action_back(self) -> None:
        """Clear this row's score; where it has none, go back a row and clear that."""
        if self.locked:
            self.post_message(self.Said(SAVED))
            return
        self._one = None
        here = self.cursor < len(self.kinds) and self.kinds[self.cursor].name in self.scores
        row = self.cursor if here else self.cursor - 1
        if row < 0:
            return
        self.cursor = row
        if self.scores.pop(self.kinds[row].name, None) is not None:
            self.post_message(self.Scored(self.kinds[row].name))
        self.refresh()

    def action_submit(self) -> None:
        """Save."""
        self.post_message(self.Submitted())

    def on_click(self, event: events.Click) -> None:
        """A click on a number scores its row."""
        place = event.get_content_offset(self)
        if place is None:
            return
        row, between = divmod(place.y, 2 if self.airy else 1)
        columns = self._columns()
        # The column of the space before the 0; each number takes two.
        begins = 2 + columns.label + columns.is_tight + (columns.low + 2 if columns.low else 0)
        value = (place.x - begins) // 2
        if between or row >= len(self.kinds) or not 0 <= value <= TEN:
            return
        if self.locked:
            self.post_message(self.Said(SAVED))
            return
        self._score(row, value)
        self.cursor = row + 1

    def watch_cursor(self) -> None:
        self.call_after_refresh(self._keep_in_sight)

    def on_resize(self) -> None:
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The row that the next digit scores is in sight, also where not all of them are."""
        if self.has_focus:
            bring_in_sight(self, min(self.cursor, len(self.kinds)) * (2 if self.airy else 1))

    def focus(self, scroll_visible: bool = False) -> Self:  # noqa: ARG002
        """Take the focus; the row that is to be scored comes into sight, not the middle of them all."""
        return super().focus(scroll_visible=False)

    def on_focus(self) -> None:
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)

    def on_blur(self) -> None:
        self.refresh()


def _label(kind: SymptomKind) -> str:
    """The short label: of the built-in ones a single word."""
    return _SHORT.get(kind.name, printable(kind.label))
