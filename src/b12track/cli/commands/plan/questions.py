"""The questions of `plan set`, one line each.

A plan is talked through and not typed row by row: what is asked next follows from what was answered, and one answer
may be several fields. Its readers are those of the rows all the same.

What always holds: nothing is preselected. A template's values are shown as published and taken by typing y; a
correction shows what the plan says now and keeps it where nothing is typed.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from b12track.cli.talk.answers import asked, choice
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Every, Until
from b12track.domain.record.records import Injection, Phase, Plan
from b12track.domain.reference.templates import MARKS, Template
from b12track.domain.rules.overview import Overview
from b12track.domain.typed.amounts import read_dose, show_dose
from b12track.domain.typed.answers import read_days, read_flag, read_names
from b12track.domain.typed.dates import read_date, read_when, show_date
from b12track.domain.typed.terms import DRUGS, ROUTES, read_drug, read_route
from b12track.domain.wording.intervals import not_the_same, read_every, read_until, show_every, show_until
from b12track.domain.wording.plan import read_reviews, show_reviews
from b12track.domain.wording.text import clean, quote
from b12track.usecases.enter.injection_draft import Given, check_draft, draft_injection
from b12track.usecases.plan.enter import Order, first_window_after
from b12track.usecases.plan.guided import (
    LOADING,
    LOADING_QUESTION,
    MAINTENANCE,
    begins_within,
    phase_name,
    read_first_due,
)

T = TypeVar("T")
_NONE = "none"
_NOT_KNOWN = "Enter: not known"


class Asking(NamedTuple):
    """Who is asked, about whom, and what there is to show beside the questions."""

    session: Session
    overview: Overview
    template: Template | None = None

    @property
    def today(self) -> date:
        """The date that it is for the person."""
        return self.overview.today

    def text(self, prompt: str, field: str, default: str = "") -> str:
        """A line of text, which may be empty."""
        return asked(self.session, prompt, lambda typed: clean(typed, field), default)

    def names(self, prompt: str, field: str, default: str = "") -> tuple[str, ...]:
        """Names with commas between them, or none."""
        return asked(self.session, prompt, lambda typed: read_names(typed, field), default)

    def first_due(self, prompt: str, begins: date, default: date | None = None) -> date:
        """The day of a plan's first injection, which may be long ago."""
        return asked(
            self.session,
            prompt,
            lambda typed: read_first_due(typed, self.today, begins),
            default.isoformat() if default is not None else "",
        )

    def day_either_way(self, prompt: str, field: str) -> date:
        """A day that may be past or to come; a word that could be either is not guessed."""

        def read(typed: str) -> date:
            last, following = (read_date(typed, self.today, forward=on, field=field) for on in (False, True))
            if last != following:
                raise Refused(
                    field,
                    f"{quote(typed)} could be {show_date(last)} or {show_date(following)}",
                    f"write {last.isoformat()} or {following.isoformat()}",
                )
            return last

        return asked(self.session, prompt, read)

    def every(self, prompt: str, default: Every | None = None, offered: Every | None = None) -> Every:
        """How often."""
        every = asked(
            self.session,
            prompt,
            read_every,
            show_every(default) if default else "",
            show_every(offered) if offered else "",
        )
        if caution := not_the_same(every):
            self.session.say(caution)
        return every


def ask_correction(asking: Asking, plan: Plan) -> Order:
    """The plan in force, question by question; Enter keeps what it says."""
    session = asking.session
    name = asking.overview.record.person.name
    session.say(f"The plan for {name}: each question shows what is entered now; press Enter to keep it.")
    prescribed_by = asking.text("Who prescribed it?", "prescriber", plan.prescribed_by)
    source = asking.text("Where is it written?", "source", plan.source)
    drug = asked(session, "Drug?", read_drug, plan.drug)
    dose_mcg = asked(session, "Dose, with its unit?", read_dose, show_dose(plan.dose_mcg))
    route = asked(session, "Route?", read_route, plan.route)
    phases = []
    for phase in plan.phases:
        every = asking.every(f"{phase.name}: how often?", phase.every)
        until = asked(session, f"{phase.name}: until when?", read_until, show_until(phase.until))
        phases.append(phase._replace(every=every, until=until))
    first_due = asking.first_due("When was its first injection due?", plan.set_on, plan.first_due)
    by = plan.first_by if first_due == plan.first_due else None
    watch = asking.names("What will show that it works?", "watch", ", ".join(plan.watch))
    for number, phase in enumerate(phases):
        dose = _later(asking, f"{phase.name}: which dose?", read_dose, show_dose(phase.dose_mcg or dose_mcg))
        phases[number] = phase._replace(dose_mcg=dose if dose != dose_mcg else None)
    reviews = _later(asking, "Which reviews or tests are planned?", read_reviews, show_reviews(plan.reviews))
    grace_days = _grace(asking, str(plan.grace_days))
    corrected = plan._replace(
        prescribed_by=prescribed_by,
        source=source,
        drug=drug,
        dose_mcg=dose_mcg,
        route=route,
        phases=tuple(phases),
        first_due=first_due,
        first_by=by,
        watch=watch,
        reviews=reviews,
        grace_days=grace_days,
    )
    return Order(corrected, "corrects")


