"""The scatter of a person's days: what is learned, and how wide a range it makes."""

from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.rules.numbers.days import Day
from b12track.domain.rules.numbers.noise import ROUNDING, STEEPEST, Noise, learn, reach
from b12track.domain.rules.numbers.student import quantile
from made_up_days import made_up


def months(random: Random, rho: float, *, steps: bool = False, missing: float = 1 / 7) -> list[list[Day]]:
    """A year in stretches of four weeks, with the level jumping between them or not."""
    stretches: list[list[Day]] = [[] for _ in range(13)]
    history = made_up(
        random, 0, 363, lambda day: 5 + (day // 28 % 2 if steps else 0), rho=rho, missing=missing, spread=1.2
    )
    first = min(history).toordinal()
    for day, value in history.items():
        stretches[(day.toordinal() - first) // 28].append((day.toordinal(), value))
    return stretches


@pytest.mark.parametrize("missing", [0.0, 1 / 7, 0.5])
@pytest.mark.parametrize("rho", [0.3, 0.6])
def test_the_scatter_of_a_year_is_learned_without_bias(rho: float, missing: float) -> None:
    learned = [learn(months(Random(run), rho, missing=missing)) for run in range(150)]
    assert sum(noise.rho for noise in learned) / 150 == pytest.approx(rho, abs=0.03)
    assert sum(noise.variance for noise in learned) / 150 == pytest.approx(1.44, abs=0.08)


def test_how_unsure_the_correlation_is_is_told() -> None:
    learned = [learn(months(Random(run), 0.6)) for run in range(150)]
    mean = sum(noise.rho for noise in learned) / 150
    seen = sum((noise.rho - mean) ** 2 for noise in learned) / 149
    assert sum(noise.unsure for noise in learned) / 150 == pytest.approx(seen, rel=0.35)


def test_a_level_that_moves_between_stretches_is_not_scatter() -> None:
    moved = [learn(months(Random(run), 0.3, steps=True)) for run in range(40)]
    still = [learn(months(Random(run), 0.3)) for run in range(40)]
    assert sum(noise.variance for noise in moved) == pytest.approx(sum(n.variance for n in still), rel=0.03)


def test_days_that_do_not_scatter_leave_only_the_rounding() -> None:
    assert learn([[(1, 4.0), (2, 4.0), (3, 4.0)], [(9, 7.0), (10, 7.0)]]) == Noise(0.0, 0.0, 3, 0.0)


def test_stretches_without_days_and_with_one_day_tell_nothing() -> None:
    told = [[(1, 2.0), (2, 6.0), (3, 4.0), (4, 5.0), (6, 3.0)]]
    assert learn([*told, [], [(50, 9.0)]]) == learn(told)


def test_days_that_swing_have_no_correlation() -> None:
    assert learn([[(day, 3.0 + 4 * (day % 2)) for day in range(28)]]).rho == 0.0


def test_days_that_wander_have_the_steepest() -> None:
    assert learn([[(day, float(day // 7)) for day in range(28)]]).rho == STEEPEST


def test_a_sum_of_independent_days_has_the_textbook_error() -> None:
    found = reach([(1, -0.5), (2, -0.5), (9, 1.0)], Noise(2.0, 0.0, 40, 0.0), 0.975)
    assert found == pytest.approx(quantile(0.975, 40) * sqrt((2.0 + ROUNDING) * 1.5))


weights = st.lists(
    st.tuples(st.integers(1, 9), st.floats(0.125, 1) | st.floats(-1, -0.125)), min_size=1, max_size=12
)


@given(spaced=weights, rho=st.floats(0, 0.9))
def test_correlated_days_are_added_up_pair_by_pair(spaced: list[tuple[int, float]], rho: float) -> None:
    days = [sum(space for space, _ in spaced[: at + 1]) for at in range(len(spaced))]
    weighted = [(day, weight) for day, (_, weight) in zip(days, spaced, strict=True)]
    pairs = sum(a * b * rho ** abs(day - other) for day, a in weighted for other, b in weighted)
    own = sum(weight * weight for _, weight in weighted)
    found = reach(weighted, Noise(3.0, rho, 10**9, 0.0), 0.975)
    assert found / quantile(0.975, 1e9) == pytest.approx(sqrt(3.0 * pairs + ROUNDING * own), rel=1e-6)


def test_a_correlation_that_is_not_well_known_widens_the_range() -> None:
    days = [(day, 1 / 28) for day in range(28)]
    sure, unsure = Noise(2.0, 0.5, 300, 0.0), Noise(2.0, 0.5, 300, 0.01)
    assert reach(days, unsure, 0.975) > 1.01 * reach(days, sure, 0.975)
