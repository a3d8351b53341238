"""A file as a table: text that is divided by marks, or a spreadsheet.

What always holds: how a text divides its columns is read off it where only one way fits; its letters are UTF-8 unless
another way is stated.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from b12track.domain.record.faults import Deed, Refused
from b12track.usecases.transfer.csv.table import (
    DELIMITERS,
    TITLE_ROWS,
    Line,
    Sheet,
    Stated,
    Table,
    Unstated,
    headed,
    picked,
)

ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "mac-roman")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LONGEST_CELL = 64 * 1024 * 1024


def is_spreadsheet(data: bytes) -> bool:
    """Whether a file is packed as the spreadsheets of today are, or as those of twenty years ago."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_table(data: bytes, name: str, stated: Stated) -> Table:
    """The rows of a file."""
    if is_spreadsheet(data):
        from b12track.usecases.transfer.csv.spreadsheet import read_sheet  # nobody without one needs it

        sheet = read_sheet(data, name, stated.sheet)
    else:
        if stated.sheet is not None:
            raise Refused("sheet", f"{name} is a text file and has no sheets", "leave it out")
        sheet = _text_sheet(data, name, stated)
    return picked(headed(sheet, name, stated), stated)


def _text_sheet(data: bytes, name: str, stated: Stated) -> Sheet:
    text = _text(data, name, stated.encoding)
    delimiter = DELIMITERS.get(stated.delimiter or "", stated.delimiter)
    if hint := re.match("sep=(.)\r?\n", text):  # how Excel is told
        text, delimiter = text[hint.end() :], delimiter or hint[1]
    if not text.strip():
        raise Refused(name, "is empty")
    if delimiter is None:
        delimiter = _delimiter(text, name, [*stated.columns.values()])
    remarks: tuple[str, ...] = ()
    if stated.delimiter is None and delimiter != ",":
        word = next((word for word, mark in DELIMITERS.items() if mark == delimiter), delimiter)
        remarks = (f"Columns divided by {word}.",)
    rows: list[Line] = []
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter, strict=True), 1):
            rows.append(Line(number, tuple(cells)))
    except csv.Error as error:
        raise Refused(name, f"row {len(rows) + 1} cannot be divided into cells", str(error)) from None
    finally:
        csv.field_size_limit(before)
    return Sheet(rows, None, remarks, delimiter)


def _text(data: bytes, name: str, encoding: str | None) -> str:
    if encoding is None:
        if found := _MARKS.get(data[:2]):
            raise Refused(name, "is not UTF-8", Deed("encoding", found), "save it as UTF-8")
        encoding = "utf-8"
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        as_utf_8 = ("save it as UTF-8",) if encoding == "utf-8" else ()
        why = f"line {line} is not {encoding.upper()} text"
        raise Refused(name, why, *as_utf_8, Deed("another encoding")) from None


def _delimiter(text: str, name: str, columns: Sequence[str]) -> str:
    """What divides the columns, if only one mark in the headings can; a file of one column has none."""
    lines = list(filter(str.strip, islice(_lines(text), TITLE_ROWS)))
    # Titles stand above the headings: where columns were named, the line that has most of them is looked at.
    heading = max(lines, key=lambda line: sum(column.strip() in line for column in columns))
    outside_quotes = re.sub(r'"[^"]*"', "", heading)
    # A mark in the name of a column is part of that name.
    for column in columns:
        outside_quotes = outside_quotes.replace(column.strip(), "")
    found = {word: mark for word, mark in DELIMITERS.items() if mark in outside_quotes}
    if len(found) > 1:
        raise Unstated(
            name, f"row 1 could be divided into columns in {len(found)} ways", "delimiter", list(found)
        )
    return next(iter(found.values()), ",")


def _lines(text: str) -> Iterator[str]:
    """The text line by line; only the ends that a CSV file has are line ends."""
    start = 0
    for end in re.finditer("\r\n|\n|\r(?!\n)", text):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]
