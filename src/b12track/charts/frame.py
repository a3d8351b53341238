"""What stands around a canvas: title, worded ends, rows of marks, time axis, key.

What always holds: a mark stands in the column in which the canvas shows its day; words are cut or left out rather than
run into each other; the good end is named in words and by a shape.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from b12track.charts.axis import date_ticks, day_steps
from b12track.charts.canvas import Layer, Range, drawn, position
from b12track.charts.cells import Sheet, plain
from b12track.charts.models import Band, Dose, Remark, Scale, Stretch, Taken
from b12track.domain.wording.text import clip, width

DOSE, EXTRA, REMARK, DAY = "◆", "◇", "*", "•"
BOLD, THIN, LEVEL, UPRIGHT = "⠶⠶", "⠒⠒", "┄", "┊"
BAR, SHADE = "━", "░"
LEAST_COLUMNS = 24
LEAST_ROWS = 6
SCORES: Range = (0.0, 10.0)

Entry = tuple[str, str, str]


class Frame(NamedTuple):
    """Where the canvas lies on a sheet, and which days or values it spans."""

    top: int
    left: int
    columns: int
    rows: int
    xlim: Range
    ylim: Range = SCORES

    def column(self, x: float) -> int:
        """The column of the sheet at which `x` stands."""
        return self.left + position(x, self.xlim, self.columns)

    def row(self, y: float) -> int:
        """The row of the sheet at which `y` stands."""
        return self.top + self.rows - 1 - position(y, self.ylim, self.rows)


def over(days: int) -> Range:
    """The span of an axis from day 0 on; a single day stands in the middle."""
    return (0.0, float(days)) if days else (-1.0, 1.0)


def put_layers(sheet: Sheet, frame: Frame, layers: Sequence[Layer]) -> None:
    """Draw the data over what is on the sheet."""
    for row, cells in enumerate(drawn(layers, frame.xlim, frame.ylim, frame.columns, frame.rows), frame.top):
        for column, (char, role) in enumerate(cells, frame.left):
            if char != " ":
                sheet.put(row, column, char, role)


def put_uprights(sheet: Sheet, frame: Frame, xs: Iterable[float], role: str = "faint") -> None:
    """Thin lines from the top of the canvas to its bottom; so many that they would be a fence are left to the marks."""
    columns = {frame.column(x) for x in xs}
    if len(columns) * 3 <= frame.columns:
        for row in range(frame.top, frame.top + frame.rows):
            for column in columns:
                sheet.put(row, column, UPRIGHT, role)


def put_title(sheet: Sheet, label: str, right: str) -> None:
    """What is shown, and at the right end for which days, where both have room."""
    end = sheet.put(0, 0, clip(plain(label), sheet.columns), "text")
    if sheet.columns - width(right) >= end + 2:
        sheet.put(0, sheet.columns - width(right), right, "data")


def put_box(sheet: Sheet, frame: Frame) -> None:
    """The lines above, below and to the left of the canvas."""
    sheet.put(frame.top - 1, frame.left - 1, "┌" + "─" * frame.columns, "faint")
    sheet.put(frame.top + frame.rows, frame.left - 1, "└" + "─" * frame.columns, "faint")
    for row in range(frame.top, frame.top + frame.rows):
        sheet.put(row, frame.left - 1, "│", "faint")


def put_scale(sheet: Sheet, frame: Frame, scale: Scale) -> None:
    """The box with both worded ends on it and a word at the good one."""
    put_box(sheet, frame)
    for row, number, words, mark in (
        (frame.top - 1, "10", scale.high, "▲ good " if scale.good == "high" else ""),
        (frame.top + frame.rows, "0", scale.low, "▼ good " if scale.good == "low" else ""),
    ):
        sheet.put(row, frame.left - 2 - len(number), number, "text")
        said = clip(plain(words), frame.columns - len(mark) - 2)
        end = sheet.put(row, frame.left, f" {said} " if said else " " * bool(mark), "text")
        sheet.put(row, end, mark, "good")
    if frame.rows >= 5:
        sheet.put(frame.row(5), frame.left - 3, "5", "data")
        sheet.put(frame.row(5), frame.left - 1, "┤", "faint")


def put_bands(sheet: Sheet, frame: Frame, bands: Sequence[Sequence[Band]]) -> None:
    """Between which values the middle half of the cycles lies, as a shade behind everything else."""
    for run in bands:
        for band in run:
            column = frame.column(band.day)
            following = frame.column(min(band.day + 1, run[-1].day))
            for row in range(frame.row(band.high), frame.row(band.low) + 1):
                sheet.put(row, column, SHADE * max(following - column, 1), "faint")


def put_quarter(sheet: Sheet, frame: Frame, first_day: float) -> None:
    """On the line above the canvas, where the last quarter of a cycle begins."""
    column = frame.column(first_day)
    words = "┬ last quarter "
    if sheet.is_line(frame.top - 1, column - 2, column + len(words)):
        sheet.put(frame.top - 1, column, words, "data")


def put_doses(sheet: Sheet, frame: Frame, row: int, doses: Iterable[Dose], first: date) -> None:
    """A row of dose marks; where a counted and an extra one share a column, the counted one is seen."""
    for dose in sorted(doses, key=lambda dose: dose.counts):
        sheet.put(row, frame.column((dose.day - first).days), DOSE if dose.counts else EXTRA, "dose")


def put_remarks(sheet: Sheet, frame: Frame, row: int, remarks: Sequence[Remark], first: date) -> None:
    """A row of note marks, each with as much of its text as there is room for."""
    columns = [frame.column((remark.day - first).days) for remark in remarks]
    for remark, column, following in zip(remarks, columns, [*columns, sheet.columns + 1][1:], strict=True):
        sheet.put(row, column, REMARK, "note")
        room = following - column - 3
        text = plain(remark.text)
        if room >= min(8, width(text)):
            sheet.put(row, column + 2, clip(text, room), "note")


def put_stretches(sheet: Sheet, frame: Frame, row: int, stretches: Sequence[Stretch], first: date) -> None:
    """The names of the phases, each from where it begins; a short one has its name before it, or none."""
    columns = [frame.column((one.first - first).days) for one in stretches]
    for one, column, following in zip(stretches, columns, [*columns, sheet.columns + 1][1:], strict=True):
        sheet.put(row, column, "╷", "faint")
        room = following - column - 2
        label = plain(one.label)
        if room >= min(8, width(label)):
            sheet.put(row, column + 1, clip(label, room), "data")
        elif column > width(label) + 1 and sheet.is_free(row, column - width(label) - 2, column):
            sheet.put(row, column - width(label) - 1, label, "data")


def put_bars(sheet: Sheet, frame: Frame, row: int, bars: Sequence[Taken], first: date) -> None:
    """A row of bars, each with as much of its name as it is long; one that lasts to the end has no end."""
    for bar in bars:
        begin, end = frame.column((bar.first - first).days), frame.column((bar.last - first).days)
        sheet.put(row, begin, BAR * (end - begin + 1), "note")
        label = f" {plain(bar.label)} "
        if end - begin > 4:
            sheet.put(row, begin + 1, clip(label, end - begin - 1), "note")


def put_dates(sheet: Sheet, frame: Frame, row: int, first: date, last: date) -> None:
    """The time axis."""
    for tick in date_ticks(first, last, frame.columns):
        column = frame.column((tick.day - first).days)
        if column + len(tick.label) <= sheet.columns:
            sheet.put(row, column, tick.label, "text")


def put_days(sheet: Sheet, frame: Frame, row: int, longest: int) -> None:
    """An axis that counts days from nought."""
    step = day_steps(longest, frame.columns)
    for day in range(0, longest + 1, step):
        label = str(day)
        column = min(frame.column(day), frame.left + frame.columns - len(label))
        if sheet.is_free(row, column - 1, column + len(label) + 1):
            sheet.put(row, column, label, "text")


def put_key(sheet: Sheet, left: int, entries: Iterable[Entry]) -> None:
    """What the marks mean, in the last line; what has no room is left out whole."""
    column = left
    for mark, role, words in entries:
        if column + width(mark) + 1 + len(words) > sheet.columns:
            return
        end = sheet.put(sheet.rows - 1, column, mark, role)
        column = sheet.put(sheet.rows - 1, end + 1, words, "data") + 3


def dose_entries(doses: Iterable[Dose]) -> list[Entry]:
    """The key's entries for the kinds of doses that there are."""
    kinds = {dose.counts for dose in doses}
    return [(DOSE, "dose", "dose")] * (True in kinds) + [(EXTRA, "dose", "extra dose")] * (False in kinds)
