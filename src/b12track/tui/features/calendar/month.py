"""A month drawn in weeks: doses, dates due and windows, visits, days logged.

What always holds: shape says it before colour does; today is lit; a day is found by a click. The same drawing serves
the small month on Home and the large one, whose days have room for words.
"""

from datetime import date
from functools import lru_cache

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from b12track.domain.typed.dates import DAYS, show_month, show_time
from b12track.domain.wording.text import capital, clip, pad
from b12track.tui.view import View
from b12track.usecases.look.calendar import Day, Month, month_of

KEY = "◆ dose  ○ due  v visit  · logged"
_SMALLEST, _LARGEST = 3, 14
_ROOM_FOR_WORDS = 8


class MonthGrid(Widget):
    """The days of a month; the chosen one, if any is to be chosen, has a frame of its own colour."""

    DEFAULT_CSS = """
    MonthGrid { height: auto; text-wrap: nowrap; }
    """
    view: reactive[View | None] = reactive(None, repaint=False)
    month: reactive[date | None] = reactive(None)
    chosen: reactive[date | None] = reactive(None)

    class Opened(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, lines_each: int = 1) -> None:
        super().__init__()
        self._lines_each = lines_each
        self._drawn: tuple[View, date, Month] | None = None
        # The days that stand in each line that is drawn, for clicks.
        self._days: list[tuple[Day | None, ...]] = []

    def watch_view(self, before: View | None, view: View | None) -> None:
        if view is None or not view.tells_only_flags(before):
            self.refresh()

    def shown(self) -> Month | None:
        """The month that is on show; worked out anew only for another month or other records."""
        view = self.view
        if view is None:
            return None
        first = (self.month or view.today).replace(day=1)
        if self._drawn is None or self._drawn[1] != first or self._drawn[0].overview is not view.overview:
            self._drawn = view, first, month_of(view.person_file, view.overview, first)
        return self._drawn[2]

    @property
    def title(self) -> str:
        """Which month it is."""
        day = self.month or (self.view.today if self.view is not None else None)
        return show_month(day) if day is not None else ""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The names of the days, and as many weeks as the month has."""
        month = self.shown()
        return 1 + (len(month.weeks) if month is not None else 6) * self._lines_each

    def render(self) -> Text:
        """The weeks, one under the other."""
        month = self.shown()
        if month is None or self.view is None:
            return Text()
        lines, self._days = self.lines_of(month)
        return Text("\n", no_wrap=True).join(lines)

    @property
    def _room(self) -> int:
        """The columns of a day."""
        return min(max(self.size.width // 7, _SMALLEST), _LARGEST)

    def lines_of(self, month: Month) -> tuple[list[Text], list[tuple[Day | None, ...]]]:
        """The names of the days, and the weeks; with the days that stand in each line."""
        room = self._room
        muted = self.app.theme_variables["muted"]
        lines = [Text("".join(pad(capital(day[:2]), room) for day in DAYS).rstrip(), muted)]
        days: list[tuple[Day | None, ...]] = [()]
        for week in month.weeks:
            rows: list[list[tuple[str, Style]]] = [[] for _ in range(self._lines_each)]
            for day in week:
                for row, cell in zip(rows, self._cell(day, room)):
                    row += cell
            lines += [Text.assemble(*row) for row in rows]
            days += [week] * self._lines_each
        return lines, days

    def _cell(self, day: Day | None, room: int) -> list[list[tuple[str, Style]]]:
        """The lines of a day: its number with its mark, and words where there is room."""
        if day is None or self.view is None:
            return [[(" " * room, _style())]] * self._lines_each
        colours = self.app.theme_variables
        mark, colour = mark_of(day)
        ground = colours["panel"] if day.in_window else None
        number = _style(
            colours["foreground"],
            ground,
            is_bold=bool(mark.strip("·")),
            is_lit=day.date == self.view.today,
        )
        if day.date == self.chosen:
            number = _style(colours["background"], colours["accent"], is_bold=True)
        first = [(f"{day.date.day:>2}", number)]
        first += [(mark, _style(colours[colour], ground, is_bold=True))] if mark else []
        first.append((" " * (room - 2 - len(mark)), _style(None, ground)))
        # What the mark stands for, where there is room to say it.
        said = ["dose"] if day.doses else []
        said += [f"{visit.purpose} {show_time(visit.at)}" for visit in day.visits]
        said += ["due"] if day.is_due and not day.doses else []
        words = clip(", ".join(said), room - 1) if room >= _ROOM_FOR_WORDS else ""
        quiet = _style(colours["muted"], ground)
        below = [[(pad(words if line == 1 else "", room), quiet)] for line in range(1, self._lines_each)]
        return [first, *below]

    def on_click(self, event: events.Click) -> None:
        """Open the day that was clicked."""
        at = event.get_content_offset(self)
        week = self._days[at.y] if at is not None and at.y < len(self._days) else ()
        day = week[at.x // self._room] if at is not None and at.x // self._room < len(week) else None
        if day is not None:
            event.stop()
            self.post_message(self.Opened(day.date))


@lru_cache(256)
def _style(
    colour: str | None = None, ground: str | None = None, *, is_bold: bool | None = None, is_lit: bool = False
) -> Style:
    """A look; a month has some dozens of days and a handful of looks."""
    return Style(color=colour, bgcolor=ground, bold=is_bold, reverse=is_lit or None)


def mark_of(day: Day) -> tuple[str, str]:
    """The mark of a day and its colour: a dose before a visit before a date due before a log."""
    if day.doses:
        return "◆", "accent"
    if day.visits:
        return "v", "notice"
    if day.is_due:
        return "○", "notice"
    return ("·", "muted") if day.is_logged else ("", "muted")
