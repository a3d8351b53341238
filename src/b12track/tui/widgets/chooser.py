"""Rows of which one is chosen: the one way to choose from a list, with the keys, the wheel and the mouse.

What always holds: the chosen row is in sight; a click on a row chooses and opens it; where nothing is chosen at first,
Enter alone opens nothing.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from b12track.domain.wording.text import width
from b12track.tui.widgets.scroll import bring_in_sight

T = TypeVar("T")
POINTER = 2


class Chooser(Widget, Generic[T], can_focus=True):
    """A list drawn whole, as high as its rows; each kind of list says how one of its rows is drawn."""

    DEFAULT_CSS = """
    Chooser { height: auto; min-height: 1; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "previous", show=False),
        Binding("pagedown,space", "leaf(1)", "a page down", show=False),
        Binding("pageup", "leaf(-1)", "a page up", show=False),
        Binding("home", "first", "first", show=False),
        Binding("end", "last", "last", show=False),
        Binding("enter", "open", "open", show=False),
    ]
    NOTHING = ""
    AIRY = False
    # Whether up and down lead out of it, to what stands above and below.
    LETS_GO = False
    # Whether its rows are chosen from a line above it, which has the focus.
    IS_LED = False

    class Chosen(Message):
        """Another row is chosen."""

    class Opened(Message):
        """The chosen row is to be opened."""

        def __init__(self, chooser: "Chooser[Any]", item: Any) -> None:
            super().__init__()
            self.chooser, self.item = chooser, item

    def __init__(self, items: Sequence[T] = (), *, chosen: int | None = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[T] = tuple(items)
        self.chosen = chosen

    # What there is

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.items)

    def item_at(self, row: int) -> T | None:
        """What stands in a row."""
        return self.items[row] if 0 <= row < len(self.items) else None

    @property
    def item(self) -> T | None:
        """What is chosen."""
        return self.item_at(self.chosen) if self.chosen is not None else None

    def show(self, items: Sequence[T], chosen: int | None = 0) -> None:
        """Show other rows."""
        self.items = tuple(items)
        self.chosen = None if chosen is None or not items else min(max(chosen, 0), len(items) - 1)
        self.refresh(layout=True)

    # What is drawn

    def draw(self, item: T, room: int) -> list[Text]:
        """The lines of a row; the column for the pointer is not theirs."""
        raise NotImplementedError

    def render(self) -> Text:
        """Every row, the chosen one with its pointer."""
        lines = [line for row in self._drawn(self.size.width) for line in row]
        if not lines:
            return Text(self.NOTHING, style=self.app.theme_variables["muted"])
        return Text("\n", no_wrap=True, overflow="crop").join(lines)

    def _drawn(self, room: int) -> list[list[Text]]:
        rows = []
        for row, item in enumerate(self.items):
            is_chosen = row == self.chosen
            lines = [
                self.marked(line, row, is_chosen=is_chosen, is_first=not number, room=room)
                for number, line in enumerate(self.draw(item, max(room - POINTER, 1)))
            ]
            rows.append([*lines, Text()] if self.AIRY and row + 1 < self.count else lines)
        return rows

    def marked(self, line: Text, row: int, *, is_chosen: bool, is_first: bool, room: int) -> Text:
        """A line of a row as it is drawn: found by a click, and lit where it is the chosen one."""
        colours = self.app.theme_variables
        style = Style(meta={"row": row})
        is_lit = is_chosen and (self.has_focus or self.IS_LED)
        if is_chosen:
            style += Style(bgcolor=colours["chosen" if is_lit else "panel"], bold=True)
        pointer = Style(color=colours["accent"], bold=True)
        text = Text(style=style, no_wrap=True)
        text.append("▸ " if is_lit and is_first else "  ", pointer)
        text.append_text(line)
        text.append(" " * max(room - width(text.plain), 0))
        return text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the rows need."""
        return max(sum(map(len, self._drawn(width))), 1)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # What is chosen

    def choose(self, row: int) -> None:
        """Choose this row, or the nearest there is."""
        self.chosen = min(max(row, 0), self.count - 1) if self.count else None
        self.refresh()
        self.post_message(self.Chosen())
        if self.chosen is not None:
            rows = self._drawn(self.size.width)
            bring_in_sight(self, sum(map(len, rows[: self.chosen])), len(rows[self.chosen]))

    def action_step(self, by: int) -> None:
        """The row below or above."""
        if self.LETS_GO and self.chosen in ((None, 0) if by < 0 else (self.count - 1,)):
            (self.screen.focus_previous if by < 0 else self.screen.focus_next)()
            return
        start = self.chosen if self.chosen is not None else (-1 if by > 0 else self.count)
        self.choose(start + by)

    def action_leaf(self, by: int) -> None:
        """Some rows further or back."""
        self.choose((self.chosen or 0) + by * self.page)

    @property
    def page(self) -> int:
        """How many rows a page key passes."""
        return 5

    def action_first(self) -> None:
        """The first row."""
        self.choose(0)

    def action_last(self) -> None:
        """The last row."""
        self.choose(self.count - 1)

    def action_open(self) -> None:
        """Open the chosen row."""
        if (item := self.item) is not None:
            self.post_message(self.Opened(self, item))

    def on_click(self, event: events.Click) -> None:
        row = event.style.meta.get("row")
        if row is not None:
            event.stop()
            self.clicked(row)

    def clicked(self, row: int) -> None:
        """Choose the row that was clicked, and open it."""
        self.choose(row)
        self.action_open()
