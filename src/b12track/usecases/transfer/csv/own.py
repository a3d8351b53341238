"""Our own tables, read back: the columns are the fields of one kind, whatever order they stand in.

What always holds: a row becomes the record that it was, to the last character, or is refused with its row and column.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import folded, quote
from b12track.reports import csv_file
from b12track.usecases.transfer.compare import Raw
from b12track.usecases.transfer.csv.cells import Days, plain_numbers
from b12track.usecases.transfer.csv.columns import Column, Columns, Reading, in_order
from b12track.usecases.transfer.csv.table import Stated, Table


def kind_of(table: Table, stated: Stated, symptoms: Sequence[str]) -> str | None:
    """The kind of record that a file of ours holds; None for a file from elsewhere."""
    header = [csv_file.unguard(name) for name in table.header]
    kinds = csv_file.kinds_of(header, symptoms)
    if stated.kind is None:
        return kinds[0] if len(kinds) == 1 else None
    return stated.kind if stated.kind in kinds or stated.kind not in ("symptoms", "injections") else None


def own_columns(table: Table, kind: str, stated: Stated, now: datetime) -> Columns:
    """The columns by their headings."""
    fields = csv_file.table_of(kind).fields
    names = [csv_file.unguard(name) for name in table.header]
    columns: list[Column] = []
    for place, name in enumerate(names):
        if not name.strip() and kind != "symptoms":
            raise Refused(table.name, "row 1", f"column {place + 1} has no name")
        if name in names[:place]:
            raise Refused(table.name, "row 1", f"column {quote(name)} is there twice")
        if name == csv_file.OWNER:
            continue
        if kind != "symptoms" and name not in fields:
            raise Refused(table.name, "row 1", f"column {quote(name)} is not a field of {kind}")
        columns.append(Column(name, place, name, _reading(table, kind, place, name, stated, now)))
    keys = [name for name in names if name in fields and name != "id"]
    scores: list[str] = []
    if kind == csv_file.SYMPTOMS:
        keys.append("scores")
        scores = [symptom for symptom in map(csv_file.symptom_of, names) if symptom is not None]

    def finish(raw: Raw) -> Sequence[Raw]:
        return [in_order(kind, {"scores": {}, **raw} if kind == csv_file.SYMPTOMS else raw)]

    return Columns(kind, columns, keys, finish, lambda cell: cell == "", scores)


def owner_of(table: Table) -> str | None:
    """Whose rows they are, where the file says so; Refused where they are several people's."""
    names = [csv_file.unguard(name) for name in table.header]
    if csv_file.OWNER not in names:
        return None
    place = names.index(csv_file.OWNER)
    cells = (line.cells[place] for line in table.lines if place < len(line.cells))
    return one_of((csv_file.unguard(cell).strip() for cell in cells), table.name)


def one_of(names: Iterable[str | None], file: str) -> str | None:
    """The one person that a file's rows are of, if they say so."""
    said = {folded(name): name for name in names if name}
    if len(said) > 1:
        people = " and ".join(sorted(said.values()))
        raise Refused(file, f"holds the records of {people}", "import one person's records at a time")
    return next(iter(said.values()), None)


def _reading(table: Table, kind: str, place: int, name: str, stated: Stated, now: datetime) -> Reading:
    symptom = csv_file.symptom_of(name) if kind == csv_file.SYMPTOMS else None
    if symptom is not None:
        return lambda cell: {"scores": {symptom: csv_file.read_score(cell)}}
    field = csv_file.table_of(kind).fields[name]
    if csv_file.is_day(field.type):
        days = Days(table, place, stated, now)
        return lambda cell: {name: days.read(cell).day.isoformat()} if cell.strip() else {}
    if field.type in csv_file.NUMBERS and stated.decimal == "comma":
        return lambda cell: {name: csv_file.read_cell(field, plain_numbers(cell, "comma", name))}
    return lambda cell: {name: csv_file.read_cell(field, cell)}
