"""The schedule: when the next dose is wanted, derived from the records every time and never stored.

What always holds: a record is in or out by its date alone, an injection by its own local date; a missed dose stays
overdue on its own date until it is given, skipped or moved. What a flag or a screen makes of it is left to others.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from b12track.domain.intervals import Doses, Length, Window, after, end_of, shift
from b12track.domain.records import Adjustment, Injection, Phase, Plan, Record, Transition

TimingKind = Literal["early", "on_time", "late", "after_course"]
StatusName = Literal["upcoming", "due", "late", "overdue", "complete", "no_plan"]
DAY = timedelta(days=1)


class Timing(NamedTuple):
    """How a dose met its window; `days` before it opened, or after it closed."""

    kind: TimingKind
    days: int = 0


class Stretch(NamedTuple):
    """One stay in a phase: a course may come back to a phase and start it anew."""

    phase: int
    entered_on: date
    by: Literal["plan", "course", "transition"]
    given: int = 0
    started: date | None = None
    last_given_on: date | None = None


class Course(NamedTuple):
    """Where a plan stands after the records up to some day."""

    plan: Plan
    stretches: tuple[Stretch, ...]
    window: Window | None
    to_confirm: bool
    given: int
    timings: dict[str, Timing]

    @property
    def stretch(self) -> Stretch:
        """The stay in the phase that is in force."""
        return self.stretches[-1]

    @property
    def phase(self) -> Phase:
        """The phase in force."""
        return self.plan.phases[self.stretch.phase]

    @property
    def complete(self) -> bool:
        """Whether the plan has no further date."""
        return self.window is None

    @property
    def doses_planned(self) -> int | None:
        """The doses that the phase in force is to have, where it says so."""
        return self.phase.until.number if isinstance(self.phase.until, Doses) else None

    @property
    def ends(self) -> date | None:
        """The first day after the phase in force, where it has a length and has started."""
        started, until = self.stretch.started, self.phase.until
        return end_of(started, until) if started is not None and isinstance(until, Length) else None


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


def plan_in_force(plans: Sequence[Plan], today: date) -> Plan | None:
    """The plan that holds on this day."""
    latest = latest_plan(plans, today)
    return latest if latest is not None and (latest.ended_on is None or today < latest.ended_on) else None


def latest_plan(plans: Sequence[Plan], today: date) -> Plan | None:
    """The plan set last up to this day, stopped or not."""
    latest: Plan | None = None
    for plan in plans:
        if plan.set_on <= today and (latest is None or plan.set_on >= latest.set_on):
            latest = plan
    return latest


def course_of(record: Record, today: date) -> Course | None:
    """Where the plan in force stands today; None without one."""
    plan = plan_in_force(record.plans, today)
    return walk(record, plan, today) if plan is not None else None


def walk(record: Record, plan: Plan, last_day: date) -> Course:
    """Follow one plan through its records up to a day."""
    counted = sorted((i for i in record.injections if i.counts), key=lambda i: (i.given_on, i.given_at))
    takes_first_day = not _first_day_is_earlier_plans(record.plans, plan)
    first = plan.set_on if takes_first_day else plan.set_on + DAY
    before = [i.given_on for i in counted if i.given_on < first and i.given_on <= last_day]
    walker = _Walk(plan, before[-1] if before else None)
    for step in _steps(record, plan, (i for i in counted if first <= i.given_on), last_day):
        walker.take(step)
    return walker.course()


def status_of(course: Course | None, today: date) -> Status:
    """What a course means today."""
    if course is None:
        return Status("no_plan")
    window = course.window
    if window is None:
        return Status("complete")
    last_in_grace = shift(window.closes, "days", course.plan.grace_days)
    if today < window.opens:
        return Status("upcoming", window, days_until=(window.opens - today).days)
    if today <= window.closes:
        return Status("due", window)
    days_overdue = (today - window.closes).days
    if today <= last_in_grace:
        return Status("late", window, days_overdue=days_overdue)
    return Status(
        "overdue", window, days_overdue=days_overdue, doses_behind=_dates_passed(course, window, today)
    )


def _dates_passed(course: Course, window: Window, today: date) -> int:
    """How many of the plan's dates have gone by; dates, never injections to take."""
    passed = 0
    while shift(window.closes, "days", course.plan.grace_days) < today:
        passed += 1
        window = after(course.phase.every, window.closes)
    return passed


