"""The prescriber changed one thing: a new plan that goes on where the present one stands.

What always holds: the earlier plan stays as it was, and so does what it said of its doses. The new one begins with the
phase in force and what is left of it, and with the date that is open; only where the interval is what changed is the
date counted anew, from the last dose, and never to a day before the change.
"""

from datetime import date

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.intervals import (
    Doses,
    Every,
    Length,
    Weekdays,
    Window,
    after,
    listed_from,
)
from b12track.domain.record.records import Plan, Route
from b12track.domain.rules.course import Course
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import course_of
from b12track.domain.wording.text import clean
from b12track.usecases.plan.enter import Order
from b12track.usecases.plan.foreseen import course_in_force, refuse_before_plan
from b12track.usecases.plan.guided import begins_within


def with_interval(overview: Overview, every: Every, on: date, by: str) -> Order:
    """The injections are so often from now on."""
    course = _course(overview, on)
    plan = _goes_on(course, on, by)
    first, *later = plan.phases
    plan = plan._replace(phases=(first._replace(every=every), *later))
    # The first date is counted from the last dose, and is not before the day of the change.
    window, last = course.window, course.last_given_on
    assert window is not None, "a course that is complete was refused"
    counted = after(every, last) if last is not None else window
    if counted.closes < on:
        counted = listed_from(every, on) if isinstance(every, Weekdays) else Window(on, on)
    return Order(begins_within(plan, counted))


def with_dose(overview: Overview, dose_mcg: float, on: date, by: str) -> Order:
    """The dose is another one from now on, in the phase in force and in those that had no dose of their own."""
    course = _course(overview, on)
    plan = _goes_on(course, on, by)
    first, *later = plan.phases
    return Order(plan._replace(dose_mcg=dose_mcg, phases=(first._replace(dose_mcg=None), *later)))


def with_drug(overview: Overview, drug: str, route: Route, on: date, by: str) -> Order:
    """The drug or the route is another one from now on."""
    return Order(_goes_on(_course(overview, on), on, by)._replace(drug=drug, route=route))


def _course(overview: Overview, on: date) -> Course:
    """Where the plan in force stood on a day; a day to come is looked at from today."""
    course: Course | None = course_in_force(overview)
    refuse_before_plan(overview, on)
    if on < overview.today:
        course = course_of(overview.record, on)
    if course is None or course.window is None:
        raise Refused("", "there is no further date in the plan that could change", Deed("set plan"))
    return course


def _goes_on(course: Course, on: date, by: str) -> Plan:
    """The plan as a new one from a day on: the phase in force with what is left of it, and those that follow."""
    plan, window = course.plan, course.window
    assert window is not None, "a course that is complete was refused"
    first, *later = plan.phases[course.stretch.phase :]
    until = first.until
    if isinstance(until, Doses):
        until = Doses(max(until.number - course.stretch.given, 1))
    elif isinstance(until, Length) and course.ends is not None:
        until = Length("days", max((course.ends - window.opens).days, 1))
    phases = (first._replace(until=until), *later)
    who = clean(by, "by") or plan.prescribed_by
    new = plan._replace(
        id="", set_on=on, prescribed_by=who, source="", phases=phases, ended_on=None, end_reason=""
    )
    return begins_within(new, window)
