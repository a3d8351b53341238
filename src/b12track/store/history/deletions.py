"""What was deleted and is not there now, with what went in the same deletion.

What always holds: it comes from the chain of changes that led to the file as it is; each record once, as it last was.
What goes together is told by the records themselves: an adjustment speaks of its plan, an injection of its supply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from b12track.store.history import journal

if TYPE_CHECKING:
    from b12track.store.edits import Record
    from b12track.store.history.journal import Entry
    from b12track.store.history.steps import Step
    from b12track.store.opened import Opened

SPEAKS_OF = {
    "adjustments": ("plan_id", "plans"),
    "transitions": ("plan_id", "plans"),
    "injections": ("supply_id", "supplies"),
}


class Gone(NamedTuple):
    """A record that was deleted: when and by which change, and whether that change was an undo."""

    kind: str
    document: Record
    at: str
    what: str
    taken_back: bool


class Deletion(NamedTuple):
    """What went in one deletion: the records, and the ones that were changed because of it, as they were and became."""

    gone: tuple[Gone, ...]
    unlinked: tuple[tuple[str, Record, Record], ...]


def deleted(file: Opened) -> list[Gone]:
    """Return what was deleted and is not there now, what went last first."""
    return [gone for gone, _, _ in _deleted(file)]


def deletion_of(file: Opened, id: str) -> Deletion | None:
    """Return what went in the same deletion as a record, itself first; None if no such record was deleted."""
    found = next(((step, entry) for gone, step, entry in _deleted(file) if step.id == id), None)
    if found is None:
        return None
    step, entry = found
    assert step.before is not None, "what was deleted was there"
    removed = {
        (each.kind, each.id): each for each in entry.edits if each.after is None and each.before is not None
    }
    # Whoever asks for an adjustment that went with its plan asks for the plan.
    field, kind = SPEAKS_OF.get(step.kind, ("", ""))
    root = removed.get((kind, str(step.before.get(field))), step) if field else step
    steps = [root, *(each for each in removed.values() if each is not root and _speaks_of(each, root))]
    unlinked = tuple(
        (each.kind, each.before, each.after)
        for each in entry.edits
        if each.before is not None and each.after is not None and _speaks_of(each, root)
    )
    now = file.read()
    return Deletion(
        tuple(_gone(each, entry) for each in steps if now.get(each.kind, each.id) is None), unlinked
    )


def _deleted(file: Opened) -> list[tuple[Gone, Step, Entry]]:
    now, found, seen = file.read(), [], set[tuple[str, str]]()
    header = file.loaded().state.header
    for entry in journal.chain(journal.of(file.path, header), header.token):
        for step in reversed(entry.edits):
            if (step.kind, step.id) in seen:
                continue
            seen.add((step.kind, step.id))
            if step.after is None and step.before is not None and now.get(step.kind, step.id) is None:
                found.append((_gone(step, entry), step, entry))
    return found


def _gone(step: Step, entry: Entry) -> Gone:
    assert step.before is not None, "what was deleted was there"
    return Gone(step.kind, step.before, entry.at, entry.what, entry.undoes is not None)


def _speaks_of(step: Step, root: Step) -> bool:
    field, kind = SPEAKS_OF.get(step.kind, ("", ""))
    return kind == root.kind and step.before is not None and step.before.get(field) == root.id
