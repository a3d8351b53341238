"""Changes of a data file: made from the newest state, under the lock, saved in one step.

The file is read again under the lock if it is no longer the one that was read before, and once more if a program that
knows no lock has put another in its place meanwhile: one that keeps the folder in step with other machines. Whatever
goes wrong before the new file is in place leaves everything as it was; what was prepared in memory is dropped.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from b12track.store.disk import backups, disk, saving
from b12track.store.disk.hold import held
from b12track.store.edits import PERSON
from b12track.store.faults import (
    Exists,
    Missing,
    NothingLeft,
    UndoConflict,
    Unmergeable,
    Untraceable,
    WriteFailed,
    reason,
)
from b12track.store.file.layout import Header, NotKeepable, State, encode, to_bytes
from b12track.store.file.migrations import newest, reads_alike
from b12track.store.file.snapshot import Snapshot
from b12track.store.file.tables import LazyTables
from b12track.store.history import journal
from b12track.store.history.changes import Draft, Step
from b12track.store.outcomes import Saved
from b12track.store.sync import stamps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from b12track.store.disk.sidecars import Sidecars
    from b12track.store.edits import Change, Record
    from b12track.store.file.reading import Check, Loaded
    from b12track.store.history.changes import Kept
    from b12track.store.history.journal import Entry
    from b12track.store.opened import Opened
    from b12track.store.sync.merge import Tally

TRIES = 5
"""How often a change is made anew because another program has replaced the file meanwhile."""


class _Deed(NamedTuple):
    """A change that is ready to be saved; `state` is what it leads to where the draft does not say it."""

    what: str
    steps: tuple[Step, ...]
    undoes: str | None = None
    redoes: str | None = None
    kept: tuple[Kept, ...] = ()
    state: State | None = None


class _Overtaken(Exception):
    """Another program has put another file in the place of the one that was read."""


def blank(file: Opened, person: Record) -> Snapshot:
    """The state that a new file for a person would have; nothing is written."""
    return Snapshot(_first_state(file, person))


def _first_state(file: Opened, person: Record) -> State:
    try:
        tables = LazyTables({PERSON: encode({PERSON: person})})
        clock = stamps.stamp_at(file.now(), 0)
        stamps.mark(tables, [Step(PERSON, PERSON, None, person, None)], clock)
        return State(Header(newest(), 1, _token(), _token(), clock), tables.encoded())
    except NotKeepable as error:
        raise WriteFailed(f"nothing was saved to {file.path}: {error}") from error


def create(file: Opened, person: Record) -> Snapshot:
    """Make the file for a person; Exists if there is one."""
    target = disk.real(file.path)
    saving.make_folders(target.parent)
    with held(target) as places:
        if file.exists():
            raise Exists(f"{file.path} is there already; nothing was changed")
        state = _first_state(file, person)
        saving.make(target, data := to_bytes(state), places.half)
        return file.saved(target, state, len(data))


def change(file: Opened, work: Callable[[Snapshot], Change]) -> Saved:
    """Save what `work` makes of the newest state."""

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        what, edits = work(loaded.snapshot)
        done = [draft.apply(edit) for edit in edits]
        return _Deed(what, tuple(step for step in done if step is not None))

    return _save(file, deed)


def undo(file: Opened) -> Saved:
    """Take back the latest change that is not yet taken back."""

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        header, known = loaded.state.header, journal.of(file.path)
        entry = journal.to_undo(known, header.token)
        if entry is None:
            if journal.is_whole(known, header.token, header.revision):
                raise NothingLeft("there is nothing to undo")
            raise Untraceable("the change before is not in the journal here")
        return _Deed(entry.what, _reversed(file, entry, loaded, draft), undoes=entry.token)

    return _save(file, deed)


def redo(file: Opened) -> Saved:
    """Bring back what the latest undo took back."""

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        entry = journal.to_redo(journal.of(file.path), loaded.state.header.token)
        if entry is None:
            raise NothingLeft("there is nothing to redo")
        return _Deed(entry.what, _reversed(file, entry, loaded, draft), redoes=entry.token)

    return _save(file, deed)


def merge(file: Opened, other: Loaded, what: str) -> tuple[Saved, Tally]:
    """Take in what another file of the same person holds, in one change; Unmergeable."""
    from b12track.store.sync import merge as merging
    from b12track.store.sync import way

    tallies: list[Tally] = []

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        merged = merging.merge(loaded.state, other.state)
        tallies[:] = [merged.tally]
        if merged.state is None:
            return _Deed(what, ())
        fault = _new_fault(file.check, loaded, merged.state.tables)
        if fault is not None:
            raise Unmergeable(f"what came of it would not be valid: {fault}")
        steps = tuple(way.steps(draft, loaded.state.tables, merged.state.tables))
        return _Deed(what, steps, kept=merged.kept, state=merged.state)

    saved = _save(file, deed)
    return saved, tallies[0]


def _reversed(file: Opened, entry: Entry, loaded: Loaded, draft: Draft) -> tuple[Step, ...]:
    if not reads_alike(entry.schema):
        raise UndoConflict(
            f"{entry.what!r} was saved by an older b12track, before the file was brought up to date"
        )
    steps = tuple(draft.reverse(step) for step in reversed(entry.edits))
    fault = _new_fault(file.check, loaded, draft.tables.encoded())
    if fault is not None:
        raise UndoConflict(f"without {entry.what!r} the file would not be valid: {fault}")
    return steps


def _new_fault(check: Check | None, loaded: Loaded, tables: dict[str, bytes]) -> str | None:
    # Only a file that others have edited since can have one here; a file that was not valid before may go on.
    if check is None:
        return None
    fault = _fault(check, Snapshot(State(loaded.state.header, tables)))
    return fault if fault is not None and _fault(check, loaded.snapshot) is None else None


def _fault(check: Check, snapshot: Snapshot) -> str | None:
    try:
        check(snapshot.exchange())
    except ValueError as error:
        return " ".join(str(error).split())
    return None


def _save(file: Opened, make: Callable[[Loaded, Draft], _Deed]) -> Saved:
    # Before the lock, which would leave its file in the folder.
    if not file.exists():
        raise Missing(f"{file.path} is not there")
    target = disk.real(file.path)
    with held(target) as places:
        for _ in range(TRIES):
            try:
                return _save_once(file, target, places, make)
            except _Overtaken:
                continue
    raise WriteFailed(f"nothing was saved to {file.path}: another program keeps replacing it; try again")


def _save_once(file: Opened, target: Path, places: Sidecars, make: Callable[[Loaded, Draft], _Deed]) -> Saved:
    loaded = file.loaded()
    before = loaded.state.header
    draft = Draft(LazyTables(loaded.state.tables))
    try:
        deed = make(loaded, draft)
        if not deed.steps and deed.state is None:
            return Saved(loaded.snapshot, deed.what, changed=False, warning=None)
        state = deed.state or _marked(file, before, draft, deed)
        line = journal.line_of(_entry(file, deed, state.header, before.token))
    except NotKeepable as error:
        raise WriteFailed(f"nothing was saved to {file.path}: {error}") from error

    def prepare() -> str | None:
        if loaded.schema != newest():
            backups.keep_schema(target, places.backups, loaded.schema, before.revision)
        journal.append(places.journal, line)
        warning = _backup(file, target, places.backups)
        # A moment remains between this look and the replace; no system offers to do both in one.
        if not loaded.is_still_at(target):
            raise _Overtaken
        return warning

    data = to_bytes(state)
    warning = saving.replace(target, data, prepare, places.half)
    return Saved(file.saved(target, state, len(data)), deed.what, changed=bool(deed.steps), warning=warning)


def _marked(file: Opened, before: Header, draft: Draft, deed: _Deed) -> State:
    clock = stamps.mark(draft.tables, deed.steps, stamps.stamp_at(file.now(), before.clock))
    header = Header(newest(), before.revision + 1, _token(), before.file or _token(), clock)
    return State(header, draft.tables.encoded())


def _entry(file: Opened, deed: _Deed, header: Header, parent: str) -> Entry:
    return journal.Entry(
        revision=header.revision,
        token=header.token,
        parent=parent,
        schema=header.schema,
        at=file.now().isoformat(),
        what=deed.what,
        edits=deed.steps,
        undoes=deed.undoes,
        redoes=deed.redoes,
        kept=deed.kept,
    )


def _backup(file: Opened, target: Path, folder: Path) -> str | None:
    try:
        backups.keep_day(target, folder, file.now().date().isoformat())
    except OSError as error:
        return f"saved, but the day's backup in {folder} could not be made: {reason(error)}"
    return None


def _token() -> str:
    return os.urandom(12).hex()
