"""A log for any day: the day first, then the same rows of numbers.

What always holds: what was typed stays when the day is changed; of a day that is logged already it changes only that.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.faults import Refused
from b12track.domain.record.kinds import shown_kinds
from b12track.domain.record.records import SymptomLog
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.text import printable
from b12track.tui.features.entries.when import day_field
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.forms.amending import EntryForm, unchanged
from b12track.tui.forms.fields import Field, words_field
from b12track.tui.view import View
from b12track.usecases.enter.daily_log import Logged, log_on, log_symptoms, mend_log
from b12track.usecases.fields import NEW_LINE
from b12track.usecases.look.history import Item

_SCORE = "score "


class LogForm(EntryForm[Logged]):
    """The scores of a day that has come; where it is logged already, its log is changed."""

    HEADING = "Log"
    SUBTITLE = "0-9, t ten · Enter saves · Esc leaves"

    def __init__(self, view: View, day: date | None = None, there: Item | None = None) -> None:
        super().__init__(view, there)
        self._day = day = day if there is None else there.day
        self.date = day_field(
            view,
            value=show_date(day, weekday=False) if day is not None else "yesterday",
            read=lambda text: refuse_to_come("date", read_date(text, view.today), view.today, "a log"),
        )
        self.grid = ScoreGrid()
        self.note = words_field("note", "Note")
        if there is not None:
            self.note.begin_with(NEW_LINE.join(there.value.note.splitlines()))
        self._told = Static("", id="there", classes="aside", markup=False)
        self._there: SymptomLog | None = None
        self._typed: dict[str, int | None] = {}

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.date, self.grid, self._told, self.note)

    def typed_texts(self) -> dict[str, str]:
        scores = {_SCORE + name: "" if score is None else str(score) for name, score in self._typed.items()}
        return super().typed_texts() | scores

    def take_typed(self, texts: Mapping[str, str]) -> None:
        super().take_typed(texts)
        for key, text in texts.items():
            if key.startswith(_SCORE) and (not text or text.isdecimal()):
                self._typed[key.removeprefix(_SCORE)] = int(text) if text else None
        self._take_day()

    def on_mount(self) -> None:
        self._take_day()
        if self._day is not None:
            self.grid.focus()

    @property
    def is_changed(self) -> bool:
        before = self._there.scores if self._there is not None else {}
        return super().is_changed or any(before.get(name) != score for name, score in self._typed.items())

    def on_field_changed(self, event: Field.Changed) -> None:
        if event.field is self.date:
            self._take_day()

    def _take_day(self) -> None:
        """Show what is saved of the day, and on top of it what was typed."""
        grid, person_file = self.grid, self.form_view.person_file
        kinds = shown_kinds(self.form_view.record)
        try:
            day = self.date.read()
        except Refused:
            return
        log = self._there = log_on(person_file, day) if day is not None else None
        scores = {**(log.scores if log is not None else {}), **self._typed}
        shown = {kind.name: score for kind in kinds if (score := scores.get(kind.name)) is not None}
        if grid.kinds != kinds or grid.scores != shown:
            grid.show(kinds, shown, locked=False)
            if log is not None:
                grid.cursor = 0
        told = "this day has a log already; saving changes it" if log is not None else ""
        if log is not None and log.note:
            told += f" · its note: {log.note}"
        self._told.update(printable(told))

    def on_score_grid_said(self, event: ScoreGrid.Said) -> None:
        self.say_fault(event.text)

    def on_score_grid_abandoned(self) -> None:
        self.action_leave()

    def on_score_grid_scored(self, event: ScoreGrid.Scored) -> None:
        self._typed[event.name] = self.grid.scores.get(event.name)
        self.say_fault("")

    def on_score_grid_submitted(self) -> None:
        self.action_save()

    def on_score_grid_left(self) -> None:
        self.note.control.focus()

    async def save(self) -> Logged | None:
        day, person_file, note = self.date.value, self.form_view.person_file, self.note.read() or ""
        there = log_on(person_file, day)
        if there is None:
            scores = {name: score for name, score in self._typed.items() if score is not None}
            return await self.app.write(partial(log_symptoms, person_file, day, scores, note))
        whole = "\n".join(filter(None, (there.note, note))) if note else None
        if self.there is not None and not self.is_changed:
            raise unchanged()
        if self.there is not None:  # the note that is there stands in the field
            whole = note.replace(NEW_LINE, "\n") if self.note.is_changed else None
        return await self.app.write(partial(mend_log, person_file, day, dict(self._typed), whole))

    def said(self, answer: Logged) -> str:
        return f"log of {show_date(answer.day, self.form_view.today)}"
