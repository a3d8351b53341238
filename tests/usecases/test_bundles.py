"""FHIR bundles that come in: ours as they left, a portal's as far as they can be taken, and why the rest is not."""

import copy
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import NOW, alex, read_file, write_file
from b12track.cli.talk.refusals import worded
from b12track.domain.record import document
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Record
from b12track.reports.fhir.bundle import bundle, entries
from b12track.store.edits import Change, Put
from b12track.usecases.people import Selection
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.csv.table import Stated
from b12track.usecases.transfer.import_file import import_file
from b12track.usecases.transfer.import_records import Choices, Imported
from documents import FULL, MINIMAL
from length import LONG

Bring = Callable[..., Imported]
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
RXNORM, SNOMED = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://snomed.info/sct"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Alex's file is: with the plan alone."""
    path = tmp_path / "data" / "alex.json"
    path.parent.mkdir()
    write_file(path, alex(injections=[], symptoms=[], labs=[]))
    return path


@pytest.fixture
def bring(path: Path, tmp_path: Path) -> Bring:
    """Import a bundle."""

    def bring(made: Any, target: Path = path, values: dict[str, str] | None = None, **said: Any) -> Imported:
        file = tmp_path / "bundle.json"
        file.write_text(json.dumps(made), encoding="utf-8")
        return import_file(Selection(target, None, NOW), file, Stated(values=values or {}), Choices(**said))

    return bring


def of(record: Record) -> dict[str, Any]:
    now = datetime.fromisoformat(NOW)
    return {**bundle(now), "entry": list(entries(record, now, "a file"))}


def portals(
    *resources: dict[str, Any], kind: str = "searchset", patient: str | None = "Alex"
) -> dict[str, Any]:
    """What a portal gives: a bundle of these resources of one patient."""
    whole: list[dict[str, Any]] = [*resources]
    if patient is not None:
        name = {"family": patient} if " " not in patient else {"text": patient}
        whole.insert(0, {"resourceType": "Patient", "id": "pat1", "name": [name]})
    for number, resource in enumerate(whole):
        resource.setdefault("id", f"r{number}")
    return {
        "resourceType": "Bundle",
        "type": kind,
        "entry": [
            {
                "fullUrl": f"https://portal.example/fhir/{each['resourceType']}/{each['id']}",
                "resource": each,
                **({"search": {"mode": "match"}} if kind == "searchset" else {}),
            }
            for each in whole
        ],
    }


SUBJECT = {"reference": "Patient/pat1", "display": "Alex"}


def observation(**said: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": CATEGORY, "code": "laboratory"}]}],
        "code": {
            "coding": [{"system": LOINC, "code": "2132-9", "display": "Vitamin B12"}],
            "text": "VITAMIN B12",
        },
        "subject": SUBJECT,
        "effectiveDateTime": "2026-03-02T08:40:00Z",
        "valueQuantity": {"value": 140.0, "unit": "pg/mL", "system": UCUM, "code": "pg/mL"},
        "referenceRange": [{"low": {"value": 180, "unit": "pg/mL"}, "high": {"value": 914, "unit": "pg/mL"}}],
        **said,
    }


def administration(**said: Any) -> dict[str, Any]:
    return {
        "resourceType": "MedicationAdministration",
        "status": "completed",
        "medicationCodeableConcept": {
            "coding": [
                {
                    "system": RXNORM,
                    "code": "309594",
                    "display": "cyanocobalamin 1000 MCG/ML Injectable Solution",
                }
            ]
        },
        "subject": SUBJECT,
        "effectiveDateTime": "2026-02-05T09:30:00+00:00",
        "performer": [{"actor": {"display": "J. Hart, RN"}}],
        "dosage": {
            "route": {"coding": [{"system": SNOMED, "code": "78421000", "display": "Intramuscular route"}]},
            "site": {"text": "Left deltoid"},
            "dose": {"value": 1000, "unit": "mcg", "system": UCUM, "code": "ug"},
        },
        **said,
    }


def left(done: Imported) -> list[tuple[str, str]]:
    return [(row.kind, row.why) for row in done.rows if row.outcome == "left"]


def without_ids(raw: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in each.items() if key != "id"} for each in raw.get(kind, [])]


# Ours


