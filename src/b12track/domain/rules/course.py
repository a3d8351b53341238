"""The course of one plan: its records taken one by one, in the order in which the rules name them.

What always holds: a record is in or out by its date alone, an injection by its own local date. What a course means on
some day is left to `schedule`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from b12track.domain.record.intervals import Confirmed, Doses, Length, Window, after, end_of, shift
from b12track.domain.record.records import Adjustment, Injection, Phase, Plan, Record, Transition
from b12track.domain.rules.plans_in_force import DAY, first_day_is_earlier_plans

TimingKind = Literal["early", "on_time", "late", "after_course"]


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
    def open_ended(self) -> bool:
        """Whether the phase in force lasts until the clinician says so."""
        until, is_last = self.phase.until, self.stretch.phase == len(self.plan.phases) - 1
        return isinstance(until, Confirmed) or (until is None and not is_last)

    @property
    def doses_planned(self) -> int | None:
        """The doses that the phase in force is to have, where it says so."""
        return self.phase.until.number if isinstance(self.phase.until, Doses) else None

    @property
    def ends(self) -> date | None:
        """The first day after the phase in force, where it has a length and has started."""
        started, until = self.stretch.started, self.phase.until
        return end_of(started, until) if started is not None and isinstance(until, Length) else None


def walk(record: Record, plan: Plan, last_day: date) -> Course:
    """Follow one plan through its records up to a day."""
    counted = sorted((i for i in record.injections if i.counts), key=lambda i: (i.given_on, i.given_at))
    takes_first_day = not first_day_is_earlier_plans(record.plans, plan)
    first = plan.set_on if takes_first_day else plan.set_on + DAY
    before = [i.given_on for i in counted if i.given_on < first and i.given_on <= last_day]
    walker = Walk(plan, before[-1] if before else None)
    for step in _steps(record, plan, (i for i in counted if first <= i.given_on), last_day):
        walker.take(step)
    return walker.course()


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


class Walk:
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
    def resume(cls, course: Course) -> "Walk":
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
