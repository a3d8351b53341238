"""What is asked about before a dose is recorded, and what is not."""

import pytest

from b12track.domain.record.records import Supply
from b12track.domain.rules.unusual import (
    amount_doubts,
    doubts_of,
    in_one_breath,
    same_day_doubts,
    supply_differences,
    supply_doubts,
)
from builders import day, dose, plan, record

BOX = Supply("k1", "hydroxocobalamin", 1000, 1, "single-dose", "A1", day("2027-05-31"), held=1)


@pytest.mark.parametrize(
    ("dose_mcg", "asked"),
    [
        (10_000, ["dose: 10 mg (10000 mcg) is ten times or more of the plan's 1 mg (1000 mcg)"]),
        (9_999, []),
        (101, []),
        (100, ["dose: 100 mcg is a tenth or less of the plan's 1 mg (1000 mcg)"]),
    ],
)
def test_ten_times_the_plans_dose_or_a_tenth_is_asked_about(dose_mcg: float, asked: list[str]) -> None:
    assert amount_doubts(dose("01-05", dose_mcg=dose_mcg), record(plan())) == asked


def test_without_a_plan_no_amount_is_unusual() -> None:
    assert amount_doubts(dose("01-05", dose_mcg=1), record()) == []


def test_a_second_dose_on_a_day_is_asked_about() -> None:
    there = [dose("01-05", "a"), dose("01-05", "b", time_known=False)]
    given, later = dose("01-05"), day("2026-01-07")
    assert same_day_doubts(given, record(injections=there[:1]), given.given_on) == [
        "You already recorded an injection today at 09:30. Save a second one?"
    ]
    assert same_day_doubts(given, record(injections=there[1:]), later) == [
        "You already recorded an injection on Mon 5 Jan, without its time. Save a second one?"
    ]
    assert same_day_doubts(given, record(injections=there), later) == [
        "You already recorded 2 injections on Mon 5 Jan (09:30 and without a time). Save one more?"
    ]
    assert same_day_doubts(dose("01-06"), record(injections=there), later) == []


def test_an_empty_supply_is_asked_about() -> None:
    whole = record(supplies=[BOX], injections=[dose("01-05", "a", supply_id="k1")])
    assert supply_doubts(dose("01-06", supply_id="k1"), whole) == [
        "supply: nothing is left of k1, which held 1"
    ]
    assert supply_doubts(dose("01-06"), whole) == []
    assert supply_doubts(dose("01-06", supply_id="k1"), record(supplies=[BOX])) == []


def test_a_dose_may_raise_several_doubts() -> None:
    whole = record(plan(), supplies=[BOX._replace(held=0)], injections=[dose("01-05", "a")])
    doubts = doubts_of(dose("01-05", dose_mcg=1, supply_id="k1"), whole, day("2026-01-05"))
    assert len(doubts) == 3
    said = in_one_breath(doubts)
    assert "Save a second one? supply" in said and said.endswith("which held 0.")


def test_what_is_not_as_the_label_of_its_supply_is_told() -> None:
    whole = record(supplies=[BOX])
    given = dose("01-05", supply_id="k1", strength_mcg_per_ml=500, lot="B2", expires=day("2027-06-30"))
    assert supply_differences(given, whole) == [
        "500 mcg/mL; the supply says 1000 mcg/mL",
        "lot B2; the supply says lot A1",
        "expires 30 Jun 2027; the supply says expires 31 May 2027",
    ]
    assert supply_differences(dose("01-05", supply_id="k1", container="single-dose"), whole) == []
    assert supply_differences(dose("01-05"), whole) == []
