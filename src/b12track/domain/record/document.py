"""The exchange document as a whole: what makes it valid, and the record that it holds.

What always holds: a document is taken whole or not at all, and a refusal names the first few faults with their paths.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from b12track.domain.record import fields, loading
from b12track.domain.record.faults import Refused
from b12track.domain.record.field_types import Fault
from b12track.domain.record.records import KINDS, VERSION, Record
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.domain.typed.zones import zone_named

__all__ = [
    "FORMAT",
    "VERSION",
    "Invalid",
    "check",
    "check_together",
    "load",
    "read",
    "refuse_invalid",
    "write",
]

FORMAT = "b12track"
READ_VERSIONS = (1, VERSION)
_NAMED_FAULTS = 3


class Invalid(Refused):
    """The document breaks the rules; `faults` has all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        named = "; ".join(str(fault) for fault in faults[:_NAMED_FAULTS])
        more = len(faults) - _NAMED_FAULTS
        super().__init__(
            "", "this is not a valid document", named + (f"; and {more} more" if more > 0 else "")
        )


def read(raw: Any, known_symptoms: Collection[str] = ()) -> Record:
    """The record in a raw document, or `Invalid`; `known_symptoms` are kinds that the reader already has."""
    refuse_invalid(raw, known_symptoms)
    return load(raw)


def refuse_invalid(raw: Any, known_symptoms: Collection[str] = ()) -> None:
    """`Invalid` for a document that is not valid; nothing is made of one that is."""
    if faults := list(check(raw, known_symptoms)):
        raise Invalid(faults)


def load(raw: Mapping[str, Any]) -> Record:
    """The record in a document that was checked."""
    kinds = {kind: loading.load_all(kind, raw.get(kind) or ()) for kind in KINDS}
    return Record(loading.load("person", raw["person"]), **kinds)


def write(record: Record) -> dict[str, Any]:
    """The raw document of a record."""
    raw: dict[str, Any] = {"format": FORMAT, "version": VERSION, "person": loading.dump(record.person)}
    for kind, values in zip(KINDS, record[1:]):
        raw[kind] = [loading.dump(value) for value in values]
    return raw


def check(raw: Any, known_symptoms: Collection[str] = ()) -> Iterator[Fault]:
    """Everything that keeps a raw document from being valid."""
    if not isinstance(raw, Mapping):
        yield Fault("", "the document is not a JSON object")
        return
    if raw.get("format") != FORMAT:
        yield Fault("format", f'is not "{FORMAT}"')
        return
    version = raw.get("version")
    if type(version) is not int or version not in READ_VERSIONS:
        numbers = " and ".join(map(str, READ_VERSIONS))
        if type(version) is int and version > VERSION:
            yield Fault("version", f"{version} was written by a newer b12track: this one reads {numbers}")
        else:
            yield Fault("version", f"{version!r} cannot be read here: this program reads {numbers}")
        return
    for key in raw:
        if key not in ("format", "version", "person", *KINDS):
            yield Fault(str(key), "is not a known key")
    person: Any = raw.get("person")
    faults = (
        [Fault("person", "is missing")] if person is None else list(fields.PERSON.check(person, "person"))
    )
    if not faults and (zone := person.get("timezone")) and zone_named(zone) is None:
        faults.append(Fault("person.timezone", f"{zone!r} is not a time zone such as Europe/London"))
    faults += _check_records(raw)
    if not faults and version < VERSION:
        faults = list(_too_new(raw, version))
    yield from faults
    if not faults:
        yield from check_together(raw, known_symptoms)


def _check_records(raw: Mapping[str, Any]) -> Iterator[Fault]:
    for kind in KINDS:
        entries = raw.get(kind)
        if entries is None:
            continue
        if not isinstance(entries, list):
            yield Fault(kind, "is not a list")
            continue
        for index, entry in enumerate(entries):
            yield from fields.SCHEMAS[kind].check(entry, f"{kind}[{index}]")


