"""What is left at home of the vials and ampoules that were entered."""

from collections.abc import Sequence
from datetime import date, timedelta

from b12track.domain.record.records import Record, Supply

VIAL_DAYS = timedelta(days=28)


def left_of(record: Record, supply: Supply, today: date | None = None) -> int | None:
    """The doses left of one supply: what it held less the injections linked to it; None where nobody counted."""
    if supply.held is None:
        return None
    used = sum(
        1
        for injection in record.injections
        if injection.supply_id == supply.id and (today is None or injection.given_on <= today)
    )
    return max(supply.held - used, 0)


def stock_for(record: Record, drug: str, today: date) -> list[tuple[Supply, int | None]]:
    """The supplies of a drug that hold something, or may, the earliest expiry first."""
    held = [
        (supply, left_of(record, supply, today))
        for supply in record.supplies
        if not supply.drug or supply.drug.casefold() == drug.casefold()
    ]
    return sorted((entry for entry in held if entry[1] != 0), key=lambda entry: entry[0].expires or date.max)


def expiring_before_use(stock: Sequence[tuple[Supply, int | None]], doses: Sequence[date]) -> list[Supply]:
    """The supplies that expire before the dose they would be used for, the earliest expiry being used first.

    One that nobody counted is taken to hold a single dose: that much it is there for.
    """
    units = [supply for supply, left in stock for _ in range(1 if left is None else left)]
    late = [s for s, day in zip(units, doses) if s.has_expired(day)]
    return list(dict.fromkeys(late))


def opened_too_long(record: Record, today: date) -> list[Supply]:
    """Multi-dose vials that were opened 28 days ago or more, but for those that are known to be empty."""
    return [
        supply
        for supply in record.supplies
        if supply.container == "multi-dose"
        and supply.opened_on is not None
        and today - supply.opened_on >= VIAL_DAYS
        and left_of(record, supply, today) != 0
    ]
