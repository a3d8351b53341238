"""The promise of the three verdicts, measured: wrong at most 5 times in 100, and finding what is there.

Short by default; `pytest -m long` looks at twenty times as many histories. The table itself, with the kinds of history
for which nothing is promised, is printed by tests/bench/simulate_verdicts.py.
"""

from collections.abc import Iterator
from math import sqrt
from random import Random

import pytest
from coverage import Coverage

from b12track.domain.rules.numbers import cycles, levels
from b12track.domain.rules.numbers.noise import LEVEL, Noise, learn
from length import LONG
from made_up_days import made_up
from verdict_rates import FALSE_ALARMS, LAST, Cell, cells, flagged

RUNS = 1000 if LONG else 50
# Enough to see a promise broken outright, as it was once in 96 of 100 histories.
FEW = 60

PROMISED = [cell for cell in cells() if cell.at_most is not None or cell.at_least is not None]
# A history that is looked at every day for a year takes a hundred times as long as one that is looked at once.
LOOKED_AT_DAILY = [cell for cell in PROMISED if cell.verdict == "any flag"]
BY_THEMSELVES = [cell for cell in PROMISED if LONG or cell not in LOOKED_AT_DAILY]
ONE_OF_EACH = [
    cell
    for cell in PROMISED
    if cell.marginal
    and cell.rho == 0.3
    and cell.history
    in (
        "no change, 28 days before",
        "no change but a dip of 1 before each dose, every 12 weeks",
        "2 points, 28 days before",
        "no fall, loading of 12 days",
        "2.5 points lower, loading of 12 days",
        "none, falls 3 points in the year, every 8 weeks",
        "1.5 points, every 8 weeks",
        "none, falls 3 points a year, 3 cycles and 5",
        "none, a season of 3 points, 3 cycles and 5",
        "none, a step of 2 from another cause, 3 cycles and 5",
        "none, the level rises by 2 with the change, 3 cycles and 5",
        "a dip of 2 is gone, 3 cycles and 5",
        "a dip of 2 cured by a change, a year later",
        "none, logged once a week",
    )
]


@pytest.fixture(autouse=True)
def untraced() -> Iterator[None]:
    """Thousands of histories that show nothing new to the coverage take four times as long while it looks."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.stop()
    yield
    if measuring is not None:
        measuring.start()


counted: dict[Cell, int] = {}


def runs_of(cell: Cell) -> int:
    """How many histories there are: of those that are looked at daily, a tenth, and by default three."""
    if cell not in LOOKED_AT_DAILY:
        return RUNS
    return RUNS // 10 if LONG else 3


def count(cell: Cell) -> int:
    """In how many histories the verdict spoke; each cell is worked out once."""
    if cell not in counted:
        counted[cell] = cell.count(runs_of(cell))
    return counted[cell]


def chance(rate: float, runs: int = RUNS) -> float:
    """How far a count of that rate may stray: two and a half standard errors."""
    return 2.5 * sqrt(rate * (1 - rate) * runs)


def keeps(cell: Cell, spoke: int, runs: int) -> bool:
    """Whether a count is as promised, but for chance; of several symptoms it is a share of theirs all."""
    if cell.at_least is not None:
        return spoke >= cell.at_least * runs - chance(cell.at_least, runs)
    most = cell.of_one(cell.at_most or 0.0)
    return spoke <= most * runs + chance(most, runs)


@pytest.mark.parametrize("cell", ONE_OF_EACH, ids=[f"{cell.verdict} {cell.history}" for cell in ONE_OF_EACH])
def test_no_promise_is_broken_outright(cell: Cell) -> None:
    assert keeps(cell, cell.count(FEW), FEW)


def test_four_symptoms_looked_at_for_a_year_raise_few_flags() -> None:
    """Ten years of one symptom, looked at once a week: of four, any flag in 15 of 100 is one in 25 of each."""
    years = [made_up(Random(run), 0, LAST, lambda _: 5, rho=0.3) for run in range(10)]
    assert sum(flagged(days, 56, LEVEL / 4, look_every=7) for days in years) <= 1


def test_passing_over_the_days_that_are_not_lower_changes_nothing() -> None:
    """So the simulator may look at every day of thousands of years."""
    for run, interval in ((3, 28), (5, 84)):
        days = made_up(Random(run), 0, LAST, lambda _: 5, rho=0.6)
        assert flagged(days, interval, LEVEL) == flagged(days, interval, LEVEL, least_range=-10)


@pytest.mark.long
def test_all_that_are_looked_at_daily_raise_few_flags_together() -> None:
    """A level that is not shared, or a verdict that need not last, raises one in every third history or more."""
    runs = sum(map(runs_of, LOOKED_AT_DAILY))
    assert runs >= 36
    assert keeps(LOOKED_AT_DAILY[0], sum(map(count, LOOKED_AT_DAILY)), runs)


@pytest.mark.long
@pytest.mark.parametrize("cell", BY_THEMSELVES, ids=[" ".join(cell.title.split()) for cell in BY_THEMSELVES])
def test_each_kind_of_history_keeps_the_promise(cell: Cell) -> None:
    assert keeps(cell, count(cell), runs_of(cell))


@pytest.mark.long
@pytest.mark.parametrize("verdict", ["change", "wearing off", "plateau", "compare"])
def test_all_histories_together_leave_nothing_to_chance(verdict: str) -> None:
    quiet = [cell for cell in PROMISED if cell.verdict == verdict and cell.at_most is not None]
    assert sum(map(count, quiet)) <= FALSE_ALARMS * RUNS * len(quiet)
    found = [cell for cell in PROMISED if cell.verdict == verdict and cell.at_least is not None]
    assert sum(map(count, found)) >= 0.85 * RUNS * len(found)


@pytest.mark.parametrize(
    ("verdict", "history"), [("change", "28 days before"), ("wearing off", "every 8 weeks")]
)
def test_taking_the_days_for_independent_would_be_seen(
    verdict: str, history: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def independent(stretches: list[list[tuple[int, float]]]) -> Noise:
        noise = learn(stretches)
        return noise._replace(rho=0.0, unsure=0.0)

    monkeypatch.setattr(levels, "learn", independent)
    monkeypatch.setattr(cycles, "learn", independent)
    cell = next(
        cell
        for cell in PROMISED
        if cell.verdict == verdict and cell.history.endswith(history) and cell.at_most and cell.rho == 0.6
    )
    assert cell.count(100) > FALSE_ALARMS * 100 + 2.5 * sqrt(FALSE_ALARMS * (1 - FALSE_ALARMS) * 100)
