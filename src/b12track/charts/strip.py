"""A line of blocks, one for each value: the smallest picture of a few weeks."""

from collections.abc import Sequence
from math import isfinite

BLOCKS = "▁▂▃▄▅▆▇█"
GAP = "·"


def strip(values: Sequence[float | None], low: float = 0, high: float = 10) -> str:
    """One block per value between `low` and `high`, as high as the value; a dot where there is none."""
    return "".join(
        GAP if value is None or not isfinite(value) else _block(value, low, high) for value in values
    )


def _block(value: float, low: float, high: float) -> str:
    share = (min(max(value, low), high) - low) / (high - low) if high > low else 0
    return BLOCKS[min(int(share * len(BLOCKS)), len(BLOCKS) - 1)]
