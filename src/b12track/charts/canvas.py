"""The inside of a chart, drawn with plotext: the only module that knows it.

What always holds: only finite numbers inside the ranges reach plotext; its state, which is global, is touched by one
thread at a time and is clear before and after; axes, words and colours are laid out by others, so that what comes back
is a block of cells of exactly the size asked for.

Decided: the role of a cell travels through plotext as a colour, (role, 0, 0), and is read back from its output. Its
own axes are not used: they shift with the widths of labels, drop words silently and cannot carry rows of marks.
"""

import re
from collections.abc import Sequence
from threading import Lock
from typing import Any, NamedTuple

from b12track.charts.models import Palette

ROLES = Palette._fields
Cells = list[list[tuple[str, str]]]
Range = tuple[float, float]

_LOCK = Lock()
_PIECE = re.compile(r"\x1b\[38;2;(\d+);0;0m|\x1b\[0m|([^\x1b])")


class Layer(NamedTuple):
    """Values in one look: a marker that plotext knows or one character; None in `ys` breaks a joined line."""

    xs: Sequence[float]
    ys: Sequence[float | None]
    marker: str
    role: str
    joined: bool = False


def drawn(layers: Sequence[Layer], xlim: Range, ylim: Range, columns: int, rows: int) -> Cells:
    """The layers as cells, the first row on top; where two meet in a cell, the later one is seen."""
    # plotext costs 35 ms to import, which nobody should pay who draws nothing.
    import plotext

    with _LOCK:
        try:
            _clear(plotext)
            plotext.plot_size(columns, rows)
            plotext.xlim(*xlim)
            plotext.ylim(*ylim)
            for layer in layers:
                _add(plotext, layer, xlim, ylim)
            output = plotext.build()
        finally:
            _clear(plotext)
    cells: Cells = []
    for line in output.splitlines()[:rows]:
        role = "text"
        row: list[tuple[str, str]] = []
        for piece in _PIECE.finditer(line):
            if piece[2]:
                row.append((piece[2], role))
            else:
                role = ROLES[int(piece[1])] if piece[1] else "text"
        cells.append((row + [(" ", "text")] * columns)[:columns])
    return cells


def position(value: float, limits: Range, bins: int) -> int:
    """The bin in which plotext shows a value, so that marks outside the canvas stand in line with it."""
    low, high = limits
    return min(max(int(0.5 + (bins - 1) * (value - low) / (high - low)), 0), bins - 1)


def _clear(plotext: Any) -> None:
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.theme("clear")
    plotext.frame(False)
    plotext.xticks([])
    plotext.yticks([])


def _add(plotext: Any, layer: Layer, xlim: Range, ylim: Range) -> None:
    xs: list[float] = []
    ys: list[float | None] = []
    for x, y in zip(layer.xs, layer.ys, strict=True):
        # What is no number fails every comparison, so that it leaves a gap like what lies outside.
        seen = y is not None and xlim[0] <= x <= xlim[1] and ylim[0] <= y <= ylim[1]
        if seen or (xs and ys[-1] is not None):
            xs.append(x if seen else xs[-1])
            ys.append(y if seen else None)
    if any(y is not None for y in ys):
        draw = plotext.plot if layer.joined else plotext.scatter
        draw(xs, ys, marker=layer.marker, color=(ROLES.index(layer.role), 0, 0))
