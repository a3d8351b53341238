"""Which days a page is about, and the doses of those days.

Decided: without `--since` a page covers the last twelve months, or all of the record where it is shorter: people on
maintenance are reviewed once a year, and older doses would bury the recent ones. What lies before is named in the
header, never dropped in silence. Rejected: since the plan in force began, which after a change of plan would be days,
and after ten quiet years ten years. The verdicts on symptoms rest on the whole record whatever the days: the start
that they compare with is the person's own and does not move with a page's first day.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.intervals import shift
from b12track.domain.record.records import Injection, Record, SymptomKind, Visit
from b12track.domain.rules.course import Timing
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.rules.overview import INJECTION_VISIT, Overview
from b12track.domain.rules.schedule import timings_of
from b12track.domain.typed.dates import show_date

Since = date | Literal["last-visit", "all"] | None


class Scope(NamedTuple):
    """The days from `first` to today, their doses in order, and since when there are records at all.

    `visit` is the one since which the page was asked for.
    """

    overview: Overview
    first: date
    earliest: date | None
    doses: tuple[Injection, ...]
    timings: dict[str, Timing]
    visit: Visit | None = None

    @property
    def record(self) -> Record:
        """Everything that is known of the person."""
        return self.overview.record

    @property
    def today(self) -> date:
        """The last day of the page."""
        return self.overview.today

    def holds(self, day: date) -> bool:
        """Whether a day is on the page."""
        return self.first <= day <= self.today

    def on(self, day: date) -> str:
        """A date on the page: the year is left out where it is that of the print."""
        return show_date(day, self.today, weekday=False)


def up_to(record: Record, last: date) -> Record:
    """What was so by the end of a day: later records are not there, and what ended or was answered later was open.

    Visits stay: nobody knows when they were agreed.
    """
    plans = tuple(
        plan._replace(ended_on=None, end_reason="") if _is_after(plan.ended_on, last) else plan
        for plan in record.plans
        if plan.set_on <= last
    )
    return record._replace(
        plans=plans,
        injections=tuple(given for given in record.injections if given.given_on <= last),
        symptoms=tuple(log for log in record.symptoms if log.date <= last),
        labs=tuple(lab for lab in record.labs if lab.date <= last),
        adjustments=tuple(order for order in record.adjustments if order.recorded_on <= last),
        transitions=tuple(move for move in record.transitions if move.on <= last),
        treatments=tuple(
            taken._replace(last_on=None) if _is_after(taken.last_on, last) else taken
            for taken in record.treatments
            if taken.first_on <= last
        ),
        questions=tuple(
            asked._replace(answered_on=None, answer="") if _is_after(asked.answered_on, last) else asked
            for asked in record.questions
            if asked.asked_on <= last
        ),
        notes=tuple(note for note in record.notes if note.date <= last),
    )


def _is_after(day: date | None, last: date) -> bool:
    return day is not None and day > last


def scope_of(overview: Overview, since: Since) -> Scope:
    """The days that were asked for."""
    record, today = overview.record, overview.today
    earliest = _earliest(record, today)
    visit = None
    if since == "all":
        start = date.min
    elif since == "last-visit":
        # The last visit that was no injection and no blood test; where there were only those, the last of them.
        past = sorted((visit for visit in record.visits if visit.on < today), key=lambda visit: visit.at)
        if not past:
            raise Refused("since", "no visit before today is recorded", "write a date", Deed("all times"))
        talks = [
            visit
            for visit in past
            if visit.purpose.casefold() != INJECTION_VISIT and "blood" not in visit.purpose.casefold()
        ]
        visit = (talks or past)[-1]
        start = visit.on
    elif isinstance(since, date):
        start = refuse_to_come("since", since, today)
    else:
        start = shift(today, "months", -12) + timedelta(days=1)
    first = max(start, earliest or today)
    doses = sorted(
        (i for i in record.injections if first <= i.given_on <= today), key=lambda i: (i.given_on, i.given_at)
    )
    return Scope(overview, first, earliest, tuple(doses), timings_of(record), visit)


def _earliest(record: Record, today: date) -> date | None:
    """The first day of which anything is recorded; a page begins no earlier.

    Labs and notes may lie years before the first dose: they count only where there is nothing else.
    """
    days = [i.given_on for i in record.injections]
    days += [log.date for log in record.symptoms]
    days += [plan.set_on for plan in record.plans]
    found = [day for day in days if day <= today]
    if not found:
        others = [lab.date for lab in record.labs] + [note.date for note in record.notes]
        found = [day for day in others if day <= today]
    return min(found, default=None)


def is_watched(scope: Scope, kind: SymptomKind) -> bool:
    """Whether the plan says to watch a symptom, by its name or by its label."""
    plan = scope.overview.plan
    watched = [word.casefold() for word in plan.watch] if plan is not None else []
    return kind.name.casefold() in watched or kind.label.casefold() in watched
