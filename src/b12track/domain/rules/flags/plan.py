"""Flags about the plan itself: what it leaves open, or that there is none."""

from collections.abc import Iterator

from b12track.domain.record.records import Plan, Record
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.plans_in_force import plan_to_come
from b12track.domain.wording.phrases import day, prescriber_of


def plan_gaps(overview: Overview) -> Iterator[Flag]:
    """What the plan leaves open, each as a question to bring."""
    plan = overview.plan
    if plan is None:
        return
    if questions := open_questions(overview.record, plan):
        text = f"The plan leaves open, to ask {prescriber_of(overview)}: {' '.join(questions)}"
        yield Flag("plan_gaps", "info", text, (plan.id,))


def open_questions(record: Record, plan: Plan) -> list[str]:
    """The questions that a plan leaves open.

    Loading alone is a whole plan where nobody plans more, or B12 is taken in another way since.
    """
    questions = []
    if not record.person.indication:
        questions.append("What are the injections for?")
    before_last = plan.phases[:-1]
    repletion = [phase for phase in plan.phases if phase.kind == "repletion"]
    if any(phase.kind == "repletion" and phase.until is None for phase in (*before_last, *repletion[-1:])):
        questions.append("When does loading end?")
    if not any(phase.kind == "maintenance" for phase in plan.phases) and not is_loading_only(record, plan):
        questions.append("How often are the injections after loading?")
    if not plan.watch:
        questions.append("Which symptoms or labs will show that it works?")
    return questions


def is_loading_only(record: Record, plan: Plan) -> bool:
    """Whether a plan without maintenance is complete: it says so, or B12 is taken in another way than injected."""
    taken = (t for t in record.treatments if t.kind == "b12")
    return plan.no_maintenance or any(t.last_on is None or t.last_on >= plan.set_on for t in taken)


def no_plan(overview: Overview) -> Iterator[Flag]:
    """There is no plan in force, and none was stopped on purpose."""
    if overview.plan is not None:
        return
    coming = plan_to_come(overview.record.plans, overview.today)
    if coming is not None:
        text = f"The plan starts {day(overview, coming.set_on)}; until then no date is counted."
        yield Flag("no_plan", "info", text, (coming.id,))
        return
    if overview.status.name == "stopped":
        return
    text = (
        "No plan is entered. To ask the prescriber: why the injections, when loading ends, the interval with dose "
        "and route, and what will show that it works."
    )
    yield Flag("no_plan", "info", text)
