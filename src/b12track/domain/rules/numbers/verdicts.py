"""What the numbers may claim, as values.

What always holds: `delta`, `effect` and their ranges are raw score differences, late minus early; which end is good
decides the verdict, not the sign. A verdict of `not_enough` has no range and says in `missing` what it lacks; every
other verdict has all its numbers and an empty `missing`. A mean of fewer than five logged days is never given.
"""

from datetime import date
from typing import Literal, NamedTuple

TOO_UNEVEN = "too uneven to say"
"""What is missing where the range would be wider than what is shown."""

Window = Literal["four weeks", "eight weeks", "cycle"]
"""Which days stand for now (see `recent`)."""


class Mean(NamedTuple):
    """The mean of the logged days of a period; `start` and `end` (both included) are `from` and `to` in JSON."""

    mean: float
    days: int
    start: date
    end: date


class ChangeVerdict(NamedTuple):
    """These weeks against the start; `treated` says that treatment had begun by then.

    The start is the days before the first counted dose, or the first that were logged.
    """

    start: Mean | None = None
    now: Mean | None = None
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Literal["better", "worse", "no_clear_change", "not_enough"] = "not_enough"
    treated: bool = False
    missing: str = ""
    window: Window = "four weeks"
    starts: Literal["before", "first logged"] = "first logged"


class WearingOff(NamedTuple):
    """The last quarter of the cycle against its middle half, in the regimen in force.

    `days` is the logged days it rests on, from the day `first` to the day `last`.
    """

    effect: float | None = None
    low: float | None = None
    high: float | None = None
    cycles: int = 0
    verdict: Literal["yes", "no", "not_enough"] = "not_enough"
    days: int = 0
    missing: str = ""
    first: date | None = None
    last: date | None = None


class Plateau(NamedTuple):
    """These weeks of maintenance against the end of repletion."""

    before: Mean | None = None
    now: Mean | None = None
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Literal["yes", "no", "not_enough"] = "not_enough"
    missing: str = ""
    window: Window = "four weeks"


class Dips(NamedTuple):
    """One side of a comparison: its whole logged cycles from dose to dose, the dip in each, and the overall level.

    A dip is the mean of a cycle's last days less that of its middle; `dip` is their mean, where there are enough of
    them. `logged` is how many days of these cycles are logged.
    """

    spans: tuple[tuple[date, date], ...] = ()
    each: tuple[float, ...] = ()
    dip: float | None = None
    level: float | None = None
    logged: int = 0

    @property
    def cycles(self) -> int:
        """How many cycles it rests on."""
        return len(self.spans)

    @property
    def share(self) -> float:
        """The share of their days that is logged."""
        return self.logged / max(sum((stop - start).days for start, stop in self.spans), 1)


class DipsCompared(NamedTuple):
    """Was the dip before the dose smaller? `effect` is the mean dip after less the mean dip before.

    `detectable` is the difference that these entries could just have shown; `last_days` is how many days before the
    dose are its end.
    """

    before: Dips
    after: Dips
    last_days: int
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    verdict: Literal["smaller", "larger", "cannot_tell", "not_enough"] = "not_enough"
    missing: str = ""
