"""The course of one plan: its records taken one by one, in the order in which the rules name them.

What always holds: a record is in or out by its date alone, an injection by its own local date or because it was given
by now; what has been done is done once, however often somebody orders it. What a course means on some day is left to
`schedule`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from b12track.domain.record.intervals import (
    Confirmed,
    Doses,
    Every,
    Length,
    Weekdays,
    Window,
    after,
    end_of,
    listed_from,
    nearest,
    shift,
)
from b12track.domain.record.records import Adjustment, Injection, Phase, Plan, Record, Transition
from b12track.domain.rules.plans_in_force import DAY, first_day_is_earlier_plans

TimingKind = Literal["early", "on_time", "late", "after_course"]
_START_OF_TIME = datetime.min.replace(tzinfo=UTC)


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


class Moved(NamedTuple):
    """A dose that met a date which had been brought forward: on which day, in which stay, and from which date."""

    given_on: date
    stretch: int
    first_date: date


class Unmet(NamedTuple):
    """An order that did nothing, and why.

    A dose had `met` its date, or somebody had `skipped` it; it speaks of one `ahead` of the date that is open, `on`; or
    the date that it names is not after the last dose, which was `given` on a day.
    """

    order: Adjustment
    why: Literal["met", "skipped", "ahead", "given"]
    on: date


class Course(NamedTuple):
    """Where a plan stands after the records up to some day.

    `moved_from` is where the window lay before somebody moved it, however often. `met_in` is the phase that each dose
    belongs to, `stood_for` the date of the plan that it closed, if it closed one. `orders` are those that hold since
    the last dose, `unmet` those that did nothing, `passed` the dates that each skip passed. `last_given_on` is the day
    of the last counted dose, one before the plan included.
    """

    plan: Plan
    stretches: tuple[Stretch, ...]
    window: Window | None
    to_confirm: bool
    given: int
    timings: dict[str, Timing]
    moved_from: date | None
    orders: tuple[Adjustment, ...]
    unmet: tuple[Unmet, ...]
    passed: dict[str, tuple[date, ...]]
    met_in: dict[str, int]
    stood_for: dict[str, date]
    last_given_on: date | None
    last_moved: Moved | None

    @property
    def stretch(self) -> Stretch:
        """The stay in the phase that is in force."""
        return self.stretches[-1]

    @property
    def phase(self) -> Phase:
        """The phase in force."""
        return self.plan.phases[self.stretch.phase]

    @property
    def dose_mcg(self) -> float:
        """The dose in force: the phase's own, or else the plan's."""
        return dose_of(self.plan, self.stretch.phase)

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
    def given_before(self) -> int:
        """The doses of earlier stays in the phase in force, which it no longer counts."""
        return sum(stay.given for stay in self.stretches[:-1] if stay.phase == self.stretch.phase)

    @property
    def last_day(self) -> date | None:
        """Until when the phase in force lasts, where it has a length and has started: its last day."""
        return self.ends - DAY if self.ends is not None else None

    @property
    def ends(self) -> date | None:
        """The first day after the phase in force, where it has a length and has started; people read `last_day`."""
        started, until = self.stretch.started, self.phase.until
        return end_of(started, until) if started is not None and isinstance(until, Length) else None


def dose_of(plan: Plan, phase: int) -> float:
    """The dose that a plan wants in one of its phases."""
    own = plan.phases[phase].dose_mcg
    return plan.dose_mcg if own is None else own


def walk(record: Record, plan: Plan, last_day: date, now: datetime | None = None) -> Course:
    """Follow one plan through its records up to a day; what was given by `now` in a zone ahead is in as well."""
    counted = [(i.given_on, i) for i in record.injections if i.counts]
    takes_first_day = not first_day_is_earlier_plans(record.plans, plan)
    first = plan.set_on if takes_first_day else plan.set_on + DAY
    before = max((on for on, _ in counted if on < first and on <= last_day), default=None)
    walker = Walk(plan, before)
    within = (
        (on, i)
        for on, i in counted
        if first <= on and (on <= last_day or (now is not None and i.given_at <= now))
    )
    for day, step in _steps(record, plan, within, last_day):
        walker.take(day, step)
    return walker.course()


_Step = Injection | Adjustment | Transition


def _steps(
    record: Record, plan: Plan, injections: Iterable[tuple[date, Injection]], last_day: date
) -> Iterator[tuple[date, _Step]]:
    """The plan's records up to a day, each with its own day, in the order in which the rules take them.

    What the clinic ordered for the very day comes before the doses of that day, and what it ordered besides comes
    after them; a move to a phase stands between two doses of its day where it is known when it was written down. What
    ties keeps the order of the document, as sorting does.
    """
    ranked: list[tuple[date, int, datetime, int, _Step]] = []
    for on, injection in injections:
        # When it was given, as far as anybody knows: its time, or when it was written down on its own day.
        at = injection.given_at if injection.time_known else injection.recorded_at
        ranked.append((on, 2, at if at is not None and at.date() == on else _START_OF_TIME, 0, injection))
    of_plan = [a for a in record.adjustments if a.plan_id == plan.id and a.recorded_on <= last_day]
    last_due_at_once = {a.recorded_on: place for place, a in enumerate(of_plan) if a.due == a.recorded_on}
    for place, adjustment in enumerate(of_plan):
        day = adjustment.recorded_on
        rank = 0 if place <= last_due_at_once.get(day, -1) else 3
        ranked.append((day, rank, _START_OF_TIME, 0, adjustment))
    for transition in record.transitions:
        if transition.plan_id != plan.id or transition.on > last_day:
            continue
        at = transition.recorded_at
        if transition.first_due == transition.on:
            ranked.append((transition.on, 1, _START_OF_TIME, 0, transition))
        elif at is not None and at.date() == transition.on:
            ranked.append((transition.on, 2, at, 1, transition))
        else:
            ranked.append((transition.on, 4, _START_OF_TIME, 0, transition))
    ranked.sort(key=lambda entry: entry[:4])
    return ((day, step) for day, *_, step in ranked)


class Walk:
    """The state of a plan while its records are taken one by one."""

    def __init__(self, plan: Plan, last_before: date | None) -> None:
        self.plan = plan
        self._first_window = Window(plan.first_due, plan.first_by or plan.first_due)
        self.window: Window | None = self._first_window
        self.stretches = [Stretch(0, plan.set_on, "plan")]
        self.to_confirm = False
        self.given = 0
        self.timings: dict[str, Timing] = {}
        self._last_given_on = last_before
        self._moved_from: date | None = None
        self._last_moved: Moved | None = None
        self._closed: list[
            tuple[date, Literal["met", "skipped"]]
        ] = []  # when each window that is done with opened
        self._orders: list[Adjustment] = []
        self._unmet: list[Unmet] = []
        self._passed: dict[str, tuple[date, ...]] = {}
        self._met_in: dict[str, int] = {}
        self._stood_for: dict[str, date] = {}

    @classmethod
    def resume(cls, course: Course) -> "Walk":
        """Go on where a course stands, to give further doses."""
        walker = cls(course.plan, course.last_given_on)
        walker.window, walker.to_confirm, walker.given = course.window, course.to_confirm, course.given
        walker.stretches = list(course.stretches)
        walker._moved_from, walker._last_moved = course.moved_from, course.last_moved
        return walker

    def course(self) -> Course:
        """What has been reached so far, as a value."""
        return Course(
            self.plan,
            tuple(self.stretches),
            self.window,
            self.to_confirm,
            self.given,
            self.timings,
            self._moved_from,
            tuple(self._orders),
            tuple(self._unmet),
            self._passed,
            self._met_in,
            self._stood_for,
            self._last_given_on,
            self._last_moved,
        )

    @property
    def stretch(self) -> Stretch:
        return self.stretches[-1]

    @property
    def phase(self) -> Phase:
        return self.plan.phases[self.stretch.phase]

    def take(self, day: date, step: _Step) -> None:
        """Let one record act on the state, on its own day."""
        if isinstance(step, Injection):
            self.timings[step.id] = self._timing(day)
            self._met_in[step.id] = self.stretch.phase
            stood_for = self.give(day)
            if stood_for is not None:
                self._stood_for[step.id] = stood_for
        elif isinstance(step, Adjustment):
            self._adjust(step)
        else:
            self._move_to(step)

    def give(self, given_on: date) -> date | None:
        """A counted dose on this day, and the date of the plan that it closes; none where that stays open.

        A second dose of a day, or one a whole interval ahead, leaves the date where it was.
        """
        self._last_given_on = given_on
        self.given += 1
        self._orders.clear()
        window = self.window
        if window is None:
            return None
        stretch = self.stretch
        self.stretches[-1] = stretch._replace(
            given=stretch.given + 1, started=stretch.started or given_on, last_given_on=given_on
        )
        self._closed.append((window.opens, "met"))
        every = self.phase.every
        if not isinstance(every, Weekdays):
            self._go_on(given_on, after(every, given_on), lambda next_every: after(next_every, given_on))
            return window.opens if self.window != window else None
        counted_from = given_on
        moved_from = self._brought_forward_from(window, given_on)
        if moved_from is not None:
            self._last_moved = Moved(given_on, len(self.stretches), moved_from)
            if after(every, moved_from) > after(every, given_on):
                counted_from = moved_from
        self._go_on(
            given_on,
            after(every, counted_from),
            lambda next_every: after(
                next_every, counted_from if isinstance(next_every, Weekdays) else given_on
            ),
        )
        return nearest(every, counted_from)

    def _brought_forward_from(self, window: Window, given_on: date) -> date | None:
        """The date that a dose on weekdays stands for although it was given days before, as the clinic had moved it."""
        if self._moved_from is not None and window.opens < self._moved_from:
            return self._moved_from
        last = self._last_moved
        if last is not None and (last.given_on, last.stretch) == (given_on, len(self.stretches)):
            return last.first_date
        return None

    def _timing(self, given_on: date) -> Timing:
        window, grace = self.window, self.plan.grace_days
        if window is None:
            return Timing("after_course")
        early, late = (window.opens - given_on).days, (given_on - window.closes).days
        if early > grace:
            return Timing("early", early)
        if late > grace:
            return Timing("late", late)
        return Timing("on_time")

    def _go_on(self, on: date, candidate: Window, following: Callable[[Every], Window]) -> None:
        """The window that comes next: the candidate, or where the phase is over with it that of the next phase."""
        self._moved_from = None
        until, stretch = self.phase.until, self.stretch
        is_over = False
        if isinstance(until, Doses):
            is_over = stretch.given >= until.number
        elif isinstance(until, Length):
            is_over = stretch.started is not None and candidate.opens >= end_of(stretch.started, until)
        if not is_over:
            self.window = candidate
            return
        left, index = self.phase, self.stretch.phase + 1
        if index == len(self.plan.phases):
            self.window, self.to_confirm = None, False
            return
        self.stretches.append(Stretch(index, on, "course"))
        from_repletion = left.kind == "repletion" or self.to_confirm
        self.to_confirm = from_repletion and self.phase.kind == "maintenance"
        self.window = following(self.phase.every)

    def _adjust(self, adjustment: Adjustment) -> None:
        window = self.window
        if window is None:
            return
        due = adjustment.due
        if (unmet := self._unmet_by(adjustment, window)) is not None:
            self._unmet.append(unmet)
            return
        self._orders.append(adjustment)
        if due is not None:
            self._moved_from = self._moved_from or window.opens
            self.window = Window(due, due)
        else:
            on = adjustment.recorded_on
            passed = [self._skip(window, on)]
            while self.window is not None and self.window.closes < on:
                passed.append(self._skip(self.window, on))
            self._passed[adjustment.id] = tuple(passed)

    def _unmet_by(self, order: Adjustment, window: Window) -> Unmet | None:
        """Why an order does nothing, if it does: its date is done with or not yet open, or its new one is past a dose.

        Decided: by which date is nearest, because a dose that is entered late or corrected by a day moves the dates
        that the order was written for. Rejected: the date alone, which let one order swallow the next date.
        """
        if order.of is not None and (away := abs(order.of - window.opens)):
            of = order.of
            near = [
                (abs(of - opened), why, opened) for opened, why in self._closed if abs(of - opened) <= away
            ]
            if near:
                _, why, opened = min(near, key=lambda entry: entry[0])
                return Unmet(order, why, opened)
            if abs(of - after(self.phase.every, window.closes).opens) < away:
                return Unmet(order, "ahead", window.opens)
        if order.due is not None and self._last_given_on is not None and order.due <= self._last_given_on:
            return Unmet(order, "given", self._last_given_on)
        return None

    def _skip(self, window: Window, ordered_on: date) -> date:
        """Pass one date by, as a dose on it would, with nothing counted as given; the date that was passed."""
        opens = window.opens
        first = max(opens, self._moved_from or opens)

        def following(every: Every) -> Window:
            return (
                listed_from(every, shift(first, "days", 1))
                if isinstance(every, Weekdays)
                else after(every, opens)
            )

        self._closed.append((opens, "skipped"))
        self._go_on(min(opens, ordered_on), following(self.phase.every), following)
        return opens

    def _move_to(self, transition: Transition) -> None:
        self.to_confirm = False
        first_due, last = transition.first_due, self._last_given_on
        if first_due is not None and last is not None and first_due <= last:
            first_due = None  # a dose was given on that date or after it: nothing is wanted on it any more
        is_there = self.window is not None and transition.to_phase == self.stretch.phase
        if is_there and first_due is None:
            return
        self._moved_from = None
        if not is_there:
            is_back = self.window is None or transition.to_phase < self.stretch.phase
            self.stretches.append(Stretch(transition.to_phase, transition.on, "transition"))
            every = self.phase.every
            self.window = after(every, last) if last is not None else self._first_window
            if is_back and self.window.closes < transition.on:  # nothing is due before the day of going back
                self.window = (
                    listed_from(every, transition.on)
                    if isinstance(every, Weekdays)
                    else Window(transition.on, transition.on)
                )
        if first_due is not None:
            self.window = Window(first_due, first_due)
