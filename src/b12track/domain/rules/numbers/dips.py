"""Was the dip before the dose smaller under one regimen than under another? `compare`.

What always holds: only whole cycles count, each on the side of the regimen that it was opened under, and at least three
on each; the last days of a cycle are the same number on both sides, because a longer end reaches further back; the
range is the wider of two, and there is a verdict only where all of it lies on one side of 0.

The dip of a cycle is the mean of its last days less the mean of the middle half of its own length, cut where the last
days begin. The two ranges know different things. The first one knows how the days carry over (see `noise`), and that
there are many of them. The second one, Student's t over one dip a cycle, knows whatever else makes one cycle unlike
another, as a step from another cause in the midst of one does, or a season. Either alone claims too much: the first
where cycles differ, the second where few cycles happen to agree.

Decided: no drift is taken off, as it is for wearing off. A steady drift moves both dips by nearly the same, and what
is left, with 3 points a year and 12 weeks made 8, is a ninth of a point.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import sqrt
from typing import NamedTuple

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers import student
from b12track.domain.rules.numbers.cycles import lately
from b12track.domain.rules.numbers.days import Day, logged
from b12track.domain.rules.numbers.noise import LEVEL, WIDEST, Weight, learn, reach
from b12track.domain.rules.numbers.recent import FEWEST_LOGGED as FEWEST_FOR_A_MEAN
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN, Dips, DipsCompared

FEWEST_CYCLES = 3
FEWEST_LOGGED = 2
SHORTEST_PLANNED_DAYS = 28
LEAST_LAST_DAYS = 7

Span = tuple[date, date]
"""A cycle from its dose to the next one."""

_SHARE = 1 - LEVEL / 2


class _Cycle(NamedTuple):
    """The logged days of one cycle in order; `rest` lies between its middle and its last days, if anything does."""

    early: list[Day]
    middle: list[Day]
    rest: list[Day]
    last: list[Day]

    @property
    def dip(self) -> float:
        """The mean of the last days less that of the middle."""
        return _mean(self.last) - _mean(self.middle)


def compare(
    days: Mapping[date, float],
    good: GoodEnd,
    before: Sequence[Span],
    after: Sequence[Span],
    planned_days: tuple[int, int],
) -> DipsCompared:
    """Set the dips of the cycles of one regimen beside those of another; `planned_days` are their intervals."""
    last_days = max(LEAST_LAST_DAYS, min(planned_days) // 4)
    taken_in = [_taken_in(days, spans, last_days) for spans in (before, after)]
    before_dips, after_dips = map(_dips, taken_in)
    found = DipsCompared(before_dips, after_dips, last_days)
    counts = [len(cycles) for cycles in taken_in]
    if min(counts) < FEWEST_CYCLES:
        missing = f"needs {FEWEST_CYCLES} full logged cycles on each: has {counts[0]} and {counts[1]}"
        return found._replace(missing=missing)
    earlier, later = ([cycle for _, cycle in cycles] for cycles in taken_in)
    effect = sum(after_dips.each) / counts[1] - sum(before_dips.each) / counts[0]
    half = max(_by_days(earlier, later), _by_cycles((before_dips.each, after_dips.each)))
    if half > WIDEST:
        return found._replace(effect=effect, missing=TOO_UNEVEN)
    found = found._replace(
        effect=effect, low=effect - half, high=effect + half, detectable=half, verdict="cannot_tell"
    )
    if abs(effect) <= half:
        return found
    return found._replace(verdict="smaller" if (effect > 0) == (good == "high") else "larger")


def _taken_in(days: Mapping[date, float], spans: Sequence[Span], last_days: int) -> list[tuple[Span, _Cycle]]:
    """The cycles whose middle and last days are logged, of the last two years of the run."""
    cycles = []
    for span in lately(spans, spans[-1][1]) if spans else ():
        start, stop = (day.toordinal() for day in span)
        end_begins, length = stop - last_days, stop - start
        cycle = _Cycle([], [], [], [])
        for day, value in logged(days, start, stop):
            quarter = 4 * (day - start) // length
            part = 3 if day >= end_begins else (0, 1, 1, 2)[quarter]
            cycle[part].append((day, value))
        if len(cycle.middle) >= FEWEST_LOGGED and len(cycle.last) >= FEWEST_LOGGED:
            cycles.append((span, cycle))
    return cycles


def _dips(cycles: Sequence[tuple[Span, _Cycle]]) -> Dips:
    """What is shown of one side."""
    each = tuple(cycle.dip for _, cycle in cycles)
    seen = [value for _, cycle in cycles for part in cycle for _, value in part]
    return Dips(
        tuple(span for span, _ in cycles),
        each,
        sum(each) / len(each) if len(each) >= FEWEST_CYCLES else None,
        sum(seen) / len(seen) if len(seen) >= FEWEST_FOR_A_MEAN else None,
        len(seen),
    )


def _by_days(earlier: Sequence[_Cycle], later: Sequence[_Cycle]) -> float:
    """How far the effect may lie from the truth, by how the days scatter and carry over."""
    weights: list[Weight] = []
    for cycles, sign in ((earlier, -1), (later, 1)):
        for cycle in cycles:
            share = sign / len(cycles)
            weights += [(day, -share / len(cycle.middle)) for day, _ in cycle.middle]
            weights += [(day, share / len(cycle.last)) for day, _ in cycle.last]
    noise = learn([part for cycle in (*earlier, *later) for part in cycle])
    return reach(weights, noise, _SHARE, means=4)


def _by_cycles(dips: Sequence[Sequence[float]]) -> float:
    """The same by Student's t over one dip a cycle, the spread of both sides pooled."""
    freedom = sum(map(len, dips)) - 2
    means = [sum(side) / len(side) for side in dips]
    squares = sum((dip - mean) * (dip - mean) for side, mean in zip(dips, means) for dip in side)
    error = sqrt(squares / freedom * sum(1 / len(side) for side in dips))
    return student.quantile(_SHARE, freedom) * error


def _mean(part: Sequence[Day]) -> float:
    return sum(value for _, value in part) / len(part)
