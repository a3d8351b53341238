"""The card of the next dose in words: the headline, and the lines beneath it.

What always holds: an unconfirmed move is said beside the date that rests on it; overdue says that none is recorded.
"""

from datetime import timedelta
from typing import NamedTuple

from b12track.domain.record.intervals import Doses
from b12track.domain.rules.course import Course
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.plans_in_force import latest_plan
from b12track.domain.rules.schedule import upcoming
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_time
from b12track.domain.wording.headline import Headline, headline_of, progress_of
from b12track.domain.wording.intervals import show_every
from b12track.domain.wording.phrases import counted, day, days, prescriber_of, window_text

_MOST_DOTS = 12
_LATER_DATES = 3


class Bar(NamedTuple):
    """How much of a stretch of days has gone by."""

    gone: int
    whole: int
    words: str


class Card(NamedTuple):
    """What the card says; `number` is what is counted, drawn large; `more` stands where there is room."""

    headline: Headline
    number: str
    severity: str
    beneath: tuple[str, ...]
    bar: Bar | None
    lines: tuple[str, ...]
    more: tuple[str, ...]


def card_of(overview: Overview) -> Card:
    """Everything that the card says as of now: "late" and "overdue" leave their date to the line beneath."""
    headline = headline_of(overview)
    if overview.status.name in ("late", "overdue"):
        headline = headline._replace(when="")
    return Card(
        headline,
        _number(overview),
        {"overdue": "urgent", "late": "late", "due": "notice"}.get(overview.status.name, "calm"),
        tuple(_beneath(overview)),
        _bar(overview),
        tuple(_lines(overview)),
        tuple(_more(overview)),
    )


def _number(overview: Overview) -> str:
    status = overview.status
    if status.name == "upcoming" and status.days_until > 1:
        return str(status.days_until)
    if status.name in ("late", "overdue"):
        return str(status.days_overdue)
    if status.name == "due" and status.window is not None and status.window.closes > overview.today:
        return str((status.window.closes - overview.today).days)
    return ""


def _beneath(overview: Overview) -> list[str]:
    """What stands right under the headline: what the state needs to be understood."""
    status, course = overview.status, overview.course
    if course is None:
        return _without_plan(overview)
    said = []
    if status.name == "late" and status.window is not None:
        grace = course.plan.grace_days
        overdue_from = status.window.closes + timedelta(days=grace + 1)
        said.append(f"within the {days(grace)} that you set; overdue from {day(overview, overdue_from)}")
    elif status.name == "overdue":
        none = "not known whether one is" if overview.doubts else "none"
        last = overview.last
        since = window_text(overview) if last is None else day(overview, last.given_on)
        said.append(f"{none} recorded since {since}; given?\u00a0i")
    elif status.name == "complete":
        said.append(_complete(overview, course))
    if course.to_confirm:
        left = course.stretches[-2]
        until = course.plan.phases[left.phase].until
        planned = until.number if isinstance(until, Doses) else left.given
        dots = "●" * left.given if planned <= _MOST_DOTS else f"{left.given} of {planned}"
        said.append(f"{dots} ▸ ? {course.phase.name.casefold()} not confirmed:\u00a0m".strip())
    elif course.phase.kind == "repletion" and status.name != "complete":
        said.append(_progress(overview, course))
    if overview.record.adjustments:
        # With it come all the rules: only where a date was skipped.
        from b12track.domain.rules.flags.dose import skipped

        said += [flag.text for flag in skipped(overview)]
    return said


def _without_plan(overview: Overview) -> list[str]:
    words = headline_of(overview).words
    if words == "PLAN STOPPED":
        stopped = latest_plan(overview.record.plans, overview.today)
        reason = stopped.end_reason if stopped is not None else ""
        return [f"{reason}; no date is counted" if reason else "no date is counted"]
    if words == "PLAN STARTS":
        return ["until then no date is counted"]
    return [
        "To ask the prescriber: why the injections, when loading ends, the interval with dose and route, and what "
        "will show that it works.",
        "p  enter the plan",
    ]


def _complete(overview: Overview, course: Course) -> str:
    planned = course.doses_planned
    given = f"{course.stretch.given} of {planned} recorded" if planned else f"{course.given} recorded"
    if any(phase.kind != "repletion" for phase in course.plan.phases):
        return given
    # With it come all the rules: only where a plan is at its end.
    from b12track.domain.rules.flags.plan import is_loading_only

    done = is_loading_only(overview.record, course.plan)
    return f"{given}; loading only, as planned" if done else f"{given}; no maintenance entered"


def _progress(overview: Overview, course: Course) -> str:
    given, planned = course.stretch.given, course.doses_planned
    if planned is not None:
        before = f", {course.given_before} before" if course.given_before else ""
        dots = "●" * given + "○" * max(planned - given, 0) if planned <= _MOST_DOTS else ""
        return f"{dots} {given} of {planned}{before}".strip()
    if course.open_ended:
        return f"{progress_of(overview)}, until {prescriber_of(overview)} says"
    if course.last_day is not None:
        return f"{progress_of(overview)}, until {day(overview, course.last_day)}"
    return progress_of(overview)


def _bar(overview: Overview) -> Bar | None:
    status, window = overview.status, overview.status.window
    if status.name == "due" and window is not None and window.opens < window.closes:
        gone, whole = (overview.today - window.opens).days, (window.closes - window.opens).days
        return Bar(gone, whole, window_text(overview))
    if status.name != "upcoming" or overview.day_of_cycle is None:
        return None
    gone, whole = overview.day_of_cycle
    return Bar(gone, whole, f"day {gone} of {whole}")


def _lines(overview: Overview) -> list[str]:
    """The facts below: what, how often, the last one, the next visit."""
    lines = []
    course = overview.course
    if course is not None:
        plan = course.plan
        lines.append(f"{plan.drug} {show_dose(course.dose_mcg)}, {plan.route}")
        if overview.status.window is not None:
            lines.append(f"{course.phase.name}, {show_every(course.phase.every)}")
    if overview.last is not None:
        ago = overview.days_since_last or 0
        when = {0: "today", 1: "yesterday"}.get(ago, f"{days(ago)} ago")
        lines.append(f"Last   {day(overview, overview.last.given_on)}, {when}")
    elif course is not None:
        lines.append("Last   not known" if overview.doubts else "Last   no injection recorded")
    visit = overview.visit
    if visit is not None:
        lines.append(f"Visit  {day(overview, visit.on)} {show_time(visit.at)}, {visit.purpose}")
    elif course is not None:
        lines.append("Visit  not known" if overview.doubts else "Visit  none recorded")
    return lines


def _more(overview: Overview) -> list[str]:
    """What a larger terminal has room for: the dates after the next, the questions to bring."""
    lines = []
    to_confirm = overview.course is not None and overview.course.to_confirm
    coming = upcoming(overview.course, overview.today, _LATER_DATES)[1:]
    later = [dose for dose in coming if dose.unconfirmed == to_confirm]
    if later and overview.status.name == "upcoming":
        dates = [day(overview, dose.window.opens) for dose in later]
        lines.append(f"Then   {', '.join(dates)}")
    asked = sum(question.is_open for question in overview.record.questions)
    if asked:
        lines.append(f"Bring  {counted(asked, 'question')}")
    return lines
