"""Two of a person's own regimens side by side: `compare` bound to the records, with all that must stand beside it.

What always holds: the regimen in force is one of the two, and nobody is told which is better or what to choose; what
else changed in those days, and what the entries could not have shown, goes with every answer.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from b12track.domain.record.records import Note, Record, SymptomKind, Treatment
from b12track.domain.rules.numbers.dips import SHORTEST_PLANNED_DAYS, compare
from b12track.domain.rules.numbers.verdicts import Dips
from b12track.domain.rules.regimens import Regimen, Regimens, Run


class Side(NamedTuple):
    """One of the two regimens: what is known of its cycles, and how many of them a dose ended that came early."""

    regimen: Regimen
    planned_days: int
    dips: Dips
    early_doses: int

    @property
    def came_early(self) -> bool:
        """Whether a third of its doses or more came early."""
        return self.early_doses > 0 and self.early_doses * 3 >= self.dips.cycles


class Comparison(NamedTuple):
    """Was the dip before the dose smaller? `effect` is the mean dip after less the mean dip before."""

    before: Side
    after: Side
    last_days: int
    effect: float | None
    low: float | None
    high: float | None
    detectable: float | None
    verdict: Literal["smaller", "larger", "cannot_tell", "not_enough"]
    missing: str
    treatments: tuple[Treatment, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_logged_unevenly(self) -> bool:
        """Whether the share of days logged differs by more than a third between the two sides."""
        less, more = sorted((self.before.dips.share, self.after.dips.share))
        return less * 3 < more * 2


def comparable(regimens: Regimens) -> tuple[Run, ...]:
    """The earlier runs that the regimen in force can be set beside, the latest first: both of four weeks or more."""
    run = regimens.in_force
    if run is None or run.planned_days < SHORTEST_PLANNED_DAYS:
        return ()
    return tuple(earlier for earlier in regimens.earlier if earlier.planned_days >= SHORTEST_PLANNED_DAYS)


def compare_of(
    record: Record, regimens: Regimens, kind: SymptomKind, days: Mapping[date, float], against: int = 1
) -> Comparison | None:
    """The regimen in force beside the earlier one of that number; None where there is none."""
    earlier, run = comparable(regimens), regimens.in_force
    if run is None or not 1 <= against <= len(earlier):
        return None
    other = earlier[against - 1]
    spans = [[(cycle.start, cycle.stop) for cycle in side.cycles] for side in (other, run)]
    found = compare(days, kind.good, spans[0], spans[1], (other.planned_days, run.planned_days))
    before, after = _side(other, found.before), _side(run, found.after)
    # What was taken and what was noted in the days compared, in order.
    compared = [
        (side.dips.spans[0][0], side.dips.spans[-1][1]) for side in (before, after) if side.dips.spans
    ]
    taken = [
        treatment
        for treatment in record.treatments
        if any(
            treatment.first_on < stop and (treatment.last_on is None or start <= treatment.last_on)
            for start, stop in compared
        )
    ]
    noted = [note for note in record.notes if any(start <= note.date < stop for start, stop in compared)]
    return Comparison(
        before,
        after,
        *found[2:],
        tuple(sorted(taken, key=lambda treatment: treatment.first_on)),
        tuple(sorted(noted, key=lambda note: note.date)),
    )


def _side(run: Run, dips: Dips) -> Side:
    taken_in = {start for start, _ in dips.spans}
    return Side(
        run.regimen,
        run.planned_days,
        dips,
        sum(cycle.early for cycle in run.cycles if cycle.start in taken_in),
    )
