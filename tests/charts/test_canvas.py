"""The inside of a chart: what plotext is given, and what comes back."""

from math import inf, nan

import pytest

from b12track.charts.canvas import Layer, drawn, position


def shown(layers: list[Layer]) -> list[str]:
    cells = drawn(layers, (0.0, 10.0), (0.0, 10.0), 11, 11)
    return ["".join(char for char, _ in row) for row in cells]


def test_block_has_the_size_asked_for() -> None:
    assert shown([]) == [" " * 11] * 11


def test_points_stand_where_position_says() -> None:
    rows = shown([Layer([0, 3, 10], [10, 4, 0], "x", "data")])
    assert [(row, line.index("x")) for row, line in enumerate(rows) if "x" in line] == [
        (0, 0),
        (6, 3),
        (10, 10),
    ]
    assert [position(x, (0, 10), 11) for x in (-5, 0, 3, 10, 99)] == [0, 0, 3, 10, 10]


def test_roles_come_back_and_the_later_layer_is_seen() -> None:
    cells = drawn(
        [Layer([5, 6], [5, 5], "x", "data"), Layer([5], [5], "o", "good")], (0, 10), (0, 10), 11, 11
    )
    assert cells[5][5] == ("o", "good")
    assert cells[5][6] == ("x", "data")


@pytest.mark.parametrize(
    ("x", "y"), [(5, None), (5, nan), (5, inf), (5, -inf), (5, 11), (inf, 5), (nan, 5), (1e300, 5)]
)
def test_what_cannot_be_shown_breaks_the_line(x: float, y: float | None) -> None:
    (line,) = (row for row in shown([Layer([0, x, 10], [5, y, 5], "x", "line", joined=True)]) if "x" in row)
    assert line == "x         x"
