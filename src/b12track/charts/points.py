"""From records to what a picture holds: which days are in sight, cycles, weeks. Pure.

What always holds: whatever lies outside the range asked for is left out first, so that a value far away can neither
stretch nor hang a drawing; nothing is filled in where nothing was logged.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import isfinite

from b12track.charts.models import (
    Band,
    Compared,
    Cycle,
    Dose,
    Folded,
    Half,
    Labs,
    Panel,
    Point,
    Remark,
    Result,
    Run,
    Scale,
    Stretch,
    Taken,
    Trend,
    Week,
    Weekly,
)
from b12track.charts.series import median, quartiles, running_means, runs_of, smoothed
from b12track.domain.record.records import Injection, Lab, Note, SymptomKind, SymptomLog, Treatment
from b12track.domain.rules.comparison import Comparison
from b12track.domain.rules.numbers.cycles import SHORTEST_DAYS

# How much of an open cycle is shown where there is nothing to measure it against.
OPEN_DAYS = 120
# Quartiles of fewer cycles would be two of them; the bands are on the days on which as many speak.
FEWEST_FOR_BANDS = 8

Span = tuple[str, date, date | None]


def trend(
    kind: SymptomKind,
    logs: Iterable[SymptomLog],
    injections: Iterable[Injection],
    notes: Iterable[Note],
    phases: Iterable[Span],
    first: date,
    last: date,
    treatments: Iterable[Treatment] = (),
) -> Trend:
    """One symptom from `first` to `last`; a phase is (label, first day, last day or None while it goes on)."""
    points = daily(logs, kind.name, first, last)
    # A week; over several years a month or a quarter, or the line would be a band. Odd, to have a centre.
    span_days = (last - first).days
    mean_days = 7 if span_days <= 800 else 29 if span_days <= 3000 else 91
    days = [day.toordinal() for day, _ in points]
    values = [value for _, value in points]
    runs: list[Run] = []
    for run in runs_of(days):
        means = smoothed(days[run], values[run], mean_days)
        runs.append(tuple(zip((day for day, _ in points[run]), means, strict=True)))
    return Trend(
        scale=_scale(kind),
        first=first,
        last=last,
        points=points,
        runs=tuple(runs),
        mean_days=mean_days,
        doses=_doses(injections, first, last),
        remarks=_remarks(notes, first, last),
        stretches=tuple(Stretch(*span) for span in _in_sight(phases, first, last)),
        taken=_taken(treatments, first, last),
    )


def folded(
    kind: SymptomKind,
    logs: Iterable[SymptomLog],
    injections: Iterable[Injection],
    due_days: tuple[int, int] | None,
    first: date,
    last: date,
) -> Folded:
    """The cycles that lie within `first` .. `last`; `due_days` are the days after a dose at which the next is due."""
    given = sorted({dose.day for dose in _doses(injections, first, last) if dose.counts})
    return over_cycles(kind, logs, [*pairwise(given), *((day, None) for day in given[-1:])], due_days, last)


def over_cycles(
    kind: SymptomKind,
    logs: Iterable[SymptomLog],
    spans: Sequence[tuple[date, date | None]],
    due_days: tuple[int, int] | None,
    last: date,
) -> Folded:
    """Some cycles, each from its dose up to the next one, or to `last` while there is none."""
    points = daily(logs, kind.name, spans[0][0], last) if spans else ()
    cycles = tuple(cycle for cycle in _cycles(spans, points) if cycle.values)
    closed = [cycle.length_days for cycle in cycles if cycle.length_days is not None]
    usual = due_days[0] if due_days else int(median(closed)) if closed else 0
    in_sight = max([*closed, due_days[1] if due_days else 0]) * 3 // 2 or OPEN_DAYS
    # An open cycle may have gone on for years: what lies far beyond the others would press them flat.
    cycles = tuple(
        cycle
        if cycle.length_days is not None
        else cycle._replace(values=tuple(pair for pair in cycle.values if pair[0] <= in_sight))
        for cycle in cycles
    )
    longest = max([day for cycle in cycles for day, _ in cycle.values] + [due_days[1] if due_days else 0])
    # What the full cycles say of each day since the dose: the mean of a few days each way, so that each cycle has one
    # voice a day, however often it was logged.
    reach = 1 if usual < 42 else 2 if usual < 70 else 3
    voices: list[list[float]] = [[] for _ in range(longest + 1)]
    for cycle in cycles:
        if cycle.length_days is not None:
            for day, mean in running_means(cycle.values, reach):
                voices[day].append(mean)
    # The median where three in four cycles speak, and three at least (two of two). Where many fall silent, as on the
    # last day before the dose, that of the others would jump to their level.
    enough = max(min(3, len(closed)), -(-3 * len(closed) // 4), 2)
    carried = [day for day, means in enumerate(voices) if len(means) >= enough]
    medians = [(day, median(voices[day])) for day in carried]
    heard = [day for day, means in enumerate(voices) if len(means) >= FEWEST_FOR_BANDS]
    bands = [Band(day, *quartiles(voices[day])) for day in heard]
    mid = [value for day, value in medians if usual <= 4 * day < 3 * usual]
    return Folded(
        scale=_scale(kind),
        cycles=cycles,
        median=tuple(tuple(medians[run]) for run in runs_of(carried, 1)),
        longest_days=max(longest, 1),
        usual_days=usual,
        due_days=due_days,
        middle=median(mid) if mid else None,
        bands=tuple(tuple(bands[run]) for run in runs_of(heard, 1)),
    )


def compared(
    kind: SymptomKind, logs: Sequence[SymptomLog], found: Comparison, labels: tuple[str, str]
) -> Compared:
    """Two regimens side by side, of the cycles that the comparison rests on and no others."""
    sign = -1 if kind.good == "high" else 1
    halves = []
    for side, label in zip((found.before, found.after), labels, strict=True):
        spans, planned = side.dips.spans, side.planned_days
        last = spans[-1][1] if spans else date.min
        model = over_cycles(kind, logs, spans, (planned, planned), last)
        halves.append(Half(label, model, tuple(sign * dip for dip in side.dips.each)))
    if found.effect is None or found.low is None or found.high is None:
        return Compared(halves[0], halves[1], found.last_days)
    ends = sorted((-sign * found.low, -sign * found.high))
    return Compared(halves[0], halves[1], found.last_days, -sign * found.effect, ends[0], ends[1])


def labs(
    results: Iterable[Lab], injections: Iterable[Injection], first: date, last: date
) -> tuple[Labs, ...]:
    """The labs from `first` to `last`, one picture for each test and unit, in the order in which they first appear."""
    doses = _doses(injections, first, last)
    found: dict[tuple[str, str], list[Result]] = {}
    for lab in results:
        if first <= lab.date <= last and isfinite(lab.value):
            result = Result(lab.date, lab.value, lab.comparator or "", _finite(lab.low), _finite(lab.high))
            found.setdefault((lab.test, lab.unit), []).append(result)
    return tuple(
        Labs(test, unit, first, last, tuple(sorted(group, key=lambda result: result.day)), doses)
        for (test, unit), group in found.items()
    )


def weekly(
    kinds: Iterable[SymptomKind],
    logs: Sequence[SymptomLog],
    injections: Iterable[Injection],
    notes: Iterable[Note],
    first: date,
    last: date,
    treatments: Iterable[Treatment] = (),
) -> Weekly:
    """The page's chart from `first` to `last`: a panel for each kind, in weeks that begin on Monday."""
    return Weekly(
        first=first,
        last=last,
        panels=tuple(Panel(_scale(kind), weeks(daily(logs, kind.name, first, last))) for kind in kinds),
        doses=_doses(injections, first, last),
        remarks=_remarks(notes, first, last),
        taken=_taken(treatments, first, last),
    )


