"""The record as a FHIR R4 bundle, for programs of clinics: plans, doses, treatments, laboratory results and scores.

What always holds: everything is said in words and nothing is said twice as sure as it is; text stays text. The same
record has the same address in every export, and each entry is put there: sent twice, a server holds it once.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from b12track.domain.record.intervals import WEEKDAYS, Doses, Length, Unit, Weekdays
from b12track.domain.record.records import Phase, Plan, Record, Treatment
from b12track.domain.rules.plans_in_force import plan_in_force
from b12track.domain.rules.regimens import regimen_of
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.intervals import show_every, show_until
from b12track.reports.fhir import codes
from b12track.reports.fhir.doses import dose
from b12track.reports.fhir.observations import result, scores
from b12track.reports.fhir.parts import (
    Resource,
    Subject,
    identifiers,
    identity,
    instant,
    mcg,
    named,
    narrative,
    notes,
    patient,
    reasons,
    without_nothing,
    worded,
)

_PERIODS: dict[Unit, str] = {"days": "d", "weeks": "wk", "months": "mo"}


def bundle(now: datetime) -> Resource:
    """The bundle that the entries go into."""
    return {"resourceType": "Bundle", "type": "transaction", "timestamp": instant(now.replace(microsecond=0))}


def entries(record: Record, now: datetime, file: str) -> Iterator[Resource]:
    """Everything that has a place in FHIR, in the order of the record, one by one.

    `file` is the id of the file that they are in. Fifty years of evenings are a hundred thousand entries, so nobody
    holds them all at once.
    """
    subject = Subject(record.person, file)
    few = _few(subject, record, now.date())
    for resource in chain(map(without_nothing, few), scores(subject, record)):
        yield {
            "fullUrl": f"urn:uuid:{resource['id']}",
            "resource": resource,
            "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"},
        }


def _few(subject: Subject, record: Record, today: date) -> Iterator[Resource]:
    """All but the scores, with what is not known as nothing."""
    person = subject.person
    yield {
        "resourceType": "Patient",
        "id": identity(subject, "person", ""),
        "text": narrative(person.name),
        "identifier": identifiers("person"),
        "name": [{"text": person.name}],
        "birthDate": person.born.isoformat() if person.born is not None else None,
    }
    in_force = plan_in_force(record.plans, today)
    for plan in record.plans:
        yield _request(subject, plan, in_force, today)
    for injection in record.injections:
        yield dose(subject, injection)
    for treatment in record.treatments:
        yield _treatment(subject, treatment, today)
    for lab in record.labs:
        yield result(subject, lab)


def _treatment(subject: Subject, treatment: Treatment, today: date) -> Resource:
    """What is taken beside the injections, as the patient says it."""
    last, note = treatment.last_on, treatment.note
    until = f" until {show_date(last)}" if last is not None else ""
    return {
        "resourceType": "MedicationStatement",
        "id": identity(subject, "treatments", treatment.id),
        "text": narrative(f"{treatment.name}, from {show_date(treatment.first_on)}{until}", note),
        "identifier": identifiers("treatments", treatment.id),
        "status": "completed" if last is not None and last < today else "active",
        "category": codes.concept(
            "Beside the injections", codes.coding(codes.LOCAL_TREATMENT, treatment.kind, treatment.kind)
        ),
        "medicationCodeableConcept": codes.concept(treatment.name),
        "subject": patient(subject),
        "effectivePeriod": {
            "start": treatment.first_on.isoformat(),
            "end": last.isoformat() if last is not None else None,
        },
        "informationSource": patient(subject),
        "note": notes(note),
    }


def _request(subject: Subject, plan: Plan, in_force: Plan | None, today: date) -> Resource:
    instructions = [_instruction(plan, phase, number) for number, phase in enumerate(plan.phases, 1)]
    if plan is in_force or plan.set_on > today:
        status = "active"
    else:
        status = "stopped" if plan.ended_on is not None and plan.ended_on <= today else "completed"
    return {
        "resourceType": "MedicationRequest",
        "id": identity(subject, "plans", plan.id),
        "text": narrative(
            f"{plan.drug}, from {show_date(plan.set_on)}", *(each["text"] for each in instructions)
        ),
        "identifier": identifiers("plans", plan.id),
        "status": status,
        "statusReason": worded(plan.end_reason),
        "intent": "order",
        "reportedBoolean": True,
        "medicationCodeableConcept": codes.drug(plan.drug),
        "subject": patient(subject),
        "authoredOn": plan.set_on.isoformat(),
        "requester": named(plan.prescribed_by),
        "reasonCode": reasons(subject.person),
        "note": notes(
            "",
            f"Source: {plan.source}" if plan.source.strip() else "",
            f"First dose due {show_day_range(plan.first_due, plan.first_by or plan.first_due)}",
            "Loading only: no maintenance was ordered" if plan.no_maintenance else "",
            f"Ended {show_date(plan.ended_on)}" if plan.ended_on is not None else "",
        ),
        "dosageInstruction": instructions,
    }


def _instruction(plan: Plan, phase: Phase, number: int) -> Resource:
    lasting = show_until(phase.until, plan.prescribed_by or "the clinician")
    name = f"{phase.name.strip()}: " if phase.name.strip() else ""
    dose = regimen_of(plan, number - 1).dose_mcg
    every, until = phase.every, phase.until
    if isinstance(every, Weekdays):
        repeat: Resource = {"dayOfWeek": [WEEKDAYS[day] for day in every.days]}
    else:
        repeat = {"frequency": 1, "period": every.low, "periodUnit": _PERIODS[every.unit]}
        if every.high != every.low:
            repeat["periodMax"] = every.high
    if isinstance(until, Doses):
        repeat["count"] = until.number
    elif isinstance(until, Length):
        unit = _PERIODS[until.unit]
        repeat["boundsDuration"] = {"value": until.number, "unit": unit, "system": codes.UCUM, "code": unit}
    return {
        "sequence": number,
        "text": f"{name}{show_dose(dose)} {ROUTES[plan.route]}, {show_every(phase.every)}, {lasting}",
        "timing": {"repeat": repeat},
        "route": codes.route(plan.route, ROUTES[plan.route]),
        "doseAndRate": [{"doseQuantity": mcg(dose)}],
    }