def test_our_own_bundle_comes_back_as_it_was_as_far_as_fhir_can_say_it(tmp_path: Path, bring: Bring) -> None:
    whole = document.read(FULL)
    target = tmp_path / "new.json"
    write_file(target, {**MINIMAL, "symptom_kinds": FULL["symptom_kinds"]})
    done = bring(of(whole), target)
    back = read_file(target)
    (given,), (was,) = back["injections"], FULL["injections"]
    lost = {"zone", "recorded_at", "supply_id"}
    assert {key: value for key, value in was.items() if key not in lost | {"given_at"}} == {
        key: value for key, value in given.items() if key != "given_at"
    }
    assert given["given_at"][:10] == was["given_at"][:10], "its time was not known"
    assert back["labs"] == FULL["labs"]
    assert back["treatments"] == FULL["treatments"]
    assert [(log["date"], log["scores"], log["note"]) for log in back["symptoms"]] == [
        (log["date"], log["scores"], log["note"]) for log in FULL["symptoms"]
    ]
    assert left(done) == [("MedicationRequest", "is a plan")]
    again = bring(of(whole), target)
    assert again.saved is not None and not again.saved.changed
    assert {row.outcome for row in again.rows} == {"same", "joined", "left"}
    PersonFile(target, NOW).file.undo()
    assert read_file(target).get("labs", []) == []


def test_our_own_bundle_into_the_file_that_it_came_from_changes_nothing(tmp_path: Path, bring: Bring) -> None:
    target = tmp_path / "full.json"
    write_file(target, FULL)
    done = bring(of(document.read(FULL)), target)
    assert done.saved is not None and not done.saved.changed
    assert {row.outcome for row in done.rows} == {"same", "joined", "left"}


def test_a_record_of_ours_that_was_changed_since_is_refused_by_its_entry(
    tmp_path: Path, bring: Bring
) -> None:
    target = tmp_path / "full.json"
    changed = copy.deepcopy(FULL)
    changed["labs"][0]["value"] = 150
    changed["injections"][0]["counts"] = True
    write_file(target, changed)
    with pytest.raises(
        Refused, match=r"is here already, but differs \(counts\).*is here already, but differs \(value\)"
    ):
        bring(of(document.read(FULL)), target)
    bring(of(document.read(FULL)), target, replace=True)
    assert read_file(target)["labs"][0]["value"] == FULL["labs"][0]["value"]
    assert read_file(target)["injections"] == FULL["injections"], "what a bundle cannot say stays"


def test_a_symptom_that_is_not_known_here_is_not_taken(path: Path, bring: Bring) -> None:
    done = bring(of(document.read(FULL)))
    assert ("Observation", "is about a symptom that is not known here: add it first") in left(done)
    assert [log["scores"] for log in read_file(path)["symptoms"]] == [{"energy": 3}]


# A portal's


@pytest.mark.parametrize("kind", ["searchset", "collection"])
def test_a_portals_tests_and_doses_come_in_once(path: Path, bring: Bring, kind: str) -> None:
    made = portals(observation(), administration(), kind=kind)
    Bundle.model_validate(copy.deepcopy(made))
    done = bring(made)
    assert left(done) == []
    assert without_ids(read_file(path), "labs") == [
        {"date": "2026-03-02", "test": "b12", "value": 140, "unit": "pg/mL", "low": 180, "high": 914}
    ]
    assert without_ids(read_file(path), "injections") == [
        {
            "given_at": "2026-02-05T09:30:00+00:00",
            "drug": "cyanocobalamin",
            "dose_mcg": 1000,
            "route": "IM",
            "site": "left-deltoid",
            "provider": "J. Hart, RN",
        }
    ]
    again = bring(made)
    assert again.saved is not None and not again.saved.changed
    assert [row.outcome for row in again.rows] == ["same", "same", "same"]


def test_a_dose_that_is_here_already_is_known_and_another_on_its_day_refused(
    path: Path, bring: Bring
) -> None:
    write = {
        "id": "i1",
        "given_at": "2026-02-05T09:30:00+00:00",
        "drug": "cyanocobalamin",
        "dose_mcg": 1000,
        "route": "IM",
        "note": "mine",
    }
    PersonFile(path, NOW).save(lambda _snapshot, _record: Change("a dose", (Put("injections", write),)))
    assert [row.outcome for row in bring(portals(administration())).rows][-1] == "same"
    other = administration(effectiveDateTime="2026-02-05T15:00:00+00:00")
    with pytest.raises(
        Refused, match=r"entry 2, MedicationAdministration .*: is here already, but differs \(given_at"
    ):
        bring(portals(other))
    assert read_file(path)["injections"] == [write]


