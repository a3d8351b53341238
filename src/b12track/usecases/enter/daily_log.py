"""How a day was.

What always holds: one log a date, never one of a day to come; a score is kept under a symptom that this file knows.
Only the logs of one year are looked at, because the evening's four scores must be saved at once after fifty years.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from b12track.domain.record import ids, loading
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import Record, SymptomKind, SymptomLog
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.scores import read_scores
from b12track.domain.wording.text import clean, quote
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile

# What becomes of a day's log, given the one that is there.
_Make = Callable[[SymptomLog | None], tuple[Mapping[str, int], str]]


class Logged(NamedTuple):
    """A day's log as it was before and as it is now."""

    day: date
    before: SymptomLog | None
    after: SymptomLog
    saved: Saved


def log_of(snapshot: Snapshot, day: date) -> SymptomLog | None:
    """The log of a day."""
    wanted = day.isoformat()
    for raw in snapshot.documents_of_year("symptoms", day.year):
        if raw["date"] == wanted:
            log: SymptomLog = loading.load("symptoms", raw)
            return log
    return None


def log_symptoms(
    person_file: PersonFile, day: date, scores: Mapping[str, int], note: str | None = None
) -> Logged:
    """Add to a day's log: of a score the last value wins, a note goes below the one that is there.

    Decided: a second note of a day is a further line, because replacing it would lose what was written at noon.
    A line that is there already is not repeated, so that saving the same again changes nothing.
    """
    added = clean(note or "", "note", lines=True)
    if not scores and not added:
        raise Refused(
            "", "nothing was entered, so nothing was saved", "write a score such as energy=6, or a note"
        )

    def merge(before: SymptomLog | None) -> tuple[Mapping[str, int], str]:
        if before is None:
            return dict(scores), added
        lines = before.note.splitlines()
        lines += [line for line in added.splitlines() if line not in lines]
        return {**before.scores, **scores}, clean("\n".join(lines), "note", lines=True)

    return _save_log(person_file, day, merge)


def mend_log(
    person_file: PersonFile, day: date, changes: Mapping[str, int | None], note: str | None = None
) -> Logged:
    """Change a day's log: these scores are now so, None is blank; whatever else it holds by then stays."""
    typed = clean(note, "note", lines=True) if note is not None else None

    def make(before: SymptomLog | None) -> tuple[Mapping[str, int], str]:
        saved, said = (before.scores, before.note) if before is not None else ({}, "")
        scores = {name: score for name, score in {**saved, **changes}.items() if score is not None}
        said = said if typed is None else typed
        if not scores and not said:
            raise Refused("", "there is no score left in it", "to take the whole log away, delete it")
        return scores, said

    return _save_log(person_file, day, make)


def _save_log(person_file: PersonFile, day: date, make: _Make) -> Logged:
    refuse_to_come("date", day, person_file.today, "a log")

    def work(snapshot: Snapshot, record: Record) -> tuple[tuple[SymptomLog | None, SymptomLog], Change]:
        before = log_of(snapshot, day)
        scores, note = make(before)
        known = {kind.name for kind in all_kinds(record)}
        for name, score in scores.items():
            if name not in known:
                raise Refused("symptom", f"{quote(name)} is not a known symptom", Deed("symptoms"))
            if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= 10:
                raise Refused(name, f"{score!r} is not a whole number from 0 to 10")
        id = before.id if before is not None else ids.log_id(day, ())
        if before is None and snapshot.find(id) is not None:
            id = person_file.new_id(snapshot, "symptoms")
        at = before.recorded_at if before is not None else None
        if scores and not (before is not None and before.scores):
            at = at or person_file.now.replace(
                microsecond=0
            )  # the first score; a log of an older file may lack it
        after = SymptomLog(id, day, scores, note, at)
        # Held against the value: what came from elsewhere may spell out keys that are left out here.
        edits = (Put("symptoms", loading.dump(after)),) if after != before else ()
        return (before, after), Change(f"log of {show_date(day)}", edits)

    (before, after), saved = person_file.make(work)
    return Logged(day, before, after, saved)


def show_score(kind: SymptomKind, score: int) -> str:
    """A score with its worded end: "Energy 6 of 10 (10 = full of energy)"."""
    low_end = f"0 = {kind.low}" if kind.low else f"{kind.good} is good"
    end = f"10 = {kind.high}" if kind.high else low_end
    return f"{kind.label} {score} of 10 ({end})"


def find_kind(record: Record, name: str) -> SymptomKind:
    """The symptom of this name or label, or the only one that begins so."""
    kinds = all_kinds(record)
    (found,) = read_scores([f"{name}=0"], kinds)  # whoever can score a symptom can name it
    return next(kind for kind in kinds if kind.name == found)


_NIGHT_ENDS = 4
_STRIP_DAYS = 56


def evening_of(now: datetime) -> date:
    """The day that "how was today?" is about."""
    return now.date() - timedelta(days=1) if now.hour < _NIGHT_ENDS else now.date()


def log_on(person_file: PersonFile, day: date) -> SymptomLog | None:
    """What is saved of a day."""
    return log_of(person_file.snapshot(), day)


def strips(person_file: PersonFile, record: Record, last_day: date, columns: int) -> dict[str, str]:
    """The last eight weeks of each symptom that is asked for, a block for one, two or four days as there is room."""
    days_each = next((each for each in (1, 2, 4) if _STRIP_DAYS // each <= columns), 0)
    if not days_each:
        return {}
    from b12track.charts.strip import strip  # for the app alone

    days = [last_day - timedelta(days=back) for back in range(_STRIP_DAYS - 1, -1, -1)]
    blocks = [days[start : start + days_each] for start in range(0, _STRIP_DAYS, days_each)]
    snapshot = person_file.snapshot()
    scores: dict[str, Mapping[str, int]] = {
        raw["date"]: raw["scores"]
        for year in range(days[0].year, last_day.year + 1)
        for raw in snapshot.documents_of_year("symptoms", year)
    }
    found = {}
    for kind in shown_kinds(record):
        means: list[float | None] = []
        for block in blocks:
            logged = [scores.get(day.isoformat(), {}) for day in block]
            values = [log[kind.name] for log in logged if kind.name in log]
            means.append(sum(values) / len(values) if values else None)
        found[kind.name] = strip(means)
    return found
