"""DOSES, state by state."""

from typing import Any

import pytest

from b12track.domain.record.intervals import Doses, Span
from b12track.domain.record.records import Phase, Record
from builders import (
    EVERY_4_WEEKS,
    LOADING,
    LOADING_DAYS,
    dose,
    doses,
    move,
    overview,
    plan,
    record,
    skip,
    transition,
    visit,
)
from pages import section_of


def said(whole: Record, title: str, today: str = "2026-11-21", **asked: Any) -> str:
    return section_of(whole, title, now=overview(whole, today).now, **asked)


WAS = "One was due Mon 16 Mar - Thu 16 Apr"


@pytest.mark.parametrize(
    ("today", "ago", "expected"),
    [
        ("2026-01-16", "today", "Next Mon 16 Mar - Thu 16 Apr"),
        ("2026-01-17", "1 day ago", "Next Mon 16 Mar - Thu 16 Apr"),
        ("2026-03-15", "58 days ago", "Next Mon 16 Mar - Thu 16 Apr"),
        ("2026-03-20", "63 days ago", "Next wanted Mon 16 Mar - Thu 16 Apr: due, 27 days left"),
        ("2026-04-16", "90 days ago", "Next wanted Mon 16 Mar - Thu 16 Apr: due, today is the last day"),
        (
            "2026-04-18",
            "92 days ago",
            f"{WAS}: late by 2 days (within the grace that was set), none recorded since",
        ),
        ("2026-04-28", "102 days ago", f"{WAS}: overdue by 12 days, none recorded since"),
        (
            "2026-07-28",
            "193 days ago",
            f"{WAS}: overdue by 103 days, none recorded since; 1 later date has passed too",
        ),
        (
            "2026-12-28",
            "346 days ago",
            f"{WAS}: overdue by 256 days, none recorded since; 2 later dates have passed too",
        ),
    ],
)
def test_the_last_dose_and_the_next(today: str, ago: str, expected: str) -> None:
    whole = record(plan(grace_days=7), injections=doses(*LOADING_DAYS), transitions=(transition(1, "01-16"),))
    first = said(whole, "DOSES", today).splitlines()[0]
    assert first == f"Last Fri 16 Jan ({ago}). {expected}; no injection visit recorded."


def test_a_date_of_one_day_is_due_today() -> None:
    assert said(record(plan()), "DOSES", "2026-01-05") == (
        "No injection is recorded. Next wanted Mon 5 Jan: due today; no injection visit recorded."
    )


def test_an_extra_dose_after_the_date_is_not_passed_over() -> None:
    given = (dose("01-05"), dose("02-04", counts=False))
    first = said(record(plan(EVERY_4_WEEKS), injections=given), "DOSES", "2026-02-07").splitlines()[0]
    assert first.startswith(
        "Last Wed 4 Feb (3 days ago). One was due Mon 2 Feb: overdue by 5 days, none that counts recorded since"
    )


def test_an_unconfirmed_move_stands_beside_the_date() -> None:
    whole = record(plan(), injections=doses(*LOADING_DAYS), visits=(visit("03-16")._replace(who="J. Hart"),))
    assert said(whole, "DOSES", "2026-02-01").splitlines()[0] == (
        "Last Fri 16 Jan (16 days ago). Next Mon 16 Mar - Thu 16 Apr, if the move to Maintenance is confirmed; "
        "injection visit Mon 16 Mar 10:00, J. Hart."
    )


def test_a_complete_course_has_no_next() -> None:
    whole = record(plan(LOADING), injections=(*doses(*LOADING_DAYS), dose("02-20")))
    assert said(whole, "DOSES", "2026-03-01") == (
        "Last Fri 20 Feb (9 days ago). No further date in the plan.\n"
        "Loading 6 of 6. After the plan's last dose: 1. Intervals 35 days. IM; site not recorded 7.".replace(
            "Intervals 35 days", "Interval 35 days"
        ).replace("IM; site", "All IM; site")
    )


def maintained(*days: str, **fields: Any) -> Record:
    """Loading, then doses on these days under every 4 weeks."""
    given = tuple(dose(day, **fields) for day in days)
    return record(plan(EVERY_4_WEEKS, set_on="01-05"), injections=given)


