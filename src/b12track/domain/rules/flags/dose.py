"""Flags about doses: the next one, the last one, the phase between them."""

from collections.abc import Iterator
from itertools import groupby

from b12track.domain.record.intervals import Doses
from b12track.domain.rules.audit import GAP_LABELS, audit_of, differences_from_plan
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import INJECTION_VISIT, Overview, next_visit
from b12track.domain.wording.intervals import show_every
from b12track.domain.wording.phrases import (
    ago,
    clinic_of,
    counted,
    day,
    days,
    no_injection,
    no_visit,
    prescriber_of,
    several,
    since_last,
    stands_for_text,
    unmet_text,
    window_text,
    within_grace,
)
from b12track.domain.wording.text import capital

_NEAR_DAYS = 7
_EARLY_DAYS = 7


def timing_of_next(overview: Overview) -> Iterator[Flag]:
    """The next dose is due, late or overdue."""
    status = overview.status
    records = (overview.last.id,) if overview.last is not None else ()
    if status.name == "due" and status.window is not None:
        left = (status.window.closes - overview.today).days
        is_one_day = status.window.opens == status.window.closes
        due = f"Due {window_text(overview)}, {'today is the last day' if left == 0 else f'{days(left)} left'}"
        if is_one_day:
            due = f"Due today, {window_text(overview)}"
        visit = next_visit(overview.record, overview.today, INJECTION_VISIT)
        booked = (
            f"Visit {day(overview, visit.on)}." if visit is not None else f"{capital(no_visit(overview))}."
        )
        yield Flag("due", "notice", f"{due}. {booked}", records)
    elif status.name == "late" and overview.plan is not None:
        past = f"{days(status.days_overdue)} past the date, {within_grace(overview.plan.grace_days)}"
        text = f"{past}. Grace is a display setting, not medical advice."
        yield Flag("late", "warning", text, records)
    elif status.name == "overdue":
        text = (
            f"Overdue by {days(status.days_overdue)}. {since_last(overview)}; one was due {window_text(overview)}. "
            f"If it was given, record it. If not, ask {clinic_of(overview)} when it should be; "
            "b12track cannot tell whether waiting is safe."
        )
        later = status.doses_behind - 1
        if later > 0:
            dates = "1 later date of the plan has" if later == 1 else f"{later} later dates of the plan have"
            text += f" {dates} passed too. This counts dates, not injections to take."
        yield Flag("overdue", "urgent", text, records)


def transition_due(overview: Overview) -> Iterator[Flag]:
    """The move from repletion to maintenance waits for somebody to confirm it."""
    course = overview.course
    if course is None or not course.to_confirm:
        return
    left = course.stretches[-2]
    phase = course.plan.phases[left.phase]
    planned = f" of {phase.until.number}" if isinstance(phase.until, Doses) else ""
    last_on = f", the last on {day(overview, left.last_given_on)}" if left.last_given_on else ""
    next_on = f", next {window_text(overview)}" if overview.status.window is not None else ""
    doses = "dose" if left.given == 1 and not planned else "doses"
    text = (
        f"{left.given}{planned} loading {doses} recorded{last_on}. The plan you entered goes on "
        f"{show_every(course.phase.every)}{next_on}. b12track does not know whether loading should end. "
        f"What did {prescriber_of(overview)} say?"
    )
    ended_with = [i.id for i in overview.record.injections if i.counts and i.given_on == left.last_given_on]
    yield Flag("transition_due", "notice", text, tuple(ended_with[-1:]))


def transition_near(overview: Overview) -> Iterator[Flag]:
    """Loading is about to end by the plan: a good moment to ask what follows."""
    course = overview.course
    if course is None or course.complete or course.phase.kind != "repletion":
        return
    following = course.stretch.phase + 1
    phases = course.plan.phases
    if following == len(phases) or phases[following].kind != "maintenance":
        return
    goes_on = f"then the plan goes on {show_every(phases[following].every)}"
    if course.doses_planned is not None and course.doses_planned - course.stretch.given == 1:
        yield Flag(
            "transition_near", "info", f"One loading dose is left by the plan; {goes_on}.", (course.plan.id,)
        )
    elif course.last_day is not None and -1 <= (course.last_day - overview.today).days < _NEAR_DAYS:
        text = f"Loading is planned until {day(overview, course.last_day)}; {goes_on}."
        yield Flag("transition_near", "info", text, (course.plan.id,))


