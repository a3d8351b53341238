"""What the parts of FHIR resources say: moments, amounts, concepts, references.

What always holds: a part is read for what it says, or `Left` says why what it stands in is not taken. Nothing is put in
the place of what is missing.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.typed.dates import FIRST_YEAR, read_when, show_date
from b12track.domain.wording.text import quote
from b12track.reports.fhir.parts import OURS, RECORD

Resource = Mapping[str, Any]

_DAY = r"\d{4}-\d{2}-\d{2}"
_MOMENT = re.compile(rf"{_DAY}T\d{{2}}:\d{{2}}(:\d{{2}}(\.\d+)?)?(Z|[+-]\d{{2}}:\d{{2}})", re.ASCII)


class Left(Exception):
    """Why a resource is not taken, and what else can be done about it."""

    def __init__(self, why: str, *hints: Deed) -> None:
        """Say why, and what would be right."""
        super().__init__(why)
        self.hints = hints


class Moment(NamedTuple):
    """A day, and the instant where a time was said."""

    day: date
    instant: datetime | None = None


def listed(value: Any) -> list[Any]:
    """What stands in a list; nothing where there is none."""
    return value if isinstance(value, list) else []


def part(value: Any, *keys: str) -> Resource:
    """An inner object, or one that says nothing; of a list the first."""
    inner = _one(value)
    for key in keys:
        inner = _one(inner.get(key))
    return inner


def _one(value: Any) -> Resource:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, Mapping) else {}


def text(value: Any) -> str:
    """A text, or none."""
    return value.strip() if isinstance(value, str) else ""


def words_of(concept: Any) -> str:
    """A concept in words: its own, or those of its first code that has any."""
    concept = concept if isinstance(concept, Mapping) else {}
    codings = (text(part(coding).get("display")) for coding in listed(concept.get("coding")))
    return text(concept.get("text")) or next(filter(None, codings), "")


def coded(concept: Any) -> list[tuple[str, str]]:
    """Every code of a concept with its system."""
    codings = (each for each in listed(part(concept).get("coding")) if isinstance(each, Mapping))
    return [(text(each.get("system")), text(each.get("code"))) for each in codings]


def codes_of(concept: Any, system: str) -> list[str]:
    """A concept's codes of one system."""
    return [code for its_system, code in coded(concept) if its_system == system]


def own_id(resource: Resource) -> list[str]:
    """Which record of ours it was, part by part: its kind first; nothing for a resource of somebody else's."""
    from urllib.parse import unquote

    for identifier in listed(resource.get("identifier")):
        if isinstance(identifier, Mapping) and identifier.get("system") == RECORD:
            return [unquote(each) for each in text(identifier.get("value")).split("/")]
    return []


def moment(said: Any, now: datetime, what: str) -> Moment:
    """A moment that has come; one in universal time is told on the clock of the person's zone."""
    typed = text(said)
    if not typed:
        raise Left(f"does not say {what}")
    try:
        if re.fullmatch(_DAY, typed, re.ASCII):
            found = Moment(date.fromisoformat(typed))
        elif _MOMENT.fullmatch(typed):
            instant = datetime.fromisoformat(typed)
            instant = instant.astimezone(now.tzinfo) if typed.endswith("Z") else instant
            found = Moment(instant.date(), datetime.fromisoformat(instant.isoformat()))
        else:
            raise Left(f"says {what} only as {quote(typed)}")
    except (ValueError, OverflowError):
        raise Left(f"{quote(typed)} is not a moment of the calendar") from None
    if found.day.year < FIRST_YEAR:
        raise Left(f"{quote(typed)} is before the year {FIRST_YEAR}")
    if found.day > now.date() or (found.instant is not None and found.instant > now):
        raise Left(f"is of {show_date(found.day)}, which is in the future")
    return found


def noon(day: date, now: datetime) -> str:
    """A day without a time, as it is kept."""
    return read_when(day.isoformat(), now).instant.isoformat()


def number(quantity: Resource) -> float:
    """The number of a quantity."""
    value = quantity.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Left("has no number")
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def unit_of(quantity: Resource) -> str:
    """The unit of a quantity as it is written."""
    return text(quantity.get("unit")) or text(quantity.get("code"))


def notes_of(resource: Resource) -> tuple[str, Mapping[str, str]]:
    """What somebody noted, and what our own export wrote beside it, by the words before the colon."""
    theirs, ours = [], {}
    for note in listed(resource.get("note")):
        said = text(part(note).get("text"))
        if part(note).get("authorString") == OURS:
            name, _, value = said.partition(": ")
            ours[name] = value or name
        elif said:
            theirs.append(said)
    return "\n".join(theirs), ours


def readable(read: Any, *args: Any, **said: Any) -> Any:
    """What a reader makes of a text; what it refuses is why the resource is not taken."""
    try:
        return read(*args, **said)
    except Refused as refused:
        raise Left(str(refused)) from None
