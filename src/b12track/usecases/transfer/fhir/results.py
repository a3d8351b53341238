"""Observations: laboratory results of anybody's, and scores of ours.

What always holds: an observation is a result only where it says a number with its unit, is final, and is said to be of
a laboratory or has the code of a test that is known here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from b12track.domain.typed.amounts import LAB_COMPARATORS
from b12track.domain.typed.terms import read_unit
from b12track.domain.wording.text import clean, quote
from b12track.reports.fhir import codes
from b12track.usecases.transfer.fhir.parts import (
    Left,
    Resource,
    codes_of,
    listed,
    moment,
    notes_of,
    number,
    own_id,
    part,
    readable,
    text,
    unit_of,
    words_of,
)

_FINAL = ("final", "amended", "corrected")
_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
# A laboratory's test, in the codes of today and of the version before.
_LABORATORY = ("laboratory", "lab")
_SERVICES = "http://terminology.hl7.org/CodeSystem/v2-0074"
_LABORATORIES = frozenset(("LAB", "BG", "BLB", "CH", "HM", "IMM", "MB", "OSL", "SR", "TX"))


def result(resource: Resource, reported: Resource, now: datetime, *, yes: bool) -> dict[str, Any]:
    """A laboratory result; `reported` is the report that it stands in, which may say the day for it."""
    if (status := text(resource.get("status"))) not in _FINAL:
        raise Left(f"is {status or 'of no status'}, not final")
    known = next(filter(None, map(codes.test_of, codes_of(resource.get("code"), codes.LOINC))), "")
    named = {code for each in listed(resource.get("category")) for code in codes_of(each, _CATEGORIES)}
    # A report is a laboratory's where it says so, or does not say what else it is.
    services = {code for each in listed(reported.get("category")) for code in codes_of(each, _SERVICES)}
    is_of_laboratory = bool(reported) and (not services or bool(services & _LABORATORIES))
    if not known and not named & set(_LABORATORY) and not is_of_laboratory:
        raise Left(
            f"is of the category {', '.join(sorted(named))}"
            if named
            else "is not marked as a laboratory result"
        )
    if listed(resource.get("component")):
        raise Left("has several parts")
    quantity = part(resource, "valueQuantity")
    if not quantity:
        raise Left("has no number with a unit")
    name = words_of(resource.get("code"))
    is_ours = bool(own_id(resource))
    test = name if is_ours else known or name
    if not test:
        raise Left("does not say which test it is")
    comparator = quantity.get("comparator")
    if comparator is not None and comparator not in LAB_COMPARATORS:
        raise Left(f"has the mark {quote(str(comparator))}, which is not one of < > <= >=")
    value, said_unit = number(quantity), unit_of(quantity)
    if not said_unit and not is_ours:
        raise Left("has no unit")
    raw: dict[str, Any] = {
        "date": moment(_day_of(resource) or _day_of(reported), now, "the day").day.isoformat(),
        "test": readable(clean, test, "test", limit=80),
        **({"comparator": comparator} if comparator else {}),
        "value": value,
        "unit": said_unit if is_ours else readable(read_unit, said_unit, yes=yes),
        **_range(resource, said_unit),
    }
    if lab := text(part(resource, "performer").get("display")):
        raw["lab"] = readable(clean, lab, "lab")
    if note := notes_of(resource)[0]:
        raw["note"] = readable(clean, note, "note", lines=True)
    return raw


def score(resource: Resource, symptoms: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """A score, or a day's note, of ours; the bundle has one resource for each."""
    _, _, symptom = own_id(resource)
    raw: dict[str, Any] = {
        "date": moment(resource.get("effectiveDateTime"), now, "the day").day.isoformat(),
        "scores": {},
    }
    if not symptom:
        return {**raw, "note": readable(clean, text(resource.get("valueString")), "note", lines=True)}
    if symptom not in symptoms:
        raise Left("is about a symptom that is not known here: add it first")
    value = number(part(resource, "valueQuantity"))
    if value not in range(11):
        raise Left("is not a whole number from 0 to 10")
    return {**raw, "scores": {symptom: value}}


def _day_of(resource: Resource) -> Any:
    return (
        resource.get("effectiveDateTime")
        or resource.get("effectiveInstant")
        or part(resource, "effectivePeriod").get("start")
    )


def _range(resource: Resource, unit: str) -> dict[str, Any]:
    """The laboratory's own range, where it is in the unit of the result; one for others is passed over."""
    ranges = [each for each in listed(resource.get("referenceRange")) if isinstance(each, Mapping)]
    if len(ranges) != 1:
        return {}
    ends = {end: part(ranges[0], end) for end in ("low", "high")}
    return {end: number(said) for end, said in ends.items() if said and unit_of(said) in ("", unit)}
