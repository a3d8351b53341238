"""The coding worksheet: families with their cautions, never the code to use."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from b12track.domain.record.records import Person, Record
from b12track.reports.page import Coding
from builders import ALEX, EVERY_4_WEEKS, dose, plan, record
from pages import crowded, hostile, made_up_year, page_of


@dataclass
class Row:
    """One row, by its headings."""

    when: str
    documented: str
    not_documented: str
    amended: str
    families: str


def worksheet(whole: Record, amended: dict[str, str] | None = None) -> Coding:
    coding = page_of(whole, "all", amended=amended or {})[0].coding
    assert coding is not None
    return coding


def row(person: Person = ALEX, amended: dict[str, str] | None = None, **fields: Any) -> Row:
    coding = worksheet(
        record(plan(EVERY_4_WEEKS), injections=(dose("01-05", "i1", **fields),), person=person), amended
    )
    (only,) = coding.rows
    return Row(only.when, *(cell.text for cell in only.cells))


FULL: dict[str, Any] = {
    "strength_mcg_per_ml": 1000,
    "volume_ml": 1,
    "site": "left-thigh",
    "given_by": "nurse",
    "provider": "J. Hart",
    "location": "Riverside",
    "lot": "A1",
    "expires": date(2027, 5, 31),
    "container": "single-dose",
}


def test_there_is_no_worksheet_unless_it_is_asked_for() -> None:
    assert page_of(made_up_year())[0].coding is None


def test_a_row_a_dose_of_these_days() -> None:
    assert len(worksheet(made_up_year()).rows) == 11
    assert page_of(made_up_year(), date(2026, 9, 1), amended={})[0].coding is not None
    coding = page_of(made_up_year(), date(2026, 9, 1), amended={})[0].coding
    assert coding is not None and [one.when for one in coding.rows] == [
        "4 Sep 2026 19:26",
        "30 Oct 2026 19:10",
    ]


def test_what_was_documented_is_what_a_claim_must_match() -> None:
    full = row(**FULL)
    assert full.when == "5 Jan 2026 09:30"
    assert full.documented == (
        "hydroxocobalamin for injection, 1 mg (1000 mcg), 1000 mcg/mL, 1 mL, into muscle (IM), left thigh, "
        "given by nurse, J. Hart, at Riverside, lot A1, expires 31 May 2027, single-dose"
    )
    assert full.not_documented == "waste, package code"


def test_what_was_not_documented_is_named() -> None:
    bare = row(time_known=False, counts=False, lot="not known")
    assert bare.when == "5 Jan 2026"
    assert bare.documented.endswith("into muscle (IM), lot not known, extra to the plan")
    assert bare.not_documented == (
        "strength, volume, site, time of day, who gave it, where, expiry, container, lot, waste, package code"
    )


def test_what_was_amended_is_said() -> None:
    assert row(**FULL).amended == "no change recorded"
    late = row(recorded_at=datetime(2026, 1, 20, 9, 30, tzinfo=UTC), amended={"i1": "lot changed"})
    assert late.amended == "entered 15 days after it was given; lot changed"


@pytest.mark.parametrize("by", ["self", "Me", " patient ", "Alex", "self-given"])
def test_a_dose_that_the_patient_gave_is_outside(by: str) -> None:
    families = row(**{**FULL, "given_by": by}).families
    assert families == "outside these families: given by the patient. Check with the payer."


def test_who_gave_it_must_be_known() -> None:
    assert row(**FULL).families.startswith("96372 if given in a practice; ")
    assert row(given_by="").families.startswith(
        "96372 if given in a practice (who gave it is not documented); "
    )


@pytest.mark.parametrize(
    ("drug", "dose_mcg", "expected"),
    [
        ("cyanocobalamin", 100, "J3420, 1 unit of up to 1000 mcg (S)"),
        ("Cyanocobalamin", 1000, "J3420, 1 unit of up to 1000 mcg (S)"),
        ("cyanocobalamin", 1001, "J3420, 2 units of up to 1000 mcg (S)"),
        ("hydroxocobalamin", 1000, "J3425, no units worked out"),
        ("methylcobalamin", 1000, "no code of its own found (J3490 is mentioned)"),
        ("something", 1000, "no family known for this drug"),
    ],
)
def test_the_drug_names_a_family(drug: str, dose_mcg: float, expected: str) -> None:
    assert f"; {expected}; " in row(**{**FULL, "drug": drug, "dose_mcg": dose_mcg}).families


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        ("single-dose", "JZ or JW: waste is not recorded"),
        ("multi-dose", "multi-dose: outside JZ and JW"),
        ("", "container not documented: JZ and JW cannot be told"),
    ],
)
def test_waste_is_of_single_dose_containers(container: str, expected: str) -> None:
    assert f"; {expected}. " in row(**{**FULL, "container": container}).families


@pytest.mark.parametrize("whole", [made_up_year(), crowded(), hostile()], ids=["year", "crowded", "hostile"])
def test_every_row_says_to_check_with_the_payer(whole: Record) -> None:
    rows = worksheet(whole).rows
    assert rows and all(one.cells[-1].text.endswith("Check with the payer.") for one in rows)


def test_the_cautions_are_all_there() -> None:
    coding = worksheet(made_up_year())
    cautions = " ".join(paragraph.text for paragraph in coding.cautions)
    for words in (
        "No single code always fits",
        "does not cover the drug, nor a dose that patients give themselves",
        "sources disagree whether one unit is 10 mcg or 1 mg",
        "chosen by the clinician",
        "b12track does not record waste",
    ):
        assert words in cautions
    assert "no claim and no advice" in coding.intro[0].text
    assert coding.intro[1].text == (
        "Patient: Alex, born 14 Mar 1971. Indication: vitamin B12 deficiency. Codes as stated by the clinic: E53.8."
    )


def test_what_is_not_entered_of_the_person_is_said() -> None:
    coding = worksheet(record(plan(EVERY_4_WEEKS), injections=(dose("01-05"),), person=Person("Alex")))
    assert coding.intro[1].text == (
        "Patient: Alex, date of birth not entered. Indication not entered. No diagnosis code entered."
    )
