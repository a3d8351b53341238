"""The plan as the screen shows it: in plain words, as a track, with what comes next and what was said.

What always holds: an unconfirmed move is marked where it stands on the track and beside the dates that rest on it.
"""

from typing import NamedTuple

from b12track.domain.record.intervals import Doses
from b12track.domain.rules.course import Course
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import upcoming
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording.headline import headline_of, progress_of
from b12track.domain.wording.intervals import not_the_same, show_every
from b12track.domain.wording.phrases import UNCONFIRMED, days
from b12track.domain.wording.plan import phase_words, plan_line, review_words, said_rows
from b12track.usecases.plan.enter import PREVIEWED_DATES, earlier_plans

Row = tuple[str, str]


class Station(NamedTuple):
    """A phase on the track: what it is called, how often, how far, and where on it the person stands (0 to 1)."""

    name: str
    often: str
    progress: str
    state: str
    here: float | None = None


def stations(overview: Overview) -> list[Station]:
    """The phases of the plan in force, in order."""
    course = overview.course
    if course is None:
        return []
    plan, found = course.plan, []
    for number, phase in enumerate(plan.phases):
        last = number == len(plan.phases) - 1
        words = phase_words(phase, plan, last)
        stays = [stretch for stretch in course.stretches if stretch.phase == number]
        given = sum(stretch.given for stretch in stays)
        if number == course.stretch.phase and not course.complete:
            ends = course.last_day
            until = f", until {show_date(ends, overview.today)}" if ends is not None else ""
            said = f"{progress_of(overview)}{until}"
            state = "unconfirmed" if course.to_confirm else "here"
            found.append(Station(phase.name, words, said, state, _here(overview, course)))
            continue
        state = "done" if stays and number < course.stretch.phase else "ahead"
        if course.complete and stays:
            state = "done"
        of = f" of {phase.until.number}" if isinstance(phase.until, Doses) else ""
        recorded = f"{given}{of} recorded" if stays and (given or state == "done") else "not begun"
        found.append(Station(phase.name, words, recorded, state))
    return found


def rows_of(overview: Overview) -> list[Row]:
    """What stands below the track, each with its name."""
    course, today = overview.course, overview.today
    headline = headline_of(overview)
    if course is None:
        rows: list[Row] = [("Now", str(headline))]
        if headline.words == "NO PLAN ENTERED":
            rows += [
                ("To ask", "why the injections"),
                ("", "when loading ends"),
                ("", "the interval, with dose and route"),
                ("", "what will show that it works"),
            ]
        return [*rows, ("a", "enter a plan as it was prescribed"), *_others(overview)]
    plan = course.plan
    coming = upcoming(course, today, PREVIEWED_DATES)
    dates = [show_day_range(each.window.opens, each.window.closes, today) for each in coming]
    # A date is not broken at the end of a line.
    ahead = "\u00a0· ".join(date.replace(" ", "\u00a0") for date in dates) or "no further dates in the plan"
    if any(each.unconfirmed for each in coming):
        ahead = f"{ahead} ({UNCONFIRMED})"
    rows = [("Next", str(headline)), ("Next dates", ahead)]
    if caution := not_the_same(plan.phases[course.stretch.phase].every):
        rows.append(("", caution))
    rows += [
        ("Decided" if not n else "", f"{on}: {said}")
        for n, (on, said) in enumerate(said_rows(overview, plan))
    ]
    if plan.grace_days:
        rows.append(
            (
                "Grace",
                f"{days(plan.grace_days)} either side. It only changes what is shown, and "
                "is not medical advice",
            )
        )
    rows += [("Reviews" if not n else "", review_words(review)) for n, review in enumerate(plan.reviews)]
    if plan.watch:
        rows.append(("Watch", ", ".join(plan.watch)))
    return rows + _others(overview)


def _others(overview: Overview) -> list[Row]:
    """The plans before, and any to come."""
    rows: list[Row] = []
    for plan in earlier_plans(overview.record, overview.today):
        name = "To come" if plan.set_on > overview.today else "Earlier"
        ended = f"; stopped {show_date(plan.ended_on, weekday=False)}" if plan.ended_on else ""
        why = f" ({plan.end_reason})" if plan.ended_on and plan.end_reason else ""
        phases = ", then ".join(show_every(phase.every) for phase in plan.phases)
        rows.append((name, f"{plan_line(plan, overview.today)}: {phases}{ended}{why}"))
    return rows


def _here(overview: Overview, course: Course) -> float:
    """How far along the phase: by doses where they are counted, by days where it has a length, else in the cycle."""
    planned, stretch, today = course.doses_planned, course.stretch, overview.today
    if planned is not None:
        return min(stretch.given / planned, 1.0)
    if course.ends is not None and stretch.started is not None:
        gone, whole = max((today - stretch.started).days, 0), (course.ends - stretch.started).days
    else:
        gone, whole = overview.day_of_cycle or (0, 1)
    return min(gone / whole, 1.0) if whole > 0 else 1.0


def here_words(overview: Overview) -> str:
    """Where the person stands, in a few words: "you are here, day 22 of 56"."""
    name = overview.record.person.name
    if overview.day_of_cycle is None:
        return f"{name} is here"
    gone, whole = overview.day_of_cycle
    if gone > whole:
        dose = "dose" if gone == overview.days_since_last else "dose that counts"
        return f"{name} is here, {days(gone)} since the last {dose}"
    return f"{name} is here, day {gone} of {whole}"
