"""Which column of a table is what, and how its cells are read: said once, whosever table it is.

A table of ours is the one whose columns are called what they are. What always holds: a cell becomes a part of a record,
or is refused with its row and column; an empty one says nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.field_types import Fault
from b12track.domain.wording.text import quote
from b12track.reports import csv_file
from b12track.reports.csv_file import BadCell
from b12track.usecases.transfer.compare import Mapped, Raw, Row
from b12track.usecases.transfer.csv.table import Line, Table, Unstated, where

# What a cell says of a record: some of its fields.
Reading = Callable[[str], Raw]


class Column(NamedTuple):
    """One column: what it was named, where it is, how it is read; one without a place says its value in each row."""

    field: str
    place: int | None
    heading: str
    read: Reading
    value: str = ""
    shown: Callable[[Any], str] = str

    def cell(self, line: Line) -> str:
        """What this column says in a row."""
        return self.value if self.place is None else line.cells[self.place]


class AtColumn(Refused):
    """A row is refused because of what one of its columns says, or does not say; the field is that column's."""


class SaysNothing(Refused):
    """A row has nothing to record, and says so: it is passed over by name, and keeps no other row out."""


class Columns(NamedTuple):
    """The columns of one kind of record; `keys` are what a row can say, `finish` makes records of what one said.

    `says_nothing` tells the cells that are passed over.
    """

    kind: str
    columns: Sequence[Column]
    keys: Sequence[str]
    finish: Callable[[Raw], Sequence[Raw]]
    says_nothing: Callable[[str], bool]
    scores: Sequence[str] = ()
    remarks: tuple[str, ...] = ()


class Reader:
    """The rows of one table as raw records."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self._table, self._columns = table, columns
        self.kind, self.keys, self.scores = columns.kind, columns.keys, columns.scores
        self.remarks = (*table.remarks, *columns.remarks)
        self._headings = {
            column.field: column.heading for column in columns.columns if column.place is not None
        }

    def read(self) -> Iterator[tuple[str, Raw | Row]]:
        """Every record: the place of its row, and the raw record or why it is none."""
        widest = len(self._table.header)
        for line in self._table.lines:
            at = where(line.number)
            cells = line.cells
            if len(cells) > widest and not any(map(str.strip, cells[widest:])):
                line = line._replace(cells=cells[:widest])
            if len(line.cells) != widest:
                why = f"has {len(cells)} cells where the header has {widest}"
                yield at, Row(self.kind, "", "refused", why, at)
                continue
            for found in self._records(line):
                yield at, found

    def mapped(self) -> tuple[Mapped, ...]:
        """How each column is understood, with an example."""
        return tuple(self._example(column) for column in self._columns.columns)

    def _records(self, line: Line) -> Iterator[Raw | Row]:
        raw: Raw = {}
        field = ""
        try:
            for column in self._columns.columns:
                field = column.field
                cell = column.cell(line)
                if self._columns.says_nothing(cell):
                    continue
                for key, value in column.read(cell).items():
                    if isinstance(value, dict) and isinstance(raw.get(key), dict):
                        raw[key].update(value)
                    else:
                        raw[key] = value
            field = ""
            records = self._columns.finish(raw)
        except Unstated:
            raise
        except BadCell as bad:
            yield self._refused(line, field, f"{quote(cell)} {bad}")
            return
        except SaysNothing as nothing:
            yield self._refused(line, "", str(nothing))._replace(outcome="left")
            return
        except Refused as refused:
            if isinstance(refused, AtColumn):
                found = self._refused(line, refused.field, refused.why)
            else:
                found = self._refused(line, field, str(refused))
            yield found._replace(hints=tuple(hint for hint in refused.hints if isinstance(hint, Deed)))
            return
        for record in records:
            fault = next(check_row(self.kind, record), None)
            if fault is None:
                yield record
            else:
                id = record.get("id", "") if isinstance(record.get("id", ""), str) else ""
                yield self._refused(line, column_of(self.kind, fault), fault.text, id)

    def _refused(self, line: Line, field: str, why: str, id: str = "") -> Row:
        return Row(
            self.kind, id, "refused", why, where(line.number, self._headings.get(field, field).strip())
        )

    def _example(self, column: Column) -> Mapped:
        """The first cell that can be read and what it becomes; where none can be, the first one that says anything."""
        unread = ""
        for line in self._table.lines:
            if column.place is not None and column.place >= len(line.cells):
                continue
            cell = column.cell(line)
            if self._columns.says_nothing(cell):
                continue
            try:
                return Mapped(
                    column.field, column.heading.strip(), cell.strip(), column.shown(column.read(cell))
                )
            except (Refused, BadCell):
                unread = unread or cell.strip()
        return Mapped(column.field, column.heading.strip(), unread)


def check_row(kind: str, raw: Raw) -> Iterator[Fault]:
    """What is wrong with a record by itself; a lacking id is not, as it is given one."""
    table = csv_file.table_of(kind)
    lacks_id = "id" in table.fields and "id" not in raw
    checked: dict[str, Any] = {"id": "x", **raw} if lacks_id else raw
    for fault in table.check(checked, ""):
        yield Fault(fault.path.lstrip("."), fault.text)


def column_of(kind: str, fault: Fault) -> str:
    """The column that a fault is about."""
    key = fault.path
    if kind == "symptoms" and key.startswith("scores."):
        return csv_file.column_of(key.removeprefix("scores."))
    return key.partition(".")[0].partition("[")[0]


def in_order(kind: str, raw: Mapping[str, Any]) -> Raw:
    """A record with its fields in the order of the exchange document."""
    return {key: raw[key] for key in csv_file.table_of(kind).fields if key in raw}
