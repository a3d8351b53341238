"""QUESTIONS, LABS, TOGETHER and GAPS."""

from datetime import date, timedelta
from typing import Any

import pytest

from b12track.domain.record.intervals import Length
from b12track.domain.record.records import Lab, Note, Person, Question, Record, Review
from builders import ALEX, EVERY_4_WEEKS, LOADING, dose, doses, logs, move, overview, plan, record, skip
from pages import section_of


def said(whole: Record, title: str, today: str = "2026-11-21", **asked: Any) -> str:
    return section_of(whole, title, now=overview(whole, today).now, **asked)


def asked(*texts: str) -> tuple[Question, ...]:
    return tuple(Question(f"q{n}", date(2026, 3, 1), text) for n, text in enumerate(texts))


def test_open_questions_come_first_then_what_is_added() -> None:
    questions = (
        *asked("Why so tired?"),
        Question("q7", date(2026, 3, 1), "Answered?", date(2026, 4, 1), "Yes"),
        Question("q8", date(2026, 3, 1), "Answered later?", date(2026, 12, 1), "Yes"),
        Question("q9", date(2026, 3, 1), "Answered some day?", None, "Yes"),
        Question("q10", date(2026, 12, 1), "Not asked yet?"),
    )
    assert said(record(questions=questions), "ASKED", questions=["And this?", " ", "Why so tired?"]) == (
        "1. Why so tired?\n2. Answered later?\n3. And this?"
    )


def test_one_question_has_no_number_and_many_are_folded() -> None:
    assert said(record(questions=asked("Why?")), "ASKED") == "Why?"
    assert said(record(), "ASKED") == "none recorded"
    many = record(questions=asked(*(f"Question {n}?" for n in range(8))))
    assert said(many, "ASKED").splitlines()[-1] == "… and 3 more questions in the record"
    one_more = record(questions=asked(*(f"Question {n}?" for n in range(6))))
    assert said(one_more, "ASKED").splitlines()[-1] == "… and 1 more question in the record"


def lab(on: str, test: str = "b12", value: float = 140, **fields: Any) -> Lab:
    return Lab(
        f"l{on}{test}{value}", date.fromisoformat(on), test, value, fields.pop("unit", "ng/L"), **fields
    )


def labs(*results: Lab, given: tuple[str, ...] = ("2026-01-05", "2026-03-13"), **more: Any) -> str:
    return said(record(plan(EVERY_4_WEEKS), injections=doses(*given), labs=results), "LABS", **more)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-02", "2 Jan B12 140 ng/L, before the first recorded injection"),
        ("2026-01-05", "5 Jan B12 140 ng/L, on the day of an injection"),
        ("2026-01-06", "6 Jan B12 140 ng/L, 1 day after an injection"),
        ("2026-04-09", "9 Apr B12 140 ng/L, 27 days after an injection"),
    ],
)
def test_every_result_says_how_long_after_an_injection(on: str, expected: str) -> None:
    assert labs(lab(on)) == expected


def test_without_an_injection_that_is_said() -> None:
    assert labs(lab("2026-02-02"), given=()) == "2 Feb B12 140 ng/L, no injection recorded"


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (lab("2026-04-09", "HB", 12.8, unit="g/dL", low=11.5, high=16.5), "Hb 12.8 g/dL (11.5-16.5)"),
        (lab("2026-04-09", "mma", 0.29, unit="umol/L", high=0.4), "MMA 0.29 umol/L (up to 0.4)"),
        (lab("2026-04-09", "egfr", 90, comparator=">", low=60), "egfr >90 ng/L (from 60)"),
    ],
)
def test_a_result_stands_with_its_own_range_and_no_judgement(result: Lab, expected: str) -> None:
    assert labs(result) == f"9 Apr {expected}, 27 days after an injection"


def test_results_of_a_day_share_a_line() -> None:
    results = (lab("2026-04-09"), lab("2026-04-09", "hb", 128, unit="g/L"), lab("2026-05-09"))
    assert labs(*results) == (
        "9 Apr B12 140 ng/L, Hb 128 g/L, all 27 days after an injection\n9 May B12 140 ng/L, 57 days "
        "after an injection"
    )


def test_the_start_stays_and_the_rest_is_folded() -> None:
    old = (lab("2019-05-05", value=90), lab("2020-05-05", value=95), lab("2020-05-05", "hb", 110))
    recent = tuple(lab(f"2026-{month:02}-01") for month in range(2, 9))
    lines = labs(*old, *recent).splitlines()
    assert lines[0] == "5 May 2020 B12 95 ng/L, hb 110 ng/L, all before the first recorded injection".replace(
        "hb", "Hb"
    )
    assert [line.split(" B12")[0] for line in lines[1:-1]] == ["1 Jun", "1 Jul", "1 Aug"]
    assert lines[-1] == "… and 5 more results in the record"


def test_many_results_of_a_day_are_folded_and_those_of_later_days_left_out() -> None:
    many = tuple(lab("2026-04-09", f"test {n}") for n in range(9))
    assert "test 6 140 ng/L, … and 2 more, all 27 days" in labs(*many, lab("2026-12-01"))
    assert labs(lab("2026-12-01")) == "none recorded"


def test_one_result_left_out_is_one() -> None:
    recent = tuple(lab(f"2026-{month:02}-01") for month in range(2, 7))
    assert labs(*recent).splitlines()[-1] == "… and 1 more result in the record"


