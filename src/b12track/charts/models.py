"""What a picture holds, as frozen values that any drawing can be made from.

What always holds: days lie within `first` .. `last`, in order; values are finite; a line comes as runs, and between
two runs there is a gap that no drawing may bridge. Text in here is the user's own and still to be made safe to show.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.records import GoodEnd

Point = tuple[date, float]
Run = tuple[Point, ...]
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


class Cycle(NamedTuple):
    """The values from one counted dose to the next, by days since it; `length_days` is None while it is open."""

    given_on: date
    length_days: int | None
    values: tuple[tuple[int, float], ...]


class Folded(NamedTuple):
    """All cycles laid over each other: the median by days since the dose, and when the next dose was wanted.

    `middle` is the median of all values in the middle half of the cycles: a level to hold the late days against.
    """

    scale: Scale
    cycles: tuple[Cycle, ...]
    median: tuple[tuple[tuple[int, float], ...], ...]
    longest_days: int
    due_days: tuple[int, int] | None = None
    middle: float | None = None


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


class Palette(NamedTuple):
    """The theme's colours for a drawing; without `color` a drawing holds no escape sequence at all."""

    data: Colour = (132, 144, 162)
    line: Colour = (122, 190, 214)
    faint: Colour = (88, 98, 114)
    dose: Colour = (214, 168, 96)
    note: Colour = (178, 148, 206)
    text: Colour = (205, 212, 222)
    good: Colour = (140, 190, 140)
    background: Colour | None = None
    color: bool = True


PLAIN = Palette(color=False)
