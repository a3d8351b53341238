"""The record as a FHIR R4 bundle, for programs of clinics: plans, doses, laboratory results and scores.

What always holds: everything is said in words and nothing is said twice as sure as it is; text stays text, as no
narrative in HTML is made. The same record has the same address in every export.

Decided: a dose is a MedicationAdministration only where the record was made by who gave it and within a day, because
that is what the word promises; what somebody else gave, or what was written down later, is a MedicationStatement by
the patient.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from b12track.domain.amounts import show_dose, show_strength, show_volume
from b12track.domain.dates import show_date
from b12track.domain.documentation import NOT_KNOWN
from b12track.domain.interval_words import show_every, show_until
from b12track.domain.intervals import WEEKDAYS, Doses, Length, Unit, Weekdays
from b12track.domain.kinds import all_kinds
from b12track.domain.records import Injection, Lab, Person, Phase, Plan, Record, SymptomKind, SymptomLog
from b12track.domain.reigns import plan_in_force
from b12track.domain.terms import ROUTES, site_label
from b12track.reports import fhir_codes as codes

Resource = dict[str, Any]

_NAMES = UUID("6f1c5e0a-7d1b-5c9e-9d0b-b12b12b12b12")
_SELF = ("self", "me", "myself", "i", "patient", "the patient")
_AT_ONCE = timedelta(days=1)
_WIDEST_OFFSET = timedelta(hours=14)
_PERIODS: dict[Unit, str] = {"days": "d", "weeks": "wk", "months": "mo"}
_SCORE_UNIT = "{score}"


def bundle(record: Record, now: datetime) -> Resource:
    """Everything that has a place in FHIR, in the order of the record."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _instant(now.replace(microsecond=0)),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": _without_nothing(resource)}
            for resource in _resources(record, now.date())
        ],
    }


def _resources(record: Record, today: date) -> Iterator[Resource]:
    person = record.person
    yield {
        "resourceType": "Patient",
        "id": _id(person, "person", ""),
        "name": [{"text": person.name}],
        "birthDate": person.born.isoformat() if person.born is not None else None,
    }
    in_force = plan_in_force(record.plans, today)
    for plan in record.plans:
        yield _request(person, plan, in_force, today)
    for injection in record.injections:
        yield _dose(person, injection)
    for lab in record.labs:
        yield _result(person, lab)
    yield from _scores(record)


def _request(person: Person, plan: Plan, in_force: Plan | None, today: date) -> Resource:
    return {
        "resourceType": "MedicationRequest",
        "id": _id(person, "plans", plan.id),
        "status": _status(plan, in_force, today),
        "statusReason": _worded(plan.end_reason),
        "intent": "order",
        "reportedBoolean": True,
        "medicationCodeableConcept": codes.drug(plan.drug),
        "subject": _patient(person),
        "authoredOn": plan.set_on.isoformat(),
        "requester": _named(plan.prescribed_by),
        "reasonCode": _reasons(person),
        "note": _notes(
            f"Source: {plan.source}" if plan.source.strip() else "",
            f"First dose due {show_date(plan.first_due)}",
            f"Ended {show_date(plan.ended_on)}" if plan.ended_on is not None else "",
        ),
        "dosageInstruction": [
            _instruction(plan, phase, number) for number, phase in enumerate(plan.phases, 1)
        ],
    }


def _status(plan: Plan, in_force: Plan | None, today: date) -> str:
    if plan is in_force or plan.set_on > today:
        return "active"
    return "stopped" if plan.ended_on is not None and plan.ended_on <= today else "completed"


def _instruction(plan: Plan, phase: Phase, number: int) -> Resource:
    lasting = show_until(phase.until, plan.prescribed_by or "the clinician")
    name = f"{phase.name.strip()}: " if phase.name.strip() else ""
    return {
        "sequence": number,
        "text": f"{name}{show_dose(plan.dose_mcg)} {ROUTES[plan.route]}, {show_every(phase.every)}, {lasting}",
        "timing": {"repeat": _repeat(phase)},
        "route": codes.route(plan.route, ROUTES[plan.route]),
        "doseAndRate": [{"doseQuantity": _mcg(plan.dose_mcg)}],
    }