def upcoming(course: Course | None, today: date, count: int) -> list[Upcoming]:
    """The next dates of the plan, giving each dose on its first day, or today if that is past."""
    if course is None:
        return []
    walker = _Walk.resume(course)
    dates: list[Upcoming] = []
    while walker.window is not None and len(dates) < count and walker.window.opens < date.max:
        given = Upcoming(walker.window, walker.stretch.phase, walker.given + 1, walker.to_confirm)
        dates.append(given)
        walker.give(max(given.window.opens, today))
    return dates


def timings_of(record: Record) -> dict[str, Timing]:
    """The timing of every injection, each under the plan of its own day; those without one are not in it."""
    timings: dict[str, Timing] = {}
    for plan, last_day in reigns(record.plans):
        timings.update(walk(record, plan, last_day).timings)
    return timings


def timing_of(record: Record, injection: Injection) -> Timing | None:
    """The timing of one injection under the plan of its own day."""
    plan = plan_of_dose(record.plans, injection.given_on)
    if plan is None or not injection.counts:
        return None
    return walk(record, plan, injection.given_on).timings.get(injection.id)


def plan_of_dose(plans: Sequence[Plan], given_on: date) -> Plan | None:
    """The plan that a dose on this day was given under."""
    for plan, last_day in reigns(plans):
        if plan.set_on <= given_on <= last_day:
            return plan
    return None


def reigns(plans: Sequence[Plan]) -> Iterator[tuple[Plan, date]]:
    """Every plan that was ever in force, with the last day whose doses are its own."""
    ordered = sorted(plans, key=lambda plan: plan.set_on)
    for plan, following in zip(ordered, [*ordered[1:], None]):
        last_day = date.max
        if following is not None:
            if following.set_on == plan.set_on:
                continue
            last_day = following.set_on
            if not _first_day_is_earlier_plans(plans, following):
                last_day -= DAY
        if plan.ended_on is not None and plan.ended_on <= last_day:
            handed_over = following is not None and plan.ended_on == following.set_on == last_day
            last_day = plan.ended_on if handed_over else plan.ended_on - DAY
        if last_day >= plan.set_on:
            yield plan, last_day


def _first_day_is_earlier_plans(plans: Sequence[Plan], plan: Plan) -> bool:
    """Whether a dose on the day that this plan was set still belongs to the plan before it."""
    if plan.first_due <= plan.set_on:
        return False
    return plan_in_force(plans, plan.set_on - DAY) is not None


_Step = Injection | Adjustment | Transition


def _steps(record: Record, plan: Plan, injections: Iterable[Injection], last_day: date) -> Iterator[_Step]:
    """The plan's records up to a day, in the order in which the rules take them."""
    ranked: list[tuple[date, int, _Step]] = [(i.given_on, 2, i) for i in injections if i.given_on <= last_day]
    for adjustment in record.adjustments:
        if adjustment.plan_id == plan.id and adjustment.recorded_on <= last_day:
            rank = 0 if adjustment.due == adjustment.recorded_on else 3
            ranked.append((adjustment.recorded_on, rank, adjustment))
    for transition in record.transitions:
        if transition.plan_id == plan.id and transition.on <= last_day:
            ranked.append((transition.on, 1 if transition.first_due == transition.on else 4, transition))
    ranked.sort(key=lambda entry: entry[:2])
    return (step for _, _, step in ranked)


