"""What changed? The prescriber ordered one thing otherwise: the form asks only that, on the plan as it is.

What always holds: the earlier plan is kept as history, and the dates before and after stand below before anything is
saved. Who entered a plan wrongly corrects it instead, which rewrites the past.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from b12track.domain.record.records import Plan
from b12track.domain.rules.schedule import upcoming
from b12track.domain.typed.amounts import show_dose
from b12track.domain.wording.intervals import read_every, show_every
from b12track.domain.wording.phrases import prescriber_of
from b12track.domain.wording.plan import dates_line
from b12track.tui.features.entries.when import day_field
from b12track.tui.features.plan.changes import StayForm, StopForm
from b12track.tui.features.plan.form import OrderForm, PlanForm, foreseen_words
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.drug import dose_field, drug_field, route_field
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.forms.picking import Option
from b12track.tui.view import View
from b12track.usecases.plan import amend
from b12track.usecases.plan.enter import PREVIEWED_DATES, Order, foresee_plan

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class AmendForm(OrderForm):
    """One thing of the plan in force, who ordered it otherwise, and from when on."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        plan = view.overview.plan
        assert plan is not None, "it is opened only where a plan is in force"
        self.plan: Plan = plan
        prescriber = prescriber_of(view.overview, "")
        self.by = words_field("by", "Who decided?", value=prescriber, hint="Dr Okafor", is_required=True)
        self.on = day_field(view, "on", "From")

    def changed(self) -> Iterable[Widget]:
        """The fields of what changed."""
        raise NotImplementedError

    def compose_fields(self) -> Iterable[Widget]:
        yield from (*self.changed(), self.by, self.on)

    def preview(self) -> str:
        overview = self.form_view.overview
        before = dates_line(upcoming(overview.course, overview.today, PREVIEWED_DATES), overview.today)
        after = foreseen_words(foresee_plan(overview, self.order(), yes=True))
        return f"Now: {before}\n{after}\nThe present plan is kept as history."


class IntervalForm(AmendForm):
    """The injections come at another interval."""

    HEADING = "Another interval"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        course = view.overview.course
        now = show_every(course.phase.every) if course is not None else ""
        self.every = TextField(
            "every", "How often?", read_every, hint=f"now {now}", show=show_every, is_required=True
        )

    def changed(self) -> Iterable[Widget]:
        yield self.every

    def order(self) -> Order:
        return amend.with_interval(self.form_view.overview, self.every.value, self.on.value, self.by.value)


class DoseForm(AmendForm):
    """The dose is another one."""

    HEADING = "Another dose"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        course = view.overview.course
        now = show_dose(course.dose_mcg) if course is not None else ""
        self.dose = dose_field(hint=f"now {now}")

    def changed(self) -> Iterable[Widget]:
        yield self.dose

    def order(self) -> Order:
        return amend.with_dose(self.form_view.overview, self.dose.value, self.on.value, self.by.value)


class DrugForm(AmendForm):
    """The drug or the route is another one."""

    HEADING = "Another drug or route"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.drug = drug_field(value=self.plan.drug)
        self.route = route_field(value=self.plan.route)

    def changed(self) -> Iterable[Widget]:
        yield from (self.drug, self.route)

    def order(self) -> Order:
        drug, route = self.drug.value, self.route.value
        return amend.with_drug(self.form_view.overview, drug, route, self.on.value, self.by.value)


async def what_changed(app: B12App) -> None:
    """Ask what the prescriber changed, then only that; without a plan in force, the whole plan."""
    view = app.open_view
    course = view.overview.course
    if course is None or course.complete:
        await app.ask(PlanForm(view))
        return
    loading = [n for n, phase in enumerate(course.plan.phases) if phase.kind == "repletion"]
    options = [
        Option("i", f"The interval: it is {show_every(course.phase.every)}", IntervalForm),
        Option("d", f"The dose: it is {show_dose(course.dose_mcg)}", DoseForm),
        Option("r", "The drug or the route", DrugForm),
    ]
    if loading and course.phase.kind != "repletion":
        back = partial(StayForm, phase=loading[-1], heading="Back to loading")
        options.append(Option("b", "Back to loading", back))
    options += [
        Option("o", "The plan was stopped", StopForm),
        Option("e", "Something else: enter a whole new plan", PlanForm),
    ]
    text = (
        "What did the prescriber change? The present plan is kept as history. If it was entered wrongly, go back and "
        "correct it instead: that rewrites the past."
    )
    form = await app.ask(Choice(f"What changed? · {view.name}", text, options))
    if form is not None:
        await app.ask(form(view))
