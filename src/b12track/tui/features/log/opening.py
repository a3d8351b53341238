"""A log for any day: the day first, then the same rows of numbers.

What always holds: what was typed stays when the day is changed; of a day that is logged already it changes only that.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import SymptomLog
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.text import printable
from b12track.tui.features.entries.when import day_field
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.enter.evening import Logged, log_on, mend_log, save_log, shown_kinds

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class LogForm(Form[Logged]):
    """The scores of a day that has come; where it is logged already, its log is changed."""

    HEADING = "Log"
    SUBTITLE = "0-9, t ten · Enter saves · Esc leaves"

    def __init__(self, view: View, day: date | None = None) -> None:
        super().__init__(view)
        self._day = day
        self._there: SymptomLog | None = None
        self._typed: dict[str, int | None] = {}

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
        before = self._there.scores if self._there is not None else {}
        return super().is_changed or any(before.get(name) != score for name, score in self._typed.items())

    def _read_day(self, text: str) -> date:
        day = read_date(text, self.form_view.today)
        if day > self.form_view.today:
            raise Refused("date", f"{show_date(day)} is still to come; a log is of a day that has come")
        return day

    def on_field_changed(self, event: Field.Changed) -> None:
        if event.field.key == "date":
            self._take_day()

    def _take_day(self) -> None:
        """Show what is saved of the day, and on top of it what was typed."""
        grid, person_file, kinds = (
            self.query_one(ScoreGrid),
            self.form_view.person_file,
            shown_kinds(self.form_view.record),
        )
        try:
            day = self.field("date").read()
        except Refused:
            return
        log = self._there = log_on(person_file, day) if day is not None else None
        scores = {**(log.scores if log is not None else {}), **self._typed}
        shown = {kind.name: score for kind in kinds if (score := scores.get(kind.name)) is not None}
        if grid.kinds != kinds or grid.scores != shown:
            grid.show(kinds, shown, locked=False)
            if log is not None:
                grid.cursor = 0
        told = "logged already; saving changes that log" if log is not None else ""
        if log is not None and log.note:
            told += f" · its note: {log.note}"
        self.query_one("#there", Static).update(printable(told))

    def on_score_grid_said(self, event: ScoreGrid.Said) -> None:
        self.say_fault(event.text)

    def on_score_grid_scored(self, event: ScoreGrid.Scored) -> None:
        self._typed[event.name] = self.query_one(ScoreGrid).scores.get(event.name)
        self.say_fault("")

    def on_score_grid_submitted(self) -> None:
        self.action_save()

    def on_score_grid_left(self) -> None:
        self.field("note").query("Input").first().focus()

    async def save(self, values: dict[str, Any]) -> Logged | None:
        day, person_file, note = values["date"], self.form_view.person_file, values["note"] or ""
        there = log_on(person_file, day)
        if there is None:
            scores = {name: score for name, score in self._typed.items() if score is not None}
            return await self.b12.write(partial(save_log, person_file, day, scores, note))
        whole = "\n".join(filter(None, (there.note, note))) if note else None
        return await self.b12.write(partial(mend_log, person_file, day, dict(self._typed), whole))


async def open_log(app: "B12App", day: date | None = None) -> None:
    """Log a day."""
    if app.view is None:
        return
    logged = await app.push_screen_wait(LogForm(app.view, day))
    if logged is not None:
        app.saved(f"log of {show_date(logged.day, app.view.today)}")
