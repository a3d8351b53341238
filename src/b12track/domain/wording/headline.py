"""The next dose in words: a headline with its shape, and the sentence that a caregiver asks for.

What always holds: overdue means that no injection is *recorded*, and every sentence says so; an unconfirmed move is
said beside the date that rests on it.
"""

from typing import NamedTuple

from b12track.domain.record.intervals import Doses
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.plans_in_force import latest_plan, plan_to_come
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.phrases import (
    ago,
    day,
    days,
    next_text,
    none_recorded,
    since_last,
    window_text,
    within_grace,
)
from b12track.domain.wording.text import capital


class Headline(NamedTuple):
    """What the eye meets first: a shape, a few words, and the date beside them."""

    shape: str
    words: str
    when: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.shape, self.words, self.when)))


def headline_of(overview: Overview) -> Headline:
    """The next dose, or why there is none, in a few words."""
    status = overview.status
    if status.name in ("no_plan", "stopped"):
        return _without_plan(overview)
    if status.name == "complete" or status.window is None:
        return Headline("○", "NO FURTHER DATE IN THE PLAN")
    if status.name == "upcoming":
        words = "TOMORROW" if status.days_until == 1 else f"IN {days(status.days_until).upper()}"
        return Headline("○", words, next_text(overview))
    if status.name == "due":
        is_last_day, course = status.window.closes == overview.today, overview.course
        if course is not None and course.given == 0 and not overview.record.injections:
            return Headline("●", "FIRST DOSE DUE TODAY" if is_last_day else "FIRST DOSE DUE")
        if is_last_day:
            return Headline("●", "DUE TODAY", day(overview, overview.today))
        left = days((status.window.closes - overview.today).days)
        return Headline("●", "DUE", f"{left} left, until {day(overview, status.window.closes)}")
    since = f"since {day(overview, status.window.closes)}"  # the days are counted from the end of the window
    if status.name == "late":
        return Headline("▲", f"LATE {days(status.days_overdue).upper()}", since)
    return Headline("■", f"OVERDUE {days(status.days_overdue).upper()}", since)


def _without_plan(overview: Overview) -> Headline:
    stopped = latest_plan(overview.record.plans, overview.today)
    coming = plan_to_come(overview.record.plans, overview.today)
    if coming is not None:
        return Headline("○", "PLAN STARTS", day(overview, coming.set_on))
    if stopped is not None and stopped.ended_on is not None:
        return Headline("○", "PLAN STOPPED", day(overview, stopped.ended_on))
    return Headline("○", "NO PLAN ENTERED")


def sentence_of(overview: Overview) -> str:
    """The one or two lines that answer "when is it due?"."""
    name, status, plan = overview.record.person.name, overview.status, overview.plan
    if plan is None:
        headline = _without_plan(overview)
        words = " ".join(filter(None, (headline.words.lower(), headline.when)))
        if headline.words == "PLAN STOPPED":
            stopped = latest_plan(overview.record.plans, overview.today)
            reason = f" ({stopped.end_reason})" if stopped is not None and stopped.end_reason else ""
            words = f"{words}{reason}; no date is counted"
        return f"{name}: {words}. {_last(overview)}"
    if status.window is None or overview.course is None:
        return f"{name}: no further date in the plan; {progress_of(overview)}. {_last(overview)}"
    dose, when = f"{plan.drug} {show_dose(overview.course.dose_mcg)}", window_text(overview)
    if status.name in ("late", "overdue"):
        grace = f", {within_grace(plan.grace_days)}" if status.name == "late" else ""
        past = f"{status.name} by {days(status.days_overdue)}{grace}"
        return f"{name}: {past}. {since_last(overview)}; {dose} was due {when}.{_unconfirmed(overview)}"
    dose = f"{dose}, {ROUTES[plan.route]}"
    if status.name == "due":
        left = (status.window.closes - overview.today).days
        due = f"due now, {days(left)} left ({when})" if left else f"due today, {when}"
    else:
        due = (
            f"due tomorrow, {when}" if status.days_until == 1 else f"due in {days(status.days_until)}, {when}"
        )
    return f"{name}: {due}: {dose}.{_unconfirmed(overview)} {_last(overview)}"


def _unconfirmed(overview: Overview) -> str:
    course = overview.course
    if course is None or not course.to_confirm:
        return ""
    return f" This holds if the move to {course.phase.name} is confirmed."


def _last(overview: Overview) -> str:
    last = overview.last
    if last is None:
        return f"{capital(none_recorded(overview))}."
    when = ago(overview.days_since_last or 0)
    visit = overview.visit
    coming = f" Next visit {day(overview, visit.on)}." if visit is not None else ""
    return f"Last injection {day(overview, last.given_on)} ({when}).{coming}"


def progress_of(overview: Overview) -> str:
    """How far the phase in force is: "4 of 6 recorded", or "9 recorded"."""
    course = overview.course
    if course is None:
        return ""
    before = f", {course.given_before} before" if course.given_before else ""
    if isinstance(course.phase.until, Doses):
        return f"{course.stretch.given} of {course.phase.until.number} recorded{before}"
    return f"{course.stretch.given} recorded{before}"
