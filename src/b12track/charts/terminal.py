"""Charts as text for a terminal: trends, cycles laid over each other, laboratory results.

What always holds: a drawing is a pure function of its arguments, never wider or taller than asked, and one that has
no room says in words what it would have shown. Marks differ in shape, so that nothing rests on colour alone.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import floor, log10

from b12track.charts import frame as around
from b12track.charts.canvas import Layer, Range
from b12track.charts.cells import Sheet, plain
from b12track.charts.frame import BOLD, DAY, LEVEL, THIN, UPRIGHT, Entry, Frame, over
from b12track.charts.models import Folded, Labs, Palette, Result, Trend
from b12track.charts.points import thinned
from b12track.domain.dates import show_date, show_day_range
from b12track.domain.text import clip

GUTTER = 4
LEAST_COLUMNS = 24
LEAST_ROWS = 6
# Above this many lines a line one dot thick looks lost.
BOLD_ROWS = 5

Numbers = Sequence[tuple[float, float]]


def render_trend(model: Trend, width: int, height: int, palette: Palette) -> str:
    """One symptom over time, in at most `width` columns and `height` lines."""
    if width < LEAST_COLUMNS or height < LEAST_ROWS:
        return _in_words(_trend_in_words(model), width, palette)
    room = height - LEAST_ROWS
    doses = bool(model.doses) and room >= 1
    remarks = bool(model.remarks) and room >= 6
    stretches = bool(model.stretches) and room >= 7
    key = room >= 8
    top = 2 + stretches
    rows = height - top - 2 - doses - remarks - key
    frame = Frame(top, GUTTER, width - GUTTER, rows, over((model.last - model.first).days))
    sheet = Sheet(width, height)
    around.put_title(sheet, model.scale.label, show_day_range(model.first, model.last, weekday=False))
    if stretches:
        around.put_stretches(sheet, frame, 1, model.stretches, model.first)
    around.put_scale(sheet, frame, model.scale)
    for dose in model.doses:
        around.put_upright(sheet, frame, (dose.day - model.first).days)
    around.put_layers(sheet, frame, _trend_layers(frame, model))
    row = top + rows + 1
    if doses:
        around.put_doses(sheet, frame, row, model.doses, model.first)
    if remarks:
        around.put_remarks(sheet, frame, row + doses, model.remarks, model.first)
    around.put_dates(sheet, frame, row + doses + remarks, model.first, model.last)
    if key:
        around.put_key(sheet, GUTTER, _trend_entries(model))
    return sheet.text(palette)


def render_trend_key(model: Trend, width: int, palette: Palette) -> str:
    """What the marks of a trend mean, in one line: for several small ones that have no room for it."""
    sheet = Sheet(width, 1)
    around.put_key(sheet, 0, _trend_entries(model))
    return sheet.text(palette)


def render_folded(model: Folded, width: int, height: int, palette: Palette) -> str:
    """All cycles over each other by days since the dose, in at most `width` columns and `height` lines."""
    if width < LEAST_COLUMNS or height < LEAST_ROWS or not model.cycles:
        return _in_words(_folded_in_words(model), width, palette)
    due = model.due_days is not None and height >= LEAST_ROWS + 1
    key = height >= LEAST_ROWS + 5
    rows = height - 4 - due - key
    frame = Frame(2, GUTTER, width - GUTTER, rows, over(model.longest_days))
    sheet = Sheet(width, height)
    around.put_title(
        sheet, f"{plain(model.scale.label)} by days since the dose", _count(len(model.cycles), "cycle")
    )
    around.put_scale(sheet, frame, model.scale)
    if model.middle is not None:
        sheet.put(frame.row(model.middle), GUTTER, LEVEL * frame.columns, "good")
        around.put_quarter(sheet, frame, 0.75 * model.usual_days)
    for day in sorted(set(model.due_days or ())):
        around.put_upright(sheet, frame, day, "dose")
    around.put_layers(sheet, frame, _folded_layers(frame, model))
    row = 2 + rows + 1
    if due:
        _put_due(sheet, frame, row, model.due_days or (0, 0))
    around.put_days(sheet, frame, row + due, model.longest_days)
    if key:
        around.put_key(sheet, GUTTER, _folded_entries(model))
    return sheet.text(palette)


def render_labs(model: Labs, width: int, height: int, palette: Palette) -> str:
    """One laboratory test over time, each result with its own range, in at most `width` columns and `height` lines."""
    ylim, ticks = _labs_axis(model)
    names = [f"{tick:g}" for tick in ticks]
    left = max(map(len, names)) + 2
    if width < LEAST_COLUMNS + left or height < LEAST_ROWS or not model.results:
        return _in_words(_labs_in_words(model), width, palette)
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
    for dose in model.doses:
        around.put_upright(sheet, frame, (dose.day - model.first).days)
    _put_ranges(sheet, frame, model)
    _put_results(sheet, frame, model)
    row = 2 + rows + 1
    if doses:
        around.put_doses(sheet, frame, row, model.doses, model.first)
    around.put_dates(sheet, frame, row + doses, model.first, model.last)
    if key:
        entries: list[Entry] = [("●", "line", "result"), (LEVEL * 2, "good", "the laboratory's own range")]
        around.put_key(sheet, left, [*entries, *around.dose_entries(model.doses)])
    return sheet.text(palette)


def _trend_entries(model: Trend) -> list[Entry]:
    mean = f"{model.mean_days}-day mean"
    notes: list[Entry] = [(around.REMARK, "note", "note")] if model.remarks else []
    return [(DAY, "data", "one day"), (BOLD, "line", mean), *around.dose_entries(model.doses), *notes]


def _trend_layers(frame: Frame, model: Trend) -> list[Layer]:
    origin = model.first.toordinal()
    points = [(float(day.toordinal() - origin), value) for day, value in model.points]
    runs = [[(float(day.toordinal() - origin), value) for day, value in run] for run in model.runs]
    daily = thinned(points, *frame.xlim, frame.columns)
    return [
        Layer([x for x, _ in daily], [y for _, y in daily], DAY, "data"),
        _line(frame, [thinned(run, *frame.xlim, frame.columns * 2) for run in runs], "line"),
    ]


def _folded_layers(frame: Frame, model: Folded) -> list[Layer]:
    past = [curve for cycle in model.cycles if cycle.length_days is not None for curve in cycle.curves]
    open_now = [pair for cycle in model.cycles if cycle.length_days is None for pair in cycle.values]
    return [
        _line(frame, past, "faint", bold=False),
        Layer([x for x, _ in open_now], [y for _, y in open_now], DAY, "note"),
        _line(frame, model.median, "line"),
    ]


def _line(frame: Frame, runs: Iterable[Numbers], role: str, bold: bool = True) -> Layer:
    """Runs as one layer, so that they add up in a cell instead of hiding each other; bold is two dots thick."""
    xs: list[float] = []
    ys: list[float | None] = []
    low, high = frame.ylim
    dot = (high - low) / (frame.rows * 4)
    lifts = (0.0, dot) if bold and frame.rows >= BOLD_ROWS else (0.0,)
    for run in runs:
        for lift in lifts:
            xs += [x for x, _ in run] + [run[-1][0]]
            ys += [min(max(y + lift - dot / 2 * (len(lifts) - 1), low), high) for _, y in run] + [None]
    return Layer(xs, ys, "braille", role, joined=True)


def _put_due(sheet: Sheet, frame: Frame, row: int, due: tuple[int, int]) -> None:
    """When the next dose was wanted, beneath its days, with its words where there is room."""
    opens, closes = frame.column(due[0]), frame.column(due[1])
    sheet.put(row, frame.left, around.DOSE, "dose")
    sheet.put(row, frame.left + 2, "dose", "dose")
    sheet.put(row, opens, "├" + "─" * (closes - opens - 1) + "┤" if closes > opens else "┴", "dose")
    words = f"due day {due[0]}" if due[0] == due[1] else f"due day {due[0]}-{due[1]}"
    for column in (closes + 2, opens - len(words) - 1):
        if column > frame.left + 7 and column + len(words) <= sheet.columns:
            sheet.put(row, column, words, "dose")
            return


def _folded_entries(model: Folded) -> list[Entry]:
    entries: list[Entry] = []
    if model.median:
        entries.append((BOLD, "line", "median"))
    entries.append((THIN, "faint", "each cycle"))
    if any(cycle.length_days is None for cycle in model.cycles):
        entries.append((DAY, "note", "this cycle"))
    if model.middle is not None:
        entries.append((LEVEL * 2, "good", "mid-cycle level"))
    if model.due_days is not None:
        entries.append((UPRIGHT, "dose", "next due"))
    return entries


def _put_ranges(sheet: Sheet, frame: Frame, model: Labs) -> None:
    """The ranges as lines with their numbers, each over the results that share it."""
    for (low, high), group in groupby(model.results, key=lambda result: (result.low, result.high)):
        results = list(group)
        columns = [frame.column((result.day - model.first).days) for result in results]
        first, last = max(columns[0] - 2, frame.left), min(columns[-1] + 2, sheet.columns - 1)
        for limit in (low, high):
            if limit is None:
                continue
            row = _limit_row(frame, _held(limit), [_held(result.value) for result in results])
            sheet.put(row, first, LEVEL * (last - first + 1), "good")
            words = f"{limit:g}"
            for column in (last + 2, first - 1 - len(words)):
                if column > frame.left and column + len(words) <= sheet.columns:
                    sheet.put(row, column, words, "data")
                    break


def _limit_row(frame: Frame, limit: float, values: Sequence[float]) -> int:
    """The row of a limit, one off where it would hide on which side of it the results in that row lie."""
    row = frame.row(limit)
    beside = [value for value in values if frame.row(value) == row]
    if beside and all(value < limit for value in beside):
        return max(row - 1, frame.top)
    if beside and all(value > limit for value in beside):
        return min(row + 1, frame.top + frame.rows - 1)
    return row


def _put_results(sheet: Sheet, frame: Frame, model: Labs) -> None:
    """The results as points, each with its number where that covers no other."""
    days = [float((result.day - model.first).days) for result in model.results]
    around.put_layers(
        sheet, frame, [Layer(days, [_held(result.value) for result in model.results], "●", "line")]
    )
    taken: set[tuple[int, int]] = set()
    places = [(frame.row(_held(result.value)), frame.column(day)) for result, day in zip(model.results, days)]
    for row, column in places:
        taken.add((row, column))
    for result, (row, column) in zip(model.results, places, strict=True):
        words = f" {plain(result.comparator)}{result.value:g} "
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


def _trend_in_words(model: Trend) -> str:
    if not model.points:
        return f"{plain(model.scale.label)}: nothing logged"
    day, value = model.points[-1]
    days = _count(len(model.points), "day")
    return f"{plain(model.scale.label)}: {value:g} on {show_date(day, weekday=False)}, {days} logged"


def _folded_in_words(model: Folded) -> str:
    return f"{plain(model.scale.label)} by days since the dose: {_count(len(model.cycles), 'cycle')}"


def _labs_in_words(model: Labs) -> str:
    if not model.results:
        return f"{plain(model.test)}: no results"
    last = model.results[-1]
    value = f"{last.comparator}{last.value:g} {plain(model.unit)}{_range_in_words(last)}"
    return f"{plain(model.test)}: {value} on {show_date(last.day, weekday=False)}"


def _range_in_words(result: Result) -> str:
    low, high = result.low, result.high
    if low is not None and high is not None:
        return f" ({low:g}-{high:g})"
    return f" (from {low:g})" if low is not None else f" (to {high:g})" if high is not None else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _in_words(words: str, columns: int, palette: Palette) -> str:
    sheet = Sheet(columns, 1)
    sheet.put(0, 0, clip(words, columns), "text")
    return sheet.text(palette)
