"""One whole saved state: its tables, each decoded when it is first asked for, and a way of reading them.

Who wants the plans does not pay for fifty years of logs. Reading needs no more than this: TinyDB works on the tables
where something is written (`tables`), because loading it costs a fifth of what a short answer may take.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from itertools import repeat
from typing import Any

from b12track.domain.record.records import KINDS, VERSION
from b12track.store.edits import PERSON, SYMPTOM_KINDS, SYMPTOMS, Key, Record
from b12track.store.file.layout import (
    SYMPTOM_YEARS,
    State,
    encode,
    in_order,
    kind_of,
    year_of_table,
    year_table,
)

Records = dict[str, dict[str, Any]]
ASKED_OFTEN = 100


class LazyTables(MutableMapping[str, Records]):
    """Tables by name, each decoded when it is first asked for; those that were set are encoded anew."""

    def __init__(self, lines: Mapping[str, bytes], decoded: Mapping[str, Records] | None = None) -> None:
        """Take the bytes of the tables, which are trusted, and what of them is decoded already."""
        self._lines = dict(lines)
        self._decoded: dict[str, Records] = dict(decoded or {})
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
        names = self.of_kind(kind)
        if not names:  # as nearly always where somebody looks for an id kind by kind
            return None
        start = encode(id) + b":"
        for name in names:
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

    def records(self, without: Collection[str] = ()) -> dict[str, Records]:
        """Return the tables of records but some, the kinds in their order; the records themselves are shared."""
        return {
            name: dict(self[name])
            for kind in (PERSON, *KINDS)
            for name in self.of_kind(kind)
            if name not in without
        }

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


def by_key(tables: Mapping[str, Records]) -> dict[Key, Record]:
    """Return the records of some tables by kind and id, in their order."""
    found: dict[Key, Record] = {}
    for name, records in tables.items():
        kind = kind_of(name)
        found.update(zip(zip(repeat(kind), records), records.values()))
    return found


_SEARCHED = (*(kind for kind in KINDS if kind not in (SYMPTOMS, SYMPTOM_KINDS)), SYMPTOMS)
"""Where ids are looked for: the small tables first."""


class Snapshot:
    """One whole saved state, for reading.

    It never changes, and every record that it hands out is a fresh copy, so nobody can spoil it for others.
    """

    def __init__(self, state: State, decoded: Mapping[str, Records] | None = None) -> None:
        """Show a state, of whose tables some may be decoded already."""
        self._lines = state.tables
        self.tables = LazyTables(state.tables, decoded)
        """For the store's own modules, which look at them and change nothing."""
        self.revision = state.header.revision

    @property
    def person(self) -> Record:
        """The person, as in the exchange document."""
        return self.documents(PERSON)[0]

    def documents(self, kind: str) -> list[Record]:
        """Return the records of a kind in their order; symptom logs oldest year first."""
        return [record for table in self.tables.of_kind(kind) for record in self._fresh(table)]

    def pieces(self, kind: str) -> list[bytes]:
        """Return the bytes of each table of a kind, in order: the next state has the same of what was not changed."""
        return [self._lines.get(table, b"{}") for table in self.tables.of_kind(kind)]

    def documents_of_year(self, kind: str, year: int) -> list[Record]:
        """Return the symptom logs of one year."""
        if kind != SYMPTOMS:
            raise ValueError(f"{kind} are not kept by year")
        return self._fresh(year_table(year))

    def years(self) -> list[int]:
        """Return the years that have symptom logs, oldest first."""
        return [year_of_table(table) for table in self.tables.of_kind(SYMPTOMS)]

    def get(self, kind: str, id: str) -> Record | None:
        """Return one record, or None."""
        table = self.tables.table_with(kind, id)
        if table is None:
            return None
        copied: Record = json.loads(encode(self.tables[table].get(id)))
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
            for table in self.tables.of_kind(kind)
            if self.tables.may_hold(table, start)
            for id in self.tables[table]
            if id.startswith(prefix)
        ]

    def exchange(self) -> Record:
        """Return the whole exchange document."""
        return self._document(self._fresh, ())

    def shared(self, without: Collection[str] = ()) -> Record:
        """Return the exchange document, or without some years of logs, made of the records themselves.

        For who looks at it and changes nothing.
        """
        return self._document(lambda table: self.tables[table].values(), without)

    def _document(self, records_in: Callable[[str], Iterable[Record]], without: Collection[str]) -> Record:
        lists = {
            kind: [
                record
                for table in self.tables.of_kind(kind)
                if table not in without
                for record in records_in(table)
            ]
            for kind in KINDS
        }
        (person,) = records_in(PERSON)
        return {
            "format": "b12track",
            "version": VERSION,
            "person": person,
            **{kind: records for kind, records in lists.items() if records},
        }

    def _fresh(self, table: str) -> list[Record]:
        return documents_in(self._lines.get(table, b"{}"))


def documents_in(piece: bytes) -> list[Record]:
    """Return the records of a table, decoded anew: that is what a copy would cost, and the copy is nobody else's."""
    return list(json.loads(piece).values())
