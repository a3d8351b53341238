"""The calendar large: any month, any day, and from a day what can be written of it."""

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widgets import Static

from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import printable
from b12track.tui.app import B12App
from b12track.tui.features.calendar.month import KEY, MonthGrid
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.modal import Modal
from b12track.tui.forms.picking import Option
from b12track.tui.view import View
from b12track.tui.widgets.clicks import SHARED
from b12track.tui.widgets.frame import Frame
from b12track.usecases.look.calendar import month_away, told_of

_CLICKS = {
    **SHARED,
    "[": "screen.month_before",
    "] month": "screen.month_after",
    "Enter opens": "screen.open",
}
_FOR_TWO_LINES, _FOR_THREE_LINES = 18, 26


class Calendar(Modal[date]):
    """A month to move about in; the day that is opened is the answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("calendar.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open the day"),
        Binding("left", "move(-1)", "day before", show=False),
        Binding("right", "move(1)", "day after", show=False),
        Binding("up", "move(-7)", "week before", show=False),
        Binding("down", "move(7)", "week after", show=False),
        Binding("left_square_bracket,pageup", "month(-1)", "month before", show=False),
        Binding("right_square_bracket,pagedown", "month(1)", "month after", show=False),
        Binding("home,t", "today", "today", show=False),
        Binding("escape,c", "leave", "leave"),
    ]

    def __init__(self, view: View, day: date) -> None:
        super().__init__()
        self._view, self._day = view, day
        height = self.app.size.height
        lines_each = 3 if height >= _FOR_THREE_LINES else 2 if height >= _FOR_TWO_LINES else 1
        self.grid = MonthGrid(lines_each=lines_each)
        self._told = Static("", id="told", markup=False)

    def compose(self) -> ComposeResult:
        with Frame("", "arrows move · [ ] month · t today · Enter opens · Esc leaves", _CLICKS):
            yield self.grid
            yield Static(KEY, id="key", markup=False)
            yield self._told

    def on_mount(self) -> None:
        self.grid.view = self._view
        self._show(self._day)

    def _show(self, day: date) -> None:
        self._day = day
        self.grid.month, self.grid.chosen = day, day
        self.grid.refresh(layout=True)
        self.query_one(Frame).entitle(f"Calendar of {self._view.name} · {self.grid.title}")
        told = told_of(self._view.person_file, self._view.overview, day)
        said = "; ".join(told) if told else "nothing recorded"
        self._told.update(printable(f"{show_date(day)}: {said}"))

    def action_move(self, days: int) -> None:
        """Another day."""
        reached = self._day.toordinal() + days
        if date.min.toordinal() <= reached <= date.max.toordinal():
            self._show(date.fromordinal(reached))

    def action_month(self, months: int) -> None:
        """The same day of another month, or its last one."""
        first = month_away(self._day, months)
        following = month_away(first, 1)
        last = following - timedelta(days=1) if following > first else date.max
        self._show(first.replace(day=min(self._day.day, last.day)))

    def action_month_before(self) -> None:
        """The month before."""
        self.action_month(-1)

    def action_month_after(self) -> None:
        """The month after."""
        self.action_month(1)

    def action_today(self) -> None:
        """Back to today."""
        self._show(self._view.today)

    def action_open(self) -> None:
        """Open the day."""
        self.dismiss(self._day)

    def on_month_grid_opened(self, event: MonthGrid.Opened) -> None:
        event.stop()
        self.dismiss(event.day)


async def open_calendar(app: B12App) -> None:
    """Months and days until somebody leaves, or writes something of a day."""
    day: date | None = app.open_view.today
    while day is not None:
        day = await app.ask(Calendar(app.open_view, day))
        if day is not None and await open_day(app, day):
            return


async def open_day(app: B12App, day: date) -> bool:
    """What the day holds, and what can be written of it; whether something was."""
    view = app.open_view
    told = told_of(view.person_file, view.overview, day)
    options = []
    if day <= view.today:
        logged = any(line.startswith("log:") for line in told)
        options.append(Option("l", "Change the log of this day" if logged else "How was this day?", "log"))
        options.append(Option("i", "An injection was given on this day", "injection"))
    options.append(Option("v", "An appointment on this day", "visit"))
    body = "\n".join(told) if told else "Nothing is recorded on this day."
    picked = await app.ask(Choice(f"{show_date(day)} · {view.name}", body, options))
    if picked is None:
        return False
    return await app.fill_in(picked, **{"day" if picked == "log" else "on": day}) is not None
