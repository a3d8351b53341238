"""Made-up histories of one symptom, with what is true of them known, for the rates of the three verdicts.

A day is a level, plus a first-order disturbance, rounded to a whole score and held within 0-10; one day in seven,
at random, is not logged.
"""

from collections.abc import Callable
from datetime import date, timedelta
from math import sqrt
from random import Random

FIRST = date(2026, 1, 5)
"""The day of the first counted dose, a Monday."""

Level = Callable[[int], float]
"""The level of a day, counted from the first dose."""


def made_up(
    random: Random,
    first: int,
    last: int,
    level: Level,
    *,
    rho: float,
    spread: float = 1.5,
    marginal: bool = True,
    missing: float = 1 / 7,
) -> dict[date, float]:
    """One history from day `first` to day `last`, both included and counted from the first dose.

    `spread` is that of a day about its level or, where not `marginal`, of what each day adds to what carries over.
    """
    fresh = sqrt(1 - rho * rho)
    disturbance = random.gauss(0, 1)
    days: dict[date, float] = {}
    scale = spread if marginal else spread / fresh
    for day in range(first, last + 1):
        disturbance = rho * disturbance + fresh * random.gauss(0, 1)
        if random.random() >= missing:
            days[on(day)] = min(10.0, max(0.0, float(round(level(day) + scale * disturbance))))
    return days


def on(day: int) -> date:
    """The date of a day that is counted from the first dose."""
    return FIRST + timedelta(days=day)
