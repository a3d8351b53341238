"""One thing of a plan changed by the prescriber: a new plan that goes on where the present one stands."""

from datetime import date
from typing import Any

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Doses, Length, Span, Weekdays
from b12track.domain.record.records import Phase, Record
from b12track.domain.rules.overview import Overview
from b12track.usecases.plan import amend
from b12track.usecases.plan.enter import Foreseen, foresee_plan
from builders import ALEX, EVERY_4_WEEKS, LOADING, day, doses, overview, plan, record, transition, weekly

FOUR_WEEKLY = record(plan(EVERY_4_WEEKS, grace_days=3), injections=doses("01-05", "02-02"))


def foreseen(overview: Overview, order: Any) -> Foreseen:
    return foresee_plan(overview, order)


def window(found: Foreseen) -> tuple[str, str] | None:
    at = found.after.status.window
    return (f"{at.opens:%m-%d}", f"{at.closes:%m-%d}") if at is not None else None


def test_another_interval_counts_from_the_last_dose_and_keeps_the_earlier_plan() -> None:
    seen = overview(FOUR_WEEKLY, "02-10")
    found = foreseen(seen, amend.with_interval(seen, Span("weeks", 6, 8), day("02-10"), "Dr Beck"))
    assert (found.plan.set_on, found.plan.prescribed_by, found.plan.grace_days) == (
        day("02-10"),
        "Dr Beck",
        3,
    )
    assert (found.plan.first_due, found.plan.first_by) == (day("03-16"), day("03-30"))
    assert window(found) == ("03-16", "03-30")
    assert found.retimed == (), "what past doses met stays as it was"
    assert len(found.after.record.plans) == 2 and found.after.record.plans[0] == FOUR_WEEKLY.plans[0]


def test_a_shorter_interval_makes_nothing_due_before_the_change() -> None:
    seen = overview(FOUR_WEEKLY, "02-20")
    found = foreseen(seen, amend.with_interval(seen, Span("weeks", 1, 1), day("02-20"), ""))
    assert window(found) == ("02-20", "02-20")
    assert found.plan.prescribed_by == "Dr Okafor"
    on_mondays = amend.with_interval(seen, Weekdays((0,)), day("02-20"), "")
    assert window(foreseen(seen, on_mondays)) == ("02-23", "02-23")


def test_another_interval_within_loading_counts_what_is_left() -> None:
    whole = record(plan(LOADING, EVERY_4_WEEKS), injections=doses("01-05", "01-07"))
    seen = overview(whole, "01-08")
    found = foreseen(seen, amend.with_interval(seen, Span("days", 2, 2), day("01-08"), "")).plan
    assert [(p.name, p.every, p.until) for p in found.phases] == [
        ("Loading", Span("days", 2, 2), Doses(4)),
        ("Maintenance", EVERY_4_WEEKS.every, None),
    ]


def test_what_is_left_of_a_length_is_counted_in_days() -> None:
    whole = record(plan(weekly(1, Length("weeks", 4)), EVERY_4_WEEKS), injections=doses("01-05", "01-12"))
    seen = overview(whole, "01-13")
    found = foreseen(seen, amend.with_dose(seen, 500, day("01-13"), "")).plan
    assert found.phases[0].until == Length("days", 14), "from Mon 19 Jan to Sun 1 Feb"


def test_another_dose_drug_or_route_leaves_the_date_as_it_is() -> None:
    loading = LOADING._replace(dose_mcg=250)
    whole = record(plan(loading, EVERY_4_WEEKS), injections=doses("01-05"))
    seen = overview(whole, "01-06")
    dose = foreseen(seen, amend.with_dose(seen, 500, day("01-06"), ""))
    assert (dose.plan.dose_mcg, [phase.dose_mcg for phase in dose.plan.phases]) == (500, [None, None])
    drug = foreseen(seen, amend.with_drug(seen, "cyanocobalamin", "SC", day("01-06"), ""))
    assert (drug.plan.drug, drug.plan.route, drug.plan.phases[0].dose_mcg) == ("cyanocobalamin", "SC", 250)
    for found in (dose, drug):
        assert window(found) == ("01-07", "01-07")


def test_an_overdue_date_stays_overdue_on_its_own_date() -> None:
    seen = overview(FOUR_WEEKLY, "03-10")
    found = foreseen(seen, amend.with_dose(seen, 500, day("03-10"), ""))
    assert (window(found), found.after.status.name) == (("03-02", "03-02"), "overdue")


def test_a_change_of_some_days_ago_goes_on_from_there() -> None:
    whole = FOUR_WEEKLY._replace(injections=doses("01-05", "02-02", "03-02"))
    seen = overview(whole, "03-05")
    found = foreseen(seen, amend.with_interval(seen, Span("weeks", 8, 8), day("02-10"), ""))
    assert found.plan.first_due == day("03-30"), "counted from the dose before the change"
    assert window(found) == ("04-27", "04-27"), "and on from the dose since"


def test_without_any_dose_the_date_that_is_open_stays() -> None:
    seen = overview(record(plan(EVERY_4_WEEKS, first_due="01-08"), person=ALEX), "01-06")
    found = foreseen(seen, amend.with_interval(seen, Span("weeks", 8, 8), day("01-06"), ""))
    assert window(found) == ("01-08", "01-08")


COMPLETE = record(plan(weekly(1, Doses(1))), injections=doses("01-05"))


@pytest.mark.parametrize(
    ("whole", "on", "says"),
    [
        (record(), "02-10", "there is no plan in force"),
        (COMPLETE, "02-10", "no further date in the plan"),
        (FOUR_WEEKLY, "01-01", "on: Thu 1 Jan is before the plan began on Mon 5 Jan"),
    ],
)
def test_what_cannot_change_is_refused(whole: Record, on: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        amend.with_dose(overview(whole, "02-10"), 500, day(on), "")


def test_a_plan_that_begins_ahead_is_foreseen_from_today() -> None:
    seen = overview(FOUR_WEEKLY, "02-10")
    order = amend.with_interval(seen, Span("weeks", 8, 8), day("02-16"), "")
    assert order.plan.set_on == date(2026, 2, 16)
    assert order.plan.first_due == date(2026, 3, 30)


def test_doses_of_an_earlier_stay_in_loading_do_not_vanish() -> None:
    whole = record(
        plan(Phase("Loading", "repletion", Span("days", 2, 2), Doses(2)), EVERY_4_WEEKS),
        injections=doses("01-05", "01-07"),
        transitions=[transition(0, "01-08", "01-10")],
    )
    course = overview(whole, "01-09").course
    assert course is not None and (course.stretch.given, course.given_before) == (0, 2)
