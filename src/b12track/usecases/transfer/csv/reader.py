"""Taking in CSV: our own files, one or a folder of them, and a symptom or dose file from elsewhere.

What always holds: a file of ours is known by its header; any other has its columns named, or is refused with what to
say. Whatever the file, its rows meet the records as those of an exchange document do. A dose from elsewhere that is
ten times the plan's or a tenth of it is taken in only where that was said.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from b12track.domain.record import schema
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.rules.unusual import amount_doubts
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.domain.wording.text import quote
from b12track.reports import csv_file
from b12track.usecases.transfer.compare import Entry, Raw, Row
from b12track.usecases.transfer.csv import foreign, own
from b12track.usecases.transfer.csv.matching import Matcher
from b12track.usecases.transfer.csv.table import DELIMITERS, Stated, Table, read_table
from b12track.usecases.transfer.import_records import Source
from b12track.usecases.transfer.json_files import read_bytes

Reader = own.Reader | foreign.Reader


def source_of_file(data: bytes, name: str, stated: Stated, now: datetime, *, yes: bool) -> Source:
    """The records of one CSV file."""
    table = read_table(data, name, stated)
    if stated.is_mapped:
        return _foreign(table, stated, now, yes=yes)
    kind = own.kind_of(table, stated, [kind.name for kind in BUILTIN_SYMPTOMS])
    if kind is None or (stated.kind is not None and kind != stated.kind):
        there = ", ".join(quote(name.strip()) for name in table.header if name.strip())
        raise Refused(
            name,
            f"row 1 has the columns {there}, which are not those of an export",
            Deed("map columns"),
        )
    return _own([(table, kind)], name, stated, now, yes=yes)


def source_of_folder(folder: Path, stated: Stated, now: datetime, *, yes: bool) -> Source:
    """The records of a folder that `export csv` wrote."""
    if stated.is_mapped or stated.kind is not None:
        raise Refused(folder.name, "is a folder", Deed("one file"))
    tables = []
    for kind in csv_file.FILES:
        path = folder / f"{kind}.csv"
        if path.exists():
            table = read_table(read_bytes(path), path.name, stated)
            if (
                own.kind_of(table, stated._replace(kind=kind), [kind.name for kind in BUILTIN_SYMPTOMS])
                != kind
            ):
                raise Refused(path.name, f"row 1 has not the columns of {kind}")
            tables.append((table, kind))
    if not tables:
        raise Refused(folder, "holds no file such as symptoms.csv", "name the file itself")
    return _own(tables, folder.name or str(folder), stated, now, yes=yes)


def _own(
    tables: Sequence[tuple[Table, str]], name: str, stated: Stated, now: datetime, *, yes: bool
) -> Source:
    readers = [own.Reader(table, kind, stated, now.date()) for table, kind in tables]
    person = next((_person(reader, name) for reader in readers if reader.kind == csv_file.PERSON), None)
    others = [
        (table.name, reader) for (table, _), reader in zip(tables, readers) if reader.kind != csv_file.PERSON
    ]

    def entries(record: Record, ours: Raw) -> Sequence[Entry | Row]:
        known = {kind.name for kind in all_kinds(record)}
        found: list[Entry | Row] = []
        for filename, reader in others:
            _refuse_unknown(reader, filename, known)
            rows = list(_matched(reader, ours, yes=yes, file=filename if len(others) > 1 else ""))
            if reader.kind == "symptom_kinds":
                known |= {entry.raw["name"] for entry in rows if isinstance(entry, Entry)}
            found += rows
        return found

    return Source(name, person, entries, _remarks(tables[0][0], stated))


def _foreign(table: Table, stated: Stated, now: datetime, *, yes: bool) -> Source:
    kind = foreign.kind_of(stated, BUILTIN_SYMPTOMS, table.name)

    def entries(record: Record, ours: Raw) -> Sequence[Entry | Row]:
        reader = foreign.Reader(table, kind, stated, all_kinds(record), now)
        rows = _matched(reader, ours, yes=yes)
        return list(rows) if yes else [_doubted(row, record) for row in rows]

    return Source(table.name, None, entries, _remarks(table, stated))


def _doubted(row: Entry | Row, record: Record) -> Entry | Row:
    """A dose that is far from the plan's: a unit or a decimal mark was mistaken, unless it is said that it is meant."""
    if isinstance(row, Row) or row.kind != "injections":
        return row
    doubts = amount_doubts(schema.load(row.kind, row.raw), record)
    return Row(row.kind, "", "refused", f"{doubts[0]}: --yes if it was so", row.where) if doubts else row


def _matched(reader: Reader, ours: Raw, *, yes: bool, file: str = "") -> Iterator[Entry | Row]:
    matcher = Matcher(reader.kind, ours, reader.keys, yes=yes)
    for where, raw in reader.read():
        found = raw if isinstance(raw, Row) else matcher.match(raw, where)
        yield found._replace(where=f"{file}, {found.where}") if file else found


def _person(reader: own.Reader, name: str) -> Raw:
    """Whose file it is."""
    rows = list(reader.read())
    if len(rows) != 1:
        raise Refused(name, f"has {len(rows)} people where one was expected")
    ((_, raw),) = rows
    if isinstance(raw, Row):
        raise Refused(name, raw.where, raw.why)
    return raw


def _refuse_unknown(reader: own.Reader, name: str, known: set[str]) -> None:
    for symptom in reader.scores:
        if symptom not in known:
            raise Refused(
                name,
                f"row 1: column {quote(symptom)} is not a known symptom",
                Deed("add symptom"),
                "bring in symptom_kinds.csv first",
            )


def _remarks(table: Table, stated: Stated) -> tuple[str, ...]:
    """What was read off the file rather than stated, said aloud."""
    if stated.delimiter is None and table.delimiter != ",":
        word = next((word for word, mark in DELIMITERS.items() if mark == table.delimiter), table.delimiter)
        return (f"Columns divided by {word}.",)
    return ()
