"""What "these four weeks" are: the days that stand for now in `change` and `plateau`.

What always holds: the days are a window of four weeks, of eight for somebody who logs about once a week, or the last
whole cycle where that is longer than the window, because the end of a cycle alone would be taken for a change.

Decided: once the window lies wholly past the length of that cycle, as when a dose is long overdue or the injections
have ended, it is the window again: what is so then is no end of a cycle, and a cycle of long ago is not now.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from b12track.domain.rules.numbers.days import Day, logged
from b12track.domain.rules.numbers.verdicts import Mean, Window

WINDOW_DAYS = 28
LONG_WINDOW_DAYS = 56
MOST_SELDOM_LOGGED = 12
FEWEST_LOGGED = 5

_DAY = timedelta(days=1)


class Period(NamedTuple):
    """The days from `start` to `end`, both included, and what was logged on them."""

    start: date
    end: date
    logged: list[Day]

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def average(self) -> float:
        """The mean of what was logged."""
        return sum(value for _, value in self.logged) / len(self.logged)

    def mean(self) -> Mean | None:
        """The mean as it is shown, unless too few days were logged to give one."""
        if len(self.logged) < FEWEST_LOGGED:
            return None
        return Mean(self.average(), len(self.logged), self.start, self.end)


def period(days: Mapping[date, float], start: date, end: date) -> Period:
    """A stretch of days with what was logged on them."""
    return Period(start, end, logged(days, start.toordinal(), end.toordinal() + 1))


def window_days(days: Mapping[date, float], today: date) -> int:
    """28, or 56 for somebody who logs at most 12 days in 56."""
    seen = len(period(days, today - timedelta(days=LONG_WINDOW_DAYS - 1), today).logged)
    return LONG_WINDOW_DAYS if 0 < seen <= MOST_SELDOM_LOGGED else WINDOW_DAYS


def recent(days: Mapping[date, float], doses: Sequence[date], today: date) -> tuple[Period, Window]:
    """The days that stand for now, and which they are; the doses are in order, each day once."""
    window = window_days(days, today)
    given = [dose for dose in doses if dose <= today]
    if len(given) > 1:
        opened, closed = given[-2:]
        length = (closed - opened).days
        if length > window and (today - closed).days < length + window:
            return period(days, opened, closed - _DAY), "cycle"
    start = today - timedelta(days=window - 1)
    return period(days, start, today), "four weeks" if window == WINDOW_DAYS else "eight weeks"


def said_of(now: Period, window: Window) -> str:
    """The days as a requirement names them: "the last 28"."""
    return "the last whole cycle" if window == "cycle" else f"the last {now.length}"
