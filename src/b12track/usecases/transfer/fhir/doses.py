"""Doses: what was administered, what the patient states, and an injection that was written down as a vaccination.

What always holds: a dose is taken where it says the drug, how much, which way and when, of one single day. A medicine
that is not B12 is never taken for one, nor a tablet for an injection.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from b12track.domain.record.faults import Deed
from b12track.domain.typed import amounts, terms
from b12track.domain.wording.labels import read_expiry, read_lot
from b12track.domain.wording.text import clean, folded_words, quote
from b12track.reports.fhir import codes
from b12track.usecases.transfer.fhir.parts import (
    Left,
    Moment,
    Resource,
    coded,
    codes_of,
    listed,
    moment,
    noon,
    notes_of,
    number,
    own_id,
    part,
    readable,
    text,
    unit_of,
    words_of,
)

# A reference's resource: of the bundle, or of those that a resource brings along.
Find = Callable[[Resource, Any], Resource]

_B12_WORDS = ("cobalamin", "vitamin b12", "vitamin b 12", "vit b12", "b12")
_OUR_WORDS = {
    "Given by": "given_by",
    "Provider": "provider",
    "Place": "location",
    "Container": "container",
    "Reaction": "reaction",
}
_TABLETS = ("tablet", "capsule", "spray", "lozenge", "oral", "sublingual", "nasal", "drops", "patch")


def dose(resource: Resource, find: Find, now: datetime, route: str = "") -> dict[str, Any]:
    """One dose; `route` was stated for those that say none."""
    if (status := text(resource.get("status"))) != "completed":
        raise Left(f"is {status or 'of no status'}, not completed")
    kind = resource["resourceType"]
    is_ours = bool(own_id(resource))
    medication, concept = _medication(resource, find)
    said = _dosage(resource, kind)
    strength = _strength(medication)
    drug = words_of(concept) if is_ours else _drug(concept)
    when = _when(resource, kind, now)
    raw: dict[str, Any] = {
        "given_at": when.instant.isoformat() if when.instant is not None else noon(when.day, now),
        **({} if when.instant is not None else {"time_known": False}),
        "drug": readable(terms.read_drug, drug),
        "dose_mcg": _amount(said, strength),
        "route": _route(part(said, "route"), route),
    }
    if strength is not None:
        raw["strength_mcg_per_ml"] = strength
    if site := words_of(part(said, "site")):
        raw["site"] = readable(terms.read_site, site)
    batch = part(medication, "batch")
    if lot := text(batch.get("lotNumber")) or text(resource.get("lotNumber")):
        raw["lot"] = readable(read_lot, lot)
    if expires := text(batch.get("expirationDate")) or text(resource.get("expirationDate")):
        raw["expires"] = readable(read_expiry, expires[:10], now.date()).isoformat()
    performer = part(resource, "performer", "actor")
    is_patient = bool(performer) and find(resource, performer).get("resourceType") == "Patient"
    if not is_ours and (name := text(performer.get("display"))):
        raw["given_by" if is_patient else "provider"] = (
            "self" if is_patient else readable(clean, name, "provider")
        )
    note, ours = notes_of(resource)
    if note:
        raw["note"] = readable(clean, note, "note", lines=True)
    if is_ours:  # what our own export said of a dose in words that no field of FHIR is for
        raw |= {field: ours[name] for name, field in _OUR_WORDS.items() if name in ours}
        if "Volume" in ours:
            raw["volume_ml"] = readable(amounts.read_volume, ours["Volume"])
        if "Extra to the plan" in ours:
            raw["counts"] = False
    return raw


def treatment(resource: Resource) -> dict[str, Any]:
    """Something that is taken beside the injections, as our own export wrote it."""
    period = part(resource, "effectivePeriod")
    kind = next(iter(codes_of(resource.get("category"), codes.LOCAL_TREATMENT)), "")
    raw: dict[str, Any] = {
        "name": words_of(resource.get("medicationCodeableConcept")),
        "kind": kind,
        "from": text(period.get("start")),
    }
    if last := text(period.get("end")):
        raw["to"] = last
    if note := notes_of(resource)[0]:
        raw["note"] = note
    return raw


def _medication(resource: Resource, find: Find) -> tuple[Resource, Any]:
    """The medicine where it is described, and its concept."""
    if resource["resourceType"] == "Immunization":
        return {}, resource.get("vaccineCode")
    if concept := resource.get("medicationCodeableConcept"):
        return {}, concept
    reference = part(resource, "medicationReference")
    medication = find(resource, reference)
    return medication, medication.get("code") or {"text": text(reference.get("display"))}


def _drug(concept: Any) -> str:
    """The drug, where it is B12 for certain."""
    if known := codes.drug_of(coded(concept)):
        return known
    words = words_of(concept)
    folded = folded_words(words)
    found = [drug for drug in terms.DRUGS if drug in folded]
    if not words:
        raise Left("does not say which medicine it is")
    if not found and not any(word in folded.replace("-", " ") for word in _B12_WORDS):
        raise Left(f"{quote(words)} is not B12")
    if any(word in folded for word in _TABLETS):
        raise Left(f"{quote(words)} is not an injection")
    return found[0] if len(found) == 1 else words


def _dosage(resource: Resource, kind: str) -> dict[str, Any]:
    """The amount, the way and the place, wherever the resource has them."""
    if kind == "Immunization":
        return {
            "dose": part(resource, "doseQuantity"),
            "route": part(resource, "route"),
            "site": part(resource, "site"),
        }
    dosage = part(resource, "dosage")
    if kind == "MedicationStatement":
        if len(listed(resource.get("dosage"))) > 1:
            raise Left("has several dosages, so it is not a single dose")
        return {**dosage, "dose": part(dosage, "doseAndRate", "doseQuantity")}
    return dict(dosage)


def _when(resource: Resource, kind: str, now: datetime) -> Moment:
    said = resource.get("occurrenceDateTime" if kind == "Immunization" else "effectiveDateTime")
    period = part(resource, "effectivePeriod")
    if said is None and period:
        begun = moment(period.get("start"), now, "when it was given")
        ended = moment(period.get("end"), now, "when it ended")
        if begun.day != ended.day:
            raise Left("is of more than one day, so it is not a single dose")
        return begun
    return moment(said, now, "when it was given")


def _strength(medication: Resource) -> float | None:
    """Micrograms in a millilitre, where the medicine says both."""
    ratio = part(medication, "ingredient", "strength")
    if not ratio or len(listed(medication.get("ingredient"))) != 1:
        return None
    numerator, denominator = part(ratio, "numerator"), part(ratio, "denominator")
    if folded_words(unit_of(denominator)) != "ml":
        return None
    try:
        mcg, ml = amounts.read_dose(_typed(numerator)), number(denominator)
    except (ValueError, Left):
        return None
    strength = mcg / ml if ml else 0
    return (int(strength) if float(strength).is_integer() else strength) or None


def _amount(said: Resource, strength: float | None) -> float:
    """The dose; one in millilitres is what the strength makes it."""
    quantity = part(said, "dose")
    if not quantity:
        raise Left("does not say how much was given")
    if folded_words(unit_of(quantity)) == "ml":
        if strength is None:
            raise Left("gives its dose in mL without a strength")
        dose = strength * number(quantity)
        return int(dose) if float(dose).is_integer() else dose
    found: float = readable(amounts.read_dose, _typed(quantity))
    return found


def _typed(quantity: Resource) -> str:
    """A quantity as somebody would type it."""
    value = number(quantity)
    return (
        f"{value:f}".rstrip("0").rstrip(".") + unit_of(quantity)
        if isinstance(value, float)
        else f"{value}{unit_of(quantity)}"
    )


def _route(concept: Any, otherwise: str) -> str:
    if known := codes.route_of(coded(concept)):
        return known
    if words := words_of(concept) or otherwise:
        route: str = readable(terms.read_route, words)
        return route
    raise Left("does not say the route", Deed("state route"))
