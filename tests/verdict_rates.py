"""How often each of the three verdicts is wrong, and how often it finds what is there, on made-up histories.

A cell is one kind of history. It has a promise (`at_most` so many false alarms, `at_least` so many found) or, where
nothing is promised, only a rate to look at. The same seed gives the same histories on every machine.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import sqrt
from random import Random
from typing import Literal, NamedTuple
from unittest.mock import patch

from b12track.domain.rules.numbers import change, levels, plateau, wearing_off
from b12track.domain.rules.numbers.noise import Noise
from made_up_days import Level, made_up, on

FALSE_ALARMS = 0.05
FOUND = 0.8

LAST = 364
"""A year, from the first dose."""


class Cell(NamedTuple):
    """One kind of history, and whether a verdict says something of one such history."""

    verdict: Literal["change", "wearing off", "plateau"]
    history: str
    rho: float
    marginal: bool
    speaks: Callable[[Random], bool]
    at_most: float | None = None
    at_least: float | None = None

    @property
    def title(self) -> str:
        """The cell in one line."""
        spread = "of a day" if self.marginal else "day by day"
        return f"{self.verdict:11}  {self.history:60}  rho {self.rho:.1f}  1.5 {spread:10}"

    def count(self, runs: int, seed: int = 1) -> int:
        """In how many of so many histories the verdict speaks."""
        return sum(self.speaks(Random(seed * 1_000_003 + run)) for run in range(runs))


def cells() -> Iterator[Cell]:
    """Every kind of history."""
    for marginal in (True, False):
        for rho in (0.0, 0.3, 0.4, 0.6) if marginal else (0.3, 0.4, 0.6):
            yield from _changes(rho, marginal)
            yield from _plateaus(rho, marginal)
            yield from _wearings(rho, marginal)


def _changes(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(history: str, first: int, level: Level, *, effect: bool, promised: bool) -> Cell:
        def speaks(random: Random) -> bool:
            days = made_up(random, first, LAST, level, rho=rho, marginal=marginal)
            return change(days, "high", [on(0)], on(LAST)).verdict in (
                ("better",) if effect else ("better", "worse")
            )

        return _cell("change", history, rho, marginal, speaks, effect=effect, promised=promised)

    if rho != 0.4:
        yield cell("no change, 28 days before", -28, lambda _: 5, effect=False, promised=True)
        yield cell("no change, first 14 logged days", 0, lambda _: 5, effect=False, promised=True)
    if rho != 0.6:
        yield cell(
            "2 points, 28 days before", -28, lambda day: 5 if day >= 0 else 3, effect=True, promised=marginal
        )
        # Nothing is promised of so few days: the line after it is what could be found at best.
        late = cell(
            "2 points, first 14 logged days", 0, lambda day: 5 if day > 20 else 3, effect=True, promised=False
        )
        yield late
        spread = 1.5 if marginal else 1.5 / sqrt(1 - rho * rho)
        known = Noise(spread * spread, rho, 1_000_000, 0.0)
        yield late._replace(history=f"{late.history}, all known", speaks=_knowing(known, late.speaks))


def _knowing(noise: Noise, speaks: Callable[[Random], bool]) -> Callable[[Random], bool]:
    """The same where spread and correlation need not be learned from the days."""

    def spoken(random: Random) -> bool:
        with patch.object(levels, "learn", lambda _: noise):
            return speaks(random)

    return spoken


def _plateaus(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(history: str, loading: int, level: Level, *, effect: bool, promised: bool) -> Cell:
        def speaks(random: Random) -> bool:
            days = made_up(random, 0, LAST, level, rho=rho, marginal=marginal)
            return plateau(days, "high", (on(0), on(loading)), on(loading), [], on(LAST)).verdict == "yes"

        return _cell("plateau", history, rho, marginal, speaks, effect=effect, promised=promised)

    for loading in (11, 35):
        if rho != 0.4:
            history = f"no fall, loading of {loading + 1} days"
            yield cell(history, loading, lambda _: 6, effect=False, promised=True)
        if rho != 0.6:
            history = f"2.5 points lower, loading of {loading + 1} days"
            yield cell(history, loading, lambda day: 6 if day < 120 else 3.5, effect=True, promised=marginal)


def _wearings(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(history: str, interval: int, level: Level, *, effect: bool, promised: bool) -> Cell:
        doses = [on(day) for day in range(0, LAST + 2, interval)]

        def worn(day: int) -> float:
            return level(day) - (1.5 if effect and day % interval >= interval * 3 / 4 else 0)

        def speaks(random: Random) -> bool:
            days = made_up(random, 0, LAST, worn, rho=rho, marginal=marginal)
            return wearing_off(days, "high", list(pairwise(doses)), on(LAST)).verdict == "yes"

        history = f"{history}, every {interval // 7} weeks"
        return _cell("wearing off", history, rho, marginal, speaks, effect=effect, promised=promised)

    if rho == 0.4:
        return
    for interval in (28, 56, 84):
        for history, level in _COURSES.items():
            yield cell(history, interval, level, effect=False, promised=True)
        for history, level in _UNSTEADY.items():
            yield cell(history, interval, level, effect=False, promised=False)
        yield cell("1.5 points", interval, lambda _: 6, effect=True, promised=marginal)
        yield cell(
            "1.5 points, improving", interval, lambda day: 4 + 2 * day / 365, effect=True, promised=False
        )


_COURSES: dict[str, Level] = {
    "none": lambda _: 5,
    "none, falls 3 points in the year": lambda day: 7 - 3 * day / 365,
    "none, rises 3 points in the year": lambda day: 3 + 3 * day / 365,
    "none, improves for two months": lambda day: 3 + 3 * min(day, 60) / 60,
    "none, one step up after 12 weeks": lambda day: 6 if day >= 84 else 3,
}

# What no straight line describes: nothing is promised, but it is good to know.
_UNSTEADY: dict[str, Level] = {
    "none, one step down of 2 after 14 weeks": lambda day: 7 if day < 98 else 5,
    "none, falls 3 points in the last two months": lambda day: 7 - 3 * max(0, day - 304) / 60,
}


def _cell(
    verdict: Literal["change", "wearing off", "plateau"],
    history: str,
    rho: float,
    marginal: bool,
    speaks: Callable[[Random], bool],
    *,
    effect: bool,
    promised: bool,
) -> Cell:
    if not promised:
        return Cell(verdict, history, rho, marginal, speaks)
    if effect:
        return Cell(verdict, history, rho, marginal, speaks, at_least=FOUND)
    return Cell(verdict, history, rho, marginal, speaks, at_most=FALSE_ALARMS)
