"""Entering a plan: a new one, or a correction of the one in force.

What always holds: a plan is what the prescriber ordered, as somebody typed it; a correction keeps the plan's id and
the day it was set, and says which timings change; nothing that was recorded for the plan is left without its phase.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.fields import SCHEMAS
from b12track.domain.record.intervals import Every, Window, after
from b12track.domain.record.loading import load
from b12track.domain.record.records import Injection, Plan, Question, Record, Transition
from b12track.domain.rules.course import Timing, walk
from b12track.domain.rules.overview import Overview, last_injection, overview_of
from b12track.domain.rules.plans_in_force import plan_in_force, plan_to_come
from b12track.domain.rules.schedule import Upcoming, timings_of, upcoming
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean, clip, printable
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.foreseen import doubt_short_loading
from b12track.usecases.validity import raw_of

Mode = Literal["new", "corrects"]
PREVIEWED_DATES = 6


class Order(NamedTuple):
    """A plan as it was typed, and what was said along with it.

    `loading_over` moves it to its first maintenance phase, as `confirmed_by` said; `last` is an injection that is not
    recorded yet, and `given` are others that are not; `questions` are to be brought to the appointment;
    `begins_with_first` begins it with the first of the recorded doses that lie before it.
    """

    plan: Plan
    mode: Mode = "new"
    loading_over: bool = False
    confirmed_by: str = ""
    last: Injection | None = None
    questions: tuple[str, ...] = ()
    begins_with_first: bool = False
    given: tuple[Injection, ...] = ()


class Retimed(NamedTuple):
    """An injection whose timing a plan changes."""

    injection: Injection
    before: Timing | None
    after: Timing | None


class Foreseen(NamedTuple):
    """What an order would save, and what would come of it.

    `earlier` are recorded doses that lie before the plan and are under no other, so that it could begin with them.
    """

    plan: Plan
    transition: Transition | None
    before: Overview
    after: Overview
    retimed: tuple[Retimed, ...]
    dates: tuple[Upcoming, ...]
    earlier: tuple[Injection, ...] = ()


class PlanSet(NamedTuple):
    """A plan that was saved."""

    foreseen: Foreseen
    saved: Saved


def read_plan(raw: Any) -> Plan:
    """One plan of the exchange document; its id may be left out and is empty then."""
    if isinstance(raw, dict) and "format" in raw:
        raise Refused("plan", "this is a whole export, but only a plan can be read here", Deed("import"))
    has_id = isinstance(raw, dict) and raw.get("id") is not None
    given = {**raw, "id": "new"} if isinstance(raw, dict) and not has_id else raw
    if faults := list(SCHEMAS["plans"].check(given, "")):
        named = "; ".join(f"{fault.path.lstrip('.') or 'plan'}: {fault.text}" for fault in faults[:3])
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise Refused("", "this is not a valid plan", f"{clip(printable(named), 400)}{more}")
    plan: Plan = load("plans", given)
    return plan if has_id else plan._replace(id="")


def correctable(record: Record, today: date) -> Plan | None:
    """The plan that a correction would correct: the one in force, or else the next one to begin."""
    return plan_in_force(record.plans, today) or plan_to_come(record.plans, today)


def foresee_plan(overview: Overview, order: Order, *, yes: bool = False) -> Foreseen:
    """Think an order through on these records; refused where it would not fit them."""
    record = overview.record
    plan = _placed(overview, order, yes)
    # A correction keeps the start of the plan, unless it is the start that is corrected.
    earlier = doses_before(record, plan) if order.mode == "new" or order.begins_with_first else ()
    if order.begins_with_first and earlier:
        # The dose was given already: that was the plan's first date, if not one before it.
        first = earlier[0].given_on
        if plan.first_due > first:
            plan = plan._replace(first_due=first, first_by=None)
        plan, earlier = plan._replace(set_on=first), ()
    if order.mode == "corrects":
        plans = [plan if known.id == plan.id else known for known in record.plans]
    else:
        plans = [*record.plans, plan]
    with_plan = record._replace(plans=plans)
    not_recorded = (*order.given, *((order.last,) if order.last is not None else ()))
    with_plan = with_plan._replace(injections=(*with_plan.injections, *not_recorded))
    transition = _loading_over(overview, with_plan, plan, order, yes) if order.loading_over else None
    if transition is not None:
        with_plan = with_plan._replace(transitions=(*with_plan.transitions, transition))
    following = overview_of(with_plan, overview.now)
    dates = dates_ahead(following, plan)
    was, now = timings_of(record), timings_of(with_plan)
    changed = [i for i in record.injections if was.get(i.id) != now.get(i.id)]
    changed.sort(key=lambda injection: injection.given_at)
    retimed = tuple(Retimed(i, was.get(i.id), now.get(i.id)) for i in changed)
    return Foreseen(plan, transition, overview, following, retimed, dates, earlier)


def set_plan(person_file: PersonFile, order: Order, *, yes: bool = False) -> PlanSet:
    """Save an order: the plan and all that was said along with it, as one change."""

    def work(snapshot: Snapshot, record: Record) -> tuple[Foreseen, Change]:
        named = _named(person_file, snapshot, order)
        foreseen = foresee_plan(overview_of(record, person_file.now), named, yes=yes)
        plan = foreseen.plan
        edits = [Put("plans", raw_of("plans", plan))] if plan not in record.plans else []
        if foreseen.transition is not None:
            transition = foreseen.transition._replace(id=person_file.new_id(snapshot, "transitions"))
            edits.append(Put("transitions", raw_of("transitions", transition)))
        what = f"plan of {show_date(plan.set_on, weekday=False)}"
        if named.last is not None:
            edits.append(Put("injections", raw_of("injections", named.last)))
            what += f", with the {name_of('injections', named.last)}"
        edits += [Put("injections", raw_of("injections", injection)) for injection in named.given]
        if named.given:
            what += f", with {counted(len(named.given), 'injection')}"
        for text in order.questions:
            asked = clean(text, "question", lines=True)
            question = Question(person_file.new_id(snapshot, "questions"), person_file.today, asked)
            edits.append(Put("questions", raw_of("questions", question)))
            what += ", with a question to bring"
        called = f"correction of the {what}" if order.mode == "corrects" else what
        return foreseen, Change(called, tuple(edits))

    return PlanSet(*person_file.make(work))


def _named(person_file: PersonFile, snapshot: Snapshot, order: Order) -> Order:
    """The order with ids for what it brings in, so that what is foreseen is what is saved."""
    if order.mode == "new" and not order.plan.id:
        order = order._replace(plan=order.plan._replace(id=person_file.new_id(snapshot, "plans")))
    if order.last is not None:
        order = order._replace(last=order.last._replace(id=person_file.new_id(snapshot, "injections")))
    return order._replace(
        given=tuple(
            injection._replace(id=person_file.new_id(snapshot, "injections")) for injection in order.given
        )
    )


def doses_before(record: Record, plan: Plan) -> tuple[Injection, ...]:
    """The recorded doses of a new plan's drug that lie before it and under no plan, the earliest first."""
    timings = timings_of(record)
    others = [known.set_on for known in record.plans if known.set_on <= plan.set_on and known.id != plan.id]
    since = max(others, default=date.min)
    found = [
        i
        for i in record.injections
        if i.counts
        and i.id not in timings
        and since < i.given_on < plan.set_on
        and i.drug.casefold() == plan.drug.casefold()
    ]
    return tuple(sorted(found, key=lambda injection: (injection.given_on, injection.given_at)))