def ask_new(asking: Asking) -> Order:
    """A new plan, question by question."""
    session, template = asking.session, asking.template
    session.say(f"A plan for {asking.overview.record.person.name}, as it was prescribed.")
    if template is not None:
        session.say(f"{template.title}: {template.source}; {MARKS[template.mark]}. {template.caution}")
        session.say("Each question shows what was published: type y to take it, or type your own answer.")
    prescribed_by = asking.text(f"Who prescribed it? ({_NOT_KNOWN})", "prescriber")
    source = asking.text("Where is it written? (such as clinic letter; Enter: not known)", "source")
    set_on = asking.day_either_way("When did it begin, or when will it?", "beginning")
    drug = asked(
        session,
        f"Drug? ({', '.join(DRUGS)}, or another)",
        read_drug,
        offered=template.drug if template else "",
    )
    published = show_dose(template.dose_mcg) if template is not None and template.dose_mcg else ""
    dose_mcg = asked(session, "Dose, with its unit? (such as 1mg)", read_dose, offered=published)
    route = asked(
        session,
        "How is it given? (IM into muscle, or SC under the skin)",
        read_route,
        offered=(template.route or "") if template else "",
    )
    still = choice(session, "Still in loading?", ("yes", "past it", "don't know"))
    plan = Plan("", set_on, set_on, drug, dose_mcg, route, (), prescribed_by, source)
    questions: tuple[str, ...] = ()
    if still == "don't know" and session.agree(f'Add a question to bring: "{LOADING_QUESTION}"?'):
        questions = (LOADING_QUESTION,)
    if still == "past it":
        order = _past_loading(asking, plan)
    else:
        published_steps = [p for p in template.phases if p.kind == "repletion"] if template else []
        loading = [_step(asking, number, step) for number, step in enumerate(published_steps)]
        while not loading or (
            not published_steps and session.agree("Is there another step of loading after that?")
        ):
            loading.append(_step(asking, len(loading), None))
        later = _maintenance(asking)
        first_due = asking.first_due("When is, or was, its first injection due?", set_on)
        plan = plan._replace(
            phases=(*loading, *(later or ())), first_due=first_due, no_maintenance=later == ()
        )
        order = Order(plan, questions=questions)
    watch = asking.names(
        "Which symptoms or tests will show that it works? (such as energy, mma; Enter: not known)", "watch"
    )
    phases = _own_doses(asking, order.plan, _further(asking, order.plan.phases))
    asked_for = "Which reviews or tests are planned? (such as blood test after 3 months; Enter: none)"
    reviews = _later(asking, asked_for, read_reviews)
    grace_days = _grace(asking, "")
    return order._replace(
        plan=order.plan._replace(phases=phases, watch=watch, reviews=reviews, grace_days=grace_days)
    )


def ask_last(asking: Asking, plan: Plan) -> Injection | None:
    """The last injection, where it is not recorded yet; none where nobody knows its date."""
    session, record, now = asking.session, asking.overview.record, asking.overview.now

    def read(typed: str) -> date | None:
        return read_date(typed, asking.today, field="last injection") if typed else None

    given_on = asked(session, f"When was the last injection? ({_NOT_KNOWN})", read)
    if given_on is None:
        return None
    known = [i for i in record.injections if i.given_on == given_on]
    if known:
        return known[-1]
    session.say("That injection is not recorded yet. Only what you say here is written down.")
    as_planned = f"{plan.drug} {show_dose(plan.dose_mcg)}, {ROUTES[plan.route]}"
    drug, dose_mcg, route = plan.drug, plan.dose_mcg, plan.route
    if not session.agree(f"Was it the same as in the plan: {as_planned}?"):
        drug = asked(session, "Which drug was it?", read_drug)
        dose_mcg = asked(session, "Which dose was it, with its unit?", read_dose)
        route = asked(session, "How was it given? (IM into muscle, or SC under the skin)", read_route)
    given = Given(when=read_when(given_on.isoformat(), now), route=route, drug=drug, dose_mcg=dose_mcg)
    draft = draft_injection(record._replace(injections=()), now, given)
    return check_draft(draft, record, now)


