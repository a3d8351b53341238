"""TinyDB on the lines of a data file.

`LineStorage` is the storage that TinyDB works on: one state of the file, whose tables are decoded when they
are asked for. What TinyDB writes stays in memory, however many operations make up a change; `encoded` hands
over the bytes of all tables when the change is complete, and who drops the storage before that has changed
nothing. Saving those bytes is `saving`'s part.

`RecordTable` is TinyDB's table with our own ids, and with places: the order of a table is the order of the
document, so a record that is edited keeps its place and one that comes back goes back to its old place.
"""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from b12track.store.edits import SYMPTOMS
from b12track.store.file.layout import SYMPTOM_YEARS, encode, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from b12track.store.edits import Record

Records = dict[str, dict[str, Any]]
ASKED_OFTEN = 100


class LazyTables(MutableMapping[str, Records]):
    """Tables by name, each decoded when it is first asked for; those that were set are encoded anew."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        """Take the bytes of the tables, which are trusted."""
        self._lines = dict(lines)
        self._decoded: dict[str, Records] = {}
        self._touched: set[str] = set()
        self._asked = 0
        self._where: dict[str, str] | None = None

    def __getitem__(self, name: str) -> Records:
        """Return a table's records; KeyError if there is no such table."""
        if name not in self._decoded:
            self._decoded[name] = json.loads(self._lines[name])
        return self._decoded[name]

    def __setitem__(self, name: str, records: Records) -> None:
        """Take a table's new content."""
        self._lines.setdefault(name, b"")
        if (
            self._where is not None
            and name.startswith(SYMPTOM_YEARS)
            and self._decoded.get(name) is not records
        ):
            self._where = None
        self._decoded[name] = records
        self._touched.add(name)

    def __delitem__(self, name: str) -> None:
        """Drop a table."""
        del self._lines[name]
        if name.startswith(SYMPTOM_YEARS):
            self._where = None
        self._decoded.pop(name, None)
        self._touched.discard(name)

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._lines)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._lines)

    def table_with(self, kind: str, id: str) -> str | None:
        """Return the table of a kind that has a record, decoding only one that looks like it.

        Whoever asks often for logs, as an import of thousands does, has every year decoded and a list made of where
        each log is: looking through the bytes of fifty years for each of them took a hundred times as long.
        """
        self._asked += 1
        if kind == SYMPTOMS and self._asked > ASKED_OFTEN:
            if self._where is None:
                self._where = {each: name for name in self.of_kind(kind) for each in self[name]}
            return self._where.get(id)
        start = encode(id) + b":"
        for name in self.of_kind(kind):
            looks_like_it = self._asked > ASKED_OFTEN or name in self._decoded or start in self._lines[name]
            if looks_like_it and id in self[name]:
                return name
        return None

    def moved(self, kind: str, id: str, table: str | None) -> None:
        """Take note that a record was put into a table in its place, or out of all: for who changes them one by one."""
        if self._where is None or kind != SYMPTOMS:
            return
        if table is None:
            self._where.pop(id, None)
        else:
            self._where[id] = table

    def of_kind(self, kind: str) -> list[str]:
        """Return the tables of a kind: one at the most, but for symptom logs."""
        if kind != SYMPTOMS:
            return [kind] if kind in self._lines else []
        return [name for name in self._lines if name.startswith(SYMPTOM_YEARS)]

    def may_hold(self, name: str, start_of_id: bytes) -> bool:
        """Say whether a table has anything that begins like this encoded id, decoding nothing for a no.

        The encoder escapes quotes inside text, so a quote followed by the id's bytes is always the start of a
        whole string: no record is missed, though a score or a value of that name may make it worth a look in
        vain.
        """
        return name in self._touched or start_of_id in self._lines[name]

    def encoded(self) -> dict[str, bytes]:
        """Return the bytes of every table that is not empty, those of untouched ones as they were."""
        lines = {
            name: encode(self._decoded[name]) if name in self._touched else line
            for name, line in self._lines.items()
            if name not in self._touched or self._decoded[name]
        }
        return in_order(lines)


class LineStorage(Storage):
    """The storage of TinyDB: the tables of one state, and what is made of them."""

    def __init__(self, tables: LazyTables) -> None:
        """Work on these tables."""
        self.tables = tables

    def read(self) -> LazyTables:  # type: ignore[override]  # TinyDB wants a dict, we are a mapping
        """Return the tables as they are now in this change."""
        return self.tables

    def write(self, data: MutableMapping[str, Records]) -> None:
        """Keep what TinyDB made, in memory; whole tables that it left out are dropped."""
        if data is not self.tables:
            for name in [name for name in self.tables if name not in data]:
                del self.tables[name]
            self.tables.update(data)


class RecordTable(Table):
    """A table of records under their own ids, in an order that is kept."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB says int; its manual allows any

    def put(self, id: str, record: Record) -> None:
        """Save a record in the place it has, or at the end."""
        self._update_table(lambda records: records.__setitem__(id, record))

    def place(self, id: str, record: Record, place: int) -> None:
        """Save a record that is not there so that it comes to stand at this place."""

        def insert(records: Records) -> None:
            if place >= len(records):
                records[id] = record
                return
            after = list(records.items())[place:]
            for moved, _ in after:
                del records[moved]
            records[id] = record
            records.update(after)

        self._update_table(insert)

    def take(self, id: str) -> None:
        """Take a record out."""
        self._update_table(lambda records: records.__delitem__(id))

    def record(self, id: str) -> Record | None:
        """Return the record itself, or None."""
        return self._records().get(id)

    def place_of(self, id: str) -> int:
        """Return how many records stand before this one."""
        records = self._records()
        if next(reversed(records)) == id:  # what came last goes first where a large change is taken back
            return len(records) - 1
        return list(records).index(id)

    def _records(self) -> Records:
        return self._read_table()  # type: ignore[return-value]

    def _update_table(self, updater: Callable[[Records], None]) -> None:  # type: ignore[override]
        # TinyDB's own copies the table twice to convert its ids. Ours are text already, and an import puts
        # thousands of records into one table: copying would make it quadratic.
        storage = self._storage
        assert isinstance(storage, LineStorage)
        tables = storage.read()
        records = tables.get(self.name, {})
        updater(records)
        tables[self.name] = records
        storage.write(tables)


class RecordDatabase(TinyDB):
    """TinyDB over the tables of one state, with our tables and no query cache: a cache outlives its truth."""

    table_class = RecordTable

    def __init__(self, tables: LazyTables) -> None:
        """Work on these tables."""
        super().__init__(tables, storage=LineStorage)

    def records(self, name: str) -> RecordTable:
        """Return a table, which need not exist yet."""
        table = self.table(name, cache_size=0)
        assert isinstance(table, RecordTable)
        return table
