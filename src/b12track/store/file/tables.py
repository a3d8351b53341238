"""TinyDB on the lines of a data file.

`LineStorage` is the storage that TinyDB works on: one state of the file, whose tables are decoded when they
are asked for. What TinyDB writes stays in memory, however many operations make up a change; `encoded` hands
over the bytes of all tables when the change is complete, and who drops the storage before that has changed
nothing. Saving those bytes is `saving`'s part.

`RecordTable` is TinyDB's table with our own ids, and with places: the order of a table is the order of the
document, so a record that is edited keeps its place and one that comes back goes back to its old place.
"""

from collections.abc import Callable, MutableMapping

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from b12track.store.edits import Record
from b12track.store.file.snapshot import LazyTables, Records


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
