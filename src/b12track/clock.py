"""The only reader of the time.

Everything else is handed a moment. `--now` and `B12TRACK_NOW` replace the clock: an instant is that instant, a bare
date means the end of that day for the person.
"""

import re
from datetime import date, datetime, time, tzinfo

from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import FIRST_YEAR, LAST_YEAR
from b12track.domain.typed.zones import zone_named

_FORM = "an instant such as 2026-01-20T09:30+00:00, or a date such as 2026-01-20"
_DAY = r"\d{4}-\d{2}-\d{2}"


def machine_now() -> datetime:
    """This moment, in the machine's own zone."""
    return datetime.now().astimezone()


def now_for(zone_name: str | None, asked: str | None) -> datetime:
    """What to take as now for a person in this zone."""
    zone = zone_named(zone_name)
    if not asked:
        return machine_now().astimezone(zone)
    moment = read_moment(asked)
    if isinstance(moment, datetime):
        local = moment if moment.tzinfo is not None else _in_zone(moment, zone)
        return local.astimezone(zone)
    return _in_zone(datetime.combine(moment, time(23, 59, 59)), zone)


def read_moment(asked: str) -> date | datetime:
    """What was typed for `--now`; years that lie within the calendar of the records."""
    try:
        moment = (
            date.fromisoformat(asked)
            if re.fullmatch(_DAY, asked, re.ASCII)
            else datetime.fromisoformat(asked)
        )
    except ValueError:
        raise Refused("now", f"{asked!r} is not {_FORM}") from None
    if not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise Refused("now", f"the year {moment.year} is not between {FIRST_YEAR} and {LAST_YEAR - 1}")
    return moment


def _in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.replace(tzinfo=zone) if zone is not None else moment.astimezone()
