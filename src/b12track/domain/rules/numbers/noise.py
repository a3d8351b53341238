"""How a person's days scatter by themselves, and so how far a difference of means may stray by chance.

What always holds: a day is a slowly moving level, plus a disturbance of which a share `rho` carries over from day to
day (first-order correlation), plus the rounding to a whole score. Yesterday's bad day is half of today's, so thirty
days tell much less than thirty independent ones; every range here allows for it.

The rounding averages out only where the days scatter. Whoever writes 5 every day may mean anything from 4.5 to 5.5, and
a hundred such days tell no more than one: the less the days scatter, the more of the rounding is the same every day.
For a level anywhere between two whole scores that share is exp(-4 pi^2 variance), the first term of its Fourier
series: all of it where nothing scatters, one in fifty at a spread of 0.3, nothing at a spread of 1.

Spread and correlation are taken to be the person's, not the window's: they are learned from all days around, in
stretches (four weeks, or a part of a cycle) within which the level is taken as steady. Two sums are compared: the
scatter about each stretch's mean, and the differences of neighbouring logged days. The closer the second is to the
first, the less carries over. A stretch's own mean swallows part of the scatter, the more the higher the correlation;
the expected value of both sums is worked out for the very days that were logged, so that the estimate is not low as
the usual one is, and a day not logged needs no filling in.

Decided: the ratio of the two sums, solved for the correlation; on made-up years it is unbiased, and knows the
correlation nearly as well as theory allows. Rejected: a plain t-test (it overclaims); a t-test on one mean a cycle (a
year of 12-week cycles has four); the usual lag correlations about a mean (biased low, so they overclaim too); the
likelihood (much more work for little more); differences at several lags without any mean (unbiased, but measured to
lose up to half of what a year tells).
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import exp, log, pi, sqrt
from typing import NamedTuple

from b12track.domain.rules.numbers import student
from b12track.domain.rules.numbers.days import Day

Weight = tuple[int, float]
"""The weight of a day in a sum of days, with its ordinal."""

ROUNDING = 1 / 12
"""What rounding to whole scores adds to the variance of a day; the correlation does not carry it over."""

STEEPEST = 0.95
"""Beyond it a level that wanders cannot be told from a correlation."""

LEVEL = 0.05
"""How often a verdict may be wrong; flags, which look at several symptoms every day, share it among them."""

WIDEST = 5.0
"""A range that reaches further to either side than half of the whole scale says nothing."""

_UNKNOWN = 1 / 12
"""The variance of a correlation of which nothing is known but that it lies between 0 and 1."""

_NUDGE = 0.005


class Noise(NamedTuple):
    """The scatter of one person's days: the variance of a day's disturbance, what carries over, and how well known.

    `squares` is how many independent squares the estimate rests on, `unsure` the variance of the estimate of `rho`,
    `gap` how many days lie between one logged day and the next, as a rule: 1, or 7 for somebody who logs once a week.
    """

    variance: float
    rho: float
    squares: int
    unsure: float
    gap: int = 1


def learn(stretches: Sequence[Sequence[Day]]) -> Noise:
    """The scatter within stretches of days, each in order of date and steady in itself."""
    scatter = steps = 0.0
    squares = 0
    layout: list[list[int]] = []
    gaps: dict[int, int] = {}
    for stretch in stretches:
        mean = sum(value for _, value in stretch) / max(len(stretch), 1)
        scatter += sum((value - mean) * (value - mean) for _, value in stretch)
        spaces = []
        for (before, last), (day, value) in pairwise(stretch):
            steps += (value - last) * (value - last) / 2
            spaces.append(day - before)
            gaps[day - before] = gaps.get(day - before, 0) + 1
        squares += len(spaces)
        layout.append(spaces)
    scatter -= squares * ROUNDING
    steps -= squares * ROUNDING
    if scatter <= 0:
        return Noise(0.0, 0.0, squares, 0.0)

    def expected(rho: float) -> tuple[float, float]:
        """Both sums for a variance of one: the scatter about the means, the differences of neighbours."""
        kept = sum(len(spaces) + 1 - _together(spaces, rho) / (len(spaces) + 1) for spaces in layout)
        return kept, squares - sum(count * rho**gap for gap, count in gaps.items())

    def ratio(rho: float) -> float:
        kept, stepped = expected(rho)
        return stepped / kept

    rho = _solve(ratio, steps / scatter)
    kept, stepped = expected(rho)
    carried = 1 - stepped / squares
    slope = (log(ratio(rho + _NUDGE)) - log(stepped / kept)) / _NUDGE
    ordered = sorted(gaps)
    reached = accumulate(gaps[gap] for gap in ordered)
    usual = next(gap for gap, seen in zip(ordered, reached, strict=True) if 2 * seen >= squares)
    unsure = (1 + carried) / (1 - carried) / squares / max(slope * slope, 1e-9)
    return Noise(scatter / kept, rho, squares, min(unsure, _UNKNOWN), usual)


def one_sided(level: float) -> float:
    """What share of t's distribution lies below the upper end of the range of a one-sided verdict.

    Every range printed is a 95 % range, and a one-sided verdict is `yes` exactly where the whole range is on the worse
    side: it is wrong in 2.5 of 100 histories without an effect, where 5 are promised. Ten symptoms are looked at, and
    half the false alarms are worth more than the last of the power. Rejected: the 90 % range, which matches 5 %
    one-sided, because a page of 95 % ranges would hold one that is not; and the 95 % range with a verdict at 5 %,
    because a `yes` would stand beside a range that holds 0.
    """
    return 1 - level / 2


def two_sided(level: float) -> float:
    """The same for a two-sided verdict.

    It has no half to spare: its range is made a little wider, 96 % for a level of 5 %, so that 5 in 100 is also kept
    where the scatter is estimated a little low.
    """
    return 1 - level * 0.4


def reach(weights: Sequence[Weight], noise: Noise, share: float, means: int = 2) -> float:
    """How far a weighted sum of days, in order of date, may lie from the truth to either side.

    The sum is of so many `means`, each added or taken off once. `share` of t's distribution lies below the upper end.
    The degrees of freedom are those of the estimated variance (Satterthwaite): how well the spread is known, and what
    an error in the correlation would do to this very sum.
    """
    own = sum(weight * weight for _, weight in weights)

    def spread(rho: float) -> float:
        """The variance of the sum, where the disturbances have a variance of one."""
        carried = crossed = 0.0
        before, last = weights[0][0], 0.0
        for day, weight in weights:
            carried = (carried + last) * rho ** (day - before)
            crossed += weight * carried
            before, last = day, weight
        return own + 2 * crossed

    rho = noise.rho
    lasting = ROUNDING * exp(-4 * pi * pi * min(noise.variance, 1.0))
    error = sqrt(noise.variance * spread(rho) + (ROUNDING - lasting) * own + lasting * means)
    nudged, twice = rho + _NUDGE, 2 * noise.gap
    # What a logged day adds to the one before it is known whatever the correlation; the variance follows from both.
    slope = log(spread(nudged) / spread(rho) * (1 - rho**twice) / (1 - nudged**twice)) / _NUDGE
    freedom = 2 / (2 / noise.squares + slope * slope * noise.unsure)
    return student.quantile(share, max(freedom, 1.0)) * error


def _together(spaces: Sequence[int], rho: float) -> float:
    """The correlations of all pairs of days so far apart, each day with itself included, added up."""
    carried = total = 0.0
    for space in spaces:
        carried = (carried + 1) * rho**space
        total += carried
    return len(spaces) + 1 + 2 * total


def _solve(ratio: Callable[[float], float], seen: float) -> float:
    """The correlation at which the falling ratio has the value seen, within what is possible."""
    low, high = 0.0, STEEPEST
    above, below = ratio(low) - seen, ratio(high) - seen
    if above <= 0:
        return low
    if below >= 0:
        return high
    rho, miss = low, above
    while abs(miss) > 1e-4:
        # A chord across the bracket; the end that stays counts half, or it might stay for good.
        rho = low + (high - low) * above / (above - below)
        miss = ratio(rho) - seen
        if miss > 0:
            low, above, below = rho, miss, below / 2
        else:
            high, below, above = rho, miss, above / 2
    return rho
