"""What a picture holds, as frozen values that any drawing can be made from.

What always holds: days lie within `first` .. `last`, in order; values are finite; a line comes as runs, and between
two runs there is a gap that no drawing may bridge. Text in here is the user's own and still to be made safe to show.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from b12track.domain.record.records import GoodEnd

Point = tuple[date, float]
Run = tuple[Point, ...]
Curve = tuple[tuple[int, float], ...]
Colour = tuple[int, int, int]


class Scale(NamedTuple):
    """A symptom's name, its worded ends and which of them is good."""

    label: str
    low: str
    high: str
    good: GoodEnd


class Dose(NamedTuple):
    """A day with an injection; an extra one does not count toward the plan."""

    day: date
    counts: bool


class Remark(NamedTuple):
    """A dated note, shown as a tick."""

    day: date
    text: str


class Taken(NamedTuple):
    """Something taken beside the injections, as far as it is in sight, both days included; shown as a bar."""

    label: str
    first: date
    last: date


class Stretch(NamedTuple):
    """A phase of a plan as far as it is in sight, both days included."""

    label: str
    first: date
    last: date


class Trend(NamedTuple):
    """One symptom over time: daily values, their smoothed line, and what happened meanwhile."""

    scale: Scale
    first: date
    last: date
    points: tuple[Point, ...]
    runs: tuple[Run, ...]
    mean_days: int
    doses: tuple[Dose, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    taken: tuple[Taken, ...] = ()


class Cycle(NamedTuple):
    """The values by days since one counted dose; it has no length while no other one followed."""

    given_on: date
    length_days: int | None
    values: Curve


class Band(NamedTuple):
    """Between which two values the middle half of the cycles lies on one day since the dose."""

    day: int
    low: float
    high: float


class Folded(NamedTuple):
    """All cycles laid over each other, the median of the full ones, and when the next dose was wanted.

    `middle` is where the median lies in the middle half of a cycle of `usual_days`: the level to hold the late
    days against. From eight full cycles on, runs of `bands` say how far the cycles lie apart.
    """

    scale: Scale
    cycles: tuple[Cycle, ...]
    median: tuple[Curve, ...]
    longest_days: int
    usual_days: int
    due_days: tuple[int, int] | None = None
    middle: float | None = None
    bands: tuple[tuple[Band, ...], ...] = ()


class Half(NamedTuple):
    """One of two regimens: its cycles, and the dip before the dose in each as points to the worse side."""

    label: str
    folded: Folded
    dips: tuple[float, ...]


class Compared(NamedTuple):
    """Two regimens side by side; `end_days` is how many days before the dose are a cycle's end.

    `smaller_by` and its ends, where there are any, say by how much the dip is smaller on the second.
    """

    before: Half
    after: Half
    end_days: int
    smaller_by: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def scale(self) -> Scale:
        """The symptom's."""
        return self.before.folded.scale

    @property
    def longest_days(self) -> int:
        """Both halves have one axis of days, so that a day is as wide in each."""
        return max(self.before.folded.longest_days, self.after.folded.longest_days)


class Result(NamedTuple):
    """One laboratory result with the comparator and the range that the laboratory stated."""

    day: date
    value: float
    comparator: str = ""
    low: float | None = None
    high: float | None = None


class Labs(NamedTuple):
    """One test in one unit over time, each result against its own range."""

    test: str
    unit: str
    first: date
    last: date
    results: tuple[Result, ...]
    doses: tuple[Dose, ...] = ()


class Week(NamedTuple):
    """The mean of the days that were logged in one week, and how many they were."""

    starts_on: date
    mean: float
    days: int


class Panel(NamedTuple):
    """One symptom's weeks; two symptoms never share a panel, so that directions are never mixed."""

    scale: Scale
    weeks: tuple[Week, ...]


class Weekly(NamedTuple):
    """The page's chart: panels over one time axis, with dose marks and notes."""

    first: date
    last: date
    panels: tuple[Panel, ...]
    doses: tuple[Dose, ...] = ()
    remarks: tuple[Remark, ...] = ()
    taken: tuple[Taken, ...] = ()


class Palette(NamedTuple):
    """The theme's colours for a drawing; without `color` a drawing holds no escape sequence at all.

    The colours here are for a terminal of unknown theme: readable on dark and on light, the words in its own colour.
    """

    data: Colour = (128, 134, 146)
    line: Colour = (38, 139, 210)
    faint: Colour = (122, 128, 138)
    dose: Colour = (190, 124, 28)
    note: Colour = (154, 104, 184)
    good: Colour = (72, 146, 84)
    text: Colour | None = None
    background: Colour | None = None
    color: bool = True


PLAIN = Palette(color=False)


def lanes_of(bars: Iterable[Taken]) -> list[list[Taken]]:
    """The bars in as few rows as they fit into, no two of which meet in one."""
    lanes: list[list[Taken]] = []
    for bar in bars:
        lane = next((lane for lane in lanes if lane[-1].last < bar.first), None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    return lanes
