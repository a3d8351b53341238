"""A month as people look at one: what was recorded on each day, and what the plan wants.

What always holds: a date of the plan stands where the rules put it as of now; a day on which nothing was logged bears
no mark. Of the logs only those of the month's years are looked at, because the first picture must not wait for fifty.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from b12track.domain.record.records import Injection, Visit
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import upcoming
from b12track.domain.wording.record_names import SINGULAR, describe, surroundings_of
from b12track.usecases.enter.daily_log import log_on
from b12track.usecases.person_file import PersonFile

# Enough for the longest month of a plan with a dose a day, and for a year of any other.
_DATES_AHEAD = 40
# What was forgotten is asked for as long as it may be remembered.
_DAYS_BACK = 7
_DAY = timedelta(days=1)


class Day(NamedTuple):
    """One day of a month and what it holds."""

    date: date
    doses: tuple[Injection, ...] = ()
    visits: tuple[Visit, ...] = ()
    is_logged: bool = False
    is_due: bool = False
    in_window: bool = False


class Month(NamedTuple):
    """A month in weeks that begin on Monday; days of its neighbours are None."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """Its days in order."""
        return tuple(day for week in self.weeks for day in week if day is not None)


def month_of(person_file: PersonFile, overview: Overview, day: date) -> Month:
    """The month that a day lies in."""
    first = day.replace(day=1)
    after = month_away(first, 1)
    length = (after - first).days or 31  # the last month of the calendar
    record = overview.record
    doses: dict[date, list[Injection]] = {}
    for injection in record.injections:
        doses.setdefault(injection.given_on, []).append(injection)
    visits: dict[date, list[Visit]] = {}
    for visit in sorted(record.visits, key=lambda visit: visit.at):
        visits.setdefault(visit.on, []).append(visit)
    logged = _logged_in(person_file, {first.year})
    due, windows = _wanted(overview)
    days = []
    for number in range(length):
        on = first.replace(day=number + 1)
        days.append(
            Day(
                on,
                tuple(doses.get(on, ())),
                tuple(visits.get(on, ())),
                on.isoformat() in logged,
                on in due,
                any(opens <= on <= closes for opens, closes in windows),
            )
        )
    cells: list[Day | None] = [*([None] * first.weekday()), *days]
    cells += [None] * (-len(cells) % 7)
    return Month(first, tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7)))


def _wanted(overview: Overview) -> tuple[set[date], list[tuple[date, date]]]:
    """The days on which a dose is due, and the windows that are longer than a day."""
    due: set[date] = set()
    windows = []
    for coming in upcoming(overview.course, overview.today, _DATES_AHEAD):
        due.add(coming.window.opens)
        if coming.window.closes > coming.window.opens:
            windows.append((coming.window.opens, coming.window.closes))
    return due, windows


def month_away(day: date, months: int) -> date:
    """The first day of the month so many months on; the calendar's own ends stay."""
    first = day.replace(day=1)
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1) if date.min.year <= years <= date.max.year else first


def told_of(person_file: PersonFile, overview: Overview, day: date) -> list[str]:
    """What is recorded of a day and what the plan wants on it, a line each."""
    record = overview.record
    around = surroundings_of(record)
    found: list[tuple[str, Any]] = []
    for kind, when in (("injections", "given_on"), ("visits", "on"), ("labs", "date"), ("notes", "date")):
        found += [(kind, value) for value in getattr(record, kind) if getattr(value, when) == day]
    if (log := log_on(person_file, day)) is not None:
        found.append(("symptoms", log))
    said = [f"{SINGULAR[kind]}: {describe(kind, value, around)}" for kind, value in found]
    due, windows = _wanted(overview)
    if day in due:
        said.append("An injection is due by the plan.")
    elif any(opens <= day <= closes for opens, closes in windows):
        said.append("An injection is due between two dates, and this day is one of those in between.")
    return said


def _logged_in(person_file: PersonFile, years: Iterable[int]) -> set[str]:
    """The days of some years that have a score."""
    snapshot = person_file.snapshot()
    logs = (raw for year in years for raw in snapshot.documents_of_year("symptoms", year))
    return {raw["date"] for raw in logs if raw.get("scores")}


def unlogged_before(person_file: PersonFile, today: date) -> list[date]:
    """The days right before today that are not logged, the earliest first; none where no day before them is."""
    days = [today - _DAY * back for back in range(1, _DAYS_BACK + 1) if today.toordinal() > back]
    logged = _logged_in(person_file, {day.year for day in days})
    missing: list[date] = []
    for day in days:
        if day.isoformat() in logged:
            return sorted(missing)
        missing.append(day)
    return []