def repletion_lapsed(overview: Overview) -> Iterator[Flag]:
    """A time-limited loading has run out while its dose is still overdue."""
    course = overview.course
    if course is None or course.phase.kind != "repletion" or overview.status.name != "overdue":
        return
    if course.last_day is not None and course.last_day < overview.today:
        text = (
            f"The loading of the plan ran until {day(overview, course.last_day)}, and its dose of "
            f"{window_text(overview)} is not recorded. Ask {prescriber_of(overview)} how to go on."
        )
        yield Flag("repletion_lapsed", "warning", text, (course.plan.id,))


def same_day(overview: Overview) -> Iterator[Flag]:
    """Two counted injections on one local date: perhaps one and the same."""
    counted = [i for i in overview.record.injections if i.counts and i.given_on <= overview.today]
    counted.sort(key=lambda i: (i.given_on, i.given_at))
    for on, group in groupby(counted, key=lambda i: i.given_on):
        doses = list(group)
        if len(doses) > 1:
            times = " and ".join(f"{i.given_at:%H:%M}" if i.time_known else "no time" for i in doses)
            count = {2: "Two", 3: "Three"}.get(len(doses), str(len(doses)))
            text = f"{count} injections on {day(overview, on)}, {times}. All count. The same one?"
            if len(doses) == 2:
                text = text.replace("All count", "Both count")
            yield Flag("same_day", "warning", text, tuple(i.id for i in doses))


def early_dose(overview: Overview) -> Iterator[Flag]:
    """The last dose was before its window; said for a week."""
    last, timing = overview.last, overview.last_timing
    if (
        last is None
        or timing is None
        or timing.kind != "early"
        or (overview.days_since_last or 0) > _EARLY_DAYS
    ):
        return
    text = f"The last injection, {day(overview, last.given_on)}, was {days(timing.days)} before its date."
    if stands_for := stands_for_text(overview, last.id):
        text += f" {capital(stands_for)}."
    yield Flag("early_dose", "notice", text, (last.id,))


def order_unmet(overview: Overview) -> Iterator[Flag]:
    """An order about a date did nothing; said until a later dose leaves it behind."""
    course = overview.course
    for unmet in course.unmet if course is not None else ():
        order = unmet.order
        if (
            course is not None
            and course.last_given_on is not None
            and course.last_given_on > order.recorded_on
        ):
            continue
        yield Flag("order_unmet", "notice", f"{unmet_text(overview, unmet)} Still wanted?", (order.id,))


def differs_from_plan(overview: Overview) -> Iterator[Flag]:
    """The last dose's drug, dose or route is not the plan's."""
    last = overview.last
    if last is None:
        return
    differences = differences_from_plan(overview.record, last)
    if differences:
        said = "; ".join(difference.text for difference in differences)
        yield Flag(
            "differs_from_plan", "warning", f"The last dose is not as the plan says: {said}.", (last.id,)
        )


def skipped(overview: Overview) -> Iterator[Flag]:
    """A date was skipped or moved, and no dose is recorded since."""
    course = overview.course
    if course is None or not course.orders:
        return
    parts = []
    for kind, word in (("skip", "skipped"), ("move", "moved")):
        of_kind = [order for order in course.orders if order.kind == kind]
        if not of_kind:
            continue
        told = [t for a in of_kind if (t := "; ".join(filter(None, (a.reason, a.decided_by))))]
        why = f" ({', '.join(dict.fromkeys(told))})" if told else ""
        passed = [on for order in of_kind for on in course.passed.get(order.id, ())]
        count = len(passed) + sum(order.id not in course.passed for order in of_kind)
        named = f": {several(day(overview, on) for on in passed)}" if len(passed) > 1 else ""
        parts.append(f"{counted(count, 'date')} {word}{named}{why}")
    if overview.days_since_last is not None:
        parts.append(f"last injection {ago(overview.days_since_last)}")
    else:
        parts.append(no_injection(overview))
    yield Flag("skipped", "notice", " · ".join(parts), tuple(order.id for order in course.orders))


def record_gaps(overview: Overview) -> Iterator[Flag]:
    """The last dose's record lacks something."""
    last = overview.last
    if last is None:
        return
    gaps = audit_of(overview.record, last).gaps
    if gaps:
        named = ", ".join(GAP_LABELS[name] for name in gaps)
        yield Flag("record_gaps", "info", f"Not recorded for the last dose: {named}.", (last.id,))
