"""Home: the next dose, what needs attention, the evening log."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from b12track.domain.typed.dates import show_month
from b12track.tui.actions import bindings_for
from b12track.tui.features.calendar.month import MonthGrid
from b12track.tui.features.home.attention import Attention
from b12track.tui.features.home.next_dose import NextDose
from b12track.tui.features.log.evening_log import EveningLog
from b12track.tui.features.log.grid import SCORE_KEYS
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Scroll
from b12track.usecases.look.calendar import month_away, month_of
from b12track.usecases.machine.draft import LogDraft

# The month has the right third of a terminal of so many columns.
WIDE_ENOUGH_FOR_A_MONTH = 110
# A blank and the next month's name; and the fewest lines that it has: the names of the days, and four weeks.
_BETWEEN_MONTHS, _LEAST_LINES = 2, 5


class HomeMonth(MonthGrid):
    """The month that it is, beside what needs attention; the next one below it where there is room."""

    def on_mount(self) -> None:
        self.border_subtitle = "◆ dose ○ due · logged"

    def watch_view(self, before: View | None, view: View | None) -> None:
        super().watch_view(before, view)
        if self.border_title != self.title:  # to say it again would be to draw it all again
            self.border_title = self.title

    def render(self) -> Text:
        month, view = self.shown(), self.view
        if month is None or view is None:
            return Text()
        lines, self._days = self.lines_of(month)
        if len(lines) + _BETWEEN_MONTHS + _LEAST_LINES > self.size.height:
            return Text("\n", no_wrap=True).join(lines)
        coming = month_of(view.person_file, view.overview, month_away(view.today, 1))
        below, days = self.lines_of(coming)
        title = Text(show_month(coming.first), self.app.theme_variables["muted"])
        if len(lines) + _BETWEEN_MONTHS + len(below) <= self.size.height:
            lines += [Text(), title, *below]
            self._days += [(), (), *days]
        return Text("\n", no_wrap=True).join(lines)


class HomeScreen(FeatureScreen):
    """The first thing a person sees; the focus is in the evening log."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("home"),
        # Digits belong to the scores wherever the focus is.
        *(Binding(key, f"score({value})", show=False) for key, value in SCORE_KEYS.items()),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.log_card = EveningLog()
        self._has_calendar = self.app.size.width >= WIDE_ENOUGH_FOR_A_MONTH

    def compose_body(self) -> Iterable[Widget]:
        with Scroll(id="body"):
            with Horizontal(id="cards"):
                yield NextDose().data_bind(FeatureScreen.view)
                yield Attention().data_bind(FeatureScreen.view)
                if self._has_calendar:
                    yield HomeMonth().data_bind(FeatureScreen.view)
            yield self.log_card.data_bind(FeatureScreen.view)

    async def on_resize(self, event: events.Resize) -> None:
        """The month comes and goes with the room for it."""
        wanted = event.size.width >= WIDE_ENOUGH_FOR_A_MONTH
        if wanted != self._has_calendar:
            self._has_calendar = wanted
            if wanted:
                month = HomeMonth().data_bind(FeatureScreen.view)
                await self.query_one("#cards").mount(month)
            else:
                await self.query(HomeMonth).remove()

    def on_month_grid_opened(self, event: MonthGrid.Opened) -> None:
        event.stop()
        self.app.open("day", day=event.day)

    @property
    def kept_logs(self) -> list[tuple[Path, LogDraft]]:
        """The logs that were begun and not saved, each with whose it is."""
        return self.log_card.kept_logs

    def take_up(self, day: date, scores: dict[str, int], note: str, *, instead: bool) -> None:
        """Put back a log that was being typed."""
        self.log_card.take_up(day, scores, note, instead=instead)

    async def save_typed(self) -> None:
        """Save every log that was begun."""
        await self.log_card.save_all()

    @property
    def unsaved(self) -> tuple[str, ...]:
        return self.log_card.unsaved

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if not isinstance(self.focused, Attention) and not self.log_card.note.has_focus:
            self.log_card.grid.focus()

    def on_attention_opened(self, event: Attention.Opened) -> None:
        event.stop()
        if event.flag is None:
            self.app.open("flags")
        else:
            self.app.open("flag", flag=event.flag)

    def action_change_log(self) -> None:
        """Let the saved log be changed."""
        self.log_card.change()

    def action_save_log(self) -> None:
        """Save the log that is on show."""
        self.log_card.save()

    def action_day(self, by: int) -> None:
        """The evening log of the day before or after."""
        self.log_card.go_to_day(by)

    def action_earlier_day(self) -> None:
        """The day before; a frame's words can hand over no number below nought."""
        self.action_day(-1)

    def action_later_day(self) -> None:
        """The day after."""
        self.action_day(1)

    def action_score(self, value: int) -> None:
        """Score the log's next row, from wherever the focus was."""
        self.log_card.grid.focus()
        self.log_card.grid.action_score(value)

    def action_confirm_move(self) -> None:
        """Say what the clinician said about the move."""
        self.app.open("transition")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now stands in the footer."""
        if action == "change_log":
            return self.log_card.can_change
        if action == "confirm_move":
            course = self.view.overview.course if self.view is not None else None
            return course is not None and course.to_confirm
        return super().check_action(action, parameters)
