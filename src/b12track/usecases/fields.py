"""The fields of a record as people type and read them: what the one table of fields says, put into functions.

What always holds: a field has the names of the exchange document, and beside them those of the command that records
it; nothing is read more loosely here than there. What stands in a field of a form can be read back and means the same.
Phases and reviews of a plan are changed with the plan as a whole.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from b12track.domain.record import field_types as types
from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.fields import SCHEMAS, Field
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.rules.entry import MOST_DOSES
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.answers import read_choice, read_count, read_flag, read_names
from b12track.domain.typed.dates import read_date, read_when, show_date, show_time, show_when
from b12track.domain.typed.scores import read_score
from b12track.domain.typed.zones import read_zone
from b12track.domain.wording.labels import (
    is_not_known,
    read_expiry,
    read_lot,
    with_expiry_not_known,
    without_expiry_not_known,
)
from b12track.domain.wording.record_names import one_line
from b12track.domain.wording.text import clean, quote
from b12track.usecases.enter.entries import read_purpose
from b12track.usecases.lookup import find_supply

NOTHING = "nothing"
# Text of several lines in a field of one.
NEW_LINE = " ⏎ "


class Typing(NamedTuple):
    """What a reader may look at besides the text: the record as changed so far, the others, now, and a `--yes`."""

    value: Any
    record: Record
    now: datetime
    yes: bool


Changes = Mapping[str, Any]
Reader = Callable[[Field, str, Typing], Changes]


def _one(read: Callable[[Field, str, Typing], Any]) -> Reader:
    return lambda field, text, typing: {field.name: read(field, text, typing)}


def _day(*, forward: bool = False) -> Reader:
    return _one(lambda field, t, typing: read_date(t, typing.now.date(), forward=forward, field=field.key))


def _count(most: int, least: int = 0) -> Reader:
    return _one(lambda field, text, _: read_count(text, field.key, most, least))


def _choice(*choices: str) -> Reader:
    return _one(lambda field, text, _: read_choice(text, field.key, choices))


def _amount(read: Callable[[str, str], float]) -> Reader:
    return _one(lambda field, text, _: read(text, field.called))


def _moment(*, forward: bool = False) -> Reader:
    """A day with its time; a time alone keeps the day that is there, and a day alone keeps a time that is known."""

    def read(field: Field, text: str, typing: Typing) -> Changes:
        there: datetime = getattr(typing.value, field.name)
        words = text.strip()
        if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", words):
            words = f"{there.date().isoformat()} {words}"
        when = read_when(words, typing.now, forward=forward, field=field.key)
        if not when.time_known and getattr(typing.value, "time_known", True):
            when = read_when(f"{when.day.isoformat()} {show_time(there)}", typing.now, field=field.key)
        changes = {field.name: when.instant}
        return {**changes, "time_known": when.time_known} if hasattr(typing.value, "time_known") else changes

    return read


def _read_expiry(_: Field, text: str, typing: Typing) -> Changes:
    """The last day, or that it is not known; that is a line of the note, which goes once the day is known."""
    if is_not_known(text):
        return {"expires": None, "note": with_expiry_not_known(typing.value.note)}
    note = without_expiry_not_known(typing.value.note)
    return {"expires": read_expiry(text, typing.now.date()), "note": note}


def _read_result(_: Field, text: str, __: Typing) -> Changes:
    comparator, value = amounts.read_result(text)
    return {"comparator": comparator, "value": value}


# How each reader that a row of the table names reads.
READERS: Mapping[str, Reader] = {
    "text": _one(lambda field, text, _: clean(text, field.key)),
    "lines": _one(lambda field, text, _: clean(text, field.key, lines=True)),
    "flag": _one(lambda field, text, _: read_flag(text, field.key)),
    "number": _one(lambda field, text, _: amounts.read_number(text, field.key)),
    "day": _day(),
    "day ahead": _day(forward=True),
    "moment": _moment(),
    "moment ahead": _moment(forward=True),
    "names": _one(lambda field, text, _: read_names(text, field.key)),
    "zone": _one(lambda _, text, __: read_zone(text)),
    "drug": _one(lambda _, text, __: terms.read_drug(text)),
    "dose": _amount(amounts.read_dose),
    "strength": _amount(amounts.read_strength),
    "volume": _amount(amounts.read_volume),
    "route": _one(lambda _, text, __: terms.read_route(text)),
    "site": _one(lambda _, text, __: terms.read_site(text)),
    "lot": _one(lambda _, text, __: read_lot(text)),
    "expiry": _read_expiry,
    "label's last day": _one(lambda _, text, typing: read_expiry(text, typing.now.date())),
    "container": _one(lambda _, text, __: terms.read_container(text)),
    "supply": _one(lambda _, text, typing: find_supply(typing.record, text.strip()).id),
    "result": _read_result,
    "unit": _one(lambda _, text, typing: terms.read_unit(text, yes=typing.yes)),
    "comparator": _choice("<", ">", "<=", ">="),
    "purpose": _one(lambda _, text, __: read_purpose(text)),
    "treatment": _one(lambda _, text, __: terms.read_treatment_kind(text)),
    "adjustment": _choice("skip", "move"),
    "good": _choice("high", "low"),
    "doses": _count(MOST_DOSES, 1),
    "count": _count(1000),
    # People count phases from 1, the document from 0.
    "phase": _one(lambda field, text, _: read_count(text, field.key, 1000, 1) - 1),
    "days": _count(365),
}
# What a type says of how it is typed, where the row names no reader.
_BY_TYPE = (
    (types.TEXT, "text"),
    (types.WORD, "text"),
    (types.LINES, "lines"),
    (types.FULL_LINES, "lines"),
    (types.DAY, "day"),
    (types.INSTANT, "moment"),
    (types.FLAG, "flag"),
    (types.NUMBER, "number"),
    (types.POSITIVE, "number"),
    (types.NATURAL, "count"),
)
_TYPED_AS: Mapping[str, Callable[[Any], str]] = {
    "dose": amounts.show_dose,
    "strength": amounts.show_strength,
    "volume": amounts.show_volume,
    "number": amounts.show_number,
    "result": amounts.show_number,
    "phase": lambda phase: str(phase + 1),
}
_SHOWN_AS: Mapping[str, Callable[[Any], str]] = {
    **_TYPED_AS,
    "route": lambda route: terms.ROUTES[route],
    "site": terms.site_label,
}
# What is no field of the record, but typed as if it were one.
_COMPOSED: Mapping[str, Mapping[str, tuple[Field, Callable[[str], Changes]]]] = {
    "injections": {
        "extra": (Field("counts", types.FLAG), lambda text: {"counts": not read_flag(text, "extra")}),
    },
    "labs": {
        "range": (
            Field("low", types.NUMBER),
            lambda text: dict(zip(("low", "high"), amounts.read_range(text), strict=True)),
        ),
    },
}


class Named(NamedTuple):
    """A field that was named: what it is called there, how its text is read, and what an empty text clears."""

    name: str
    read: Callable[[str, Typing], Changes]
    clears: tuple[str, ...]


def editable(kind: str) -> Mapping[str, Field]:
    """The fields of a kind that a person may change, by their keys."""
    table = SCHEMAS[kind].fields
    return {key: field for key, field in table.items() if field.changed in ("form", "typed")}


def reader_of(field: Field) -> str:
    """How a field is typed: as its row says, or as its type says by itself."""
    return field.reader or next(reader for kind, reader in _BY_TYPE if kind == field.type)


def field_named(kind: str, typed: str) -> Named | None:
    """The field of this name; none where there is no such field."""
    name = _fold(typed)
    fields = editable(kind)
    field = fields.get(name) or next((each for each in fields.values() if name in each.also), None)
    if field is not None:
        read = READERS[reader_of(field)]
        return Named(field.key, lambda text, typing: read(field, text, typing), (field.name,))
    if name not in _COMPOSED.get(kind, {}):
        return None
    compose = _COMPOSED[kind][name][1]
    clears = ("low", "high") if name == "range" else (_COMPOSED[kind][name][0].name,)
    return Named(name, lambda text, _: compose(text), clears)


def unknown_field(kind: str, typed: str, what: str) -> Refused:
    """What is said of a field that the record does not have, or that is not changed here."""
    name = _fold(typed)
    there = SCHEMAS[kind].fields.get(name)
    is_kept = there is not None and there.changed == "kept" and there.type != types.SCORES
    if is_kept or name in ("id", "name", "plan_id", "recorded_at"):
        return Refused(name, "this cannot be changed", "delete the record and enter it again")
    if there is not None and there.changed == "whole":
        return Refused(name, "this is more than one field", Deed("correct plan"))
    from difflib import get_close_matches  # only to help after a slip

    fields = editable(kind)
    known = [*fields, *(name for field in fields.values() for name in field.also), *_COMPOSED.get(kind, {})]
    near = get_close_matches(name[:60], known, 3, 0.6)
    right = f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(fields)}"
    if kind == "symptoms" and not near:
        right += ", or a symptom and its score such as energy=6"
    return Refused("field", f"{quote(typed)} is not a field of {what}", right)


def cleared(field: Named, value: Any) -> Changes:
    """What an empty text makes of a field; refused where the record cannot be without it."""
    defaults = value._field_defaults
    if not all(attribute in defaults for attribute in field.clears):
        raise Refused(field.name, "it cannot be left empty", "write what is right")
    return {attribute: defaults[attribute] for attribute in field.clears}


def _fold(typed: str) -> str:
    return typed.strip().casefold().replace("-", "_").replace(" ", "_")


class TypedField(NamedTuple):
    """A field in a form: its name, what it is called, what stands in it, and what may."""

    name: str
    label: str
    text: str
    hint: str = ""


def typed_fields(kind: str, value: Any, record: Record) -> list[TypedField]:
    """The fields of a record that stand in a form; of a log, the day, each symptom and the note."""
    rows = sorted((row for row in editable(kind).values() if row.changed == "form"), key=lambda row: row.rank)
    found = [TypedField(row.key, row.called, _typed(row, value), row.hint) for row in rows]
    if kind != "symptoms":
        return found
    scores = [
        TypedField(k.name, k.label, str(value.scores.get(k.name, "")), f"0 {k.low} - 10 {k.high}")
        for k in all_kinds(record)
        if k.shown or k.name in value.scores
    ]
    return [found[0], *scores, *found[1:]]


def check_typed(kind: str, name: str, text: str, value: Any, record: Record, now: datetime) -> None:
    """Refused where this cannot stand in the field; what only needs a yes passes here and is asked later."""
    known = field_named(kind, name)
    words = text.replace(NEW_LINE, "\n")
    if known is None:
        kinds = {each.name: each for each in all_kinds(record)}
        read_score(words, kinds[name])
        return
    try:
        known.read(words, Typing(value, record, now, False))
    except NeedsYes:
        return


def assignment(name: str, text: str) -> str:
    """A field and its new text, as a change takes them."""
    return f"{name}={text.replace(NEW_LINE, chr(10))}"


def _typed(row: Field, value: Any) -> str:
    """One value as people would type it; empty where there is none."""
    entry, reader = getattr(value, row.name), reader_of(row)
    if entry is None or entry in ("", ()):
        return ""
    if reader == "result":
        return f"{value.comparator or ''}{_TYPED_AS[reader](entry)}"
    if isinstance(entry, bool):
        return "yes" if entry else "no"
    if isinstance(entry, datetime):
        day = show_date(entry.date(), weekday=False)
        return f"{day} {show_time(entry)}" if getattr(value, "time_known", True) else day
    if isinstance(entry, date):
        return show_date(entry, weekday=False)
    if isinstance(entry, tuple):
        return ", ".join(entry)
    if reader in _TYPED_AS:
        return _TYPED_AS[reader](entry)
    return NEW_LINE.join(str(entry).split("\n"))


class Difference(NamedTuple):
    """One field before and after."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


