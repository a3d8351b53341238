"""One person's data file: read whole states of it, change it, take changes back.

Every change is one atomic save under the lock, made from the newest state: the file is read again there if it
is no longer the one that was read. Whatever goes wrong before the new file is in place leaves everything as
it was, and what was prepared in memory is dropped. A `Datafile` may be shared by threads.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from b12track.store import backups, disk, journal, saving
from b12track.store.changes import Draft
from b12track.store.edits import PERSON
from b12track.store.faults import Exists, Missing, NothingLeft, UndoConflict, Unreadable, WriteFailed, reason
from b12track.store.layout import Header, NotKeepable, State, encode, same, to_bytes
from b12track.store.lock import Lock
from b12track.store.migrations import newest
from b12track.store.reading import Loaded, load, stamp_of
from b12track.store.sidecars import sidecars
from b12track.store.snapshot import Snapshot
from b12track.store.tables import LazyTables

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from b12track.store.changes import Step
    from b12track.store.edits import Change, Record
    from b12track.store.inspection import Finding
    from b12track.store.journal import Entry
    from b12track.store.reading import Check

__all__ = ["Datafile", "Saved", "Snapshot", "Version"]


class Saved(NamedTuple):
    """What came of a change: the state now, what it is called, whether anything differed, and any doubt."""

    snapshot: Snapshot
    what: str
    changed: bool
    warning: str | None


class Version(NamedTuple):
    """An earlier content of a record: when and by which change it ended, and the record itself.

    Of a content that no change ended, because a file restored by hand took its place: when and by which it came.
    """

    at: str
    what: str
    kind: str
    document: Record


class _Deed(NamedTuple):
    """A change that is ready to be saved."""

    what: str
    steps: tuple[Step, ...]
    undoes: str | None = None
    redoes: str | None = None


class Datafile:
    """The data file at a path, which need not exist yet."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], check: Check | None = None) -> None:
        """Name the file; nothing is touched. `check` raises ValueError for an exchange document not valid."""
        self.path = path
        self._now = now
        self._check = check
        self._latest: tuple[Path, Loaded] | None = None

    def exists(self) -> bool:
        """Say whether there is a file."""
        return self.stamp() is not None

    def stamp(self) -> object:
        """Return what differs whenever the file has changed; None when it is not there."""
        try:
            return stamp_of(disk.status(self.path))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Unreadable(f"{self.path} cannot be used: {reason(error)}") from error

    def read(self) -> Snapshot:
        """Return the state that is saved now; Missing or Unreadable."""
        return self._load().snapshot

    def create(self, person: Record) -> Snapshot:
        """Make the file for a person; Exists if there is one."""
        target = disk.real(self.path)
        saving.make_folders(target.parent)
        with Lock(sidecars(target).lock):
            if self.exists():
                raise Exists(f"{self.path} is there already; nothing was changed")
            try:
                state = State(Header(newest(), 1, _token()), {PERSON: encode({PERSON: person})})
            except NotKeepable as error:
                raise WriteFailed(f"nothing was saved to {self.path}: {error}") from error
            saving.make(target, data := to_bytes(state))
            return self._now_saved(target, state, len(data))

    def change(self, work: Callable[[Snapshot], Change]) -> Saved:
        """Save what `work` makes of the newest state, with no other program in between."""

        def deed(loaded: Loaded, draft: Draft) -> _Deed:
            what, edits = work(loaded.snapshot)
            done = [draft.apply(edit) for edit in edits]
            return _Deed(what, tuple(step for step in done if step is not None))

        return self._save(deed)

    def undo(self) -> Saved:
        """Take back the latest change that is not yet taken back; NothingLeft or UndoConflict."""

        def deed(loaded: Loaded, draft: Draft) -> _Deed:
            entry = journal.to_undo(self._journal(), loaded.state.header.token)
            if entry is None:
                raise NothingLeft("there is nothing to undo")
            return _Deed(entry.what, self._reversed(entry, loaded, draft), undoes=entry.token)

        return self._save(deed)

    def redo(self) -> Saved:
        """Bring back what the latest undo took back; NothingLeft or UndoConflict."""

        def deed(loaded: Loaded, draft: Draft) -> _Deed:
            entry = journal.to_redo(self._journal(), loaded.state.header.token)
            if entry is None:
                raise NothingLeft("there is nothing to redo")
            return _Deed(entry.what, self._reversed(entry, loaded, draft), redoes=entry.token)

        return self._save(deed)

    def versions(self, id: str) -> list[Version]:
        """Return the earlier contents of a record, newest first, each once and the present one left out.

        They come from the whole journal, also from changes that a file restored by hand no longer knows:
        whoever looks for a lost version looks for just those.
        """
        found: list[Version] = []
        now = self.read()
        for entry in filter(None, journal.entries(self._journal())):
            for step in reversed([step for step in entry.edits if step.id == id]):
                known = [now.get(step.kind, id), *(version.document for version in found)]
                for record in (step.after, step.before):
                    if record is not None and not any(same(record, other) for other in known):
                        found.append(Version(entry.at, entry.what, step.kind, record))
                        known.append(record)
        return found

    def inspect(self) -> list[Finding]:
        """Look the file and what belongs to it over, changing nothing."""
        from b12track.store.inspection import inspect  # here, because only `doctor` asks

        return inspect(self.path, self._check)

    def _load(self) -> Loaded:
        target = disk.real(self.path)
        if self._latest is not None and self._latest[0] == target and self._latest[1].stamp == self.stamp():
            return self._latest[1]
        try:
            loaded = load(target, self._check)
        except Missing as error:
            raise Missing(f"{self.path} is not there") from error
        self._latest = target, loaded
        return loaded

    def _journal(self) -> bytes:
        path = sidecars(disk.real(self.path)).journal
        try:
            return journal.read(path)
        except OSError as error:
            raise Unreadable(f"{path} cannot be read: {reason(error)}; nothing was changed") from error

    def _reversed(self, entry: Entry, loaded: Loaded, draft: Draft) -> tuple[Step, ...]:
        if entry.schema != loaded.state.header.schema:
            raise UndoConflict(
                f"{entry.what!r} was saved by an older b12track, before the file was brought up to date"
            )
        steps = tuple(draft.reverse(step) for step in reversed(entry.edits))
        if self._check is not None:
            # Only a file that others have edited since can fail here, and one that was not valid before may go on.
            after = Snapshot(State(loaded.state.header, draft.tables.encoded()))
            fault = _fault(self._check, after)
            if fault is not None and _fault(self._check, loaded.snapshot) is None:
                raise UndoConflict(f"without {entry.what!r} the file would not be valid: {fault}")
        return steps

    def _save(self, make: Callable[[Loaded, Draft], _Deed]) -> Saved:
        if not self.exists():
            raise Missing(f"{self.path} is not there")
        target = disk.real(self.path)
        places = sidecars(target)
        with Lock(places.lock):
            loaded = self._load()
            draft = Draft(LazyTables(loaded.state.tables))
            try:
                deed = make(loaded, draft)
                if not deed.steps:
                    return Saved(loaded.snapshot, deed.what, changed=False, warning=None)
                header = Header(newest(), loaded.state.header.revision + 1, _token())
                state = State(header, draft.tables.encoded())
                line = journal.line_of(self._entry(deed, header, loaded.state.header.token))
            except NotKeepable as error:
                raise WriteFailed(f"nothing was saved to {self.path}: {error}") from error
            data = to_bytes(state)

            def prepare() -> str | None:
                if loaded.schema != newest():
                    backups.keep_schema(target, places.backups, loaded.schema, loaded.state.header.revision)
                journal.append(places.journal, line)
                return self._backup(target, places.backups)

            warning = saving.replace(target, data, prepare)
            return Saved(self._now_saved(target, state, len(data)), deed.what, changed=True, warning=warning)

    def _now_saved(self, target: Path, state: State, size: int) -> Snapshot:
        # What was saved is known without reading it; whatever cannot be told about the file now is read next time.
        snapshot = Snapshot(state)
        try:
            status = disk.status(target)
        except OSError:
            self._latest = None
        else:
            loaded = Loaded(state, snapshot, stamp_of(status), state.header.schema, sealed=True)
            self._latest = (target, loaded) if status.st_size == size else None
        return snapshot

    def _entry(self, deed: _Deed, header: Header, parent: str) -> Entry:
        return journal.Entry(
            revision=header.revision,
            token=header.token,
            parent=parent,
            schema=header.schema,
            at=self._now().isoformat(),
            what=deed.what,
            edits=deed.steps,
            undoes=deed.undoes,
            redoes=deed.redoes,
        )

    def _backup(self, target: Path, folder: Path) -> str | None:
        try:
            backups.keep_day(target, folder, self._now().date().isoformat())
        except OSError as error:
            return f"saved, but the day's backup in {folder} could not be made: {reason(error)}"
        return None


def _token() -> str:
    return os.urandom(12).hex()


def _fault(check: Check, snapshot: Snapshot) -> str | None:
    try:
        check(snapshot.exchange())
    except ValueError as error:
        return str(error)
    return None
