"""The guided form for a plan: who ordered it and when, what, how far it is, and the dates that follow.

What always holds: nothing is preselected; a citation only fills fields; the next dates stand below before anything is
saved.
"""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Phase, Plan
from b12track.domain.reference.templates import Template
from b12track.domain.typed.amounts import read_dose, show_dose
from b12track.domain.typed.answers import read_names
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.typed.terms import drug_doubt, read_drug
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.intervals import not_the_same, read_every, show_every
from b12track.domain.wording.plan import dates_line
from b12track.domain.wording.record_names import show_timing
from b12track.domain.wording.text import clean
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.forms.routes import ROUTES
from b12track.tui.view import View
from b12track.usecases.plan import guided
from b12track.usecases.plan.enter import Foreseen, Order, PlanSet, correctable, foresee_plan, set_plan
from b12track.usecases.plan.foreseen import before_and_after

if TYPE_CHECKING:
    from b12track.tui.app import B12App

_LOADING = (Option("y", "yes", "yes"), Option("p", "past it", "past"), Option("d", "don't know", "unknown"))
_FIRST = ("First dose", "its first injection, past or to come")
_NEXT = ("Next dose", "empty: counted from the last dose")
_SHOWN_RETIMED = 4


class OrderForm(PreviewForm[PlanSet]):
    """What a new plan and a correction share: the fields of the order, and what it would do."""

    @abstractmethod
    def order(self, values: dict[str, Any]) -> Order:
        """The order that the fields make: a new plan and a correction read different ones."""

    def preview(self, values: dict[str, Any]) -> str:
        return foreseen_words(foresee_plan(self.form_view.overview, self.order(values), yes=True))

    async def save(self, values: dict[str, Any]) -> PlanSet | None:
        order, person_file = self.order(values), self.form_view.person_file
        return await self.b12.write_or_ask(lambda yes: set_plan(person_file, order, yes=yes))


class PlanForm(OrderForm):
    """A new plan."""

    HEADING = "Plan"
    SUBTITLE = "Ctrl+T as published · Enter saves · Tab next · Esc leaves"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "templates", "as published")]

    def compose_stated(self) -> Iterable[Widget]:
        view, person = self.form_view, self.form_view.record.person
        yield TextField("by", "Prescriber", _text("by"), hint="Dr Okafor", last=person.prescriber)
        yield TextField("source", "Source", _text("source"), hint="clinic letter, repeat prescription")
        yield _day(view, "set_on", "Begins", "the day it began, or will", forward=False, is_required=True)
        yield TextField("drug", "Drug", read_drug, hint="hydroxocobalamin", show=drug_doubt, is_required=True)
        yield TextField("dose", "Dose", read_dose, hint="1 mg", show=show_dose, is_required=True)
        yield PickField("route", "Route", ROUTES, is_required=True)
        yield PickField("loading", "In loading?", _LOADING, is_required=True)
        yield TextField(
            "steps",
            "Loading",
            guided.read_steps,
            hint="mon wed fri, 6 doses; weekly, 4 doses",
            show=guided.show_steps,
        )
        yield TextField("every", "Then", read_every, hint="every 8 weeks; empty: not known", show=show_every)
        yield _day(view, "last", "Last dose", "the last injection; empty: not known", forward=False)
        yield TextField(
            "first_due",
            _FIRST[0],
            self._read_first_due,
            hint=_FIRST[1],
            show=lambda day: show_date(day, view.today),
        )
        yield TextField("watch", "Watch", _watch, hint="what will show that it works: energy, mma")

    def on_mount(self) -> None:
        self._fit()
        super().on_mount()

    def on_field_changed(self) -> None:
        self._fit()
        self.query_one("#field-first_due", TextField).look_again()
        super().on_field_changed()

    def _read_first_due(self, text: str) -> date:
        """The next dose is to come; the first one may be long ago, as the day on which the plan began."""
        today = self.form_view.today
        if self.query_one("#field-loading", PickField).picked == "past":
            return read_date(text, today, forward=True, field="first_due")
        try:
            begins = self.query_one("#field-set_on", TextField).read()
        except Refused:
            begins = None
        return guided.read_first_due(text, today, begins)

    def _fit(self) -> None:
        """Only the fields that the answer about loading leaves open."""
        past = self.query_one("#field-loading", PickField).picked == "past"
        self.query_one("#field-steps").display = not past
        self.query_one("#field-last").display = past
        label, hint = _NEXT if past else _FIRST
        self.query_one("#field-first_due .label", Static).update(label)
        self.query_one("#field-first_due Input", Input).placeholder = hint

    def order(self, values: dict[str, Any]) -> Order:
        past = values["loading"] == "past"
        entry = guided.Entry(
            values["by"] or "",
            values["source"] or "",
            values["set_on"],
            values["drug"],
            values["dose"],
            values["route"],
            values["loading"],
            () if past else values["steps"] or (),
            values["every"],
            values["first_due"],
            values["last"] if past else None,
            values["watch"] or (),
        )
        return guided.order_of(self.form_view.overview, entry)

    @work(group="templates", exclusive=True)
    async def action_templates(self) -> None:
        """Fill fields from a citation."""
        from b12track.tui.features.plan.templates import Templates

        template = await self.app.push_screen_wait(Templates())
        if template is not None:
            self._take(template)

    def _take(self, template: Template) -> None:
        filled = {
            "drug": template.drug,
            "dose": show_dose(template.dose_mcg) if template.dose_mcg else "",
            "steps": guided.published_steps(template),
            "every": guided.published_every(template),
        }
        for name, text in filled.items():
            if text:
                self.query_one(f"#field-{name} Input", Input).value = text


