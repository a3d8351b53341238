"""Charts as text for a terminal: trends, and cycles laid over each other; laboratory results are in `lab_chart`.

What always holds: a drawing is a pure function of its arguments, never wider or taller than asked, and one that has
no room says in words what it would have shown. Marks differ in shape, so that nothing rests on colour alone.
"""

from collections.abc import Iterable, Sequence

from b12track.charts import frame as around
from b12track.charts.canvas import Layer
from b12track.charts.cells import Sheet, in_words, plain
from b12track.charts.frame import (
    BOLD,
    DAY,
    LEAST_COLUMNS,
    LEAST_ROWS,
    LEVEL,
    SHADE,
    THIN,
    UPRIGHT,
    Entry,
    Frame,
    over,
)
from b12track.charts.models import Cycle, Folded, Palette, Trend, lanes_of
from b12track.charts.series import curves, thinned
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording.phrases import counted

GUTTER = 4
# Above this many lines a line one dot thick looks lost.
BOLD_ROWS = 5
# More cycles than these over each other are a cloud; the median is always that of all.
MOST_CYCLES = 16

Numbers = Sequence[tuple[float, float]]


def render_trend(model: Trend, width: int, height: int, palette: Palette) -> str:
    """One symptom over time, in at most `width` columns and `height` lines."""
    if width < LEAST_COLUMNS or height < LEAST_ROWS:
        told = "nothing logged"
        if model.points:
            day, value = model.points[-1]
            logged = counted(len(model.points), "day")
            told = f"{value:g} on {show_date(day, weekday=False)}, {logged} logged"
        return in_words(f"{plain(model.scale.label)}: {told}", width, palette)
    room = height - LEAST_ROWS
    doses = bool(model.doses) and room >= 1
    remarks = bool(model.remarks) and room >= 6
    stretches = bool(model.stretches) and room >= 7
    key = room >= 8
    lanes = lanes_of(model.taken)[: max((room - 4) // 2, 0)]
    top = 2 + stretches
    rows = height - top - 2 - doses - remarks - key - len(lanes)
    frame = Frame(top, GUTTER, width - GUTTER, rows, over((model.last - model.first).days))
    sheet = Sheet(width, height)
    around.put_title(sheet, model.scale.label, show_day_range(model.first, model.last, weekday=False))
    if stretches:
        around.put_stretches(sheet, frame, 1, model.stretches, model.first)
    around.put_scale(sheet, frame, model.scale)
    around.put_uprights(sheet, frame, [(dose.day - model.first).days for dose in model.doses])
    origin = model.first.toordinal()
    points = [(day.toordinal() - origin, value) for day, value in model.points]
    daily = thinned(points, *frame.xlim, frame.columns)
    runs = [[(day.toordinal() - origin, value) for day, value in run] for run in model.runs]
    layers = [
        Layer([x for x, _ in daily], [y for _, y in daily], DAY, "data"),
        _line(frame, [thinned(run, *frame.xlim, frame.columns * 2) for run in runs], "line"),
    ]
    around.put_layers(sheet, frame, layers)
    row = top + rows + 1
    if doses:
        around.put_doses(sheet, frame, row, model.doses, model.first)
    if remarks:
        around.put_remarks(sheet, frame, row + doses, model.remarks, model.first)
    row += doses + remarks
    for lane in lanes:
        around.put_bars(sheet, frame, row, lane, model.first)
        row += 1
    around.put_dates(sheet, frame, row, model.first, model.last)
    if key:
        entries = [(DAY, "data", "one day"), (BOLD, "line", f"{model.mean_days}-day mean")]
        entries += around.dose_entries(model.doses)
        if model.remarks:
            entries.append((around.REMARK, "note", "note"))
        if model.taken:
            entries.append((around.BAR * 2, "note", "taken beside it"))
        around.put_key(sheet, GUTTER, entries)
    return sheet.text(palette)


def render_folded(model: Folded, width: int, height: int, palette: Palette) -> str:
    """All cycles over each other by days since the dose, in at most `width` columns and `height` lines."""
    if width < LEAST_COLUMNS or height < LEAST_ROWS or not model.cycles:
        return in_words(
            f"{plain(model.scale.label)} by days since the dose: {_cycles_told(model)}", width, palette
        )
    due = model.due_days is not None and height >= LEAST_ROWS + 1
    key = height >= LEAST_ROWS + 5
    rows = height - 4 - due - key
    frame = Frame(2, GUTTER, width - GUTTER, rows, over(model.longest_days))
    sheet = Sheet(width, height)
    around.put_title(sheet, f"{plain(model.scale.label)} by days since the dose", _cycles_told(model))
    around.put_scale(sheet, frame, model.scale)
    if model.middle is not None:
        sheet.put(frame.row(model.middle), GUTTER, LEVEL * frame.columns, "text")
        around.put_quarter(sheet, frame, 0.75 * model.usual_days)
    put_cycles(sheet, frame, model)
    row = 2 + rows + 1
    if due:
        _put_due(sheet, frame, row, model.due_days or (0, 0))
    around.put_days(sheet, frame, row + due, model.longest_days)
    if key:
        around.put_key(sheet, GUTTER, _folded_entries(model))
    return sheet.text(palette)


def put_cycles(sheet: Sheet, frame: Frame, model: Folded) -> None:
    """The cycles inside a frame: single ones, or from eight on the band of their middle half, and the median."""
    around.put_bands(sheet, frame, model.bands)
    around.put_uprights(sheet, frame, model.due_days or (), "dose")
    single = () if model.bands else _past(model)[-MOST_CYCLES:]
    past = [curve for cycle in single for curve in curves(cycle.values)]
    open_now = [pair for cycle in model.cycles if cycle.length_days is None for pair in cycle.values]
    layers = [
        _line(frame, past, "faint", bold=False),
        Layer([x for x, _ in open_now], [y for _, y in open_now], DAY, "note"),
        _line(frame, model.median, "line"),
    ]
    around.put_layers(sheet, frame, layers)


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


def _past(model: Folded) -> list[Cycle]:
    return [cycle for cycle in model.cycles if cycle.length_days is not None]


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
    entries = cycle_entries(model)
    if any(cycle.length_days is None for cycle in model.cycles):
        entries.append((DAY, "note", "this cycle"))
    if model.middle is not None:
        entries.append((LEVEL * 2, "text", "mid-cycle level"))
    if model.due_days is not None:
        entries.append((UPRIGHT, "dose", "next due"))
    return entries


def cycle_entries(*models: Folded) -> list[Entry]:
    """What the key says of the lines and bands of past cycles in these pictures."""
    entries: list[Entry] = []
    if any(model.median for model in models):
        entries.append((BOLD, "line", "median"))
    if any(model.bands for model in models):
        entries.append((SHADE * 2, "faint", "half of the cycles lie here"))
    if single := [len(_past(model)) for model in models if not model.bands]:
        told = f"last {MOST_CYCLES} cycles" if max(single) > MOST_CYCLES else "each cycle"
        entries.append((THIN, "faint", told))
    return entries


def _cycles_told(model: Folded) -> str:
    past = _past(model)
    full = counted(len(past), "full cycle")
    return f"{full} and this one" if len(past) < len(model.cycles) else full
