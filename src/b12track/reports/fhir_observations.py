"""Laboratory results and scores in FHIR: an observation each."""

from collections.abc import Iterator

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Lab, Person, Record, SymptomKind
from b12track.reports import fhir_codes as codes
from b12track.reports.fhir_parts import Resource, category, identity, named, notes, patient, plain, token

_SCORE_UNIT = "{score}"


def result(person: Person, lab: Lab) -> Resource:
    """One laboratory result."""
    ends = {
        "low": codes.quantity(lab.low, lab.unit) if lab.low is not None else None,
        "high": codes.quantity(lab.high, lab.unit) if lab.high is not None else None,
    }
    return {
        "resourceType": "Observation",
        "id": identity(person, "labs", lab.id),
        "status": "final",
        "category": [category("laboratory", "Laboratory")],
        "code": codes.test(lab),
        "subject": patient(person),
        "effectiveDateTime": lab.date.isoformat(),
        "performer": [named(lab.lab)] if lab.lab.strip() else None,
        "valueQuantity": {**codes.quantity(lab.value, lab.unit), "comparator": lab.comparator},
        "note": notes(lab.note),
        "referenceRange": [ends] if lab.low is not None or lab.high is not None else None,
    }


def scores(record: Record) -> Iterator[Resource]:
    """Every score of every day, and the notes beside them; parts that all share are made once, as they are many."""
    person = record.person
    words = {
        kind.name: codes.concept(
            plain(_scale(kind)), {"system": codes.LOCAL_SYMPTOM, "code": token(kind.name)}
        )
        for kind in all_kinds(record)
    }
    note, survey, who = codes.concept("Note of the day"), [category("survey", "Survey")], patient(person)

    def observed(id: str, day: str, what: str, code: Resource, value: Resource) -> Resource:
        return {
            "resourceType": "Observation",
            "id": identity(person, "symptoms", f"{id}\0{what}"),
            "status": "final",
            "category": survey,
            "code": code,
            "subject": who,
            "effectiveDateTime": day,
            "performer": [who],
            **value,
        }

    for log in record.symptoms:
        day = log.date.isoformat()
        for name, score in log.scores.items():
            value = {"valueQuantity": codes.quantity(score, "score", _SCORE_UNIT)}
            yield observed(log.id, day, name, words[name], value)
        if log.note.strip():
            yield observed(log.id, day, "", note, {"valueString": plain(log.note)})


def _scale(kind: SymptomKind) -> str:
    """What was scored, and what its ends say: without them a number is nothing to another reader."""
    low, high = (f" ({end})" if end.strip() else "" for end in (kind.low, kind.high))
    return f"{kind.label}, 0{low} to 10{high}"
