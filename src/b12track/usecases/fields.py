"""The fields of a record as people type and read them: what the one table of fields says, put into functions.

What always holds: a field has the names of the exchange document, and beside them those of the command that records
it; nothing is read more loosely here than there. What stands in a field of a form can be read back and means the same.
Something new is read by the same rows and readers as a change. Phases and reviews of a plan are changed with the plan
as a whole.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from b12track.domain.record import field_types as types
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.fields import table_of
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.loading import VALUES
from b12track.domain.record.records import Record
from b12track.domain.record.schema import Field
from b12track.domain.rules.plans_in_force import plan_in_force
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.answers import read_choice, read_count, read_flag, read_names
from b12track.domain.typed.dates import read_date, read_when, show_date, show_time, show_when
from b12track.domain.typed.zones import read_zone
from b12track.domain.wording.labels import (
    is_not_known,
    read_expiry,
    read_lot,
    with_expiry_not_known,
    without_expiry_not_known,
)
from b12track.domain.wording.plan import read_phase
from b12track.domain.wording.record_names import one_line
from b12track.domain.wording.text import clean, quote
from b12track.usecases.lookup import find_supply

NOTHING = "nothing"
# Text of several lines in a field of one.
NEW_LINE = " ⏎ "


class Typing(NamedTuple):
    """What a reader may look at besides the text: the record as changed so far, the others, now, and a `--yes`.

    Of something that is still to be entered there is no record yet.
    """

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
        there: datetime | None = getattr(typing.value, field.name, None)
        words = text.strip()
        if there is not None and re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", words):
            words = f"{there.date().isoformat()} {words}"
        when = read_when(words, typing.now, forward=forward, field=field.key)
        if there is not None and not when.time_known and getattr(typing.value, "time_known", True):
            when = read_when(f"{when.day.isoformat()} {show_time(there)}", typing.now, field=field.key)
        return {field.name: when.instant, "time_known": when.time_known}

    return read


def _read_expiry(_: Field, text: str, typing: Typing) -> Changes:
    """The last day, or that it is not known; that is a line of the note, which goes once the day is known."""
    note = getattr(typing.value, "note", "")
    if is_not_known(text):
        return {"expires": None, "note": with_expiry_not_known(note)}
    note = without_expiry_not_known(note)
    return {"expires": read_expiry(text, typing.now.date()), "note": note}


def _read_known(field: Field, text: str, _: Typing) -> Changes:
    """Yes or no, or that it is not known."""
    right = "yes, no, or nothing for not known"
    return {field.name: None if is_not_known(text) else read_flag(text, field.plain, right)}


def _read_test(field: Field, text: str, typing: Typing) -> Changes:
    """A test, spelt as in the results that are there, so that they make one series."""
    test, own = clean(text, field.plain), getattr(typing.value, "id", None)
    known = [
        lab.test for lab in typing.record.labs if lab.test.casefold() == test.casefold() and lab.id != own
    ]
    return {"test": known[-1] if known else test}


def _read_result(_: Field, text: str, typing: Typing) -> Changes:
    """A result, with its unit where that stands behind it: "140 ng/L"; a word with a digit in it is no unit."""
    mark, number, behind = amounts.parts_of_result(text) or ("", text, "")
    if not behind or re.search(r"[0-9]", behind):
        comparator, value = amounts.read_result(text)
        return {"comparator": comparator, "value": value}
    comparator, value = amounts.read_result(f"{mark}{number}")
    return {"comparator": comparator, "value": value, "unit": terms.read_unit(behind, yes=typing.yes)}


def _read_phase(field: Field, text: str, typing: Typing) -> Changes:
    """A phase of the plan that the record is about; of something new, of the one in force."""
    plans, value = typing.record.plans, typing.value
    if value is None:
        plan = plan_in_force(plans, typing.now.date())
    else:
        plan = next((plan for plan in plans if plan.id == value.plan_id), None)
    assert plan is not None, "a move is of a plan that is there"
    return {field.name: read_phase(text, plan)}


# How each reader that a row of the table names reads.
READERS: Mapping[str, Reader] = {
    "text": _one(lambda field, text, _: clean(text, field.plain)),
    "lines": _one(lambda field, text, _: clean(text, field.plain, lines=True)),
    "flag": _one(lambda field, text, _: read_flag(text, field.key)),
    "flag, if known": _read_known,
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
    "label's last day": _one(
        lambda _, text, typing: None if is_not_known(text) else read_expiry(text, typing.now.date())
    ),
    "container": _one(lambda _, text, __: terms.read_container(text)),
    "supply": _one(lambda _, text, typing: find_supply(typing.record, text.strip()).id),
    "extra": lambda _, text, __: {"counts": not read_flag(text, "extra")},
    "test": _read_test,
    "result": _read_result,
    "range": lambda _, text, __: dict(zip(("low", "high"), amounts.read_range(text), strict=True)),
    "unit": _one(lambda _, text, typing: terms.read_unit(text, yes=typing.yes)),
    "comparator": _choice("<", ">", "<=", ">="),
    "purpose": _one(lambda _, text, __: terms.read_purpose(text)),
    "treatment": _one(lambda _, text, __: terms.read_treatment_kind(text)),
    "adjustment": _choice("skip", "move"),
    "good": _choice("high", "low"),
    "doses": _count(1000, 1),
    "count": _count(1000),
    "phase": _read_phase,
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


class Named(NamedTuple):
    """A field that was named: what it is called there, how its text is read, and what an empty text clears."""

    name: str
    read: Callable[[str, Typing], Changes]
    clears: tuple[str, ...]


def editable(kind: str) -> Mapping[str, Field]:
    """The rows of a kind that a person may change, by their keys."""
    return {key: row for key, row in table_of(kind).rows.items() if row.changed not in ("kept", "whole")}


def rows_in_forms(kind: str) -> list[Field]:
    """The rows that stand in the forms of a kind, in their order."""
    rows = table_of(kind).rows.values()
    return sorted((row for row in rows if row.changed in ("form", "later")), key=lambda row: row.rank)


def rows_entered(kind: str) -> list[Field]:
    """Those of them that are said where something new is entered."""
    return [row for row in rows_in_forms(kind) if row.changed == "form"]


def reader_of(field: Field) -> str:
    """How a field is typed: as its row says, or as its type says by itself."""
    return field.reader or next(reader for kind, reader in _BY_TYPE if kind == field.type)


def read_row(row: Field, text: str, typing: Typing) -> Changes:
    """What a text says in this row, by the attributes of the record; several lines may be written in one."""
    return READERS[reader_of(row)](row, text.replace(NEW_LINE, "\n"), typing)


def read_rows(kind: str, typed: Mapping[str, str], typing: Typing) -> dict[str, Any]:
    """What was typed of something new, by the keys of its rows; what comes of it is by the attributes of the record."""
    values: dict[str, Any] = {}
    for row in rows_in_forms(kind):
        if row.key in typed or row.unsaid:
            changes = read_row(row, typed.get(row.key, row.unsaid), typing)
            refuse_two_units(values, changes)
            values |= changes
    return values


def draft_of(kind: str, typed: Mapping[str, str], typing: Typing) -> Any:
    """Something new as it was typed; its id is still to be given."""
    needed = [row for row in rows_in_forms(kind) if row.must_be_said]
    empty = {row.key for row in needed if not typed.get(row.key, "").strip()}
    said = {key: text for key, text in typed.items() if key not in empty}
    values = {"id": "", **read_rows(kind, said, typing)}
    for row in needed:
        if row.name not in values:  # nor said with another, as a unit behind its value
            raise Refused(row.called, "nothing was typed", f"write {row.told}")
    make = VALUES[kind]
    return make(**{name: value for name, value in values.items() if name in make._fields})


def refuse_two_units(said: Changes, more: Changes) -> None:
    """A unit may stand behind its value and in its own place, if it is the same one."""
    one, other = (changes.get("unit") for changes in (said, more))
    if one and other and one != other:
        raise Refused(
            "unit", f"it is written as {one} and as {other}", "write the one on the laboratory's sheet"
        )


def field_named(kind: str, typed: str) -> Named | None:
    """The field of this name; none where there is no such field."""
    name = _fold(typed)
    rows = editable(kind)
    row = rows.get(name) or next((each for each in rows.values() if name in each.names), None)
    if row is None:
        return None

    def read(text: str, typing: Typing) -> Changes:
        changes = READERS[reader_of(row)](row, text, typing)
        return {name: value for name, value in changes.items() if name in typing.value._fields}

    return Named(row.key, read, tuple(table_of(kind).rows[key].name for key in row.of) or (row.name,))


def unknown_field(kind: str, typed: str, what: str) -> Refused:
    """What is said of a field that the record does not have, or that is not changed here."""
    name = _fold(typed)
    there = table_of(kind).fields.get(name)
    is_kept = there is not None and there.changed == "kept" and there.type != types.SCORES
    if is_kept or name in ("id", "name", "plan_id", "recorded_at"):
        return Refused(name, "this cannot be changed", "delete the record and enter it again")
    if there is not None and there.changed == "whole":
        return Refused(name, "this is more than one field", Deed("correct plan"))
    from difflib import get_close_matches  # only to help after a slip

    fields = editable(kind)
    known = [name for field in fields.values() for name in (field.key, *sorted(field.names - {field.key}))]
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


def assignment(name: str, text: str) -> str:
    """A field and its new text, as a change takes them."""
    return f"{name}={text.replace(NEW_LINE, chr(10))}"


def typed_text(row: Field, value: Any) -> str:
    """One value as people would type it; empty where there is none."""
    reader = reader_of(row)
    if reader == "range":
        ends = [amounts.show_number(end) if end is not None else "" for end in (value.low, value.high)]
        return "-".join(ends) if all(ends) else f">{ends[0]}" if ends[0] else f"<{ends[1]}" if ends[1] else ""
    entry = getattr(value, row.name)
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
    table = table_of(kind).fields.values()
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
