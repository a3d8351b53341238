"""Two regimens side by side: which cycles and days count, what is missing, and known answers."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers import DipsCompared, compare, dips
from b12track.domain.rules.numbers.noise import Noise, reach
from b12track.domain.rules.numbers.student import quantile
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN
from made_up_days import on

CHANGED = 84 * 4


def spans(first: int, interval: int, cycles: int) -> list[tuple[date, date]]:
    return list(pairwise(on(first + interval * number) for number in range(cycles + 1)))


TWELVE, EIGHT = spans(0, 84, 4), spans(CHANGED, 56, 6)
LAST = CHANGED + 56 * 6


def history(before: float, after: float, *, swing: float = 1.0, uneven: float = 0.0) -> dict[date, float]:
    """Six, so much lower in the last two weeks of each cycle, and by turns a little more or less."""
    days = {}
    for day in range(LAST):
        since = day % 84 if day < CHANGED else (day - CHANGED) % 56
        length, dip = (84, before) if day < CHANGED else (56, after)
        number = day // 84 if day < CHANGED else (day - CHANGED) // 56
        is_late = since >= length - 14
        days[on(day)] = 6.0 - dip * is_late - uneven * (number % 2) * is_late + swing * (day * 7 % 3 - 1)
    return days


def told(days: dict[date, float], good: GoodEnd = "high") -> DipsCompared:
    return compare(days, good, TWELVE, EIGHT, (84, 56))


def test_a_dip_that_is_gone_is_smaller() -> None:
    found = told(history(2.0, 0.0))
    assert (found.verdict, found.missing, found.last_days) == ("smaller", "", 14)
    assert found.effect == pytest.approx(2.0, abs=0.1)
    assert (found.before.cycles, found.after.cycles) == (4, 6)
    assert found.before.dip == pytest.approx(-2.0, abs=0.1) and found.after.dip == pytest.approx(0.0, abs=0.1)
    assert found.low is not None and found.high is not None and found.effect is not None
    assert 0 < found.low < found.effect < found.high
    assert found.detectable == pytest.approx(found.high - found.effect)


@pytest.mark.parametrize(
    ("before", "after", "good", "verdict"),
    [
        (2.0, 0.0, "high", "smaller"),
        (0.0, 2.0, "high", "larger"),
        (-2.0, 0.0, "low", "smaller"),
        (0.0, -2.0, "low", "larger"),
        (1.0, 1.0, "high", "cannot_tell"),
    ],
)
def test_the_good_end_decides(before: float, after: float, good: GoodEnd, verdict: str) -> None:
    assert told(history(before, after), good).verdict == verdict


def test_cycles_that_are_unlike_each_other_make_the_range_that_of_so_few_cycles() -> None:
    found = told(history(2.0, 0.0, swing=0.0, uneven=3.0))
    # By turns 2 and 5, then 0 and 3: the spread of four and of six dips, of one and a half each.
    squares = 4 * 1.5**2 + 6 * 1.5**2
    half = quantile(0.975, 8) * (squares / 8 * (1 / 4 + 1 / 6)) ** 0.5
    assert found.detectable == pytest.approx(half)
    assert found.verdict == "cannot_tell"


def test_cycles_that_agree_to_the_day_are_not_known_for_certain() -> None:
    found = told(history(1.0, 1.0, swing=0.0))
    assert found.effect == pytest.approx(0.0)
    assert found.detectable is not None and found.detectable > 1.0


def test_the_range_is_that_of_the_very_sum_that_is_the_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    days = history(2.0, 0.5)
    summed: list[float] = []

    def weigh(weights: Sequence[tuple[int, float]], noise: Noise, share: float, means: int) -> float:
        assert (share, means) == (0.975, 4)
        assert [day for day, _ in weights] == sorted(day for day, _ in weights)
        summed.append(sum(weight * days[date.fromordinal(day)] for day, weight in weights))
        return reach(weights, noise, share, means)

    monkeypatch.setattr(dips, "reach", weigh)
    assert [told(days).effect] == [pytest.approx(effect) for effect in summed]


def test_the_end_of_a_cycle_is_as_long_on_both_sides_and_cuts_the_middle_of_a_short_one() -> None:
    # A cycle of 24 days where 28 and 84 are planned: its last week begins on day 17, its middle half on day 6.
    days = {on(day): float(day) for day in range(400)}
    found = compare(days, "high", spans(0, 24, 3), spans(72, 84, 3), (28, 84))
    assert found.last_days == 7
    assert list(found.before.each) == pytest.approx([20 - 11] * 3)
    assert list(found.after.each) == pytest.approx([80 - 41.5] * 3)


@pytest.mark.parametrize(
    ("planned", "last_days"), [((84, 56), 14), ((28, 84), 7), ((30, 30), 7), ((61, 91), 15), ((20, 84), 7)]
)
def test_the_end_is_a_quarter_of_the_shorter_plan_and_a_week_at_least(
    planned: tuple[int, int], last_days: int
) -> None:
    assert compare({}, "high", TWELVE, EIGHT, planned).last_days == last_days


@pytest.mark.parametrize(("before", "after"), [(4, 1), (2, 6), (0, 0)])
def test_three_cycles_of_each_are_needed(before: int, after: int) -> None:
    found = compare(history(2.0, 0.0), "high", TWELVE[:before], EIGHT[:after], (84, 56))
    assert found.verdict == "not_enough"
    assert found.missing == f"needs 3 full logged cycles on each: has {before} and {after}"
    assert (found.effect, found.low, found.high, found.detectable) == (None,) * 4
    assert (found.before.dip is None) == (before < 3)


def test_a_cycle_is_taken_in_where_both_its_parts_have_two_logged_days() -> None:
    days = history(2.0, 0.0)
    for day in range(84 + 70, 84 * 2 - 1):
        del days[on(day)]
    found = told(days)
    assert [start for start, _ in found.before.spans] == [on(0), on(168), on(252)]
    assert found.before.logged == 3 * 84 and found.before.share == 1.0


def test_too_short_a_cycle_has_no_middle() -> None:
    found = compare(history(2.0, 0.0), "high", [*spans(0, 10, 3)], EIGHT, (84, 56))
    assert found.missing == "needs 3 full logged cycles on each: has 0 and 6"


def test_the_levels_are_those_of_all_days_in_the_cycles() -> None:
    found = told(history(2.0, 0.0, swing=0.0))
    assert found.before.level == pytest.approx(6 - 2 * 14 / 84)
    assert found.after.level == pytest.approx(6.0)


def test_what_is_too_uneven_is_not_told() -> None:
    days = {on(day): 10.0 * (day // 9 % 2) for day in range(LAST)}
    few = compare(days, "high", TWELVE[:3], spans(CHANGED, 31, 3), (84, 31))
    assert (few.verdict, few.missing, few.low, few.high, few.detectable) == (
        "not_enough",
        TOO_UNEVEN,
        None,
        None,
        None,
    )


def test_of_a_run_of_many_years_the_last_two_count() -> None:
    long = spans(0, 28, 60)
    days = {on(day): 5.0 + day % 2 for day in range(28 * 60 + 400)}
    found = compare(days, "high", long, spans(28 * 60, 56, 4), (28, 56))
    assert found.before.cycles == 26
    assert found.before.spans[-1] == long[-1]