def daily(logs: Iterable[SymptomLog], name: str, first: date, last: date) -> tuple[Point, ...]:
    """The scores of one symptom from `first` to `last`, in order of date."""
    found = [(log.date, log.scores[name]) for log in logs if first <= log.date <= last and name in log.scores]
    found.sort()
    return tuple(found)


def weeks(points: Sequence[Point]) -> tuple[Week, ...]:
    """The mean of each week that has a value; weeks begin on Monday."""
    found: dict[date, list[float]] = {}
    for day, value in points:
        found.setdefault(date.fromordinal(max(day.toordinal() - day.weekday(), 1)), []).append(value)
    return tuple(
        Week(start, sum(values) / len(values), len(values)) for start, values in sorted(found.items())
    )


def _scale(kind: SymptomKind) -> Scale:
    return Scale(kind.label, kind.low, kind.high, kind.good)


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _doses(injections: Iterable[Injection], first: date, last: date) -> tuple[Dose, ...]:
    found = {(one.given_on, one.counts) for one in injections}
    return tuple(Dose(day, counts) for day, counts in sorted(found) if first <= day <= last)


def _remarks(notes: Iterable[Note], first: date, last: date) -> tuple[Remark, ...]:
    found = [Remark(note.date, note.text) for note in notes if first <= note.date <= last]
    return tuple(sorted(found, key=lambda remark: remark.day))


def _taken(treatments: Iterable[Treatment], first: date, last: date) -> tuple[Taken, ...]:
    spans = ((one.name, one.first_on, one.last_on) for one in treatments)
    return tuple(Taken(*span) for span in _in_sight(spans, first, last))


def _in_sight(spans: Iterable[Span], first: date, last: date) -> list[tuple[str, date, date]]:
    """The spans as far as they reach into these days, in order of their first day."""
    clipped = [(label, max(start, first), min(end or last, last)) for label, start, end in spans]
    return sorted((span for span in clipped if span[1] <= span[2]), key=lambda span: span[1])


def _cycles(spans: Sequence[tuple[date, date | None]], points: Sequence[Point]) -> Iterable[Cycle]:
    position = 0
    for start, end in spans:
        length = (end - start).days if end else None
        if length is not None and length < SHORTEST_DAYS:
            continue
        while position < len(points) and points[position][0] < start:
            position += 1
        values: list[tuple[int, float]] = []
        while position < len(points) and (end is None or points[position][0] < end):
            day, value = points[position]
            values.append(((day - start).days, value))
            position += 1
        yield Cycle(start, length, tuple(values))
