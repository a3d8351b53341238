"""A line of blocks, one for each value: the smallest picture of a few weeks."""

from collections.abc import Sequence
from math import isfinite

BLOCKS = "▁▂▃▄▅▆▇█"
GAP = "·"


def strip(values: Sequence[float | None]) -> str:
    """One block per score from 0 to 10, as high as the score; a dot where there is none."""
    line = ""
    for value in values:
        if value is None or not isfinite(value):
            line += GAP
        else:
            share = min(max(value, 0), 10) / 10
            line += BLOCKS[min(int(share * len(BLOCKS)), len(BLOCKS) - 1)]
    return line
