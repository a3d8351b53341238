"""What the numbers may claim: plain days in, verdicts out, each with its range and what it lacks.

`levels` has change and plateau, `cycles` wearing off, `dips` two regimens, `soreness` the days after a dose. They
share `recent` (which days stand for now), `noise` (how far a mean may stray) and `verdicts` (what is found, as values).
Records are bound to them in `rules/trends`, `rules/comparison` and `rules/after_doses`.
"""

from b12track.domain.rules.numbers.cycles import wearing_off
from b12track.domain.rules.numbers.dips import compare
from b12track.domain.rules.numbers.levels import change, plateau
from b12track.domain.rules.numbers.verdicts import (
    ChangeVerdict,
    Dips,
    DipsCompared,
    Mean,
    Plateau,
    WearingOff,
)

__all__ = [
    "ChangeVerdict",
    "Dips",
    "DipsCompared",
    "Mean",
    "Plateau",
    "WearingOff",
    "change",
    "compare",
    "plateau",
    "wearing_off",
]