class _Walk:
    """The state of a plan while its records are taken one by one."""

    def __init__(self, plan: Plan, last_before: date | None) -> None:
        self.plan = plan
        self.window: Window | None = Window(plan.first_due, plan.first_due)
        self.stretches = [Stretch(0, plan.set_on, "plan")]
        self.to_confirm = False
        self.given = 0
        self.last_given_on = last_before
        self.timings: dict[str, Timing] = {}

    @classmethod
    def resume(cls, course: Course) -> "_Walk":
        """Go on where a course stands."""
        walker = cls(course.plan, None)
        walker.window, walker.to_confirm, walker.given = course.window, course.to_confirm, course.given
        walker.stretches = list(course.stretches)
        return walker

    def course(self) -> Course:
        """What has been reached so far, as a value."""
        return Course(
            self.plan, tuple(self.stretches), self.window, self.to_confirm, self.given, self.timings
        )

    @property
    def stretch(self) -> Stretch:
        return self.stretches[-1]

    @property
    def phase(self) -> Phase:
        return self.plan.phases[self.stretch.phase]

    def take(self, step: _Step) -> None:
        """Let one record act on the state."""
        if isinstance(step, Injection):
            self.timings[step.id] = self._timing(step.given_on)
            self.give(step.given_on)
        elif isinstance(step, Adjustment):
            self._adjust(step)
        else:
            self._move_to(step)

    def give(self, given_on: date) -> None:
        """A counted dose on this day."""
        self.last_given_on = given_on
        self.given += 1
        if self.window is None:
            return
        stretch = self.stretch
        self.stretches[-1] = stretch._replace(
            given=stretch.given + 1, started=stretch.started or given_on, last_given_on=given_on
        )
        self._go_on_from(given_on)

    def _timing(self, given_on: date) -> Timing:
        window = self.window
        if window is None:
            return Timing("after_course")
        if given_on < window.opens:
            return Timing("early", (window.opens - given_on).days)
        if given_on > shift(window.closes, "days", self.plan.grace_days):
            return Timing("late", (given_on - window.closes).days)
        return Timing("on_time")

    def _go_on_from(self, day: date) -> None:
        """The window that follows a dose, or a skipped one, on this day; the phase may be over with it."""
        candidate = after(self.phase.every, day)
        if not self._is_over(candidate):
            self.window = candidate
            return
        left, index = self.phase, self.stretch.phase + 1
        if index == len(self.plan.phases):
            self.window, self.to_confirm = None, False
            return
        self.stretches.append(Stretch(index, day, "course"))
        self.to_confirm = left.kind == "repletion" and self.phase.kind == "maintenance"
        self.window = after(self.phase.every, day)

    def _is_over(self, candidate: Window) -> bool:
        until, stretch = self.phase.until, self.stretch
        if isinstance(until, Doses):
            return stretch.given >= until.number
        if isinstance(until, Length):
            return stretch.started is not None and candidate.opens >= end_of(stretch.started, until)
        return False

    def _adjust(self, adjustment: Adjustment) -> None:
        if self.window is None:
            return
        if adjustment.due is not None:
            self.window = Window(adjustment.due, adjustment.due)
        else:
            self._go_on_from(self.window.opens)

    def _move_to(self, transition: Transition) -> None:
        self.to_confirm = False
        stated = transition.first_due
        if self.window is not None and transition.to_phase == self.stretch.phase:
            if stated is not None:
                self.window = Window(stated, stated)
            return
        self.stretches.append(Stretch(transition.to_phase, transition.on, "transition"))
        if stated is not None:
            self.window = Window(stated, stated)
        elif self.last_given_on is not None:
            self.window = after(self.phase.every, self.last_given_on)
        else:
            self.window = Window(self.plan.first_due, self.plan.first_due)


def give_each(course: Course, days: Iterable[date]) -> Course:
    """The course as it would stand with further doses on these days; for previews."""
    walker = _Walk.resume(course)
    for day in days:
        walker.give(day)
    return walker.course()
