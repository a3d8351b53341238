"""How the tables of a data file lie in its bytes.

A data file is one JSON object that TinyDB's own layout describes: tables by name, in each the records by id.
On top of that it has one table a line. So a reader splits lines and decodes only the tables it is asked for,
and a writer encodes only those it touched: decoding 20,000 logs costs more than a whole command may take.
Symptom logs, the only kind that comes by the thousand, are split by year for the same reason.

The first line is the header: schema, revision, the token of the change that led here, which file it is, its latest
stamp, and a checksum over all of these and every other byte. Where the checksum fits, the bytes are as b12track
wrote them and are trusted line by line; where it does not, somebody else wrote here and `whole` looks at everything.

Behind the records stands what merging needs and no document shows: for each of their tables the stamps of its records
and what is gone from it, and what a merge shows otherwise than it is. Each of these has one entry, "1", as the header.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from zlib import crc32

from b12track.domain.record.records import KINDS
from b12track.store.edits import PERSON, SYMPTOMS, Record

HEADER = "b12track"
_ORDER = {kind: place for place, kind in enumerate((PERSON, *KINDS))}
SYMPTOM_YEARS = SYMPTOMS + " "
STAMPS = "stamps "
GONE = "gone "
ASIDE = "aside"
ENTRY = "1"
_START = b'{"b12track":{"1":'
_END = b"\n}\n"
# What is kept came as JSON or is made of values: nothing in it holds itself, and looking for that took an eighth.
_AS_KEPT: dict[str, Any] = {
    "ensure_ascii": False,
    "allow_nan": False,
    "separators": (",", ":"),
    "check_circular": False,
}
_encoder = json.JSONEncoder(**_AS_KEPT)
_sorting_encoder = json.JSONEncoder(**_AS_KEPT, sort_keys=True)


class Header(NamedTuple):
    """What a file says of itself: its schema, how many changes it has seen, and which was the last.

    `file` is the same in every copy of one person's file and in no other file; `clock` is the latest stamp in it.
    `vector` says how many of each journal's changes are in it, whichever machine made them (a version vector).
    `altered` is the day on which something else than b12track was last found to have written here, until accepted.
    """

    schema: int
    revision: int
    token: str
    file: str = ""
    clock: int = 0
    vector: Mapping[str, int] = {}
    altered: str = ""


def is_sound(header: Header) -> bool:
    """Say whether the fields of a header are what they should be, whoever wrote it."""
    counts = (
        header.revision,
        header.clock,
        *(header.vector.values() if isinstance(header.vector, dict) else [-1]),
    )
    return (
        type(header.schema) is int
        and all(type(count) is int and count >= 0 for count in counts)
        and all(isinstance(text, str) for text in (header.token, header.file, header.altered))
        and (not header.altered or is_day(header.altered))
    )


def is_day(text: str) -> bool:
    """Say whether a text is a day as the store writes one, such as 2026-01-31."""
    from datetime import date  # here, because few files have ever been altered, and few saves make a copy

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class State(NamedTuple):
    """One whole state of a file: its header and the bytes of each table, in the order of the file."""

    header: Header
    tables: dict[str, bytes]


class NotKeepable(ValueError):
    """A value has no place in a JSON file: half of a character, a number that is not finite."""


def encode(value: Any) -> bytes:
    """Return the one way in which the store writes a value as JSON; NotKeepable if there is none."""
    try:
        return _encoder.encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotKeepable("a text contains half a character, which no file can keep") from error
    except ValueError as error:
        raise NotKeepable(f"a value cannot be kept: {str(error).lower()}") from error


def same(one: Record | None, other: Record | None) -> bool:
    """Say whether two records would be written alike but for the order of their keys (1, 1.0 and true differ)."""
    return one == other and canonical(one) == canonical(other)


def canonical(value: Any) -> str:
    """Return a value as JSON that does not depend on the order of keys; NotKeepable if there is none."""
    try:
        return _sorting_encoder.encode(value)
    except ValueError as error:
        raise NotKeepable(f"a value cannot be kept: {str(error).lower()}") from error


def table_for(kind: str, record: Mapping[str, Any]) -> str:
    """Return the table that a record belongs in."""
    if kind not in _ORDER:
        raise ValueError(f"there is no kind {kind!r}")
    return SYMPTOM_YEARS + _year_in(record) if kind == SYMPTOMS else kind


def year_table(year: int) -> str:
    """Return the table of a year's symptom logs."""
    return f"{SYMPTOM_YEARS}{year:04}"


