"""Which regimen a cycle belongs to, which run is in force, and which it can be set beside."""

from datetime import date
from typing import Any

import pytest

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Phase, Record
from b12track.domain.rules.comparison import comparable
from b12track.domain.rules.regimens import Regimens, Run, regimens_of
from builders import LOADING, LOADING_DAYS, day, dose, doses, plan, record, transition


def every(weeks: int, dose_mcg: float | None = None) -> Phase:
    return Phase("Maintenance", "maintenance", Span("weeks", weeks, weeks), dose_mcg=dose_mcg)


def found(whole: Record, today: str) -> Regimens:
    return regimens_of(whole, day(today))


def starts(run: Run | None) -> list[str]:
    assert run is not None
    return [f"{cycle.start:%m-%d}" for cycle in run.cycles]


def weeks(run: Run) -> int:
    assert isinstance(run.regimen.every, Span)
    return run.regimen.every.low


TWELVE = plan(every(12), set_on="2025-01-06", id="p1")
EIGHT = plan(every(8), set_on="2025-09-15", first_due="2025-11-10", id="p2")
CHANGED = record(
    TWELVE,
    EIGHT,
    injections=doses("2025-01-06", "2025-03-31", "2025-06-23", "2025-09-15", "2025-11-10", "2026-01-05"),
)


def test_a_cycle_belongs_to_the_regimen_at_the_end_of_its_opening_dose_day() -> None:
    # The dose of 15 Sep is still one of the first plan, but what follows it is 8 weeks.
    regimens = found(CHANGED, "2026-01-20")
    assert starts(regimens.in_force) == ["09-15", "11-10"]
    assert starts(regimens.before) == ["01-06", "03-31", "06-23"]
    assert regimens.in_force is not None and regimens.before is not None
    assert (regimens.before.planned_days, regimens.in_force.planned_days) == (84, 56)
    assert [cycle.days for cycle in regimens.in_force.cycles] == [56, 56]


def test_the_last_loading_dose_opens_the_first_cycle_of_maintenance() -> None:
    whole = record(plan(LOADING, every(8)), injections=doses(*LOADING_DAYS, "03-13", "05-08"))
    regimens = found(whole, "05-20")
    assert starts(regimens.in_force) == ["01-16", "03-13"]
    assert starts(regimens.before) == [*LOADING_DAYS[:-1]]
    # Days of the week are no interval of four weeks: there is nothing to compare with.
    assert comparable(regimens) == ()


def test_a_plan_written_anew_in_the_same_words_goes_on() -> None:
    again = plan(every(12), set_on="2025-07-01", first_due="2025-09-15", id="p9", drug="Hydroxocobalamin")
    whole = record(TWELVE, again, injections=CHANGED.injections[:4])
    regimens = found(whole, "2025-10-01")
    assert starts(regimens.in_force) == ["01-06", "03-31", "06-23"]
    assert regimens.earlier == () and regimens.before is None


def test_a_plan_that_no_dose_was_given_under_breaks_no_run() -> None:
    slip = plan(every(8), set_on="2025-07-01", first_due="2025-08-18", id="p8")
    back = plan(every(12), set_on="2025-07-10", first_due="2025-09-15", id="p9")
    whole = record(TWELVE, slip, back, injections=CHANGED.injections[:4])
    assert starts(found(whole, "2025-10-01").in_force) == ["01-06", "03-31", "06-23"]


def test_from_the_day_of_the_change_the_new_regimen_is_in_force() -> None:
    regimens = found(CHANGED, "2025-09-15")
    assert regimens.in_force is not None
    assert (weeks(regimens.in_force), regimens.in_force.cycles) == (8, ())
    later = plan(every(8), set_on="2025-10-01", first_due="2025-11-10", id="p2")
    moved = record(TWELVE, later, injections=CHANGED.injections)
    assert starts(found(moved, "2025-10-02").before) == ["01-06", "03-31", "06-23"]
    assert starts(found(moved, "2026-01-20").before) == ["01-06", "03-31", "06-23", "09-15"]


