"""Where a time axis has its ticks, and what they are called.

What always holds: the words never touch; months are in letters; a tick in January bears the year, so that a year is
never in doubt. The steps are those of a calendar, the finest that leaves room for its words.
"""

from datetime import date, timedelta
from typing import NamedTuple

from b12track.domain.typed.dates import MONTHS_SHORT

DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
# Between two words.
GAP = 2
# Over so many years months between them say nothing.
YEARS_ONLY_DAYS = 1500


class Tick(NamedTuple):
    """A day on the axis and its words."""

    day: date
    label: str


def short(day: date) -> str:
    """A day for a place where the year is known: "5 Jan"."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}"


def date_ticks(first: date, last: date, columns: int) -> list[Tick]:
    """The ticks from `first` to `last` on an axis of so many columns, each word beginning at its tick."""
    per_day = (columns - 1) / max((last - first).days, 1)
    for step in DAY_STEPS:
        if step * per_day >= len("28 Aug") + GAP:
            # Whole weeks go from Monday to Monday.
            start = -first.weekday() % 7 if step >= 7 else 0
            every = [first + timedelta(days=days) for days in range(start, (last - first).days + 1, step)]
            return [Tick(day, short(day)) for day in every]
    for months in MONTH_STEPS:
        if months < 12 and (last - first).days > YEARS_ONLY_DAYS:
            continue
        if months * 30 * per_day >= len("2026") + GAP - 1:
            # From one first of a month to another, on whole multiples of the step.
            start = first.year * 12 + first.month - 1 + (first.day > 1)
            numbers = range(start + -start % months, last.year * 12 + last.month, months)
            every = [date(number // 12, number % 12 + 1, 1) for number in numbers]
            return [
                Tick(day, str(day.year) if day.month == 1 or months >= 12 else MONTHS_SHORT[day.month - 1])
                for day in every
            ]
    return []


def day_steps(longest: int, columns: int) -> int:
    """The step in days for an axis that counts days from nought: whole weeks where there is room for fewer."""
    for step in (1, 2, 7, 14, 28, 56, 112, 224, 448, 896):
        if step * (columns - 1) / max(longest, 1) >= len(str(longest)) + 2:
            return step
    return max(longest, 1)