def test_results_that_stand_in_a_report_are_taken_with_its_day(path: Path, bring: Bring) -> None:
    inside = observation(id="o1", category=[], code={"text": "Ferritin"}, referenceRange=[])
    inside["valueQuantity"] = {"value": 9.5, "unit": "ug/L", "comparator": "<"}
    del inside["effectiveDateTime"], inside["subject"]
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "Haematinics"},
        "subject": SUBJECT,
        "effectiveDateTime": "2026-03-01",
        "contained": [inside],
        "result": [{"reference": "#o1"}],
    }
    Bundle.model_validate(copy.deepcopy(portals(report)))
    assert left(bring(portals(report))) == []
    assert without_ids(read_file(path), "labs") == [
        {"date": "2026-03-01", "test": "Ferritin", "comparator": "<", "value": 9.5, "unit": "ug/L"}
    ]


@pytest.mark.parametrize(("service", "taken"), [("HM", True), ("RAD", False), (None, True)])
def test_a_result_beside_its_report_is_of_its_laboratory_and_its_day(
    path: Path, bring: Bring, service: str | None, taken: bool
) -> None:
    result = observation(id="o1", code={"text": "MCV"}, category=[], referenceRange=[])
    result["valueQuantity"] = {"value": 101, "unit": "fL"}
    del result["effectiveDateTime"]
    services = "http://terminology.hl7.org/CodeSystem/v2-0074"
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "Blood count"},
        "subject": SUBJECT,
        "effectiveDateTime": "2026-03-01",
        "category": [{"coding": [{"system": services, "code": service}]}] if service else [],
        "result": [{"reference": "Observation/o1"}],
    }
    done = bring(portals(result, report))
    assert (left(done) == []) == taken
    assert [lab["date"] for lab in read_file(path).get("labs", [])] == (["2026-03-01"] if taken else [])


def test_a_result_that_was_typed_in_another_name_of_its_unit_is_known(bring: Bring, path: Path) -> None:
    typed = {"id": "l1", "date": "2026-03-02", "test": "B12", "value": 140, "unit": "ng/L", "note": "typed"}
    PersonFile(path, NOW).save(lambda _snapshot, _record: Change("a result", (Put("labs", typed),)))
    done = bring(portals(observation()))
    assert [row.outcome for row in done.rows] == ["same", "same"]
    assert read_file(path)["labs"] == [typed]


def test_a_statement_and_a_vaccination_are_doses_where_they_say_so(path: Path, bring: Bring) -> None:
    statement = {
        "resourceType": "MedicationStatement",
        "status": "completed",
        "medicationReference": {"reference": "Medication/m1"},
        "subject": SUBJECT,
        "effectivePeriod": {"start": "2026-04-05", "end": "2026-04-05"},
        "dosage": [
            {
                "route": {"text": "subcutaneous"},
                "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "mL"}}],
            }
        ],
    }
    medication = {
        "resourceType": "Medication",
        "id": "m1",
        "code": {"text": "Hydroxocobalamin 1 mg/mL solution for injection"},
        "ingredient": [
            {
                "itemCodeableConcept": {"text": "hydroxocobalamin"},
                "strength": {
                    "numerator": {"value": 1, "unit": "mg", "system": UCUM, "code": "mg"},
                    "denominator": {"value": 1, "unit": "mL", "system": UCUM, "code": "mL"},
                },
            }
        ],
        "batch": {"lotNumber": "A1", "expirationDate": "2027-05"},
    }
    shot = {
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {"text": "Vitamin B12 injection"},
        "patient": SUBJECT,
        "occurrenceDateTime": "2026-05-05T22:30:00Z",
        "doseQuantity": {"value": 1000, "unit": "µg"},
        "route": {"text": "IM"},
        "lotNumber": "B2",
    }
    assert left(bring(portals(statement, medication, shot))) == []
    assert without_ids(read_file(path), "injections") == [
        {
            "given_at": "2026-04-05T12:00:00+01:00",
            "time_known": False,
            "drug": "hydroxocobalamin",
            "dose_mcg": 1000,
            "strength_mcg_per_ml": 1000,
            "route": "SC",
            "lot": "A1",
            "expires": "2027-05-31",
        },
        {
            "given_at": "2026-05-05T23:30:00+01:00",
            "drug": "Vitamin B12 injection",
            "dose_mcg": 1000,
            "route": "IM",
            "lot": "B2",
        },
    ]


