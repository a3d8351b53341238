"""Changes to the plan in force: confirmed, moved to a phase, a date skipped or moved, stopped.

What always holds: each is thought through on the newest records and is one change that undo takes back.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from b12track.domain.record.records import Record
from b12track.domain.rules.overview import Overview, overview_of
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.foreseen import (
    Turn,
    foresee_confirm,
    foresee_move,
    foresee_phase,
    foresee_skip,
    foresee_stop,
)
from b12track.usecases.validity import raw_of


class Done(NamedTuple):
    """A change that was saved."""

    turn: Turn
    saved: Saved


def confirm(
    person_file: PersonFile,
    by: str = "",
    on: date | None = None,
    first_due: date | None = None,
    yes: bool = False,
) -> Done:
    """Record that the clinician confirmed the phase, or the move to the next one."""
    return carry_out(person_file, lambda overview: foresee_confirm(overview, by, on, first_due, yes))


def go_to_phase(
    person_file: PersonFile,
    phase: str | int,
    by: str = "",
    on: date | None = None,
    first_due: date | None = None,
    yes: bool = False,
) -> Done:
    """Record the move to a phase: forward, or back to loading."""
    return carry_out(person_file, lambda overview: foresee_phase(overview, phase, by, on, first_due, yes))


def skip(
    person_file: PersonFile, by: str, due: date | None = None, reason: str = "", yes: bool = False
) -> Done:
    """Record that the date was skipped, and the next one if that was said."""
    return carry_out(person_file, lambda overview: foresee_skip(overview, by, due, reason, yes))


def move(person_file: PersonFile, due: date, by: str, reason: str = "", yes: bool = False) -> Done:
    """Record that the date was moved to another day."""
    return carry_out(person_file, lambda overview: foresee_move(overview, due, by, reason, yes))


def stop(person_file: PersonFile, on: date | None = None, reason: str = "") -> Done:
    """Record that the plan no longer holds."""
    return carry_out(person_file, lambda overview: foresee_stop(overview, on, reason))


def carry_out(person_file: PersonFile, think: Callable[[Overview], Turn]) -> Done:
    """Save a change as it comes out on the newest records."""

    def work(snapshot: Snapshot, record: Record) -> tuple[Turn, Change]:
        turn = think(overview_of(record, person_file.now))
        value = (
            turn.value if turn.value.id else turn.value._replace(id=person_file.new_id(snapshot, turn.kind))
        )
        return turn._replace(value=value), Change(turn.what, (Put(turn.kind, raw_of(turn.kind, value)),))

    turn, saved = person_file.make(work)
    return Done(turn, saved)