def _repeat(phase: Phase) -> Resource:
    every, until = phase.every, phase.until
    if isinstance(every, Weekdays):
        found: Resource = {"dayOfWeek": [WEEKDAYS[day] for day in every.days]}
    else:
        found = {"frequency": 1, "period": every.low, "periodUnit": _PERIODS[every.unit]}
        if every.high != every.low:
            found["periodMax"] = every.high
    if isinstance(until, Doses):
        found["count"] = until.number
    elif isinstance(until, Length):
        unit = _PERIODS[until.unit]
        found["boundsDuration"] = {
            "value": until.number,
            "unit": unit,
            "system": codes.UCUM,
            "code": unit,
        }
    return found


def _dose(person: Person, given: Injection) -> Resource:
    own = is_own_record(person, given)
    medication = _medication(given)
    shared: Resource = {
        "resourceType": "MedicationAdministration" if own else "MedicationStatement",
        "id": _id(person, "injections", given.id),
        "contained": [medication] if medication else None,
        "status": "completed",
        "subject": _patient(person),
        "effectiveDateTime": _instant(given.given_at) if given.time_known else given.given_on.isoformat(),
        "reasonCode": _reasons(person),
        "note": _notes(
            given.note,
            f"Reaction: {given.reaction}" if given.reaction.strip() else "",
            "" if given.counts else "Extra to the plan",
            f"Given by: {', '.join(filter(str.strip, (given.given_by, given.provider)))}"
            if given.given_by.strip() or given.provider.strip()
            else "",
            f"Place: {given.location}" if given.location.strip() else "",
            f"Container: {given.container}" if given.container.strip() else "",
            f"Recorded {show_date(given.recorded_at.date())}" if given.recorded_at is not None else "",
        ),
    }
    if medication:
        shared["medicationReference"] = {"reference": "#medication", "display": given.drug}
    else:
        shared["medicationCodeableConcept"] = codes.drug(given.drug, given.strength_mcg_per_ml)
    if own:
        return {
            **shared,
            "performer": [{"actor": _patient(person)}],
            "dosage": _dosage(given, administered=True),
        }
    return {
        **shared,
        "dateAsserted": _instant(given.recorded_at) if given.recorded_at is not None else None,
        "informationSource": _patient(person),
        "dosage": [_dosage(given, administered=False)],
    }


def is_own_record(person: Person, given: Injection) -> bool:
    """Whether who gave the dose wrote it down, and at once."""
    by = given.given_by.casefold().strip()
    at_once = given.recorded_at is not None and abs(given.recorded_at - given.given_at) <= _AT_ONCE
    return at_once and (by in _SELF or by == person.name.casefold().strip())


def _medication(given: Injection) -> Resource | None:
    """What was in the vial, where its label was written down."""
    lot = "" if given.lot.casefold().strip() == NOT_KNOWN else given.lot
    expires = given.expires.isoformat() if given.expires is not None else None
    strength = given.strength_mcg_per_ml
    if not lot.strip() and expires is None and strength is None:
        return None
    return {
        "resourceType": "Medication",
        "id": "medication",
        "code": codes.drug(given.drug, strength),
        "ingredient": [
            {
                "itemCodeableConcept": codes.concept(given.drug),
                "strength": {"numerator": _mcg(strength), "denominator": codes.quantity(1, "mL")},
            }
        ]
        if strength is not None
        else None,
        "batch": {"lotNumber": lot or None, "expirationDate": expires},
    }


def _dosage(given: Injection, *, administered: bool) -> Resource:
    dose = _mcg(given.dose_mcg)
    parts = [
        show_dose(given.dose_mcg),
        show_volume(given.volume_ml) if given.volume_ml is not None else "",
        f"of {show_strength(given.strength_mcg_per_ml)}" if given.strength_mcg_per_ml is not None else "",
        ROUTES[given.route],
        site_label(given.site),
    ]
    return {
        "text": ", ".join(part for part in parts if part.strip()),
        "site": codes.site(given, site_label(given.site)) if given.site.strip() else None,
        "route": codes.route(given.route, ROUTES[given.route]),
        **({"dose": dose} if administered else {"doseAndRate": [{"doseQuantity": dose}]}),
    }


