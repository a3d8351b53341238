"""One person's data file: read whole states of it, change it, take changes back.

Everything that writes is `writing`'s part, loaded when something is written: most commands only read, and pay for what
they use.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from b12track.store.disk import disk
from b12track.store.disk.people import list_everybodys
from b12track.store.disk.sidecars import sidecars
from b12track.store.edits import Change, Record
from b12track.store.faults import StoreFault
from b12track.store.file.reading import Check, Loaded
from b12track.store.file.snapshot import Snapshot
from b12track.store.opened import Opened
from b12track.store.outcomes import Saved

if TYPE_CHECKING:
    from b12track.store.doctor import Finding
    from b12track.store.history.deletions import Deletion, Gone
    from b12track.store.history.past import Past
    from b12track.store.history.versions import Lost, Made, Version
    from b12track.store.sync.merge import Tally


class Datafile(Opened):
    """The data file at a path, which need not exist yet, and all that can be asked of it."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], check: Check | None = None) -> None:
        """Name the file, as above."""
        super().__init__(path, now=now, check=check)
        self._alike: dict[Path, Loaded] = {}

    def create(self, person: Record) -> Snapshot:
        """Make the file for a person; Exists if there is one."""
        from b12track.store import writing

        return writing.create(self, person)

    def blank(self, person: Record) -> Snapshot:
        """Return the state that the file would have if it were made for a person; nothing is written."""
        from b12track.store import writing

        return writing.blank(self, person)

    def change(self, work: Callable[[Snapshot], Change]) -> Saved:
        """Save what `work` makes of the newest state, with no other program in between."""
        from b12track.store import writing

        return writing.change(self, work)

    def undo(self, confirmed: str | None = None) -> Saved:
        """Take back the latest change that is not yet taken back; NothingLeft or UndoConflict.

        Where a change was shown and confirmed, its token says which, and another one is not taken back for it.
        """
        from b12track.store import writing

        return writing.undo(self, confirmed)

    def redo(self) -> Saved:
        """Bring back what the latest undo took back; NothingLeft or UndoConflict."""
        from b12track.store import writing

        return writing.redo(self)

    def merge(self, other: Loaded, what: str, *, keeps_person: bool = False) -> "tuple[Saved, Tally]":
        """Take in what another file holds, in one change; with `keeps_person` but for whose it is. Unmergeable."""
        from b12track.store import writing

        return writing.merge(self, other, what, keeps_person=keeps_person)

    def other(self, path: Path) -> Loaded:
        """Return what another file of a person holds, every byte looked at; Missing, or Unreadable with why."""
        from b12track.store.sync.conflicts import load_copy

        return load_copy(path, self.check, beside=self.loaded())

    def says_it_began_as_this(self, path: Path) -> bool:
        """Say whether a file names itself as begun as this one, by its first line alone: a look that costs nothing."""
        from b12track.store.file.reading import header_at

        ours = self.loaded().state.header.file
        try:
            header = header_at(path)
        except OSError:
            return False
        return bool(ours) and header is not None and header.file == ours

    def is_of_this(self, other: Loaded) -> bool:
        """Say whether another file began as this one and bears the same name: then nobody needs to be asked."""
        from b12track.store.sync.conflicts import belongs_to

        return belongs_to(other.state, self.loaded().state)

    def began_as_this(self, other: Loaded) -> bool:
        """Say whether another file began as this one, whoever's it is by now."""
        ours = self.loaded().state.header.file
        return bool(ours) and other.state.header.file == ours

    def begun_alike(self, *, thoroughly: bool = False) -> Iterator[tuple[Path, Loaded]]:
        """Go through the other files in the folder that were begun as this one, by a copy; who cannot be read is none.

        Whether one is of the same person is still to be asked. A file that another program has laid out anew tells how
        it was begun only where it is read `thoroughly`. One that stayed as it was is not read again.
        """
        here = disk.real(self.path)
        for path in list_everybodys(self.path.parent):
            if path == self.path or disk.real(path) == here:
                continue
            if not thoroughly and not self.says_it_began_as_this(path):
                continue
            try:
                known = self._alike.get(path)
                if known is None or known.stamp != disk.stamp(path):
                    known = self._alike[path] = self.other(path)
            except (OSError, StoreFault):
                continue
            if self.began_as_this(known):
                yield path, known

    def twins(self) -> list[Path]:
        """Return the files beside this one that hold the same person's record and are not called copies of it."""
        try:
            return [path for path, loaded in self.begun_alike() if self.is_of_this(loaded)]
        except StoreFault:
            return []  # what cannot be looked through is told where it is looked at

    def put_away(self, copy: Path) -> Path | None:
        """Move a conflict copy that lies beside the file among its own copies; None for any other file; OSError."""
        from b12track.store.disk import backups

        if disk.real(copy.parent) / copy.name not in self.copies():
            return None
        return backups.take_in(copy, self.kept_in())

    def kept_in(self) -> Path:
        """Return the folder where the file's copies are kept, which need not be there yet."""
        return sidecars(disk.real(self.path)).backups

    def forget_changes(self) -> None:
        """Leave no change to take back, as in a made-up year that begins with its records."""
        disk.remove(sidecars(disk.real(self.path)).journal)

    def latest(self, count: int = 1) -> "list[Made]":
        """Return the latest changes that are not taken back yet, the last one first: what undo takes back in turn."""
        from b12track.store.history.versions import latest

        return latest(self, count)

    def amended(self, kind: str) -> dict[str, tuple[Record, str]]:
        """Return the records of a kind that were changed after they were saved: as they were first, and when last."""
        from b12track.store.history.versions import amended

        return amended(self, kind)

    def deleted(self) -> "list[Gone]":
        """Return what was deleted and is not there now, what went last first."""
        from b12track.store.history.deletions import deleted

        return deleted(self)

    def deletion_of(self, id: str) -> "Deletion | None":
        """Return what went in the same deletion as a record, itself first; None if none was deleted."""
        from b12track.store.history.deletions import deletion_of

        return deletion_of(self, id)

    def as_of(self, end: datetime) -> "Past":
        """Return the state that the last change written by a moment led to; Unknown."""
        from b12track.store.history.past import as_of

        return as_of(self, end)

    def lost(self) -> "list[Lost]":
        """Return the changes that were saved here and are not in the file, the first first."""
        from b12track.store.history.versions import lost

        return lost(self)

    def accept(self) -> Saved:
        """Take the file as it is: what something else wrote is ours from now on, and nothing is missed in it."""
        from b12track.store import writing

        return writing.accept(self)

    def versions(self, id: str) -> "list[Version]":
        """Return the earlier contents of a record, newest first, each once and the present one left out."""
        from b12track.store.history.versions import versions

        return versions(self, id)

    def inspect(self) -> "list[Finding]":
        """Look the file and what belongs to it over, changing nothing."""
        from b12track.store.doctor import inspect

        return inspect(self.path, self.check)
