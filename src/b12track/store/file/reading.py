"""A whole saved state from a path, without a lock.

A save puts a complete new file in the place of the old one, so whoever opens the path gets the one or the
other, never a mixture. Reading changes nothing on the disk, not even to put right what is out of date.
"""

from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from b12track.domain.record.faults import Deed
from b12track.store.disk import disk
from b12track.store.faults import Missing, Unreadable, reason
from b12track.store.file.layout import (
    GONE,
    STAMPS,
    SYMPTOM_YEARS,
    Header,
    State,
    from_bytes,
    header_of,
    holds_more_than_text,
)
from b12track.store.file.migrations import newest, reads_alike
from b12track.store.file.snapshot import Snapshot

Check = Callable[[dict[str, Any]], object]

_FIRST_LINE_BYTES = 4096
MOST_BYTES = 64 * 1024 * 1024
"""Fifty years of daily logs are about five megabytes; what is larger than this is no record of a person."""


class Loaded(NamedTuple):
    """A state with what reading it told: which file it was, its schema there, and whether the checksum fitted.

    `vouched` says that the bytes are as b12track wrote them, `sealed` also that this b12track reads them as they lie.
    """

    state: State
    snapshot: Snapshot
    stamp: disk.Stamp
    schema: int
    sealed: bool
    vouched: bool

    def is_still_at(self, path: Path) -> bool:
        """Say whether the file at a path is the one that was read; OSError.

        A second name, such as a backup's, makes it no other; nor do the numbers of a file system that gives new ones
        each time: then the file itself says which state it holds.
        """
        if disk.stamp(path)[:3] == self.stamp[:3]:
            return True
        if not self.sealed:
            return False
        header = header_at(path)
        return header is not None and header == self.state.header._replace(schema=self.schema)


def header_at(path: Path) -> Header | None:
    """Return what a file says of itself in its first line, if b12track wrote that; OSError."""
    return header_of(disk.beginning(path, _FIRST_LINE_BYTES).partition(b"\n")[0])


def load(path: Path, check: Check | None, *, trusting: bool = True, beside: Loaded | None = None) -> Loaded:
    """Return what the file at a real path holds; Missing or Unreadable.

    Who does not trust a checksum that fits, because anybody can make one, has every byte looked at. Of a copy that lies
    beside a file as b12track wrote it, only what differs need be looked at: fifty years of logs are alike in both.
    """
    try:
        data, stamp = disk.content(path, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing(f"{path} is not there", files=[path]) from error
    except OSError as error:
        raise unusable(path, f"it cannot be read: {reason(error)}") from error
    state = from_bytes(data)
    vouched = state is not None
    schema = state.header.schema if state is not None else 0
    sealed = state is not None and reads_alike(schema)
    if state is not None and sealed:
        state = state._replace(header=state.header._replace(schema=newest()))
        if trusting and not holds_more_than_text(data):
            return Loaded(state, Snapshot(state), stamp, schema, sealed, vouched)
    # Here, because most files are as we left them.
    from b12track.store.file.strict import Damaged, Newer, from_any_bytes, looked_over

    alike: frozenset[str] = frozenset()
    try:
        if sealed and state is not None and beside is not None and beside.sealed and beside.vouched:
            alike = logs_alike(state, beside.state)
            state, tables = looked_over(state, alike)
        else:
            state, tables, schema = from_any_bytes(data)
        snapshot = Snapshot(state, tables)
        if check is not None:
            check(snapshot.shared(without=alike))
    except Newer as error:
        kept = f"{path} cannot be used: {error}; it was kept as it is"
        raise Unreadable(kept, "update b12track", why=str(error), files=[path]) from error
    except Damaged as error:
        raise unusable(path, str(error)) from error
    except (ValueError, RecursionError) as error:
        raise unusable(path, " ".join(str(error).split())) from error
    return Loaded(state, snapshot, stamp, schema, sealed, vouched)


def logs_alike(one: State, other: State) -> frozenset[str]:
    """Return the years whose logs, with what merging needs of them, are the same in two states."""
    return frozenset(
        name
        for name in one.tables
        if name.startswith(SYMPTOM_YEARS)
        and all(one.tables.get(each) == other.tables.get(each) for each in (name, STAMPS + name, GONE + name))
    )


def unusable(path: Path, why: str) -> Unreadable:
    """Return the fault that says why, that nothing was touched, and where to turn."""
    from b12track.store.disk.sidecars import is_there, sidecars  # here, because only who has trouble asks

    kept = f"{path} cannot be used: {why}; it was kept as it is"
    backups = sidecars(path).backups
    earlier = f"; earlier states are in {backups}" if is_there(backups) else ""
    return Unreadable(kept + earlier, Deed("doctor"), why=why, files=[path, backups])


def new_fault(
    check: Check | None, loaded: Loaded, tables: dict[str, bytes], *, merged: bool = False
) -> str | None:
    """Return what would not be valid in these tables and was in a file's own; None where nothing is.

    Only a file that others have edited since can have a fault; one that was not valid before may go on. The years of
    logs that are the file's own, as b12track wrote them, are not looked at again; nor are those that were merged of two
    sides that had been looked at, because a day has one log there, made of scores that each side could have.
    """
    if check is None:
        return None
    state = State(loaded.state.header, tables)
    alike = frozenset[str]()
    if loaded.vouched and loaded.sealed:
        logs = frozenset(table for table in tables if table.startswith(SYMPTOM_YEARS))
        alike = logs if merged else logs_alike(state, loaded.state)
    fault = _fault(check, Snapshot(state).shared(without=alike))
    known = fault is not None and _fault(check, loaded.snapshot.shared(without=alike)) is not None
    return None if known else fault


def _fault(check: Check, document: dict[str, Any]) -> str | None:
    try:
        check(document)
    except ValueError as error:
        return " ".join(str(error).split())
    return None


def altered_on(loaded: Loaded, zone: tzinfo | None) -> str:
    """Return the day on which a file was last written to, as far as it tells."""
    _, written, *_ = loaded.stamp
    return datetime.fromtimestamp(written / 1e9, zone).date().isoformat()