def test_how_doses_met_their_dates() -> None:
    whole = maintained("01-05", "02-02", "03-09", "04-06", "04-20", "05-28")
    assert said(whole, "DOSES", "2026-06-01").splitlines()[1] == (
        "Maintenance 6: on time 3, late 2 (7-10 days), early 1 (14 days). Intervals 28 35 28 14 38 days. "
        "All IM; site not recorded 6."
    )


def test_loading_says_its_timing_only_where_it_was_off() -> None:
    late = record(plan(), injections=doses("01-05", "01-08", "01-12"))
    assert "Loading 3 of 6: on time 2, late 1 (1 day)." in said(late, "DOSES", "2026-01-13")
    assert "Loading 2 of 6. Interval 2 days." in said(
        record(plan(), injections=doses("01-05", "01-07")), "DOSES", "2026-01-10"
    )


def test_intervals_of_loading_stand_only_while_there_are_no_others() -> None:
    loading = record(plan(), injections=doses("01-05", "01-07", "01-09"))
    assert "Intervals 2 2 days." in said(loading, "DOSES", "2026-01-10")
    later = record(plan(), injections=doses(*LOADING_DAYS, "03-16"))
    assert "Interval 59 days." in said(later, "DOSES", "2026-03-20")


def test_many_intervals_are_folded() -> None:
    days = [f"{month:02}-{day:02}" for month in range(1, 9) for day in (1, 15)]
    assert "(the last 14 of 15)." in said(maintained(*days), "DOSES", "2026-09-01")


def test_extra_doses_and_those_outside_a_plan() -> None:
    given = (dose("2025-12-01"), dose("01-05"), dose("01-06", counts=False))
    words = said(record(plan(EVERY_4_WEEKS), injections=given), "DOSES", "2026-01-10")
    assert "Extra to the plan: 1. Outside any plan: 1." in words


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        (("left-thigh", "right-thigh", "left-thigh", "right-thigh"), "All IM, thighs in turn."),
        (("left-abdomen", "right-abdomen") * 2, "All IM, sides of the abdomen in turn."),
        (("left-thigh", "right-thigh", "left-thigh"), "All IM; left thigh 2, right thigh 1."),
        (("left-thigh", "left-thigh", "right-thigh", "left-thigh"), "All IM; left thigh 3, right thigh 1."),
        (
            ("left-thigh", "right-deltoid", "left-thigh", "right-thigh"),
            "All IM; left thigh 2, right deltoid 1, right thigh 1.",
        ),
        (("left-thigh", "", "left-thigh", "belly"), "All IM; left thigh 2, belly 1, site not recorded 1."),
    ],
)
def test_sites_in_turn_only_where_it_is_true(sites: tuple[str, ...], expected: str) -> None:
    days = ("01-05", "02-02", "03-02", "03-30")
    given = tuple(dose(day, site=site) for day, site in zip(days, sites))
    assert said(record(plan(EVERY_4_WEEKS), injections=given), "DOSES", "2026-04-01").endswith(expected)


def test_routes_are_counted_where_they_differ() -> None:
    given = (dose("01-05"), dose("02-02"), dose("03-02", route="SC"))
    assert "IM 2, SC 1; site not recorded 3." in said(
        record(plan(EVERY_4_WEEKS), injections=given), "DOSES", "2026-04-01"
    )


def test_many_phases_are_folded() -> None:
    phases = tuple(Phase(f"Phase {n}", "maintenance", Span("weeks", 1, 1), Doses(1)) for n in range(6))
    given = doses("01-05", "01-12", "01-19", "01-26", "02-02")
    words = said(record(plan(*phases), injections=given), "DOSES", "2026-02-03")
    assert "1 earlier phase is in the record. Phase 1 1 of 1." in words
    more = doses("01-05", "01-12", "01-19", "01-26", "02-02", "02-09")
    assert "2 earlier phases are in the record." in said(
        record(plan(*phases), injections=more), "DOSES", "2026-02-10"
    )


def test_skips_and_moves_change_what_is_next() -> None:
    whole = record(
        plan(EVERY_4_WEEKS), injections=doses("01-05"), adjustments=(skip("01-20"), move("01-21", "03-20"))
    )
    assert "Next Fri 20 Mar;" in said(whole, "DOSES", "2026-02-01")
