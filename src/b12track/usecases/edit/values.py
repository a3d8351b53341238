"""A record's fields as people would type them, for a form that changes it.

What always holds: what stands in a field can be read back and means the same; a field that is left alone is not
touched, and all that is changed goes through the same readers and checks as on the command line.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from b12track.domain.record.faults import NeedsYes
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.typed.amounts import show_dose, show_number, show_strength, show_volume
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.typed.scores import read_score
from b12track.usecases.edit.fields import Typing, field_named

# Text of several lines in a field of one.
NEW_LINE = " ⏎ "

_FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "injections": (
        ("given_at", "given"),
        ("route", "route"),
        ("site", "site"),
        ("drug", "drug"),
        ("dose_mcg", "dose"),
        ("strength_mcg_per_ml", "strength"),
        ("volume_ml", "volume"),
        ("lot", "lot"),
        ("expires", "expires"),
        ("container", "container"),
        ("given_by", "given by"),
        ("provider", "provider"),
        ("location", "location"),
        ("counts", "counts"),
        ("supply_id", "supply"),
        ("reaction", "reaction"),
        ("note", "note"),
    ),
    "labs": (
        ("date", "date"),
        ("test", "test"),
        ("value", "value"),
        ("unit", "unit"),
        ("low", "range from"),
        ("high", "range to"),
        ("lab", "lab"),
        ("note", "note"),
    ),
    "visits": (
        ("at", "when"),
        ("purpose", "purpose"),
        ("with", "with"),
        ("where", "where"),
        ("note", "note"),
    ),
    "notes": (("date", "date"), ("text", "text")),
    "questions": (
        ("asked_on", "asked"),
        ("text", "question"),
        ("answered_on", "answered"),
        ("answer", "answer"),
    ),
    "supplies": (
        ("drug", "drug"),
        ("strength_mcg_per_ml", "strength"),
        ("volume_ml", "volume"),
        ("container", "container"),
        ("lot", "lot"),
        ("expires", "expires"),
        ("count", "count"),
        ("opened_on", "opened"),
    ),
    "plans": (
        ("set_on", "set on"),
        ("first_due", "first due"),
        ("first_by", "first until"),
        ("no_maintenance", "no maintenance"),
        ("prescribed_by", "by"),
        ("source", "source"),
        ("drug", "drug"),
        ("dose_mcg", "dose"),
        ("route", "route"),
        ("grace_days", "grace"),
        ("ended_on", "ended"),
        ("end_reason", "reason"),
        ("watch", "watch"),
    ),
    "adjustments": (
        ("recorded_on", "decided"),
        ("kind", "kind"),
        ("of", "of"),
        ("due", "new date"),
        ("reason", "reason"),
        ("decided_by", "by"),
    ),
    "treatments": (
        ("name", "name"),
        ("kind", "kind"),
        ("from", "from"),
        ("to", "last day"),
        ("note", "note"),
    ),
    "transitions": (("on", "on"), ("to_phase", "phase"), ("confirmed_by", "by"), ("first_due", "first due")),
}
_ATTRIBUTES = {"with": "who", "count": "held", "from": "first_on", "to": "last_on"}
_HINTS = {
    "site": "such as left-thigh",
    "lot": "as on the label, or not known",
    "expires": "as on the label, or not known",
    "counts": "yes, or no where it is extra to the plan",
    "answered": "the day it was answered",
    "grace": "days; a display setting, not medical advice",
    "phase": "0 is the first",
    "last day": "empty while it goes on",
    "first until": "the last day of the first window, where it has several",
    "no maintenance": "yes where loading is all there is and nobody plans more",
    "of": "the date that is meant",
}
_SHOWN = {
    "dose_mcg": show_dose,
    "strength_mcg_per_ml": show_strength,
    "volume_ml": show_volume,
    "low": show_number,
    "high": show_number,
}


class TypedField(NamedTuple):
    """A field by its name, what it is called, and what stands in it."""

    name: str
    label: str
    text: str
    hint: str = ""


def typed_fields(kind: str, value: Any, record: Record) -> list[TypedField]:
    """The fields of a record that can be changed; of a log, the day, each symptom and the note."""
    if kind == "symptoms":
        scores = [
            TypedField(k.name, k.label, str(value.scores.get(k.name, "")), f"0 {k.low} - 10 {k.high}")
            for k in all_kinds(record)
            if k.shown or k.name in value.scores
        ]
        date_field = TypedField("date", "date", _typed("date", value))
        return [date_field, *scores, TypedField("note", "note", _typed("note", value))]
    return [
        TypedField(name, label, _typed(name, value), _HINTS.get(label, "")) for name, label in _FIELDS[kind]
    ]


def check_typed(kind: str, name: str, text: str, value: Any, record: Record, now: datetime) -> None:
    """Refused where this cannot stand in the field; what only needs a yes passes here and is asked later."""
    known = field_named(kind, name)
    words = text.replace(NEW_LINE, "\n")
    if known is None:
        kinds = {each.name: each for each in all_kinds(record)}
        read_score(words, kinds[name])
        return
    try:
        known[1].read(words, Typing(value, record, now, False))
    except NeedsYes:
        return


def assignment(name: str, text: str) -> str:
    """A field and its new text, as a change takes them."""
    return f"{name}={text.replace(NEW_LINE, chr(10))}"


def _typed(name: str, value: Any) -> str:
    """One value as people would type it; empty where there is none."""
    entry = getattr(value, _ATTRIBUTES.get(name, name))
    if entry is None or entry in ("", ()):
        return ""
    if name == "value":
        return f"{value.comparator or ''}{show_number(entry)}"
    if isinstance(entry, bool):
        return "yes" if entry else "no"
    if isinstance(entry, datetime):
        day = show_date(entry.date(), weekday=False)
        return f"{day} {show_time(entry)}" if getattr(value, "time_known", True) else day
    if isinstance(entry, date):
        return show_date(entry, weekday=False)
    if isinstance(entry, tuple):
        return ", ".join(entry)
    if name in _SHOWN:
        return _SHOWN[name](entry)
    return NEW_LINE.join(str(entry).split("\n"))
