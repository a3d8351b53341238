"""WHY and PLAN, state by state."""

from typing import Any

import pytest

from b12track.domain.record.intervals import Confirmed, Doses, Length
from b12track.domain.record.records import Person, Record
from builders import (
    EVERY_2_TO_3_MONTHS,
    EVERY_4_WEEKS,
    LOADING_DAYS,
    doses,
    overview,
    plan,
    record,
    transition,
    weekly,
)
from pages import section_of


def said(whole: Record, title: str, today: str = "2026-11-21", **asked: Any) -> str:
    return section_of(whole, title, now=overview(whole, today).now, **asked)


PERSON = Person("Alex")


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (PERSON, "none recorded"),
        (PERSON._replace(indication="low B12"), "low B12; neurological: not entered"),
        (
            PERSON._replace(cause="gastritis", neurological=False),
            "indication not entered; gastritis; neurological: no",
        ),
        (
            PERSON._replace(indication="low B12", neurological=True, codes=("E53.8", "D51.0")),
            "low B12; neurological: yes (E53.8, D51.0 as stated by the clinic)",
        ),
    ],
)
def test_why(person: Person, expected: str) -> None:
    assert said(Record(person), "WHY") == expected


def test_a_plan_says_who_ordered_what_and_when() -> None:
    ordered = plan(source="clinic letter", grace_days=7)
    assert said(record(ordered), "PLAN") == (
        "Dr Okafor, 5 Jan 2026 (clinic letter): hydroxocobalamin 1 mg (1000 mcg) into muscle. "
        "Loading Mon, Wed and Fri, 6 doses, then Maintenance every 2-3 months. Grace 7 days, a display setting."
    )


def test_a_plan_without_a_prescriber_says_so() -> None:
    assert said(record(plan(prescribed_by="")), "PLAN").startswith("prescriber not entered, 5 Jan 2026: ")


def test_phases_say_how_long_they_last() -> None:
    phases = (
        weekly(1, None),
        weekly(2, Confirmed()),
        weekly(3, Length("months", 2)),
        weekly(4, Doses(1)),
        EVERY_4_WEEKS,
    )
    assert said(record(plan(*phases)), "PLAN").endswith(
        "Loading every week, until the clinician says so, then Loading every 2 weeks, until the clinician says so, "
        "then Loading every 3 weeks, 2 months, then Loading every 4 weeks, 1 dose, then … and 1 more phase."
    )


def test_moves_and_what_waits_for_one() -> None:
    given = doses(*LOADING_DAYS)
    assert "The move to Maintenance is not confirmed yet." in said(record(plan(), injections=given), "PLAN")
    moved = record(plan(), injections=given, transitions=(transition(1, "01-16"),))
    assert said(moved, "PLAN").endswith("Move to Maintenance confirmed by Dr Okafor 16 Jan.")


def test_a_stopped_plan_and_one_to_come() -> None:
    stopped = record(plan(ended_on=overview(record(), "2026-06-05").today, end_reason="moved away"))
    assert said(stopped, "PLAN").endswith("Stopped 5 Jun (moved away); no plan is in force.")
    assert said(stopped, "DOSES") == "No injection is recorded. No plan in force, so no date is counted."
    assert said(record(), "PLAN") == "none recorded"


def test_the_plan_before_is_named_where_it_held_in_these_days() -> None:
    plans = (
        plan(EVERY_4_WEEKS, id="p0", set_on="2025-12-01"),
        plan(EVERY_4_WEEKS, id="p1", set_on="02-01", dose_mcg=500, route="SC"),
        plan(EVERY_2_TO_3_MONTHS, id="p2", set_on="06-01"),
    )
    whole = record(*plans, injections=doses("2025-12-01", "02-01", "06-01"))
    assert said(whole, "PLAN").splitlines()[1] == (
        "Before, from 1 Feb 2026: hydroxocobalamin 500 mcg under the skin, every 4 weeks. "
        "1 more plan before it in these days."
    )
    assert len(said(whole, "PLAN", since=overview(whole, "2026-07-01").today).splitlines()) == 1
    assert "Plan of 1 Dec 2025: Maintenance 1: on time 1. Plan of 1 Feb 2026: Maintenance 1" in said(
        whole, "DOSES"
    )


def test_a_plan_to_come_stands_in_full_beside_what_holds_today() -> None:
    ahead, later = plan(EVERY_4_WEEKS, id="p2", set_on="2027-01-05"), plan(id="p3", set_on="2027-06-05")
    to_come = (
        "To come: Dr Okafor, 5 Jan 2027: hydroxocobalamin 1 mg (1000 mcg) into muscle. "
        "Maintenance every 4 weeks."
    )
    assert said(record(ahead), "PLAN").splitlines() == ["None in force today.", to_come]
    assert said(record(ahead), "DOSES").endswith("No plan in force, so no date is counted.")
    now, *rest = said(record(plan(), later, ahead), "PLAN").splitlines()
    assert now.startswith("Dr Okafor, 5 Jan 2026: ")
    assert rest == [to_come]


def test_a_phase_with_a_dose_of_its_own_says_it() -> None:
    higher = EVERY_4_WEEKS._replace(dose_mcg=5000)
    line = said(record(plan(weekly(4, until=Doses(6)), higher)), "PLAN")
    assert line.endswith(f"then {higher.name} every 4 weeks, 5 mg (5000 mcg) each.")
