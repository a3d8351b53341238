"""The schedule: when the next dose is wanted, derived from the records every time and never stored.

What always holds: a missed dose stays overdue on its own date until it is given, skipped or moved; it never rolls
forward by itself. What a flag or a screen makes of it is left to others.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from b12track.domain.record.intervals import Window, after
from b12track.domain.record.records import Injection, Plan, Record
from b12track.domain.rules.course import Course, Timing, Walk, dose_of, walk
from b12track.domain.rules.plans_in_force import latest_plan, plan_in_force, plan_of_dose, plans_that_held

StatusName = Literal["upcoming", "due", "late", "overdue", "complete", "stopped", "no_plan"]


class Status(NamedTuple):
    """The next dose as of a day."""

    name: StatusName
    window: Window | None = None
    days_until: int = 0
    days_overdue: int = 0
    doses_behind: int = 0


class Upcoming(NamedTuple):
    """A later dose of the plan, as it would fall if every dose before it were given on its first day."""

    window: Window
    phase: int
    ordinal: int
    unconfirmed: bool


def course_of(record: Record, today: date, now: datetime | None = None) -> Course | None:
    """Where the plan in force stands today; None without one."""
    plan = plan_in_force(record.plans, today)
    return walk(record, plan, today, now) if plan is not None else None


def status_of(course: Course | None, today: date, plans: Sequence[Plan]) -> Status:
    """What a course means today; without one, whether the last plan was stopped or there is none."""
    if course is None:
        return Status("no_plan" if latest_plan(plans, today) is None else "stopped")
    window = course.window
    if window is None:
        return Status("complete")
    if today < window.opens:
        return Status("upcoming", window, days_until=(window.opens - today).days)
    if today <= window.closes:
        return Status("due", window)
    days_overdue = (today - window.closes).days
    if days_overdue <= course.plan.grace_days:
        return Status("late", window, days_overdue=days_overdue)
    # How many of the plan's dates have gone by; dates, never injections to take.
    passed, closes = 0, window.closes
    while (today - closes).days > course.plan.grace_days:
        passed += 1
        closes = after(course.phase.every, closes).closes
    return Status("overdue", window, days_overdue=days_overdue, doses_behind=passed)


def upcoming(course: Course | None, today: date, count: int) -> list[Upcoming]:
    """The next dates of the plan, giving each dose on its first day, or today if that is past."""
    if course is None:
        return []
    walker = Walk.resume(course)
    dates: list[Upcoming] = []
    while walker.window is not None and len(dates) < count and walker.window.opens < date.max:
        given = Upcoming(walker.window, walker.stretch.phase, walker.given + 1, walker.to_confirm)
        dates.append(given)
        walker.give(max(given.window.opens, today))
    return dates


def timings_of(record: Record) -> dict[str, Timing]:
    """The timing of every injection, each under the plan of its own day; those without one are not in it."""
    timings: dict[str, Timing] = {}
    for plan, last_day in plans_that_held(record.plans):
        timings.update(walk(record, plan, last_day).timings)
    return timings


def timing_of(record: Record, injection: Injection) -> Timing | None:
    """The timing of one injection under the plan of its own day."""
    plan = plan_of_dose(record.plans, injection.given_on)
    if plan is None or not injection.counts:
        return None
    return walk(record, plan, injection.given_on).timings.get(injection.id)


def wanted_dose(record: Record, plan: Plan, injection: Injection) -> float:
    """The dose that a plan wants where an injection stands: of the phase in force at that moment, or else the plan's.

    The injection may be among the record's or not, and may be extra: it is looked at as if it counted.
    """
    if all(phase.dose_mcg is None for phase in plan.phases):
        return plan.dose_mcg
    others = [other for other in record.injections if other.id != injection.id]
    with_it = record._replace(injections=[*others, injection._replace(counts=True)])
    phase = walk(with_it, plan, injection.given_on).met_in.get(injection.id)
    return plan.dose_mcg if phase is None else dose_of(plan, phase)
