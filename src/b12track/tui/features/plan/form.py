"""The guided form for a plan: who ordered it and when, what, how far it is, and the dates that follow.

It is a conversation and not a form of rows: what stands there follows from what was answered, and one answer may be
several fields of the plan. What is decided later about a plan has rows, and its forms are in `changes`.

What always holds: nothing is preselected; a citation only fills fields; the next dates stand below before anything is
saved.
"""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Plan, Review
from b12track.domain.reference.templates import Template
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.answers import read_days, read_names
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.intervals import not_the_same
from b12track.domain.wording.phrases import days
from b12track.domain.wording.plan import dates_line, read_reviews, show_reviews
from b12track.domain.wording.record_names import show_timing
from b12track.domain.wording.text import clean
from b12track.tui.features.entries.when import day_ahead, day_field
from b12track.tui.forms.drug import dose_field, drug_field, route_field
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.plan import guided
from b12track.usecases.plan.enter import (
    Foreseen,
    Order,
    PlanSet,
    correctable,
    earlier_words,
    foresee_plan,
    set_plan,
)
from b12track.usecases.plan.foreseen import before_and_after

_LOADING = (Option("y", "yes", "yes"), Option("p", "past it", "past"), Option("d", "don't know", "unknown"))
_FIRST = ("First dose", "the first injection, past or to come")
_NEXT = ("Next dose", "if empty, counted from the last dose")
_SHOWN_RETIMED = 4
_BY, _SOURCE, _WATCH = (
    partial(clean, field="by"),
    partial(clean, field="source"),
    partial(read_names, field="watch"),
)


class OrderForm(PreviewForm[PlanSet]):
    """What a new plan and a correction share: the fields of the order, and what it would do."""

    @abstractmethod
    def order(self) -> Order:
        """The order that the fields make: a new plan and a correction read different ones."""

    def preview(self) -> str:
        return foreseen_words(foresee_plan(self.form_view.overview, self.order(), yes=True))

    async def save(self) -> PlanSet | None:
        order, person_file = self.order(), self.form_view.person_file
        return await self.write_or_ask(lambda yes: set_plan(person_file, order, yes=yes))

    def said(self, answer: PlanSet) -> str:
        return f"{answer.saved.what} · {before_and_after(answer.foreseen.before, answer.foreseen.after)}"


class PlanForm(OrderForm):
    """A new plan."""

    HEADING = "Plan"
    SUBTITLE = "Ctrl+T as published · Enter next · Ctrl+S saves · Esc leaves"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "templates", "as published")]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.by = TextField(
            "by", "Prescriber", _BY, hint="e.g. Dr Okafor", last=view.record.person.prescriber
        )
        self.source = TextField("source", "Source", _SOURCE, hint="e.g. clinic letter, repeat prescription")
        self.set_on = day_field(view, "set_on", "Begins", value="", hint="the day it began or will begin")
        self.drug = drug_field(hint="e.g. hydroxocobalamin")
        self.dose, self.route = dose_field(), route_field()
        self.in_loading = PickField[guided.Stage]("loading", "In loading?", _LOADING, is_required=True)
        self.steps = TextField(
            "steps",
            "Loading",
            guided.read_steps,
            hint="e.g. mon wed fri, 6 doses; weekly, 250 mcg",
            show=guided.show_steps,
        )
        self.every = TextField(
            "every",
            "Then",
            guided.read_then,
            hint="e.g. 8 weeks, 1 year; 3 months; or none",
            show=lambda phases: guided.show_steps(phases) or "loading is all there is",
        )
        self.last = day_field(
            view,
            "last",
            "Last dose",
            value="",
            hint="the last injection; leave empty if not known",
            is_required=False,
        )
        self.first_due = day_field(
            view,
            "first_due",
            _FIRST[0],
            value="",
            hint=_FIRST[1],
            read=self._read_first_due,
            is_required=False,
        )
        self.watch_for = TextField("watch", "Watch", _WATCH, hint="what will show it works, e.g. energy, mma")
        self.reviews = _reviews_field(())
        self.grace = _grace_field(0)
        self.begins_with = PickField[bool](
            "begins_with",
            "Begin there?",
            (Option("f", "yes, with the first of them", True), Option("n", "no, on the day I typed", False)),
        )

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.by, self.source, self.set_on, self.drug, self.dose, self.route, self.in_loading)
        yield from (self.steps, self.every, self.last, self.first_due, self.watch_for)
        yield from (self.reviews, self.grace, self.begins_with)

    def preview(self) -> str:
        """What the order would do; where recorded doses lie before it, whether it begins with them is asked."""
        foreseen = foresee_plan(self.form_view.overview, self.order(), yes=True)
        earlier = earlier_words(foreseen)
        self.begins_with.display = bool(earlier) or bool(self.begins_with.picked)
        return "\n".join(filter(None, (earlier, foreseen_words(foreseen))))

    def on_mount(self) -> None:
        self.begins_with.display = False
        self._fit()

    def on_field_changed(self) -> None:
        self._fit()
        self.first_due.look_again()

    def _read_first_due(self, text: str) -> date:
        """The next dose is to come; the first one may be long ago, as the day on which the plan began."""
        today = self.form_view.today
        if self.in_loading.picked == "past":
            return read_date(text, today, forward=True, field="first_due")
        return guided.read_first_due(text, today, self.set_on.so_far())

    def _fit(self) -> None:
        """Only the fields that the answer about loading leaves open."""
        past = self.in_loading.picked == "past"
        self.steps.display = not past
        self.last.display = past
        label, hint = _NEXT if past else _FIRST
        self.first_due.entitle(label)
        self.first_due.hint(hint)

    def order(self) -> Order:
        loading = self.in_loading.value
        past = loading == "past"
        entry = guided.Entry(
            self.by.read() or "",
            self.source.read() or "",
            self.set_on.value,
            self.drug.value,
            self.dose.value,
            self.route.value,
            loading,
            () if past else self.steps.read() or (),
            self.every.read(),
            self.first_due.read(),
            self.last.read() if past else None,
            self.watch_for.read() or (),
            self.reviews.read() or (),
            self.grace.read() or 0,
            bool(self.begins_with.picked),
        )
        return guided.order_of(self.form_view.overview, entry)

    def action_templates(self) -> None:
        """Fill fields from a citation."""
        self.app.begin("templates", self._take_template, over_others=True)

    async def _take_template(self) -> None:
        from b12track.tui.features.plan.templates import Templates  # only for who looks at them

        template: Template | None = await self.app.ask(Templates())
        if template is None:
            return
        filled: tuple[tuple[TextField[Any], str], ...] = (
            (self.drug, template.drug),
            (self.dose, show_dose(template.dose_mcg) if template.dose_mcg else ""),
            (self.steps, guided.published_steps(template)),
            (self.every, guided.published_then(template)),
        )
        for field, text in filled:
            if text:
                field.text = text


