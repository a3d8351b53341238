"""A data file that the checksum does not vouch for, looked at as a whole.

Somebody edited it by hand, or it is damaged, or of another schema, or not ours at all. It is accepted only if
every byte makes sense: nothing is guessed, repaired or dropped, because what is dropped here would be gone
for good with the next save. The one thing put right is the table of a symptom log whose date was moved to
another year.
"""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any

from b12track.domain.record.records import KINDS
from b12track.store.edits import PERSON, id_of
from b12track.store.file.layout import (
    GONE,
    HEADER,
    STAMPS,
    Header,
    State,
    encode,
    holds_records,
    in_order,
    is_sound,
    kind_of,
    records_of,
    table_for,
)
from b12track.store.file.migrations import migrated, newest
from b12track.store.sync.soundness import are_sound

if TYPE_CHECKING:
    from collections.abc import Collection

    from b12track.store.file.snapshot import Records


class Damaged(ValueError):
    """The bytes are no data file; the message says why, to follow "cannot be used:"."""


class Newer(ValueError):
    """The file is of a schema that this b12track does not know."""


def from_any_bytes(data: bytes) -> tuple[State, dict[str, Records], int]:
    """Return the state that a file holds, its tables decoded, and the schema it was written in; Damaged or Newer."""
    try:
        document = _parsed(data)
        header = _header(document)
        tables = {name: table for name, table in document.items() if name != HEADER}
        if header.schema != newest():
            tables = migrated(tables, header.schema)
        found = _checked(tables)
        lines = {name: encode(table) for name, table in found.items()}
    except RecursionError as error:
        raise Damaged("it is nested too deeply") from error
    return State(header._replace(schema=newest()), in_order(lines)), found, header.schema


def looked_over(state: State, alike: Collection[str]) -> tuple[State, dict[str, Records]]:
    """Look at all lines of a state that were taken as they are, but for some years of logs; Damaged.

    Return the state with the tables that were looked at, decoded.
    """
    skipped = {each for name in alike for each in (name, STAMPS + name, GONE + name)}
    as_written: set[str] = set()
    try:
        tables = {}
        for name, line in state.tables.items():
            if name not in skipped:
                tables[name], is_as_written = _table(line)
                if is_as_written:
                    as_written.add(name)
        found = _checked(tables)
        lines = {
            name: state.tables[name] if name in as_written and table == tables[name] else encode(table)
            for name, table in found.items()
        }
    except RecursionError as error:
        raise Damaged("it is nested too deeply") from error
    kept = {name: state.tables[name] for name in skipped & state.tables.keys()}
    return State(state.header, in_order({**kept, **lines})), found


def _table(line: bytes) -> tuple[dict[str, Any], bool]:
    """Return what a line holds, and whether it is written as we write it: then nothing in it stands twice or is odd."""
    try:
        table = json.loads(line)
        if isinstance(table, dict) and encode(table) == line:
            return table, True
    except ValueError:
        pass  # looked at once more, to say what is wrong with it
    return _parsed(line), False


def _parsed(data: bytes) -> dict[str, Any]:
    if not data.strip(b" \t\r\n"):
        raise Damaged("it is empty")
    if not data.strip(b"\0 \t\r\n"):
        raise Damaged("it holds nothing but zeros, as a loss of power leaves them")
    try:
        document = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_each_once,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise Damaged(f"it is not text: byte {error.start + 1} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Damaged(
            f"it is not JSON: line {error.lineno}, column {error.colno}: {error.msg.lower()}"
        ) from error
    except ValueError as error:
        raise error if isinstance(error, Damaged) else Damaged(str(error)) from error
    if not isinstance(document, dict):
        raise Damaged("it is not a b12track data file")
    return document


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Damaged(f"{twice!r} stands twice in one place")
    return found


def _no_number(constant: str) -> None:
    raise Damaged(f"{constant} is not a number that can be kept")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise Damaged(f"{digits} is too large")
    return number


def _header(document: dict[str, Any]) -> Header:
    if HEADER not in document:
        if document.get("format") == HEADER:
            raise Damaged("it is an export, not a data file, and can be imported")
        raise Damaged("it is not a b12track data file")
    try:
        found = document[HEADER]["1"]
        schema = found["schema"]
        if type(schema) is not int or schema < 1:
            raise Damaged(f"its schema is {schema!r}")
        if schema > newest():
            raise Newer(f"it was written by a newer b12track (schema {schema}; this one knows {newest()})")
        header = Header(
            schema,
            found["revision"],
            found["token"],
            found.get("file", ""),
            found.get("clock", 0),
            found.get("vector", {}),
            found.get("altered", ""),
        )
    except (KeyError, TypeError) as error:
        raise Damaged("its header is incomplete") from error
    if not is_sound(header):
        raise Damaged("its header is incomplete")
    return header


def _checked(tables: dict[str, Any]) -> dict[str, Records]:
    found: dict[str, Records] = {}
    for name, table in tables.items():
        if not holds_records(name):
            if kind_of(records_of(name) or PERSON) not in (PERSON, *KINDS) or not are_sound(name, table):
                raise Damaged(f"its table {name!r} is not as b12track writes it")
            found[name] = table
            continue
        kind = kind_of(name)
        if kind not in (PERSON, *KINDS):
            raise Damaged(f"it has a table {name!r}, which this version of b12track does not know")
        if not isinstance(table, dict):
            raise Damaged(f"its table {name!r} is not made of records")
        places = [_table_of(kind, name, id, record) for id, record in table.items()]
        if name not in found and all(place == name for place in places):
            found[name] = dict(table)
            continue
        for place, (id, record) in zip(places, table.items(), strict=True):
            if id in found.setdefault(place, {}):
                raise Damaged(f"{id!r} stands twice in {kind!r}")
            found[place][id] = record
    if not found.get(PERSON):
        raise Damaged("it names no person")
    return {name: table for name, table in found.items() if table}


def _table_of(kind: str, table: str, id: str, record: object) -> str:
    if not isinstance(record, dict):
        raise Damaged(f"{id!r} in its table {table!r} is not a record")
    try:
        if id_of(kind, record) != id:
            raise Damaged(f"the record under {id!r} in {kind!r} has another id")
        return table_for(kind, record)
    except (KeyError, TypeError) as error:
        raise Damaged(f"{id!r} in {kind!r} has no id or no date") from error
    except ValueError as error:
        raise Damaged(f"{id!r} in {kind!r}: {error}") from error
