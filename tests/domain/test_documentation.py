"""What a record of an injection lacks or contradicts, and the line to paste."""

from datetime import datetime
from typing import Any

import pytest

from b12track.domain.record.records import Person, Record
from b12track.domain.rules.audit import GAP_LABELS, audit_all, audit_of, label_note, line_of
from builders import ALEX, EVERY_4_WEEKS, day, dose, doses, plan, record

FULL: dict[str, Any] = {
    "strength_mcg_per_ml": 1000,
    "volume_ml": 1,
    "site": "left-deltoid",
    "given_by": "nurse",
    "provider": "J. Hart",
    "location": "Riverside",
    "lot": "A1",
    "expires": day("2027-05-31"),
    "container": "single-dose",
}


def audited(**fields: Any) -> Record:
    return record(plan(EVERY_4_WEEKS), injections=[dose("01-05", "i1", **{**FULL, **fields})])


def contradictions(whole: Record, index: int = 0) -> set[str]:
    return {each.code for each in audit_all(whole)[index].contradictions}


def test_full_record_has_no_gap() -> None:
    whole = audited()
    audit = audit_of(whole, whole.injections[0])
    assert (audit.gaps, audit.not_known, audit.contradictions) == ((), (), ())
    assert line_of(whole, whole.injections[0]) == (
        "hydroxocobalamin for injection 1 mg (1000 mcg), strength 1000 mcg/mL, volume 1 mL, into muscle (IM), "
        "left deltoid, Mon 5 Jan 2026 09:30, lot A1, expires 31 May 2027, single-dose, given by nurse (J. Hart), "
        "at Riverside, for vitamin B12 deficiency."
    )


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"strength_mcg_per_ml": None}, "strength_mcg_per_ml"),
        ({"volume_ml": None}, "volume_ml"),
        ({"site": ""}, "site"),
        ({"time_known": False}, "time"),
        ({"given_by": "", "provider": ""}, "given_by"),
        ({"location": ""}, "location"),
        ({"lot": ""}, "lot"),
        ({"expires": None}, "expires"),
        ({"container": ""}, "container"),
    ],
)
def test_each_gap(fields: dict[str, Any], gap: str) -> None:
    whole = audited(**fields)
    assert audit_of(whole, whole.injections[0]).gaps == (gap,)
    assert line_of(whole, whole.injections[0]).endswith(f"Not recorded: {GAP_LABELS[gap]}.")


def test_gaps_of_plan_and_indication() -> None:
    whole = record(injections=[dose("01-05", **FULL)], person=Person("Alex"))
    assert audit_all(whole)[0].gaps == ("plan", "indication")


def test_provider_alone_says_who() -> None:
    assert audit_all(audited(given_by=""))[0].gaps == ()


def test_not_known_is_an_answer() -> None:
    whole = audited(lot="Not known", expires=None, note="sore\nexpiry not known")
    audit = audit_all(whole)[0]
    assert audit.gaps == () and audit.not_known == ("lot", "expires")
    assert ", lot Not known, expiry not known, single-dose, " in line_of(whole, whole.injections[0])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"route": "SC"}, "route"),
        ({"route": "SC"}, "label_route"),
        ({"drug": "cyanocobalamin"}, "drug"),
        ({"dose_mcg": 500, "volume_ml": 0.5}, "dose"),
        ({"volume_ml": 2}, "volume"),
        ({"expires": day("01-04")}, "expired"),
        ({"recorded_at": datetime.fromisoformat("2026-01-13T00:10:00+00:00")}, "entered_late"),
    ],
)
def test_each_contradiction(fields: dict[str, Any], code: str) -> None:
    assert code in contradictions(audited(**fields))


def test_what_is_no_contradiction() -> None:
    in_time = datetime.fromisoformat("2026-01-12T23:00:00+00:00")
    assert contradictions(audited(expires=day("01-05"), recorded_at=in_time)) == set()
    assert label_note("cyanocobalamin", "SC") == "" == label_note("hydroxocobalamin", "IM")
    assert "muscle" in label_note("Hydroxocobalamin", "SC")
    outside = record(injections=[dose("01-05", route="SC", drug="cyanocobalamin")])
    assert contradictions(outside) == set()


@pytest.mark.parametrize(("on", "early"), [("01-23", True), ("01-24", False), ("02-02", False)])
def test_early_by_more_than_a_third(on: str, early: bool) -> None:
    whole = record(plan(EVERY_4_WEEKS), injections=doses("01-05", on))
    assert ("early" in contradictions(whole, 1)) == early


def test_a_second_dose_on_a_day_is_early_after_the_first_of_that_day() -> None:
    given = [dose("02-02", "b", "11:00"), dose("02-02", "a"), *doses("01-05")]
    said = {
        audit.injection.id: audit.contradictions
        for audit in audit_all(record(plan(EVERY_4_WEEKS), injections=given))
    }
    assert (
        "given on the day of the last injection, 28 days before its date: that is early by more than a "
        "third of the interval" in {c.text for c in said["b"]}
    )
    assert "early" not in {c.code for c in said["a"]}


def test_early_without_a_dose_before_is_not_measured() -> None:
    whole = record(plan(EVERY_4_WEEKS, first_due="03-01"), injections=doses("01-06"))
    assert contradictions(whole) == set()


def test_two_on_one_day() -> None:
    both = [dose("01-05", "a"), dose("01-05", "b", "11:00")]
    assert contradictions(record(injections=both)) == {"same_day"}
    assert contradictions(record(injections=[both[0], both[1]._replace(counts=False)])) == set()


def test_line_says_extra_and_audits_come_in_order_given() -> None:
    whole = record(person=ALEX, injections=[dose("01-07", "b"), dose("01-05", "a", counts=False)])
    assert [audit.injection.id for audit in audit_all(whole)] == ["a", "b"]
    assert "extra to the plan" in line_of(whole, whole.injections[1])