class CorrectionForm(OrderForm):
    """The plan in force, as it should have been entered."""

    HEADING = "Correct the plan"

    def __init__(self, view: View, plan: Plan) -> None:
        self.plan = plan
        super().__init__(view)

    def compose_stated(self) -> Iterable[Widget]:
        view, plan = self.form_view, self.plan
        yield TextField("by", "Prescriber", _text("by"), value=plan.prescribed_by)
        yield TextField("source", "Source", _text("source"), value=plan.source)
        yield TextField("drug", "Drug", read_drug, value=plan.drug, show=drug_doubt, is_required=True)
        yield TextField(
            "dose", "Dose", read_dose, value=show_dose(plan.dose_mcg), show=show_dose, is_required=True
        )
        yield PickField("route", "Route", ROUTES, value=plan.route, is_required=True)
        for number, phase in enumerate(plan.phases):
            yield TextField(
                f"phase{number}",
                phase.name,
                partial(_read_phase, phase),
                value=guided.show_step(phase),
                show=guided.show_step,
                is_required=True,
            )
        first = show_date(plan.first_due, weekday=False)
        yield _day(view, "first_due", "First due", "", value=first, is_required=True)
        yield TextField("watch", "Watch", _watch, value=", ".join(plan.watch))

    def order(self, values: dict[str, Any]) -> Order:
        phases = tuple(values[f"phase{number}"] for number in range(len(self.plan.phases)))
        plan = self.plan._replace(
            prescribed_by=values["by"] or "",
            source=values["source"] or "",
            drug=values["drug"],
            dose_mcg=values["dose"],
            route=values["route"],
            phases=phases,
            first_due=values["first_due"],
            watch=values["watch"] or (),
        )
        return Order(plan, "corrects")


async def open_plan(app: "B12App") -> None:
    """Enter a new plan."""
    if app.view is not None:
        _say(app, await app.push_screen_wait(PlanForm(app.view)))


async def open_correction(app: "B12App") -> None:
    """Correct the plan in force, or the next one to begin."""
    if app.view is None:
        return
    plan = correctable(app.view.record, app.view.today)
    if plan is None:
        raise Refused("", "there is no plan to correct", Deed("set plan"))
    _say(app, await app.push_screen_wait(CorrectionForm(app.view, plan)))


def _say(app: "B12App", done: PlanSet | None) -> None:
    if done is not None:
        app.saved(f"{done.saved.what} · {before_and_after(done.foreseen.before, done.foreseen.after)}")


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


def _text(name: str) -> Any:
    return lambda text: clean(text, name)


def _watch(text: str) -> tuple[str, ...]:
    return read_names(text, "watch")


def _read_phase(phase: Phase, text: str) -> Phase:
    return guided.read_step(text, phase)


def _day(
    view: View,
    name: str,
    label: str,
    hint: str,
    *,
    forward: bool = True,
    value: str = "",
    is_required: bool = False,
) -> TextField:
    def read(text: str) -> date:
        return read_date(text, view.today, forward=forward, field=name)

    return TextField(
        name,
        label,
        read,
        value=value,
        hint=hint,
        show=lambda day: show_date(day, view.today),
        is_required=is_required,
    )