def _too_new(raw: Mapping[str, Any], version: int) -> Iterator[Fault]:
    """What an older document cannot have; each record by itself is in order."""
    for kind in KINDS:
        if kind in raw and fields.KINDS_SINCE.get(kind, 1) > version:
            yield Fault(kind, f"is not a known key of version {version}")
            continue
        for index, entry in enumerate(raw.get(kind) or ()):
            yield from fields.SCHEMAS[kind].too_new(entry, f"{kind}[{index}]", version)


def check_together(raw: Mapping[str, Any], known_symptoms: Collection[str] = ()) -> Iterator[Fault]:
    """The rules that tie records to each other, of a document in which each record by itself is in order."""
    seen: set[str] = set()
    for kind in KINDS[1:]:
        for index, entry in enumerate(raw.get(kind) or ()):
            if entry["id"] in seen:
                yield Fault(f"{kind}[{index}].id", f"{entry['id']!r} is there twice")
            seen.add(entry["id"])
    yield from _check_symptoms(raw, known_symptoms)
    yield from _check_plans(raw)
    supplies = {supply["id"] for supply in raw.get("supplies") or ()}
    for index, injection in enumerate(raw.get("injections") or ()):
        supply_id = injection.get("supply_id")
        if supply_id and supply_id not in supplies:
            yield Fault(f"injections[{index}].supply_id", f"there is no supply {supply_id!r}")
    for index, treatment in enumerate(raw.get("treatments") or ()):
        if (to := treatment.get("to")) is not None and to < treatment["from"]:
            yield Fault(f"treatments[{index}].to", f"{to} is before its from {treatment['from']}")
    for index, lab in enumerate(raw.get("labs") or ()):
        low, high = lab.get("low"), lab.get("high")
        if low is not None and high is not None and low > high:
            yield Fault(f"labs[{index}].low", f"the range begins at {low}, after its end {high}")


def _check_symptoms(raw: Mapping[str, Any], known_symptoms: Collection[str]) -> Iterator[Fault]:
    names = {kind.name for kind in BUILTIN_SYMPTOMS} | set(known_symptoms)
    own: set[str] = set()
    for index, kind in enumerate(raw.get("symptom_kinds") or ()):
        if kind["name"] in own:
            yield Fault(f"symptom_kinds[{index}].name", f"{kind['name']!r} is there twice")
        own.add(kind["name"])
    days: set[str] = set()
    for index, log in enumerate(raw.get("symptoms") or ()):
        if log["date"] in days:
            yield Fault(f"symptoms[{index}].date", f"there are two logs on {log['date']}; a day has one")
        days.add(log["date"])
        for name in log["scores"]:
            if name not in names and name not in own:
                yield Fault(f"symptoms[{index}].scores.{name}", "is not a known symptom")


def _check_plans(raw: Mapping[str, Any]) -> Iterator[Fault]:
    plans = {plan["id"]: plan for plan in raw.get("plans") or ()}
    for index, plan in enumerate(raw.get("plans") or ()):
        if (first_by := plan.get("first_by")) is not None and first_by < plan["first_due"]:
            yield Fault(f"plans[{index}].first_by", f"{first_by} is before its first_due {plan['first_due']}")
    for kind, dated in (("adjustments", "recorded_on"), ("transitions", "on")):
        for index, entry in enumerate(raw.get(kind) or ()):
            path = f"{kind}[{index}]"
            plan = plans.get(entry["plan_id"])
            if plan is None:
                yield Fault(f"{path}.plan_id", f"there is no plan {entry['plan_id']!r}")
                continue
            if entry[dated] < plan["set_on"]:
                yield Fault(f"{path}.{dated}", f"{entry[dated]} is before its plan's set_on {plan['set_on']}")
            if kind == "transitions" and entry["to_phase"] >= len(plan["phases"]):
                count = len(plan["phases"])
                yield Fault(f"{path}.to_phase", f"the plan has {count} {'phase' if count == 1 else 'phases'}")
            if entry.get("kind") == "move" and entry.get("due") is None:
                yield Fault(f"{path}.due", "is missing; a move needs the new date")
