"""Taking in tables: our own files, one or a folder of them, and tables of symptoms, doses or tests from elsewhere.

What always holds: a file of ours is known by its header; any other has its columns named, or is refused with what to
say. Whatever the file, its rows meet the records as those of an exchange document do. A dose from elsewhere that is
ten times the plan's or a tenth of it is taken in only where that was said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.domain.wording.text import quote
from b12track.reports import csv_file
from b12track.usecases.transfer.compare import Entry, Raw, Row
from b12track.usecases.transfer.csv import named, own
from b12track.usecases.transfer.csv.columns import Reader
from b12track.usecases.transfer.csv.file import read_table
from b12track.usecases.transfer.csv.matching import Matcher
from b12track.usecases.transfer.csv.table import Several, Stated, Table
from b12track.usecases.transfer.import_records import Brought, Choices, Source, doubted
from b12track.usecases.transfer.json_files import read_bytes

_BUILTIN = [kind.name for kind in BUILTIN_SYMPTOMS]


def source_of_file(data: bytes, name: str, stated: Stated, now: datetime, choices: Choices) -> Source:
    """The records of one CSV file."""
    table = read_table(data, name, stated)
    if stated.is_mapped:
        return _foreign(table, stated, now, choices)
    _refuse_needless(stated)
    kind = own.kind_of(table, stated, _BUILTIN)
    if kind is None or (stated.kind is not None and kind != stated.kind):
        raise Refused(
            name,
            f"{table.header_rows} has the columns {table.headings()}, which b12track did not write itself",
            Deed("map columns"),
        )
    return _own([(table, kind)], name, stated, now, choices)


def source_of_folder(folder: Path, stated: Stated, now: datetime, choices: Choices) -> Source:
    """The records of a folder that `export csv` wrote."""
    if stated.is_mapped or stated.kind is not None:
        raise Refused(folder.name, "is a folder", Deed("one file"))
    _refuse_needless(stated)
    tables = []
    for kind in csv_file.FILES:
        path = folder / f"{kind}.csv"
        if path.exists():
            table = read_table(read_bytes(path), path.name, stated)
            if own.kind_of(table, stated._replace(kind=kind), _BUILTIN) != kind:
                raise Refused(path.name, f"row 1 does not have the columns of {kind}")
            tables.append((table, kind))
    if not tables:
        raise Refused(folder, "holds no file such as symptoms.csv", "name the file itself")
    return _own(tables, folder.name or str(folder), stated, now, choices)


def _refuse_needless(stated: Stated) -> None:
    """What is for tables from elsewhere says nothing about ours, whose scores are on our own scale."""
    for option, said in (("scale", stated.scales), ("words", stated.words), ("several", stated.several)):
        if said:
            raise Refused(
                option, "is only for a table whose columns you named", "leave it out", Deed("map", "date")
            )


def _own(
    tables: Sequence[tuple[Table, str]], name: str, stated: Stated, now: datetime, choices: Choices
) -> Source:
    readers = [Reader(table, own.own_columns(table, kind, stated, now)) for table, kind in tables]
    others: list[tuple[str, Reader]] = []
    person: Raw | None = None
    for (table, _), reader in zip(tables, readers):
        if reader.kind != csv_file.PERSON:
            others.append((table.name, reader))
            continue
        people = [raw for _, raw in reader.read()]
        if len(people) != 1:
            raise Refused(name, f"has {len(people)} people where one was expected")
        if isinstance(people[0], Row):
            raise Refused(name, people[0].where, people[0].why, *people[0].hints)
        person = people[0]

    def brought(record: Record, ours: Raw) -> Brought:
        known = {kind.name for kind in all_kinds(record)}
        found: list[Entry | Row] = []
        for filename, reader in others:
            if unknown := [symptom for symptom in reader.scores if symptom not in known]:
                raise Refused(
                    filename,
                    f"row 1: column {quote(unknown[0])} is not a known symptom",
                    Deed("add symptom"),
                    "import symptom_kinds.csv first",
                )
            file = filename if len(others) > 1 else ""
            rows = list(_matched(reader, reader.read(), ours, choices, file=file))
            if reader.kind == "symptom_kinds":
                known |= {entry.raw["name"] for entry in rows if isinstance(entry, Entry)}
            found += rows
        return Brought(found)

    said = [own.owner_of(table) for table, _ in tables]
    owner = own.one_of((*said, person["name"] if person is not None else None), name)
    return Source(name, owner, person, brought, tables[0][0].remarks)


def _foreign(table: Table, stated: Stated, now: datetime, choices: Choices) -> Source:
    def brought(record: Record, ours: Raw) -> Brought:
        kinds = all_kinds(record)
        kind = named.kind_of(stated, kinds, table.name)
        reader = Reader(table, named.Naming(table, kind, stated, kinds, now, yes=choices.yes).columns())
        found = reader.read() if stated.several is None else _one_a_day(reader.read(), stated.several)
        rows = _matched(reader, found, ours, choices)
        entries = list(rows) if choices.yes else [doubted(row, record) for row in rows]
        return Brought(entries, reader.mapped(), reader.remarks[len(table.remarks) :], is_foreign=True)

    return Source(table.name, None, None, brought, table.remarks)


_CHOOSE: dict[Several, Callable[[int, int], int]] = {
    "first": lambda earlier, _later: earlier,
    "last": lambda _earlier, later: later,
    "highest": max,
    "lowest": min,
}


def _one_a_day(rows: Iterable[tuple[str, Raw | Row]], several: Several) -> Iterator[tuple[str, Raw | Row]]:
    """The rows of a day as one, of each symptom the score that was said to count, and every note once."""
    days: dict[str, tuple[str, Raw]] = {}
    found: list[tuple[str, Raw | Row]] = []
    for where, raw in rows:
        if isinstance(raw, Row) or raw["date"] not in days:
            found.append((where, raw))
            if not isinstance(raw, Row):
                days[raw["date"]] = where, raw
            continue
        first, day = days[raw["date"]]
        for symptom, score in raw["scores"].items():
            earlier = day["scores"].get(symptom, score)
            day["scores"][symptom] = _CHOOSE[several](earlier, score)
        if (note := raw.get("note")) and note not in day.get("note", "").split("\n"):
            day["note"] = "\n".join(filter(None, (day.get("note"), note)))
        found.append((where, Row("symptoms", "", "joined", f"goes with {first}", where)))
    yield from found


def _matched(
    reader: Reader, rows: Iterable[tuple[str, Raw | Row]], ours: Raw, choices: Choices, *, file: str = ""
) -> Iterator[Entry | Row]:
    matcher = Matcher(reader.kind, ours, reader.keys, yes=choices.yes, replace=choices.replace)
    for where, raw in rows:
        found = raw if isinstance(raw, Row) else matcher.match(raw, where)
        yield found._replace(where=f"{file}, {found.where}") if file else found
