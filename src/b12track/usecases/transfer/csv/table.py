"""A CSV file as rows of cells, and what has to be stated before it can be read.

What always holds: nothing is guessed. How a file divides its columns is read off it where only one way fits; its
letters are UTF-8 unless another way is stated. Rows are counted as a spreadsheet shows them, the header being row 1.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.wording.text import quote

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "mac-roman")
DateOrder = Literal["dmy", "mdy", "ymd"]
Decimal = Literal["comma", "point"]
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LONGEST_CELL = 64 * 1024 * 1024


class Stated(NamedTuple):
    """What was said of a file: how it is written, what it holds, and which column is which field."""

    kind: str | None = None
    delimiter: str | None = None
    decimal: Decimal | None = None
    dates: DateOrder | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = {}
    values: Mapping[str, str] = {}

    @property
    def is_mapped(self) -> bool:
        """Whether somebody named columns: then the file comes from elsewhere."""
        return bool(self.columns or self.values)


class Unstated(Refused):
    """Something can be read in more than one way and was not stated; `option` is where it can be."""

    def __init__(self, field: str, sentence: str, option: str, choices: Sequence[str]) -> None:
        self.option, self.choices = option, tuple(choices)
        super().__init__(field, sentence, Deed("state", option, " or ".join(choices)))


class Line(NamedTuple):
    """One row and its number."""

    number: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A file's header and its rows; rows that hold nothing are left out."""

    name: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str


def where(number: int, column: str = "") -> str:
    """A place in a file, as people find it in a spreadsheet."""
    return f"row {number}, column {quote(column)}" if column else f"row {number}"


def read_table(data: bytes, name: str, stated: Stated) -> Table:
    """The rows of a file."""
    text = _text(data, name, stated.encoding)
    delimiter = DELIMITERS.get(stated.delimiter or "", stated.delimiter)
    if hint := re.match("sep=(.)\r?\n", text):  # how Excel is told
        text, delimiter = text[hint.end() :], delimiter or hint[1]
    if not text.strip():
        raise Refused(name, "is empty")
    if delimiter is None:
        delimiter = _delimiter(text, name)
    rows = list(_rows(text, name, delimiter))
    header = rows[0].cells
    lines = tuple(line for line in rows[1:] if any(map(str.strip, line.cells)))
    if len(header) == 1 and any(mark in header[0] for mark in DELIMITERS.values()):
        raise Refused(name, f"row 1 is one column when divided at {quote(delimiter)}", Deed("delimiter"))
    return Table(name, header, lines, delimiter)


def _text(data: bytes, name: str, encoding: str | None) -> str:
    if encoding is None:
        if found := _MARKS.get(data[:2]):
            raise Refused(name, "is not UTF-8", Deed("encoding", found), "save it as UTF-8")
        encoding = "utf-8"
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        right = (
            "save it as UTF-8, or say which with --encoding, such as cp1252"
            if encoding == "utf-8"
            else ("state another --encoding")
        )
        raise Refused(name, f"line {line} is not {encoding.upper()} text", right) from None


def _delimiter(text: str, name: str) -> str:
    """What divides the columns, if only one mark in the header can; a file of one column has none."""
    outside_quotes = re.sub(r'"[^"]*"', "", next(filter(str.strip, _lines(text))))
    found = {word: mark for word, mark in DELIMITERS.items() if mark in outside_quotes}
    if len(found) > 1:
        raise Unstated(name, f"row 1 could be divided in {len(found)} ways", "delimiter", list(found))
    return next(iter(found.values()), ",")


def _rows(text: str, name: str, delimiter: str) -> Iterator[Line]:
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield Line(number, tuple(cells))
    except csv.Error as error:
        raise Refused(name, f"row {number + 1} cannot be divided into cells", str(error)) from None
    finally:
        csv.field_size_limit(before)


def _lines(text: str) -> Iterator[str]:
    """The text line by line; only the ends that a CSV file has are line ends."""
    start = 0
    for end in re.finditer("\r\n|\n|\r(?!\n)", text):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]
