"""Changes to the plan in force: confirmed, moved to a phase, a date skipped or moved, stopped.

What always holds: each is thought through on the newest records and is one change that undo takes back.
"""

from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec

from b12track.domain.record.records import Record
from b12track.domain.rules.overview import Overview, overview_of
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.foreseen import Turn
from b12track.usecases.validity import raw_of

P = ParamSpec("P")


class Done(NamedTuple):
    """A change that was saved."""

    turn: Turn
    saved: Saved


def carry_out(
    person_file: PersonFile,
    foresee: Callable[Concatenate[Overview, P], Turn],
    *said: P.args,
    **more: P.kwargs,
) -> Done:
    """Save what one of the ways to foresee a change makes of what was said, on the newest records."""

    def work(snapshot: Snapshot, record: Record) -> tuple[Turn, Change]:
        turn = foresee(overview_of(record, person_file.now), *said, **more)
        value = (
            turn.value if turn.value.id else turn.value._replace(id=person_file.new_id(snapshot, turn.kind))
        )
        return turn._replace(value=value), Change(turn.what, (Put(turn.kind, raw_of(turn.kind, value)),))

    turn, saved = person_file.make(work)
    return Done(turn, saved)
