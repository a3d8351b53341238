"""The logged days of a period, in order: the one place where days are looked up.

What always holds: the work is bounded by the period and by what was logged, whichever is less, so that neither fifty
years of logs nor a mistyped year makes a verdict slow.
"""

from collections.abc import Mapping
from datetime import date

Day = tuple[int, float]
"""A logged day: its ordinal and its value."""


def logged(days: Mapping[date, float], begin: int, stop: int) -> list[Day]:
    """The days logged from the ordinal `begin` up to, not including, `stop`."""
    if stop - begin <= len(days):
        dates = map(date.fromordinal, range(begin, stop))
        return [(begin + at, days[day]) for at, day in enumerate(dates) if day in days]
    ordinals = ((day.toordinal(), value) for day, value in days.items())
    return sorted(day for day in ordinals if begin <= day[0] < stop)