def _past_loading(asking: Asking, plan: Plan) -> Order:
    """A maintenance-only plan, which counts from the last injection."""
    every = asking.every("How often are the injections?", offered=_published_every(asking.template))
    plan = plan._replace(phases=(Phase(MAINTENANCE, "maintenance", every),))
    last = ask_last(asking, plan)
    if last is None:
        first_due = asked(
            asking.session,
            "When is the next injection due?",
            lambda typed: read_date(typed, asking.today, forward=True, field="next injection"),
        )
        return Order(plan._replace(first_due=first_due))
    window = first_window_after(asking.overview.record, every, plan.set_on, last.given_on)
    return Order(begins_within(plan, window), last=None if last.id else last)


def _further(asking: Asking, phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """What follows the first maintenance, as often as something does: each phase before then has its end."""
    found = list(phases)

    def read(typed: str) -> Every | None:
        return read_every(typed) if typed else None

    while found and found[-1].kind == "maintenance":
        then = "And after that? (such as every 3 months; Enter: it goes on like this)"
        every = _later(asking, then, read)
        if every is None:
            break
        before = (
            f"{found[-1].name}, {show_every(found[-1].every)}: until when? (6 doses, 1 year, until confirmed)"
        )
        found[-1] = found[-1]._replace(until=asked(asking.session, before, read_until))
        number = sum(phase.kind == "maintenance" for phase in found)
        found.append(Phase(phase_name(MAINTENANCE, number), "maintenance", every))
    return tuple(found)


def _own_doses(asking: Asking, plan: Plan, phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """The phases with the doses that differ from the plan's; one question where none does."""
    session, usual = asking.session, show_dose(plan.dose_mcg)
    if asking.template is not None and any(phase.dose_mcg is not None for phase in asking.template.phases):
        said = zip(asking.template.phases, asking.template.doses)
        session.say(f"As published: {'; '.join(f'{phase.name}: {dose}' for phase, dose in said)}.")
    prompt = f"Is the dose {usual} all the way through? (Enter: yes)"
    if _later(asking, prompt, lambda typed: read_flag(typed, "dose"), "yes"):
        return tuple(phases)
    found = []
    for phase in phases:
        dose = asked(session, f"{phase.name}: which dose?", read_dose, usual)
        found.append(phase._replace(dose_mcg=dose if dose != plan.dose_mcg else None))
    return tuple(found)


def _grace(asking: Asking, default: str) -> int:
    """The days either side of a date that still count as on time."""
    prompt = (
        "How many days either side still count as on time? (such as 3; it only changes what is "
        "shown; Enter: none)"
    )
    return _later(asking, prompt, lambda typed: read_days(typed, "grace", 365) if typed else 0, default)


def _later(asking: Asking, prompt: str, read: Callable[[str], T], default: str = "") -> T:
    """An answer to one of the last questions, which Enter answers: a script written before there were these may end."""
    return asked(asking.session, prompt, read, default, may_end=True)


def _maintenance(asking: Asking) -> tuple[Phase, ...] | None:
    """What follows loading; nothing where loading is all there is, None where nobody knows."""
    offered = _published_every(asking.template)

    def read(typed: str) -> Every | str:
        return typed.casefold() if typed.casefold() in ("", _NONE) else read_every(typed)

    every = asked(
        asking.session,
        f"How often are the injections after loading? ({_NOT_KNOWN}; {_NONE}: loading is all there is)",
        read,
        offered=show_every(offered) if offered else "",
    )
    if isinstance(every, str):
        if every == _NONE:
            return ()
        asking.session.say("This stays open; please ask at the appointment.")
        return None
    if caution := not_the_same(every):
        asking.session.say(caution)
    return (Phase(MAINTENANCE, "maintenance", every),)


def _step(asking: Asking, number: int, published: Phase | None) -> Phase:
    """One step of loading."""
    name = phase_name(LOADING, number)
    every = asking.every(f"{name}: how often?", offered=published.every if published else None)

    def read(typed: str) -> Until:
        return read_until(typed) if typed else None

    until = asked(
        asking.session,
        f"{name}: until when? (6 doses, 2 weeks, until confirmed; {_NOT_KNOWN})",
        read,
        offered=show_until(published.until) if published else "",
    )
    return Phase(name, "repletion", every, until)


def _published_every(template: Template | None) -> Every | None:
    last = template.phases[-1] if template is not None and template.phases else None
    return last.every if last is not None and last.kind == "maintenance" else None
