"""What a picture holds: the range, smoothing, gaps, folding, weeks."""

from datetime import date, timedelta
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.charts import points, series
from b12track.charts.models import Dose
from b12track.domain.record.records import Lab, SymptomLog
from made_up_year import ENERGY, FIRST, INJECTIONS, LAST, NOTES, PHASES, injected, logged, year

DAY = date(2026, 3, 1)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_trend_holds_only_what_is_in_sight() -> None:
    first, last = date(2026, 3, 1), date(2026, 5, 31)
    trend = points.trend(ENERGY, year(), INJECTIONS, NOTES, PHASES, first, last)
    assert {first <= day <= last for day, _ in trend.points} == {True}
    assert trend.doses == (Dose(date(2026, 3, 13), True), Dose(date(2026, 5, 8), True))
    assert trend.remarks == ()
    assert [(one.label, one.first, one.last) for one in trend.stretches] == [
        ("Maintenance, every 8 weeks", first, last)
    ]


def test_days_come_in_order_whatever_the_order_of_the_logs() -> None:
    logs = year()
    forward = points.trend(ENERGY, logs, INJECTIONS, NOTES, PHASES, FIRST, LAST)
    assert (
        points.trend(ENERGY, logs[::-1], INJECTIONS[::-1], NOTES[::-1], PHASES[::-1], FIRST, LAST) == forward
    )


def test_a_symptom_that_was_not_scored_that_day_leaves_no_point() -> None:
    logs = [logged(DAY, energy=4), logged(after(1), sleep=3), logged(after(2), energy=0)]
    assert points.daily(logs, "energy", DAY, after(9)) == ((DAY, 4), (after(2), 0))


@pytest.mark.parametrize(("silence", "runs"), [(1, 1), (7, 1), (8, 2)])
def test_line_breaks_over_a_gap_longer_than_a_week(silence: int, runs: int) -> None:
    logs = [logged(DAY, energy=4), logged(after(silence), energy=6)]
    assert len(points.trend(ENERGY, logs, (), (), (), DAY, after(30)).runs) == runs


def test_smoothing_takes_three_days_each_way() -> None:
    assert series.smoothed([0, 1, 2, 3, 4, 8], [10, 0, 0, 2, 4, 9], 7) == [3.0, 3.2, 3.2, 3.2, 1.5, 9.0]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 10)), min_size=1), st.sampled_from([7, 29, 91]))
def test_smoothing_stays_within_the_values(steps: list[tuple[int, int]], mean_days: int) -> None:
    days = [sum(step for step, _ in steps[: end + 1]) for end in range(len(steps))]
    values = [float(value) for _, value in steps]
    means = series.smoothed(days, values, mean_days)
    assert len(means) == len(values)
    assert min(values) - 1e-9 <= min(means) <= max(means) <= max(values) + 1e-9


@given(st.lists(st.tuples(st.integers(0, 500), st.floats(0, 10)), max_size=400), st.integers(1, 60))
def test_thinning_keeps_order_and_extremes(values: list[tuple[int, float]], columns: int) -> None:
    ordered = sorted(values, key=lambda pair: pair[0])
    kept = series.thinned(ordered, 0, 500, columns)
    assert len(kept) <= max(2 * columns + 2, 2)
    assert set(kept) <= set(ordered)
    assert all(left[0] <= right[0] for left, right in pairwise(kept))
    if ordered:
        heights = [value for _, value in ordered]
        assert {min(heights), max(heights)} <= {value for _, value in kept}


def test_cycles_run_from_counted_dose_to_counted_dose() -> None:
    logs = [logged(after(days), energy=days % 11) for days in range(100)]
    doses = [injected(DAY), injected(after(28)), injected(after(40), counts=False), injected(after(56))]
    folded = points.folded(ENERGY, logs, doses, (28, 28), DAY, after(99))
    assert [(cycle.given_on, cycle.length_days) for cycle in folded.cycles] == [
        (DAY, 28),
        (after(28), 28),
        (after(56), None),
    ]
    assert folded.cycles[1].values[0] == (0, 28 % 11)
    assert folded.cycles[1].values[-1] == (27, 55 % 11)
    assert folded.longest_days == 42


def test_loading_is_not_folded() -> None:
    folded = points.folded(ENERGY, year(), INJECTIONS, (56, 56), FIRST, LAST)
    assert folded.cycles[0].given_on == date(2026, 1, 16)
    assert len(folded.cycles) == 6


@pytest.mark.parametrize(("cycles", "seen"), [(0, False), (1, False), (2, True), (3, True)])
def test_median_needs_cycles(cycles: int, seen: bool) -> None:
    doses = [injected(after(28 * number)) for number in range(cycles + 1)]
    logs = [logged(after(days), energy=5) for days in range(28 * cycles)]
    folded = points.folded(ENERGY, logs, doses, (28, 28), DAY, after(28 * cycles))
    assert bool(folded.median) is seen
    assert (folded.middle == 5) is seen


def test_the_median_ends_where_too_few_cycles_are_left_to_speak() -> None:
    """Two low cycles of five that were not logged to their end must not let the median jump up."""
    doses = [injected(after(28 * number)) for number in range(6)]
    logs = [
        logged(after(days), energy=2 if days < 56 else 6)
        for days in range(140)
        if days >= 56 or days % 28 < 24
    ]
    (line,) = points.folded(ENERGY, logs, doses, (28, 28), DAY, after(140)).median
    assert line[-1][0] == 23
    whole = [logged(after(days), energy=6) for days in range(140)]
    (line,) = points.folded(ENERGY, whole, doses, (28, 28), DAY, after(140)).median
    assert line[-1][0] == 27


