"""The promise of the three verdicts, measured: wrong at most 5 times in 100, and finding what is there.

Short by default; `pytest -m long` looks at ten times as many histories. The table itself, with the kinds of history
for which nothing is promised, is printed by tests/bench/simulate_verdicts.py.
"""

from collections.abc import Iterator
from math import sqrt

import pytest
from coverage import Coverage

from b12track.domain.rules.numbers import cycles, levels
from b12track.domain.rules.numbers.noise import Noise, learn
from length import LONG
from verdict_rates import FALSE_ALARMS, Cell, cells

RUNS = 1000 if LONG else 100

PROMISED = [cell for cell in cells() if cell.at_most is not None or cell.at_least is not None]


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


def count(cell: Cell) -> int:
    """In how many histories the verdict spoke; each cell is worked out once."""
    if cell not in counted:
        counted[cell] = cell.count(RUNS)
    return counted[cell]


def chance(rate: float) -> float:
    """How far a count of that rate may stray: two and a half standard errors."""
    return 2.5 * sqrt(rate * (1 - rate) * RUNS)


@pytest.mark.long
@pytest.mark.parametrize("cell", PROMISED, ids=[" ".join(cell.title.split()) for cell in PROMISED])
def test_each_kind_of_history_keeps_the_promise(cell: Cell) -> None:
    if cell.at_most is not None:
        assert count(cell) <= cell.at_most * RUNS + chance(cell.at_most)
    if cell.at_least is not None:
        assert count(cell) >= cell.at_least * RUNS - chance(cell.at_least)


@pytest.mark.long
@pytest.mark.parametrize("verdict", ["change", "wearing off", "plateau"])
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
