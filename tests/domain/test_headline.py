"""The next dose in words, in every state."""

import pytest

from b12track.domain.record.intervals import Doses
from b12track.domain.record.records import Injection, Record
from b12track.domain.rules.overview import next_visit
from b12track.domain.wording.headline import headline_of, progress_of, sentence_of
from builders import (
    EVERY_4_WEEKS,
    LOADING_DAYS,
    day,
    dose,
    doses,
    overview,
    plan,
    record,
    transition,
    visit,
    weekly,
)

LOADED = record(plan(), injections=doses(*LOADING_DAYS))
CONFIRMED = LOADED._replace(transitions=(transition(1, "01-16"),))
GRACED = record(plan(EVERY_4_WEEKS, grace_days=7), injections=doses("01-05"))
STOPPED = record(plan(ended_on=day("06-05"), end_reason="tablets"), injections=doses("01-05"))
COMPLETE = record(plan(weekly(1, Doses(1))), injections=doses("01-05"))
DOSE = "hydroxocobalamin 1 mg (1000 mcg), into muscle (IM)"


@pytest.mark.parametrize(
    ("whole", "today", "headline", "sentence"),
    [
        (record(), "01-05", "○ NO PLAN ENTERED", "no plan entered. No injection is recorded."),
        (
            record(plan()),
            "01-04",
            "○ PLAN STARTS Mon 5 Jan",
            "plan starts Mon 5 Jan. No injection is recorded.",
        ),
        (
            STOPPED,
            "06-06",
            "○ PLAN STOPPED Fri 5 Jun",
            "plan stopped Fri 5 Jun (tablets); no date is counted. Last injection Mon 5 Jan (152 days ago).",
        ),
        (
            record(plan()),
            "01-05",
            "● FIRST DOSE DUE TODAY",
            f"due today, Mon 5 Jan: {DOSE}. No injection is recorded.",
        ),
        (
            record(plan(), injections=doses("01-05", "01-07", "01-09", "01-12")),
            "01-13",
            "○ TOMORROW Wed 14 Jan",
            f"due tomorrow, Wed 14 Jan: {DOSE}. Last injection Mon 12 Jan (1 day ago).",
        ),
        (
            LOADED,
            "01-20",
            "○ IN 55 DAYS Mon 16 Mar - Thu 16 Apr, if the move is confirmed",
            f"due in 55 days, Mon 16 Mar - Thu 16 Apr: {DOSE}. This holds if the move to Maintenance is confirmed. "
            "Last injection Fri 16 Jan (4 days ago).",
        ),
        (
            CONFIRMED._replace(visits=(visit("03-16"),)),
            "01-16",
            "○ IN 59 DAYS Mon 16 Mar - Thu 16 Apr",
            f"due in 59 days, Mon 16 Mar - Thu 16 Apr: {DOSE}. Last injection Fri 16 Jan (today). "
            "Next visit Mon 16 Mar.",
        ),
        (
            CONFIRMED,
            "03-22",
            "● DUE 25 days left, until Thu 16 Apr",
            f"due now, 25 days left (Mon 16 Mar - Thu 16 Apr): {DOSE}. Last injection Fri 16 Jan (65 days ago).",
        ),
        (
            CONFIRMED,
            "04-16",
            "● DUE TODAY Thu 16 Apr",
            f"due today, Mon 16 Mar - Thu 16 Apr: {DOSE}. Last injection Fri 16 Jan (90 days ago).",
        ),
        (
            GRACED,
            "02-05",
            "▲ LATE 3 DAYS since Mon 2 Feb",
            "late by 3 days, within the 7 days' grace you set. No injection recorded since Mon 5 Jan (31 days ago); "
            "hydroxocobalamin 1 mg (1000 mcg) was due Mon 2 Feb.",
        ),
        (
            LOADED,
            "04-20",
            "■ OVERDUE 4 DAYS since Thu 16 Apr",
            "overdue by 4 days. No injection recorded since Fri 16 Jan (94 days ago); hydroxocobalamin 1 mg "
            "(1000 mcg) was due Mon 16 Mar - Thu 16 Apr. This holds if the move to Maintenance is confirmed.",
        ),
        (
            COMPLETE,
            "02-01",
            "○ NO FURTHER DATE IN THE PLAN",
            "no further date in the plan; 1 of 1 recorded. Last injection Mon 5 Jan (27 days ago).",
        ),
    ],
)
def test_every_state(whole: Record, today: str, headline: str, sentence: str) -> None:
    seen = overview(whole, today)
    assert str(headline_of(seen)) == headline
    assert sentence_of(seen) == f"Alex: {sentence}"


def test_plan_stopped_without_a_reason() -> None:
    stopped = overview(record(plan(ended_on=day("06-05"))), "06-06")
    assert sentence_of(stopped).startswith("Alex: plan stopped Fri 5 Jun; no date is counted.")


def test_progress() -> None:
    assert progress_of(overview(record(), "01-05")) == ""
    assert progress_of(overview(record(plan(), injections=doses("01-05")), "01-06")) == "1 of 6 recorded"
    assert progress_of(overview(record(plan(weekly(1)), injections=doses("01-05")), "01-06")) == "1 recorded"


def test_last_dose_counts_by_its_own_date_and_an_extra_one_too() -> None:
    whole = record(
        plan(EVERY_4_WEEKS), injections=[*doses("01-05"), dose("01-10", counts=False), *doses("02-02")]
    )
    seen = overview(whole, "01-20")
    assert seen.last is not None and seen.last.id == "i0110"
    assert seen.last_timing is None and seen.days_since_last == 10


@pytest.mark.parametrize(
    ("injections", "day_of_cycle"),
    [
        ([dose("01-05")], (15, 28)),
        ([dose("01-05"), dose("01-15", counts=False)], (15, 28)),
        ([dose("01-15", counts=False)], None),
        ([], None),
    ],
)
def test_the_days_are_counted_from_the_last_dose_that_counts(
    injections: list[Injection], day_of_cycle: tuple[int, int] | None
) -> None:
    assert overview(record(plan(EVERY_4_WEEKS), injections=injections), "01-20").day_of_cycle == day_of_cycle
    assert overview(record(injections=injections), "01-20").day_of_cycle is None


def test_of_two_at_one_moment_the_later_in_the_list_is_the_last() -> None:
    seen = overview(record(plan(EVERY_4_WEEKS), injections=[dose("01-05", "a"), dose("01-05", "b")]), "01-06")
    assert seen.last is not None and seen.last.id == "b"
    assert seen.last_timing is not None and seen.last_timing.kind == "early"


def test_timing_of_a_last_dose_under_an_earlier_plan() -> None:
    later = plan(EVERY_4_WEEKS, id="p2", set_on="02-10", first_due="03-10")
    timing = overview(
        record(plan(EVERY_4_WEEKS), later, injections=doses("01-05", "02-05")), "02-20"
    ).last_timing
    assert timing is not None and (timing.kind, timing.days) == ("late", 3)


def test_next_visit_of_a_purpose() -> None:
    whole = record(visits=[visit("02-02", "review", "v2"), visit("02-10"), visit("01-01", id="v0")])
    seen = overview(whole, "02-02")
    assert seen.visit is not None and seen.visit.id == "v2"
    found = next_visit(whole, seen.today, "injection")
    assert found is not None and found.id == "v1"