def test_of_equal_runs_only_the_present_one_is_in_force_and_only_different_ones_stand_beside_it() -> None:
    back = plan(every(12), set_on="2026-01-05", first_due="2026-03-30", id="p3")
    whole = record(TWELVE, EIGHT, back, injections=[*CHANGED.injections, dose("2026-03-30")])
    regimens = found(whole, "2026-04-01")
    assert starts(regimens.in_force) == ["01-05"]
    assert [weeks(run) for run in regimens.earlier] == [8]
    assert [weeks(run) for run in comparable(regimens)] == [8]


@pytest.mark.parametrize(("field", "value"), [("dose_mcg", 500), ("route", "SC"), ("drug", "cyanocobalamin")])
def test_another_dose_route_or_drug_is_another_regimen(field: str, value: Any) -> None:
    whole = record(
        TWELVE, EIGHT._replace(phases=TWELVE.phases, **{field: value}), injections=CHANGED.injections
    )
    assert starts(found(whole, "2026-01-20").in_force) == ["09-15", "11-10"]


def test_a_phase_has_a_dose_of_its_own() -> None:
    whole = record(plan(LOADING, every(8, dose_mcg=250.0)), injections=doses(*LOADING_DAYS))
    regimens = found(whole, "01-20")
    assert regimens.in_force is not None and regimens.in_force.regimen.dose_mcg == 250.0
    assert regimens.before is not None and regimens.before.regimen.dose_mcg == 1000


def test_without_a_plan_there_is_no_regimen() -> None:
    assert found(record(injections=CHANGED.injections), "2026-01-20") == Regimens(None, ())
    stopped = record(TWELVE._replace(ended_on=day("2025-10-01")), injections=CHANGED.injections)
    assert found(stopped, "2025-10-01").in_force is None
    assert found(stopped, "2025-09-30").in_force is not None


def test_a_dose_under_no_plan_parts_two_runs() -> None:
    again = plan(every(12), set_on="2025-12-01", first_due="2026-01-05", id="p9")
    stopped = TWELVE._replace(ended_on=day("2025-10-01"))
    whole = record(stopped, again, injections=CHANGED.injections)
    regimens = found(whole, "2026-01-20")
    assert starts(regimens.in_force) == []
    assert regimens.earlier == ()


def test_a_cycle_is_early_where_the_dose_that_ended_it_was() -> None:
    whole = record(TWELVE, injections=doses("2025-01-06", "2025-03-20", "2025-06-12"))
    run = found(whole, "2025-06-20").in_force
    assert run is not None
    assert [cycle.early for cycle in run.cycles] == [True, False]


def test_a_phase_moved_to_by_the_clinic_begins_with_the_day_of_the_move() -> None:
    whole = record(
        plan(LOADING, every(8)),
        injections=doses("01-05", "01-07", "03-13"),
        transitions=[transition(1, "01-08")],
    )
    regimens = found(whole, "03-20")
    assert starts(regimens.before) == ["01-05", "01-07"]
    assert regimens.in_force is not None and regimens.in_force.cycles == ()


def test_doses_still_to_come_and_extra_ones_make_no_cycle() -> None:
    whole = record(
        TWELVE,
        injections=[*doses("2025-01-06", "2025-03-31", "2026-03-01"), dose("2025-02-01", counts=False)],
    )
    assert starts(found(whole, "2025-04-10").in_force) == ["01-06"]


def test_a_run_of_months_is_planned_from_its_first_dose() -> None:
    monthly = Phase("Maintenance", "maintenance", Span("months", 2, 3))
    run = found(record(plan(monthly), injections=doses("01-05")), "02-01").in_force
    assert run is not None and run.planned_days == (date(2026, 3, 5) - date(2026, 1, 5)).days


def test_the_cycle_that_goes_on_is_of_the_present_run_where_a_dose_opened_it() -> None:
    run = found(CHANGED, "2026-01-20").in_force
    assert run is not None and run.spans[-1] == (day("2026-01-05"), None)
    assert [start for start, _ in run.spans[:-1]] == [cycle.start for cycle in run.cycles]
    before = found(CHANGED, "2026-01-20").before
    assert before is not None and before.spans == [(cycle.start, cycle.stop) for cycle in before.cycles]
    fresh = found(
        record(TWELVE, plan(every(8), set_on="2025-10-01", id="p2"), injections=CHANGED.injections[:4]),
        "2025-10-02",
    )
    assert fresh.in_force is not None and fresh.in_force.spans == []
