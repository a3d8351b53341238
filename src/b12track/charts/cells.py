"""A sheet of character cells with a role for each, and how it becomes lines of text.

What always holds: nothing is written outside the sheet; a line never takes more columns than the sheet has; what
comes out holds escape sequences only where the palette asks for colour, and then only those that set a colour.
"""

from functools import cache

from b12track.charts.models import Colour, Palette
from b12track.domain.wording.text import clip, printable, width

BLANK = (" ", "text")
# Of the few signs that a picture is drawn with, each asked for once.
_width_of = cache(width)


def plain(text: str) -> str:
    """A user's text as one line that a terminal shows and does not obey."""
    return printable(" ".join(text.split()))


class Sheet:
    """Cells to write on, `columns` by `rows`."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells = [[BLANK] * columns for _ in range(rows)]

    def put(self, row: int, column: int, text: str, role: str) -> int:
        """Write a text from a cell on and return the column after it; what does not fit is left out."""
        if not 0 <= row < self.rows or column < 0:
            return column
        cells = self._cells[row]
        for char in text:
            wide = _width_of(char)
            if column + max(wide, 1) > self.columns + (wide == 0):
                break
            if wide:
                cells[column : column + wide] = [(char, role)] + [("", role)] * (wide - 1)
            elif column:
                self._join(cells, column - 1, char)
            column += wide
        return column

    def is_free(self, row: int, first: int, last: int, over: str = " ") -> bool:
        """Whether the cells from `first` to before `last` hold nothing but blanks, or what may be written over."""
        return all(char in over for char, _ in self._cells[row][max(first, 0) : last])

    def is_line(self, row: int, first: int, last: int) -> bool:
        """Whether the cells from `first` to before `last` hold a plain line and no words."""
        return last <= self.columns and all(char == "─" for char, _ in self._cells[row][first:last])

    def text(self, palette: Palette) -> str:
        """The sheet as lines; blanks at their ends are kept only where a background is to be seen."""
        return "\n".join(_line(cells, palette) for cells in self._cells)

    @staticmethod
    def _join(cells: list[tuple[str, str]], column: int, mark: str) -> None:
        """A mark without width sits on the character before it, which may be two columns wide."""
        while column and not cells[column][0]:
            column -= 1
        char, role = cells[column]
        cells[column] = (char + mark, role)


def _line(cells: list[tuple[str, str]], palette: Palette) -> str:
    if not palette.color:
        return "".join(char for char, _ in cells).rstrip()
    if palette.background is None:
        cells = cells[: max((end for end, (char, _) in enumerate(cells, 1) if char != " "), default=0)]
    parts = [] if palette.background is None else [_sgr(48, palette.background)]
    current = ""
    for char, role in cells:
        if char != " " and role != current:
            current = role
            parts.append(_sgr(38, getattr(palette, role)))
        parts.append(char)
    return "".join(parts) + "\x1b[0m" if parts else ""


def _sgr(layer: int, colour: Colour | None) -> str:
    if colour is None:
        return f"\x1b[{layer + 1}m"
    red, green, blue = colour
    return f"\x1b[{layer};2;{red};{green};{blue}m"


def in_words(words: str, columns: int, palette: Palette) -> str:
    """One line of words, for a place that has no room for a picture."""
    sheet = Sheet(columns, 1)
    sheet.put(0, 0, clip(plain(words), columns), "text")
    return sheet.text(palette)
