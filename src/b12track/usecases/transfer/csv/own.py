"""Our own CSV, read back: the columns are the fields of one kind, whatever order they stand in.

What always holds: a row becomes the record that it was, or is refused with its row and column.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from b12track.domain.record import schema
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import Fault
from b12track.domain.wording.text import quote
from b12track.reports import csv_file
from b12track.reports.csv_file import BadCell
from b12track.usecases.transfer.compare import Raw, Row
from b12track.usecases.transfer.csv.cells import Days, plain_numbers
from b12track.usecases.transfer.csv.table import Line, Stated, Table, where


def kind_of(table: Table, stated: Stated, symptoms: Sequence[str]) -> str | None:
    """The kind of record that a file of ours holds; None for a file from elsewhere."""
    header = [csv_file.unguard(name) for name in table.header]
    kinds = csv_file.kinds_of(header, symptoms)
    if stated.kind is None:
        return kinds[0] if len(kinds) == 1 else None
    return stated.kind if stated.kind in kinds or stated.kind not in ("symptoms", "injections") else None


class Reader:
    """The rows of one file as raw records."""

    def __init__(self, table: Table, kind: str, stated: Stated, today: date) -> None:
        """Look the header over."""
        self._table, self.kind, self._stated = table, kind, stated
        self._names = [csv_file.unguard(name) for name in table.header]
        self._fields = csv_file.table_of(kind).fields
        for place, name in enumerate(self._names):
            if not name.strip() and kind != "symptoms":
                raise Refused(table.name, "row 1", f"column {place + 1} has no name")
            if name in self._names[:place]:
                raise Refused(table.name, "row 1", f"column {quote(name)} is there twice")
            if kind != "symptoms" and name not in self._fields:
                raise Refused(table.name, "row 1", f"column {quote(name)} is not a field of {kind}")
        self._days = {
            name: Days(table, place, stated, today)
            for place, name in enumerate(self._names)
            if name in self._fields and csv_file.is_day(self._fields[name].type)
        }

    @property
    def keys(self) -> list[str]:
        """The fields that a row can say, but for its id."""
        keys = [name for name in self._names if name in self._fields and name != "id"]
        return [*keys, "scores"] if self.kind == "symptoms" else keys

    @property
    def scores(self) -> list[str]:
        """The symptoms that the file has columns for."""
        named = (csv_file.symptom_of(name) for name in self._names) if self.kind == "symptoms" else ()
        return [name for name in named if name is not None]

    def read(self) -> Iterator[tuple[str, Raw | Row]]:
        """Every row: its place, and the raw record or why it is none."""
        for line in self._table.lines:
            yield where(line.number), self._record(line)

    def _record(self, line: Line) -> Raw | Row:
        if len(line.cells) != len(self._names):
            why = f"has {len(line.cells)} cells where the header has {len(self._names)}"
            return Row(self.kind, "", "refused", why, where(line.number))
        raw: Raw = {"scores": {}} if self.kind == "symptoms" else {}
        cells = dict(zip(self._names, line.cells))
        try:
            cells.update(self._days_of(cells))
            for column, key, value in csv_file.read_row(self.kind, self._numbers_of(line, cells)):
                if isinstance(value, BadCell):
                    return self._refused(line, column, f"{quote(cells[column])} {value}")
                place = raw["scores"] if self.kind == "symptoms" and column not in self._fields else raw
                place[key] = value
        except Refused as refusal:
            return self._refused(line, refusal.field, refusal.why)
        raw = {
            key: raw[key] for key in self._fields if key in raw
        }  # kept in the order of the exchange document
        id = raw.get("id", "") if isinstance(raw.get("id", ""), str) else ""
        for fault in check_row(self.kind, raw):
            return self._refused(line, column_of(self.kind, fault), fault.text, id)
        return raw

    def _days_of(self, cells: dict[str, str]) -> dict[str, str]:
        """The dates as they are kept, however the file writes them."""
        found = {}
        for column, days in self._days.items():
            if cells[column].strip():
                try:
                    found[column] = days.read(cells[column]).day.isoformat()
                except Refused as refused:
                    raise Refused(column, refused.sentence, *refused.hints) from None
        return found

    def _numbers_of(self, line: Line, cells: dict[str, str]) -> dict[str, str]:
        """The numbers as they are kept, where the file was said to write them otherwise."""
        if self._stated.decimal != "comma":
            return cells
        found = dict(cells)
        for column, field in self._fields.items():
            if field.type in csv_file.NUMBERS and cells.get(column, "").strip():
                try:
                    found[column] = plain_numbers(cells[column], "comma", where(line.number, column))
                except Refused as refused:
                    raise Refused(column, refused.sentence, *refused.hints) from None
        return found

    def _refused(self, line: Line, column: str, why: str, id: str = "") -> Row:
        return Row(self.kind, id, "refused", why, where(line.number, column))


def check_row(kind: str, raw: Raw) -> Iterator[Fault]:
    """What is wrong with a record by itself; a lacking id is not, as it is given one."""
    table = schema.PERSON if kind == csv_file.PERSON else schema.SCHEMAS[kind]
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