def earlier_words(foreseen: Foreseen) -> str:
    """How many recorded doses the plan would leave out, as they lie before it; empty where there are none."""
    count, start = len(foreseen.earlier), foreseen.plan.set_on
    if not count:
        return ""
    lie = "1 recorded injection lies" if count == 1 else f"{count} recorded injections lie"
    first, today = foreseen.earlier[0].given_on, foreseen.after.today
    of = "it is of" if count == 1 else "the first is of"
    return (
        f"{lie} before {show_date(start, today)}, when the plan begins, and would not count; "
        f"{of} {show_date(first, today)}."
    )


def first_window_after(record: Record, every: Every, set_on: date, last_on: date) -> Window:
    """The first window of a maintenance-only plan, for somebody whose last injection was on `last_on`.

    Where the plan had begun by then, the plan's own rules count from that dose, so the first date is the first dose
    that falls under it. Where the dose was before the plan, the first window is the interval counted from it.
    """
    if last_on < set_on:
        return after(every, last_on)
    under_it = [i.given_on for i in record.injections if i.counts and set_on <= i.given_on <= last_on]
    first = min(under_it, default=last_on)
    return Window(first, first)


def latest_counted(record: Record, today: date) -> Injection | None:
    """The latest injection that counts toward a plan."""
    return last_injection(record._replace(injections=[i for i in record.injections if i.counts]), today)


