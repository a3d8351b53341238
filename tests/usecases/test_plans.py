"""Entering a plan: new, corrected, mid-course; what it changes is told, and what does not fit is refused."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from alex import write_file
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.intervals import Doses, Span
from b12track.domain.record.records import Injection, Phase, Plan
from b12track.domain.rules.course import Timing
from b12track.usecases.look.overview import look
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.enter import (
    Order,
    correctable,
    earlier_plans,
    first_window_after,
    foresee_plan,
    read_plan,
    set_plan,
)

EIGHT_WEEKS = Span("weeks", 8, 8)
MAINTENANCE = Phase("Maintenance", "maintenance", EIGHT_WEEKS)
LOADING = Phase("Loading", "repletion", Span("weeks", 1, 1), Doses(2))
RAW = {
    "set_on": "2026-11-20",
    "first_due": "2026-12-01",
    "drug": "cyanocobalamin",
    "dose_mcg": 1000,
    "route": "SC",
    "phases": [{"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 4}}],
}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def plan(*phases: Phase, set_on: str = "11-20", first_due: str = "12-01", **fields: Any) -> Plan:
    return Plan(
        "", day(set_on), day(first_due), "hydroxocobalamin", 1000, "IM", phases or (MAINTENANCE,), **fields
    )


def dose(on: str) -> Injection:
    return Injection(
        "", datetime.fromisoformat(f"2026-{on}T12:00+00:00"), "hydroxocobalamin", 1000, "IM", False
    )


@pytest.fixture
def empty(tmp_path: Path) -> PersonFile:
    """A person of whom nothing is known yet."""
    write_file(
        tmp_path / "new.json",
        {"format": "b12track", "version": 2, "person": {"name": "Alex", "timezone": "UTC"}},
    )
    return PersonFile(tmp_path / "new.json", "2026-11-21")


def taken_back(person_file: PersonFile, order: Order, yes: bool = False) -> Any:
    """Save an order, and see that one undo brings back exactly what was there."""
    before = person_file.snapshot().exchange()
    done = set_plan(person_file, order, yes=yes)
    after = person_file.snapshot().exchange()
    person_file.file.undo()
    assert person_file.snapshot().exchange() == before
    person_file.file.redo()
    assert person_file.snapshot().exchange() == after
    return done


def test_a_plan_of_a_file_may_leave_its_id_out() -> None:
    assert read_plan(RAW).id == ""
    assert read_plan({**RAW, "id": None}).id == ""
    assert read_plan({**RAW, "id": "p7"}).id == "p7"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({**RAW, "id": 0}, "id: 0 is not text"),
        ({**RAW, "id": ""}, "id: is empty"),
        ({**RAW, "dose": 1}, "dose: is not a known key"),
        ({**RAW, "dose_mcg": True}, "dose_mcg: true is not a number"),
        ({**RAW, "set_on": "2026-02-30"}, "set_on: 2026-02-30 is not a date of the calendar"),
        ({**RAW, "phases": []}, "phases: is empty"),
        (
            {**RAW, "phases": [{"name": "x", "kind": "maintenance", "every": {"weeks": [3, 2]}}]},
            r"phases\[0\].every",
        ),
        ({}, "set_on: is missing; first_due: is missing; drug: is missing; and 3 more"),
        ([], "plan: is not an object"),
        (None, "plan: is not an object"),
        ("p1", "plan: is not an object"),
        ({"format": "b12track", "version": 2}, "a whole export, but only a plan can be read here"),
    ],
)
def test_a_plan_that_is_none_is_refused_with_its_path(raw: Any, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_plan(raw)


def test_the_first_plan_comes_into_force(empty: PersonFile) -> None:
    done = taken_back(empty, Order(plan(LOADING, MAINTENANCE)))
    assert (done.foreseen.before.status.name, done.foreseen.after.status.name) == ("no_plan", "upcoming")
    assert [each.window.opens for each in done.foreseen.dates] == [
        *(day("12-01"), day("12-08")),
        *(date(2027, 2, 2), date(2027, 3, 30), date(2027, 5, 25), date(2027, 7, 20)),
    ]
    assert done.saved.what == "plan of 20 Nov 2026"
    assert look(empty).plan == done.foreseen.plan


def test_a_plan_that_begins_later_shows_its_dates_too(empty: PersonFile) -> None:
    foreseen = foresee_plan(look(empty), Order(plan(set_on="12-10", first_due="12-10")))
    assert foreseen.after.status.name == "no_plan"
    assert [each.window.opens for each in foreseen.dates[:2]] == [day("12-10"), date(2027, 2, 4)]
    # Nothing is given under a plan before it begins, even where its first date is earlier.
    foreseen = foresee_plan(look(empty), Order(plan(set_on="12-10", first_due="12-01")))
    assert [each.window.opens for each in foreseen.dates[:2]] == [day("12-01"), date(2027, 2, 4)]


def test_a_new_plan_leaves_what_the_earlier_one_timed(person_file: PersonFile) -> None:
    done = taken_back(person_file, Order(plan()))
    assert done.foreseen.retimed == ()
    assert [each.id for each in earlier_plans(person_file.record(), person_file.today)] == ["plan1"]
    assert done.foreseen.after.status.days_until == 10


def test_a_correction_keeps_id_and_start_and_tells_the_timings_it_changes(person_file: PersonFile) -> None:
    # The dose of 12 January comes two days early under a 9-day loading; the plan's own day and id stay.
    nine_days = LOADING._replace(every=Span("days", 9, 9))
    done = taken_back(person_file, Order(plan(nine_days, MAINTENANCE, first_due="01-05"), "corrects"))
    assert (done.foreseen.plan.id, done.foreseen.plan.set_on) == ("plan1", day("01-05"))
    assert [(each.injection.id, each.before, each.after) for each in done.foreseen.retimed] == [
        ("inj2", Timing("on_time"), Timing("early", 2))
    ]
    assert done.saved.what == "correction of the plan of 5 Jan 2026"
    assert len(person_file.record().plans) == 1


def test_a_correction_that_changes_nothing_saves_nothing(person_file: PersonFile) -> None:
    assert not set_plan(person_file, Order(person_file.record().plans[0], "corrects")).saved.changed


def test_a_correction_may_not_leave_a_move_without_its_phase(person_file: PersonFile) -> None:
    with pytest.raises(
        Refused, match=r"the move to phase 2 on 12 Jan \(tra1\) would lead nowhere.*keep that phase"
    ):
        set_plan(person_file, Order(plan(), "corrects"))


def test_without_a_plan_there_is_nothing_to_correct(empty: PersonFile) -> None:
    with pytest.raises(Refused, match="no plan in force to correct"):
        set_plan(empty, Order(plan(), "corrects"))


def test_a_plan_that_has_not_begun_can_be_corrected(empty: PersonFile) -> None:
    first = set_plan(empty, Order(plan(set_on="12-10"))).foreseen.plan
    assert correctable(empty.record(), empty.today) == first
    assert set_plan(empty, Order(plan(first_due="12-20"), "corrects")).foreseen.plan[:3] == (
        first.id,
        day("12-10"),
        day("12-20"),
    )


def test_a_new_plan_may_not_have_the_id_of_another(person_file: PersonFile) -> None:
    with pytest.raises(Refused, match="a plan plan1 is there already"):
        set_plan(person_file, Order(plan()._replace(id="plan1")))


def test_a_new_plan_from_before_the_one_in_force_needs_a_yes(person_file: PersonFile) -> None:
    earlier = Order(plan(set_on="01-01", first_due="01-01"))
    with pytest.raises(NeedsYes, match="1 Jan is before the plan in force, of 5 Jan"):
        set_plan(person_file, earlier)
    done = set_plan(person_file, earlier, yes=True)
    assert done.foreseen.after.plan is not None and done.foreseen.after.plan.id == "plan1"


def test_loading_that_is_over_is_a_move_on_the_day_of_the_last_injection(empty: PersonFile) -> None:
    order = Order(
        plan(LOADING, MAINTENANCE, set_on="10-01", first_due="10-01"),
        loading_over=True,
        confirmed_by="Dr Okafor",
        last=dose("11-10"),
    )
    with pytest.raises(NeedsYes, match=r"1 of \d loading doses are recorded"):
        set_plan(empty, order)
    done = taken_back(empty, order, yes=True)
    after = done.foreseen.after
    assert after.course is not None and after.course.phase.name == "Maintenance"
    assert not after.course.to_confirm
    assert after.status.window == (date(2027, 1, 5), date(2027, 1, 5))
    (raw,) = empty.snapshot().documents("transitions")
    assert (raw["to_phase"], raw["on"], raw["confirmed_by"]) == (1, "2026-11-10", "Dr Okafor")
    assert len(empty.record().injections) == 1


def test_loading_that_was_over_before_the_plan_counts_from_the_dose_before_it(empty: PersonFile) -> None:
    order = Order(plan(LOADING, MAINTENANCE, set_on="11-20"), loading_over=True, last=dose("11-10"))
    foreseen = set_plan(empty, order, yes=True).foreseen
    assert foreseen.transition is not None and foreseen.transition.on == day("11-20")
    assert foreseen.after.status.window == (date(2027, 1, 5), date(2027, 1, 5))


@pytest.mark.parametrize(
    ("phases", "last", "says"),
    [
        ((LOADING,), dose("11-10"), "the plan has no maintenance phase"),
        ((LOADING, MAINTENANCE), None, "it is not recorded"),
    ],
)
def test_loading_cannot_be_over_without_what_follows(
    empty: PersonFile, phases: tuple[Phase, ...], last: Injection | None, says: str
) -> None:
    before = empty.snapshot().exchange()
    with pytest.raises(Refused, match=says):
        set_plan(empty, Order(plan(*phases), loading_over=True, last=last))
    assert empty.snapshot().exchange() == before


def test_a_maintenance_only_plan_is_past_loading_as_it_is(empty: PersonFile) -> None:
    assert set_plan(empty, Order(plan(), loading_over=True)).foreseen.transition is None


def test_the_first_date_of_a_maintenance_only_plan(empty: PersonFile) -> None:
    record = empty.record()._replace(
        injections=(dose("10-01")._replace(id="a"), dose("11-10")._replace(id="b"))
    )
    # Before the plan: counted from that dose. Under it: the plan's own rules count on from the first one.
    assert first_window_after(record, EIGHT_WEEKS, day("11-20"), day("11-10")) == (date(2027, 1, 5),) * 2
    assert first_window_after(record, EIGHT_WEEKS, day("09-01"), day("11-10")) == (day("10-01"),) * 2
    assert first_window_after(record, EIGHT_WEEKS, day("11-01"), day("11-10")) == (day("11-10"),) * 2


def test_questions_are_saved_with_the_plan(empty: PersonFile) -> None:
    taken_back(empty, Order(plan(), questions=("When does loading end?",)))
    assert [question.text for question in empty.record().questions] == ["When does loading end?"]
