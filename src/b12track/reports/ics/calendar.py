"""The calendar: the next dose, the later ones as planned, and every visit, with alarms; of one person or of everybody.

What always holds: a dose is a day and floats with whoever looks; a visit is a moment. A dose keeps its UID when its
date moves and its SEQUENCE rises, so a calendar moves the entry instead of adding one. Two people never share a UID.
Given the file that was written before, an entry that says the same keeps every byte, so a program that watches the
file sees a change only when there is one.

Decided: a UID is made of the person's name, the plan's id and the number of the dose under that plan. The id alone
would not do, because two people of one household may both have a plan "p1"; the date would not, because it moves.
A person who is given another name begins new entries.
Decided: SEQUENCE comes from the revision of the data file, which rises with every save, an undo too, so it needs no
memory; with days added that are past, because a dose whose date has passed, and the later ones, move from day to day
though nothing is saved. Where an earlier file is at hand, an unchanged entry keeps its number there and a changed one
is at least one higher, which also holds when the records came to another machine, where revisions begin again.
Decided: a dose that is overdue or late stands on today until it is given, because nobody looks at last month's page; a
window stands on its first day and says its last one, where a second alarm sounds.
Decided: a dose and a visit of one day are one entry, at the time of the visit and under the name of the dose: it is
the dose that moves. The visit's own entry is cancelled where it was there before.
Decided: an entry of the earlier file that is no longer planned and still to come stays in as cancelled until its day,
and one that stood on today as overdue for a month. Left out, it would stay for ever in a calendar that takes in the
file rather than watching it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from b12track.domain.record.records import Person, Plan, Visit
from b12track.domain.rules.course import Course, dose_of
from b12track.domain.rules.overview import INJECTION_VISIT, Overview
from b12track.domain.rules.schedule import Upcoming, upcoming
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.typed.terms import ROUTES
from b12track.domain.typed.zones import zone_named
from b12track.domain.wording.intervals import show_every
from b12track.reports.ics.lines import PRODUCT, Kept, entries_in, folded, product_of, property_of, text
from b12track.reports.ics.zones import definition, in_utc, is_on_clock
from b12track.reports.marks import EVERYBODY, digest

_LATER_DOSES = 12
_STEPS_A_REVISION = 1000
_OWNER = "X-B12TRACK-PERSON"
_PASSED = "X-B12TRACK-PASSED"
_CLAIM = r"(?<=: B12 injection) (?:LATE|OVERDUE) since [^,]*\\, (?:none recorded|not certain)"
_MONTH = timedelta(days=31)
# Nine in the morning of the day before, and of the day; a day and two hours before a visit.
_EVE, _MORNING = "-PT15H", "PT9H"
_VISIT_ALARMS = ("-P1D", "-PT2H")
_WORDING = "b12track counts days against the schedule that your prescriber gave you."


class Part(NamedTuple):
    """One person's part of a calendar: their state, and the revision of their file."""

    overview: Overview
    revision: int


class _Entry(NamedTuple):
    """Something in the calendar, and how many days have moved it since its plan's date passed."""

    uid: str
    lines: tuple[str, ...]
    days_moved: int = 0


def calendar(overview: Overview, revision: int, previous: bytes = b"") -> bytes:
    """The calendar file of a person; `previous` is the one that was written before."""
    person = overview.record.person
    before = entries_in(previous) if is_of(previous, person) else {}
    lines = _opening(f"B12 {person.name}", digest(person, "person"), [overview])
    lines += _events(Part(overview, revision), before)
    return folded([*lines, "END:VCALENDAR"])


def calendar_of_everybody(people: Sequence[Part], previous: bytes = b"", *, is_whole: bool = True) -> bytes:
    """Everybody's calendar in one file.

    Where it is not whole, because somebody's file cannot be read, the entries of those who are not in it stay.
    """
    before = entries_in(previous) if is_of_everybody(previous) else {}
    lines = _opening("B12", EVERYBODY, [part.overview for part in people])
    for part in people:
        # The line by which an entry in everybody's calendar is known to be this person's.
        mark = f"{_OWNER}:{digest(part.overview.record.person, 'person')}"
        theirs = {uid: kept for uid, kept in before.items() if mark in kept.lines}
        lines += _events(part, theirs, (mark,))
        before = {uid: kept for uid, kept in before.items() if uid not in theirs}
    for kept in before.values():
        if not is_whole:
            lines += _event(kept)
        elif people and _is_still_seen(kept, people[0].overview.today):
            now = people[0].overview.now
            off = Kept(kept.uid, in_utc(now), kept.sequence, _cancelled(kept.lines))
            lines += _event(_follow(kept, off))
    return folded([*lines, "END:VCALENDAR"])