def dates_ahead(overview: Overview, plan: Plan) -> tuple[Upcoming, ...]:
    """The next dates of the plan in force, or of one that has not begun."""
    course = overview.course
    if course is None or course.plan != plan:
        course = walk(overview.record, plan, overview.today) if plan.set_on > overview.today else None
    return tuple(upcoming(course, max(overview.today, plan.set_on), PREVIEWED_DATES))


def earlier_plans(record: Record, today: date) -> Sequence[Plan]:
    """Every plan but the one in force, the newest first."""
    in_force = plan_in_force(record.plans, today)
    others = [plan for plan in record.plans if in_force is None or plan.id != in_force.id]
    return sorted(others, key=lambda plan: plan.set_on, reverse=True)


def _placed(overview: Overview, order: Order, yes: bool) -> Plan:
    """The plan with its id and the day it was set, if it fits what is recorded."""
    record, plan = overview.record, order.plan
    if order.mode == "corrects":
        known = correctable(record, overview.today)
        if known is None:
            raise Refused("", "there is no plan in force to correct", Deed("enter as new"))
        last = len(plan.phases)
        for transition in record.transitions:
            if transition.plan_id == known.id and transition.to_phase >= last:
                raise Refused(
                    "phases",
                    f"the move to phase {transition.to_phase + 1} on {_day(overview, transition.on)} "
                    f"({transition.id}) would lead nowhere, because the last phase would be {last}",
                    "keep that phase",
                    Deed("delete first", transition.id),
                )
        return plan._replace(id=known.id, set_on=known.set_on)
    if plan.id and any(plan.id == known.id for known in record.plans):
        raise Refused(
            "id",
            f"a plan {plan.id} is there already",
            "for a new plan leave the id out",
            Deed("say it corrects"),
        )
    in_force = plan_in_force(record.plans, overview.today)
    if in_force is not None and plan.set_on < in_force.set_on and not yes:
        raise NeedsYes(
            "set_on",
            f"{_day(overview, plan.set_on)} is before the plan in force, "
            f"of {_day(overview, in_force.set_on)}, which would still be in force",
            Deed("correct plan in force"),
            does="saves this as an earlier plan",
        )
    return plan


def _loading_over(
    overview: Overview, record: Record, plan: Plan, order: Order, yes: bool
) -> Transition | None:
    """The move past loading; none where the plan is past it by its own rules."""
    index = next((n for n, phase in enumerate(plan.phases) if phase.kind == "maintenance"), None)
    if index is None:
        raise Refused("phases", "the plan has no maintenance phase", "enter one, or say that loading goes on")
    course = overview_of(record, overview.now).course
    is_there = course is not None and course.plan.id == plan.id and course.stretch.phase >= index
    if index == 0 or (is_there and course is not None and not course.to_confirm):
        return None
    last = latest_counted(record, overview.today)
    if last is None:
        raise Refused(
            "last injection",
            "it is not recorded, but the next date is counted from it",
            Deed("record injection first"),
        )
    if course is not None and course.plan.id == plan.id:
        doubt_short_loading(course, index, yes)
    on, at = max(plan.set_on, last.given_on), overview.now.replace(microsecond=0)
    return Transition("", plan.id, index, on, clean(order.confirmed_by, "by"), recorded_at=at)


def _day(overview: Overview, day: date) -> str:
    return show_date(day, overview.today, weekday=False)
