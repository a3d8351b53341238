"""FHIR: valid by the published model, always in words, and in codes only where they were checked."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import example, given, settings
from hypothesis import strategies as st

from b12track.domain.record import document
from b12track.domain.record.records import Injection, Lab, Record, Treatment
from b12track.domain.reference.demo import demo_record
from b12track.reports.fhir.bundle import bundle, entries
from builders import ALEX, EVERY_2_TO_3_MONTHS, day, dose, plan, record, weekly
from documents import FULL, MINIMAL
from hostile import HOSTILE, LINES, TEXT, WORDS
from length import LONG

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=ZoneInfo("Europe/London"))


def made_of(whole: Record, now: datetime) -> dict[str, Any]:
    return {**bundle(now), "entry": list(entries(whole, now, "a file"))}


def exported(whole: Record) -> dict[str, Any]:
    """The bundle after it went through JSON and the published model, which changes nothing."""
    made: dict[str, Any] = json.loads(json.dumps(made_of(whole, NOW), allow_nan=False))
    Bundle.model_validate(made)
    return made


def resources(whole: Record, kind: str) -> list[dict[str, Any]]:
    entries = [entry["resource"] for entry in exported(whole)["entry"]]
    return [resource for resource in entries if resource["resourceType"] == kind]


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def codings(value: Any) -> list[dict[str, Any]]:
    """Every concept in a resource."""
    if isinstance(value, dict):
        here = [value] if "coding" in value else []
        return here + [each for inner in value.values() for each in codings(inner)]
    return [each for inner in value for each in codings(inner)] if isinstance(value, list) else []


def test_the_demo_year_is_valid_and_looks_as_it_always_did() -> None:
    whole = demo_record(date(2026, 11, 21))
    made = exported(whole._replace(symptoms=whole.symptoms[:10]))
    assert made == json.loads((GOLDEN / "demo.fhir.json").read_text("utf-8"))
    kinds = Counter(entry["resource"]["resourceType"] for entry in made["entry"])
    assert kinds["Patient"] == kinds["MedicationRequest"] == 1
    assert kinds["MedicationAdministration"] + kinds["MedicationStatement"] == 11


def test_every_field_of_every_kind_is_valid() -> None:
    assert exported(document.read(FULL))
    assert [entry["resource"]["resourceType"] for entry in exported(document.read(MINIMAL))["entry"]] == [
        "Patient"
    ]


def test_the_same_record_has_the_same_address_and_no_two_share_one() -> None:
    whole = demo_record(date(2026, 11, 21))
    addresses = [entry["fullUrl"] for entry in exported(whole)["entry"]]
    assert len(set(addresses)) == len(addresses)
    assert addresses == [entry["fullUrl"] for entry in made_of(whole, NOW + timedelta(days=9))["entry"]]
    renamed = whole._replace(person=whole.person._replace(name="Mum"))
    assert addresses == [entry["fullUrl"] for entry in made_of(renamed, NOW)["entry"]]
    assert not set(addresses) & {entry["fullUrl"] for entry in entries(whole, NOW, "another file")}


RECORDED = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given_by", "recorded_at", "kind"),
    [
        ("self", RECORDED, "MedicationAdministration"),
        ("Me", RECORDED, "MedicationAdministration"),
        ("alex", RECORDED, "MedicationAdministration"),
        ("self-administered", RECORDED, "MedicationAdministration"),
        ("self", RECORDED + timedelta(days=2), "MedicationStatement"),
        ("self", None, "MedicationStatement"),
        ("nurse", RECORDED, "MedicationStatement"),
        ("", RECORDED, "MedicationStatement"),
    ],
)
def test_a_dose_is_an_administration_where_who_gave_it_wrote_it_down_at_once(
    given_by: str, recorded_at: datetime | None, kind: str
) -> None:
    whole = record(plan(), injections=[dose("01-05", given_by=given_by, recorded_at=recorded_at)])
    assert len(resources(whole, kind)) == 1


def test_a_dose_says_what_was_given() -> None:
    given_dose = dose(
        "01-05",
        given_by="self",
        recorded_at=RECORDED,
        strength_mcg_per_ml=1000,
        volume_ml=1,
        site="left-thigh",
        lot="A1",
        expires=day("2027-05-31"),
        reaction="sore <b>arm</b>",
    )
    (found,) = resources(record(injections=[given_dose]), "MedicationAdministration")
    assert found["dosage"]["text"] == "1 mg (1000 mcg), 1 mL, of 1000 mcg/mL, into muscle (IM), left thigh"
    assert found["dosage"]["dose"] == {
        "value": 1000,
        "unit": "mcg",
        "system": "http://unitsofmeasure.org",
        "code": "ug",
    }
    assert found["dosage"]["route"]["coding"][0]["code"] == "78421000"
    assert found["dosage"]["site"] == {
        "coding": [
            {"system": "http://snomed.info/sct", "code": "61396006", "display": "Left thigh structure"}
        ],
        "text": "left thigh",
    }
    (medication,) = found["contained"]
    assert medication["batch"] == {"lotNumber": "A1", "expirationDate": "2027-05-31"}
    assert [coding["code"] for coding in medication["code"]["coding"]] == ["317106", "B03BA03"]
    assert {"authorString": "b12track", "text": "Reaction: sore <b>arm</b>"} in found["note"]


def test_a_code_that_names_a_strength_is_not_given_for_another_one() -> None:
    weak = dose("01-05", drug="cyanocobalamin", strength_mcg_per_ml=100)
    unstated = dose("01-06", drug="cyanocobalamin", lot="A1")
    first, second = resources(record(injections=[weak, unstated]), "MedicationStatement")
    assert first["contained"][0]["code"] == second["contained"][0]["code"] == {"text": "cyanocobalamin"}


def test_a_lot_that_is_not_known_is_no_lot_and_an_unknown_time_no_time() -> None:
    (found,) = resources(
        record(injections=[dose("01-05", lot="not known", time_known=False)]), "MedicationStatement"
    )
    assert "contained" not in found
    assert found["medicationCodeableConcept"]["text"] == "hydroxocobalamin"
    assert found["effectiveDateTime"] == "2026-01-05"


def test_a_plan_is_a_request_phase_by_phase() -> None:
    (found,) = resources(record(plan()), "MedicationRequest")
    assert found["status"] == "active"
    loading, maintenance = found["dosageInstruction"]
    assert loading["text"] == "Loading: 1 mg (1000 mcg) into muscle (IM), Mon, Wed and Fri, 6 doses"
    assert loading["timing"]["repeat"] == {"dayOfWeek": ["mon", "wed", "fri"], "count": 6}
    assert maintenance["timing"]["repeat"] == {
        "frequency": 1,
        "period": 2,
        "periodMax": 3,
        "periodUnit": "mo",
    }
    assert found["requester"] == {"display": "Dr Okafor"}


def test_a_plan_that_was_followed_or_stopped_is_no_longer_active() -> None:
    earlier = plan(weekly(1), id="p0", set_on="2025-01-01")
    stopped = plan(
        EVERY_2_TO_3_MONTHS, id="p2", set_on="2026-01-05", ended_on=day("2026-06-01"), end_reason="moved"
    )
    found = resources(record(earlier, stopped), "MedicationRequest")
    assert [each["status"] for each in found] == ["completed", "stopped"]
    assert found[1]["statusReason"] == {"text": "moved"}


LABS = [
    ("B12", "ng/L", "2132-9"),
    ("b12", "pg/mL", "2132-9"),
    ("vitamin  B12", "pmol/L", "14685-2"),
    ("MMA", "umol/L", "13964-2"),
    ("MMA", "ng/mL", None),
    ("homocysteine", "umol/L", "13965-9"),
    ("folate", "ug/L", "2284-8"),
    ("ferritin", "ug/L", "2276-4"),
    ("Hb", "g/L", "718-7"),
    ("haemoglobin", "g/dL", "718-7"),
    ("mcv", "fL", None),
    ("active b12", "pmol/L", None),
    ("b12", "furlongs", None),
]


@pytest.mark.parametrize(("test", "unit", "code"), LABS)
def test_a_result_has_a_code_only_where_one_was_checked(test: str, unit: str, code: str | None) -> None:
    whole = record(labs=[Lab("l1", day("01-02"), test, 140.5, unit, "<", 180, 914)])
    (found,) = resources(whole, "Observation")
    assert found["code"]["text"] == test
    assert [each["code"] for each in found["code"].get("coding", [])] == ([code] if code else [])
    assert (found["valueQuantity"]["value"], found["valueQuantity"]["comparator"]) == (140.5, "<")
    assert found["referenceRange"][0]["low"]["value"] == 180
    assert ("system" in found["valueQuantity"]) == (unit not in ("furlongs", "ug/L", "ng/mL"))


def test_a_bundle_is_put_in_place_so_that_sent_twice_it_is_there_once() -> None:
    whole = document.read(FULL)
    made = exported(whole)
    assert made["type"] == "transaction"
    for entry in made["entry"]:
        resource = entry["resource"]
        place = f"{resource['resourceType']}/{resource['id']}"
        assert entry["request"] == {"method": "PUT", "url": place}
        assert entry["fullUrl"] == f"urn:uuid:{resource['id']}"
    addresses = {entry["fullUrl"] for entry in made["entry"]}
    references = {text for text in strings(made) if text.startswith("urn:uuid:")}
    assert references == addresses, "nothing is pointed at that is not in the bundle"


def test_every_resource_can_be_read_by_a_person_and_every_code_has_its_words() -> None:
    for whole in (document.read(FULL), demo_record(date(2026, 11, 21))):
        for entry in exported(whole)["entry"]:
            text = entry["resource"]["text"]
            assert text["status"] == "generated"
            div = ElementTree.fromstring(text["div"])
            assert div.tag == "{http://www.w3.org/1999/xhtml}div"
            assert "".join(div.itertext()).strip()
        for concept in codings(exported(whole)):
            assert all(coding["display"].strip() for coding in concept["coding"]), concept


def test_a_narrative_holds_what_was_typed_as_text() -> None:
    evil = "<script>x</script> & <b>b</b>"
    whole = record(injections=[dose("01-05", note=evil, site=evil)])
    (found,) = resources(whole, "MedicationStatement")
    div = ElementTree.fromstring(found["text"]["div"])
    assert [child.tag.rpartition("}")[2] for child in div] == ["p", "p"]
    assert [child.text for child in div] == [
        f"Injection of hydroxocobalamin, Mon 5 Jan 2026 09:30, 1 mg (1000 mcg), into muscle (IM), {evil}",
        evil,
    ]


def test_a_phase_has_the_dose_that_is_in_force_in_it() -> None:
    loading = weekly(1)._replace(dose_mcg=250)
    (found,) = resources(record(plan(loading, EVERY_2_TO_3_MONTHS)), "MedicationRequest")
    amounts = [each["doseAndRate"][0]["doseQuantity"]["value"] for each in found["dosageInstruction"]]
    assert amounts == [250, 1000]
    assert found["dosageInstruction"][0]["text"].startswith("Loading: 250 mcg into muscle")


def test_what_is_taken_beside_the_injections_is_the_patients_statement() -> None:
    treatments = [
        Treatment("m1", "metformin", "medicine", day("02-10"), note="half a tablet"),
        Treatment("m2", "B12 spray", "b12", day("02-10"), day("03-01")),
    ]
    goes_on, over = resources(record(treatments=treatments), "MedicationStatement")
    assert (goes_on["status"], over["status"]) == ("active", "completed")
    assert goes_on["medicationCodeableConcept"] == {"text": "metformin"}
    assert goes_on["effectivePeriod"] == {"start": "2026-02-10"}
    assert over["effectivePeriod"] == {"start": "2026-02-10", "end": "2026-03-01"}
    assert goes_on["note"] == [{"text": "half a tablet"}]


def test_a_score_says_when_it_was_written_down() -> None:
    raw = {
        **MINIMAL,
        "symptoms": [
            {
                "id": "s1",
                "date": "2026-01-05",
                "recorded_at": "2026-01-06T08:00:00+01:00",
                "scores": {"energy": 3},
            }
        ],
    }
    (score,) = resources(document.read(raw), "Observation")
    assert (score["effectiveDateTime"], score["issued"]) == ("2026-01-05", "2026-01-06T08:00:00+01:00")


def test_a_score_says_what_its_ends_mean() -> None:
    raw = {
        **MINIMAL,
        "symptoms": [{"id": "s1", "date": "2026-01-05", "scores": {"energy": 3}, "note": "tired"}],
    }
    score, note = resources(document.read(raw), "Observation")
    assert score["code"]["text"] == "Energy, 0 (worn out) to 10 (full of energy)"
    assert score["valueQuantity"]["value"] == 3
    assert score["valueQuantity"]["code"] == "{score}"
    assert note["valueString"] == "tired"


def test_everything_is_said_in_words() -> None:
    for whole in (document.read(FULL), demo_record(date(2026, 11, 21))):
        for concept in codings(exported(whole)):
            assert concept["text"].strip(), concept


@pytest.mark.long
@settings(max_examples=3000 if LONG else 60)
@given(st.one_of(LINES, st.sampled_from(HOSTILE)), st.one_of(TEXT, st.just("")), WORDS)
@example("", "\u00a0", "0")
def test_text_stays_text_and_the_bundle_valid(note: str, line: str, word: str) -> None:
    raw = {
        **MINIMAL,
        "person": {"name": word, "indication": line, "cause": line, "codes": [line]},
        "symptom_kinds": [{"name": word, "label": line, "low": line, "good": "low"}],
        "plans": [
            {**FULL["plans"][0], "prescribed_by": line, "source": line, "drug": word, "end_reason": note},
        ],
        "injections": [
            {
                **FULL["injections"][0],
                "drug": word,
                "site": line,
                "given_by": line,
                "provider": line,
                "lot": line,
            }
            | {"location": line, "container": line, "reaction": note, "note": note, "supply_id": None},
        ],
        "symptoms": [{"id": "s1", "date": "2026-01-05", "scores": {word: 3}, "note": note}],
        "labs": [{**FULL["labs"][0], "test": word, "unit": line, "lab": line, "note": note}],
    }
    found = strings(exported(document.read(raw)))
    kept = note.replace("\u2028", "\n").replace("\u2029", "\n")
    assert not note.strip() or any(kept in text for text in found)
    assert not any("<b>" in text or "<script" in text for text in found if text.startswith("<div"))


@pytest.mark.long
@settings(max_examples=3000 if LONG else 60)
@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.timedeltas(-timedelta(hours=23), timedelta(hours=23)).map(
        lambda each: each - each % timedelta(seconds=1)
    ),
)
def test_numbers_and_moments_of_any_size_are_valid(value: float, offset: timedelta) -> None:
    at = datetime(2026, 1, 5, 9, 30, 15, 123, tzinfo=timezone(offset))
    whole = Record(
        ALEX,
        injections=(Injection("i1", at, "x", abs(value) or 1.0, "IM", recorded_at=at),),
        labs=(Lab("l1", day("01-02"), "b12", value, "ng/L"),),
    )
    (found,) = resources(whole, "MedicationStatement")
    assert datetime.fromisoformat(found["effectiveDateTime"]) == at
