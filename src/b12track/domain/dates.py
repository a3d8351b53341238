"""Dates and times: how people type them, and how people see them."""

from datetime import date, datetime
from typing import NamedTuple

from b12track.domain.faults import Refused


class When(NamedTuple):
    """A moment as it was typed: its instant with a fixed offset, whether a time was given, and its local day."""

    instant: datetime
    time_known: bool
    day: date


def read_date(text: str, today: date, *, forward: bool = False, field: str = "date") -> date:
    """A day as people write it; refused where it can be read in two ways."""
    raise Refused(f"{field}: {text} is not read yet")


def read_when(text: str, now: datetime, *, forward: bool = False, field: str = "time") -> When:
    """A day with or without a time; `now` is aware, in the person's zone."""
    raise Refused(f"{field}: {text} is not read yet")


def read_zone(text: str) -> str:
    """The name of a time zone in its right spelling."""
    raise Refused(f"time zone: {text} is not read yet")


def show_date(day: date, today: date | None = None, weekday: bool = True) -> str:
    """A date for people: "Thu 26 Nov 2026"; the year is left out where it is today's."""
    raise Refused(f"date: {day} is not shown yet")


def show_day_range(low: date, high: date, today: date | None = None, weekday: bool = True) -> str:
    """Two dates for people: "Mon 16 Mar - Thu 16 Apr"; without weekdays "5-18 Jan"; one day where both are the same."""
    raise Refused(f"date: {low} is not shown yet")


def show_time(instant: datetime) -> str:
    """The time of day in the instant's own offset: "09:05"."""
    raise Refused(f"time: {instant} is not shown yet")


def show_when(instant: datetime, today: date | None = None, *, time_known: bool = True) -> str:
    """Day and time for people: "Tue 17 Nov 10:20"; the day alone where the time is not known."""
    raise Refused(f"time: {instant} is not shown yet")
