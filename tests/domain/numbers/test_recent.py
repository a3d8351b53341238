"""Which days stand for now: four weeks, eight for who logs once a week, or the last whole cycle."""

import pytest

from b12track.domain.rules.numbers import change, plateau
from b12track.domain.rules.numbers.recent import recent
from made_up_days import on

DAILY = {on(day): 5.0 for day in range(-60, 500)}
EIGHT_WEEKS = [on(56 * number) for number in range(9)]


@pytest.mark.parametrize(
    ("doses", "today", "first", "last", "window"),
    [
        ([], 200, 173, 200, "four weeks"),
        ([0], 200, 173, 200, "four weeks"),
        (range(0, 200, 28), 200, 173, 200, "four weeks"),
        ([0, 29], 40, 0, 28, "cycle"),
        (range(0, 300, 56), 170, 112, 167, "cycle"),
        (range(0, 300, 56), 167, 56, 111, "cycle"),
        # A dose to come closes no cycle.
        ([0, 56, 112], 111, 0, 55, "cycle"),
        # Overdue by so much that four weeks lie wholly past the usual end: they are now.
        ([0, 56], 139, 0, 55, "cycle"),
        ([0, 56], 140, 113, 140, "four weeks"),
    ],
)
def test_the_last_whole_cycle_where_it_is_longer(
    doses: list[int], today: int, first: int, last: int, window: str
) -> None:
    now, found = recent(DAILY, [on(day) for day in doses], on(today))
    assert (now.start, now.end, found) == (on(first), on(last), window)


@pytest.mark.parametrize(
    ("every", "days", "window"), [(1, 28, "four weeks"), (4, 28, "four weeks"), (5, 56, "eight weeks")]
)
def test_eight_weeks_for_who_logs_at_most_twelve_days_in_them(every: int, days: int, window: str) -> None:
    seldom = {on(day): 5.0 for day in range(0, 400, every)}
    now, found = recent(seldom, [], on(399))
    assert (now.length, found) == (days, window)


def test_a_cycle_longer_than_eight_weeks_stands_for_them_too() -> None:
    weekly = {on(day): 5.0 for day in range(0, 400, 7)}
    now, found = recent(weekly, [on(0), on(84), on(168)], on(200))
    assert (now.start, now.end, found) == (on(84), on(167), "cycle")
    assert recent(weekly, [on(0), on(56), on(112)], on(120))[1] == "eight weeks"


def test_the_end_of_a_long_cycle_is_not_taken_for_a_change() -> None:
    days = {on(day): 5.0 - 3 * (day >= 0 and day % 84 >= 56) + day % 2 for day in range(-28, 250)}
    doses = [on(0), on(84), on(168)]
    found = change(days, "high", doses, on(249))
    assert (found.verdict, found.window) != ("worse", "four weeks")
    assert found.now is not None and (found.now.start, found.now.end) == (on(84), on(167))
    assert change(days, "high", [on(0)], on(249)).verdict == "worse"


def test_somebody_who_logs_once_a_week_has_eight_weeks_before_the_first_dose() -> None:
    weekly = {on(day): (3.0 if day < 0 else 7.0) + day % 2 for day in range(-63, 300, 7)}
    found = change(weekly, "high", [on(0)], on(299))
    assert found.start is not None and (found.start.start, found.start.days) == (on(-56), 8)
    assert found.now is not None and found.now.days == 8
    assert (found.verdict, found.window) == ("better", "eight weeks")


def test_maintenance_is_judged_by_its_own_last_whole_cycle() -> None:
    days = {on(day): (8.0 if day <= 11 else 4.0) + day % 2 for day in range(200)}
    doses = [on(0), on(11), on(67), on(123)]
    found = plateau(days, "high", (on(0), on(11)), on(12), doses, on(150))
    assert found.now is not None and (found.now.start, found.now.end) == (on(67), on(122))
    assert (found.verdict, found.window) == ("yes", "cycle")
    # The first cycle of maintenance begins the day after the last loading dose.
    first = plateau(days, "high", (on(0), on(11)), on(12), doses[:3], on(70))
    assert first.now is not None and (first.now.start, first.now.end) == (on(12), on(66))
