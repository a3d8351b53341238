"""A plan in plain words: for the plan command, the plan screen and the form that enters one.

What always holds: an interval is said as it was ordered, and dates that rest on a move nobody confirmed say so.
"""

from collections.abc import Sequence
from datetime import date

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Every, Length, Span, Weekdays
from b12track.domain.record.records import Adjustment, Phase, Plan, Review, Transition
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import Upcoming
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.intervals import read_every, read_until, show_every, show_length, show_until
from b12track.domain.wording.phrases import UNCONFIRMED, several
from b12track.domain.wording.text import clean, quote


def move_question(every: Every) -> str:
    """What is asked about a move that nobody has confirmed."""
    return f"Is loading over, and do the injections go on {show_every(every)}?"


def plan_line(plan: Plan, today: date) -> str:
    """A plan in a line: what, by whom, since when."""
    who = plan.prescribed_by or "prescriber not entered"
    source = f" ({plan.source})" if plan.source else ""
    return (
        f"{plan.drug} {show_dose(plan.dose_mcg)}, {ROUTES[plan.route]}; "
        f"{who}, {show_date(plan.set_on, today, weekday=False)}{source}"
    )


def phase_words(phase: Phase, plan: Plan, last: bool) -> str:
    """How often, until when, and its dose where that is not the plan's."""
    who = plan.prescribed_by or "the clinician"
    until = show_until(phase.until, who)
    if phase.until is None and not last:
        until = f"until {who} says so"
    own = phase.dose_mcg
    each = f", {show_dose(own)} each" if own is not None and own != plan.dose_mcg else ""
    return f"{show_every(phase.every)}, {until}{each}"


def read_phase(typed: str, plan: Plan) -> int:
    """The place in the plan of a phase that was typed: its number, counted from 1 as people do, or its name."""
    words = typed.strip().casefold()
    names = [phase.name.casefold() for phase in plan.phases]
    if words.isascii() and words.isdecimal() and len(words) < 6 and 1 <= int(words) <= len(names):
        return int(words) - 1
    found = [n for n, name in enumerate(names) if name == words]
    found = found or [n for n, name in enumerate(names) if len(words) >= 3 and name.startswith(words)]
    if len(found) == 1:
        return found[0]
    wrong = "is the name of more than one phase" if found else "is not a phase of the plan"
    raise Refused("phase", f"{quote(typed)} {wrong}", f"write one of {numbered_phases(plan)}")


def numbered_phases(plan: Plan) -> str:
    """The phases as they can be typed: "1 Loading, 2 Maintenance"."""
    return ", ".join(f"{number} {phase.name}" for number, phase in enumerate(plan.phases, 1))


def dates_line(dates: Sequence[Upcoming], today: date) -> str:
    """The dates ahead; those that rest on a move nobody confirmed say so."""
    shown = "; ".join(show_day_range(each.window.opens, each.window.closes, today) for each in dates)
    return f"{shown} ({UNCONFIRMED})" if any(each.unconfirmed for each in dates) else shown


def transition_words(transition: Transition, plan: Plan) -> str:
    """What was said about a phase."""
    by = (
        f", said by {transition.confirmed_by}" if transition.confirmed_by else "; who said so is not recorded"
    )
    return f"{plan.phases[transition.to_phase].name} confirmed{by}"


def adjustment_words(adjustment: Adjustment, today: date, passed: Sequence[date] = ()) -> str:
    """What was decided about a date, and the dates that a skip passed where they are several."""
    done = "date moved" if adjustment.kind == "move" else "date skipped"
    if len(passed) > 1:
        done = f"{len(passed)} dates skipped: {several(show_date(on, today) for on in passed)}"
    to = f" to {show_date(adjustment.due, today)}" if adjustment.due else ""
    reason = f" ({adjustment.reason})" if adjustment.reason else ""
    return f"{done}{to}{reason}, decided by {adjustment.decided_by or 'somebody not named'}"


def review_words(review: Review) -> str:
    """What was asked for, and when."""
    every = review.every
    again = f", then {show_every(Span(every.unit, every.number, every.number))}" if every is not None else ""
    return f"{review.what} after {show_length(review.after)}{again}"


def read_reviews(text: str) -> tuple[Review, ...]:
    """What was asked for, as `review_words` says it: "blood test after 3 months; review after 1 month, then yearly"."""
    reviews = []
    for part in filter(str.strip, text.split(";")):
        what, after, rest = part.strip().partition(" after ")
        first, then, again = rest.partition(" then ")
        length = read_until(first.rstrip(" ,")) if after else None
        every = read_every(again) if then else None
        if not what.strip() or not isinstance(length, Length) or isinstance(every, Weekdays):
            raise Refused(
                "reviews", f"{quote(part.strip())} cannot be read", "write it as blood test after 3 months"
            )
        if every is not None and every.low != every.high:
            raise Refused(
                "reviews", f"{quote(again)} is a range", "write one length, such as every 12 months"
            )
        following = Length(every.unit, every.low) if every is not None else None
        reviews.append(Review(clean(what, "reviews"), length, following))
    return tuple(reviews)


def show_reviews(reviews: Sequence[Review]) -> str:
    """Reviews as they can be typed again."""
    return "; ".join(review_words(review) for review in reviews)


def said_rows(overview: Overview, plan: Plan) -> list[tuple[str, str]]:
    """What was said about a plan up to today, each with its day."""
    record, today = overview.record, overview.today
    said = [(t.on, transition_words(t, plan)) for t in record.transitions if t.plan_id == plan.id]
    course = overview.course
    passed = course.passed if course is not None and course.plan.id == plan.id else {}
    said += [
        (a.recorded_on, adjustment_words(a, today, passed.get(a.id, ())))
        for a in record.adjustments
        if a.plan_id == plan.id
    ]
    in_order = sorted(said, key=lambda entry: entry[0])
    return [(show_date(on, today), words) for on, words in in_order if on <= today]
