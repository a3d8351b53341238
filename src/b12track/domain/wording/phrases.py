"""The words that headlines, flags and answers share."""

from collections.abc import Iterable
from datetime import date, timedelta

from b12track.domain.record.intervals import Weekdays, shortest_gap
from b12track.domain.record.records import Injection
from b12track.domain.rules.course import Timing, Unmet
from b12track.domain.rules.overview import Overview
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import capital

UNCONFIRMED = "if the move is confirmed"


def counted(number: int, one: str, many: str = "") -> str:
    """How many of a thing: "1 dose", "12 doses"; `many` where that is more than an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def days(count: int) -> str:
    """ "1 day", "12 days"."""
    return counted(count, "day")


def ago(count: int) -> str:
    """So many days back: "today", "12 days ago"."""
    return f"{days(count)} ago" if count else "today"


def within_grace(count: int) -> str:
    """ "within the 7 days' grace you set"."""
    whose = "1 day's" if count == 1 else f"{days(count)}'"
    return f"within the {whose} grace you set"


def clinic_of(overview: Overview) -> str:
    """Whom to ask: the clinic or the prescriber, as far as they were entered."""
    person = overview.record.person
    return person.clinic or prescriber_of(overview, "your clinic")


def prescriber_of(overview: Overview, otherwise: str = "your prescriber") -> str:
    """Who ordered the plan, as far as it was entered."""
    plan = overview.plan
    return (plan.prescribed_by if plan is not None else "") or overview.record.person.prescriber or otherwise


def since_last(overview: Overview) -> str:
    """ "No injection recorded since Mon 17 Aug (96 days ago)", or that there is none at all.

    Where something may be recorded that cannot be seen here, neither is said.
    """
    if overview.last is None:
        return capital(none_recorded(overview))
    since = f"{day(overview, overview.last.given_on)} ({ago(overview.days_since_last or 0)})"
    if overview.doubts:
        return f"Whether an injection was recorded since {since} is not known"
    return f"No injection recorded since {since}"


def none_recorded(overview: Overview) -> str:
    """That there is no injection, as far as that is known."""
    if overview.doubts:
        return "whether an injection is recorded is not known"
    return "no injection is recorded"


def no_injection(overview: Overview) -> str:
    """The same among other facts, in a few words where that is known."""
    return none_recorded(overview) if overview.doubts else "no injection recorded"


def no_visit(overview: Overview) -> str:
    """That no visit is to come, among other facts."""
    return "visits not known" if overview.doubts else "no visit recorded"


def day(overview: Overview, on: date) -> str:
    """A date for people, the year left out where it is this year's."""
    return show_date(on, overview.today)


def window_text(overview: Overview) -> str:
    """ "Mon 9 Nov", or "Mon 16 Mar - Thu 16 Apr" where the window is longer than a day."""
    window = overview.status.window
    if window is None:
        return ""
    opens = day(overview, window.opens)
    return opens if window.opens == window.closes else f"{opens} - {day(overview, window.closes)}"


def next_text(overview: Overview) -> str:
    """The next date or window, and what it hangs on while nobody has confirmed the move to its phase."""
    when = window_text(overview)
    hangs = overview.course is not None and overview.course.to_confirm
    return f"{when}, {UNCONFIRMED}" if when and hangs else when


def several(things: Iterable[str]) -> str:
    """Things in a row: "Mon 5 Jan", "Mon 5 Jan and Mon 12 Jan", "Mon 5 Jan, Mon 12 Jan and Mon 19 Jan"."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def was_due_on(given_on: date, timing: Timing | None) -> date | None:
    """The date that a late dose was late for."""
    return given_on - timedelta(days=timing.days) if timing is not None and timing.kind == "late" else None


def stands_for_text(overview: Overview, injection_id: str, was_due: date | None = None) -> str:
    """ "it stands for Mon 19 Jan; next Mon 26 Jan"; nothing where the plan in force has no date for it.

    A late dose so near a later date that it closes that one too stands for all from the one that it was due on.
    """
    course = overview.course
    on = course.stood_for.get(injection_id) if course is not None else None
    if on is None:
        return ""
    following = f"next {next_text(overview)}" if overview.status.window is not None else "no further date"
    if was_due is not None and was_due < on:
        return f"it stands for all dates from {day(overview, was_due)} to {day(overview, on)}; {following}"
    return f"it stands for {day(overview, on)}; {following}"


def is_of_another_day(overview: Overview, injection_id: str, given_on: date, timing: Timing | None) -> bool:
    """Whether a counted dose was early, or off its day of the week, so that the date it closes is worth naming."""
    course = overview.course
    if course is None or timing is None or injection_id not in course.stood_for:
        return False
    every = course.plan.phases[course.met_in[injection_id]].every
    off_its_day = isinstance(every, Weekdays) and course.stood_for[injection_id] != given_on
    return timing.kind == "early" or off_its_day


def short_gap_after(overview: Overview, given_on: date) -> int:
    """The days from a dose to the next date, where that is sooner than the plan's dates ever follow each other."""
    course, window = overview.course, overview.status.window
    if course is None or window is None:
        return 0
    gap = (window.opens - given_on).days
    return gap if 0 < gap < shortest_gap(course.phase.every) else 0


def dose_notes(overview: Overview, injection: Injection, timing: Timing | None) -> list[str]:
    """What is worth saying of a counted dose beside how it met its date, each in a sentence."""
    said = []
    if is_of_another_day(overview, injection.id, injection.given_on, timing):
        was_due = was_due_on(injection.given_on, timing)
        said.append(f"{capital(stands_for_text(overview, injection.id, was_due))}.")
    if overview.course is not None and (gap := short_gap_after(overview, injection.given_on)):
        apart = days(shortest_gap(overview.course.phase.every))
        said.append(f"The next date is only {days(gap)} later; the plan's dates are at least {apart} apart.")
    return said


def unmet_text(overview: Overview, unmet: Unmet) -> str:
    """Why an order does nothing, in a sentence."""
    from b12track.domain.rules.giver import is_patient  # few orders do nothing

    order = unmet.order
    is_named = order.decided_by and not is_patient(order.decided_by)
    whose = f"{order.decided_by}'s" if is_named else "The"
    of = f" of {day(overview, order.of)}" if order.of is not None else ""
    to = f" to {day(overview, order.due)}" if order.due is not None else ""
    what = f"{whose} {order.kind}{of}{to}"
    if unmet.why == "ahead":
        return f"{what} does nothing yet: the date before it, {day(overview, unmet.on)}, is still open."
    if unmet.why == "given":
        return f"{what} does nothing: an injection of {day(overview, unmet.on)} was recorded."
    if unmet.why == "skipped":
        return f"{what} no longer does anything: that date was skipped already."
    return f"{what} no longer does anything: an injection of that date was recorded."
