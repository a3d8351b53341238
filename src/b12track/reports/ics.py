"""The calendar: the next dose, the later ones as planned, and every visit, with alarms.

What always holds: a dose is a day and floats with whoever looks; a visit is a moment. A dose keeps its UID when its
date moves and its SEQUENCE rises, so a calendar moves the entry instead of adding one. Two people never share a UID.
Given the file that was written before, an entry that says the same keeps every byte, so a program that watches the
file sees a change only when there is one.

Decided: a UID is made of the person's name, the plan's id and the number of the dose under that plan. The id alone
would not do, because two people of one household may both have a plan "p1"; the date would not, because it moves.
A person who is given another name begins new entries.
Decided: SEQUENCE comes from the revision of the data file, which rises with every save, an undo too, so it needs no
memory; with days added that are past, because the later doses of an overdue one move from day to day though nothing
is saved. Where an earlier file is at hand, an unchanged entry keeps its number there and a changed one is at least one
higher, which also holds when the records came to another machine, where revisions begin again.
Decided: an entry of the earlier file that is no longer planned and still to come stays in as cancelled until its day.
Left out, it would stay for ever in a calendar that takes in the file rather than watching it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from b12track.domain.record.records import Person, Plan, Visit
from b12track.domain.rules.course import Course
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import Upcoming, upcoming
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.typed.terms import ROUTES
from b12track.domain.typed.zones import zone_named
from b12track.domain.wording.intervals import show_every
from b12track.reports.ics_lines import PRODUCT, Kept, entries_in, folded, product_of, property_of, text
from b12track.reports.ics_zones import definition, in_utc, is_on_clock

_LATER_DOSES = 12
_STEPS_A_REVISION = 1000
_OWNER = "X-B12TRACK-PERSON"
# Nine in the morning of the day before, and of the day; a day and two hours before a visit.
_DOSE_ALARMS = ("-PT15H", "PT9H")
_VISIT_ALARMS = ("-P1D", "-PT2H")
_WORDING = "b12track counts days against the schedule that your prescriber gave you."


class _Entry(NamedTuple):
    """Something in the calendar, and how many days have moved it since its plan's date passed."""

    uid: str
    lines: tuple[str, ...]
    days_moved: int = 0


def calendar(overview: Overview, revision: int, previous: bytes = b"") -> bytes:
    """The calendar file of a person; `previous` is the one that was written before."""
    person = overview.record.person
    before = entries_in(previous) if is_of(previous, person) else {}
    visits = list(overview.record.visits)
    zone = zone_named(person.timezone)
    years = {visit.at.year for visit in visits if is_on_clock(visit.at, zone)}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{text(f'B12 {person.name}')}",
        f"{_OWNER}:{_digest(person, 'person')}",
    ]
    if zone is not None and years:
        lines += definition(zone, years)
    entries = [*_doses(overview), *(_visit(person, visit) for visit in visits)]
    for kept in _numbered(entries, before, overview.now, revision):
        lines += ["BEGIN:VEVENT", f"UID:{kept.uid}", f"DTSTAMP:{kept.stamp}", f"SEQUENCE:{kept.sequence}"]
        lines += [*kept.lines, "END:VEVENT"]
    return folded([*lines, "END:VCALENDAR"])


def is_of(data: bytes, person: Person) -> bool:
    """Whether a file is a calendar of this person that b12track wrote."""
    return product_of(data) == PRODUCT and property_of(data, _OWNER) == _digest(person, "person")


def _numbered(entries: list[_Entry], before: dict[str, Kept], now: datetime, revision: int) -> Iterator[Kept]:
    """The entries with when and how often they were changed; then those that are cancelled."""
    stamp = in_utc(now)
    for entry in entries:
        sequence = revision * _STEPS_A_REVISION + min(entry.days_moved, _STEPS_A_REVISION - 1)
        yield _follow(before.get(entry.uid), Kept(entry.uid, stamp, sequence, entry.lines))
    planned = {entry.uid for entry in entries}
    today = f"{now.date():%Y%m%d}"
    for kept in before.values():
        if kept.uid not in planned and kept.value("DTSTART")[:8] > today:
            sequence = revision * _STEPS_A_REVISION
            yield _follow(kept, Kept(kept.uid, stamp, sequence, _cancelled(kept.lines)))


