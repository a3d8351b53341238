"""How long the soreness after a dose lasted: days until it was gone, dose by dose.

What always holds: soreness belongs to the days after a dose, and to nothing else; one day that was not logged between
two that were is bridged, two end what is known; where the end was not seen, the days say so ("3+"). Where the evening
of the dose was not logged, the day after it begins.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

LONGEST_DAYS = 14
"""What lasts longer is no longer the needle's."""

FEWEST_FOR_A_MEDIAN = 6

_DAY = timedelta(days=1)


class SoreDays(NamedTuple):
    """The days from a dose until its soreness was gone; not `is_over` where the end was not seen."""

    days: float
    is_over: bool = True

    @property
    def text(self) -> str:
        """ "2", or "3+" where the end was not seen."""
        return f"{self.days:g}{'' if self.is_over else '+'}"


def sore_days(scores: Mapping[date, float], given_on: date, next_on: date) -> SoreDays | None:
    """The days until soreness was gone after a dose, up to the next dose; None where it was not followed."""
    start = given_on if given_on in scores else given_on + _DAY
    if start not in scores or start >= next_on:
        return None
    last_sore: date | None = None
    day = start
    while day < next_on and (day - given_on).days <= LONGEST_DAYS:
        if day not in scores:
            day += _DAY
            if day not in scores or day >= next_on:
                break
        if not scores[day]:
            return SoreDays((day - given_on).days if last_sore is not None else 0)
        last_sore = day
        day += _DAY
    assert last_sore is not None, "the first day was logged, and either ended it or was sore"
    return SoreDays((last_sore - given_on).days + 1, is_over=False)


def middle_of(values: Sequence[SoreDays]) -> SoreDays | None:
    """The median of the days, from six doses on; at least that long where one no longer than it has no seen end."""
    if len(values) < FEWEST_FOR_A_MEDIAN:
        return None
    middle = median(value.days for value in values)
    return SoreDays(middle, all(value.is_over for value in values if value.days <= middle))
