"""Graphs: over time, folded onto the days since the dose, the laboratory results, two regimens side by side.

What always holds: a range, a symptom or a view that was chosen stays chosen while records change underneath, and the
picture and the verdict are of the same symptom; the verdict stands for all records up to today, whatever the range
shows.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from rich.text import Text
from textual import work
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record, SymptomKind
from b12track.domain.rules.after_doses import SORENESS, Soreness, soreness_of
from b12track.domain.rules.comparison import Comparison, comparable, compare_of
from b12track.domain.rules.regimens import Regimens, regimens_of
from b12track.domain.rules.trends import Trend, trends_of
from b12track.domain.wording.compare_words import ONLY_ONE, run_words
from b12track.domain.wording.text import pad, printable, width, wrap
from b12track.tui.actions import bindings_for
from b12track.tui.features.graphs import words
from b12track.tui.features.graphs.chart import Chart, Draw, Picture
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.choice_line import ChoiceLine
from b12track.tui.widgets.scroll import Page
from b12track.usecases.look import charts
from b12track.usecases.look.years import RANGES, days_of_range, opening_range, record_of_days

VIEWS = ("Over time", "Does it wear off?", "Tests", "Did it help?")
TIME, FOLDED, LABS, HELPED = range(4)
# The one subject that is no symptom or test: all of them, small.
TOGETHER, TOGETHER_LABEL = "*", "All"
# A cycle is longer than a month or three: folding a shorter range would show nothing.
_RANGES_OF = {TIME: RANGES, FOLDED: RANGES[2:], LABS: RANGES}
_BESIDE = 60
_ROOMY_ROWS = 30


class Found(NamedTuple):
    """The verdicts by the symptom's name, soreness, which has none, and what can be set side by side."""

    trends: dict[str, Trend]
    soreness: Soreness
    regimens: Regimens


def found_in(record: Record, today: date) -> Found:
    """All of it as of today."""
    trends = {trend.kind.name: trend for trend in trends_of(record, today)}
    return Found(trends, soreness_of(record, today), regimens_of(record, today))


