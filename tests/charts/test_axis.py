"""Ticks of a time axis."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.charts.axis import date_ticks, day_steps
from b12track.charts.canvas import position


@pytest.mark.parametrize(
    ("first", "last", "columns", "labels"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), 72, "16 Nov,17 Nov,18 Nov,19 Nov,20 Nov,21 Nov,22 Nov"),
        (date(2026, 10, 22), date(2026, 11, 21), 72, "26 Oct,2 Nov,9 Nov,16 Nov"),
        (date(2026, 10, 22), date(2026, 11, 21), 20, "26 Oct,9 Nov"),
        (date(2025, 11, 22), date(2026, 11, 21), 72, "Dec,2026,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov"),
        (date(2025, 11, 22), date(2026, 11, 21), 34, "2026,Mar,May,Jul,Sep,Nov"),
        (date(2019, 5, 4), date(2026, 11, 21), 72, "2020,2021,2022,2023,2024,2025,2026"),
        (date(1900, 1, 1), date(9999, 12, 31), 34, "2000,4000,6000,8000"),
        (date(2026, 1, 1), date(2026, 1, 1), 72, "1 Jan"),
        (date(1900, 1, 1), date(9999, 12, 31), 2, ""),
    ],
)
def test_ticks(first: date, last: date, columns: int, labels: str) -> None:
    assert ",".join(tick.label for tick in date_ticks(first, last, columns)) == labels


@given(st.dates(), st.integers(0, 40000), st.integers(10, 200))
def test_words_never_touch_and_lie_in_range(first: date, days: int, columns: int) -> None:
    last = first + timedelta(days=min(days, (date.max - first).days))
    ticks = date_ticks(first, last, columns)
    assert all(first <= tick.day <= last for tick in ticks)
    limits = (0.0, float(max((last - first).days, 1)))
    for left, right in pairwise(ticks):
        start, end = (position((tick.day - first).days, limits, columns) for tick in (left, right))
        assert end - start > len(left.label)


@given(st.integers(1, 100_000), st.integers(20, 200))
def test_day_steps_leave_room(longest: int, columns: int) -> None:
    step = day_steps(longest, columns)
    assert step == longest or step * (columns - 1) / longest >= len(str(longest)) + 1
