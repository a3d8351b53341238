"""Plan: what was prescribed, as a track; what comes next; what was decided, and by whom."""

from collections.abc import Iterable

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.text import pad, printable, wrap
from b12track.tui.actions import bindings_for
from b12track.tui.features.plan.track import track
from b12track.tui.features.plan.words import here_words, rows_of, stations
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Page

_NAME = 13
_NAME_NARROW = 2
_BESIDE = 56
_BEGINS_A_PART = ("Decided", "Earlier", "To come")
_OF_A_PLAN = frozenset(("phase", "date", "correct", "stop"))


class PlanScreen(FeatureScreen):
    """The plan in force, and the keys that change it."""

    HEADING = "plan"
    CSS_PATH = "plan.tcss"
    BINDINGS = bindings_for("plan")
    AUTO_FOCUS = "#body"

    def compose_body(self) -> Iterable[Widget]:
        with Page(id="body"):
            yield Static("", id="plan", markup=False)

    def watch_view(self, view: View | None) -> None:
        if view is not None:
            self._show(view)
            self.refresh_bindings()

    def on_resize(self) -> None:
        if self.view is not None:
            self._show(self.view)

    def _show(self, view: View) -> None:
        overview, colours = view.overview, self.app.theme_variables
        room = min(max(self.size.width - 6, 20), 144)
        lines: list[Text] = []
        if (plan := overview.plan) is not None:
            dose_mcg = overview.course.dose_mcg if overview.course is not None else plan.dose_mcg
            ordered = printable(f"{plan.drug} {show_dose(dose_mcg)}, {ROUTES[plan.route]}")
            source = f" ({plan.source})" if plan.source else ""
            since = show_date(plan.set_on, overview.today, weekday=False)
            who = printable(
                f"Prescribed by {plan.prescribed_by or 'prescriber not entered'}, {since}{source}"
            )
            lines += [Text(line, style=f"bold {colours['foreground']}") for line in wrap(ordered, room)]
            lines += [Text(line, style=colours["muted"]) for line in wrap(who, room)]
        found = track(stations(overview), here_words(overview), room, colours)
        if found:
            lines += [Text(), *found, Text()]
        indent = _NAME if room >= _BESIDE else _NAME_NARROW
        for name, words in rows_of(overview):
            if name and name in _BEGINS_A_PART:
                lines.append(Text())
            if name and indent < _NAME:
                lines.append(Text(name, style=colours["muted"]))
                name = ""
            style = f"bold {colours['foreground']}" if name == "Next" else colours["foreground"]
            for number, line in enumerate(wrap(printable(words), room - indent)):
                lines.append(
                    Text.assemble((pad("" if number else name, indent), colours["muted"]), (line, style))
                )
        self.query_one("#plan", Static).update(Text("\n", no_wrap=True).join(lines))

    # Keys

    def action_phase(self) -> None:
        """Confirm the move, or move to another phase."""
        course = self.view.overview.course if self.view is not None else None
        self.app.open("transition" if course is not None and course.to_confirm else "phase")

    def action_date(self) -> None:
        """Skip or move the next date."""
        self.app.open("date")

    def action_stop(self) -> None:
        """Stop the plan."""
        self.app.open("stop")

    def action_correct(self) -> None:
        """Correct the plan in force."""
        self.app.open("plan_correction")

    def action_enter(self) -> None:
        """Say what the prescriber changed, or enter a plan where none is in force."""
        self.app.open("what_changed")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a plan is offered only while there is one."""
        if action in _OF_A_PLAN:
            course = self.view.overview.course if self.view is not None else None
            return course is not None and not (action == "date" and course.complete)
        return super().check_action(action, parameters)
