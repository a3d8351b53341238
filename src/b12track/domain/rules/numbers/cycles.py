"""The last quarter of each full cycle against its middle half: `wearing_off`.

What always holds: only whole cycles count, those that are handed in, and the running one is not among them; the first
quarter of a cycle (the lift, or the soreness, after a dose) is left out.

Each cycle gives its late mean less its middle mean; the effect is their mean over the cycles. A drift over the year
to the worse would pass for wearing off, as late comes after the middle: so a straight line through the middles of all
cycles is taken off, for the time between middle and late. The line rests on the middles alone, which wearing off
leaves as they are. All of it is one weighted sum of days, and its range follows from how the person's days scatter
(see `noise`), learned within the three parts of each cycle, so that neither drift nor wearing off passes for scatter.

Decided: a drift to the better is not taken off. It can only hide wearing off, never feign it; and what looks like one
may be a single step up at a dose, which taken off would make flat cycles seem to fall. So whatever is said to be
lower late in the cycle is also lower in the entries as they stand. The price is that wearing off is found less often
while a person improves. Decided: each cycle weighs the same. Rejected: a line through all days (wearing off itself
tilts it), and the next cycle's middle as the measure of drift (the last cycle has none, and it is noisier).

What is left: a fall that is not steady, all of it within one cycle or in the last two months, passes for wearing off
in up to 10 of 100 years.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers.days import Day, logged
from b12track.domain.rules.numbers.noise import LEVEL, WIDEST, Weight, learn, one_sided, reach
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN, WearingOff

SHORTEST_DAYS = 14
FEWEST_CYCLES = 3
FEWEST_LOGGED = 2

_DUST = 1e-9
"""A drift that is only what sums of floats leave."""

_RECENT_DAYS = 731
"""Two years are enough for an answer; what was so before them may have been another question."""


class Cycle(NamedTuple):
    """The logged days of one full cycle, in its three parts."""

    early: list[Day]
    middle: list[Day]
    late: list[Day]


def wearing_off(
    days: Mapping[date, float],
    good: GoodEnd,
    spans: Sequence[tuple[date, date]],
    today: date,
    level: float = LEVEL,
) -> WearingOff:
    """Tell whether the end of the cycle is worse than its middle (one-sided), with the range of the effect.

    The spans are the cycles of the regimen in force, each from its dose to the next one, in order. It is `yes` exactly
    where the whole range is on the worse side (see `noise.one_sided`).
    """
    full = lately([span for span in spans if (span[1] - span[0]).days >= SHORTEST_DAYS], today)
    carried = []
    for span in full:
        start, stop = (day.toordinal() for day in span)
        cycle = Cycle([], [], [])
        for day, value in logged(days, start, stop):
            quarters = 4 * (day - start) // (stop - start)
            cycle[(quarters + 1) // 2].append((day, value))
        if len(cycle.middle) >= FEWEST_LOGGED and len(cycle.late) >= FEWEST_LOGGED:
            carried.append((span, cycle))
    cycles = [cycle for _, cycle in carried]
    rests_on = sum(len(cycle.middle) + len(cycle.late) for cycle in cycles)
    if len(cycles) < FEWEST_CYCLES:
        missing = (
            f"needs {FEWEST_CYCLES} full logged cycles of {SHORTEST_DAYS} days or longer, has {len(cycles)}"
        )
        return WearingOff(cycles=len(cycles), days=rests_on, missing=missing)
    found = WearingOff(
        cycles=len(cycles), days=rests_on, first=carried[0][0][0], last=carried[-1][0][1] - timedelta(days=1)
    )
    effect, weights = _effect(cycles, good)
    half = reach(weights, learn([part for cycle in cycles for part in cycle]), one_sided(level))
    if half > WIDEST:
        return found._replace(effect=effect, missing=TOO_UNEVEN)
    low, high = effect - half, effect + half
    worse = high < 0 if good == "high" else low > 0
    return found._replace(effect=effect, low=low, high=high, verdict="yes" if worse else "no")


def lately(spans: Sequence[tuple[date, date]], today: date) -> Sequence[tuple[date, date]]:
    """The cycles of the last two years up to a day, or the last three."""
    recent = sum(start.toordinal() > today.toordinal() - _RECENT_DAYS for start, _ in spans)
    return spans[-max(recent, FEWEST_CYCLES) :]


def _effect(cycles: Sequence[Cycle], good: GoodEnd) -> tuple[float, list[Weight]]:
    """Late less middle, less the drift between the two if to the worse; and the weight of every day in it."""
    count = len(cycles)
    middles = [_mean_day(cycle.middle) for cycle in cycles]
    centre = sum(middles) / count
    apart = sum(_mean_day(cycle.late) for cycle in cycles) / count - centre
    spread = sum((middle - centre) * (middle - centre) for middle in middles)
    tilts = [apart * (middle - centre) / spread for middle in middles]
    drift = sum(tilt * _mean(cycle.middle) for tilt, cycle in zip(tilts, cycles, strict=True))
    effect = sum(_mean(cycle.late) - _mean(cycle.middle) for cycle in cycles) / count
    if (-drift if good == "high" else drift) > _DUST:
        effect -= drift
    else:
        tilts = [0.0] * count
    weights: list[Weight] = []
    for tilt, cycle in zip(tilts, cycles, strict=True):
        weights += [(day, -(1 / count + tilt) / len(cycle.middle)) for day, _ in cycle.middle]
        weights += [(day, 1 / count / len(cycle.late)) for day, _ in cycle.late]
    return effect, weights


def _mean_day(part: Sequence[Day]) -> float:
    return sum(day for day, _ in part) / len(part)


def _mean(part: Sequence[Day]) -> float:
    return sum(value for _, value in part) / len(part)
