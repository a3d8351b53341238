"""Two regimens side by side as text: the cycles of each by days since the dose, the dips and their difference below.

What always holds: both halves have one scale and one axis of days, so that what looks deeper is deeper; the single
cycles stay to be seen, so that the median can be distrusted; what the marks mean stands beneath, at any size; one that
has no room says in words what it would have shown.
"""

from collections.abc import Sequence

from b12track.charts import frame as around
from b12track.charts.canvas import Range
from b12track.charts.cells import Sheet, in_words, plain
from b12track.charts.frame import Entry, Frame, over
from b12track.charts.models import Compared, Half, Palette
from b12track.charts.terminal import GUTTER, cycle_entries, put_cycles
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.text import clip, shortened, width

LEAST_COLUMNS = 56
LEAST_ROWS = 7
# Below that many lines the picture needs those of the title and of the dips, which the words beside it say as well.
_ROOMY_ROWS = 13
_BETWEEN = 3
# So far to the left that it says all there is at 60 columns.
_KEY_LEFT = 1


def render_compared(model: Compared, columns: int, height: int, palette: Palette) -> str:
    """The two halves in at most `columns` columns and `height` lines."""
    symptom = plain(model.scale.label)
    if columns < LEAST_COLUMNS or height < LEAST_ROWS:
        halves = [
            f"{plain(side.label)} {counted(len(side.dips), 'cycle')}" for side in (model.before, model.after)
        ]
        return in_words(f"{symptom}: {halves[0]}, {halves[1]}", columns, palette)
    is_roomy = height >= _ROOMY_ROWS
    strip = model.smaller_by is not None and height >= _ROOMY_ROWS + 2
    has_key = height >= LEAST_ROWS + 2
    rows = height - 4 - 2 * is_roomy - 2 * strip - has_key
    half = (columns - _BETWEEN) // 2
    sheet = Sheet(columns, height)
    if is_roomy:
        around.put_title(sheet, f"{symptom}: two regimens by days since the dose", "")
    frames = [
        Frame(2 + is_roomy, left + GUTTER, half - GUTTER, rows, over(model.longest_days))
        for left in (0, half + _BETWEEN)
    ]
    sides = tuple(zip(frames, (model.before, model.after), strict=True))
    for frame, side in sides:
        _put_half(sheet, frame, side, model)
        if is_roomy:
            dips = f"dips {', '.join(map(_points, side.dips)) or 'none'}"
            sheet.put(frame.top + rows + 2, frame.left, shortened(dips, frame.columns), "data")
    marks = _put_marks(sheet, sides, model.end_days)
    if strip:
        _put_difference(sheet, height - 2 - has_key, model)
    if has_key:
        around.put_key(sheet, _KEY_LEFT, _entries(model, marks))
    return sheet.text(palette)


def _entries(model: Compared, marks: str) -> list[Entry]:
    """What the key says: first what stands nowhere else, then what the other pictures have as well."""
    sides = (model.before.folded, model.after.folded)
    entries: list[Entry] = [(marks, "dose", f"last {counted(model.end_days, 'day')}")] if marks else []
    if any(side.due_days is not None for side in sides):
        entries.append((around.UPRIGHT, "dose", "dose due"))
    return [*entries, *cycle_entries(*sides)]


def _put_half(sheet: Sheet, frame: Frame, side: Half, model: Compared) -> None:
    """One regimen: its name and its cycles above, the picture, the days below."""
    told = f"{plain(side.label)}, {counted(len(side.dips), 'cycle')}"
    further = min(max(width(told) - frame.columns, 0), GUTTER)
    sheet.put(frame.top - 2, frame.left - further, clip(told, frame.columns + further), "text")
    around.put_scale(sheet, frame, model.scale)
    put_cycles(sheet, frame, side.folded)
    around.put_days(sheet, frame, frame.top + frame.rows + 1, model.longest_days)


def _put_marks(sheet: Sheet, sides: Sequence[tuple[Frame, Half]], end_days: int) -> str:
    """Mark where the last days of a cycle begin, and return the marks: on no line on which the words of an end stand.

    Both pictures have it above or both below, where that can be.
    """
    places = [
        (frame, frame.column(side.folded.due_days[0] - end_days))
        for frame, side in sides
        if side.folded.due_days is not None
    ]
    free = [
        [mark for mark in "┬┴" if sheet.is_line(_line(frame, mark), column, column + 1)]
        for frame, column in places
    ]
    alike = next((mark for mark in "┬┴" if all(mark in each for each in free)), "")
    marks = [alike or "".join(each[:1]) for each in free]
    for (frame, column), mark in zip(places, marks, strict=True):
        sheet.put(_line(frame, mark), column, mark, "dose")
    return "".join(sorted(set(marks)))


def _line(frame: Frame, mark: str) -> int:
    """The line above a picture, or the one below it, on which such a mark hangs."""
    return frame.top - 1 if mark == "┬" else frame.top + frame.rows


def _put_difference(sheet: Sheet, row: int, model: Compared) -> None:
    """By how much the dip is smaller, with its range, on a line with 0 in its middle."""
    assert model.smaller_by is not None and model.low is not None and model.high is not None, "a difference"
    far = max(abs(model.low), abs(model.high), 1.0)
    limits: Range = (-far, far)
    words = "dip larger ", " dip smaller"
    frame = Frame(row, len(words[0]), sheet.columns - len(words[0]) - len(words[1]), 1, limits)
    sheet.put(row, 0, words[0], "data")
    sheet.put(row, frame.left, "─" * frame.columns, "faint")
    sheet.put(row, frame.left + frame.columns, words[1], "data")
    low, high = frame.column(model.low), frame.column(model.high)
    sheet.put(row, low, "├" + around.BAR * max(high - low - 1, 0) + "┤", "line")
    sheet.put(row, frame.column(0.0), "┼", "text")
    sheet.put(row, frame.column(model.smaller_by), "●", "line")
    for value in (model.low, model.smaller_by, model.high):
        label = _points(value)
        column = frame.column(value)
        if sheet.is_free(row + 1, column - 2, column + len(label) + 1):
            sheet.put(row + 1, column, label, "data")
    if sheet.is_free(row + 1, frame.column(0.0) - 2, frame.column(0.0) + 2):
        sheet.put(row + 1, frame.column(0.0), "0", "text")


def _points(value: float) -> str:
    shown = f"{value:.1f}"
    return "0.0" if shown == "-0.0" else shown
