"""What the resources of a FHIR bundle are made of: references, moments, notes, and the words a person reads.

What always holds: text that somebody brought in stands in a narrative as text, never as its markup.
"""

import re
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID, uuid5

from b12track.domain.record.records import Person
from b12track.domain.wording.text import printable
from b12track.reports.fhir import codes

Resource = dict[str, Any]

_NAMES = UUID("6f1c5e0a-7d1b-5c9e-9d0b-b12b12b12b12")
_WIDEST_OFFSET = timedelta(hours=14)
# By this a bundle of ours is known again, and which record each resource was.
RECORD = "urn:b12track:record"
OURS = "b12track"


def mcg(amount: float) -> Resource:
    """An amount in micrograms."""
    return codes.quantity(amount, "mcg", "ug")


def category(code: str, words: str) -> Resource:
    """What sort of observation it is."""
    system = "http://terminology.hl7.org/CodeSystem/observation-category"
    return codes.concept(words, codes.coding(system, code, words))


class Subject(NamedTuple):
    """Whom a bundle is about, and the id of their file, which no other name and no merge changes."""

    person: Person
    file: str


def patient(subject: Subject) -> Resource:
    """The patient, as others refer to them."""
    return {"reference": f"urn:uuid:{identity(subject, 'person', '')}", "display": subject.person.name}


def named(name: str) -> Resource | None:
    """Somebody of whom only the name is known."""
    return {"display": name} if name.strip() else None


def worded(text: str) -> Resource | None:
    """A concept in words alone, if there are any."""
    return codes.concept(text) if text.strip() else None


def reasons(person: Person) -> list[Resource] | None:
    """Why it is given, as it was entered; codes that somebody stated are words here."""
    words = [text for text in (person.indication, person.cause, *person.codes) if text.strip()]
    return [codes.concept(text) for text in words] or None


def notes(note: str, *beside: str) -> list[Resource] | None:
    """What somebody noted, and what else there is to say, marked as ours so that it is told from their words."""
    said: list[Resource] = [{"text": note}] if note.strip() else []
    return said + [{"authorString": OURS, "text": text} for text in beside if text.strip()] or None


def identity(subject: Subject, kind: str, id: str) -> str:
    """The address of a record of this person, the same in every export.

    Decided: it rests on the file's own id and the record's. A name is no part of it: whoever is renamed would be a
    second patient to the server that has the first. The record's id alone does not do, as two people may have an "i1".
    """
    return str(uuid5(_NAMES, "\0".join((subject.file, kind, id))))


def identifiers(kind: str, *parts: str) -> list[Resource]:
    """Which record of ours a resource is, in words that it can be read back from."""
    return [{"system": RECORD, "value": "/".join(quote(part, safe=" ") for part in (kind, *parts))}]


def narrative(*lines: str) -> Resource:
    """What a person reads of a resource, a paragraph a line."""
    paragraphs = "".join(f"<p>{escape(printable(line))}</p>" for line in lines if line.strip())
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'}


def instant(at: datetime) -> str:
    """A moment with its offset; in UTC where FHIR has no such offset."""
    offset = at.utcoffset() or timedelta()
    is_known = abs(offset) <= _WIDEST_OFFSET and offset % timedelta(minutes=1) == timedelta()
    whole = at if is_known else at.astimezone(UTC)
    return whole.isoformat(timespec="microseconds" if whole.microsecond else "seconds")


def token(name: str) -> str:
    """A symptom's name as a code: no blanks but single ones inside."""
    return " ".join(name.split())


def plain(text: str) -> str:
    """The text without the line breaks that FHIR does not know."""
    return re.sub("[\u2028\u2029]", "\n", text)


def without_nothing(value: Any) -> Any:
    """The resource without what is not known: FHIR has no empty values."""
    if isinstance(value, dict):
        kept = {key: without_nothing(each) for key, each in value.items() if each is not None}
        return {key: each for key, each in kept.items() if each not in ({}, [])}
    if isinstance(value, list):
        return [without_nothing(each) for each in value]
    return plain(value) if isinstance(value, str) else value
