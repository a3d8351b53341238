"""A table as rows of cells, and what has to be stated before it can be read.

What always holds: nothing is guessed. Rows are counted as a spreadsheet shows them. Headings are where it was
said, else in the row that has the columns that were named, else in the first row that says anything.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.wording.text import folded_words, quote

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
DateOrder = Literal["dmy", "mdy", "ymd"]
Decimal = Literal["comma", "point"]
Several = Literal["first", "last", "highest", "lowest"]
HeaderRows = tuple[int, int]
TITLE_ROWS = 60
_NAMED = 12


class Stated(NamedTuple):
    """What was said of a table: how it is written, what it holds, and which column is which field.

    `scales` has the scale of a symptom, or under "" that of all. `where` picks rows by what a column says.
    """

    kind: str | None = None
    delimiter: str | None = None
    decimal: Decimal | None = None
    dates: DateOrder | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = {}
    values: Mapping[str, str] = {}
    where: tuple[tuple[str, str], ...] = ()
    scales: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    header_rows: HeaderRows | None = None
    sheet: str | None = None
    several: Several | None = None

    @property
    def is_mapped(self) -> bool:
        """Whether somebody named columns: then the file comes from elsewhere."""
        return bool(self.columns or self.values)

    def with_answer(self, option: str, answer: Any) -> "Stated":
        """The same with one thing more said."""
        if option == "scale":
            return self._replace(scales={**self.scales, "": answer})
        return self._replace(**{option: answer})


class Unstated(Refused):
    """Something can be read in more than one way and was not stated; `option` is where it can be."""

    def __init__(self, field: str, sentence: str, option: str, choices: Sequence[str]) -> None:
        self.option, self.choices = option, tuple(choices)
        super().__init__(field, sentence, Deed("state", option, " or ".join(choices)))


class Line(NamedTuple):
    """One row and its number."""

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        """What stands in a place, without the blanks around it; nothing where the row is shorter."""
        return self.cells[place].strip() if place < len(self.cells) else ""


class Sheet(NamedTuple):
    """The rows of a file as they stand in it, before anybody knows which of them are headings.

    `reaches` says how far a cell of a heading goes to the right where the file says so; `remarks` is what was read
    off the file rather than stated.
    """

    rows: list[Line]
    reaches: Mapping[tuple[int, int], int] | None = None
    remarks: tuple[str, ...] = ()
    delimiter: str = ""


class Table(NamedTuple):
    """A file's headings and the rows that were picked; rows that hold nothing are left out.

    `short` has the headings of the lowest row alone, where several rows of them were joined.
    """

    name: str
    header: tuple[str, ...]
    short: tuple[str, ...]
    header_rows: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    def place_of(self, column: str, whose: str = "") -> int:
        """Where a column is that was named; its heading has to be there once."""
        for names, same in (
            (self.header, str.strip),
            (self.header, folded_words),
            (self.short, folded_words),
        ):
            found = [place for place, name in enumerate(names) if same(name) == same(column)]
            if found:
                break
        if len(found) == 1:
            return found[0]
        if found:
            what = f"is there twice, in the columns {' and '.join(map(letters, found))}"
        else:
            what = f"is not in {self.header_rows}, which has {self.headings()}"
        raise Refused(self.name, f"the column {quote(column)}{whose} {what}", Deed("other headings"))

    def at_column(self, heading: str) -> str:
        """A column as it is named where something about it has to be stated."""
        return f"{self.name}: column {quote(heading.strip())}"

    def headings(self) -> str:
        """Every heading, as a refusal lists them."""
        return _listed([name.strip() for name in self.header if name.strip()])


def where(number: int, column: str = "") -> str:
    """A place in a file, as people find it in a spreadsheet."""
    return f"row {number}, column {quote(column)}" if column else f"row {number}"


def letters(place: int) -> str:
    """A column's letters, as a spreadsheet has them: A … Z, AA …"""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def headed(sheet: Sheet, name: str, stated: Stated) -> Table:
    """The table below its headings."""
    rows = [line for line in sheet.rows if any(map(str.strip, line.cells))]
    if not rows:
        raise Refused(name, "is empty")
    remarks = sheet.remarks
    if stated.header_rows == (0, 0):
        widest = max(len(line.cells) for line in rows)
        names = tuple(letters(place) for place in range(widest))
        lines = tuple(line._replace(cells=(*line.cells, *[""] * (widest - len(line.cells)))) for line in rows)
        return Table(name, names, names, "the columns' letters", lines, remarks)
    if stated.header_rows is not None:
        first, last = stated.header_rows
    else:
        # The row with the most of the columns that were named, which is refused where it lacks one; else the first.
        named = {folded_words(column) for column in (*stated.columns.values(), *dict(stated.where))}
        found = max(rows[:TITLE_ROWS], key=lambda line: len(named & set(map(folded_words, line.cells))))
        first = last = found.number
    heads = [line for line in rows if first <= line.number <= last]
    if not heads:
        raise Refused("header-row", f"{name} has nothing in row {first}, where the headings should be")
    which = f"row {first}" if first == last else f"rows {first}-{last}"
    if stated.header_rows is None and heads[0] != rows[0]:
        remarks = (*remarks, f"Headings read from {which}.")
    header, short = _joined(heads, sheet.reaches)
    lines = tuple(line for line in rows if line.number > last)
    if len(header) == 1 and sheet.delimiter and any(mark in header[0] for mark in DELIMITERS.values()):
        raise Refused(
            name,
            f"{which} has only one column when it is divided at {quote(sheet.delimiter)}",
            Deed("delimiter"),
        )
    return Table(name, header, short, which, lines, remarks)