def _follow(before: Kept | None, entry: Kept) -> Kept:
    """An entry as it follows the one before: the very same, or with a higher number."""
    if before is None:
        return entry
    if before.lines == entry.lines:
        return before
    return entry._replace(sequence=max(entry.sequence, before.sequence + 1))


def _cancelled(lines: tuple[str, ...]) -> tuple[str, ...]:
    """An entry that is off: no alarm sounds for it."""
    alarm = lines.index("BEGIN:VALARM") if "BEGIN:VALARM" in lines else len(lines)
    return tuple("STATUS:CANCELLED" if line.startswith("STATUS:") else line for line in lines[:alarm])


def _doses(overview: Overview) -> Iterator[_Entry]:
    """The next dose and the later ones."""
    course = overview.course
    if course is None:
        return
    days_past = max(0, (overview.today - course.window.opens).days) if course.window is not None else 0
    for number, dose in enumerate(upcoming(course, overview.today, 1 + _LATER_DOSES)):
        is_later = number > 0
        yield _dose(overview.record.person, course, dose, is_later, days_past if is_later else 0)


def _dose(person: Person, course: Course, dose: Upcoming, is_later: bool, days_moved: int) -> _Entry:
    plan, day = course.plan, dose.window.opens
    marks = ["planned"] if is_later else []
    if dose.unconfirmed:
        name = plan.phases[dose.phase].name.strip()
        marks.append(f"if the move{f' to {name}' if name else ''} is confirmed")
    title = f"{person.name}: B12 injection" + (f" ({', '.join(marks)})" if marks else "")
    return _Entry(
        f"{_digest(person, 'dose', plan.id)}-{dose.ordinal}@b12track",
        (
            f"DTSTART;VALUE=DATE:{_day(day)}",
            f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}",
            f"SUMMARY:{text(title)}",
            f"DESCRIPTION:{text(_about(plan, dose))}",
            f"STATUS:{'TENTATIVE' if marks else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",
            *_alarms(title, _DOSE_ALARMS),
        ),
        days_moved,
    )


def _about(plan: Plan, dose: Upcoming) -> str:
    """What the entry of a dose says; nothing in it depends on the day on which it is read."""
    phase = plan.phases[dose.phase]
    by = f" by {plan.prescribed_by}" if plan.prescribed_by else ""
    opens, closes = dose.window
    wanted = f"Wanted {show_day_range(opens, closes)}" if opens != closes else f"Wanted on {show_date(opens)}"
    return "\n".join(
        (
            f"{plan.drug} {show_dose(plan.dose_mcg)}, {ROUTES[plan.route]}.",
            f"{wanted}: dose {dose.ordinal} under the plan set{by} on {show_date(plan.set_on, weekday=False)}, "
            f"{f'{phase.name}, ' if phase.name else ''}{show_every(phase.every)}.",
            _WORDING,
        )
    )


def _visit(person: Person, visit: Visit) -> _Entry:
    zone = zone_named(person.timezone)
    on_clock = is_on_clock(visit.at, zone)
    start = f";TZID={zone}:{visit.at:%Y%m%dT%H%M%S}" if on_clock else f":{in_utc(visit.at)}"
    title = f"{person.name}: {visit.purpose}"
    about = "\n".join(filter(None, (f"With {visit.who}" if visit.who else "", visit.note)))
    return _Entry(
        f"{_digest(person, 'visit', visit.id)}@b12track",
        (
            f"DTSTART{start}",
            f"SUMMARY:{text(title)}",
            *((f"LOCATION:{text(visit.where)}",) if visit.where else ()),
            *((f"DESCRIPTION:{text(about)}",) if about else ()),
            "STATUS:CONFIRMED",
            *_alarms(title, _VISIT_ALARMS),
        ),
    )


def _alarms(title: str, triggers: tuple[str, ...]) -> Iterator[str]:
    for trigger in triggers:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
        yield from (f"DESCRIPTION:{text(title)}", "END:VALARM")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _digest(person: Person, *parts: str) -> str:
    """What tells this thing of this person from every other, and says nothing about it."""
    name = normalize("NFC", person.name).casefold()
    return sha256("\0".join((name, *parts)).encode()).hexdigest()[:24]
