"""How often each verdict is wrong, and how often it finds what is there, on made-up histories.

A cell is one kind of history. It has a promise (`at_most` so many false alarms, `at_least` so many found) or, where
nothing is promised, only a rate to look at. The same seed gives the same histories on every machine.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import pi, sin, sqrt
from random import Random
from typing import Literal, NamedTuple
from unittest.mock import patch

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import SymptomKind
from b12track.domain.rules.flags.trend import lasting_plateau, lasting_worse
from b12track.domain.rules.numbers import change, compare, levels, plateau, wearing_off
from b12track.domain.rules.numbers.noise import LEVEL, Noise
from b12track.domain.rules.regimens import Cycle, Regimen, Regimens, Run
from b12track.domain.rules.trends import DoseHistory
from made_up_days import Level, made_up, on

FALSE_ALARMS = 0.05
FOUND = 0.8
ANY_FLAG = 0.15

LAST = 364
"""A year, from the first dose."""

ENERGY = SymptomKind("energy", "Energy", "worn out", "full of energy", "high")

Verdict = Literal["change", "wearing off", "plateau", "compare", "any flag"]


class Cell(NamedTuple):
    """One kind of history, and whether a verdict says something of one such history."""

    verdict: Verdict
    history: str
    rho: float
    marginal: bool
    speaks: Callable[[Random], bool]
    at_most: float | None = None
    at_least: float | None = None
    symptoms: int = 1

    @property
    def title(self) -> str:
        """The cell in one line."""
        spread = "of a day" if self.marginal else "day by day"
        return f"{self.verdict:11}  {self.history:64}  rho {self.rho:.1f}  1.5 {spread:10}"

    def count(self, runs: int, seed: int = 1) -> int:
        """In how many of so many histories the verdict speaks."""
        return sum(self.speaks(Random(seed * 1_000_003 + run)) for run in range(runs))

    def of_one(self, rate: float) -> float:
        """The rate of one symptom at which any of a person's is spoken of so often; they are independent."""
        return 1 - float((1 - rate) ** (1 / self.symptoms))

    def rate(self, share: float) -> float:
        """How often it speaks of a person where it speaks of one symptom so often; of several, how often of any."""
        return 1 - float((1 - share) ** self.symptoms)


def cells() -> Iterator[Cell]:
    """Every kind of history."""
    for marginal in (True, False):
        for rho in (0.0, 0.3, 0.4, 0.6) if marginal else (0.3, 0.4, 0.6):
            yield from _changes(rho, marginal)
            yield from _plateaus(rho, marginal)
            yield from _wearings(rho, marginal)
            yield from _comparisons(rho, marginal)
    for rho in (0.0, 0.3, 0.6):
        yield from _weekly(rho)
    yield from _cured()
    for rho in (0.0, 0.3, 0.6):
        yield from _flags(rho)


