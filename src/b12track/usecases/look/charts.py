"""Charts of a record, for both faces and for the page: which days, which doses, which phases go into a picture.

What always holds: a drawing is asked for with its size and comes back as text; charts are imported when the first one
is drawn, because nothing else needs them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from b12track.charts.models import PLAIN, Palette
from b12track.domain.record.intervals import after
from b12track.domain.record.records import Record, SymptomKind
from b12track.domain.rules.comparison import Comparison
from b12track.domain.rules.numbers.cycles import SHORTEST_DAYS
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.phases import phase_spans
from b12track.domain.rules.regimens import regimens_of
from b12track.domain.typed.dates import show_date
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.compare_words import regimen_names
from b12track.domain.wording.trend_words import ARROWS
from b12track.reports.page import ChartSpot, CycleSpot, Drawing, Run, Spot, Strip, entered_label

__all__ = [
    "PLAIN",
    "Palette",
    "draw_compared",
    "draw_folded",
    "draw_labs",
    "draw_spots",
    "draw_trend",
    "lab_series",
]

# As many signs as a page of text has room for beside the names.
_MOST_SIGNS = 54
_MOST_SIGNS_OF_A_CYCLE = 34


def draw_trend(
    record: Record,
    kind: SymptomKind,
    first: date,
    last: date,
    width: int,
    height: int,
    palette: Palette = PLAIN,
) -> str:
    """One symptom from `first` to `last`, with doses, notes and phases."""
    from b12track.charts.points import trend
    from b12track.charts.terminal import render_trend

    spans = [(span.name, span.start, span.end) for span in phase_spans(record, last)]
    model = trend(
        kind, record.symptoms, record.injections, record.notes, spans, first, last, record.treatments
    )
    return render_trend(model, width, height, palette)


def draw_folded(
    overview: Overview,
    kind: SymptomKind,
    first: date,
    last: date,
    width: int,
    height: int,
    palette: Palette = PLAIN,
) -> str:
    """The cycles of one symptom laid over each other by days since the dose: those that the verdict rests on.

    Without a plan there is no regimen to go by, and all of them are shown.
    """
    from b12track.charts.points import folded, over_cycles
    from b12track.charts.terminal import render_folded

    record = overview.record
    run, due_days = regimens_of(record, last).in_force, _due_days(overview)
    if run is None:
        model = folded(kind, record.symptoms, record.injections, due_days, first, last)
    else:
        model = over_cycles(
            kind, record.symptoms, [span for span in run.spans if span[0] >= first], due_days, last
        )
    return render_folded(model, width, height, palette)


def draw_compared(
    record: Record,
    kind: SymptomKind,
    found: Comparison,
    width: int,
    height: int,
    palette: Palette = PLAIN,
) -> str:
    """Two regimens side by side, of the cycles that the comparison rests on."""
    from b12track.charts.compared import render_compared
    from b12track.charts.points import compared

    labels = regimen_names(found.before.regimen, found.after.regimen)
    return render_compared(compared(kind, record.symptoms, found, labels), width, height, palette)


def lab_series(record: Record, today: date) -> tuple[tuple[str, str], ...]:
    """The tests with results up to today, each with its unit, in the order in which they first appear."""
    found = [(lab.test, lab.unit) for lab in record.labs if lab.date <= today]
    return tuple(dict.fromkeys(found))


def draw_labs(
    record: Record,
    series: tuple[str, str],
    first: date,
    last: date,
    width: int,
    height: int,
    palette: Palette = PLAIN,
) -> str:
    """One laboratory test in one unit, each result with its own range."""
    from b12track.charts.lab_chart import render_labs
    from b12track.charts.points import labs

    results = [lab for lab in record.labs if (lab.test, lab.unit) == series]
    models = labs(results, record.injections, first, last)
    return (
        render_labs(models[0], width, height, palette) if models else f"{series[0]}: no results in these days"
    )


def draw_spots(record: Record, spots: Iterable[Spot]) -> dict[Spot, Drawing]:
    """The pictures of the page, for print, for a phone, and as lines of text."""
    return {
        spot: _draw_cycles(record, spot) if isinstance(spot, CycleSpot) else _draw_weeks(record, spot)
        for spot in spots
    }


def _draw_weeks(record: Record, spot: ChartSpot) -> Drawing:
    """The weeks of some symptoms."""
    from b12track.charts.points import weekly
    from b12track.charts.svg import weekly_svg
    from b12track.charts.svg_parts import NARROW

    model = weekly(
        spot.kinds, record.symptoms, record.injections, record.notes, spot.first, spot.last, record.treatments
    )
    columns = _Columns(spot.first, spot.last)
    strips = [
        Strip(
            entered_label(kind.label),
            ARROWS[kind.good],
            columns.strip((week.starts_on, week.mean, week.days) for week in panel.weeks),
        )
        for kind, panel in zip(spot.kinds, model.panels, strict=True)
    ]
    strips.append(Strip(Run(phrases.SIGNS_INJECTIONS), "", columns.marks([dose.day for dose in model.doses])))
    spoken = "; ".join(
        phrases.WEEKS_TOLD.format(
            symptom=kind.label,
            first=f"{panel.weeks[0].mean:.1f}",
            last=f"{panel.weeks[-1].mean:.1f}",
            day=show_date(panel.weeks[-1].starts_on, weekday=False),
        )
        for kind, panel in zip(spot.kinds, model.panels, strict=True)
        if panel.weeks
    )
    return Drawing(weekly_svg(model), weekly_svg(model, NARROW), tuple(strips), columns.key(), spoken)


def _draw_cycles(record: Record, spot: CycleSpot) -> Drawing:
    """One symptom over one cycle; as text a line a cycle, each sign a few days."""
    from b12track.charts.cycle_svg import MOST_ALONE, cycle_svg
    from b12track.charts.points import over_cycles
    from b12track.charts.strip import strip
    from b12track.charts.svg_parts import NARROW

    spans = [(cycle.start, cycle.stop) for cycle in spot.cycles]
    model = over_cycles(spot.kind, record.symptoms, spans, spot.due_days, spot.last)
    said = {cycle.start: cycle.remark for cycle in spot.cycles}
    remarks = [said[cycle.given_on] for cycle in model.cycles]
    days_each = -(-(model.longest_days + 1) // _MOST_SIGNS_OF_A_CYCLE)

    def signs(values: Iterable[tuple[int, float]], length: int) -> str:
        found: list[list[float]] = [[] for _ in range(length // days_each + 1)]
        for day, value in values:
            if day // days_each < len(found):
                found[day // days_each].append(value)
        return strip([sum(part) / len(part) if part else None for part in found])

    strips = [
        Strip(
            Run(show_date(cycle.given_on, weekday=False)),
            "",
            " ".join(
                filter(
                    None,
                    (
                        signs(cycle.values, (cycle.length_days or cycle.values[-1][0] + 1) - 1),
                        f"{cycle.length_days} d" if cycle.length_days is not None else "",
                        remark,
                    ),
                )
            ),
        )
        for cycle, remark in list(zip(model.cycles, remarks, strict=True))[-MOST_ALONE:]
    ]
    middle = [pair for curve in model.median for pair in curve]
    if middle:
        strips.append(Strip(Run(phrases.SIGNS_MEDIAN), "", signs(middle, middle[-1][0])))
    key = phrases.SIGNS_OF_A_CYCLE[days_each != 1].format(number=days_each)
    drawn = len(model.cycles)
    cycles = phrases.CYCLES[drawn != 1].format(number=drawn)
    spoken = phrases.CYCLES_TOLD.format(symptom=spot.kind.label, cycles=cycles)
    return Drawing(cycle_svg(model, remarks), cycle_svg(model, remarks, NARROW), tuple(strips), key, spoken)


def _due_days(overview: Overview) -> tuple[int, int] | None:
    """How many days after a dose the plan wants the next one, in the phase in force.

    None in loading, whose cycles are over before anything can wear off.
    """
    course, last = overview.course, overview.last
    if course is None or course.complete or last is None:
        return None
    window = after(course.phase.every, last.given_on)
    opens, closes = (window.opens - last.given_on).days, (window.closes - last.given_on).days
    return (opens, closes) if opens >= SHORTEST_DAYS else None


class _Columns:
    """Weeks as signs in a line; where there are too many weeks, several share a sign."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first - timedelta(days=first.weekday())
        weeks = (last - self.first).days // 7 + 1
        self.weeks_each = -(-weeks // _MOST_SIGNS)
        self.count = -(-weeks // self.weeks_each)

    def strip(self, weeks: Iterable[tuple[date, float, int]]) -> str:
        """The mean of each column's days."""
        from b12track.charts.strip import strip

        sums, counts = [0.0] * self.count, [0] * self.count
        for starts_on, mean, days in weeks:
            sums[self._of(starts_on)] += mean * days
            counts[self._of(starts_on)] += days
        return strip([total / count if count else None for total, count in zip(sums, counts, strict=True)])

    def marks(self, days: Sequence[date]) -> str:
        """A mark in each column that has a dose."""
        signs = [" "] * self.count
        for day in days:
            signs[self._of(day)] = "◆"
        return "".join(signs).rstrip()

    def key(self) -> str:
        """What a sign stands for."""
        return phrases.SIGNS_OF_WEEKS[self.weeks_each != 1].format(number=self.weeks_each)

    def _of(self, day: date) -> int:
        return min(max((day - self.first).days // 7 // self.weeks_each, 0), self.count - 1)