def _result(person: Person, lab: Lab) -> Resource:
    ends = {
        "low": codes.quantity(lab.low, lab.unit) if lab.low is not None else None,
        "high": codes.quantity(lab.high, lab.unit) if lab.high is not None else None,
    }
    return {
        "resourceType": "Observation",
        "id": _id(person, "labs", lab.id),
        "status": "final",
        "category": [_category("laboratory", "Laboratory")],
        "code": codes.test(lab),
        "subject": _patient(person),
        "effectiveDateTime": lab.date.isoformat(),
        "performer": [_named(lab.lab)] if lab.lab.strip() else None,
        "valueQuantity": {**codes.quantity(lab.value, lab.unit), "comparator": lab.comparator},
        "note": _notes(lab.note),
        "referenceRange": [ends] if lab.low is not None or lab.high is not None else None,
    }


def _scores(record: Record) -> Iterator[Resource]:
    person = record.person
    kinds = {kind.name: kind for kind in all_kinds(record)}
    words = {name: _scale(kind) for name, kind in kinds.items()}
    for log in record.symptoms:
        for name, score in log.scores.items():
            yield {
                **_of_the_day(person, log, name),
                "code": codes.concept(words[name], {"system": codes.LOCAL_SYMPTOM, "code": _token(name)}),
                "valueQuantity": codes.quantity(score, "score", _SCORE_UNIT),
            }
        if log.note.strip():
            yield {
                **_of_the_day(person, log, ""),
                "code": codes.concept("Note of the day"),
                "valueString": _plain(log.note),
            }


def _scale(kind: SymptomKind) -> str:
    """What was scored, and what its ends say: without them a number is nothing to another reader."""
    low, high = (f" ({end})" if end.strip() else "" for end in (kind.low, kind.high))
    return f"{kind.label}, 0{low} to 10{high}"


def _of_the_day(person: Person, log: SymptomLog, what: str) -> Resource:
    return {
        "resourceType": "Observation",
        "id": _id(person, "symptoms", f"{log.id}\0{what}"),
        "status": "final",
        "category": [_category("survey", "Survey")],
        "subject": _patient(person),
        "effectiveDateTime": log.date.isoformat(),
        "performer": [_patient(person)],
    }


def _mcg(amount: float) -> Resource:
    return codes.quantity(amount, "mcg", "ug")


def _category(code: str, words: str) -> Resource:
    system = "http://terminology.hl7.org/CodeSystem/observation-category"
    return codes.concept(words, {"system": system, "code": code})


def _patient(person: Person) -> Resource:
    return {"reference": f"urn:uuid:{_id(person, 'person', '')}", "display": person.name}


def _named(name: str) -> Resource | None:
    return {"display": name} if name.strip() else None


def _worded(text: str) -> Resource | None:
    return codes.concept(text) if text.strip() else None


def _reasons(person: Person) -> list[Resource] | None:
    words = [text for text in (person.indication, person.cause, *person.codes) if text.strip()]
    return [codes.concept(text) for text in words] or None


def _notes(*texts: str) -> list[Resource] | None:
    return [{"text": text} for text in texts if text.strip()] or None


def _id(person: Person, kind: str, id: str) -> str:
    return str(uuid5(_NAMES, "\0".join((person.name, kind, id))))


def _instant(at: datetime) -> str:
    """A moment with its offset; in UTC where FHIR has no such offset."""
    offset = at.utcoffset() or timedelta()
    is_known = abs(offset) <= _WIDEST_OFFSET and offset % timedelta(minutes=1) == timedelta()
    whole = at if is_known else at.astimezone(UTC)
    return whole.isoformat(timespec="microseconds" if whole.microsecond else "seconds")


def _token(name: str) -> str:
    """A symptom's name as a code: no blanks but single ones inside."""
    return " ".join(name.split())


def _plain(text: str) -> str:
    return re.sub("[\u2028\u2029]", "\n", text)


def _without_nothing(value: Any) -> Any:
    """The resource without what is not known: FHIR has no empty values."""
    if isinstance(value, dict):
        kept = {key: _without_nothing(each) for key, each in value.items() if each is not None}
        return {key: each for key, each in kept.items() if each not in ({}, [])}
    if isinstance(value, list):
        return [_without_nothing(each) for each in value]
    return _plain(value) if isinstance(value, str) else value
