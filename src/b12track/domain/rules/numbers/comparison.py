"""Two stretches of days compared: `change` and `plateau`.

What always holds: the two periods share no day; each has five logged days or more; the difference is that of the two
printed means, and its range is learned from the person's days around both periods (see `noise`).

What can be reached: from the first 14 logged days a change of 2 points, with a spread of 1.5 and a correlation of
0.4, is found 71 times in 100. Whoever knew spread and correlation for certain would find it 76 times, and 78 times
with a range that is wrong exactly 5 times in 100: the days are too few, and no way to estimate makes up for it. From
the 28 days before the first dose it is found 85 times in 100.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers.days import Day, logged
from b12track.domain.rules.numbers.noise import ONE_SIDED, TWO_SIDED, learn, reach
from b12track.domain.rules.numbers.verdicts import ChangeVerdict, Mean, Plateau

WINDOW_DAYS = 28
FEWEST_LOGGED = 5
FIRST_LOGGED = 14
END_DAYS = 14

_AROUND_DAYS = 365
"""How far from either period days still tell of the person's scatter: what is needed, whatever the years of logs."""


class Period(NamedTuple):
    """The days from `start` to `end`, both included, and what was logged on them."""

    start: date
    end: date
    logged: list[Day]

    def average(self) -> float:
        """The mean of what was logged."""
        return sum(value for _, value in self.logged) / len(self.logged)

    def mean(self) -> Mean | None:
        """The mean as it is shown, unless too few days were logged to give one."""
        if len(self.logged) < FEWEST_LOGGED:
            return None
        return Mean(self.average(), len(self.logged), self.start, self.end)


def change(days: Mapping[date, float], good: GoodEnd, first_dose: date | None, today: date) -> ChangeVerdict:
    """Tell whether the last 28 days differ from the start (two-sided), with the 95 % range of the difference.

    The start is the 28 days before the first counted dose; with fewer than 5 days logged there, the first 14 logged
    days. Decided: these begin with the few logged in the 28 days before the dose, the nearest to untreated there is;
    older ones are of another time. With no counted dose they are the first of all, and treatment had not begun.
    """
    if first_dose is not None and first_dose > today:
        first_dose = None
    now = _period(days, today - timedelta(days=WINDOW_DAYS - 1), today)
    start, missing = _start(days, first_dose, now)
    if len(now.logged) < FEWEST_LOGGED:
        missing = f"needs {FEWEST_LOGGED} logged days in the last {WINDOW_DAYS}, has {len(now.logged)}"
    if start is None:
        return ChangeVerdict(now=now.mean(), missing=missing)
    treated = first_dose is not None and start.end >= first_dose
    if missing:
        return ChangeVerdict(start.mean(), now.mean(), treated=treated, missing=missing)
    delta, low, high = _compared(days, start, now, TWO_SIDED)
    if low <= 0 <= high:
        return ChangeVerdict(start.mean(), now.mean(), delta, low, high, "no_clear_change", treated)
    better = (delta > 0) == (good == "high")
    return ChangeVerdict(start.mean(), now.mean(), delta, low, high, "better" if better else "worse", treated)


def plateau(
    days: Mapping[date, float],
    good: GoodEnd,
    repletion: tuple[date, date] | None,
    maintenance_from: date | None,
    today: date,
) -> Plateau:
    """Tell whether the last 28 days in maintenance are worse than the end of repletion (one-sided).

    The range is the 95 % range; it is `yes` exactly where all of it is on the worse side (see `noise.ONE_SIDED`).
    """
    if repletion is None or repletion[1] > today:
        return Plateau(missing="needs a loading phase that has ended")
    first, last = repletion
    before = _period(days, max(first, last - timedelta(days=END_DAYS - 1)), last)
    if maintenance_from is None or maintenance_from > today:
        return Plateau(before.mean(), missing="needs a maintenance phase")
    now = _period(days, today - timedelta(days=WINDOW_DAYS - 1), today)
    maintained = (today - max(maintenance_from, last + timedelta(days=1))).days + 1
    if maintained < WINDOW_DAYS:
        return Plateau(before.mean(), missing=f"needs {WINDOW_DAYS} days in maintenance, has {maintained}")
    if len(before.logged) < FEWEST_LOGGED:
        missing = f"needs {FEWEST_LOGGED} logged days at the end of loading, has {len(before.logged)}"
        return Plateau(None, now.mean(), missing=missing)
    if len(now.logged) < FEWEST_LOGGED:
        missing = f"needs {FEWEST_LOGGED} logged days in the last {WINDOW_DAYS}, has {len(now.logged)}"
        return Plateau(before.mean(), None, missing=missing)
    delta, low, high = _compared(days, before, now, ONE_SIDED)
    worse = high < 0 if good == "high" else low > 0
    return Plateau(before.mean(), now.mean(), delta, low, high, "yes" if worse else "no")


def _start(days: Mapping[date, float], first_dose: date | None, now: Period) -> tuple[Period | None, str]:
    """The start, if it is all logged, and what it lacks to be compared with the last 28 days."""
    begin = min(days, default=now.end)
    if first_dose is not None:
        begin = first_dose - timedelta(days=WINDOW_DAYS)
        untreated = _period(days, begin, first_dose - timedelta(days=1))
        if len(untreated.logged) >= FEWEST_LOGGED:
            since = (now.end - first_dose).days + 1
            apart = since >= WINDOW_DAYS
            return untreated, "" if apart else f"needs {WINDOW_DAYS} days since the first dose, has {since}"
    first = sorted(day for day in days if begin <= day <= now.end)[:FIRST_LOGGED]
    before = sum(day < now.start for day in first)
    missing = f"needs {FIRST_LOGGED} logged days before the last {WINDOW_DAYS}, has {before}"
    if len(first) < FIRST_LOGGED:
        return None, missing
    start = Period(first[0], first[-1], [(day.toordinal(), days[day]) for day in first])
    return start, "" if before == FIRST_LOGGED else missing


def _compared(
    days: Mapping[date, float], start: Period, now: Period, share: float
) -> tuple[float, float, float]:
    """How far `now` lies above `start`, with the ends of its range."""
    delta = now.average() - start.average()
    weights = [(day, -1 / len(start.logged)) for day, _ in start.logged]
    weights += [(day, 1 / len(now.logged)) for day, _ in now.logged]
    half = reach(weights, learn(_stretches(days, start, now)), share)
    return delta, delta - half, delta + half


def _stretches(days: Mapping[date, float], start: Period, now: Period) -> list[list[Day]]:
    """The start and every four weeks after it, as far as they are near to either period."""
    first_year = start.start.toordinal() + _AROUND_DAYS
    last_year = now.end.toordinal() - _AROUND_DAYS
    stop = now.end.toordinal() + 1
    stretches = [start.logged]
    for begin in range(start.end.toordinal() + 1, stop, WINDOW_DAYS):
        if not first_year < begin < last_year:
            stretches.append(logged(days, begin, min(begin + WINDOW_DAYS, stop)))
    return stretches


def _period(days: Mapping[date, float], start: date, end: date) -> Period:
    return Period(start, end, logged(days, start.toordinal(), end.toordinal() + 1))
