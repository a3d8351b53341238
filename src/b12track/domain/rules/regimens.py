"""Regimens and their cycles: what makes two stretches of treatment comparable, over all plans.

What always holds: a cycle goes from one counted dose to the next and belongs to the regimen in force at the end of
the day of its opening dose; a regimen's run is broken by nothing but a dose of another one, so that a plan written
anew in the same words goes on where the earlier one stood; a dose under no plan belongs to no regimen.

Decided: the regimen in force is that of the plan in force today, although no dose may have been given under it yet.
What was said of the one before is over on the day the plan changes. Rejected: waiting for its first dose, because for
weeks the numbers would speak of an interval that is no longer the person's.
"""

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from b12track.domain.record.intervals import Every, after
from b12track.domain.record.records import Plan, Record, Route
from b12track.domain.rules.course import Course, dose_of, walk
from b12track.domain.rules.plans_in_force import plan_in_force, plans_that_held


class Regimen(NamedTuple):
    """Drug, dose, route and interval of a phase."""

    drug: str
    dose_mcg: float
    route: Route
    every: Every

    def is_like(self, other: "Regimen") -> bool:
        """Whether it is the same but for the letter case of the drug's name."""
        return (self.drug.casefold(), *self[1:]) == (other.drug.casefold(), *other[1:])


class Cycle(NamedTuple):
    """The days from a counted dose up to the next one on `stop`; `early` where that one came before its window."""

    start: date
    stop: date
    early: bool = False

    @property
    def days(self) -> int:
        """How long it was."""
        return (self.stop - self.start).days


class Run(NamedTuple):
    """An unbroken run of one regimen with its whole cycles, the earliest first.

    `planned_days` go from a dose to the first day of the next window; of months, they are counted from the run's first
    dose. `opened` is the dose that no other one has followed yet, in the present run where it has one.
    """

    regimen: Regimen
    cycles: tuple[Cycle, ...]
    planned_days: int
    opened: date | None = None

    @property
    def spans(self) -> list[tuple[date, date | None]]:
        """Every cycle from its dose to the next one, the one that goes on as well."""
        whole: list[tuple[date, date | None]] = [(cycle.start, cycle.stop) for cycle in self.cycles]
        return whole if self.opened is None else [*whole, (self.opened, None)]


class Regimens(NamedTuple):
    """The run in force, None where no plan is, and the earlier runs that it can be set beside, the latest first."""

    in_force: Run | None
    earlier: tuple[Run, ...]

    @property
    def before(self) -> Run | None:
        """The last earlier, different run with a whole cycle."""
        return self.earlier[0] if self.earlier else None


def regimens_of(record: Record, today: date) -> Regimens:
    """The regimens of a record as of a day."""
    courses = {
        plan.id: walk(record, plan, min(last_day, today))
        for plan, last_day in plans_that_held(record.plans)
        if plan.set_on <= today
    }
    timings = {key: timing for course in courses.values() for key, timing in course.timings.items()}
    counted = [(day, i.id) for i in record.injections if i.counts and (day := i.given_on) <= today]
    early = {day for day, id in counted if id in timings and timings[id].kind == "early"}
    opened = [(day, _regimen_on(record, courses, day)) for day in sorted({day for day, _ in counted})]
    present = _regimen_on(record, courses, today)
    if present is None:
        return Regimens(None, ())
    # A dose under no plan parts two runs and makes none.
    found: list[tuple[Regimen, date, list[Cycle]]] = []
    is_open = False
    last_opened = opened[-1][0] if opened and opened[-1][1] is not None else None
    for (day, regimen), following in zip_longest(opened, opened[1:]):
        if regimen is None:
            is_open = False
            continue
        if not is_open or not found[-1][0].is_like(regimen):
            found.append((regimen, day, []))
        is_open = True
        if following is not None:
            stop = following[0]
            found[-1][2].append(Cycle(day, stop, stop in early))
    if not is_open or not found[-1][0].is_like(present):
        found.append((present, today, []))
        last_opened = None
    *earlier, in_force = [
        Run(regimen, tuple(cycles), (after(regimen.every, first).opens - first).days)
        for regimen, first, cycles in found
    ]
    return Regimens(
        in_force._replace(opened=last_opened),
        tuple(run for run in reversed(earlier) if run.cycles and not run.regimen.is_like(present)),
    )


def regimen_of(plan: Plan, phase: int) -> Regimen:
    """What a plan's phase orders; a dose of its own holds instead of the plan's."""
    return Regimen(plan.drug, dose_of(plan, phase), plan.route, plan.phases[phase].every)


def _regimen_on(record: Record, courses: Mapping[str, Course], day: date) -> Regimen | None:
    """The regimen in force at the end of a day."""
    plan = plan_in_force(record.plans, day)
    if plan is None:
        return None
    stretches = courses[plan.id].stretches
    entered = [stretch for stretch in stretches if stretch.entered_on <= day] or stretches[:1]
    return regimen_of(plan, entered[-1].phase)