def year_of(record: Mapping[str, Any]) -> int:
    """Return the year of a symptom log."""
    return int(_year_in(record))


def _year_in(record: Mapping[str, Any]) -> str:
    start = str(record["date"])[:5]
    year = start[:-1]
    if not (len(year) == 4 and year.isascii() and year.isdecimal() and start[-1] == "-"):
        raise ValueError(f"a symptom log cannot be dated {record['date']!r}")
    return year


def kind_of(table: str) -> str:
    """Return the kind of the records in a table."""
    return SYMPTOMS if table.startswith(SYMPTOM_YEARS) else table


def year_of_table(table: str) -> int:
    """Return the year of a table of symptom logs."""
    return int(table.removeprefix(SYMPTOM_YEARS))


def in_order(tables: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the tables in the order of the exchange document, the years of the logs ascending; the rest behind."""

    def place(table: str) -> tuple[int, int, str]:
        if table == ASIDE:
            return 3, 0, table
        records = records_of(table)
        if records is None:
            return 0, _ORDER[kind_of(table)], table
        return (1 if table.startswith(STAMPS) else 2), _ORDER[kind_of(records)], table

    return {name: tables[name] for name in sorted(tables, key=place)}


def records_of(table: str) -> str | None:
    """Return the table of records that a table of stamps, or of what is gone, speaks of; None for any other."""
    for start in (STAMPS, GONE):
        if table.startswith(start):
            return table.removeprefix(start)
    return None


def holds_records(table: str) -> bool:
    """Say whether a table holds records, and not what merging needs."""
    return table != ASIDE and not table.startswith((STAMPS, GONE))


def to_bytes(state: State) -> bytes:
    """Return the whole file, its megabytes copied once."""
    rest: list[bytes] = []
    for name, table in state.tables.items():
        rest += (b",\n" if rest else b"", encode(name), b":", table)
    rest.append(_END)
    header = encode({**state.header._asdict(), "crc32": _checksum(state.header, rest)})
    return b"".join((_START, header, b"},\n", *rest))


def from_bytes(data: bytes) -> State | None:
    """Return the state that a file holds, or None if its checksum does not vouch for it."""
    start = data.find(b"\n") + 1
    found = _first_line(data[: start - 1]) if start else None
    if found is None:
        return None
    header, kept, crc = found
    end = len(data) - len(_END)
    tables: dict[str, bytes] = {}
    try:
        if crc != _checksum(kept, (memoryview(data)[start:],)):
            return None
        while start < end:
            stop = data.find(b"\n", start, end)
            colon = data.index(b":", start)
            name = data[start + 1 : colon - 1].decode()
            if name in tables:
                return None  # it stands twice
            tables[name] = data[
                colon + 1 : stop - 1 if stop >= 0 else end
            ]  # all but the last end with a comma
            start = stop + 1 if stop >= 0 else end
    except (ValueError, RecursionError):  # what is in the header cannot even be written
        return None
    return State(header, tables)


def header_of(line: bytes) -> Header | None:
    """Return what the first line of a file says of it, if b12track wrote it."""
    found = _first_line(line)
    return None if found is None else found[0]


def _first_line(line: bytes) -> tuple[Header, list[Any], int] | None:
    """Return a header, the values that its checksum is over as they stand there, and the checksum."""
    if not (line.startswith(_START) and line.endswith(b"},")):
        return None
    try:
        found = json.loads(line[len(_START) : -2])
        crc = found.pop("crc32")
        # An earlier b12track wrote fewer fields, and its checksum is over those.
        header = Header(**found)
        return (header, list(found.values()), crc) if is_sound(header) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _checksum(header: Iterable[Any], rest: Iterable[bytes | memoryview]) -> int:
    found = crc32(encode([*header]))
    for part in rest:
        found = crc32(part, found)
    return found


def holds_more_than_text(data: bytes) -> bool:
    """Say whether a file may hold control characters, as none does that came in through b12track.

    The encoder writes those below 32 as escapes and the others as they are; looking for these bytes takes a fiftieth
    of what decoding takes.
    """
    if b"\x7f" in data or (b"\xc2" in data and re.search(_C1, data)):
        return True
    at = data.find(b"\\")
    while at >= 0:
        if data[at + 1 : at + 2] in (b"u", b"b", b"f", b"r"):
            return True
        at = data.find(b"\\", at + 2)  # past what stands behind it: a backslash that somebody typed is two
    return False


_C1 = rb"\xc2[\x80-\x9f]"
