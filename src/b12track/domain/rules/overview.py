"""One person as of one moment: what every answer, flag and screen starts from.

What always holds: only records up to today are in it, by their dates alone; the schedule is derived anew. The daily
logs are not looked at here, so that the shortest answers stay fast.
"""

from datetime import date, datetime
from typing import NamedTuple

from b12track.domain.record.records import Injection, Plan, Record, SymptomLog, Visit
from b12track.domain.rules.course import Course, Timing
from b12track.domain.rules.doubt import Doubt
from b12track.domain.rules.schedule import Status, course_of, status_of, timing_of

INJECTION_VISIT = "injection"


class Overview(NamedTuple):
    """The state of a person's treatment as of now."""

    record: Record
    now: datetime
    course: Course | None
    status: Status
    last: Injection | None
    last_timing: Timing | None
    visit: Visit | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def today(self) -> date:
        """The date that it is for this person."""
        return self.now.date()

    @property
    def plan(self) -> Plan | None:
        """The plan in force."""
        return self.course.plan if self.course is not None else None

    @property
    def days_since_last(self) -> int | None:
        """Days since the last injection, extra ones included."""
        return max(0, (self.today - self.last.given_on).days) if self.last is not None else None

    @property
    def day_of_cycle(self) -> tuple[int, int] | None:
        """How many days it is since the last dose that counts, and from that until the next is due."""
        last, window = (self.course.last_given_on, self.course.window) if self.course else (None, None)
        if last is None or window is None or window.opens <= last:
            return None
        return max(0, (self.today - last).days), (window.opens - last).days


def overview_of(record: Record, now: datetime, doubts: tuple[Doubt, ...] = ()) -> Overview:
    """Everything that the record says as of now, and what is not certain about it."""
    today = now.date()
    course = course_of(record, today, now)
    last = last_injection(record, today, now)
    timing = None
    if last is not None:
        timing = course.timings.get(last.id) if course is not None else None
        timing = timing or timing_of(record, last)
    status, visit = status_of(course, today, record.plans), next_visit(record, today)
    return Overview(record, now, course, status, last, timing, visit, doubts)


def last_injection(record: Record, today: date, now: datetime | None = None) -> Injection | None:
    """The latest injection up to today, extra ones included; of two at one moment, the later in the list.

    One that was given by `now` in a zone ahead is in at once, though its date has not come at home.
    """
    given = [i for i in record.injections if i.given_on <= today or (now is not None and i.given_at <= now)]
    return max(reversed(given), key=lambda injection: injection.given_at, default=None)


def next_visit(record: Record, today: date, purpose: str | None = None) -> Visit | None:
    """The first visit from today on; of one purpose, if that is asked."""
    coming = [v for v in record.visits if v.on >= today and purpose in (None, v.purpose.casefold())]
    return min(coming, key=lambda visit: visit.at, default=None)


def latest_log(record: Record, today: date) -> SymptomLog | None:
    """The log of the latest day up to today that has scores; one that is a note alone says nothing of how it is."""
    logs = [log for log in record.symptoms if log.date <= today and log.scores]
    return max(logs, key=lambda log: log.date, default=None)
