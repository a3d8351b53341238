"""Which cycles and days are compared for wearing off, what is missing, and known answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import pytest

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers import WearingOff, cycles, wearing_off
from b12track.domain.rules.numbers.noise import Noise, reach
from made_up_days import Level, on


def worn_off(days: Mapping[date, float], good: GoodEnd, doses: Sequence[date], today: date) -> WearingOff:
    given = sorted({dose for dose in doses if dose <= today})
    return wearing_off(days, good, list(pairwise(given)), today)


def every(interval: int, cycles: int) -> list[date]:
    return [on(interval * number) for number in range(cycles + 1)]


def scores(level: Level, last: int = 400) -> dict[date, float]:
    return {on(day): level(day) for day in range(last)}


def worn(day: int) -> float:
    """Six, and four in the last quarter of every four weeks, with a small swing."""
    return (4.0 if day % 28 >= 21 else 6.0) + day % 2


def test_the_last_quarter_is_compared_with_the_middle_half() -> None:
    # 9 in the first quarter counts for nothing, 2 on the day of the next dose neither.
    days = scores(lambda day: [9.0, 6.0, 6.0, 5.0][day % 28 // 7])
    verdict = worn_off(days, "high", every(28, 4), on(112))
    assert verdict.effect == pytest.approx(-1.0)
    assert (verdict.cycles, verdict.days, verdict.missing) == (4, 4 * 21, "")


@pytest.mark.parametrize(
    ("interval", "middle", "late"), [(14, 7, 3), (15, 8, 3), (16, 8, 4), (17, 8, 4), (30, 15, 7), (31, 16, 7)]
)
def test_quarters_of_odd_intervals_take_whole_days(interval: int, middle: int, late: int) -> None:
    verdict = worn_off(scores(lambda _: 5.0), "high", every(interval, 3), on(300))
    assert verdict.days == 3 * (middle + late)


@pytest.mark.parametrize(
    ("good", "level", "verdict"),
    [
        ("high", worn, "yes"),
        ("low", worn, "no"),
        ("low", lambda day: 10 - worn(day), "yes"),
        ("high", lambda day: 10 - worn(day), "no"),
        ("high", lambda day: 5.0 + day % 2, "no"),
        ("high", lambda _: 5.0, "no"),
    ],
)
def test_the_good_end_decides(good: GoodEnd, level: Level, verdict: str) -> None:
    assert worn_off(scores(level), good, every(28, 6), on(180)).verdict == verdict


@pytest.mark.parametrize("good", ["high", "low"])
def test_a_steady_drift_to_the_worse_is_taken_off_whole(good: GoodEnd) -> None:
    fall = -1 if good == "high" else 1
    verdict = worn_off(scores(lambda day: 5 + fall * day / 100), good, every(84, 4), on(336))
    assert verdict.effect == pytest.approx(0.0, abs=1e-12)
    assert verdict.verdict == "no"


def test_a_drift_to_the_better_stays_in() -> None:
    verdict = worn_off(scores(lambda day: 5 + day / 100), "high", every(84, 4), on(336))
    # From the centre of the middle half to that of the last quarter are 31.5 days.
    assert verdict.effect == pytest.approx(0.315)


@pytest.mark.parametrize("drift", [-1 / 90, 1 / 90])
def test_the_range_is_that_of_the_very_sum_that_is_the_effect(
    drift: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = scores(lambda day: worn(day) + drift * day)
    summed: list[float] = []

    def weigh(weights: list[tuple[int, float]], noise: Noise, share: float) -> float:
        summed.append(sum(weight * days[date.fromordinal(day)] for day, weight in weights))
        return reach(weights, noise, share)

    monkeypatch.setattr(cycles, "reach", weigh)
    verdict = worn_off(days, "high", [on(0), on(28), on(63), on(91), on(150)], on(200))
    assert summed == [pytest.approx(verdict.effect)]


def test_what_sums_of_floats_leave_is_no_drift() -> None:
    doses = [on(0), on(21), on(40), on(60)]
    low = worn_off(scores(lambda _: 2.0), "high", doses, on(60))
    high = worn_off(scores(lambda _: 8.0), "low", doses, on(60))
    assert (low.high, low.effect) == (high.high, 0.0)


def test_one_step_up_at_a_dose_is_not_wearing_off() -> None:
    verdict = worn_off(
        scores(lambda day: (6.0 if day >= 84 else 3.0) + day % 2), "high", every(84, 4), on(336)
    )
    assert verdict.effect == pytest.approx(0.0, abs=0.05)
    assert verdict.verdict == "no"


@pytest.mark.parametrize(
    ("doses", "today", "cycles"),
    [
        ([], 400, 0),
        ([0], 400, 0),
        (range(0, 100, 28), 400, 3),
        (range(0, 100, 28), 84, 3),
        (range(0, 100, 28), 83, 2),
        ([0, 28, 28, 56, 84], 400, 3),
        ([84, 0, 56, 28], 400, 3),
        ([0, 2, 4, 7, 9, 11, 67, 123, 179], 400, 3),
        ([0, 13, 26, 39, 52], 400, 0),
        ([0, 14, 28, 42], 400, 3),
        ([0, 14, 27, 41], 400, 2),
        ([0, 28, 56, 500], 400, 2),
    ],
)
def test_only_full_cycles_of_14_days_or_more_count(doses: list[int], today: int, cycles: int) -> None:
    verdict = worn_off(scores(worn), "high", [on(day) for day in doses], on(today))
    assert verdict.cycles == cycles
    assert verdict.missing == (
        "" if cycles >= 3 else f"needs 3 full logged cycles of 14 days or longer, has {cycles}"
    )
    assert (verdict.verdict == "not_enough") == (cycles < 3)


@pytest.mark.parametrize(
    ("logged", "cycles", "days"),
    [
        (range(84), 3, 63),
        (range(62), 2, 42 + 6),
        ([*range(56), 63, 64, 77, 78], 3, 42 + 4),
        ([*range(56), 63, 77, 78], 2, 42),
        ([*range(56), 63, 64, 77], 2, 42),
        ([], 0, 0),
    ],
)
def test_a_cycle_needs_days_in_its_middle_and_its_last_quarter(
    logged: list[int], cycles: int, days: int
) -> None:
    verdict = worn_off({on(day): 5.0 for day in logged}, "high", every(28, 3), on(90))
    assert verdict.cycles == cycles
    if cycles < 3:
        assert verdict == WearingOff(
            cycles=cycles,
            days=42 if cycles else 0,
            missing=f"needs 3 full logged cycles of 14 days or longer, has {cycles}",
        )
    else:
        assert (verdict.verdict, verdict.days) == ("no", days)


def test_the_running_cycle_and_days_after_today_do_not_matter() -> None:
    days = scores(worn)
    late = {day: (0.0 if day > on(112) else value) for day, value in days.items()}
    assert worn_off(late, "high", every(28, 9), on(120)) == worn_off(days, "high", every(28, 9), on(120))


def test_cycles_of_more_than_two_years_ago_are_another_question() -> None:
    days = {on(day): worn(day) if day < 400 else 5.0 + day % 2 for day in range(1500)}
    doses = every(28, 53)
    verdict = worn_off(days, "high", doses, on(1484))
    assert verdict.cycles == 26
    assert verdict.verdict == "no"
    assert worn_off(days, "high", doses, on(400)).verdict == "yes"


def test_the_last_three_cycles_count_whatever_their_age() -> None:
    days = {on(day): 5.0 for day in range(1600)}
    assert worn_off(days, "high", every(400, 4), on(1600)).cycles == 3
