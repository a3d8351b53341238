"""What the numbers may claim, as values.

What always holds: `delta`, `effect` and their ranges are raw score differences, late minus early; which end is good
decides the verdict, not the sign. A verdict of `not_enough` has no numbers and says in `missing` what it lacks; every
other verdict has all its numbers and an empty `missing`. A mean of fewer than five logged days is never given.
"""

from datetime import date
from typing import Literal, NamedTuple


class Mean(NamedTuple):
    """The mean of the logged days of a period; `start` and `end` (both included) are `from` and `to` in JSON."""

    mean: float
    days: int
    start: date
    end: date


class ChangeVerdict(NamedTuple):
    """The last 28 days against the start; `treated` says that treatment had begun by then."""

    start: Mean | None = None
    now: Mean | None = None
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Literal["better", "worse", "no_clear_change", "not_enough"] = "not_enough"
    treated: bool = False
    missing: str = ""


class WearingOff(NamedTuple):
    """The last quarter of the cycle against its middle half; `days` is the logged days it rests on."""

    effect: float | None = None
    low: float | None = None
    high: float | None = None
    cycles: int = 0
    verdict: Literal["yes", "no", "not_enough"] = "not_enough"
    days: int = 0
    missing: str = ""


class Plateau(NamedTuple):
    """The last 28 days in maintenance against the end of repletion."""

    before: Mean | None = None
    now: Mean | None = None
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Literal["yes", "no", "not_enough"] = "not_enough"
    missing: str = ""
