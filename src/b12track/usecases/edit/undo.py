"""What undo would take back, before it does.

What always holds: what changes when the next dose is wanted (an injection, a plan, an adjustment, a transition) is
asked about first, because a key pressed by mistake must not move a date. What was confirmed is what is taken back: the
`token` of what was shown goes with the yes, and where another program has saved meanwhile nothing happens.
"""

from typing import NamedTuple

from b12track.usecases.edit.change import redo, undo
from b12track.usecases.person_file import PersonFile

__all__ = ["Undoable", "latest_changes", "next_undo", "redo", "undo"]

_MOVES_DATES = frozenset({"injections", "plans", "adjustments", "transitions"})


class Undoable(NamedTuple):
    """A change that is not taken back yet: what it is called, when it was saved, and whether it moves dates."""

    what: str
    at: str
    moves_dates: bool
    token: str


def next_undo(person_file: PersonFile) -> Undoable | None:
    """What undo would take back now; None where nothing is left."""
    return next(iter(latest_changes(person_file, 1)), None)


def latest_changes(person_file: PersonFile, count: int) -> list[Undoable]:
    """The latest changes that undo would take back one after the other, the last one first."""
    return [
        Undoable(made.what, made.at, bool(made.kinds & _MOVES_DATES), made.token)
        for made in person_file.file.latest(count)
    ]
