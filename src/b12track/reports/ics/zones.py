"""The clock of a time zone as a calendar file spells it out, for the years in which something happens.

What always holds: a moment that the zone's clock shows twice, or that was written down with an offset which is not the
zone's, is written in UTC, so that it can never be read as another moment.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

_NOTHING, _SECOND, _DAY, _WEEK = timedelta(), timedelta(seconds=1), timedelta(days=1), timedelta(weeks=1)
_LAST_YEAR = 9999


class _Clock(NamedTuple):
    """What a zone's clock shows against UTC, and what that is called."""

    offset: timedelta
    is_summer: bool
    name: str


def is_on_clock(at: datetime, zone: tzinfo | None) -> bool:
    """Whether the zone's clock shows this moment, with this offset, and only once."""
    if zone is None:
        return False
    try:
        local = at.astimezone(zone)
    except OverflowError:
        return False
    is_twice = local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset()
    return local.utcoffset() == at.utcoffset() and not is_twice


def in_utc(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S}Z"


def definition(zone: ZoneInfo, years: Iterable[int]) -> Iterator[str]:
    """The lines that say what the zone's clock shows in these years."""
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone}")
    last = None
    for year in sorted(set(years)):
        start = datetime(year, 1, 1, tzinfo=UTC)
        if last != year - 1:
            start -= _DAY  # the year begins earlier in the east
            clock = _clock(zone, start)
            yield from _observance(start, clock.offset, clock)
        end = datetime(year, 12, 31, tzinfo=UTC) + (_DAY if year < _LAST_YEAR else _NOTHING)
        for at, before in _changes(zone, start, end):
            yield from _observance(at + before, before, _clock(zone, at))
        last = year
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """The moments at which the clock is set, each with the offset until then; all of them in UTC."""
    at = start
    while at < end:
        then = at + min(_WEEK, end - at)
        was = _clock(zone, at)
        if _clock(zone, then) != was:
            low, high = at, then
            while high - low > _SECOND:
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _clock(zone, middle) == was else (low, middle)
            yield high, was.offset
        at = then


def _clock(zone: ZoneInfo, at: datetime) -> _Clock:
    local = at.astimezone(zone)
    return _Clock(local.utcoffset() or _NOTHING, bool(local.dst()), local.tzname() or "")


def _observance(shown: datetime, before: timedelta, clock: _Clock) -> Iterator[str]:
    """What the clock shows from a moment on; `shown` is what it would have shown without being set."""
    kind = "DAYLIGHT" if clock.is_summer else "STANDARD"
    yield from (
        f"BEGIN:{kind}",
        f"DTSTART:{shown:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(before)}",
        f"TZOFFSETTO:{_signed(clock.offset)}",
        f"TZNAME:{clock.name}",
        f"END:{kind}",
    )


def _signed(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours:02}{minutes:02}{seconds:02}" if seconds else f"{sign}{hours:02}{minutes:02}"
