"""A record with some of its fields changed, checked as if it were entered like that.

What always holds: only what was changed is checked anew, so that a record from elsewhere with an old contradiction
can still be given a note.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Record
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.scores import read_score
from b12track.domain.wording.record_names import SINGULAR
from b12track.domain.wording.text import quote
from b12track.store.file.snapshot import Snapshot
from b12track.usecases.enter.daily_log import find_kind, log_of
from b12track.usecases.fields import Typing, cleared, field_named, refuse_two_units, unknown_field
from b12track.usecases.lookup import Found

_EXAMPLES = {
    "injections": "site=left-thigh",
    "symptoms": "energy=6",
    "labs": "value=412",
    "visits": "at=10:20",
    "notes": 'text="started metformin"',
    "treatments": "to=yesterday",
    "person": "timezone=Europe/London",
}


def changed_value(found: Found, assignments: Sequence[str], record: Record, now: datetime, yes: bool) -> Any:
    """The record with these fields changed, in the order they were written."""
    if not assignments:
        example = _EXAMPLES.get(found.kind, "FIELD=VALUE")
        raise Refused("", "it is not said what to change", f"write a field and its value, such as {example}")
    value, seen = found.value, set()
    said: dict[str, Any] = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        name = name.strip()
        if not equals:
            raise Refused(
                "field",
                f"{quote(assignment)} has no value",
                f"write it as {quote(name)}=VALUE, or nothing after the = to empty it",
            )
        typing, known = Typing(value, record, now, yes), field_named(found.kind, name)
        if known is not None:
            field, changes = known.name, known.read(text, typing) if text.strip() else cleared(known, value)
        elif found.kind == "symptoms" and name.casefold() not in ("id", "scores", "recorded_at"):
            symptom, scores = find_kind(record, name), dict(value.scores)
            if text.strip():
                scores[symptom.name] = read_score(text, symptom)
            else:
                scores.pop(symptom.name, None)  # an empty one takes it out
            field, changes = symptom.name, {"scores": scores}
        else:
            raise unknown_field(found.kind, name, f"this {SINGULAR.get(found.kind, found.kind)}")
        if field in seen:
            raise Refused(field, "it was written twice", "write it once")
        seen.add(field)
        refuse_two_units(said, changes)
        said |= changes
        value = value._replace(**changes)
    return value


def check_change(found: Found, after: Any, snapshot: Snapshot, record: Record, now: datetime) -> list[str]:
    """Refuse what cannot be; give back what is plausible but unusual."""
    doubts = refuse_unfit(found.kind, found.value, after, record, now)
    if found.kind == "symptoms":
        # A day has one log, and a log says something; entering adds to the one that is there.
        other = log_of(snapshot, after.date) if found.value.date != after.date else None
        if other is not None:
            raise Refused(
                "date",
                f"{show_date(after.date)} has a log already ({other.id}), and a day has only one",
                "change that one, or delete one of the two",
            )
        if not after.scores and not after.note:
            raise Refused("log", "then nothing would be left in it", Deed("delete", after.id))
    return doubts