def test_a_route_may_be_stated_for_the_doses_that_say_none(path: Path, bring: Bring) -> None:
    silent = administration()
    del silent["dosage"]["route"]
    done = bring(portals(silent))
    assert left(done) == [
        (
            "MedicationAdministration",
            "does not say the route",
        )
    ]
    assert [row.hints for row in done.rows if row.outcome == "left"] == [(Deed("state route"),)]
    bring(portals(silent), values={"route": "SC"})
    assert read_file(path)["injections"][0]["route"] == "SC"
    with pytest.raises(Refused, match="is a bundle, where only the route can be said"):
        bring(portals(silent), values={"drug": "cyanocobalamin"})


ORAL = {"text": "Oral route"}


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (observation(status="preliminary"), "is preliminary, not final"),
        (observation(status="entered-in-error"), "is entered-in-error, not final"),
        (
            observation(
                code={"text": "Weight"}, category=[{"coding": [{"system": CATEGORY, "code": "vital-signs"}]}]
            ),
            "is of the category vital-signs",
        ),
        (observation(code={"text": "Smoker"}, category=[]), "is not marked as a laboratory result"),
        (observation(valueQuantity=None, valueString="positive"), "has no number with a unit"),
        (observation(valueQuantity={"unit": "ng/L"}), "has no number"),
        (observation(valueQuantity={"value": 1}), "has no unit"),
        (observation(valueQuantity={"value": 1, "unit": "furlongs"}), 'unit: "furlongs" is not one of'),
        (observation(valueQuantity={"value": 1, "unit": "ng/L", "comparator": "ad"}), 'has the mark "ad"'),
        (observation(component=[{"code": {"text": "x"}}]), "has several parts"),
        (observation(code={}), "does not say which test it is"),
        (observation(effectiveDateTime=None), "does not say the day"),
        (observation(effectiveDateTime="2026-03"), "says the day only as 2026-03"),
        (observation(effectiveDateTime="2026-02-30"), "2026-02-30 is not a moment of the calendar"),
        (observation(effectiveDateTime="2027-03-02"), "is of Tue 2 Mar 2027, which is in the future"),
        (observation(subject={"reference": "Patient/other"}), "is about somebody else"),
        (administration(status="not-done"), "is not-done, not completed"),
        (
            administration(medicationCodeableConcept={"text": "Vitamin D 1000 IU"}),
            '"Vitamin D 1000 IU" is not B12',
        ),
        (administration(medicationCodeableConcept={}), "does not say which medicine it is"),
        (
            administration(medicationCodeableConcept={"text": "Cyanocobalamin 1000 mcg tablet"}),
            '"Cyanocobalamin 1000 mcg tablet" is not an injection',
        ),
        (administration(dosage={"route": ORAL, "dose": {"value": 1, "unit": "mg"}}), "route: "),
        (administration(dosage={"route": {"text": "IM"}}), "does not say how much was given"),
        (
            administration(dosage={"route": {"text": "IM"}, "dose": {"value": 1, "unit": "mL"}}),
            "gives its dose in mL without a strength",
        ),
        (
            administration(dosage={"route": {"text": "IM"}, "dose": {"value": 1, "unit": "vial"}}),
            'has the unit "vial"',
        ),
        (administration(effectiveDateTime=None), "does not say when it was given"),
        (
            administration(
                effectiveDateTime=None, effectivePeriod={"start": "2026-01-01", "end": "2026-03-01"}
            ),
            "is of more than one day, so it is not a single dose",
        ),
        ({"resourceType": "Condition", "code": {"text": "anaemia"}}, "is something b12track does not record"),
        (
            {"resourceType": "MedicationRequest", "status": "active"},
            "is a plan",
        ),
    ],
)
def test_what_cannot_be_taken_is_listed_with_its_reason(
    path: Path, bring: Bring, resource: dict[str, Any], why: str
) -> None:
    done = bring(portals(resource, observation(id="fine", effectiveDateTime="2026-01-02")))
    ((kind, said),) = left(done)
    assert (kind, why in said) == (resource["resourceType"], True), said
    assert [lab["date"] for lab in read_file(path)["labs"]] == ["2026-01-02"], "the rest comes in"
    assert "injections" not in read_file(path) or read_file(path)["injections"] == []


