"""The first start: what a newcomer answers, one question after the other, made into a person with a plan and doses.

What always holds: nothing is made on the disk before the end; a dose is recorded only where somebody ticked its date
or typed another; nothing is filled in that nobody said.
"""

from datetime import date
from typing import Literal, NamedTuple

from b12track import clock
from b12track.domain.record.intervals import Doses, Every, Until
from b12track.domain.record.records import Person, Phase, Plan, Record, Route
from b12track.domain.rules.course import walk
from b12track.domain.rules.overview import Overview, overview_of
from b12track.domain.rules.schedule import upcoming
from b12track.domain.typed.answers import read_count
from b12track.domain.wording.intervals import read_until
from b12track.usecases.people import add_person
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan import guided
from b12track.usecases.plan.enter import Foreseen, Order, foresee_plan, set_plan

Stage = Literal["to_begin", "loading", "past", "never", "unknown"]
MOST_DATES = 60
_MOST_DOSES = 366


class Answers(NamedTuple):
    """What was answered; None and empty where nothing was, or where it was not asked."""

    name: str
    timezone: str
    drug: str
    dose_mcg: float
    route: Route
    stage: Stage
    steps: tuple[Phase, ...] = ()
    first_on: date | None = None
    given: tuple[date, ...] = ()
    later: tuple[Phase, ...] = ()
    last_on: date | None = None
    next_on: date | None = None
    grace_days: int = 0
    prescribed_by: str = ""
    source: str = ""


def newcomer(name: str, timezone: str, asked_now: str | None) -> Overview:
    """The state of somebody of whom nothing is recorded yet."""
    return overview_of(
        Record(Person(name, timezone=timezone or None)), clock.now_for(timezone or None, asked_now)
    )


def read_loading_until(text: str) -> Until:
    """Until when loading goes: a number alone is of doses."""
    if text.strip().isdecimal():
        return Doses(read_count(text, "until", _MOST_DOSES, 1))
    return read_until(text)


def dates_so_far(answers: Answers, today: date) -> list[date]:
    """The dates that the plan gives from its first one up to today, each given on its day."""
    if not answers.steps or answers.first_on is None or answers.first_on > today:
        return []
    first, phases = answers.first_on, (*answers.steps, *answers.later)
    plan = Plan("new", first, first, answers.drug, answers.dose_mcg, answers.route, phases)
    record = Record(Person(answers.name), plans=(plan,))
    course = walk(record, plan, plan.first_due)
    return [
        each.window.opens
        for each in upcoming(course, plan.first_due, MOST_DATES)
        if each.window.opens <= today
    ]


def order_of(overview: Overview, answers: Answers) -> Order:
    """The plan and the doses that the answers say."""
    is_past = answers.stage in ("past", "never")
    begins = overview.today if is_past or answers.first_on is None else min(answers.first_on, overview.today)
    entry = guided.Entry(
        prescribed_by=answers.prescribed_by,
        source=answers.source,
        set_on=begins,
        drug=answers.drug,
        dose_mcg=answers.dose_mcg,
        route=answers.route,
        loading="past" if is_past else "unknown" if answers.stage == "unknown" else "yes",
        steps=() if is_past else answers.steps,
        then=answers.later,
        first_due=answers.next_on if is_past else answers.first_on,
        last_on=answers.last_on if is_past else None,
        grace_days=answers.grace_days,
    )
    order = guided.order_of(overview, entry)
    if is_past:
        return order
    given = [guided.unrecorded_dose(overview, order.plan, on) for on in sorted(answers.given)]
    return order._replace(given=tuple(given))


def foresee(answers: Answers, asked_now: str | None) -> Foreseen:
    """What the answers come to: the plan, where it stands, and its next dates."""
    overview = newcomer(answers.name, answers.timezone, asked_now)
    return foresee_plan(overview, order_of(overview, answers))


def begin(answers: Answers, asked_now: str | None) -> PersonFile:
    """Make the person, with their plan and the doses that were given."""
    order = order_of(newcomer(answers.name, answers.timezone, asked_now), answers)
    person_file = add_person(answers.name, answers.timezone or None, now=asked_now)
    set_plan(person_file, order)
    return person_file


def loading(often: Every, until: Until) -> tuple[Phase, ...]:
    """Loading of one step."""
    return (Phase(guided.LOADING, "repletion", often, until),)
