"""What is not certain, in a sentence each, and what an answer then no longer says."""

from datetime import date

import pytest

from b12track.domain.record.intervals import Length
from b12track.domain.record.records import Review
from b12track.domain.rules import doubt
from b12track.domain.rules.doubt import Doubt
from b12track.domain.rules.flags import can_be_put_away, flags_of
from b12track.domain.wording.headline import sentence_of
from builders import EVERY_4_WEEKS, doses, move, overview, plan, record, skip, visit

DOUBTS = [
    doubt.copy_unmerged("Alex", "a copy.json"),
    doubt.copy_unplaced("Alex", "a copy.json", 1),
    doubt.copy_unplaced("Alex", "a copy.json", 3),
    doubt.copy_of_another("Alex", "a copy.json", "Sam", separately=True),
    doubt.copy_of_another("Alex", "a copy.json", "Dad", separately=False),
    doubt.file_missing("Alex"),
    doubt.file_unreadable("Alex", "it cannot be read: permission denied"),
    doubt.file_older("Alex"),
    doubt.file_changed("Alex", date(2026, 11, 21)),
]


@pytest.mark.parametrize("each", DOUBTS, ids=lambda each: each.code)
def test_each_is_a_whole_sentence_on_whose_it_is_and_where_to_look(each: Doubt) -> None:
    assert each.text.startswith("Alex's ") and each.text.endswith(". Look: doctor.")
    assert doubt.in_words(each) == f"Not certain: {each.text}"
    assert "cannot be read: it cannot be read" not in each.text and "  " not in each.text


def test_it_stands_on_top_and_is_never_put_away() -> None:
    whole = record(plan(EVERY_4_WEEKS))
    first, *_ = flags_of(overview(whole, "2026-03-01")._replace(doubts=(DOUBTS[0],)))
    assert (first.code, first.severity, first.text) == ("not_certain", "urgent", doubt.in_words(DOUBTS[0]))
    assert not can_be_put_away(first)
    assert flags_of(overview(whole, "2026-03-01"))[0].code == "overdue"


def test_that_none_is_recorded_is_said_only_where_that_is_known() -> None:
    for whole, said in (
        (record(plan(EVERY_4_WEEKS)), "Whether an injection is recorded is not known"),
        (record(plan(EVERY_4_WEEKS), injections=doses("01-05")), "Whether an injection was recorded since"),
    ):
        sure = overview(whole, "2026-03-01")
        unsure = sure._replace(doubts=(DOUBTS[0],))
        assert "No injection" in sentence_of(sure) and "No injection" not in sentence_of(unsure)
        assert said in sentence_of(unsure)
    orders = record(
        plan(EVERY_4_WEEKS), adjustments=[skip("01-06"), move("01-08", "03-20")], visits=[visit("01-10")]
    )
    unsure = overview(orders, "01-20")._replace(doubts=(DOUBTS[0],))
    texts = {flag.code: flag.text for flag in flags_of(unsure)}
    assert "whether an injection is recorded is not known" in texts["skipped"]
    assert "whether an injection was recorded that day is not known" in texts["visit_unrecorded"]


def test_that_no_visit_is_recorded_is_said_only_where_that_is_known() -> None:
    blood_test = Review("blood test", Length("weeks", 1))
    orders = plan(EVERY_4_WEEKS, first_due="01-15", reviews=(blood_test,))
    sure = overview(record(orders, visits=[visit("01-03", "review")]), "01-15")
    texts = {flag.code: flag.text for flag in flags_of(sure)}
    assert texts["due"].endswith(" No visit recorded.")
    assert texts["no_visit"].endswith("; no visit is recorded.")
    assert texts["review_due"].endswith("; none is recorded.")
    texts = {flag.code: flag.text for flag in flags_of(sure._replace(doubts=(DOUBTS[0],)))}
    assert texts["due"].endswith(" Visits not known.")
    assert texts["no_visit"].endswith("; whether a visit is recorded is not known.")
    assert texts["review_due"].endswith("; whether it was done is not known.")