def test_middle_is_that_of_the_middle_half() -> None:
    doses = [injected(after(28 * number)) for number in range(4)]
    logs = [
        logged(after(days), energy=9 if days % 28 < 6 else 2 if days % 28 >= 22 else 5) for days in range(84)
    ]
    assert points.folded(ENERGY, logs, doses, (28, 28), DAY, after(84)).middle == 5
    late = [logged(after(days), energy=2) for days in range(84) if days % 28 >= 23]
    assert points.folded(ENERGY, late, doses, (28, 28), DAY, after(84)).middle is None


def test_the_open_cycle_is_held_against_the_full_ones_and_not_among_them() -> None:
    doses = [injected(after(28 * number)) for number in range(3)]
    logs = [logged(after(days), energy=6 if days < 56 else 0) for days in range(80)]
    folded = points.folded(ENERGY, logs, doses, (28, 28), DAY, after(80))
    assert {value for _, value in folded.median[0]} == {6}
    assert folded.cycles[2].length_days is None


def test_each_cycle_has_one_voice() -> None:
    """A cycle that was logged daily does not outvote those that were logged now and then."""
    doses = [injected(after(28 * number)) for number in range(4)]
    often = [logged(after(days), energy=0) for days in range(28)]
    seldom = [logged(after(day), energy=8) for day in (28 + 14, 56 + 14)]
    folded = points.folded(ENERGY, [*often, *seldom], doses, (28, 28), DAY, after(84))
    assert dict(folded.median[0])[14] == 8


def test_median_shows_the_wearing_off_that_was_made() -> None:
    folded = points.folded(ENERGY, year(), INJECTIONS, (56, 56), FIRST, LAST)
    line = {day: value for curve in folded.median for day, value in curve}
    assert folded.middle is not None
    assert max(line[day] for day in range(52, 56)) < folded.middle - 0.5


def test_a_dose_long_ago_does_not_press_the_others_flat() -> None:
    logs = [logged(after(days), energy=5) for days in range(0, 3000, 5)]
    doses = [injected(DAY), injected(after(28)), injected(after(56))]
    assert points.folded(ENERGY, logs, doses, None, DAY, after(3000)).longest_days <= 42
    alone = points.folded(ENERGY, logs, doses[:1], None, DAY, after(3000))
    assert alone.longest_days == points.OPEN_DAYS


def test_nothing_to_fold() -> None:
    folded = points.folded(ENERGY, (), (), None, DAY, DAY)
    assert (folded.cycles, folded.median, folded.longest_days, folded.middle) == ((), (), 1, None)


def test_labs_stand_by_test_and_unit_and_hold_only_numbers() -> None:
    labs = [
        Lab("1", after(9), "B12", 400, "ng/L", ">", 180, inf),
        Lab("2", DAY, "B12", 140, "ng/L", None, 180, 914),
        Lab("3", DAY, "B12", 103, "pmol/L"),
        Lab("4", DAY, "MMA", nan, "nmol/L"),
        Lab("5", after(99), "Hb", 128, "g/L"),
    ]
    ng, pmol = points.labs(labs, INJECTIONS, DAY, after(20))
    assert [(one.value, one.comparator, one.low, one.high) for one in ng.results] == [
        (140, "", 180, 914),
        (400, ">", 180, None),
    ]
    assert (pmol.unit, len(pmol.results), pmol.doses) == ("pmol/L", 1, (Dose(date(2026, 3, 13), True),))


def test_weeks_begin_on_monday_and_say_how_many_days() -> None:
    monday = date(2026, 3, 2)
    logs = [
        logged(monday + timedelta(days=days), energy=value)
        for days, value in ((0, 2), (6, 4), (7, 9), (21, 1))
    ]
    (panel,) = points.weekly([ENERGY], logs, (), NOTES, FIRST, LAST).panels
    assert [(week.starts_on, week.mean, week.days) for week in panel.weeks] == [
        (monday, 3.0, 2),
        (monday + timedelta(days=7), 9.0, 1),
        (monday + timedelta(days=21), 1.0, 1),
    ]


@pytest.mark.parametrize(("days", "mean_days"), [(30, 7), (800, 7), (801, 29), (3001, 91)])
def test_a_long_range_has_a_calmer_line(days: int, mean_days: int) -> None:
    assert points.trend(ENERGY, (), (), (), (), DAY, after(days)).mean_days == mean_days


def test_some_cycles_alone_and_a_band_from_eight_of_them() -> None:
    days = [date(2024, 1, 1) + timedelta(days=28 * n) for n in range(10)]
    logs = [
        SymptomLog(f"s{n}", days[0] + timedelta(days=n), {"energy": 2 + (n // 28) % 5})
        for n in range(9 * 28 + 5)
    ]
    spans = [*pairwise(days), (days[-1], None)]
    eight = points.over_cycles(ENERGY, logs, spans[:8], (28, 28), days[8])
    assert [cycle.length_days for cycle in eight.cycles] == [28] * 8
    assert [(band.low, band.high) for run in eight.bands for band in run] == [(2.75, 4.25)] * 28
    seven = points.over_cycles(ENERGY, logs, spans[:7], (28, 28), days[7])
    assert seven.bands == () and seven.median
    last = points.over_cycles(ENERGY, logs, spans[9:], (28, 28), days[-1] + timedelta(days=4))
    assert [(cycle.given_on, cycle.length_days, len(cycle.values)) for cycle in last.cycles] == [
        (days[9], None, 5)
    ]
    assert points.over_cycles(ENERGY, logs, [], None, days[-1]).cycles == ()
