"""The sheet: nothing outside it, wide and joined characters, colour only where asked."""

import pytest

from b12track.charts.cells import Sheet
from b12track.charts.models import PLAIN, Palette


@pytest.mark.parametrize(("row", "column"), [(-1, 0), (2, 0), (0, -1), (0, 5), (0, 99)])
def test_nothing_is_written_outside(row: int, column: int) -> None:
    sheet = Sheet(5, 2)
    sheet.put(row, column, "x", "text")
    assert sheet.text(PLAIN) == "\n"


def test_what_does_not_fit_is_left_out() -> None:
    sheet = Sheet(5, 1)
    assert sheet.put(0, 2, "abcdef", "text") == 5
    assert sheet.text(PLAIN) == "  abc"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ab疲れ", "ab疲"),
        ("abc疲", "abc"),
        ("e\u0301e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301e\u0301"),
        ("疲\u0301b", "疲\u0301b"),
        ("\u0301b", "b"),
    ],
)
def test_wide_and_joined_characters(text: str, line: str) -> None:
    sheet = Sheet(4, 1)
    sheet.put(0, 0, text, "text")
    assert sheet.text(PLAIN) == line


def test_colour_is_set_where_it_changes() -> None:
    sheet = Sheet(9, 1)
    sheet.put(0, 0, "ab", "data")
    sheet.put(0, 3, "c", "data")
    sheet.put(0, 4, "d", "text")
    palette = Palette(data=(1, 2, 3))
    assert sheet.text(palette) == "\x1b[38;2;1;2;3mab c\x1b[39md\x1b[0m"


def test_free_cells() -> None:
    sheet = Sheet(5, 1)
    sheet.put(0, 2, "┊", "faint")
    assert sheet.is_free(0, 0, 2)
    assert not sheet.is_free(0, 0, 3)
    assert sheet.is_free(0, -4, 3, " ┊")
