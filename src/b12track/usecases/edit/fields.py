"""The fields of a record that a person may change, each read the way people type it.

What always holds: a field has the names of the exchange document, and beside them those of the command that records
it; nothing is read more loosely here than there. Phases and reviews of a plan are changed with the plan as a whole.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Record
from b12track.domain.rules.audit import EXPIRY_NOT_KNOWN
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.answers import read_choice, read_count, read_flag, read_names
from b12track.domain.typed.dates import read_date, read_when, show_time
from b12track.domain.typed.zones import read_zone
from b12track.domain.wording.labels import is_not_known, read_expiry, read_lot
from b12track.domain.wording.text import clean, quote
from b12track.usecases.enter.entries import read_purpose
from b12track.usecases.enter.injection_draft import find_supply, with_expiry_not_known


class Typing(NamedTuple):
    """What a reader may look at besides the text: the record as changed so far, the others, now, and a `--yes`."""

    value: Any
    record: Record
    now: datetime
    yes: bool


class Field(NamedTuple):
    """One field: how its text becomes values, and which values an empty text clears."""

    read: Callable[[str, Typing], Mapping[str, Any]]
    clears: tuple[str, ...]


def _one(attribute: str, read: Callable[[str, Typing], Any]) -> Field:
    return Field(lambda text, typing: {attribute: read(text, typing)}, (attribute,))


def _text(attribute: str, field: str = "") -> Field:
    return _one(attribute, lambda text, _: clean(text, field or attribute))


def _lines(attribute: str) -> Field:
    return _one(attribute, lambda text, _: clean(text, attribute, lines=True))


def _day(attribute: str, *, forward: bool = False, field: str = "") -> Field:
    named = field or attribute
    return _one(attribute, lambda t, typing: read_date(t, typing.now.date(), forward=forward, field=named))


def _count(attribute: str, field: str, most: int) -> Field:
    return _one(attribute, lambda text, _: read_count(text, field, most))


def _choice(attribute: str, *choices: str) -> Field:
    return _one(attribute, lambda text, _: read_choice(text, attribute, choices))


def _flag(attribute: str) -> Field:
    return _one(attribute, lambda text, _: read_flag(text, attribute))


def _amount(attribute: str, field: str, read: Callable[[str, str], float]) -> Field:
    return _one(attribute, lambda text, _: read(text, field))


def _at(attribute: str, *, forward: bool = False) -> Field:
    """A day with its time; a time alone keeps the day that is there, and a day alone keeps a time that is known."""

    def read(text: str, typing: Typing) -> Mapping[str, Any]:
        there: datetime = getattr(typing.value, attribute)
        words = text.strip()
        if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", words):
            words = f"{there.date().isoformat()} {words}"
        when = read_when(words, typing.now, forward=forward, field=attribute)
        if not when.time_known and getattr(typing.value, "time_known", True):
            when = read_when(f"{when.day.isoformat()} {show_time(there)}", typing.now, field=attribute)
        changes = {attribute: when.instant}
        return {**changes, "time_known": when.time_known} if hasattr(typing.value, "time_known") else changes

    return Field(read, (attribute,))


def _read_expiry(text: str, typing: Typing) -> Mapping[str, Any]:
    """The last day, or that it is not known; that is a line of the note, which goes once the day is known."""
    if is_not_known(text):
        return {"expires": None, "note": with_expiry_not_known(typing.value.note)}
    lines = [line for line in typing.value.note.splitlines() if line.casefold() != EXPIRY_NOT_KNOWN]
    return {"expires": read_expiry(text, typing.now.date()), "note": "\n".join(lines)}


def _read_value(text: str, _: Typing) -> Mapping[str, Any]:
    comparator, value = amounts.read_result(text)
    return {"comparator": comparator, "value": value}


def _read_range(text: str, _: Typing) -> Mapping[str, Any]:
    low, high = amounts.read_range(text)
    return {"low": low, "high": high}


_DRUG = _one("drug", lambda text, _: terms.read_drug(text))
_DOSE = _amount("dose_mcg", "dose", amounts.read_dose)
_ROUTE = _one("route", lambda text, _: terms.read_route(text))
_STRENGTH = _amount("strength_mcg_per_ml", "strength", amounts.read_strength)
_VOLUME = _amount("volume_ml", "volume", amounts.read_volume)
_CONTAINER = _one("container", lambda text, _: terms.read_container(text))
_LOT = _one("lot", lambda text, _: read_lot(text))
_NOTE = _lines("note")

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "injections": {
        "given_at": _at("given_at"),
        "time_known": _flag("time_known"),
        "zone": _one("zone", lambda text, _: read_zone(text)),
        "drug": _DRUG,
        "dose_mcg": _DOSE,
        "strength_mcg_per_ml": _STRENGTH,
        "volume_ml": _VOLUME,
        "route": _ROUTE,
        "site": _one("site", lambda text, _: terms.read_site(text)),
        "given_by": _text("given_by"),
        "provider": _text("provider"),
        "location": _text("location"),
        "lot": _LOT,
        "expires": Field(_read_expiry, ("expires",)),
        "container": _CONTAINER,
        "counts": _flag("counts"),
        "extra": Field(lambda text, _: {"counts": not read_flag(text, "extra")}, ("counts",)),
        "supply_id": _one("supply_id", lambda text, typing: find_supply(typing.record, text.strip()).id),
        "reaction": _lines("reaction"),
        "note": _NOTE,
    },
    "symptoms": {"date": _day("date"), "note": _NOTE},
    "labs": {
        "date": _day("date"),
        "test": _text("test"),
        "comparator": _choice("comparator", "<", ">", "<=", ">="),
        "value": Field(_read_value, ("value",)),
        "unit": _one("unit", lambda text, typing: terms.read_unit(text, yes=typing.yes)),
        "low": _one("low", lambda text, _: amounts.read_number(text, "low")),
        "high": _one("high", lambda text, _: amounts.read_number(text, "high")),
        "range": Field(_read_range, ("low", "high")),
        "lab": _text("lab"),
        "note": _NOTE,
    },
    "visits": {
        "at": _at("at", forward=True),
        "purpose": _one("purpose", lambda text, _: read_purpose(text)),
        "with": _text("who", "with"),
        "where": _text("where"),
        "note": _NOTE,
    },
    "notes": {"date": _day("date"), "text": _lines("text")},
    "questions": {
        "asked_on": _day("asked_on"),
        "text": _lines("text"),
        "answered_on": _day("answered_on"),
        "answer": _lines("answer"),
    },
    "supplies": {
        "drug": _DRUG,
        "strength_mcg_per_ml": _STRENGTH,
        "volume_ml": _VOLUME,
        "container": _CONTAINER,
        "lot": _LOT,
        "expires": _one("expires", lambda text, typing: read_expiry(text, typing.now.date())),
        "count": _count("held", "count", 1000),
        "opened_on": _day("opened_on"),
    },
    "plans": {
        "set_on": _day("set_on"),
        "first_due": _day("first_due"),
        "first_by": _day("first_by", forward=True),
        "no_maintenance": _flag("no_maintenance"),
        "prescribed_by": _text("prescribed_by"),
        "source": _text("source"),
        "drug": _DRUG,
        "dose_mcg": _DOSE,
        "route": _ROUTE,
        "grace_days": _count("grace_days", "grace_days", 365),
        "ended_on": _day("ended_on"),
        "end_reason": _lines("end_reason"),
        "watch": _one("watch", lambda text, _: read_names(text, "watch")),
    },
    "adjustments": {
        "recorded_on": _day("recorded_on"),
        "kind": _choice("kind", "skip", "move"),
        "of": _day("of", forward=True),
        "due": _day("due", forward=True),
        "reason": _lines("reason"),
        "decided_by": _text("decided_by"),
    },
    "transitions": {
        "to_phase": _count("to_phase", "to_phase", 1000),
        "on": _day("on"),
        "confirmed_by": _text("confirmed_by"),
        "first_due": _day("first_due", forward=True),
    },
    "treatments": {
        "name": _text("name"),
        "kind": _one("kind", lambda text, _: terms.read_treatment_kind(text)),
        "from": _day("first_on", field="from"),
        "to": _day("last_on", forward=True, field="to"),
        "note": _NOTE,
    },
    "symptom_kinds": {
        "label": _text("label"),
        "low": _text("low"),
        "high": _text("high"),
        "good": _choice("good", "high", "low"),
        "shown": _flag("shown"),
    },
}

# The words of the commands, where they differ from those of the exchange document.
_ALSO: Mapping[str, Mapping[str, str]] = {
    "injections": {
        "at": "given_at",
        "time": "given_at",
        "date": "given_at",
        "dose": "dose_mcg",
        "strength": "strength_mcg_per_ml",
        "volume": "volume_ml",
        "by": "given_by",
        "expiry": "expires",
        "supply": "supply_id",
    },
    "visits": {"when": "at", "date": "at", "time": "at", "who": "with"},
    "supplies": {
        "strength": "strength_mcg_per_ml",
        "volume": "volume_ml",
        "expiry": "expires",
        "opened": "opened_on",
    },
    "plans": {"dose": "dose_mcg", "by": "prescribed_by", "grace": "grace_days", "reason": "end_reason"},
    "adjustments": {"by": "decided_by"},
    "transitions": {"by": "confirmed_by", "phase": "to_phase"},
    "questions": {"asked": "asked_on", "answered": "answered_on", "question": "text"},
    "notes": {"note": "text"},
    "treatments": {"since": "from", "start": "from", "until": "to", "end": "to", "stopped": "to"},
}
_KEPT = ("id", "name", "plan_id", "recorded_at")
_WITH_THE_PLAN = ("phases", "reviews")


def field_named(kind: str, typed: str) -> tuple[str, Field] | None:
    """The field of this name, with its name in the exchange document; none where there is no such field."""
    name = _fold(typed)
    name = _ALSO.get(kind, {}).get(name, name)
    field = FIELDS[kind].get(name)
    return (name, field) if field is not None else None


def unknown_field(kind: str, typed: str, what: str) -> Refused:
    """What is said of a field that the record does not have, or that is not changed here."""
    name = _fold(typed)
    if name in _KEPT:
        return Refused(name, "it stays as it was entered", "delete the record and enter it anew")
    if kind == "plans" and name in _WITH_THE_PLAN:
        return Refused(name, "they are not one field", Deed("correct plan"))
    from difflib import get_close_matches  # only to help after a slip

    near = get_close_matches(name[:60], [*FIELDS[kind], *_ALSO.get(kind, {})], 3, 0.6)
    right = f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(FIELDS[kind])}"
    if kind == "symptoms" and not near:
        right += ", or a symptom and its score such as energy=6"
    return Refused("field", f"{quote(typed)} is not a field of {what}", right)


def cleared(field: Field, value: Any, name: str) -> Mapping[str, Any]:
    """The values of a field that somebody emptied; what a record cannot lack is refused."""
    defaults = value._field_defaults
    if any(attribute not in defaults for attribute in field.clears):
        raise Refused(name, "the record cannot be without it", "write what is right")
    return {attribute: defaults[attribute] for attribute in field.clears}


def _fold(typed: str) -> str:
    return "_".join(typed.casefold().replace("-", " ").split())
