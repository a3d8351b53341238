"""Changes to the plan in force: confirmed, moved to a phase, a date skipped or moved, stopped.

What always holds: each is thought through on the newest records and is one change that undo takes back.
"""

from collections.abc import Callable
from typing import NamedTuple

from b12track.domain.record.records import Record
from b12track.domain.rules.overview import Overview, overview_of
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.foreseen import Turn
from b12track.usecases.validity import raw_of


class Done(NamedTuple):
    """A change that was saved."""

    turn: Turn
    saved: Saved


def carry_out(person_file: PersonFile, foresee: Callable[[Overview, bool], Turn], yes: bool = False) -> Done:
    """Save what was foreseen, foreseen once more on the newest records; what is unusual only with `yes`."""

    def work(snapshot: Snapshot, record: Record) -> tuple[Turn, Change]:
        turn = foresee(overview_of(record, person_file.now), yes)
        value = turn.value
        if not value.id:
            value = value._replace(id=person_file.new_id(snapshot, turn.kind))
        return turn._replace(value=value), Change(turn.what, (Put(turn.kind, raw_of(turn.kind, value)),))

    turn, saved = person_file.make(work)
    return Done(turn, saved)