def differences(kind: str, before: Any, after: Any, record: Record) -> tuple[Difference, ...]:
    """The fields that differ, in the record's order; of a log, score by score."""
    found: list[Difference] = []
    places = {name: place for place, name in enumerate(before._fields)}
    table = SCHEMAS[kind].fields.values()
    for row in sorted(table, key=lambda row: places.get(row.name, len(places))):
        old, new = getattr(before, row.name), getattr(after, row.name)
        if row.type == types.SCORES:
            found += [
                Difference(k.label, str(old.get(k.name, NOTHING)), str(new.get(k.name, NOTHING)))
                for k in all_kinds(record)
                if old.get(k.name) != new.get(k.name)
            ]
        elif old != new:
            said = (
                show_field(row, entry, time_known=getattr(value, "time_known", True))
                for value, entry in ((before, old), (after, new))
            )
            found.append(Difference(row.called, *said))
    return tuple(found)


def show_field(row: Field, entry: Any, *, time_known: bool = True) -> str:
    """One value as people see it."""
    if entry is None or entry in ("", ()):
        return NOTHING
    if isinstance(entry, bool):
        return "yes" if entry else "no"
    if isinstance(entry, datetime):
        return show_when(entry, time_known=time_known)
    if isinstance(entry, date):
        return show_date(entry)
    if isinstance(entry, tuple):
        return ", ".join(map(str, entry))
    reader = row.reader or next((name for kind, name in _BY_TYPE if kind == row.type), "")
    if reader in _SHOWN_AS:
        return _SHOWN_AS[reader](entry)
    return one_line(entry) if isinstance(entry, str) else str(entry)
