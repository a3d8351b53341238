"""What the plan commands say: a plan with its phases, the dates ahead, what a change does."""

from collections.abc import Sequence
from datetime import date

from b12track.cli.session import Session
from b12track.domain.amounts import show_dose
from b12track.domain.dates import show_date, show_day_range
from b12track.domain.headline import headline_of
from b12track.domain.interval_words import not_the_same, show_every, show_length, show_until
from b12track.domain.intervals import Span
from b12track.domain.overview import Overview
from b12track.domain.records import Adjustment, Phase, Plan, Review, Transition
from b12track.domain.schedule import Upcoming, upcoming
from b12track.domain.terms import ROUTES
from b12track.usecases.naming import show_timing
from b12track.usecases.plans import PREVIEWED_DATES, Foreseen, Retimed, earlier_plans

_SHOWN_RETIMED = 8


def show_plan(session: Session, overview: Overview) -> None:
    """The plan in force, where it stands, what was said about it, and the plans before it."""
    plan, course, today = overview.plan, overview.course, overview.today
    if plan is None or course is None:
        session.say(
            f"{overview.record.person.name}: {headline_of(overview)}. `b12track plan set` enters a plan."
        )
        _show_others(session, overview)
        return
    session.say(f"Plan for {overview.record.person.name}: {plan_line(plan, today)}")
    dates = upcoming(course, today, PREVIEWED_DATES)
    session.rows(
        [
            *phase_rows(plan, None if course.complete else course.stretch.phase, course.to_confirm),
            ("Next", str(headline_of(overview))),
            ("Dates ahead", dates_line(dates, today) or "none in the plan"),
            *_said_rows(overview, plan),
            *_setting_rows(plan),
        ]
    )
    _show_others(session, overview)


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
    for caution in dict.fromkeys(not_the_same(phase.every) for phase in plan.phases):
        if caution:
            session.say(caution)


def show_retimed(session: Session, retimed: Sequence[Retimed], today: date) -> None:
    """Which injections a plan times differently."""
    if not retimed:
        session.say("No recorded injection changes its timing.")
        return
    many = len(retimed) > 1
    session.say(f"{len(retimed)} recorded injection{'s' if many else ''} change{'' if many else 's'} timing:")
    rows = []
    for each in retimed[:_SHOWN_RETIMED]:
        was, now = (show_timing(timing) or "outside any plan" for timing in (each.before, each.after))
        rows.append((f"  {show_date(each.injection.given_on, today)}", f"{was} → {now}"))
    session.rows(rows)
    if len(retimed) > _SHOWN_RETIMED:
        session.say(f"and {len(retimed) - _SHOWN_RETIMED} more")


def plan_line(plan: Plan, today: date) -> str:
    """A plan in a line: what, by whom, since when."""
    who = plan.prescribed_by or "prescriber not entered"
    source = f" ({plan.source})" if plan.source else ""
    return (
        f"{plan.drug} {show_dose(plan.dose_mcg)}, {ROUTES[plan.route]}; "
        f"{who}, {show_date(plan.set_on, today, weekday=False)}{source}"
    )


def phase_rows(plan: Plan, in_force: int | None, to_confirm: bool) -> list[tuple[str, str]]:
    """The phases with the numbers that `plan phase` takes."""
    rows = []
    for number, phase in enumerate(plan.phases):
        here = ""
        if number == in_force:
            here = ", in force if the move is confirmed" if to_confirm else ", in force"
        last = number == len(plan.phases) - 1
        rows.append((f"Phase {number}", f"{phase.name}: {phase_words(phase, plan, last)}{here}"))
    return rows


def phase_words(phase: Phase, plan: Plan, last: bool) -> str:
    """How often and until when."""
    who = plan.prescribed_by or "the clinician"
    until = show_until(phase.until, who)
    if phase.until is None and not last:
        until = f"until {who} says so"
    return f"{show_every(phase.every)}, {until}"


def dates_line(dates: Sequence[Upcoming], today: date) -> str:
    """The dates ahead; those that rest on a move nobody confirmed say so."""
    shown = "; ".join(show_day_range(each.window.opens, each.window.closes, today) for each in dates)
    return f"{shown} (if the move is confirmed)" if any(each.unconfirmed for each in dates) else shown


def transition_words(transition: Transition, plan: Plan) -> str:
    """What was said about a phase."""
    by = f", said by {transition.confirmed_by}" if transition.confirmed_by else ", by whom is not recorded"
    return f"{plan.phases[transition.to_phase].name} confirmed{by}"


def adjustment_words(adjustment: Adjustment, today: date) -> str:
    """What was decided about a date."""
    done = "date moved" if adjustment.kind == "move" else "date skipped"
    to = f" to {show_date(adjustment.due, today)}" if adjustment.due else ""
    reason = f" ({adjustment.reason})" if adjustment.reason else ""
    return f"{done}{to}{reason}, decided by {adjustment.decided_by or 'nobody named'}"


def review_words(review: Review) -> str:
    """What was asked for, and when."""
    every = review.every
    again = f", then {show_every(Span(every.unit, every.number, every.number))}" if every is not None else ""
    return f"{review.what} after {show_length(review.after)}{again}"


def _said_rows(overview: Overview, plan: Plan) -> list[tuple[str, str]]:
    record, today = overview.record, overview.today
    said = [(t.on, transition_words(t, plan)) for t in record.transitions if t.plan_id == plan.id]
    said += [(a.recorded_on, adjustment_words(a, today)) for a in record.adjustments if a.plan_id == plan.id]
    in_order = sorted(said, key=lambda entry: entry[0])
    return [(show_date(on, today), words) for on, words in in_order if on <= today]


def _setting_rows(plan: Plan) -> list[tuple[str, str]]:
    rows = []
    if plan.grace_days:
        rows.append(("Grace", f"{plan.grace_days} days, a display setting and not medical advice"))
    if plan.reviews:
        rows.append(("Reviews", "; ".join(review_words(review) for review in plan.reviews)))
    if plan.watch:
        rows.append(("Watch", ", ".join(plan.watch)))
    if plan.ended_on is not None:
        reason = f" ({plan.end_reason})" if plan.end_reason else ""
        rows.append(("Stops", f"{show_date(plan.ended_on)}{reason}"))
    rows.append(("Id", plan.id))
    return rows


def _show_others(session: Session, overview: Overview) -> None:
    others = earlier_plans(overview.record, overview.today)
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
