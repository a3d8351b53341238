"""A log for any day: the day first, then the same rows of numbers."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.dates import read_date, show_date
from b12track.domain.faults import Refused
from b12track.tui.features.entries.when import day_field
from b12track.tui.features.forms.fields import Field, TextField
from b12track.tui.features.forms.form import Form
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.view import View
from b12track.usecases.evening import Logged, log_on, mend_log, save_log, shown_kinds

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class LogForm(Form[Logged]):
    """The scores of a day that has come; where it is logged already, its log is changed."""

    HEADING = "Log"
    SUBTITLE = "0-9, t ten · Enter saves · Esc leaves"

    def __init__(self, view: View, day: date | None = None) -> None:
        super().__init__(view)
        self._day = day
        self._mends: date | None = None

    def compose_fields(self) -> Iterable[Widget]:
        value = self._day.isoformat() if self._day is not None else "yesterday"
        yield day_field(self.form_view, value=value, read=self._read_day)
        yield ScoreGrid()
        yield Static("", id="there", classes="aside", markup=False)
        yield TextField("note", "Note")

    def on_mount(self) -> None:
        self._take_day()
        if self._day is not None:
            self.query_one(ScoreGrid).focus()

    @property
    def is_changed(self) -> bool:
        there = self._mends is not None and log_on(self.form_view.desk, self._mends)
        before = dict(there.scores) if there else {}
        shown = {kind.name for kind in shown_kinds(self.form_view.record)}
        scores = self.query_one(ScoreGrid).scores
        return super().is_changed or scores != {k: v for k, v in before.items() if k in shown}

    def _read_day(self, text: str) -> date:
        day = read_date(text, self.form_view.today)
        if day > self.form_view.today:
            raise Refused(f"date: {show_date(day)} is still to come; a log is of a day that has come")
        return day

    def on_field_changed(self, event: Field.Changed) -> None:
        if event.field.key == "date":
            self._take_day()

    def _take_day(self) -> None:
        """Show what is saved of the day, unless something else is typed already."""
        grid, there = self.query_one(ScoreGrid), self.query_one("#there", Static)
        kinds = shown_kinds(self.form_view.record)
        try:
            day = self.field("date").read()
        except Refused:
            return
        log = log_on(self.form_view.desk, day) if day is not None else None
        if log is not None and self._mends != day and not (grid.scores and self._mends is None):
            shown = {kind.name for kind in kinds}
            grid.show(kinds, {k: v for k, v in log.scores.items() if k in shown}, locked=False)
            grid.cursor = 0
        elif log is None and (self._mends is not None or not grid.scores):
            grid.show(kinds, {}, locked=False)
        self._mends = day if log is not None else None
        told = "logged already; saving changes that log" if log is not None else ""
        there.update(told + (f" · its note: {log.note}" if log is not None and log.note else ""))

    def on_score_grid_said(self, event: ScoreGrid.Said) -> None:
        self.say_fault(event.text)

    def on_score_grid_scored(self) -> None:
        self.say_fault("")

    def on_score_grid_submitted(self) -> None:
        self.action_save()

    def on_score_grid_left(self) -> None:
        self.field("note").query("Input").first().focus()

    async def save(self, values: dict[str, Any]) -> Logged | None:
        scores, day, desk = dict(self.query_one(ScoreGrid).scores), values["date"], self.form_view.desk
        note = values["note"] or ""
        if self._mends != day:
            return await self.b12.write(partial(save_log, desk, day, scores, note))
        there = log_on(desk, day)
        asked = {kind.name: scores.get(kind.name) for kind in shown_kinds(self.form_view.record)}
        whole = "\n".join(filter(None, (there.note if there is not None else "", note)))
        return await self.b12.write(partial(mend_log, desk, day, asked, whole))


async def open_log(app: "B12App", day: date | None = None) -> None:
    """Log a day."""
    if app.view is None:
        return
    logged = await app.push_screen_wait(LogForm(app.view, day))
    if logged is not None:
        app.saved(f"log of {show_date(logged.day, app.view.today)}")
