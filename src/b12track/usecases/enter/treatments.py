"""What is taken beside the injections: B12 tablets or spray, folate, iron, another medicine.

What always holds: a treatment begins on a day that has come and ends on the last day that it was taken, which may be
known ahead; one that has no last day goes on. What it does is nobody's claim here: it is shown beside the scores.
"""

from datetime import date

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Record, Treatment
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean, folded_words, quote
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.usecases.enter.entries import Entered
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

KIND = "treatments"


def treatments_of(record: Record, today: date) -> list[Treatment]:
    """Every treatment: those that are still taken first, today for the last time as well; the newest of each on top."""
    return sorted(
        record.treatments, key=lambda t: (t.last_on is None or t.last_on >= today, t.first_on), reverse=True
    )


def not_ended(record: Record, today: date) -> list[Treatment]:
    """Those whose end can be said: they have no last day, or one that is still to come."""
    return [t for t in treatments_of(record, today) if t.last_on is None or t.last_on > today]


def stop_treatment(person_file: PersonFile, typed: str, last_on: date | None = None) -> Entered:
    """End the treatment of this name or id, which has not ended; without a day, today was the last."""

    def work(_: Snapshot, record: Record) -> tuple[Treatment, Change]:
        known = _ongoing(record, clean(typed, "name"), person_file.today)
        value = known._replace(last_on=last_on or person_file.today)
        refuse_unfit(KIND, known, value, record, person_file.now)
        return value, Change(f"end of the {name_of(KIND, known)}", (Put(KIND, raw_of(KIND, value)),))

    return Entered(*person_file.make(work))


def _ongoing(record: Record, typed: str, today: date) -> Treatment:
    open_ones = not_ended(record, today)
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
