"""One person's data file: read whole states of it, change it, take changes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from b12track.store.edits import Change, Record


class Snapshot:
    """One whole saved state, which never changes; every record that it hands out is a fresh copy."""

    revision: int
    person: Record

    def documents(self, kind: str) -> list[Record]:
        """Return the records of a kind in their order; symptom logs oldest year first."""
        ...

    def documents_of_year(self, kind: str, year: int) -> list[Record]:
        """Return the symptom logs of one year."""
        ...

    def years(self) -> list[int]:
        """Return the years that have symptom logs, oldest first."""
        ...

    def get(self, kind: str, id: str) -> Record | None:
        """Return one record, or None."""
        ...

    def find(self, id: str) -> tuple[str, Record] | None:
        """Return the kind and the record that has this id (or, for a symptom kind, this name)."""
        ...

    def ids(self, prefix: str) -> list[str]:
        """Return the record ids that begin so (names of symptom kinds are no ids)."""
        ...

    def exchange(self) -> Record:
        """Return the whole exchange document."""
        ...


class Saved(NamedTuple):
    """What came of a change: the state now, what it was, whether anything differed, and a doubt if there is one."""

    snapshot: Snapshot
    what: str
    changed: bool
    warning: str | None


class Version(NamedTuple):
    """An earlier content of a record: until when it stood, which change ended it, and the record itself."""

    at: str
    what: str
    kind: str
    document: Record


class Finding(NamedTuple):
    """One thing that an inspection found: level is "ok", "warning" or "error"."""

    level: str
    text: str


class Datafile:
    """The data file at a path, which need not exist yet."""

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime],
        check: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        """Name the file; nothing is touched. `check` raises a ValueError for an exchange document that is not valid."""

    def exists(self) -> bool:
        """Say whether there is a file."""
        ...

    def stamp(self) -> object:
        """Return what differs whenever the file has changed; None when it is not there."""
        ...

    def read(self) -> Snapshot:
        """Return the state that is saved now."""
        ...

    def create(self, person: Record) -> Snapshot:
        """Make the file for a person."""
        ...

    def change(self, work: Callable[[Snapshot], Change]) -> Saved:
        """Save what `work` makes of the newest state, with no other program in between."""
        ...

    def undo(self) -> Saved:
        """Take back the latest change that is not yet taken back."""
        ...

    def redo(self) -> Saved:
        """Bring back what the latest undo took back."""
        ...

    def versions(self, id: str) -> list[Version]:
        """Return the earlier contents of a record, newest first."""
        ...

    def inspect(self) -> list[Finding]:
        """Look the file and what belongs to it over, changing nothing."""
        ...