def is_of(data: bytes, person: Person) -> bool:
    """Whether a file is a calendar of this person that b12track wrote."""
    return owner_of(data) == digest(person, "person")


def is_of_everybody(data: bytes) -> bool:
    """Whether a file is a calendar of everybody that b12track wrote."""
    return owner_of(data) == EVERYBODY


def owner_of(data: bytes) -> str:
    """Whose calendar a file is; nothing for a file that is none of ours."""
    return property_of(data, _OWNER) if product_of(data) == PRODUCT else ""


def _opening(name: str, owner: str, overviews: Sequence[Overview]) -> list[str]:
    """The lines before the first entry: whose it is, and the clocks that its visits are on."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{text(name)}",
        f"{_OWNER}:{owner}",
    ]
    clocks: dict[ZoneInfo, set[int]] = {}
    for overview in overviews:
        zone = zone_named(overview.record.person.timezone)
        years = {visit.at.year for visit in overview.record.visits if is_on_clock(visit.at, zone)}
        if zone is not None and years:
            clocks.setdefault(zone, set()).update(years)
    for zone, years in clocks.items():
        lines += definition(zone, years)
    return lines


def _events(part: Part, before: dict[str, Kept], marks: tuple[str, ...] = ()) -> Iterator[str]:
    """The entries of one person as lines, with when and how often they were changed; then those that are cancelled."""
    today, stamp = part.overview.now.date(), in_utc(part.overview.now)
    revised = part.revision * _STEPS_A_REVISION
    planned = set()
    for entry in _entries(part.overview):
        planned.add(entry.uid)
        sequence = revised + min(entry.days_moved, _STEPS_A_REVISION - 1)
        kept = Kept(entry.uid, stamp, sequence, (*marks, *entry.lines))
        yield from _event(_follow(before.get(entry.uid), kept))
    for kept in before.values():
        if kept.uid not in planned and _is_still_seen(kept, today):
            yield from _event(_follow(kept, Kept(kept.uid, stamp, revised, _cancelled(kept.lines))))


def _event(kept: Kept) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{kept.uid}", f"DTSTAMP:{kept.stamp}", f"SEQUENCE:{kept.sequence}")
    yield from (*kept.lines, "END:VEVENT")


def _is_still_seen(kept: Kept, today: date) -> bool:
    """Whether an entry that is off would be missed: it is to come, or stood on a day as overdue not long ago."""
    starts = kept.value("DTSTART")[:8]
    return starts > _day(today) or (bool(kept.value(_PASSED)) and starts > _day(today - _MONTH))


def _follow(before: Kept | None, entry: Kept) -> Kept:
    """An entry as it follows the one before: the very same, or with a higher number."""
    if before is None:
        return entry
    if before.lines == entry.lines:
        return before
    return entry._replace(sequence=max(entry.sequence, before.sequence + 1))


def _cancelled(lines: tuple[str, ...]) -> tuple[str, ...]:
    """An entry that is off: no alarm sounds for it, and nothing in it says that a dose is overdue."""
    alarm = lines.index("BEGIN:VALARM") if "BEGIN:VALARM" in lines else len(lines)
    return tuple(
        "STATUS:CANCELLED" if line.startswith("STATUS:") else re.sub(_CLAIM, "", line)
        for line in lines[:alarm]
    )


def _entries(overview: Overview) -> Iterator[_Entry]:
    """The next dose and the later ones, each with the visit of its day; then the other visits."""
    person, visits = overview.record.person, list(overview.record.visits)
    course = overview.course
    days_past = 0
    if course is not None and course.window is not None:
        days_past = max(0, (overview.today - course.window.opens).days)
    for number, dose in enumerate(upcoming(course, overview.today, 1 + _LATER_DOSES)):
        assert course is not None, "without a course nothing is coming"
        passed = overview.status.name if number == 0 and overview.status.name in ("late", "overdue") else ""
        on = overview.today if passed else dose.window.opens
        # The visit of that day; of several the one for the injection, then the earliest.
        there = [visit for visit in visits if visit.on == on]
        visit = min(there, key=lambda each: (not _is_for_injection(each), each.at), default=None)
        if visit is not None:
            visits.remove(visit)
        moved = days_past if number or passed else 0
        yield _dose(
            person,
            course,
            dose,
            on,
            visit,
            is_later=number > 0,
            passed=passed,
            doubtful=bool(overview.doubts),
            days_moved=moved,
        )
    for visit in visits:
        title, about = f"{person.name}: {visit.purpose}", _about_visit(visit)
        yield _Entry(
            f"{digest(person, 'visit', visit.id)}@b12track",
            (
                _start(person, visit),
                f"SUMMARY:{text(title)}",
                *((f"LOCATION:{text(visit.where)}",) if visit.where else ()),
                *((f"DESCRIPTION:{text(about)}",) if about else ()),
                "STATUS:CONFIRMED",
                *_alarms(title, _VISIT_ALARMS),
            ),
        )


def _is_for_injection(visit: Visit) -> bool:
    return visit.purpose.casefold() == INJECTION_VISIT


def _dose(
    person: Person,
    course: Course,
    dose: Upcoming,
    on: date,
    visit: Visit | None,
    *,
    is_later: bool,
    passed: str,
    doubtful: bool,
    days_moved: int,
) -> _Entry:
    """A dose on a day: with the visit of that day where there is one, which gives it a time."""
    plan, (opens, closes) = course.plan, dose.window
    marks = ["planned"] if is_later else []
    if dose.unconfirmed:
        name = plan.phases[dose.phase].name.strip()
        marks.append(f"if the move{f' to {name}' if name else ''} is confirmed")
    title = f"{person.name}: B12 injection"
    if passed:
        since = show_date(closes, on, weekday=False)
        title += f" {passed.upper()} since {since}, {'not certain' if doubtful else 'none recorded'}"
    elif opens != closes:
        title += f", until {show_date(closes, opens, weekday=False)}"
    if visit is not None and not _is_for_injection(visit):
        title += f"; {visit.purpose}"
    if marks:
        title += f" ({', '.join(marks)})"
    alarms = [_MORNING] if passed else [_EVE, _MORNING]
    last_day = (closes - on).days
    if visit is None:
        starts = [f"DTSTART;VALUE=DATE:{_day(on)}"]
        starts += [f"DTEND;VALUE=DATE:{_day(on + timedelta(days=1))}"] if on < date.max else []
        alarms += [f"P{last_day}DT9H"] if last_day > 0 else []
    else:
        starts = [_start(person, visit)]
        alarms = [*_VISIT_ALARMS, *([f"P{last_day}D"] if last_day > 0 else [])]
    about = "\n".join(filter(None, (_about_visit(visit) if visit is not None else "", _about(plan, dose))))
    return _Entry(
        f"{digest(person, 'dose', plan.id)}-{dose.ordinal}@b12track",
        (
            *starts,
            *((f"{_PASSED}:{passed}",) if passed else ()),
            f"SUMMARY:{text(title)}",
            *((f"LOCATION:{text(visit.where)}",) if visit is not None and visit.where else ()),
            f"DESCRIPTION:{text(about)}",
            f"STATUS:{'TENTATIVE' if marks else 'CONFIRMED'}",
            *(("TRANSP:TRANSPARENT",) if visit is None else ()),
            *_alarms(title, alarms),
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
            f"{plan.drug} {show_dose(dose_of(plan, dose.phase))}, {ROUTES[plan.route]}.",
            f"{wanted}: dose {dose.ordinal} under the plan set{by} on {show_date(plan.set_on, weekday=False)}, "
            f"{f'{phase.name}, ' if phase.name else ''}{show_every(phase.every)}.",
            _WORDING,
        )
    )


def _start(person: Person, visit: Visit) -> str:
    """When a visit begins, on the clock of the person's zone where that says it for certain."""
    zone = zone_named(person.timezone)
    if is_on_clock(visit.at, zone):
        return f"DTSTART;TZID={zone}:{visit.at:%Y%m%dT%H%M%S}"
    return f"DTSTART:{in_utc(visit.at)}"


def _about_visit(visit: Visit) -> str:
    return "\n".join(filter(None, (f"With {visit.who}" if visit.who else "", visit.note)))


def _alarms(title: str, triggers: Sequence[str]) -> Iterator[str]:
    for trigger in triggers:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
        yield from (f"DESCRIPTION:{text(title)}", "END:VALARM")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
