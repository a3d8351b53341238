"""A data file as it was last read: what reading and writing it both stand on.

What always holds: what is handed out is the newest saved state, read again only where the file is another one since.
It may be shared by threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from b12track.store.disk import disk
from b12track.store.disk.sidecars import sidecars
from b12track.store.faults import Missing, Unreadable, reason
from b12track.store.file.reading import Loaded, load, stamp_of
from b12track.store.file.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from b12track.store.file.layout import State
    from b12track.store.file.reading import Check
    from b12track.store.seen import Seen


class Opened:
    """The data file at a path, which need not exist yet."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], check: Check | None = None) -> None:
        """Name the file; nothing is touched. `check` raises ValueError for an exchange document not valid."""
        self.path = path
        self.now = now
        self.check = check
        self._latest: tuple[Path, Loaded] | None = None
        self._seen: tuple[Loaded, Path, object, Seen] | None = None

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
            raise Unreadable(f"{self.path} cannot be used: {reason(error)}", files=[self.path]) from error

    def read(self) -> Snapshot:
        """Return the state that is saved now; Missing or Unreadable."""
        return self.loaded().snapshot

    def copies(self) -> list[Path]:
        """Return what looks like conflict copies of it; cheap where nothing of the kind lies beside it."""
        from b12track.store import seen

        return seen.copies_beside(disk.real(self.path))

    def seen(self) -> Seen:
        """Return what this machine can see of it, conflict copies merged in memory; Missing or Unreadable."""
        from b12track.store import seen

        loaded, target = self.loaded(), disk.real(self.path)
        known = self._seen if self._seen is not None and self._seen[0] is loaded else None
        journal = known[1] if known is not None else sidecars(target).journal
        around = seen.stamps_around(target, journal)
        if known is not None and known[2] == around:
            return known[3]
        found = seen.look(self, loaded, target, journal)
        self._seen = loaded, journal, around, found
        return found

    def loaded(self) -> Loaded:
        """Return what is saved now with what reading it told: for the store's own modules."""
        target = disk.real(self.path)
        if self._latest is not None and self._latest[0] == target and self._latest[1].stamp == self.stamp():
            return self._latest[1]
        try:
            loaded = load(target, self.check)
        except Missing as error:
            raise Missing(f"{self.path} is not there", files=[self.path]) from error
        self._latest = target, loaded
        return loaded

    def saved(self, target: Path, state: State, size: int) -> Snapshot:
        """Take over a state that was just saved, without reading it: for the store's own modules."""
        snapshot = Snapshot(state)
        self._latest = None
        try:
            status = disk.status(target)
        except OSError:
            return snapshot  # the state is known all the same; whatever the file is now is read next time
        if status.st_size == size:
            loaded = Loaded(state, snapshot, stamp_of(status), state.header.schema, sealed=True, vouched=True)
            self._latest = target, loaded
        return snapshot