class GraphsScreen(FeatureScreen):
    """How it goes, as pictures."""

    HEADING = "graphs"
    CSS_PATH = "graphs.tcss"
    BINDINGS = bindings_for("graphs")

    def __init__(self) -> None:
        super().__init__()
        self._showing = TIME
        # Over time the range that opens is the one that fits what was logged, until another one is chosen.
        self._range: dict[int, int | None] = {TIME: None, FOLDED: 1, LABS: 3, HELPED: 0}
        self._subject = {TIME: "", FOLDED: "", LABS: "", HELPED: ""}
        # What is worked out, and of which view; of another person it says nothing.
        self._found: Found | None = None
        self._found_of: View | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield ChoiceLine(keys="o w t d", id="views")
        yield ChoiceLine(keys="← →", id="ranges")
        yield ChoiceLine(keys="↑ ↓ a", id="subjects")
        yield Chart()
        with Page(id="below", can_focus=False):
            yield Static("", id="verdict", markup=False)

    def watch_view(self, view: View | None) -> None:
        if view is None:
            return
        if not view.same_person(self._found_of):
            self._found = self._found_of = None
        if not view.same_records(self._found_of):
            # Once the picture is there: both at once would hold it up.
            self.call_after_refresh(self._work_out, view)
        self._show()

    @work(exclusive=True, group="trends")
    async def _work_out(self, view: View) -> None:
        found = await asyncio.to_thread(found_in, view.record, view.today)
        if view.same_records(self.view):
            self._found_of, self._found = view, found
            self._show()  # with what was scored once, there may be more to choose from

    # What is shown

    def _kinds(self) -> list[SymptomKind]:
        """The symptoms that are asked for; all of them and those once scored as soon as that is known."""
        found = self._found
        scored = set(found.trends) if found is not None else set()
        if found is not None and found.soreness.scores:
            scored.add(SORENESS)
        return [kind for kind in all_kinds(self.open_view.record) if kind.shown or kind.name in scored]

    def _series(self) -> tuple[tuple[str, str], ...]:
        return charts.lab_series(self.open_view.record, self.open_view.today)

    def _subjects(self) -> dict[str, str]:
        """What there is to choose from, and what it is called."""
        if self._showing == LABS:
            names = {label: label for label in (f"{test} ({unit})" for test, unit in self._series())}
        else:
            helped = self._showing == HELPED
            names = {kind.name: kind.label for kind in self._kinds() if not helped or kind.name != SORENESS}
            if helped:
                return names  # two halves leave no room for several beside each other
        return names | {TOGETHER: TOGETHER_LABEL} if len(names) > 1 else names

    def _taken(self) -> int:
        """The place of what was chosen; the first where that is not there any more."""
        names = list(self._subjects())
        chosen = self._subject[self._showing]
        return names.index(chosen) if chosen in names else 0

    def _choose(self, subject: str) -> None:
        """The same symptom in every view; the tests have a choice of their own."""
        for showing in (LABS,) if self._showing == LABS else (TIME, FOLDED, HELPED):
            self._subject[showing] = subject

    def _show(self) -> None:
        self.query_one("#views", ChoiceLine).show(VIEWS, self._showing)
        self.set_class(self._showing == HELPED, "-helped")
        ranges = self._ranges()
        self.query_one("#ranges", ChoiceLine).show(ranges, self._in_range())
        self.query_one("#ranges").set_class(not ranges, "-none")
        self.query_one("#subjects", ChoiceLine).show(list(self._subjects().values()), self._taken())
        self.query_one(Chart).show(self._picture())
        self._show_verdict()

    def _ranges(self) -> Sequence[str]:
        """The lengths of time, or the regimens that the present one can be set beside."""
        if self._showing != HELPED:
            return _RANGES_OF[self._showing]
        found = self._found
        run = found.regimens.in_force if found is not None else None
        if found is None or run is None:
            return ()
        return [
            f"beside {run_words(other, [run], self.open_view.today)}" for other in comparable(found.regimens)
        ]

    def _in_range(self) -> int:
        """Which of them is taken."""
        chosen = self._range[self._showing]
        if chosen is None:
            return RANGES.index(opening_range(self.open_view.person_file))
        return min(chosen, max(len(self._ranges()) - 1, 0))

    def _compared(self, name: str) -> Comparison | None:
        """The two regimens that are chosen, for one symptom."""
        found = self._found
        trend = found.trends.get(name) if found is not None else None
        if found is None or trend is None:
            return None
        if not self._in_range():
            return trend.compare
        return compare_of(self.open_view.record, found.regimens, trend.kind, trend.days, self._in_range() + 1)

    def _picture(self) -> Picture:
        view = self.open_view
        if self._showing == HELPED:
            return self._side_by_side(view)
        name = _RANGES_OF[self._showing][self._in_range()]
        first, last = days_of_range(
            view.person_file, name, view.record.labs if self._showing == LABS else None
        )
        names, taken = list(self._subjects()), self._taken()
        chosen = names[:-1] if names[taken : taken + 1] == [TOGETHER] else names[taken : taken + 1]
        of = (view.person_file.snapshot(), view.today, self._showing, first, *chosen)
        draws: list[Draw]
        if self._showing == LABS:
            series = dict(zip(names, self._series()))
            draws = [partial(charts.draw_labs, view.record, series[name], first, last) for name in chosen]
            return Picture(tuple(draws) or (partial(_said, "No test results yet. b records one."),), of)
        kinds = {kind.name: kind for kind in self._kinds()}
        record = record_of_days(view.person_file, first, last)
        if self._showing == FOLDED:
            seen = view.overview._replace(record=record)
            draws = [partial(charts.draw_folded, seen, kinds[name], first, last) for name in chosen]
        else:
            draws = [partial(charts.draw_trend, record, kinds[name], first, last) for name in chosen]
        return Picture(tuple(draws), of)

    def _side_by_side(self, view: View) -> Picture:
        """Two regimens, of the symptom that is chosen."""
        name = next(iter(list(self._subjects())[self._taken() :]), "")
        compared, known = self._compared(name), self._found
        of = (view.person_file.snapshot(), view.today, self._showing, self._in_range(), known is None, name)
        if compared is None:
            return Picture((partial(_said, "" if known is None else ONLY_ONE),), of)
        kind = next(kind for kind in self._kinds() if kind.name == name)
        return Picture((partial(charts.draw_compared, view.record, kind, compared),), of)

    def _show_verdict(self) -> None:
        self.query_one("#verdict", Static).update(self._verdict(max(self.size.width - 4, 20)))

    def _verdict(self, room: int) -> Text:
        colours = self.app.theme_variables
        if self._showing == LABS:
            said = "Each result stands against its own laboratory's range. b12track does not interpret it."
            return Text(said, style=colours["muted"])
        kinds, subject = [kind for kind in self._kinds() if kind.name in self._subjects()], self._taken()
        chosen = kinds[subject : subject + 1] or kinds
        known = self._found
        if known is None:
            return Text("…", style=colours["muted"])
        # One that is asked for only now is still to be worked out.
        trends = [known.trends[kind.name] for kind in chosen if kind.name in known.trends]
        if self._showing == HELPED and not trends:
            found = []
        elif self._showing == HELPED:
            compared = self._compared(trends[0].kind.name)
            found = [words.did_it_help(compared, trends[0].kind, self.open_view.today)] if compared else []
        elif [kind.name for kind in chosen] == [SORENESS]:
            found = words.soreness(known.soreness)
        elif not trends:
            return Text("…", style=colours["muted"])
        elif self._showing == FOLDED:
            wears_off = words.wears_off if subject < len(kinds) else words.wears_off_in_short
            found = [wears_off(trend) for trend in trends]
        elif subject < len(kinds):
            found = words.over_time(trends[0], self.open_view.today, is_roomy=self.size.height >= _ROOMY_ROWS)
        else:
            found = [words.in_a_line(trend) for trend in trends]
        indent = max(width(verdict.question) for verdict in found) + 2 if found and room >= _BESIDE else 2
        return Text("\n", no_wrap=True).join(
            line for verdict in found for line in self._lines(verdict, room, indent)
        )

    def _lines(self, verdict: words.Verdict, room: int, indent: int) -> list[Text]:
        """The question on the left, the answer beside it, what it rests on beneath."""
        colours = self.app.theme_variables
        lines: list[Text] = []
        if room < _BESIDE:
            lines.append(Text(printable(verdict.question), style=colours["muted"]))
        for text, colour in ((verdict.answer, verdict.colour), (verdict.rests_on, "muted")):
            for line in wrap(printable(text), room - indent) if text else []:
                name = "" if lines else printable(verdict.question)
                lines.append(Text.assemble((pad(name, indent), colours["muted"]), (line, colours[colour])))
        return lines

    def look_at(self, symptom: str, *, is_folded: bool) -> None:
        """One symptom, folded onto the days since the dose or over time."""
        self._showing = FOLDED if is_folded else TIME
        self._choose(symptom)
        self._show()

    # Keys and clicks

    def action_view(self, view: int) -> None:
        """Show another view."""
        self._showing = view
        self._show()

    def action_range(self, by: int) -> None:
        """A longer or a shorter time."""
        last = max(len(self._ranges()) - 1, 0)
        self._range[self._showing] = min(max(self._in_range() + by, 0), last)
        self._show()

    def action_subject(self, by: int) -> None:
        """The next symptom or test."""
        names = list(self._subjects())
        if names:
            self._choose(names[(self._taken() + by) % len(names)])
            self._show()

    def action_together(self) -> None:
        """All of them small, or back to the first."""
        names = list(self._subjects())
        if TOGETHER in names:
            self._choose(names[0] if names[self._taken()] == TOGETHER else TOGETHER)
            self._show()

    def on_choice_line_taken(self, event: ChoiceLine.Taken) -> None:
        event.stop()
        if event.line.id == "views":
            self._showing = event.number
        elif event.line.id == "ranges":
            self._range[self._showing] = event.number
        else:
            self._choose(list(self._subjects())[event.number])
        self._show()

    def on_resize(self) -> None:
        if self.view is not None:
            self._show_verdict()


def _said(text: str, columns: int, rows: int, palette: charts.Palette) -> str:  # noqa: ARG001  # drawn like a chart
    return "\n".join(wrap(text, columns))
