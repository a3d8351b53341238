"""A whole state of the past, put together from a copy that was kept and what the journal has from there on.

Nothing is written here. What is given back has the records of that state; a record that was deleted and came back may
stand elsewhere in its list, because a step says where a record stood and not where it came to stand.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from b12track.domain.typed.dates import show_date
from b12track.store.disk import backups, disk
from b12track.store.disk.sidecars import sidecars
from b12track.store.edits import Put, Record, Remove
from b12track.store.faults import StoreFault, UndoConflict, Unknown
from b12track.store.file.layout import State
from b12track.store.file.reading import load
from b12track.store.file.snapshot import LazyTables, Snapshot
from b12track.store.history import journal
from b12track.store.history.changes import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from b12track.store.history.journal import Entry
    from b12track.store.opened import Opened


def tables_at(folder: Path, data: bytes, token: str) -> dict[str, bytes] | None:
    """Return the tables of the state with this token; None where no copy leads there."""
    try:
        found = backups.copies(folder)
    except OSError:
        return None
    way = list(journal.chain(data, token))
    steps_after = {token: 0} | {entry.parent: place + 1 for place, entry in enumerate(way)}
    for copy in found:
        try:
            loaded = load(copy, None)
        except StoreFault:
            continue
        after = steps_after.get(loaded.state.header.token)
        if after is not None and loaded.vouched:
            draft = Draft(LazyTables(loaded.state.tables))
            replay(draft, reversed(way[:after]))
            return draft.tables.encoded()
    return None


def replay(draft: Draft, entries: Iterable[Entry]) -> None:
    """Do what these changes did, one after the other."""
    for entry in entries:
        for step in entry.edits:
            draft.apply(Remove(step.kind, step.id) if step.after is None else Put(step.kind, step.after))


class Past(NamedTuple):
    """The state of a past moment: the document, the change that it ended with, and whether others' records are in it.

    What another machine recorded counts from the day on which it arrived here.
    """

    document: Record
    at: str
    what: str
    has_arrivals: bool


def as_of(file: Opened, end: datetime) -> Past:
    """Return the state that the last change written by a moment led to, in the order of the changes; Unknown."""
    target = disk.real(file.path)
    loaded, places = file.loaded(), sidecars(target)
    data = journal.of(file.path, loaded.state.header)
    token, tables = loaded.state.header.token, dict(loaded.state.tables)
    entries = [entry for entry in journal.entries(data) if entry is not None]
    if not loaded.vouched or all(entry.token != token for entry in entries):
        # What is there now is not what the journal led to: begin from what was last saved here.
        mark = journal.last_mark(data)
        token = token if not loaded.vouched else mark.landed if mark is not None else ""
        found = tables_at(places.backups, data, token)
        if found is None:
            raise Unknown("the journal here does not know how the file came to its present state")
        tables = found
    draft = Draft(LazyTables(tables))
    way = list(journal.chain(data, token))
    for place, entry in enumerate(way):
        if datetime.fromisoformat(entry.at) <= end:
            arrivals = any(each.arrived == journal.ELSEWHERE for each in way[place:])
            state = State(loaded.state.header, draft.tables.encoded())
            return Past(Snapshot(state).exchange(), entry.at, entry.what, arrivals)
        if entry.arrived is not None and entry.arrived not in (journal.ELSEWHERE, journal.BY_HAND):
            raise Unknown(f"what came from elsewhere on {_day(entry.at)} is not known here")
        try:
            for step in reversed(entry.edits):
                draft.reverse(step)
        except UndoConflict as conflict:
            raise Unknown(f"the journal does not match the file: {conflict}") from conflict
    first = way[-1].at if way else ""
    raise Unknown(f"the journal begins on {_day(first)}" if first else "the journal is empty")


def _day(at: str) -> str:
    return show_date(datetime.fromisoformat(at).date())