def test_doses_off_their_date() -> None:
    given = doses("01-05", "02-02", "03-09", "04-06", "04-20", "05-28")
    words = said(record(plan(EVERY_4_WEEKS), injections=given), "TOGETHER", "2026-06-01")
    assert words == "2 doses late: 9 Mar (7 days), 28 May (10 days). 1 dose early: 20 Apr (14 days)."


def test_many_doses_off_their_date_are_folded() -> None:
    start = date(2026, 1, 5)
    given = tuple(dose(str(start + timedelta(days=40 * n))) for n in range(8))
    words = said(record(plan(EVERY_4_WEEKS), injections=given), "TOGETHER", "2026-10-15")
    assert words.startswith("7 doses late: ")
    assert words.endswith(" and 3 before.")


def test_skips_and_moves_say_who_decided() -> None:
    adjustments = (
        skip("02-01", reason="flu", decided_by="Riverside"),
        move("03-01", "03-20", decided_by="Dr Okafor"),
        skip("04-01"),
    )
    assert said(record(plan(EVERY_4_WEEKS), adjustments=adjustments), "TOGETHER") == (
        "1 Feb a date was skipped (flu; Riverside). 1 Mar a date was moved to 20 Mar (Dr Okafor). "
        "1 Apr a date was skipped."
    )
    more = (*adjustments, skip("05-01"), skip("06-01"))
    assert said(record(plan(EVERY_4_WEEKS), adjustments=more), "TOGETHER").endswith(
        "2 earlier dates skipped or moved are in the record."
    )


def test_a_review_that_is_missing_is_said() -> None:
    whole = record(plan(reviews=(Review("blood test", Length("months", 3)),)))
    assert said(whole, "TOGETHER") == "Blood test was due Sun 5 Apr; none is recorded."


def test_notes_of_these_days_the_latest_kept() -> None:
    notes = [Note(f"n{n}", date(2026, n + 1, 10), f"note {n}") for n in range(7)]
    whole = record(plan(), notes=notes)
    assert said(whole, "TOGETHER") == (
        "Notes: 10 Mar note 2; 10 Apr note 3; 10 May note 4; 10 Jun note 5; 10 Jul note 6; "
        "2 earlier notes in the record."
    )
    assert said(record(plan(), notes=notes[:6]), "TOGETHER").endswith("; 1 earlier note in the record.")
    assert said(whole, "TOGETHER", since=date(2026, 7, 10)) == "Notes: 10 Jul note 6."


FULL: dict[str, Any] = {
    "strength_mcg_per_ml": 1000,
    "volume_ml": 1,
    "site": "left-thigh",
    "given_by": "nurse",
    "location": "Riverside",
    "lot": "A1",
    "expires": date(2027, 5, 31),
    "container": "single-dose",
}


def gaps(*given: Any, person: Person = ALEX, **more: Any) -> str:
    return said(record(plan(EVERY_4_WEEKS), injections=given, person=person, **more), "GAPS")


def test_a_full_record_has_no_gaps() -> None:
    assert gaps(dose("01-05", **FULL)) == "none recorded"


def test_what_the_same_doses_lack_is_said_together() -> None:
    bare = {**FULL, "lot": "", "expires": None}
    given = (
        dose("01-05", **bare),
        dose("02-02", **bare),
        dose("03-02", **{**FULL, "site": ""}),
        dose("03-30", **FULL),
    )
    assert gaps(*given) == "Lot and expiry missing for 2 doses. Site missing for 1 dose."
    assert gaps(*(one._replace(container="") for one in given)).startswith(
        "Container missing for all 4 doses."
    )
    nameless = gaps(dose("01-05", **FULL), person=ALEX._replace(indication=""))
    assert nameless == "Indication not entered."


def test_contradictions_are_counted_and_dated() -> None:
    given = (
        dose("01-05", **{**FULL, "route": "SC"}),
        dose("02-02", **{**FULL, "dose_mcg": 500, "volume_ml": 0.5}),
        dose("03-02", **{**FULL, "expires": date(2026, 1, 31)}),
        dose("03-30", **{**FULL, "recorded_at": overview(record(), "2026-04-30").now}),
    )
    assert gaps(*given) == (
        "1 dose of another amount than the plan's (2 Feb). 1 dose by another route than the plan's (5 Jan). "
        "1 dose by a route that the product's labels do not name (5 Jan). 1 dose from a lot past its expiry (2 Mar). "
        "1 dose entered more than a week later (30 Mar)."
    )


def test_many_gaps_are_folded() -> None:
    late = overview(record(), "2026-10-30").now
    given = [
        dose(
            f"0{n}-02",
            **{**FULL, "drug": "cyanocobalamin", "route": "SC", "dose_mcg": 500, "recorded_at": late},
        )
        for n in range(1, 6)
    ]
    words = gaps(*given, dose("05-02", "twice", lot="x"), symptoms=logs("01-05", 5, 5))
    assert words.endswith("… and 2 more; the audit lists all of them.")
    assert "6 doses on a day" not in words


def test_what_the_plan_leaves_open() -> None:
    whole = record(plan(LOADING, watch=()))
    assert said(whole, "GAPS") == (
        "The plan as entered leaves open: How often are the injections after loading? "
        "Which symptoms or labs will show that it works?"
    )


def test_a_day_with_two_doses_is_named_once() -> None:
    whole = record(plan(EVERY_4_WEEKS), injections=(dose("01-05"), dose("01-05", id="again", at="11:00")))
    assert "2 doses on a day with another one (5 Jan)." in said(whole, "GAPS")
