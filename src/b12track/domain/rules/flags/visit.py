"""Flags about appointments: visits that were, that come, and reviews that were asked for."""

from collections.abc import Iterator
from datetime import date, timedelta

from b12track.domain.record.intervals import end_of
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import INJECTION_VISIT, Overview, next_visit
from b12track.domain.typed.dates import show_when
from b12track.domain.wording.phrases import day
from b12track.domain.wording.text import capital

_AHEAD = timedelta(days=7)
_DAY = timedelta(days=1)


def visit_unrecorded(overview: Overview) -> Iterator[Flag]:
    """An injection visit is past and no injection is recorded around it, nor since."""
    given = [i.given_on for i in overview.record.injections if i.given_on <= overview.today]
    for visit in overview.record.visits:
        if visit.purpose.casefold() != INJECTION_VISIT or visit.on >= overview.today:
            continue
        if not any(on >= visit.on - _DAY for on in given):
            when = show_when(visit.at, overview.today)
            known = "whether an injection was recorded that day is not known"
            text = (
                f"Injection visit {when}: {known if overview.doubts else 'no injection recorded that day'}."
            )
            yield Flag("visit_unrecorded", "warning", text, (visit.id,))


def visit_after_window(overview: Overview) -> Iterator[Flag]:
    """The next injection visit lies behind the window."""
    window = overview.status.window
    visit = next_visit(overview.record, overview.today, INJECTION_VISIT)
    if window is not None and visit is not None and visit.on > window.closes:
        text = (
            f"The next injection visit, {day(overview, visit.on)}, is after {day(overview, window.closes)}, "
            "the last day for the next dose in the plan."
        )
        yield Flag("visit_after_window", "warning", text, (visit.id,))


def no_visit(overview: Overview) -> Iterator[Flag]:
    """The window is open, or a week off, and no visit is recorded; for people who record visits."""
    window = overview.status.window
    if window is None or not overview.record.visits:
        return
    if not window.opens - _AHEAD <= overview.today <= window.closes:
        return
    if next_visit(overview.record, overview.today, INJECTION_VISIT) is None:
        opens = f"from {day(overview, window.opens)}"
        past = [visit for visit in overview.record.visits if visit.on < overview.today]
        last = max(past, key=lambda visit: visit.at, default=None)
        known = "whether a visit is recorded is not known" if overview.doubts else "no visit is recorded"
        yield Flag(
            "no_visit",
            "info",
            f"The next dose is wanted {opens}; {known}.",
            (last.id,) if last is not None else (),
        )


def review_due(overview: Overview) -> Iterator[Flag]:
    """A review's date has come, and none of its kind is recorded since it was asked for."""
    plan = overview.plan
    if plan is None:
        return
    for review in plan.reviews:
        # Since when it is asked for, and the latest date for it that has come.
        asked_on, due_on = plan.set_on, end_of(plan.set_on, review.after)
        while (
            review.every is not None
            and asked_on < due_on
            and (following := end_of(due_on, review.every)) <= overview.today
        ):
            asked_on, due_on = due_on, following
        if due_on <= overview.today and not _is_done(overview, review.what, asked_on):
            known = "whether it was done is not known" if overview.doubts else "none is recorded"
            text = f"{capital(review.what)} was due {day(overview, due_on)}; {known}."
            yield Flag("review_due", "notice", text, (plan.id,))


def _is_done(overview: Overview, what: str, asked_on: date) -> bool:
    """A visit of that purpose, or a lab where blood or that very test was asked for."""
    wanted = what.casefold()
    for visit in overview.record.visits:
        purpose = visit.purpose.casefold()
        if asked_on < visit.on <= overview.today and (purpose in wanted or wanted in purpose):
            return True
    takes_any_lab = any(word in wanted for word in ("blood", "lab", "count"))
    return any(
        asked_on < lab.date <= overview.today and (takes_any_lab or lab.test.casefold() in wanted)
        for lab in overview.record.labs
    )
