"""What is taken beside the injections: B12 tablets or spray, folate, iron, another medicine.

What always holds: a treatment begins on a day that has come and ends on the last day that it was taken, which may be
known ahead; one that has no last day goes on. What it does is nobody's claim here: it is shown beside the scores.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import Record, Treatment
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean, folded_words, quote
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

KIND = "treatments"


class Treated(NamedTuple):
    """A treatment as it was saved."""

    treatment: Treatment
    saved: Saved


def treatments_of(record: Record, today: date) -> list[Treatment]:
    """Every treatment: those that go on first, the newest of each on top."""
    return sorted(record.treatments, key=lambda t: (goes_on(t, today), t.first_on), reverse=True)


def goes_on(treatment: Treatment, today: date) -> bool:
    """Whether it is still taken: it has no last day, or that is today or still to come."""
    return treatment.last_on is None or treatment.last_on >= today


def add_treatment(person_file: PersonFile, treatment: Treatment, *, yes: bool = False) -> Treated:
    """Enter what is or was taken; the same thing twice at one time only if that is meant."""
    name = clean(treatment.name, "name")
    if not name.strip():
        raise Refused("name", "nothing was typed", "write what is taken, such as metformin")
    treatment = treatment._replace(name=name, note=clean(treatment.note, "note", lines=True))

    def work(snapshot: Snapshot, record: Record) -> tuple[Treatment, Change]:
        refuse_unfit(KIND, None, treatment, record, person_file.now)
        for other in record.treatments:
            if folded_words(other.name) == folded_words(name) and _overlap(other, treatment) and not yes:
                when = show_date(other.first_on, person_file.today)
                raise NeedsYes("name", f"{other.name} is entered already, from {when} on")
        value = treatment._replace(id=person_file.new_id(snapshot, KIND))
        return value, Change(name_of(KIND, value), (Put(KIND, raw_of(KIND, value)),))

    added, saved = person_file.make(work)
    return Treated(added, saved)


def stop_treatment(person_file: PersonFile, typed: str, last_on: date | None = None) -> Treated:
    """End the treatment of this name or id that goes on; without a day, today was the last."""

    def work(_: Snapshot, record: Record) -> tuple[Treatment, Change]:
        known = _ongoing(record, clean(typed, "name"), person_file.today)
        value = known._replace(last_on=last_on or person_file.today)
        refuse_unfit(KIND, known, value, record, person_file.now)
        return value, Change(f"end of the {name_of(KIND, known)}", (Put(KIND, raw_of(KIND, value)),))

    stopped, saved = person_file.make(work)
    return Treated(stopped, saved)


def _overlap(one: Treatment, other: Treatment) -> bool:
    return one.first_on <= (other.last_on or date.max) and other.first_on <= (one.last_on or date.max)


def _ongoing(record: Record, typed: str, today: date) -> Treatment:
    open_ones = [t for t in record.treatments if t.last_on is None or t.last_on > today]
    named = [t for t in open_ones if t.id == typed or folded_words(t.name) == folded_words(typed)]
    if len(named) == 1:
        return named[0]
    if named:
        ids = " or ".join(f"{t.id} (from {show_date(t.first_on, today)})" for t in named)
        raise Refused("name", f"{quote(typed)} is entered twice", f"write which one, {ids}")
    if not open_ones:
        raise Refused("name", f"{quote(typed)} is not taken now", "nothing is entered that still goes on")
    names = ", ".join(dict.fromkeys(t.name for t in open_ones))
    raise Refused("name", f"{quote(typed)} is not taken now", f"write one of {names}")
