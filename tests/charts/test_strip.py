"""The line of blocks."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.charts.strip import BLOCKS, GAP, strip


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([0, 10], "▁█"),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "▁▁▂▃▄▅▅▆▇██"),
        ([None, 5, None], "·▅·"),
        ([-3, 99], "▁█"),
        ([nan, inf, -inf], "···"),
    ],
)
def test_strip(values: list[float | None], line: str) -> None:
    assert strip(values) == line


@given(st.lists(st.none() | st.floats()))
def test_strip_has_one_character_for_each_value(values: list[float | None]) -> None:
    line = strip(values)
    assert len(line) == len(values)
    assert set(line) <= {*BLOCKS, GAP}
