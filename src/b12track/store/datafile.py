"""One person's data file: read whole states of it, change it, take changes back.

Everything that writes is `writing`'s part, loaded when something is written: most commands only read, and pay for what
they use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from b12track.store.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from b12track.store.edits import Change, Record
    from b12track.store.file.reading import Loaded
    from b12track.store.file.snapshot import Snapshot
    from b12track.store.outcomes import Finding, Saved, Version
    from b12track.store.sync.merge import Tally


class Datafile(Opened):
    """The data file at a path, which need not exist yet, and all that can be asked of it."""

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

    def undo(self) -> Saved:
        """Take back the latest change that is not yet taken back; NothingLeft or UndoConflict."""
        from b12track.store import writing

        return writing.undo(self)

    def redo(self) -> Saved:
        """Bring back what the latest undo took back; NothingLeft or UndoConflict."""
        from b12track.store import writing

        return writing.redo(self)

    def merge(self, other: Loaded, what: str) -> tuple[Saved, Tally]:
        """Take in what another file of the same person holds, in one change; Unmergeable."""
        from b12track.store import writing

        return writing.merge(self, other, what)

    def versions(self, id: str) -> list[Version]:
        """Return the earlier contents of a record, newest first, each once and the present one left out."""
        from b12track.store.history.versions import versions

        return versions(self, id)

    def inspect(self) -> list[Finding]:
        """Look the file and what belongs to it over, changing nothing."""
        from b12track.store.doctor import inspect

        return inspect(self.path, self.check)
