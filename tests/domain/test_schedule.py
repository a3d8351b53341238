"""The schedule: the worked cases, the edges that the rules name, and the laws that hold for every history."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.clock import now_for
from b12track.domain.record import document
from b12track.domain.record.intervals import Confirmed, Doses, Length, Span, Weekdays, Window, after, shift
from b12track.domain.record.records import Injection, Phase, Record
from b12track.domain.rules import plans_in_force
from b12track.domain.rules.course import Timing
from b12track.domain.rules.overview import overview_of
from b12track.domain.rules.schedule import course_of, status_of, timing_of, timings_of, upcoming
from builders import (
    EVERY_2_TO_3_MONTHS,
    EVERY_4_WEEKS,
    LOADING,
    LOADING_DAYS,
    day,
    dose,
    doses,
    move,
    plan,
    record,
    skip,
    transition,
    weekly,
)

CASES = json.loads((Path(__file__).parent.parent / "cases" / "schedule.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    whole = document.read(case["document"])
    overview = overview_of(whole, now_for(whole.person.timezone or "UTC", case["today"]))
    course, status = overview.course, overview.status
    answer: dict[str, Any] = {"status": status.name}
    if status.window is not None:
        answer["from"], answer["by"] = (on.isoformat() for on in status.window)
        for key in ("days_until", "days_overdue", "doses_behind"):
            answer[key] = getattr(status, key)
    phase = None
    if course is not None:
        phase = {
            "index": course.stretch.phase,
            "kind": course.phase.kind,
            "doses_given": course.stretch.given,
            "doses_planned": course.doses_planned,
            "dose_mcg": course.dose_mcg,
        }
    timings = {id: timing._asdict() for id, timing in course.timings.items()} if course is not None else {}
    assert answer == case["expect"]["next"]
    assert phase == case["expect"]["phase"]
    assert (course is not None and course.to_confirm) == case["expect"]["transition_due"]
    assert timings == case["expect"]["timings"]


def window(whole: Record, today: str) -> tuple[str, str] | None:
    course = course_of(whole, day(today))
    assert course is not None
    return (f"{course.window.opens:%m-%d}", f"{course.window.closes:%m-%d}") if course.window else None


@pytest.mark.parametrize(
    ("every", "given_on", "expected"),
    [
        (Span("days", 2, 2), "2026-02-27", ("2026-03-01", "2026-03-01")),
        (Span("weeks", 4, 5), "2026-01-05", ("2026-02-02", "2026-02-09")),
        (Span("months", 1, 1), "2026-01-31", ("2026-02-28", "2026-02-28")),
        (Span("months", 1, 2), "2027-12-31", ("2028-01-31", "2028-02-29")),
        (Span("months", 12, 12), "2024-02-29", ("2025-02-28", "2025-02-28")),
        (Weekdays((0, 2, 4)), "2026-01-09", ("2026-01-12", "2026-01-12")),
        (Weekdays((0,)), "2026-01-05", ("2026-01-12", "2026-01-12")),
        (Weekdays((6,)), "2026-01-05", ("2026-01-11", "2026-01-11")),
        (Span("months", 99_999, 99_999), "2026-01-05", ("9999-12-31", "9999-12-31")),
        (Weekdays((0,)), "9999-12-31", ("9999-12-31", "9999-12-31")),
    ],
)
def test_window_after_a_dose(every: Span | Weekdays, given_on: str, expected: tuple[str, str]) -> None:
    assert after(every, day(given_on)) == Window(day(expected[0]), day(expected[1]))


def test_later_of_two_plans_set_on_one_day_holds() -> None:
    whole = record(plan(EVERY_4_WEEKS), plan(EVERY_2_TO_3_MONTHS, id="p2"), injections=doses("01-05"))
    course = course_of(whole, day("01-06"))
    assert course is not None and course.plan.id == "p2"
    assert timings_of(whole) == {"i0105": Timing("on_time")}


@pytest.mark.parametrize("replaced_due", ["02-02", "03-09"])
def test_a_plan_replaced_on_its_own_day_takes_no_dose_from_the_earlier_one(replaced_due: str) -> None:
    whole = record(
        plan(EVERY_4_WEEKS),
        plan(EVERY_4_WEEKS, id="p2", set_on="02-02", first_due=replaced_due),
        plan(EVERY_4_WEEKS, id="p3", set_on="02-02", first_due="03-02"),
        injections=doses("01-05", "02-02"),
    )
    assert timings_of(whole) == {"i0105": Timing("on_time"), "i0202": Timing("on_time")}
    assert plans_in_force.plan_of_dose(whole.plans, day("02-02")) == whole.plans[0]


def test_a_plan_that_wants_a_dose_at_once_takes_it_though_the_replaced_one_did_not() -> None:
    whole = record(
        plan(EVERY_4_WEEKS),
        plan(EVERY_4_WEEKS, id="p2", set_on="02-02", first_due="03-02"),
        plan(EVERY_4_WEEKS, id="p3", set_on="02-02", first_due="01-30"),
        injections=doses("02-02"),
    )
    assert timing_of(whole, whole.injections[0]) == Timing("late", 3)
    assert timings_of(whole) == {"i0202": Timing("late", 3)}


def test_plan_holds_until_the_day_before_it_ended() -> None:
    whole = record(plan(EVERY_4_WEEKS, ended_on=day("02-01")))
    assert course_of(whole, day("01-31")) is not None
    assert course_of(whole, day("02-01")) is None


def test_ended_plan_does_not_bring_back_the_one_before() -> None:
    whole = record(plan(EVERY_4_WEEKS), plan(EVERY_4_WEEKS, id="p2", set_on="02-01", ended_on=day("03-01")))
    assert course_of(whole, day("03-02")) is None


def test_first_day_of_a_plan_is_its_own_where_no_plan_was_in_force() -> None:
    whole = record(plan(EVERY_4_WEEKS, set_on="01-05", first_due="02-02"), injections=doses("01-05"))
    assert window(whole, "01-06") == ("02-02", "02-02")
    assert timings_of(whole) == {"i0105": Timing("early", 28)}


def test_first_day_is_the_earlier_plans_even_if_that_ended_with_it() -> None:
    whole = record(
        plan(EVERY_4_WEEKS, ended_on=day("02-02")),
        plan(EVERY_4_WEEKS, id="p2", set_on="02-02", first_due="03-02"),
        injections=doses("01-05", "02-02"),
    )
    assert window(whole, "02-10") == ("03-02", "03-02")
    assert timings_of(whole) == {"i0105": Timing("on_time"), "i0202": Timing("on_time")}


def test_first_day_is_the_new_plans_where_it_wants_a_dose_then() -> None:
    whole = record(
        plan(EVERY_4_WEEKS),
        plan(EVERY_2_TO_3_MONTHS, id="p2", set_on="02-02"),
        injections=doses("01-05", "02-02"),
    )
    assert window(whole, "02-10") == ("04-02", "05-02")


@pytest.mark.parametrize(
    ("given_on", "grace", "expected"),
    [
        ("02-01", 0, Timing("early", 1)),
        ("02-02", 0, Timing("on_time")),
        ("02-03", 0, Timing("late", 1)),
        ("02-09", 7, Timing("on_time")),
        ("02-10", 7, Timing("late", 8)),
    ],
)
def test_timing_against_the_window(given_on: str, grace: int, expected: Timing) -> None:
    whole = record(plan(EVERY_4_WEEKS, grace_days=grace), injections=doses("01-05", given_on))
    last = whole.injections[-1]
    assert timing_of(whole, last) == expected == timings_of(whole)[last.id]


def test_doses_without_timing() -> None:
    extra = dose("01-20", counts=False)
    whole = record(plan(EVERY_4_WEEKS, ended_on=day("03-01")), injections=[*doses("01-04", "03-01"), extra])
    assert timings_of(whole) == {}
    assert [timing_of(whole, injection) for injection in whole.injections] == [None, None, None]


def test_dose_after_the_course() -> None:
    whole = record(plan(weekly(1, Doses(1))), injections=doses("01-05", "01-12"))
    assert timings_of(whole)["i0112"] == Timing("after_course")
    course = course_of(whole, day("02-01"))
    assert course is not None and course.complete and course.stretch.given == 1


class TestSkip:
    def test_with_a_date_moves_the_window(self) -> None:
        whole = record(plan(EVERY_4_WEEKS), injections=doses("01-05"), adjustments=[skip("02-02", "02-20")])
        assert window(whole, "02-03") == ("02-20", "02-20")

    def test_starts_no_phase(self) -> None:
        whole = record(plan(weekly(1, Length("weeks", 3)), EVERY_4_WEEKS), adjustments=[skip("01-05")])
        course = course_of(whole, day("01-06"))
        assert course is not None and course.stretch.started is None and course.given == 0
        assert window(whole, "01-06") == ("01-12", "01-12")

    def test_can_end_a_time_limited_phase_and_its_move_waits_for_confirmation(self) -> None:
        whole = record(
            plan(weekly(1, Length("weeks", 2)), EVERY_4_WEEKS),
            injections=doses("01-05"),
            adjustments=[skip("01-12")],
        )
        course = course_of(whole, day("01-13"))
        assert course is not None and course.stretch.phase == 1 and course.to_confirm
        assert window(whole, "01-13") == ("02-09", "02-09")

    def test_can_end_the_course(self) -> None:
        whole = record(
            plan(weekly(1, Length("weeks", 2))), injections=doses("01-05"), adjustments=[skip("01-12")]
        )
        assert window(whole, "01-13") is None

    def test_does_nothing_after_the_course(self) -> None:
        adjustments = [skip("02-01"), move("02-02", "02-05")]
        whole = record(plan(weekly(1, Doses(1))), injections=doses("01-05"), adjustments=adjustments)
        assert window(whole, "02-10") is None

    def test_of_another_plan_does_nothing(self) -> None:
        whole = record(
            plan(EVERY_4_WEEKS), injections=doses("01-05"), adjustments=[skip("02-02", plan_id="p0")]
        )
        assert window(whole, "02-03") == ("02-02", "02-02")

    def test_recorded_tomorrow_is_not_in_yet(self) -> None:
        whole = record(plan(EVERY_4_WEEKS), injections=doses("01-05"), adjustments=[skip("02-03")])
        assert window(whole, "02-02") == ("02-02", "02-02")


class TestOneDay:
    """What comes first on one date."""

    def test_a_date_moved_to_the_day_comes_before_its_dose(self) -> None:
        whole = record(
            plan(EVERY_4_WEEKS), injections=doses("01-05", "01-30"), adjustments=[move("01-30", "01-30")]
        )
        assert timings_of(whole)["i0130"] == Timing("on_time")

    def test_another_move_comes_after_the_dose(self) -> None:
        whole = record(
            plan(EVERY_4_WEEKS), injections=doses("01-05", "01-30"), adjustments=[move("01-30", "02-25")]
        )
        assert timings_of(whole)["i0130"] == Timing("early", 3)
        assert window(whole, "02-01") == ("02-25", "02-25")

    def test_a_transition_due_that_day_comes_before_the_dose(self) -> None:
        whole = record(
            plan(), injections=doses(*LOADING_DAYS, "03-20"), transitions=[transition(0, "03-20", "03-20")]
        )
        course = course_of(whole, day("03-21"))
        assert course is not None and course.stretch.phase == 0 and course.stretch.given == 1

    def test_another_transition_comes_after_the_dose(self) -> None:
        whole = record(
            plan(), injections=doses(*LOADING_DAYS, "03-20"), transitions=[transition(0, "03-20", "03-23")]
        )
        course = course_of(whole, day("03-21"))
        assert course is not None and course.stretch.given == 0
        assert window(whole, "03-21") == ("03-23", "03-23")

    def test_an_adjustment_comes_before_a_transition(self) -> None:
        whole = record(
            plan(EVERY_4_WEEKS),
            injections=doses("01-05"),
            adjustments=[move("01-20", "02-10")],
            transitions=[transition(0, "01-20", "02-12")],
        )
        assert window(whole, "01-21") == ("02-12", "02-12")

    def test_injections_by_instant_whatever_their_order(self) -> None:
        early, late = dose("01-05", "a", "08:00"), dose("01-05", "b", "20:00")
        for injections in ((early, late), (late, early)):
            timings = timings_of(record(plan(EVERY_4_WEEKS), injections=injections))
            assert timings == {"a": Timing("on_time"), "b": Timing("early", 28)}


class TestTransition:
    def test_to_the_phase_in_force_confirms_and_may_set_the_date(self) -> None:
        whole = record(plan(), injections=doses(*LOADING_DAYS), transitions=[transition(1, "01-18", "03-01")])
        course = course_of(whole, day("01-20"))
        assert course is not None and not course.to_confirm and len(course.stretches) == 2
        assert window(whole, "01-20") == ("03-01", "03-01")

    def test_counts_from_the_last_dose_before_the_plan(self) -> None:
        whole = record(plan(set_on="01-10"), injections=doses("01-02"), transitions=[transition(1, "01-10")])
        assert window(whole, "01-11") == ("03-02", "04-02")

    def test_counts_from_the_plans_first_date_without_any_dose(self) -> None:
        whole = record(plan(first_due="01-08"), transitions=[transition(1, "01-06")])
        assert window(whole, "01-07") == ("01-08", "01-08")

    def test_starts_a_complete_course_anew(self) -> None:
        whole = record(
            plan(weekly(1, Doses(1))), injections=doses("01-05"), transitions=[transition(0, "02-01")]
        )
        course = course_of(whole, day("02-02"))
        assert course is not None and not course.complete and course.stretch.given == 0
        assert window(whole, "02-02") == ("02-01", "02-01")

    def test_counts_from_a_dose_after_the_course(self) -> None:
        whole = record(
            plan(weekly(1, Doses(1))),
            injections=doses("01-05", "01-26"),
            transitions=[transition(0, "02-01")],
        )
        assert window(whole, "02-02") == ("02-02", "02-02")

    def test_between_two_repletion_phases_needs_no_confirmation(self) -> None:
        whole = record(
            plan(weekly(1, Doses(1)), weekly(2, Doses(1)), EVERY_4_WEEKS), injections=doses("01-05")
        )
        course = course_of(whole, day("01-06"))
        assert course is not None and course.stretch.phase == 1 and not course.to_confirm

    def test_going_on_within_maintenance_leaves_what_is_to_confirm(self) -> None:
        top_up = Phase("Top-up", "maintenance", Span("months", 1, 1), Doses(1))
        whole = record(plan(weekly(1, Doses(1)), top_up, EVERY_4_WEEKS), injections=doses("01-05", "02-05"))
        course = course_of(whole, day("02-06"))
        assert course is not None and course.stretch.phase == 2 and course.to_confirm
        confirmed = whole._replace(transitions=[transition(2, "02-07")])
        course = course_of(confirmed, day("02-08"))
        assert course is not None and not course.to_confirm


class TestPhase:
    def test_ends_only_once_it_has_started(self) -> None:
        whole = record(plan(weekly(1, Length("weeks", 4)), EVERY_4_WEEKS))
        course = course_of(whole, day("01-05"))
        assert course is not None and course.ends is None
        whole = whole._replace(injections=doses("01-05"))
        course = course_of(whole, day("01-05"))
        assert course is not None and course.ends == day("02-02")

    def test_open_before_the_last_acts_as_confirmed(self) -> None:
        for until in (None, Confirmed()):
            whole = record(plan(weekly(1, until), EVERY_4_WEEKS), injections=doses("01-05", "01-12"))
            course = course_of(whole, day("01-13"))
            assert course is not None and course.stretch.phase == 0 and course.stretch.given == 2


def test_upcoming_dates_walk_through_the_phases() -> None:
    whole = record(plan(LOADING, EVERY_4_WEEKS), injections=doses(*LOADING_DAYS[:4]))
    dates = upcoming(course_of(whole, day("01-13")), day("01-13"), 4)
    assert [(f"{u.window.opens:%m-%d}", u.phase, u.ordinal, u.unconfirmed) for u in dates] == [
        ("01-14", 0, 5, False),
        ("01-16", 0, 6, False),
        ("02-13", 1, 7, True),
        ("03-13", 1, 8, True),
    ]


def test_upcoming_dates_begin_today_where_one_is_past() -> None:
    whole = record(plan(EVERY_4_WEEKS), injections=doses("01-05"))
    dates = upcoming(course_of(whole, day("02-20")), day("02-20"), 3)
    assert [f"{u.window.opens:%m-%d}" for u in dates] == ["02-02", "03-20", "04-17"]


def test_upcoming_dates_end_with_the_course_and_with_the_calendar() -> None:
    whole = record(plan(weekly(1, Doses(2))))
    assert len(upcoming(course_of(whole, day("01-05")), day("01-05"), 9)) == 2
    assert upcoming(None, day("01-05"), 9) == []
    far = record(plan(Phase("Far", "maintenance", Span("months", 99_000, 99_000))), injections=doses("01-05"))
    assert upcoming(course_of(far, day("01-06")), day("01-06"), 9) == []


def test_plan_of_a_dose() -> None:
    plans = (plan(EVERY_4_WEEKS), plan(EVERY_4_WEEKS, id="p2", set_on="03-01", first_due="03-10"))
    found = [plans_in_force.plan_of_dose(plans, day(on)) for on in ("01-04", "01-05", "03-01", "03-02")]
    assert [each.id if each else None for each in found] == [None, "p1", "p1", "p2"]


# The laws

spans = st.one_of(
    st.tuples(st.sampled_from(["days", "weeks", "months"]), st.integers(1, 9), st.integers(0, 3)).map(
        lambda drawn: Span(drawn[0], drawn[1], drawn[1] + drawn[2])  # type: ignore[arg-type]
    ),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: Weekdays(tuple(sorted(days)))),
)
untils = st.one_of(
    st.none(),
    st.just(Confirmed()),
    st.integers(1, 6).map(Doses),
    st.integers(1, 30).map(lambda n: Length("days", n)),
)
phases = st.builds(Phase, st.just("A phase"), st.sampled_from(["repletion", "maintenance"]), spans, untils)
START = date(2026, 1, 5)


@st.composite
def histories(draw: st.DrawFn) -> Record:
    """A plan and doses from its first day on, at instants that all differ."""
    drawn = draw(st.lists(phases, min_size=1, max_size=3))
    offsets = draw(st.lists(st.integers(0, 400), unique=True, max_size=12))
    injections = [dose((START + timedelta(days=n)).isoformat(), f"i{n}") for n in sorted(offsets)]
    return record(plan(*drawn, grace_days=draw(st.integers(0, 9))), injections=injections)


@st.composite
def orders(draw: st.DrawFn) -> Record:
    """A history with orders about its dates and moves to its phases, each of them on a day of its own."""
    whole = draw(histories())
    given = {i.given_on for i in whole.injections}
    free = [START + timedelta(days=n) for n in range(450) if START + timedelta(days=n) not in given]
    chosen = draw(st.lists(st.sampled_from(free), unique=True, max_size=6))
    adjustments, transitions = [], []
    ahead = st.none() | st.integers(-10, 40).map(timedelta)
    for number, on in enumerate(chosen):
        due, of = draw(ahead), draw(ahead)
        if draw(st.booleans()):
            fields = {"id": f"a{number}", "of": on + of if of is not None else None}
            text = on.isoformat()
            due_on = (on + due).isoformat() if due is not None else None
            kind = (
                move(text, due_on, **fields)
                if due_on and draw(st.booleans())
                else skip(text, due_on, **fields)
            )
            adjustments.append(kind)
        else:
            to = draw(st.integers(0, len(whole.plans[0].phases) - 1))
            stated = (on + due).isoformat() if due is not None else None
            transitions.append(transition(to, on.isoformat(), stated))
    return whole._replace(adjustments=tuple(adjustments), transitions=tuple(transitions))


@given(orders(), st.integers(0, 500), st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(whole: Record, ahead: int, random: Any) -> None:
    today = START + timedelta(days=ahead)
    mixed: dict[str, Any] = {
        kind: list(getattr(whole, kind)) for kind in ("injections", "adjustments", "transitions")
    }
    for values in mixed.values():
        random.shuffle(values)
    other = whole._replace(**mixed)
    assert course_of(other, today) == course_of(whole, today)
    assert timings_of(other) == timings_of(whole)


STATES = ("upcoming", "due", "late", "overdue")


@given(orders(), st.integers(0, 500))
def test_a_day_going_by_moves_the_status_only_onward(whole: Record, ahead: int) -> None:
    recorded = [i.given_on for i in whole.injections] + [a.recorded_on for a in whole.adjustments]
    last = max([START, *recorded, *(t.on for t in whole.transitions)])
    today = last + timedelta(days=ahead)
    now, later = (
        status_of(course_of(whole, on), on, whole.plans) for on in (today, today + timedelta(days=1))
    )
    assert later.window == now.window
    if now.window is None:
        assert now.name == later.name == "complete"
    else:
        assert STATES.index(now.name) <= STATES.index(later.name) <= STATES.index(now.name) + 2


def shortest_gap(every: Span | Weekdays) -> int:
    if isinstance(every, Span):
        return every.low * {"days": 1, "weeks": 7, "months": 28}[every.unit]
    days = [*every.days, every.days[0] + 7]
    return min(b - a for a, b in pairwise(days))


@given(orders(), st.integers(0, 500))
def test_a_dose_given_today_leaves_nothing_due_today_nor_tomorrow(whole: Record, ahead: int) -> None:
    today = START + timedelta(days=ahead)
    last = dose(today.isoformat(), "last", "23:59")
    whole = whole._replace(injections=(*whole.injections, last))
    whole = whole._replace(adjustments=[a for a in whole.adjustments if a.recorded_on != today])
    whole = whole._replace(transitions=[t for t in whole.transitions if t.on != today])
    course = course_of(whole, today)
    assert course is not None
    if course.window is not None:
        assert course.window.opens > today
        if all(shortest_gap(phase.every) >= 2 for phase in course.plan.phases):
            assert course.window.opens > today + timedelta(days=1)


@given(orders(), st.integers(0, 500))
def test_two_doses_on_one_date_give_the_window_that_one_gives(whole: Record, ahead: int) -> None:
    today = START + timedelta(days=ahead)
    others = [i for i in whole.injections if i.given_on < today]
    quiet = whole._replace(
        injections=(*others, dose(today.isoformat(), "one", "22:00")),
        transitions=[t for t in whole.transitions if t.on < today],
        adjustments=[a for a in whole.adjustments if a.recorded_on < today],  # later ones follow both doses
    )
    twice = quiet._replace(injections=(*quiet.injections, dose(today.isoformat(), "two", "22:30")))
    once, both = course_of(quiet, today), course_of(twice, today)
    assert once is not None and both is not None
    if len(once.stretches) == len(both.stretches) and not both.complete:
        assert once.window == both.window


@given(orders(), st.integers(0, 500), st.integers(0, 2), st.none() | st.integers(-20, 20))
def test_no_move_back_leaves_a_window_that_closed_before_it_was_ordered(
    whole: Record, ahead: int, to: int, due: int | None
) -> None:
    on = START + timedelta(days=ahead)
    before = course_of(whole, on - timedelta(days=1)) if on > START else None
    to = min(to, len(whole.plans[0].phases) - 1)
    first_due = (on + timedelta(days=due)).isoformat() if due is not None else None
    transitions = [t for t in whole.transitions if t.on < on]
    quiet = whole._replace(
        transitions=[*transitions, transition(to, on.isoformat(), first_due)],
        injections=[i for i in whole.injections if i.given_on < on],
        adjustments=[a for a in whole.adjustments if a.recorded_on < on],
    )
    course = course_of(quiet, on)
    assert course is not None and course.window is not None
    is_back = before is not None and (before.complete or to < before.stretch.phase)
    if is_back and (first_due is None or course.window.opens != day(first_due)):
        assert course.window.closes >= on


@given(
    histories(),
    st.integers(0, 400),
    st.integers(0, 60),
    st.sampled_from(["skip", "move"]),
    st.integers(1, 30),
)
def test_a_date_that_was_passed_or_moved_and_turns_out_to_have_been_met_is_closed_once(
    whole: Record, ahead: int, within: int, kind: str, later: int
) -> None:
    today = START + timedelta(days=ahead)
    whole = whole._replace(injections=[i for i in whole.injections if i.given_on < today])
    open_one = course_of(whole, today)
    assert open_one is not None
    if open_one.window is None:
        return
    opens, closes = open_one.window
    given_on = opens + timedelta(days=min(within, (closes - opens).days))
    ordered_on = max(given_on, today, START)
    text, of = ordered_on.isoformat(), opens
    due = (ordered_on + timedelta(days=later)).isoformat()
    order = skip(text, of=of) if kind == "skip" else move(text, due, of=of)
    found = whole._replace(injections=[*whole.injections, dose(given_on.isoformat(), "found")])
    after_all = ordered_on + timedelta(days=1)
    without, with_order = (
        course_of(each, after_all) for each in (found, found._replace(adjustments=[order]))
    )
    assert without is not None and with_order is not None
    assert (with_order.window, with_order.stretches) == (without.window, without.stretches)
    if without.window is not None:
        assert [unmet.order for unmet in with_order.unmet] == [order]


@given(histories(), st.integers(0, 500))
def test_overdue_days_grow_day_by_day_while_nothing_is_recorded(whole: Record, ahead: int) -> None:
    last = max((i.given_on for i in whole.injections), default=START)
    today = max(last, START) + timedelta(days=ahead)
    now, later = (
        status_of(course_of(whole, on), on, whole.plans) for on in (today, today + timedelta(days=1))
    )
    assert later.window == now.window
    if now.window is not None:
        past = (today - now.window.closes).days
        assert now.days_overdue == max(past, 0) and later.days_overdue == max(past + 1, 0)
        assert later.doses_behind >= now.doses_behind
        assert (now.name == "overdue") == (now.doses_behind > 0)


@given(spans, st.integers(0, 400), st.integers(1, 60))
def test_a_later_dose_never_makes_the_next_window_earlier(
    every: Span | Weekdays, on: int, later: int
) -> None:
    first, second = START + timedelta(days=on), START + timedelta(days=on + later)
    assert after(every, second) >= after(every, first)
    assert after(every, first).opens > first


@given(histories(), st.integers(0, 500))
def test_a_later_last_dose_within_a_phase_never_makes_its_window_earlier(whole: Record, ahead: int) -> None:
    given_last = START + timedelta(days=401 + ahead)
    extra = dose(given_last.isoformat(), "last")
    moved = dose((given_last + timedelta(days=1)).isoformat(), "last")
    one, other = (
        course_of(whole._replace(injections=(*whole.injections, each)), given_last + timedelta(days=2))
        for each in (extra, moved)
    )
    assert one is not None and other is not None
    same_phase = one.stretch.phase == other.stretch.phase and one.stretch.given > 1
    if one.window is not None and other.window is not None and same_phase:
        assert other.window >= one.window


@given(histories())
def test_every_counted_dose_of_the_plan_has_a_timing_and_the_walk_repeats(whole: Record) -> None:
    assert set(timings_of(whole)) == {i.id for i in whole.injections}
    for injection in whole.injections:
        assert timing_of(whole, injection) == timings_of(whole)[injection.id]


@given(histories(), st.integers(0, 500))
def test_upcoming_dates_rise_and_their_ordinals_follow(whole: Record, ahead: int) -> None:
    today = START + timedelta(days=ahead)
    course = course_of(whole, today)
    dates = upcoming(course, today, 8)
    assert all(a.window.opens < b.window.opens for a, b in pairwise(dates))
    given_so_far = sum(1 for i in whole.injections if i.given_on <= today)
    assert [u.ordinal for u in dates] == list(range(given_so_far + 1, given_so_far + 1 + len(dates)))


def test_shift_stays_within_the_calendar() -> None:
    assert shift(date(9999, 12, 1), "months", 1) == date.max
    assert shift(date(2026, 1, 1), "days", 10**12) == date.max


def test_a_travellers_local_date_counts() -> None:
    given = Injection("i1", datetime.fromisoformat("2026-01-06T00:30:00+13:00"), "x", 1000, "IM")
    assert given.given_on == day("01-06")
    whole = record(plan(EVERY_4_WEEKS, set_on="01-05"), injections=[given])
    assert window(whole, "01-05") == ("01-05", "01-05")
    assert window(whole, "01-06") == ("02-03", "02-03")


def test_plan_that_ended_the_day_it_was_set_never_held() -> None:
    whole = record(plan(EVERY_4_WEEKS, ended_on=day("01-05")), injections=doses("01-05"))
    assert course_of(whole, day("01-05")) is None
    assert timings_of(whole) == {}
    assert plans_in_force.plan_of_dose(whole.plans, day("01-05")) is None


def test_transition_of_another_plan_does_nothing() -> None:
    whole = record(
        plan(), injections=doses(*LOADING_DAYS), transitions=[transition(0, "01-20", plan_id="p0")]
    )
    course = course_of(whole, day("01-21"))
    assert course is not None and course.to_confirm


@pytest.mark.parametrize(
    ("until", "followed", "open_ended"),
    [(None, True, True), (None, False, False), (Confirmed(), False, True), (Doses(3), True, False)],
)
def test_phase_that_lasts_until_the_clinician_says_so(until: Any, followed: bool, open_ended: bool) -> None:
    course = course_of(record(plan(weekly(1, until), *([EVERY_4_WEEKS] if followed else []))), day("01-05"))
    assert course is not None and course.open_ended == open_ended
