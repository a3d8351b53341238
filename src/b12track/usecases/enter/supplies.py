"""Vials and ampoules at home: what was entered, what is open, what is left.

What always holds: what is left is what was entered less the injections linked to it; it is never typed.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Record, Supply
from b12track.domain.rules.plans_in_force import plan_in_force
from b12track.domain.rules.stock import left_of
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.enter.injection_draft import find_supply
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

KIND = "supplies"
MOST_DOSES = 1000


class Stocked(NamedTuple):
    """A supply as it is kept now, and the doses left of it."""

    supply: Supply
    left: int | None
    saved: Saved


def stock_of(record: Record, today: date | None = None) -> list[tuple[Supply, int | None]]:
    """Every supply with the doses left of it, what holds something first, of that the earliest expiry."""
    stock = [(supply, left_of(record, supply, today)) for supply in record.supplies]
    return sorted(stock, key=lambda entry: (entry[1] == 0, entry[0].expires or date.max))


def left_words(left: int | None) -> str:
    """ "5 left"; of what nobody counted, that."""
    if left is None:
        return "not counted"
    return f"{left} left" if left else "none left"


def add_supply(person_file: PersonFile, supply: Supply) -> Stocked:
    """Enter what came home. Without a drug it is the plan's; everything else is typed from the label."""
    if supply.held is None or not 1 <= supply.held <= MOST_DOSES:
        raise Refused(
            "count", f"{supply.held} is not a whole number from 1 to {MOST_DOSES}", "count the doses"
        )
    _refuse_future_opening(supply.opened_on, person_file)
    added: list[Supply] = []

    def work(snapshot: Snapshot, record: Record) -> Change:
        drug = clean(supply.drug, "drug")
        if not drug:
            plan = plan_in_force(record.plans, person_file.today)
            if plan is None:
                raise Refused("drug", "no plan says it", "write it, such as hydroxocobalamin")
            drug = plan.drug
        kept = supply._replace(id=person_file.new_id(snapshot, KIND), drug=drug, lot=clean(supply.lot, "lot"))
        added[:] = [kept]
        return Change(name_of(KIND, kept), (Put(KIND, raw_of(KIND, kept)),))

    saved = person_file.save(work)
    return Stocked(added[0], added[0].held, saved)


def open_supply(person_file: PersonFile, typed: str, on: date | None = None) -> Stocked:
    """Note the day on which a vial was opened."""
    day = on or person_file.today
    _refuse_future_opening(day, person_file)
    opened: list[tuple[Supply, int | None]] = []

    def work(_: Snapshot, record: Record) -> Change:
        supply = find_supply(record, typed)
        if supply.opened_on is not None and supply.opened_on != day:
            raise Refused(
                "supply",
                f"{supply.id} was opened on {show_date(supply.opened_on)}",
                Deed("change opening", supply.id, day.isoformat()),
            )
        is_known, supply = supply.opened_on == day, supply._replace(opened_on=day)
        opened[:] = [(supply, left_of(record, supply))]
        edits = (Put(KIND, raw_of(KIND, supply)),) if not is_known else ()
        return Change(f"opening of the {name_of(KIND, supply)}", edits)

    saved = person_file.save(work)
    return Stocked(*opened[0], saved)


def _refuse_future_opening(day: date | None, person_file: PersonFile) -> None:
    if day is not None and day > person_file.today:
        raise Refused("opened", f"{show_date(day)} is still to come; today is {show_date(person_file.today)}")
