"""Machines that change one person's file apart, in memory: what the tests of merging begin with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from b12track.domain.record import document
from b12track.store.edits import PERSON, Edit
from b12track.store.file.layout import Header, State, encode
from b12track.store.file.migrations import newest
from b12track.store.file.snapshot import LazyTables, Snapshot
from b12track.store.history.changes import Draft
from b12track.store.sync import merge, stamps

Record = dict[str, Any]

START = datetime(2026, 3, 4, 20, 15, tzinfo=UTC)


class Replica:
    """One machine's state of a file, and its own idea of the time."""

    def __init__(self, state: State, name: str = "a") -> None:
        self.state, self.name, self.time = state, name, START
        self.touched: set[tuple[str, str]] = set()
        self.removed: set[tuple[str, str]] = set()

    def fork(self, name: str, *, ahead: int = 0) -> "Replica":
        """Another machine with the same file, whose clock is some seconds ahead."""
        other = Replica(self.state, name)
        other.time = self.time + timedelta(seconds=ahead)
        return other

    def change(self, *edits: Edit) -> bool:
        """Save a change, as a data file does; one that would not be valid is refused and changes nothing."""
        self.time += timedelta(seconds=1)
        draft = Draft(LazyTables(self.state.tables))
        steps = [step for step in map(draft.apply, edits) if step is not None]
        before = self.state.header
        clock = stamps.mark(draft.tables, steps, stamps.stamp_at(self.time, before.clock))
        header = Header(newest(), before.revision + 1, f"{self.name}{before.revision}", before.file, clock)
        state = State(header, draft.tables.encoded())
        if not steps or not is_valid(state):
            return False
        self.state = state
        self.touched |= {(step.kind, step.id) for step in steps}
        self.removed |= {(step.kind, step.id) for step in steps if step.after is None}
        return True

    def merged(self, other: "Replica") -> "Replica":
        """This machine's file after it has taken the other's in."""
        found = Replica(merged(self.state, other.state), f"{self.name}{other.name}")
        found.time = max(self.time, other.time)
        return found

    @property
    def document(self) -> Record:
        return document_of(self.state)


def begun() -> Replica:
    """A file for Alex with nothing in it."""
    tables = {PERSON: encode({PERSON: {"name": "Alex"}})}
    return Replica(State(Header(newest(), 1, "begun", "file", 1), tables))


def merged(one: State, other: State) -> State:
    """Two states as one; the first where the other knows nothing new."""
    return merge.merge(one, other).state or one


def document_of(state: State) -> Record:
    return Snapshot(state).exchange()


def is_valid(state: State) -> bool:
    return not list(document.check(document_of(state)))