def test_an_unknown_unit_and_a_dose_far_from_the_plans_are_taken_where_they_are_meant(
    path: Path, bring: Bring
) -> None:
    count = observation(
        code={"text": "Reticulocytes"}, valueQuantity={"value": 42, "unit": "10*9/L"}, referenceRange=[]
    )
    much = administration()
    much["dosage"]["dose"] = {"value": 10, "unit": "mg"}
    with pytest.raises(Refused, match="is ten times or more of the plan's 1 mg"):
        bring(portals(much))
    bring(portals(count, much), yes=True)
    assert read_file(path)["labs"][0]["unit"] == "10*9/L"
    assert read_file(path)["injections"][0]["dose_mcg"] == 10_000


def test_a_bundle_is_of_one_patient(path: Path, bring: Bring) -> None:
    other = {"resourceType": "Patient", "id": "pat2", "name": [{"given": ["Mary"], "family": "Murphy"}]}
    with pytest.raises(Refused, match=r'is of 2 patients \("Alex", "Mary Murphy"\): import one patient'):
        bring(portals(observation(), other))
    before = read_file(path)
    for said in ({}, {"yes": True}):
        with pytest.raises(Refused) as refused:
            bring(portals(observation(), patient="Mary Murphy"), **said)
        assert "Mary Murphy" in worded(refused.value) and "Alex" in worded(refused.value)
    assert read_file(path) == before
    bring(portals(observation(), patient="Mary Murphy"), as_another=True)
    assert (read_file(path)["person"], len(read_file(path)["labs"])) == (before["person"], 1)
    PersonFile(path, NOW).file.undo()
    silent = observation()
    del silent["subject"]
    done = bring(portals(silent, patient=None))
    assert done.remarks == ("The bundle does not say whose it is.",)


def test_a_birthday_that_is_not_known_here_comes_with_the_patient(path: Path, bring: Bring) -> None:
    made = portals(observation())
    made["entry"][0]["resource"]["birthDate"] = "1971-03-14"
    bring(made)
    assert read_file(path)["person"]["born"] == "1971-03-14"
    made["entry"][0]["resource"]["birthDate"] = "1971-03"
    bring(made)


# Anything at all

_JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 5),
        st.sampled_from(["", "x", "2026-01-05", "IM", "#m", "\x1b"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(
                [
                    "coding",
                    "text",
                    "code",
                    "value",
                    "unit",
                    "reference",
                    "start",
                    "dose",
                    "route",
                    "system",
                    "display",
                    "strength",
                ]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)
_BASES = [observation(), administration(), {"resourceType": "Immunization", "status": "completed"}]


@st.composite
def bent(draw: st.DrawFn) -> dict[str, Any]:
    """A resource in which something stands that nobody expects."""
    resource: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(_BASES)))
    for key in draw(
        st.lists(
            st.sampled_from([*resource, "contained", "note", "identifier", "medicationReference"]), max_size=3
        )
    ):
        if key != "resourceType":
            resource[key] = draw(_JSON)
    return resource


@pytest.mark.long
@settings(
    max_examples=3000 if LONG else 80,
)
@given(st.lists(bent(), max_size=3), st.one_of(_JSON, st.just("searchset")))
def test_no_bundle_makes_it_do_anything_but_import_or_refuse(
    tmp_path_factory: pytest.TempPathFactory, resources: list[dict[str, Any]], kind: Any
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    write_file(folder / "alex.json", FULL)
    made = {
        "resourceType": "Bundle",
        "type": kind,
        "entry": [{"resource": each} for each in resources] or kind,
    }
    (folder / "b.json").write_text(json.dumps(made), encoding="utf-8")
    before = read_file(folder / "alex.json")
    try:
        import_file(Selection(folder / "alex.json", None, NOW), folder / "b.json", Stated(), Choices())
    except Refused as refused:
        assert "\n" not in str(refused)
        assert read_file(folder / "alex.json") == before
    else:
        assert list(document.check(read_file(folder / "alex.json"))) == []
