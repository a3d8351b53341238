"""A plan as the guided form takes it, made into an order.

What always holds: nothing is filled in that nobody typed; where somebody is past loading the plan has maintenance
alone and counts from the last injection; where they do not know, a question to bring goes with it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Window, after
from b12track.domain.record.records import Injection, Phase, PhaseKind, Plan, Review, Route
from b12track.domain.reference.templates import Template
from b12track.domain.rules.course import dose_of
from b12track.domain.rules.overview import Overview
from b12track.domain.typed.amounts import read_dose, show_dose
from b12track.domain.typed.dates import read_date, read_when, show_day_range
from b12track.domain.wording.intervals import read_every, read_until, show_every, show_until
from b12track.usecases.enter.injection_draft import Given, check_draft, draft_injection
from b12track.usecases.plan.enter import Order, first_window_after

Stage = Literal["yes", "past", "unknown"]
LOADING_QUESTION = "Am I still in loading, and when does it end?"
LOADING, MAINTENANCE = "Loading", "Maintenance"


class Entry(NamedTuple):
    """What was typed into the form; None where nothing was. An empty `then` says that loading is all there is."""

    prescribed_by: str
    source: str
    set_on: date
    drug: str
    dose_mcg: float
    route: Route
    loading: Stage
    steps: tuple[Phase, ...] = ()
    then: tuple[Phase, ...] | None = None
    first_due: date | None = None
    last_on: date | None = None
    watch: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    grace_days: int = 0
    begins_with_first: bool = False


def order_of(overview: Overview, entry: Entry) -> Order:
    """The order that an entry is; refused by the name of the field that is missing."""
    plan = Plan(
        "",
        entry.set_on,
        entry.set_on,
        entry.drug,
        entry.dose_mcg,
        entry.route,
        (),
        entry.prescribed_by,
        entry.source,
        entry.grace_days,
        reviews=entry.reviews,
        watch=entry.watch,
    )
    if entry.loading == "past":
        return _past_loading(overview, entry, plan)._replace(begins_with_first=entry.begins_with_first)
    if not entry.steps:
        raise Refused("steps", "write how often and until when, such as mon wed fri, 6 doses")
    if entry.first_due is None:
        raise Refused("first_due", "write the day of the first injection under this plan, past or to come")
    questions = (LOADING_QUESTION,) if entry.loading == "unknown" else ()
    no_maintenance = entry.then == ()
    later = entry.then or ()
    plan = plan._replace(
        phases=(*entry.steps, *later), first_due=entry.first_due, no_maintenance=no_maintenance
    )
    return Order(plan, questions=questions, begins_with_first=entry.begins_with_first)


def read_first_due(text: str, today: date, begins: date | None) -> date:
    """The day of a plan's first injection: a day of the week or one without its year from the plan's beginning on.

    Looking on from today, a plan that began on 5 January would have its first injection a year late.
    """
    coming = read_date(text, today, forward=True, field="first_due")
    if begins is None or coming == read_date(text, today, field="first_due"):
        return coming
    return read_date(text, begins, forward=True, field="first_due")


def read_steps(text: str) -> tuple[Phase, ...]:
    """Steps of loading, "mon wed fri, 6 doses; weekly, 4 doses"; one without an end lasts until it is confirmed."""
    return _phases(text, LOADING, "repletion")


def read_then(text: str) -> tuple[Phase, ...]:
    """What follows loading, "every 8 weeks, 6 doses; every 12 weeks": the last goes on. "none": loading is all."""
    if text.strip().casefold() == "none":
        return ()
    return _phases(text, MAINTENANCE, "maintenance")


def _phases(text: str, name: str, kind: PhaseKind) -> tuple[Phase, ...]:
    phases: list[Phase] = []
    for part in filter(str.strip, text.split(";")):
        named = phase_name(name, len(phases))
        phases.append(read_step(part, Phase(named, kind, read_every("weekly"))))
    return tuple(phases)


def phase_name(name: str, before: int) -> str:
    """What a phase is called where so many of its kind stand before it: "Loading", "Loading 2"."""
    return f"{name} {before + 1}" if before else name


def read_step(text: str, phase: Phase) -> Phase:
    """How often, until when, and a dose of its own, with commas between; the phase keeps its name and kind."""
    rest, comma, last = text.rpartition(",")
    phase = phase._replace(dose_mcg=None)
    if comma:
        try:
            phase, text = phase._replace(dose_mcg=read_dose(last)), rest
        except Refused:
            pass  # then it is no dose
    often, comma, until = text.rpartition(",")
    if not comma:
        return phase._replace(every=read_every(text), until=None)
    try:
        return phase._replace(every=read_every(often), until=read_until(until))
    except Refused:
        try:
            return phase._replace(every=read_every(text), until=None)  # "mon, wed, fri"
        except Refused:
            pass
        raise


def show_step(phase: Phase) -> str:
    """A phase as it can be typed again: "every 8 weeks, ongoing"."""
    own = f", {show_dose(phase.dose_mcg)}" if phase.dose_mcg is not None else ""
    return f"{show_every(phase.every)}, {show_until(phase.until)}{own}"


def show_steps(steps: Sequence[Phase]) -> str:
    """Several phases as they can be typed again."""
    return "; ".join(show_step(step) for step in steps)


def published_steps(template: Template) -> str:
    """The loading of a citation, as it can be typed."""
    return show_steps([phase for phase in template.phases if phase.kind == "repletion"])


def published_then(template: Template) -> str:
    """The maintenance of a citation, as it can be typed."""
    return show_steps([phase for phase in template.phases if phase.kind == "maintenance"])


def _past_loading(overview: Overview, entry: Entry, plan: Plan) -> Order:
    if not entry.then:
        raise Refused("every", "write how often the injections are, such as every 8 weeks")
    every = entry.then[0].every
    plan = plan._replace(phases=entry.then)
    if entry.last_on is None:
        if entry.first_due is None:
            raise Refused("last", "write the day of the last injection, or the day the next one is due")
        return Order(plan._replace(first_due=entry.first_due))
    is_recorded = any(injection.given_on == entry.last_on for injection in overview.record.injections)
    last = None if is_recorded else unrecorded_dose(overview, plan, entry.last_on)
    window = first_window_after(overview.record, every, plan.set_on, entry.last_on)
    if entry.first_due is not None and entry.last_on < plan.set_on:
        window = Window(entry.first_due, entry.first_due)
    elif entry.first_due is not None:
        # The last injection falls under the plan, whose own rules count from it; another date is a date that was
        # moved, by somebody.
        counted = after(every, entry.last_on)
        if not counted.opens == counted.closes == entry.first_due:
            raise Refused(
                "first_due",
                f"counted from the last injection it is {show_day_range(*counted)}",
                "leave this empty; once the plan is entered, you can say what the clinic moved",
            )
    return Order(begins_within(plan, window), last=last)


def begins_within(plan: Plan, window: Window) -> Plan:
    """The plan with this first window."""
    by = window.closes if window.closes != window.opens else None
    return plan._replace(first_due=window.opens, first_by=by)


def unrecorded_dose(overview: Overview, plan: Plan, given_on: date) -> Injection:
    """A dose of a day that is not recorded yet: the plan's drug, dose and route, and nothing else."""
    when = read_when(given_on.isoformat(), overview.now)
    given = Given(when=when, route=plan.route, drug=plan.drug, dose_mcg=dose_of(plan, 0))
    record = overview.record._replace(injections=())
    return check_draft(draft_injection(record, overview.now, given), record, overview.now)
