"""Two regimens side by side as text: the cycles of each by days since the dose, the dips and their difference below.

What always holds: both halves have one scale and one axis of days, so that what looks deeper is deeper; the single
cycles stay to be seen, so that the median can be distrusted; one that has no room says in words what it would have
shown.
"""

from collections.abc import Sequence

from b12track.charts import frame as around
from b12track.charts.canvas import Range
from b12track.charts.cells import Sheet, in_words, plain
from b12track.charts.frame import Frame, over
from b12track.charts.models import Compared, Half, Palette
from b12track.charts.terminal import GUTTER, put_cycles
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.text import clip, width

LEAST_COLUMNS = 56
LEAST_ROWS = 7
# Below that many lines the picture needs those of the title and of the dips, which the words beside it say as well.
_ROOMY_ROWS = 13
_BETWEEN = 3


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
    rows = height - 4 - 2 * is_roomy - 2 * strip
    half = (columns - _BETWEEN) // 2
    sheet = Sheet(columns, height)
    if is_roomy:
        title = f"{symptom}: two regimens by days since the dose"
        around.put_title(sheet, title, f"┬ last {counted(model.end_days, 'day')}")
    for left, side in ((0, model.before), (half + _BETWEEN, model.after)):
        frame = Frame(2 + is_roomy, left + GUTTER, half - GUTTER, rows, over(model.longest_days))
        _put_half(sheet, frame, side, model, explains_mark=not is_roomy)
        if is_roomy:
            dips = ", ".join(map(_points, side.dips)) or "none"
            sheet.put(frame.top + rows + 2, frame.left, clip(f"dips {dips}", frame.columns), "data")
    if strip:
        _put_difference(sheet, height - 2, model)
    return sheet.text(palette)


def _put_half(sheet: Sheet, frame: Frame, side: Half, model: Compared, *, explains_mark: bool) -> None:
    """One regimen: its name and its cycles above, the picture, the days below.

    Where no title says what the mark of the last days is, the words stand beside it if the line has room.
    """
    told = f"{plain(side.label)}, {counted(len(side.dips), 'cycle')}"
    sheet.put(frame.top - 2, frame.left, clip(told, frame.columns), "text")
    around.put_scale(sheet, frame, model.scale)
    if side.folded.due_days is not None:
        begins = frame.column(side.folded.due_days[0] - model.end_days)
        words = f"last {counted(model.end_days, 'day')}" if explains_mark else ""
        _put_mark(sheet, ((frame.top - 1, "┬"), (frame.top + frame.rows, "┴")), begins, words)
    put_cycles(sheet, frame, side.folded)
    around.put_days(sheet, frame, frame.top + frame.rows + 1, model.longest_days)


def _put_mark(sheet: Sheet, lines: Sequence[tuple[int, str]], column: int, words: str) -> None:
    """A mark on the first line that no word of an end stands on, with its own words where a line has room for both."""
    words, room = f" {words} ", width(words) + 2
    for row, mark in lines if words.strip() else ():
        if sheet.is_line(row, column, column + 1 + room):
            sheet.put(row, column + 1, words, "data")
        elif sheet.is_line(row, column - room, column + 1):
            sheet.put(row, column - room, words, "data")
        else:
            continue
        sheet.put(row, column, mark, "dose")
        return
    for row, mark in lines:
        if sheet.is_line(row, column, column + 1):
            sheet.put(row, column, mark, "dose")
            return


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