def _joined(
    heads: Sequence[Line], reaches: Mapping[tuple[int, int], int] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings of several rows as one, those above reaching over what stands below them; and the lowest alone."""
    *above, lowest = heads
    widest = max(len(line.cells) for line in heads)
    parts: list[list[str]] = [[] for _ in range(widest)]
    for line in above:
        said, until = "", 0
        for place in range(widest):
            if cell := line.cell(place):
                said = cell
                until = reaches.get((line.number, place), place) if reaches is not None else widest
            if place <= until and said and (cell or lowest.cell(place)):
                parts[place].append(said)
    if not above:
        return lowest.cells, lowest.cells
    short = tuple(lowest.cell(place) for place in range(widest))
    header = tuple(" ".join(dict.fromkeys(filter(None, (*said, low)))) for said, low in zip(parts, short))
    return header, short


def picked(table: Table, stated: Stated) -> Table:
    """The table with the rows alone that say what was asked for; of one column any of its values will do."""
    if not stated.where:
        return table
    wanted: dict[int, list[str]] = {}
    for column, value in stated.where:
        wanted.setdefault(table.place_of(column), []).append(value)
    lines = table.lines
    for place, values in wanted.items():
        # A * stands for anything, a * alone for anything but nothing.
        words = [folded_words(value) for value in values]
        patterns = [
            re.compile(".+" if each == "*" else ".*".join(map(re.escape, each.split("*")))) for each in words
        ]
        kept = tuple(
            line
            for line in lines
            if any(pattern.fullmatch(folded_words(line.cell(place))) for pattern in patterns)
        )
        if not kept:
            there = dict.fromkeys(line.cell(place) for line in lines if line.cell(place))
            raise Refused(
                table.name,
                f"no row has {quote(values[0])} in the column {quote(table.header[place].strip())}, "
                f"which has {_listed(list(there)) if there else 'nothing'}",
            )
        lines = kept
    remark = f"{len(lines)} of {len(table.lines)} rows chosen."
    return table._replace(lines=lines, remarks=(*table.remarks, remark))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(map(quote, names[:_NAMED])) + more