class CorrectionForm(OrderForm):
    """The plan in force, as it should have been entered."""

    HEADING = "Correct the plan"

    def __init__(self, view: View, plan: Plan) -> None:
        super().__init__(view)
        self.plan = plan
        self.by = TextField("by", "Prescriber", _BY, value=plan.prescribed_by)
        self.source = TextField("source", "Source", _SOURCE, value=plan.source)
        self.drug = drug_field(value=plan.drug)
        self.dose, self.route = dose_field(value=show_dose(plan.dose_mcg)), route_field(value=plan.route)
        self.phases = [
            TextField(
                f"phase{number}",
                phase.name,
                partial(guided.read_step, phase=phase),
                value=guided.show_step(phase),
                show=guided.show_step,
                is_required=True,
            )
            for number, phase in enumerate(plan.phases)
        ]
        first = show_date(plan.first_due, weekday=False)
        self.first_due = day_ahead(view, "first_due", "First due", "", value=first, is_required=True)
        self.watch_for = TextField("watch", "Watch", _WATCH, value=", ".join(plan.watch))
        self.reviews, self.grace = _reviews_field(plan.reviews), _grace_field(plan.grace_days)

    @property
    def target(self) -> tuple[str, Any] | None:
        return "plans", self.plan

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.by, self.source, self.drug, self.dose, self.route)
        yield from self.phases
        yield from (self.first_due, self.watch_for, self.reviews, self.grace)

    def order(self) -> Order:
        plan = self.plan._replace(
            prescribed_by=self.by.read() or "",
            source=self.source.read() or "",
            drug=self.drug.value,
            dose_mcg=self.dose.value,
            route=self.route.value,
            phases=tuple(phase.value for phase in self.phases),
            first_due=self.first_due.value,
            first_by=self.plan.first_by if self.first_due.value == self.plan.first_due else None,
            watch=self.watch_for.read() or (),
            reviews=self.reviews.read() or (),
            grace_days=self.grace.read() or 0,
        )
        return Order(plan, "corrects")


def correction_form(view: View) -> CorrectionForm:
    """Correct the plan in force, or the next one to begin."""
    plan = correctable(view.record, view.today)
    if plan is None:
        raise Refused("", "there is no plan to correct", Deed("set plan"))
    return CorrectionForm(view, plan)


def foreseen_words(foreseen: Foreseen) -> str:
    """What an order would do: the next dates, what to look out for, which timings change."""
    today = foreseen.after.today
    lines = [f"Next: {dates_line(foreseen.dates, today) or 'no date'}"]
    if headline_of(foreseen.before) != headline_of(foreseen.after):
        lines.append(before_and_after(foreseen.before, foreseen.after))
    lines += dict.fromkeys(filter(None, (not_the_same(phase.every) for phase in foreseen.plan.phases)))
    for each in foreseen.retimed[:_SHOWN_RETIMED]:
        was, now = (show_timing(timing) or "outside any plan" for timing in (each.before, each.after))
        lines.append(f"The dose of {show_date(each.injection.given_on, today)}: {was} → {now}")
    if len(foreseen.retimed) > _SHOWN_RETIMED:
        lines.append(f"and {len(foreseen.retimed) - _SHOWN_RETIMED} more doses change their timing")
    return "\n".join(lines)


def _reviews_field(reviews: tuple[Review, ...]) -> TextField[tuple[Review, ...]]:
    hint = "e.g. blood test after 3 months"
    return TextField(
        "reviews", "Asked for", read_reviews, value=show_reviews(reviews), hint=hint, show=show_reviews
    )


def _grace_field(grace_days: int) -> TextField[int]:
    read = partial(read_days, field="grace", most=365)
    hint = "days either side that count as on time"
    return TextField("grace", "Grace", read, value=str(grace_days or ""), hint=hint, show=days)
