"""All flags in full, the most severe first; those that were put away stand below."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.rules.flag import SHAPES, Flag
from b12track.domain.wording.text import printable, wrap
from b12track.tui.features.home.attention import NOTHING
from b12track.tui.forms.sheet import Sheet
from b12track.tui.theme import COLOURS
from b12track.tui.widgets.chooser import Chooser

_AWAY = "Put away until something changes"


class FlagRows(Chooser[Flag]):
    """Each flag: its severity as a shape and a word, and its sentence."""

    AIRY = True

    def __init__(self, flags: Sequence[Flag], away: Sequence[Flag]) -> None:
        super().__init__((*flags, *away))
        self._first_away = away[0] if away else None

    def draw(self, item: Flag, room: int) -> list[Text]:
        """The sentence as a paragraph; above the first that was put away stands that it was."""
        colours = self.app.theme_variables
        head = f"{SHAPES[item.severity]} {item.severity}  "
        lines = [Text(line) for line in wrap(head + printable(item.text), room)]
        lines[0].stylize(f"bold {colours[COLOURS[item.severity]]}", 0, len(head))
        if item is self._first_away:
            lines = [Text(_AWAY, style=f"not bold {colours['muted']}"), Text(), *lines]
        return lines


class FlagList(Sheet[Flag]):
    """Pick one to open it."""

    HEADING = "Needs attention"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "leave", "back", show=False)]

    def compose_rows(self) -> Iterable[Widget]:
        flags, away = self.list_view.flags or (), self.list_view.away
        if not flags:
            yield Static(NOTHING, classes="aside")
        if flags or away:
            yield FlagRows(flags, away)
