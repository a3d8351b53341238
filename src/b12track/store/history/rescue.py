"""The last state that can be put together when a data file cannot be read: a day's backup and what the journal adds.

The backup is of the morning; the journal has every change since, each with the content that it led to. So a file that
another program has cut short, or a failing disk has damaged, costs no entry of that day. Nothing is written here, and
nothing is guessed: what cannot be followed from the backup on is left, and said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from b12track.store.disk import backups, disk
from b12track.store.disk.sidecars import sidecars
from b12track.store.edits import Put, Remove
from b12track.store.faults import StoreFault
from b12track.store.file.layout import State
from b12track.store.file.migrations import reads_alike
from b12track.store.file.reading import load
from b12track.store.file.snapshot import Snapshot
from b12track.store.file.tables import LazyTables
from b12track.store.history import journal
from b12track.store.history.changes import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from b12track.store.edits import Record
    from b12track.store.file.layout import Header
    from b12track.store.file.reading import Check, Loaded
    from b12track.store.history.journal import Entry


class Rescued(NamedTuple):
    """A document put together: the day of its backup, how many changes the journal added, and when the last was."""

    document: Record
    day: str
    changes: int
    at: str | None


def rescued(path: Path, check: Check) -> Rescued | None:
    """Return the last state that the newest readable backup and the journal give; None if there is no backup."""
    places = sidecars(disk.real(path))
    try:
        days = backups.days(places.backups)
    except OSError:
        return None
    for day in reversed(days):
        try:
            loaded = load(places.backups / f"{day}.json", check, trusting=False)
        except StoreFault:
            continue
        return _followed(loaded, day, list(_since(_journal_of(path), loaded.state.header)), check)
    return None


def _journal_of(path: Path) -> bytes:
    try:
        return journal.of(path)
    except StoreFault:
        return b""  # the backup alone is better than nothing


def _followed(loaded: Loaded, day: str, entries: list[Entry], check: Check) -> Rescued:
    # As many of the changes as make a valid document: nearly always all of them, so the last is tried first.
    for count in reversed(range(1, len(entries) + 1)):
        document = _replayed(loaded, entries[:count])
        try:
            check(document)
        except ValueError:
            continue
        return Rescued(document, day, count, entries[count - 1].at)
    return Rescued(loaded.snapshot.exchange(), day, 0, None)


def _replayed(loaded: Loaded, entries: list[Entry]) -> Record:
    draft = Draft(LazyTables(loaded.state.tables))
    for entry in entries:
        for step in entry.edits:
            draft.apply(Remove(step.kind, step.id) if step.after is None else Put(step.kind, step.after))
    return Snapshot(State(loaded.state.header, draft.tables.encoded())).exchange()


def _since(data: bytes, header: Header) -> Iterator[Entry]:
    # Of several that came from one state the last is what happened: the others were cut short before the data.
    after = {entry.parent: entry for entry in reversed(list(journal.entries(data))) if entry is not None}
    token = header.token
    while (entry := after.pop(token, None)) is not None and reads_alike(entry.schema):
        yield entry
        token = entry.token
