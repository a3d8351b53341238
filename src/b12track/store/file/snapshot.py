"""One whole saved state, for reading.

It never changes, and every record that it hands out is a fresh copy, so nobody can spoil it for others.
Tables are decoded when they are asked for: who wants the plans does not pay for fifty years of logs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from b12track.domain.record.records import KINDS, VERSION
from b12track.store.edits import PERSON, SYMPTOM_KINDS, SYMPTOMS
from b12track.store.file.layout import encode, year_of_table, year_table
from b12track.store.file.lazy import LazyTables

if TYPE_CHECKING:
    from collections.abc import Collection

    from b12track.store.edits import Record
    from b12track.store.file.layout import State

_SEARCHED = (*(kind for kind in KINDS if kind not in (SYMPTOMS, SYMPTOM_KINDS)), SYMPTOMS)
"""Where ids are looked for: the small tables first."""


class Snapshot:
    """One whole saved state; every record that it hands out is a fresh copy."""

    def __init__(self, state: State) -> None:
        """Show a state."""
        self._lines = state.tables
        self._tables = LazyTables(state.tables)
        self.revision = state.header.revision

    @property
    def person(self) -> Record:
        """The person, as in the exchange document."""
        return self.documents(PERSON)[0]

    def documents(self, kind: str) -> list[Record]:
        """Return the records of a kind in their order; symptom logs oldest year first."""
        return [record for table in self._tables.of_kind(kind) for record in self._fresh(table)]

    def documents_of_year(self, kind: str, year: int) -> list[Record]:
        """Return the symptom logs of one year."""
        if kind != SYMPTOMS:
            raise ValueError(f"{kind} are not kept by year")
        return self._fresh(year_table(year))

    def years(self) -> list[int]:
        """Return the years that have symptom logs, oldest first."""
        return [year_of_table(table) for table in self._tables.of_kind(SYMPTOMS)]

    def get(self, kind: str, id: str) -> Record | None:
        """Return one record, or None."""
        table = self._tables.table_with(kind, id)
        if table is None:
            return None
        copied: Record = json.loads(encode(self._tables[table].get(id)))
        return copied

    def find(self, id: str) -> tuple[str, Record] | None:
        """Return the kind and the record that has this id; failing that, the symptom kind of this name."""
        for kind in (*_SEARCHED, SYMPTOM_KINDS, PERSON):
            found = self.get(kind, id)
            if found is not None:
                return kind, found
        return None

    def ids(self, prefix: str) -> list[str]:
        """Return the record ids that begin so; names of symptom kinds are no ids."""
        start = encode(prefix)[:-1]
        return [
            id
            for kind in _SEARCHED
            for table in self._tables.of_kind(kind)
            if self._tables.may_hold(table, start)
            for id in self._tables[table]
            if id.startswith(prefix)
        ]

    def exchange(self, without: Collection[str] = ()) -> Record:
        """Return the whole exchange document, or without some years of logs."""
        lists = {
            kind: [
                record
                for table in self._tables.of_kind(kind)
                if table not in without
                for record in self._fresh(table)
            ]
            for kind in KINDS
        }
        return {
            "format": "b12track",
            "version": VERSION,
            "person": self.person,
            **{kind: records for kind, records in lists.items() if records},
        }

    def _fresh(self, table: str) -> list[Record]:
        # Decoded anew each time: that is what a copy would cost, and the copy is nobody else's.
        return list(json.loads(self._lines.get(table, b"{}")).values())
