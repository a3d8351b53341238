"""What the numbers may claim: three verdicts on one symptom's days, each with its range and what it lacks."""

from b12track.domain.rules.numbers.comparison import change, plateau
from b12track.domain.rules.numbers.cycles import wearing_off
from b12track.domain.rules.numbers.verdicts import ChangeVerdict, Mean, Plateau, WearingOff

__all__ = ["ChangeVerdict", "Mean", "Plateau", "WearingOff", "change", "plateau", "wearing_off"]
