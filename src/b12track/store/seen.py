"""What this machine can see of a person: the file with its conflict copies merged in memory, and what is in doubt.

What always holds: nothing is written. Whoever answers a question asks here and never reads the file alone, because two
machines that wrote at once leave two files, and the injection may be in the other one. What cannot be seen, or cannot
be what it was, is a `Doubt`; a copy that was merged cleanly is none.

Where there is no copy and the journal's last line names the state of the file, as nearly always, all this costs a look
at the folder and one short read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from b12track.domain.rules import doubt
from b12track.store.disk import disk
from b12track.store.disk.people import has_neighbours
from b12track.store.faults import StoreFault
from b12track.store.file.reading import altered_on, new_fault, stamp_of
from b12track.store.file.snapshot import Snapshot
from b12track.store.history import journal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from b12track.domain.rules.doubt import Doubt
    from b12track.store.file.layout import Header, State
    from b12track.store.file.reading import Loaded
    from b12track.store.opened import Opened


class Seen(NamedTuple):
    """What can be seen: the state, why it may not be all, and what is to be told beside it.

    `merged` are the names of the copies that are in it; `disagreed` counts the records that both sides changed, of
    which the later holds.
    """

    snapshot: Snapshot
    header: Header
    doubts: tuple[Doubt, ...] = ()
    merged: tuple[str, ...] = ()
    disagreed: int = 0


def look(file: Opened, loaded: Loaded, target: Path, journal_path: Path) -> Seen:
    """Return what can be seen of a file that was just read."""
    name = str(loaded.snapshot.person.get("name"))
    doubts: list[Doubt] = []
    merged: list[str] = []
    disagreed, state = 0, loaded.state
    for copy in copies_beside(target):
        found = _joined(file, loaded, state, copy, name)
        doubts += found.doubts
        if found.state is not None:
            merged.append(copy.name)
            disagreed += found.disagreed
            state = found.state
    snapshot = loaded.snapshot if state is loaded.state else Snapshot(state)
    header = state.header._replace(
        token=loaded.state.header.token
    )  # the journal knows the file, not what is seen
    return Seen(
        snapshot,
        state.header,
        (*_of_file(file, loaded, header, journal_path, name), *doubts),
        tuple(merged),
        disagreed,
    )


def copies_beside(target: Path) -> list[Path]:
    """Return what looks like conflict copies of a file; cheap where nothing of the kind lies beside it."""
    if not has_neighbours(target):
        return []
    from b12track.store.sync.conflicts import copies_of

    return copies_of(target)


def stamps_around(target: Path, journal_path: Path) -> tuple[object, ...]:
    """Return what differs whenever a copy beside a file, or its journal, has changed."""
    found: list[object] = []
    for path in (journal_path, *copies_beside(target)):
        try:
            found.append((path.name, stamp_of(disk.status(path))))
        except OSError:
            found.append(path.name)
    return tuple(found)


class _Joined(NamedTuple):
    state: State | None
    doubts: tuple[Doubt, ...] = ()
    disagreed: int = 0


def _joined(file: Opened, loaded: Loaded, state: State, copy: Path, name: str) -> _Joined:
    from b12track.store.sync.conflicts import belongs_to, load_copy
    from b12track.store.sync.merge import merge

    try:
        other = load_copy(copy, file.check, beside=loaded)
    except StoreFault:  # `doctor` says why
        return _Joined(None, (doubt.copy_unmerged(name, copy.name),))
    if not belongs_to(other.state, loaded.state):
        whose = str(other.snapshot.person.get("name"))
        separately = other.state.header.file != loaded.state.header.file
        return _Joined(None, (doubt.copy_of_another(name, copy.name, whose, separately=separately),))
    merged = merge(state, other.state, to_be_kept=False)
    if merged.state is None:
        return _Joined(state)
    if new_fault(file.check, loaded, merged.state.tables, merged=True) is not None:
        return _Joined(None, (doubt.copy_unmerged(name, copy.name),))
    unplaced = merged.tally.unplaced
    doubts = (doubt.copy_unplaced(name, copy.name, unplaced),) if unplaced else ()
    return _Joined(merged.state, doubts, merged.tally.both)


def _of_file(
    file: Opened, loaded: Loaded, header: Header, journal_path: Path, name: str
) -> tuple[Doubt, ...]:
    found = []
    if not loaded.vouched or header.altered:
        on = altered_on(loaded, file.now().tzinfo) if not loaded.vouched else header.altered
        found.append(doubt.file_changed(name, date.fromisoformat(on)))
    if _is_older(journal_path, header.token, header.vector):
        found.append(doubt.file_older(name))
    return tuple(found)


def _is_older(path: Path, token: str, vector: Mapping[str, int]) -> bool:
    """Say whether a file lacks a change that landed here."""
    try:
        line = journal.last_line(path)
        mark = journal.mark_in(line)
        if mark is not None:
            return not journal.covers(vector, mark.vector)
        if not line or b'"token":"%s"' % token.encode() in line:
            return False
        data = journal.read(path)
    except OSError:
        return False  # that the journal cannot be read is told by `doctor`, and says nothing about the file
    return journal.lacks(data, token, vector)
