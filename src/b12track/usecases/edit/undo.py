"""What undo would take back, before it does.

What always holds: what changes when the next dose is wanted (an injection, a plan, an adjustment, a transition) is
asked about first, because a key pressed by mistake must not move a date.
"""

from typing import NamedTuple

from b12track.store.history import journal
from b12track.usecases.edit.change import redo, undo
from b12track.usecases.person_file import PersonFile

__all__ = ["Undoable", "next_undo", "redo", "undo"]

_MOVES_DATES = frozenset({"injections", "plans", "adjustments", "transitions"})


class Undoable(NamedTuple):
    """The latest change that is not taken back yet: what it is called, and whether it moves dates."""

    what: str
    moves_dates: bool


def next_undo(person_file: PersonFile) -> Undoable | None:
    """What undo would take back now; None where nothing is left."""
    token = person_file.file.loaded().state.header.token
    entry = journal.to_undo(journal.of(person_file.path), token)
    if entry is None:
        return None
    return Undoable(entry.what, any(step.kind in _MOVES_DATES for step in entry.edits))
