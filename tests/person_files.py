"""A data file of one person, and changes to it in few words: what the tests of the store share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from b12track.store.datafile import Datafile
from b12track.store.edits import Change, Edit, Put, Remove
from b12track.store.outcomes import Saved

Record = dict[str, Any]


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 4, 20, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def next_day(self) -> None:
        self.time += timedelta(days=1)


class PersonFile:
    """A data file and who works on it; every call opens the file anew, as commands do."""

    def __init__(self, path: Path, check: Callable[[Record], None] | None = None) -> None:
        self.path = path
        self.clock = Clock()
        self.check = check

    def file(self) -> Datafile:
        return Datafile(self.path, now=self.clock, check=self.check)

    def save(self, *edits: Edit, what: str = "a change") -> Saved:
        return self.file().change(lambda _: Change(what, edits))

    def put(self, kind: str, id: str, **fields: Any) -> Saved:
        return self.save(Put(kind, record(kind, id, **fields)), what=f"put {id}")

    def remove(self, kind: str, id: str) -> Saved:
        return self.save(Remove(kind, id), what=f"remove {id}")

    def undo(self) -> Saved:
        return self.file().undo()

    def redo(self) -> Saved:
        return self.file().redo()

    def exchange(self) -> Record:
        return self.file().read().exchange()

    def ids(self, kind: str) -> list[str]:
        return [each["name" if kind == "symptom_kinds" else "id"] for each in self.exchange().get(kind, [])]

    @property
    def journal(self) -> Path:
        return self.path.with_name(self.path.name + ".journal")

    @property
    def backups(self) -> Path:
        return self.path.with_name(self.path.name + ".backups")


def record(kind: str, id: str, **fields: Any) -> Record:
    """A record with what the store looks at, and whatever else is given."""
    name = {"name": id} if kind == "symptom_kinds" else {"id": id}
    if kind == "symptoms":
        return {**name, "date": "2026-01-05", "scores": {"energy": 3}, **fields}
    return {**name, **fields}