def _changes(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(
        history: str, first: int, level: Level, *, effect: bool, promised: bool, interval: int = LAST + 1
    ) -> Cell:
        doses = [on(day) for day in range(0, LAST + 1, interval)]

        def speaks(random: Random) -> bool:
            days = made_up(random, first, LAST, level, rho=rho, marginal=marginal)
            return change(days, "high", doses, on(LAST)).verdict in (
                ("better",) if effect else ("better", "worse")
            )

        return _cell("change", history, rho, marginal, speaks, effect=effect, promised=promised)

    if rho != 0.4:
        yield cell("no change, 28 days before", -28, lambda _: 5, effect=False, promised=True)
        yield cell("no change, first 14 logged days", 0, lambda _: 5, effect=False, promised=True)
        yield cell("no change, every 8 weeks", -28, lambda _: 5, effect=False, promised=True, interval=56)
    if rho == 0.3:
        # A dip before every dose is no change: the last whole cycle stands for now.
        yield cell(
            "no change but a dip of 1 before each dose, every 12 weeks",
            -28,
            lambda day: 5 - (day >= 0 and day % 84 >= 63) + 0.25 * (day >= 0),
            effect=False,
            promised=True,
            interval=84,
        )
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
        yield cell(
            "2 points, 28 days before, every 8 weeks",
            -28,
            lambda day: 5 if day >= 0 else 3,
            effect=True,
            promised=marginal,
            interval=56,
        )


def _knowing(noise: Noise, speaks: Callable[[Random], bool]) -> Callable[[Random], bool]:
    """The same where spread and correlation need not be learned from the days."""

    def spoken(random: Random) -> bool:
        with patch.object(levels, "learn", lambda _: noise):
            return speaks(random)

    return spoken


def _plateaus(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(
        history: str, loading: int, level: Level, *, effect: bool, promised: bool, interval: int = LAST + 1
    ) -> Cell:
        doses = [on(day) for day in range(loading, LAST + 1, interval)]

        def speaks(random: Random) -> bool:
            days = made_up(random, 0, LAST, level, rho=rho, marginal=marginal)
            found = plateau(days, "high", (on(0), on(loading)), on(loading), doses, on(LAST))
            return found.verdict == "yes"

        return _cell("plateau", history, rho, marginal, speaks, effect=effect, promised=promised)

    for loading in (11, 35):
        if rho != 0.4:
            history = f"no fall, loading of {loading + 1} days"
            yield cell(history, loading, lambda _: 6, effect=False, promised=True)
            yield cell(
                f"{history}, every 8 weeks", loading, lambda _: 6, effect=False, promised=True, interval=56
            )
        if rho != 0.6:
            history = f"2.5 points lower, loading of {loading + 1} days"
            yield cell(history, loading, lambda day: 6 if day < 120 else 3.5, effect=True, promised=marginal)
            yield cell(
                f"{history}, every 8 weeks",
                loading,
                lambda day: 6 if day < 120 else 3.5,
                effect=True,
                promised=marginal,
                interval=56,
            )


def _wearings(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(
        history: str, interval: int, level: Level, *, effect: bool, promised: bool, last: int = LAST
    ) -> Cell:
        doses = [on(day) for day in range(0, last + 2, interval)]

        def worn(day: int) -> float:
            return level(day) - (1.5 if effect and day % interval >= interval * 3 / 4 else 0)

        def speaks(random: Random) -> bool:
            days = made_up(random, 0, last, worn, rho=rho, marginal=marginal)
            return wearing_off(days, "high", list(pairwise(doses)), on(last)).verdict == "yes"

        history = f"{history}, every {interval // 7} weeks"
        return _cell("wearing off", history, rho, marginal, speaks, effect=effect, promised=promised)

    if rho == 0.4:
        return
    for interval in (28, 56, 84):
        for history, level in _COURSES.items():
            yield cell(history, interval, level, effect=False, promised=True)
        for history, level in _UNSTEADY.items():
            yield cell(history, interval, level, effect=False, promised=False)
        yield cell(
            "none, three cycles alone", interval, lambda _: 5, effect=False, promised=True, last=3 * interval
        )
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


# 12 weeks became 8: the cycles of each in 18 months, split both ways.
_SPLITS = {"3 cycles and 5": (3, 5), "4 cycles and 3": (4, 3)}
_LONG = {"4 cycles and 6": (4, 6), "3 cycles and 3": (3, 3)}


def _comparisons(rho: float, marginal: bool) -> Iterator[Cell]:
    def cell(
        history: str,
        cycles: tuple[int, int],
        level: Callable[[Random, int], Level],
        *,
        effect: bool = False,
        promised: bool = True,
        kept: float = 0.0,
    ) -> Cell:
        """`kept` is a dip that both regimens have; `effect` takes it, or two points, away with the second."""
        changed = 84 * cycles[0]
        last = changed + 56 * cycles[1]
        before = list(pairwise(on(84 * number) for number in range(cycles[0] + 1)))
        after = list(pairwise(on(changed + 56 * number) for number in range(cycles[1] + 1)))

        def dip(day: int) -> float:
            if day < changed:
                return (2.0 if effect else kept) * (day % 84 >= 63)
            return kept * ((day - changed) % 56 >= 42)

        def speaks(random: Random) -> bool:
            course = level(random, changed)
            days = made_up(
                random, 0, last - 1, lambda day: course(day) - dip(day), rho=rho, marginal=marginal
            )
            found = compare(days, "high", before, after, (84, 56)).verdict
            return found == "smaller" if effect else found in ("smaller", "larger")

        return _cell("compare", history, rho, marginal, speaks, effect=effect, promised=promised)

    if rho != 0.4:
        for split, cycles in (_SPLITS | _LONG).items():
            for history, level in _MEANWHILE.items():
                if history == "none" or (marginal and split in _SPLITS):
                    yield cell(f"{history}, {split}", cycles, level)
            yield cell(f"none, a dip of 1.5 on both, {split}", cycles, _MEANWHILE["none"], kept=1.5)
    if rho == 0.3:
        for split, cycles in _SPLITS.items():
            yield cell(
                f"a dip of 2 is gone, {split}", cycles, _MEANWHILE["none"], effect=True, promised=marginal
            )
        for split, cycles in _LONG.items():
            yield cell(
                f"a dip of 2 is gone, {split}", cycles, _MEANWHILE["none"], effect=True, promised=False
            )


def _season(random: Random, _: int) -> Level:
    """Up and down by 1.5 over the year, the worst time anywhere."""
    worst = random.random()
    return lambda day: 5 + 1.5 * sin(2 * pi * (day / 365 + worst))


def _step(random: Random, _: int) -> Level:
    """Two points down on any day, from something else."""
    at = random.randrange(0, 600)
    return lambda day: 6 if day < at else 4


_MEANWHILE: dict[str, Callable[[Random, int], Level]] = {
    "none": lambda *_: lambda _: 6,
    "none, falls 3 points a year": lambda *_: lambda day: 8 - 3 * day / 365,
    "none, rises 3 points a year": lambda *_: lambda day: 2.5 + 3 * day / 365,
    "none, a season of 3 points": _season,
    "none, a step of 2 from another cause": _step,
    "none, the level rises by 2 with the change": lambda _, changed: lambda day: 6 if day >= changed else 4,
}


def _weekly(rho: float) -> Iterator[Cell]:
    """Somebody who logs one day a week, over a year; and two years for a comparison."""

    def once_a_week(random: Random, last: int, level: Level) -> dict[date, float]:
        days = made_up(random, -56, last, level, rho=rho, missing=0.0)
        return {day: value for day, value in days.items() if (day - on(0)).days % 7 == 3}

    def changes(random: Random) -> bool:
        days = once_a_week(random, LAST, lambda _: 5)
        doses = [on(day) for day in range(0, LAST + 1, 56)]
        return change(days, "high", doses, on(LAST)).verdict in ("better", "worse")

    def wears(random: Random) -> bool:
        days = once_a_week(random, LAST, lambda _: 5)
        spans = list(pairwise(on(day) for day in range(0, LAST + 1, 56)))
        return wearing_off(days, "high", spans, on(LAST)).verdict == "yes"

    def compares(random: Random) -> bool:
        days = once_a_week(random, 84 * 4 + 56 * 6, lambda _: 5)
        before = list(pairwise(on(84 * number) for number in range(5)))
        after = list(pairwise(on(84 * 4 + 56 * number) for number in range(7)))
        return compare(days, "high", before, after, (84, 56)).verdict in ("smaller", "larger")

    asked: tuple[tuple[Verdict, Callable[[Random], bool]], ...] = (
        ("change", changes),
        ("wearing off", wears),
        ("compare", compares),
    )
    for verdict, speaks in asked:
        yield _cell(verdict, "none, logged once a week", rho, True, speaks, effect=False, promised=True)


def _flags(rho: float) -> Iterator[Cell]:
    """Somebody with four symptoms who looks every day for a year; each symptom is a history of its own."""

    def cell(history: str, first: int, interval: int) -> Cell:
        def speaks(random: Random) -> bool:
            return flagged(made_up(random, first, LAST, lambda _: 5, rho=rho), interval, LEVEL / 4)

        made = _cell("any flag", history, rho, True, speaks, effect=False, promised=True)
        return made._replace(symptoms=4, at_most=ANY_FLAG)

    for weeks in (4, 8, 12):
        yield cell(f"four symptoms, a year, every {weeks} weeks", 0, 7 * weeks)
    yield cell("four symptoms, a year, every 8 weeks, 28 days before", -28, 56)


LOADING = (0, 2, 4, 7, 9, 11)


LEAST_RANGE = 0.6
"""At a spread of 1.5 no range of a flag is narrower: what is less far below needs no looking at."""


def flagged(
    days: dict[date, float],
    interval: int,
    level: float,
    look_every: int = 1,
    least_range: float = LEAST_RANGE,
) -> bool:
    """Whether any of the three flags is up when looked at day by day in the year after loading."""
    given = [*LOADING, *range(11 + interval, LAST + 1, interval)]
    regimen = Regimen("hydroxocobalamin", 1000, "IM", Span("days", interval, interval))
    cycles = [Cycle(on(start), on(stop)) for start, stop in pairwise(given[5:])]
    history = DoseHistory(
        [on(day) for day in given],
        Regimens(Run(regimen, (), interval), ()),
        (on(0), on(11)),
        on(12),
    )
    means = _Means(days)
    low_from, fallen_from = means.start() - least_range, means.of(0, 12) - least_range
    for day in range(12, LAST + 1):
        if day % look_every and day not in given:
            continue
        today = on(day)
        if day in given:  # nothing else brings a whole cycle
            closed = [(cycle.start, cycle.stop) for cycle in cycles if cycle.stop <= today]
            if wearing_off(days, "high", closed, today, level).verdict == "yes":
                return True
        lowest = means.lowest_now(day, given)
        if lowest < low_from and lasting_worse(history, days, ENERGY, today, level):
            return True
        if lowest < fallen_from and lasting_plateau(history, days, ENERGY, today, level):
            return True
    return False


class _Means:
    """The means of stretches of days, each in two looks at a running sum."""

    def __init__(self, days: dict[date, float]) -> None:
        self.days = days
        self.sums, self.counts = [0.0], [0]
        for day in range(LAST + 1):
            value = days.get(on(day))
            self.sums.append(self.sums[-1] + (value or 0.0))
            self.counts.append(self.counts[-1] + (value is not None))

    def of(self, first: int, stop: int) -> float:
        """The mean of the days from one up to, not including, another; of none the least there is."""
        count = self.counts[stop] - self.counts[first]
        return (self.sums[stop] - self.sums[first]) / count if count else 0.0

    def start(self) -> float:
        """The days before the first dose, or the first 14."""
        before = [value for day, value in self.days.items() if day < on(0)]
        values = before or list(self.days.values())[:14]
        return sum(values) / len(values)

    def lowest_now(self, day: int, given: Sequence[int]) -> float:
        """The least that any of the windows that may stand for now has as its mean."""
        windows = [(max(day - 27, 0), day + 1)]
        past = [dose for dose in given if dose <= day]
        if len(past) > 1:
            opened, closed = past[-2:]
            windows += [(opened, closed), (max(opened, 12), max(closed, 12))]
        return min(self.of(first, stop) for first, stop in windows)


def _cured() -> Iterator[Cell]:
    """A dip of 2 on every 12 weeks for 18 months, gone with every 8 weeks: is it still told a year later?"""

    def speaks(random: Random) -> bool:
        changed = 84 * 6
        days = made_up(
            random,
            0,
            changed + 364,
            lambda day: 6 - 2 * (day < changed and day % 84 >= 63),
            rho=0.3,
        )
        spans = list(pairwise(on(changed + day) for day in range(0, 365, 56)))
        return wearing_off(days, "high", spans, on(changed + 364)).verdict == "yes"

    yield _cell(
        "wearing off",
        "a dip of 2 cured by a change, a year later",
        0.3,
        True,
        speaks,
        effect=False,
        promised=True,
    )


def _cell(
    verdict: Verdict,
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
