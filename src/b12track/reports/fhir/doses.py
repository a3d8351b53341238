"""Doses in FHIR: an administration, or the patient's statement about one.

Decided: a dose is a MedicationAdministration only where the record was made by who gave it and within a day, because
that is what the word promises; what somebody else gave, or what was written down later, is a MedicationStatement by
the patient.
"""

from datetime import timedelta

from b12track.domain.record.records import Injection, Person
from b12track.domain.rules.audit import NOT_KNOWN
from b12track.domain.rules.giver import is_self_given
from b12track.domain.typed.amounts import show_dose, show_strength, show_volume
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.reports.fhir import codes
from b12track.reports.fhir.parts import (
    Resource,
    Subject,
    identifiers,
    identity,
    instant,
    mcg,
    narrative,
    notes,
    patient,
    reasons,
)

_AT_ONCE = timedelta(days=1)


def dose(subject: Subject, given: Injection) -> Resource:
    """One dose."""
    person = subject.person
    own = is_own_record(person, given)
    medication = _medication(given)
    when = show_when(given.given_at, time_known=given.time_known)
    said = ", ".join(filter(str.strip, (f"Injection of {given.drug}, {when}", _in_words(given))))
    shared: Resource = {
        "resourceType": "MedicationAdministration" if own else "MedicationStatement",
        "id": identity(subject, "injections", given.id),
        "text": narrative(said, given.note),
        "identifier": identifiers("injections", given.id),
        "contained": [medication] if medication else None,
        "status": "completed",
        "subject": patient(subject),
        "effectiveDateTime": instant(given.given_at) if given.time_known else given.given_on.isoformat(),
        "reasonCode": reasons(person),
        "note": notes(
            given.note,
            f"Reaction: {given.reaction}" if given.reaction.strip() else "",
            "" if given.counts else "Extra to the plan",
            f"Given by: {given.given_by}" if given.given_by.strip() else "",
            f"Provider: {given.provider}" if given.provider.strip() else "",
            f"Place: {given.location}" if given.location.strip() else "",
            f"Container: {given.container}" if given.container.strip() else "",
            f"Volume: {show_volume(given.volume_ml)}" if given.volume_ml is not None else "",
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
            "performer": [{"actor": patient(subject)}],
            "dosage": _dosage(given, administered=True),
        }
    return {
        **shared,
        "dateAsserted": instant(given.recorded_at) if given.recorded_at is not None else None,
        "informationSource": patient(subject),
        "dosage": [_dosage(given, administered=False)],
    }


def is_own_record(person: Person, given: Injection) -> bool:
    """Whether who gave the dose wrote it down, and at once."""
    at_once = given.recorded_at is not None and abs(given.recorded_at - given.given_at) <= _AT_ONCE
    return at_once and is_self_given(person, given)


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
                "strength": {"numerator": mcg(strength), "denominator": codes.quantity(1, "mL")},
            }
        ]
        if strength is not None
        else None,
        "batch": {"lotNumber": lot if lot.strip() else None, "expirationDate": expires},
    }


def _dosage(given: Injection, *, administered: bool) -> Resource:
    dose = mcg(given.dose_mcg)
    return {
        "text": _in_words(given),
        "site": codes.site(given, site_label(given.site)) if given.site.strip() else None,
        "route": codes.route(given.route, ROUTES[given.route]),
        **({"dose": dose} if administered else {"doseAndRate": [{"doseQuantity": dose}]}),
    }


def _in_words(given: Injection) -> str:
    """How much of what, which way and where."""
    parts = (
        show_dose(given.dose_mcg),
        show_volume(given.volume_ml) if given.volume_ml is not None else "",
        f"of {show_strength(given.strength_mcg_per_ml)}" if given.strength_mcg_per_ml is not None else "",
        ROUTES[given.route],
        site_label(given.site),
    )
    return ", ".join(filter(str.strip, parts))
