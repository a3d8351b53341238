"""Vials and ampoules at home: what was entered, what is open, what is left.

What always holds: what is left is what was entered less the injections linked to it; it is never typed.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Record, Supply
from b12track.domain.rules.entry import refuse_to_come, refuse_unfit
from b12track.domain.rules.stock import left_of
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of
from b12track.store.edits import Change, Edit, Put, Remove
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.lookup import find_supply
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

KIND = "supplies"


class Stocked(NamedTuple):
    """A supply as it is kept now, and the doses left of it."""

    supply: Supply
    left: int | None
    saved: Saved


def stock_of(record: Record, today: date | None = None) -> list[tuple[Supply, int | None]]:
    """Every supply with the doses left of it, what holds something first, of that the earliest expiry."""
    stock = [(supply, left_of(record, supply, today)) for supply in record.supplies]
    return sorted(stock, key=lambda entry: (entry[1] == 0, entry[0].expires or date.max))


def throw_away(person_file: PersonFile, typed: str) -> Stocked:
    """Nothing is left of a supply: it held what was used of it; one that nothing was used of is taken off the list."""

    def work(_: Snapshot, record: Record) -> tuple[Supply, Change]:
        known = find_supply(record, typed)
        used = sum(1 for injection in record.injections if injection.supply_id == known.id)
        supply = known._replace(held=used)
        if not used:
            edits: tuple[Edit, ...] = (Remove(KIND, known.id),)
        else:
            refuse_unfit(KIND, known, supply, record, person_file.now)
            edits = (Put(KIND, raw_of(KIND, supply)),) if supply != known else ()
        return supply, Change(f"throwing away the {name_of(KIND, known)}", edits)

    thrown, saved = person_file.make(work)
    return Stocked(thrown, 0, saved)


def left_words(left: int | None) -> str:
    """ "5 left"; of what nobody counted, that."""
    if left is None:
        return "not counted"
    return f"{left} left" if left else "none left"


def open_supply(person_file: PersonFile, typed: str, on: date | None = None) -> Stocked:
    """Note the day on which a vial was opened."""
    day = refuse_to_come("opened_on", on or person_file.today, person_file.today, "an opening")

    def work(_: Snapshot, record: Record) -> tuple[tuple[Supply, int | None], Change]:
        supply = find_supply(record, typed)
        if supply.opened_on is not None and supply.opened_on != day:
            raise Refused(
                "supply",
                f"{supply.id} was already opened on {show_date(supply.opened_on)}",
                Deed("change opening", supply.id, day.isoformat()),
            )
        is_known, known, supply = supply.opened_on == day, supply, supply._replace(opened_on=day)
        refuse_unfit(KIND, known, supply, record, person_file.now)
        edits = (Put(KIND, raw_of(KIND, supply)),) if not is_known else ()
        return (supply, left_of(record, supply)), Change(f"opening of the {name_of(KIND, supply)}", edits)

    (opened, left), saved = person_file.make(work)
    return Stocked(opened, left, saved)
