"""Calendar arithmetic: how often, how long, and the window that follows a date.

Everything here is calendar dates. A month is a calendar month; a day that the month lacks becomes its last day.
Dates past the last one that the calendar knows stay on that last one, so that no rule can fail on a far date.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple

Unit = Literal["days", "weeks", "months"]
UNITS: tuple[Unit, ...] = ("days", "weeks", "months")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def length_of_month(year: int, month: int) -> int:
    """How many days a month has; the standard library's own brings the languages of the world along."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


class Window(NamedTuple):
    """When a dose is wanted: from the first day to the last one, both included."""

    opens: date
    closes: date


class Span(NamedTuple):
    """Every `low` to `high` units; the two are equal for a plain "every 4 weeks"."""

    unit: Unit
    low: int
    high: int


class Weekdays(NamedTuple):
    """On fixed days of the week, Monday being 0."""

    days: tuple[int, ...]


Every = Span | Weekdays


class Doses(NamedTuple):
    """Until so many doses are given."""

    number: int


class Length(NamedTuple):
    """Until so much time has passed since the phase's first dose."""

    unit: Unit
    number: int


class Confirmed(NamedTuple):
    """Until the clinician says so."""


Until = Doses | Length | Confirmed | None


def shift(start: date, unit: Unit, count: int) -> date:
    """The date that lies `count` units after `start`."""
    try:
        if unit == "months":
            years, month = divmod(start.year * 12 + start.month - 1 + count, 12)
            return date(years, month + 1, min(start.day, length_of_month(years, month + 1)))
        return start + timedelta(days=count * (7 if unit == "weeks" else 1))
    except (OverflowError, ValueError):
        return date.max


def after(every: Every, given_on: date) -> Window:
    """The window for the next dose, counted from the date of the last one.

    Decided: on fixed weekdays a dose stands for the listed day nearest to it, so that one given on the eve of its day
    closes that day. Rejected: the first listed day after the dose, which asked for the next one a day later.
    """
    if isinstance(every, Span):
        return Window(shift(given_on, every.unit, every.low), shift(given_on, every.unit, every.high))
    return listed_from(every, shift(nearest(every, given_on), "days", 1))


def nearest(every: Weekdays, given_on: date) -> date:
    """The listed weekday that a dose stands for: the nearest one; of two equally near, the later."""
    ahead = min((day - given_on.weekday()) % 7 for day in every.days)
    behind = min((given_on.weekday() - day) % 7 for day in every.days)
    return shift(given_on, "days", ahead if ahead <= behind else -behind)


def listed_from(every: Weekdays, day: date) -> Window:
    """The first listed weekday from this day on."""
    for days in range(7):
        listed = shift(day, "days", days)
        if listed.weekday() in every.days:
            return Window(listed, listed)
    return Window(date.max, date.max)


def shortest_gap(every: Every) -> int:
    """The fewest days that may lie between two dates of an interval; a month is taken as its shortest."""
    if isinstance(every, Span):
        return every.low * {"days": 1, "weeks": 7, "months": 28}[every.unit]
    following = (*every.days[1:], every.days[0] + 7)
    return min(later - day for day, later in zip(every.days, following))


def end_of(start: date, length: Length) -> date:
    """The first date after a stretch of this length that began on `start`."""
    return shift(start, length.unit, length.number)
