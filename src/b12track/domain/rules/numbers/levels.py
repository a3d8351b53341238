"""Two stretches of days compared: `change` and `plateau`.

What always holds: the two periods share no day; each has five logged days or more; the difference is that of the two
printed means, and its range is learned from the person's days around both periods (see `noise`).

What can be reached: from the first 14 logged days a change of 2 points, with a spread of 1.5 and a correlation of
0.4, is found 71 times in 100. Whoever knew spread and correlation for certain would find it 76 times, and 78 times
with a range that is wrong exactly 5 times in 100: the days are too few, and no way to estimate makes up for it. From
the 28 days before the first dose it is found 85 times in 100.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from heapq import nsmallest

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers.days import logged
from b12track.domain.rules.numbers.noise import LEVEL, WIDEST, learn, one_sided, reach, two_sided
from b12track.domain.rules.numbers.recent import FEWEST_LOGGED, Period, period, recent, said_of, window_days
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN, ChangeVerdict, Plateau

FIRST_LOGGED = 14
END_DAYS = 14

_DAY = timedelta(days=1)
_STRETCH_DAYS = 28
_AROUND_DAYS = 365
"""How far from either period days still tell of the person's scatter: what is needed, whatever the years of logs."""


def change(
    days: Mapping[date, float], good: GoodEnd, doses: Sequence[date], today: date, level: float = LEVEL
) -> ChangeVerdict:
    """Tell whether these weeks differ from the start (two-sided), with the range of the difference.

    The start is the 28 days before the first counted dose, 56 for somebody who logs about once a week; with fewer than
    5 days logged there, the first 14 logged days. Decided: these begin with the few logged in the days before the
    dose, the nearest to untreated there is; older ones are of another time. With no counted dose they are the first of
    all, and treatment had not begun.
    """
    first_dose = doses[0] if doses and doses[0] <= today else None
    now, window = recent(days, doses, today)
    start, missing = _start(days, first_dose, now, said_of(now, window), window_days(days, today))
    if len(now.logged) < FEWEST_LOGGED:
        missing = f"needs {FEWEST_LOGGED} logged days in {said_of(now, window)}, has {len(now.logged)}"
    found = ChangeVerdict(now=now.mean(), window=window, missing=missing)
    if start is None:
        return found
    found = found._replace(start=start.mean())
    if first_dose is not None and start.end < first_dose:
        found = found._replace(starts="before")
    elif first_dose is not None:
        found = found._replace(treated=True)
    if missing:
        return found
    delta, half = _compared(days, start, now, two_sided(level))
    if half > WIDEST:
        return found._replace(delta=delta, missing=TOO_UNEVEN)
    found = found._replace(delta=delta, low=delta - half, high=delta + half, verdict="no_clear_change")
    if abs(delta) <= half:
        return found
    return found._replace(verdict="better" if (delta > 0) == (good == "high") else "worse")


def plateau(
    days: Mapping[date, float],
    good: GoodEnd,
    repletion: tuple[date, date] | None,
    maintenance_from: date | None,
    doses: Sequence[date],
    today: date,
    level: float = LEVEL,
) -> Plateau:
    """Tell whether these weeks of maintenance are worse than the end of repletion (one-sided).

    It is `yes` exactly where the whole range is on the worse side (see `noise.one_sided`).
    """
    if repletion is None or repletion[1] > today:
        return Plateau(missing="needs a loading phase that has ended")
    first, last = repletion
    before = period(days, max(first, last - timedelta(days=END_DAYS - 1)), last)
    found = Plateau(before.mean())
    if maintenance_from is None or maintenance_from > today:
        return found._replace(missing="needs a maintenance phase")
    # The dose that ends the loading opens the first cycle of maintenance: its own day is the end of loading.
    maintained_from = max(maintenance_from, last + _DAY)
    now, window = recent(days, [maintained_from, *(dose for dose in doses if dose > maintained_from)], today)
    found = found._replace(window=window)
    if now.start < maintained_from:
        maintained = (today - maintained_from).days + 1
        return found._replace(missing=f"needs {now.length} days in maintenance, has {maintained}")
    if len(before.logged) < FEWEST_LOGGED:
        missing = f"needs {FEWEST_LOGGED} logged days at the end of loading, has {len(before.logged)}"
        return found._replace(now=now.mean(), missing=missing)
    if len(now.logged) < FEWEST_LOGGED:
        missing = f"needs {FEWEST_LOGGED} logged days in {said_of(now, window)}, has {len(now.logged)}"
        return found._replace(missing=missing)
    delta, half = _compared(days, before, now, one_sided(level))
    if half > WIDEST:
        return found._replace(now=now.mean(), delta=delta, missing=TOO_UNEVEN)
    low, high = delta - half, delta + half
    worse = high < 0 if good == "high" else low > 0
    return found._replace(now=now.mean(), delta=delta, low=low, high=high, verdict="yes" if worse else "no")


def _start(
    days: Mapping[date, float], first_dose: date | None, now: Period, said: str, window: int
) -> tuple[Period | None, str]:
    """The start, if it is all logged, and what it lacks to be compared with what stands for now."""
    begin = min(days, default=now.end)
    if first_dose is not None:
        before = period(days, first_dose - timedelta(days=window), first_dose - _DAY)
        if len(before.logged) >= FEWEST_LOGGED:
            since = (now.end - first_dose).days + 1
            lacks = (
                "" if since >= now.length else f"needs {now.length} days since the first dose, has {since}"
            )
            return before, lacks
        begin = before.start
    first = nsmallest(FIRST_LOGGED, (day for day in days if begin <= day <= now.end))
    early = sum(day < now.start for day in first)
    missing = f"needs {FIRST_LOGGED} logged days before {said}, has {early}"
    if len(first) < FIRST_LOGGED:
        return None, missing
    start = Period(first[0], first[-1], [(day.toordinal(), days[day]) for day in first])
    return start, "" if early == FIRST_LOGGED else missing


def _compared(days: Mapping[date, float], start: Period, now: Period, share: float) -> tuple[float, float]:
    """How far `now` lies above `start`, and how far that may be from the truth."""
    delta = now.average() - start.average()
    weights = [(day, -1 / len(start.logged)) for day, _ in start.logged]
    weights += [(day, 1 / len(now.logged)) for day, _ in now.logged]
    # The scatter is learned from the start and every four weeks after it, as far as they are near to either period.
    first_year = start.start.toordinal() + _AROUND_DAYS
    last_year = now.end.toordinal() - _AROUND_DAYS
    stop = now.end.toordinal() + 1
    stretches = [start.logged]
    for begin in range(start.end.toordinal() + 1, stop, _STRETCH_DAYS):
        if not first_year < begin < last_year:
            stretches.append(logged(days, begin, min(begin + _STRETCH_DAYS, stop)))
    return delta, reach(weights, learn(stretches), share)
