"""Laboratory results and scores in FHIR: an observation each."""

from collections.abc import Iterator

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Lab, Record, SymptomLog
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import show_result
from b12track.reports.fhir import codes
from b12track.reports.fhir.parts import (
    Resource,
    Subject,
    category,
    identifiers,
    identity,
    instant,
    named,
    narrative,
    notes,
    patient,
    plain,
    token,
)

_SCORE_UNIT = "{score}"


def result(subject: Subject, lab: Lab) -> Resource:
    """One laboratory result."""
    ends = {
        "low": codes.quantity(lab.low, lab.unit) if lab.low is not None else None,
        "high": codes.quantity(lab.high, lab.unit) if lab.high is not None else None,
    }
    return {
        "resourceType": "Observation",
        "id": identity(subject, "labs", lab.id),
        "text": narrative(f"{show_result(lab)}, {show_date(lab.date)}", lab.note),
        "identifier": identifiers("labs", lab.id),
        "status": "final",
        "category": [category("laboratory", "Laboratory")],
        "code": codes.test(lab),
        "subject": patient(subject),
        "effectiveDateTime": lab.date.isoformat(),
        "performer": [named(lab.lab)] if lab.lab.strip() else None,
        "valueQuantity": {**codes.quantity(lab.value, lab.unit), "comparator": lab.comparator},
        "note": notes(lab.note),
        "referenceRange": [ends] if lab.low is not None or lab.high is not None else None,
    }


def scores(subject: Subject, record: Record) -> Iterator[Resource]:
    """Every score of every day, and the notes beside them; parts that all share are made once, as they are many."""
    words = {}
    for kind in all_kinds(record):
        # What was scored, and what its ends say: without them a number is nothing to another reader.
        low, high = (f" ({end})" if end.strip() else "" for end in (kind.low, kind.high))
        label = plain(kind.label).strip() or token(kind.name)
        coding = codes.coding(codes.LOCAL_SYMPTOM, token(kind.name), label)
        words[kind.name] = codes.concept(plain(f"{kind.label}, 0{low} to 10{high}"), coding)
    note, survey, who = codes.concept("Note of the day"), [category("survey", "Survey")], patient(subject)

    def observed(log: SymptomLog, what: str, code: Resource, said: str, value: Resource) -> Resource:
        day = log.date.isoformat()
        resource = {
            "resourceType": "Observation",
            "id": identity(subject, "symptoms", f"{log.id}\0{what}"),
            "text": narrative(f"{code['text']}: {said}, {show_date(log.date)}"),
            "identifier": identifiers("symptoms", log.id, what),
            "status": "final",
            "category": survey,
            "code": code,
            "subject": who,
            "effectiveDateTime": day,
            "performer": [who],
            **value,
        }
        if log.recorded_at is not None:
            resource["issued"] = instant(log.recorded_at)
        return resource

    for log in record.symptoms:
        for name, score in log.scores.items():
            value = {"valueQuantity": codes.quantity(score, "score", _SCORE_UNIT)}
            yield observed(log, name, words[name], str(score), value)
        if log.note.strip():
            text = plain(log.note)
            yield observed(log, "", note, text, {"valueString": text})
