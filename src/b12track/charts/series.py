"""Values along an axis of days: where they hang together, their moving means and their median, and fewer of them.

What always holds: nothing is filled in where nothing was logged, and nothing here knows a record.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from b12track.charts.models import Curve

# A line over a longer silence would be made up.
GAP_DAYS = 7


def runs_of(days: Sequence[int], gap_days: int = GAP_DAYS) -> list[slice]:
    """Where the days, in order, hang together: a new run begins after more than `gap_days` from one to the next."""
    cuts = [index for index, (left, right) in enumerate(pairwise(days), 1) if right - left > gap_days]
    return [slice(start, end) for start, end in pairwise([0, *cuts, len(days)]) if end > start]


def smoothed(days: Sequence[int], values: Sequence[float], mean_days: int) -> list[float]:
    """The centred moving mean over `mean_days` days, at each of the days, which are in order."""
    reach = mean_days // 2
    sums = list(accumulate(values, initial=0.0))
    means: list[float] = []
    start = end = 0
    for centre in days:
        while end < len(days) and days[end] <= centre + reach:
            end += 1
        while days[start] < centre - reach:
            start += 1
        means.append((sums[end] - sums[start]) / (end - start))
    return means


def running_means(values: Curve, reach: int) -> Iterator[tuple[int, float]]:
    """The mean of the values within `reach` days, for each day to the last value that has any."""
    days = [day for day, _ in values]
    sums = list(accumulate((value for _, value in values), initial=0.0))
    start = end = 0
    for day in range(days[-1] + 1 if days else 0):
        while end < len(days) and days[end] <= day + reach:
            end += 1
        while start < end and days[start] < day - reach:
            start += 1
        if end > start:
            yield day, (sums[end] - sums[start]) / (end - start)


def curves(values: Curve) -> tuple[Curve, ...]:
    """The values of a cycle as smoothed curves, one for each run of days."""
    days, scores = [day for day, _ in values], [score for _, score in values]
    return tuple(
        tuple(zip(days[run], smoothed(days[run], scores[run], 7), strict=True)) for run in runs_of(days)
    )


def median(values: Sequence[float]) -> float:
    """As the standard library's, whose module costs more to import than all of this."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """The values below which a quarter and three quarters of them lie, between neighbours in proportion."""
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = int(place)
        return ordered[below] + (place - below) * (ordered[min(below + 1, len(ordered) - 1)] - ordered[below])

    return at(0.25), at(0.75)


def thinned(
    values: Sequence[tuple[float, float]], first: float, last: float, columns: int
) -> list[tuple[float, float]]:
    """About two values for each column between `first` and `last`: its lowest and its highest, in their own order."""
    if len(values) <= 2 * columns or last <= first:
        return list(values)
    kept: list[tuple[float, float]] = []
    scale = columns / (last - first)
    at, low, high = None, values[0], values[0]
    for value in values:
        column = int((value[0] - first) * scale)
        if column != at:
            if at is not None:
                kept += _ordered(low, high)
            at, low, high = column, value, value
        elif value[1] < low[1]:
            low = value
        elif value[1] > high[1]:
            high = value
    return kept + _ordered(low, high)


def _ordered(low: tuple[float, float], high: tuple[float, float]) -> list[tuple[float, float]]:
    return [low] if low == high else [low, high] if low[0] <= high[0] else [high, low]
