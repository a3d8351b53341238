"""What undo would take back, in words: the latest changes, each with what it did.

What always holds: only what is said is read. A change of one record says what the record says, or what differs in it;
one of many says what it is called.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from b12track.domain.record import loading
from b12track.domain.record.records import MOVE_DATES, Record, SymptomLog
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import Surroundings, describe, name_of, one_line, surroundings_of
from b12track.domain.wording.text import capital, clip
from b12track.store.edits import PERSON, SYMPTOMS
from b12track.store.history.steps import Step
from b12track.store.history.versions import Made
from b12track.usecases.fields import differences
from b12track.usecases.person_file import PersonFile

# A note can be as long as a letter; the list of changes is no place to read it.
_LONGEST = 300


class Undoable(NamedTuple):
    """A change that is not taken back yet: its name, what it did, when it was saved, whether it moves dates."""

    what: str
    said: str
    at: str
    moves_dates: bool
    token: str


def latest_changes(person_file: PersonFile, count: int) -> list[Undoable]:
    """The latest changes that undo would take back one after the other, the last one first."""
    record, today = person_file.record(), person_file.today
    around = surroundings_of(record, with_timings=False)
    return [
        Undoable(
            made.what,
            clip(_said(made, record, around, today), _LONGEST),
            made.at,
            any(step.kind in MOVE_DATES for step in made.edits),
            made.token,
        )
        for made in person_file.file.latest(count)
    ]


def _said(made: Made, record: Record, around: Surroundings, today: date) -> str:
    match made.edits:
        case [Step(kind=kind, before=None, after=None)]:
            return capital(made.what)  # in outline: of very many records
        case [Step(kind=kind, before=before, after=after)] if kind != PERSON:
            was, now = (loading.load(kind, raw) if raw is not None else None for raw in (before, after))
            if kind == SYMPTOMS and now is not None:
                return f"{', '.join(_scored(was, now, around))} for {show_date(now.date, today)}"
            if now is None:
                return f"{capital(made.what)}: {describe(kind, was, around)}"
            if was is None:
                return f"{capital(name_of(kind, now))}: {describe(kind, now, around)}"
            return f"{capital(made.what)}: {'; '.join(map(str, differences(kind, was, now, record)))}"
        case _:
            return capital(made.what)


def _scored(was: SymptomLog | None, now: SymptomLog, around: Surroundings) -> Sequence[str]:
    """The scores that a change gave a day, each that it replaced beside it."""
    before = was.scores if was is not None else {}
    said = []
    for name in dict.fromkeys((*now.scores, *before)):
        label = around.kinds[name].label if name in around.kinds else name
        if before.get(name) == now.scores.get(name):
            continue
        score = str(now.scores.get(name, "left blank"))
        said.append(f"{label} {score} (before: {before[name]})" if name in before else f"{label} {score}")
    noted = was.note if was is not None else ""
    if now.note != noted:
        said.append(f"the note “{one_line(now.note)}”" if now.note else "no note")
    return said or ["The log"]
