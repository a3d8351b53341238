"""What the plan commands say: a plan with its phases, the dates ahead, what a change does."""

from collections.abc import Sequence
from datetime import date

from b12track.cli.talk.session import Session
from b12track.domain.record.records import Plan
from b12track.domain.rules.overview import Overview
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import drug_doubt
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.intervals import not_the_same, show_every
from b12track.domain.wording.phrases import days
from b12track.domain.wording.plan import dates_line, phase_words, plan_line, review_words, said_rows
from b12track.domain.wording.record_names import show_timing
from b12track.usecases.plan.enter import Foreseen, Retimed, correctable, dates_ahead, earlier_plans

_SHOWN_RETIMED = 8


def show_plan(session: Session, overview: Overview) -> None:
    """The plan in force or the next one to begin, where it stands, what was said about it, and the other plans."""
    record, today, course = overview.record, overview.today, overview.course
    plan = correctable(record, today)
    if plan is None:
        session.say(f"{record.person.name}: {headline_of(overview)}. `b12track plan set` enters a plan.")
        _show_others(session, overview, None)
        return
    stands_in = None if course is None or course.complete else course.stretch.phase
    to_confirm = course is not None and course.to_confirm
    session.say(f"Plan for {record.person.name}: {plan_line(plan, today)}")
    rows = [
        *phase_rows(plan, stands_in, to_confirm),
        ("Next", str(headline_of(overview))),
        ("Next dates", dates_line(dates_ahead(overview, plan), today) or "no further dates in the plan"),
        *said_rows(overview, plan),
    ]
    if plan.grace_days:
        grace = days(plan.grace_days)
        rows.append(
            ("Grace", f"{grace} either side. It only changes what is shown, and is not medical advice")
        )
    if plan.reviews:
        rows.append(("Reviews", "; ".join(review_words(review) for review in plan.reviews)))
    if plan.watch:
        rows.append(("Watch", ", ".join(plan.watch)))
    if plan.ended_on is not None:
        reason = f" ({plan.end_reason})" if plan.end_reason else ""
        rows.append(("Stops", f"{show_date(plan.ended_on)}{reason}"))
    session.rows([*rows, ("Id", plan.id)])
    _show_others(session, overview, plan)


def show_foreseen(session: Session, foreseen: Foreseen) -> None:
    """A plan before it is saved: what it says, and its next dates."""
    plan, today = foreseen.plan, foreseen.after.today
    session.line()
    session.say(f"The plan: {plan_line(plan, today)}")
    session.rows(
        [
            *phase_rows(plan, None, False),
            ("Next dates", dates_line(foreseen.dates, today) or "none"),
            *([("Loading", "over")] if foreseen.transition is not None else []),
        ]
    )
    if doubt := drug_doubt(plan.drug):
        session.say(f"The drug is {plan.drug}; {doubt}")
    for caution in dict.fromkeys(not_the_same(phase.every) for phase in plan.phases):
        if caution:
            session.say(caution)


def show_retimed(session: Session, retimed: Sequence[Retimed], today: date) -> None:
    """Which injections a plan times differently."""
    if not retimed:
        session.say("This does not change whether any recorded injection was early, on time or late.")
        return
    session.say("This changes whether these injections count as early, on time or late:")
    rows = []
    for each in retimed[:_SHOWN_RETIMED]:
        was, now = (show_timing(timing) or "outside any plan" for timing in (each.before, each.after))
        rows.append((f"  {show_date(each.injection.given_on, today)}", f"{was} → {now}"))
    session.rows(rows)
    if len(retimed) > _SHOWN_RETIMED:
        session.say(f"and {len(retimed) - _SHOWN_RETIMED} more.")


def phase_rows(plan: Plan, in_force: int | None, to_confirm: bool) -> list[tuple[str, str]]:
    """The phases with the numbers that `plan phase` takes."""
    rows = []
    for number, phase in enumerate(plan.phases, 1):
        here = ""
        if number - 1 == in_force:
            here = ", in force if the move is confirmed" if to_confirm else ", in force"
        last = number == len(plan.phases)
        rows.append((f"Phase {number}", f"{phase.name}: {phase_words(phase, plan, last)}{here}"))
    return rows


def _show_others(session: Session, overview: Overview, shown: Plan | None) -> None:
    others = [plan for plan in earlier_plans(overview.record, overview.today) if plan != shown]
    if not others:
        return
    session.line()
    session.say("Other plans:")
    rows = []
    for plan in others:
        ended = f"; stopped {show_date(plan.ended_on, weekday=False)}" if plan.ended_on else ""
        phases = "; ".join(f"{phase.name} {show_every(phase.every)}" for phase in plan.phases)
        rows.append((f"  {plan.id}", f"{plan_line(plan, overview.today)}: {phases}{ended}"))
    session.rows(rows)
