"""Changes to the plan in force, thought through but not saved, so that a form can show what one would do.

What always holds: each says who decided or that nobody was named, and shows where the plan stood before and stands
after. What was said comes by the attributes of the record that it makes, as the rows of its kind read it, and all of
it is in that record.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.intervals import Confirmed
from b12track.domain.record.loading import VALUES
from b12track.domain.record.records import Adjustment, Plan, Transition
from b12track.domain.rules.course import Course
from b12track.domain.rules.entry import refuse_to_come, refuse_unfit
from b12track.domain.rules.overview import Overview, overview_of
from b12track.domain.rules.plans_in_force import latest_plan, plan_to_come
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.phrases import UNCONFIRMED, several
from b12track.domain.wording.plan import numbered_phases
from b12track.domain.wording.text import clean

Kind = Literal["plans", "adjustments", "transitions"]
Said = Mapping[str, Any]
# The id of a record that is only thought of; it is given one of its own when it is saved.
_NOT_SAVED = ""


class Turn(NamedTuple):
    """A change thought through: what it is called, the record that makes it, and the state before and after."""

    what: str
    kind: Kind
    value: Plan | Adjustment | Transition
    before: Overview
    after: Overview

    @property
    def passed(self) -> tuple[date, ...]:
        """The dates of the plan that a skip passes by."""
        course = self.after.course
        return course.passed.get(_NOT_SAVED, ()) if course is not None and self.kind == "adjustments" else ()


def foresee_confirm(overview: Overview, said: Said, yes: bool = False) -> Turn:
    """What confirming would do."""
    course = course_in_force(overview)
    day = _past_day(overview, said.get("on"))
    to_phase = _confirmable(overview, course)
    if day < course.stretch.entered_on:
        entered = course.stretch.entered_on
        raise Refused(
            "on",
            f"{_day(overview, day)} is before {course.phase.name} began on {_day(overview, entered)}",
            f"write {show_date(entered, weekday=False)} or a later day",
        )
    name = course.plan.phases[to_phase].name
    doubt_short_loading(course, to_phase, yes)
    return _transition(overview, course, {**said, "to_phase": to_phase, "on": day}, f"confirmation of {name}")


def foresee_phase(overview: Overview, said: Said, yes: bool = False) -> Turn:
    """What the move to a phase would do."""
    course = course_in_force(overview)
    day = _past_day(overview, said.get("on"))
    to_phase = said["to_phase"]
    name = course.plan.phases[to_phase].name
    is_there = to_phase == course.stretch.phase and not course.complete
    if is_there and not course.to_confirm and said.get("first_due") is None:
        raise Refused("phase", f"{name} is already in force", "choose another phase", Deed("say first due"))
    if to_phase < course.stretch.phase and not yes:
        left = max(s.entered_on for s in course.stretches if s.phase > to_phase)
        raise NeedsYes(
            "phase",
            f"{name} is already over, and {course.phase.name} has been in force since {_day(overview, left)}",
            f"write one of {numbered_phases(course.plan)}",
            does="goes back to it",
        )
    doubt_short_loading(course, to_phase, yes)
    return _transition(overview, course, {**said, "on": day}, f"move to {name}")


def doubt_short_loading(course: Course, to_phase: int, yes: bool) -> None:
    """Ask once where loading is to be over with fewer doses recorded than it was to have."""
    planned, given = course.doses_planned, course.stretch.given
    follows = course.plan.phases[to_phase].kind == "maintenance" and to_phase > course.stretch.phase
    if course.phase.kind == "repletion" and follows and planned is not None and given < planned and not yes:
        raise NeedsYes(
            "", f"only {given} of {planned} loading doses are recorded", does="ends loading anyway"
        )


def foresee_date(overview: Overview, said: Said, yes: bool = False) -> Turn:
    """What skipping or moving the next date would do."""
    course, kind, due = course_in_force(overview), said["kind"], said.get("due")
    window = course.window
    if window is None:
        raise Refused("", f"there is no further date in the plan to {kind}")
    if kind == "move" and window.opens == window.closes == due:
        raise Refused("due", f"{_day(overview, due)} is already the date of the plan", "write another day")
    ours = {"id": _NOT_SAVED, "plan_id": course.plan.id, "recorded_on": overview.today, "of": window.opens}
    value = VALUES["adjustments"](**{**ours, **said})
    if (doubts := refuse_unfit("adjustments", None, value, overview.record, overview.now)) and not yes:
        raise NeedsYes("", "; ".join(doubts))
    _refuse_given(overview, "due", due)
    record = overview.record._replace(adjustments=(*overview.record.adjustments, value))
    what = f"{kind} of {show_day_range(window.opens, window.closes)}"
    after = overview_of(record, overview.now)
    _refuse_overruled(after, due)
    return Turn(what, "adjustments", value, overview, after)


def foresee_stop(overview: Overview, on: date | None = None, reason: str = "") -> Turn:
    """What stopping the plan would do."""
    plan = course_in_force(overview).plan
    ended_on = _past_day(overview, on)
    stopped = plan._replace(ended_on=ended_on, end_reason=clean(reason, "reason", lines=True))
    plans = [stopped if known.id == plan.id else known for known in overview.record.plans]
    after = overview.record._replace(plans=plans)
    what = f"stop of the plan of {show_date(plan.set_on, weekday=False)}"
    return Turn(what, "plans", stopped, overview, overview_of(after, overview.now))


def before_and_after(before: Overview, after: Overview) -> str:
    """Both states in a line: "OVERDUE 12 DAYS → in 72 days, Mon 1 Feb"."""
    was, now = headline_of(before), headline_of(after)
    hung = f", {UNCONFIRMED}" if UNCONFIRMED in was.when else ""
    when = f", {now.when}" if now.when else ""
    return f"{was.words}{hung} → {now.words.lower()}{when}"


def passed_words(turn: Turn) -> str:
    """The dates that one skip passes, where it passes more than the one that is open."""
    if len(turn.passed) < 2:
        return ""
    named = several(_day(turn.before, on) for on in turn.passed)
    return f"This skips {len(turn.passed)} dates: {named}."


def count_again(turn: Turn) -> str:
    """What a move to a phase does to the count of its doses; empty where nothing begins anew."""
    before, after = turn.before.course, turn.after.course
    if before is None or after is None or len(after.stretches) <= len(before.stretches):
        return ""
    earlier = sum(s.given for s in after.stretches[:-1] if s.phase == after.stretch.phase)
    if not earlier:
        return ""
    of = f" of {after.doses_planned}" if after.doses_planned is not None else ""
    since = _day(turn.after, after.stretch.entered_on)
    given = f"{after.stretch.given}{of} since {since}, {earlier} before"
    return f"The count of {after.phase.name} starts again: {given}."


def _confirmable(overview: Overview, course: Course) -> int:
    """The phase that somebody may have confirmed; refused where there is none."""
    index, phase = course.stretch.phase, course.phase
    if course.to_confirm:
        return index
    if course.complete:
        raise Refused(
            "",
            "there is nothing to confirm",
            "there is no further date in the plan",
            Deed("begin phase"),
        )
    following = course.plan.phases[index + 1 :]
    if following and (phase.until is None or isinstance(phase.until, Confirmed)):
        return index + 1
    confirmed = [
        transition
        for transition in overview.record.transitions
        if transition.plan_id == course.plan.id
        and transition.to_phase == index
        and course.stretch.entered_on <= transition.on <= overview.today
    ]
    if confirmed:
        last = confirmed[-1]
        by = f" by {last.confirmed_by}" if last.confirmed_by else ""
        raise Refused(
            "",
            "there is nothing to confirm",
            f"{phase.name} was already confirmed{by} on {_day(overview, last.on)}",
            Deed("say who confirmed", last.id),
        )
    if following:
        raise Refused(
            "",
            "there is nothing to confirm yet",
            f"{phase.name} goes on",
            Deed("move on", str(index + 2), following[0].name),
        )
    raise Refused(
        "",
        "there is nothing to confirm",
        f"{phase.name} is the last phase of the plan, and it is already in force",
    )


def _transition(overview: Overview, course: Course, said: Said, what: str) -> Turn:
    at = overview.now.replace(microsecond=0)
    value = VALUES["transitions"](**{"id": _NOT_SAVED, "plan_id": course.plan.id, "recorded_at": at, **said})
    record = overview.record._replace(transitions=(*overview.record.transitions, value))
    after = overview_of(record, overview.now)
    _refuse_given(overview, "first_due", value.first_due)
    if value.on == overview.today:
        _refuse_overruled(after, value.first_due)
    return Turn(what, "transitions", value, overview, after)


def _refuse_given(overview: Overview, field: str, due: date | None) -> None:
    """Refuse a date on which, or after which, a dose was given: nothing is wanted on it any more."""
    last = overview.course.last_given_on if overview.course is not None else None
    if due is not None and last is not None and due <= last:
        raise Refused(
            field,
            f"an injection of {_day(overview, last)} is recorded, so {_day(overview, due)} cannot be the next date",
            "write a later day",
        )


def _refuse_overruled(after: Overview, due: date | None) -> None:
    """Refuse a date that would not become the date: of the records of one day, one that is due that very day is
    taken first, so another one of that day, or a dose, decides.
    """
    window = after.status.window
    if due is not None and (window is None or (window.opens, window.closes) != (due, due)):
        raise Refused(
            "due",
            f"{_day(after, due)} would not become the next date, because something else recorded that day decides it",
            Deed("take back first"),
        )


def course_in_force(overview: Overview) -> Course:
    """How far along the plan in force is; Refused where none is."""
    if overview.course is not None:
        return overview.course
    latest = latest_plan(overview.record.plans, overview.today)
    coming = plan_to_come(overview.record.plans, overview.today)
    if coming is not None:
        why = f"the plan begins on {_day(overview, coming.set_on)}"
    elif latest is not None and latest.ended_on is not None:
        why = f"the plan was stopped on {_day(overview, latest.ended_on)}"
    else:
        why = "none has been entered"
    raise Refused("", f"there is no plan in force, {why}", Deed("set plan"))


def _past_day(overview: Overview, on: date | None) -> date:
    """The day on which something was decided: today if nobody says; not to come, and not before the plan."""
    day = overview.today if on is None else on
    refuse_to_come("on", day, overview.today, "a decision")
    refuse_before_plan(overview, day)
    return day


def refuse_before_plan(overview: Overview, day: date) -> None:
    """Refuse a day on which the plan in force had not begun."""
    begun = course_in_force(overview).plan.set_on
    if day < begun:
        raise Refused(
            "on",
            f"{_day(overview, day)} is before the plan began on {_day(overview, begun)}",
            f"write {show_date(begun, weekday=False)} or a later day",
        )


def _day(overview: Overview, day: date) -> str:
    return show_date(day, overview.today)
