"""A record with some of its fields changed, checked as if it were entered like that.

What always holds: only what was changed is checked anew, so that a record from elsewhere with an old contradiction
can still be given a note.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.rules.unusual import amount_doubts, same_day_doubts, supply_doubts
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.scores import read_score
from b12track.domain.wording.record_names import SINGULAR
from b12track.domain.wording.text import quote
from b12track.store.file.snapshot import Snapshot
from b12track.usecases.edit.fields import Typing, cleared, field_named, unknown_field
from b12track.usecases.enter import injection_draft
from b12track.usecases.enter.daily_log import find_kind, log_of, refuse_future_log
from b12track.usecases.enter.treatments import refuse_untaken
from b12track.usecases.lookup import Found

_EXAMPLES = {
    "injections": "site=left-thigh",
    "symptoms": "energy=6",
    "labs": "value=412",
    "visits": "at=10:20",
    "notes": 'text="started metformin"',
    "treatments": "to=yesterday",
}


def changed_value(found: Found, assignments: Sequence[str], record: Record, now: datetime, yes: bool) -> Any:
    """The record with these fields changed, in the order they were written."""
    if not assignments:
        example = _EXAMPLES.get(found.kind, "FIELD=VALUE")
        raise Refused("", "nothing was changed", f"write a field and its value, such as {example}")
    value, seen = found.value, set()
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        name = name.strip()
        if not equals:
            raise Refused(
                "field",
                f"{quote(assignment)} has no value",
                f"write it as {quote(name)}=VALUE, or with nothing behind the = to clear it",
            )
        field, changes = _read(found.kind, name, text, Typing(value, record, now, yes))
        if field in seen:
            raise Refused(field, "it is written twice", "write it once")
        seen.add(field)
        value = value._replace(**changes)
    return value


def _read(kind: str, name: str, text: str, typing: Typing) -> tuple[str, Mapping[str, Any]]:
    known = field_named(kind, name)
    if known is not None:
        field_name, field = known
        changes = field.read(text, typing) if text.strip() else cleared(field, typing.value, field_name)
        return field_name, changes
    if kind == "symptoms" and name.casefold() not in ("id", "scores", "recorded_at"):
        return _read_score(name, text, typing)
    raise unknown_field(kind, name, f"this {SINGULAR[kind]}")


def _read_score(name: str, text: str, typing: Typing) -> tuple[str, Mapping[str, Any]]:
    """A score of a log; an empty one takes it out."""
    kind = find_kind(typing.record, name)
    scores = dict(typing.value.scores)
    if text.strip():
        scores[kind.name] = read_score(text, kind)
    else:
        scores.pop(kind.name, None)
    return kind.name, {"scores": scores}


def check_change(found: Found, after: Any, snapshot: Snapshot, record: Record, now: datetime) -> list[str]:
    """Refuse what cannot be; give back what is plausible but unusual."""
    check = _CHECKS.get(found.kind)
    return check(found.value, after, snapshot, record, now) if check is not None else []


def _check_injection(before: Any, after: Any, _: Snapshot, record: Record, now: datetime) -> list[str]:
    doubts: list[str] = []
    if _changed(before, after, "given_at", "time_known"):
        injection_draft.refuse_future(after.given_at, after.time_known, now)
    if _changed(before, after, "dose_mcg", "strength_mcg_per_ml", "volume_ml"):
        injection_draft.check_amounts(after.dose_mcg, after.strength_mcg_per_ml, after.volume_ml)
    if _changed(before, after, "dose_mcg"):
        doubts += amount_doubts(after, record)
    if before.given_on != after.given_on:
        doubts += same_day_doubts(after, record)
    if _changed(before, after, "supply_id"):
        doubts += supply_doubts(after, record)
    return doubts


def _check_log(before: Any, after: Any, snapshot: Snapshot, _: Record, now: datetime) -> list[str]:
    if before.date != after.date:
        refuse_future_log(after.date, now.date())
        other = log_of(snapshot, after.date)
        if other is not None:
            raise Refused(
                "date",
                f"{show_date(after.date)} has a log already ({other.id}), and a day has one",
                "change that one, or delete one of the two",
            )
    if not after.scores and not after.note:
        raise Refused("log", "nothing would be left of it", Deed("delete", after.id))
    return []


def _check_days(*fields: str) -> Callable[..., list[str]]:
    """Days that must have come."""

    def check(before: Any, after: Any, _: Snapshot, __: Record, now: datetime) -> list[str]:
        for field in fields:
            day: date | None = getattr(after, field)
            if day is not None and day > now.date() and day != getattr(before, field):
                raise Refused(field, f"{show_date(day)} is still to come; today is {show_date(now.date())}")
        return []

    return check


def _check_supply(before: Any, after: Any, snapshot: Snapshot, record: Record, now: datetime) -> list[str]:
    _check_days("opened_on")(before, after, snapshot, record, now)
    linked = sum(1 for injection in record.injections if injection.supply_id == after.id)
    if after.held is not None and after.held < linked and after.held != before.held:
        taken = "1 injection that was" if linked == 1 else f"{linked} injections that were"
        return [f"count: {after.held} is fewer than the {taken} taken from this supply"]
    return []


def _check_treatment(before: Any, after: Any, _: Snapshot, __: Record, now: datetime) -> list[str]:
    if _changed(before, after, "first_on", "last_on"):
        refuse_untaken(after, now.date())
    return []


def _check_plan(before: Any, after: Any, *_: Any) -> list[str]:
    ended_on: date | None = after.ended_on
    if _changed(before, after, "set_on", "ended_on") and ended_on is not None and ended_on < after.set_on:
        raise Refused(
            "ended_on", f"{show_date(ended_on)} is before the plan was set, on {show_date(after.set_on)}"
        )
    return []


def _check_kind(before: Any, after: Any, _: Snapshot, record: Record, __: datetime) -> list[str]:
    others = [kind for kind in all_kinds(record) if kind.name != after.name]
    for kind in others:
        if after.label and kind.label.casefold() == after.label.casefold():
            raise Refused("label", f"{quote(after.label)} is the label of {kind.name}", "write another one")
    if before.shown and not after.shown and not any(kind.shown for kind in others):
        raise Refused("shown", "it is the only symptom that is asked for", "show another one first")
    return []


_CHECKS: Mapping[str, Callable[..., list[str]]] = {
    "injections": _check_injection,
    "symptoms": _check_log,
    "labs": _check_days("date"),
    "notes": _check_days("date"),
    "questions": _check_days("asked_on", "answered_on"),
    "supplies": _check_supply,
    "plans": _check_plan,
    "treatments": _check_treatment,
    "symptom_kinds": _check_kind,
}


def _changed(before: Any, after: Any, *names: str) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)
