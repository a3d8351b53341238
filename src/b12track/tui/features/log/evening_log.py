"""How was today? The log on the home screen: four keys and Enter.

What always holds: what is being typed belongs to one person and one day and is kept until it is saved, whatever
happens around it: a change by another program, midnight, another person on the screen.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Input, Static

from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import SymptomLog
from b12track.domain.typed.dates import DAYS_SHORT, FIRST_YEAR, show_date
from b12track.domain.wording.text import width
from b12track.tui.app import B12App
from b12track.tui.features.log.draft import Draft
from b12track.tui.features.log.grid import SAVED, ScoreGrid
from b12track.tui.view import View
from b12track.tui.widgets.clicks import clickable
from b12track.tui.widgets.line import Line
from b12track.usecases.enter.daily_log import evening_of, log_on, log_symptoms, mend_log, strips
from b12track.usecases.look.calendar import unlogged_before
from b12track.usecases.machine.draft import LogDraft
from b12track.usecases.person_file import PersonFile

DAY = timedelta(days=1)
_KEYS = "0-9, t ten, Enter saves"
# Which symptoms the rows are, for the key and for the mouse.
_WHICH = "y symptoms"
_CLICKS = {
    _WHICH: "app.open('symptoms')",
    "Enter saves": "screen.save_log",
    "e changes it": "screen.change_log",
    "[ earlier day": "screen.earlier_day",
    "[ earlier": "screen.earlier_day",
    "[ fill in": "screen.earlier_day",
    "] later": "screen.later_day",
}
_TALL_ENOUGH, _WIDE_ENOUGH = 34, 56
_MOST_AIRY_ROWS = 6
_MOST_NAMED = 4


class EveningLog(Vertical):
    """The log of a day, blank until somebody scores it."""

    app = getters.app(B12App)
    view: reactive[View | None] = reactive(None)
    day: reactive[date | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[tuple[Path, date], Draft] = {}
        self._saved: SymptomLog | None = None
        self._evening: date | None = None
        self._is_saving = False
        self._missed: list[date] = []
        self._fills_in = False
        self.grid = ScoreGrid(id="scores")
        self.note = Line(id="note")

    def compose(self) -> ComposeResult:
        yield self.grid
        with Horizontal(id="note-row"):
            yield Static("  Note", id="note-label")
            yield self.note

    @property
    def can_change(self) -> bool:
        """Whether a saved log is shown."""
        return self._saved is not None and self.grid.locked

    # What is shown

    def watch_view(self, before: View | None, view: View | None) -> None:
        """New records, another person or another day; never over what is being typed."""
        if view is None:
            return
        evening = evening_of(view.now)
        draft = self._draft()
        day_turned = evening != self._evening and (draft is None or draft.is_empty)
        self._evening = evening
        if self.day is None or day_turned or not view.same_person(before):
            self.day = evening
            self._show_day()
        elif not view.same_records(before) and not self._is_saving:
            self._show_day()
        else:
            self._entitle()

    def _draft(self) -> Draft | None:
        if self.view is None or self.day is None:
            return None
        return self._drafts.get((self.view.person_file.path, self.day))

    def _begin(self) -> Draft:
        draft = self._draft()
        if draft is None and self.view is not None and self.day is not None:
            title = f"the log of {show_date(self.day, self.view.today)} for {self.view.name}"
            draft = self._drafts[self.view.person_file.path, self.day] = Draft(title, self._saved)
        return draft or Draft("")

    @property
    def unsaved(self) -> tuple[str, ...]:
        """Each log that was begun and not saved, by its day and its person."""
        return tuple(draft.title for draft in self._drafts.values() if draft.is_changed)

    @property
    def kept_logs(self) -> list[tuple[Path, LogDraft]]:
        """Each log that was begun and not saved, with whose it is: what was typed of it alone."""
        kept = []
        for (path, day), draft in self._drafts.items():
            typed = {name: score for name, score in draft.changes.items() if score is not None}
            if typed or draft.changed_note:
                kept.append((path, LogDraft(day.isoformat(), typed, draft.changed_note or "")))
        return kept

    def take_up(self, day: date, scores: dict[str, int], note: str, *, instead: bool) -> None:
        """Put back what was being typed of a day; what was saved meanwhile stands, unless it is typed instead."""
        if self.view is None:
            return
        self.day = day
        self._saved = log_on(self.view.person_file, day)
        draft = self._begin()
        known = _known(self.view)
        for name, score in scores.items():
            if name in known and (instead or name not in draft.scores):
                draft.scores[name] = score
        if note and (instead or not draft.note):
            draft.note = note
        self._show_day()
        self.grid.focus()

    async def save_all(self) -> None:
        """Save every log that was begun, of whomever."""
        for (path, day), draft in list(self._drafts.items()):
            people = [each for each in self.app.people if isinstance(each, PersonFile) and each.path == path]
            if people and draft.is_changed:
                is_open = self.view is not None and self.view.person_file.path == path
                view = self.view if is_open and self.view is not None else View(people[0])
                await self.app.write(partial(self._keep, view, day, draft), show=False)
                del self._drafts[path, day]

    def _show_day(self) -> None:
        """Put on the screen what is typed of the day, or what is saved of it."""
        view, day, grid = self.view, self.day, self.grid
        if view is None or day is None:
            return
        self._saved = log_on(view.person_file, day)
        kinds, draft, note = shown_kinds(view.record), self._draft(), ""
        if draft is not None:
            if grid.locked or grid.scores != draft.scores:
                grid.show(kinds, draft.scores, locked=False)
            elif grid.kinds != kinds:
                grid.show_rows(kinds)
            note = draft.note
        elif self._saved is not None:
            grid.show(kinds, self._saved.scores, locked=True)
            note = " · ".join(self._saved.note.splitlines())
        elif grid.locked or grid.scores or grid.kinds != kinds:
            grid.show(kinds, {}, locked=False)
        if self.note.value != note:
            with self.prevent(Input.Changed):
                self.note.value = note
        self.note.disabled = grid.locked
        self._missed = unlogged_before(view.person_file, evening_of(view.now))
        self._show_strips()
        self._entitle()
        self.screen.refresh_bindings()

    def _show_strips(self) -> None:
        grid = self.grid
        grid.airy = self.app.size.height >= _TALL_ENOUGH and len(grid.kinds) <= _MOST_AIRY_ROWS
        grid.strips = {}
        if grid.locked and self.view is not None and self.day is not None and grid.room_for_strips > 0:
            grid.strips = strips(self.view.person_file, self.view.record, self.day, grid.room_for_strips)
        grid.refresh()

    def _entitle(self) -> None:
        """The title: which day, and that it is another one than today."""
        view, day = self.view, self.day
        if view is None or day is None:
            return
        evening, shown = evening_of(view.now), show_date(day, view.today)
        if day != evening:
            left, right = f"How was {shown}?", "[ earlier · ] later"
        elif evening != view.today:
            left, right = f"How was yesterday, {shown}?", "past midnight · [ earlier day"
        elif self._missed:
            left, right = "How was today?", f"{missed_words(self._missed)} not logged: [ fill in"
        else:
            left, right = "How was today?", f"{shown} · [ earlier day"
        self.set_class(day != evening, "-other-day")
        fill = self.size.width - width(left) - width(right) - (6 if day != evening else 4)
        line = "$notice" if self.has_focus_within else "$line"
        tail = f" [{line}]{'─' * fill}[/] [$muted not bold]{clickable(right, _CLICKS)}[/]" if fill > 0 else ""
        head = f"[reverse] {clickable(left, _CLICKS)} [/]" if day != evening else clickable(left, _CLICKS)
        self.border_title = f"{head}{tail}"
        keys = "saved · e changes it" if self.grid.locked else _KEYS
        said = f"{_WHICH} · {keys}" if self.size.width >= _WIDE_ENOUGH else keys
        self.border_subtitle = clickable(said, _CLICKS)

    def on_resize(self) -> None:
        self._show_strips()
        self._entitle()

    def on_descendant_focus(self) -> None:
        self._entitle()

    def on_descendant_blur(self) -> None:
        self._entitle()

    # What is typed

    def on_score_grid_scored(self, event: ScoreGrid.Scored) -> None:
        event.stop()
        # What was said of the score before stands no longer: a key that it named would do something else now.
        if self.app.message.text and self.app.message is not self.app.trouble:
            self.app.say("")
        self._begin().scores = dict(self.grid.scores)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.grid.locked and (event.value or self._draft() is not None):
            self._begin().note = event.value

    def on_score_grid_said(self, event: ScoreGrid.Said) -> None:
        event.stop()
        self.app.say(event.text, is_fault=event.is_fault)

    def on_score_grid_abandoned(self, event: ScoreGrid.Abandoned) -> None:
        """Leave a change as it was; what was never saved stays, because nothing else has it."""
        event.stop()
        draft = self._draft()
        if draft is None or draft.saved is None or self.view is None or self.day is None:
            return
        del self._drafts[self.view.person_file.path, self.day]
        self._show_day()
        self.app.say("Left as it was.")

    def on_score_grid_left(self, event: ScoreGrid.Left) -> None:
        event.stop()
        if not self.grid.locked:
            self.note.focus()

    def on_key(self, event: events.Key) -> None:
        """Out of the note: up and Escape go back to the numbers."""
        if self.note.has_focus and event.key in ("up", "escape"):
            event.stop()
            self.grid.focus()
        elif event.key == "ctrl+s":
            event.stop()
            self.save()

    def go_to_day(self, by: int) -> None:
        """The day before or after; not beyond this evening."""
        if self.view is None or self.day is None:
            return
        evening = evening_of(self.view.now)
        self._fills_in = by < 0 and self.day == evening and bool(self._missed)
        wanted = self._missed[0] if self._fills_in else self.day + by * DAY
        if wanted > evening:
            self.app.say("That day is still to come: choose today or an earlier day", is_fault=True)
            return
        if wanted.year >= FIRST_YEAR:
            self.day = wanted
            self._show_day()
            self.grid.focus()

    def change(self) -> None:
        """Let what is saved be changed."""
        if not self.can_change or self._saved is None:
            return
        self.app.say("")  # the line said to press this key
        self._begin()
        self._show_day()
        self.grid.cursor = 0
        self.grid.focus()

    # Saving

    def on_score_grid_submitted(self, event: ScoreGrid.Submitted) -> None:
        event.stop()
        self.save()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.save()

    def save(self) -> None:
        """Save the day; another day than this evening's goes back to it."""
        self.app.do(self._save)

    async def _save(self) -> None:
        draft, view, day = self._draft(), self.view, self.day
        if self._is_saving or view is None or day is None:
            return
        if self.grid.locked:
            self.app.say(SAVED, is_fault=True)
            return
        if draft is None or draft.is_empty:
            self.app.say("Nothing is scored yet: type 0-9, or t for ten, then Enter", is_fault=True)
            return
        self._is_saving = True
        evening = evening_of(view.now)
        try:
            await self.app.write(partial(self._keep, view, day, draft), show=False)
            del self._drafts[view.person_file.path, day]
            following = next((missed for missed in self._missed if missed > day), evening)
            self._fills_in = self._fills_in and following != evening
            self.day = following if self._fills_in else evening
            self.app.show_saved()
        finally:
            # Whether there was something new in the records or not: what was typed is typed no longer.
            self._is_saving = False
            self._show_day()
        self.grid.focus()
        left_out = ", ".join(sorted(draft.scores.keys() - _known(view)))
        told = f"without {left_out}, no symptom any more" if left_out else ""
        if day == evening:
            self.app.saved(told, "e change · u undo")
        else:
            self.app.saved(" ".join(filter(None, (f"log of {show_date(day, view.today)}", told))))

    def _keep(self, view: View, day: date, draft: Draft) -> object:
        """What a thread does: one log a day, whatever else was saved of it meanwhile."""
        known = _known(view)  # a symptom that was scored may be taken back before the score is saved
        if draft.saved is not None:
            changes = {name: score for name, score in draft.changes.items() if name in known}
            return mend_log(view.person_file, day, changes, draft.changed_note)
        scores = {name: score for name, score in draft.scores.items() if name in known}
        return log_symptoms(view.person_file, day, scores, draft.note)


def _known(view: View) -> set[str]:
    return {kind.name for kind in all_kinds(view.record)}


def missed_words(days: Sequence[date]) -> str:
    """ "Mon, Tue and Wed"; of a long gap how many they are."""
    if len(days) > _MOST_NAMED:
        return f"{len(days)} days"
    names = [DAYS_SHORT[day.weekday()] for day in days]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
