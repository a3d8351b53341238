"""Laboratory results as text: each a point with its number, against the range that its own laboratory stated.

What always holds: nothing says high or low, nor does a colour; a result never stands on the wrong side of its limits,
or on a line that hides the side, where there is a row to spare.
"""

from collections.abc import Iterable
from itertools import groupby
from math import floor, log10

from b12track.charts import frame as around
from b12track.charts.canvas import Layer, Range
from b12track.charts.cells import Sheet, in_words, plain
from b12track.charts.frame import LEAST_COLUMNS, LEAST_ROWS, LEVEL, UPRIGHT, Entry, Frame, over
from b12track.charts.models import Labs, Palette
from b12track.domain.typed.amounts import show_number, show_range
from b12track.domain.typed.dates import show_date, show_day_range


def render_labs(model: Labs, width: int, height: int, palette: Palette) -> str:
    """One laboratory test over time, each result with its own range, in at most `width` columns and `height` lines."""
    ylim, ticks = _labs_axis(model)
    names = [f"{tick:g}" for tick in ticks]
    left = max(map(len, names)) + 2
    if width < LEAST_COLUMNS + left or height < LEAST_ROWS or not model.results:
        told = "no results"
        if model.results:
            last = model.results[-1]
            limits = show_range(last.low, last.high)
            value = f"{last.comparator}{show_number(last.value)} {plain(model.unit)}"
            told = f"{value}{f' ({limits})' if limits else ''} on {show_date(last.day, weekday=False)}"
        return in_words(f"{plain(model.test)}: {told}", width, palette)
    doses = bool(model.doses) and height >= LEAST_ROWS + 1
    key = height >= LEAST_ROWS + 5
    rows = height - 4 - doses - key
    frame = Frame(2, left, width - left, rows, over((model.last - model.first).days), ylim)
    sheet = Sheet(width, height)
    unit = f"{plain(model.test)}, {plain(model.unit)}"
    around.put_title(sheet, unit, show_day_range(model.first, model.last, weekday=False))
    around.put_box(sheet, frame)
    for tick, name in zip(ticks, names, strict=True):
        sheet.put(frame.row(tick), left - 2 - len(name), name, "text")
        sheet.put(frame.row(tick), left - 1, "┤", "faint")
    around.put_uprights(sheet, frame, [(dose.day - model.first).days for dose in model.doses])
    ends = _put_ranges(sheet, frame, model)
    _put_results(sheet, frame, model)
    _put_limits(sheet, frame, ends)
    row = 2 + rows + 1
    if doses:
        around.put_doses(sheet, frame, row, model.doses, model.first)
    around.put_dates(sheet, frame, row + doses, model.first, model.last)
    if key:
        entries: list[Entry] = [("●", "line", "result"), (LEVEL * 2, "data", "the laboratory's own range")]
        around.put_key(sheet, left, [*entries, *around.dose_entries(model.doses)])
    return sheet.text(palette)


def _put_ranges(sheet: Sheet, frame: Frame, model: Labs) -> list[tuple[int, int, int, str]]:
    """The ranges as lines, each over the results that share it; what comes back is where their numbers belong."""
    ends: list[tuple[int, int, int, str]] = []
    for limits, group in groupby(model.results, key=lambda result: (result.low, result.high)):
        results = list(group)
        columns = [frame.column((result.day - model.first).days) for result in results]
        first, last = max(columns[0] - 2, frame.left), min(columns[-1] + 2, sheet.columns - 1)
        values = [_held(result.value) for result in results]
        taken = [frame.row(value) for value in values]
        for limit in limits:
            if limit is None:
                continue
            held = _held(limit)
            row = frame.row(held)
            # One row off where it would hide on which side of it the results in that row lie.
            beside = [value for value, at in zip(values, taken, strict=True) if at == row]
            away = all(value > held for value in beside) - all(value < held for value in beside)
            if beside and frame.top <= row + away < frame.top + frame.rows and row + away not in taken:
                row += away
            sheet.put(row, first, LEVEL * (last - first + 1), "data")
            ends.append((row, first, last, show_number(limit)))
    return ends


def _put_limits(sheet: Sheet, frame: Frame, ends: Iterable[tuple[int, int, int, str]]) -> None:
    for row, first, last, words in ends:
        for column in (last + 2, first - 1 - len(words)):
            end = column + len(words)
            if (
                frame.left < column
                and end <= sheet.columns
                and sheet.is_free(row, column - 1, end, " " + UPRIGHT)
            ):
                sheet.put(row, column, words, "data")
                break


def _put_results(sheet: Sheet, frame: Frame, model: Labs) -> None:
    """The results as points, each with its number where that covers no other."""
    days = [float((result.day - model.first).days) for result in model.results]
    around.put_layers(
        sheet, frame, [Layer(days, [_held(result.value) for result in model.results], "●", "line")]
    )
    places = [(frame.row(_held(result.value)), frame.column(day)) for result, day in zip(model.results, days)]
    taken = set(places)
    for result, (row, column) in zip(model.results, places, strict=True):
        words = f" {plain(result.comparator)}{show_number(result.value)} "
        for start in (column + 1, column - len(words)):
            cells = {(row, at) for at in range(start, start + len(words))}
            if frame.left <= start and start + len(words) <= sheet.columns and not cells & taken:
                taken |= cells
                sheet.put(row, start, words, "text")
                break


def _labs_axis(model: Labs) -> tuple[Range, list[float]]:
    """Limits that hold every result and range with some air, and round numbers between them."""
    known = [_held(n) for one in model.results for n in (one.value, one.low, one.high) if n is not None] or [
        0.0
    ]
    low, high = min(known), max(known)
    air = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    low, high = (max(low - air, 0.0) if low >= 0 else low - air), high + air
    rough = (high - low) / 4
    size = 10.0 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    count = range(floor(low / step), floor(high / step) + 1)
    return (low, high), [tick * step for tick in count if low <= tick * step <= high]


def _held(value: float) -> float:
    """Numbers that no laboratory writes must not break the arithmetic."""
    return min(max(value, -1e15), 1e15)
