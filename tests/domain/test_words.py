"""The small words that every sentence shares."""

import pytest

from b12track.domain.record.intervals import Doses
from b12track.domain.record.records import Record
from b12track.domain.wording.phrases import ago, counted, days, next_text, window_text
from builders import EVERY_4_WEEKS, doses, overview, plan, record, weekly


@pytest.mark.parametrize(("number", "words"), [(0, "0 doses"), (1, "1 dose"), (12, "12 doses")])
def test_a_number_stands_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "dose") == words


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert [counted(number, "supply", "supplies") for number in (1, 2)] == ["1 supply", "2 supplies"]


def test_days_are_counted_and_looked_back_on() -> None:
    assert [days(number) for number in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert [ago(number) for number in (0, 1, 2)] == ["today", "1 day ago", "2 days ago"]


@pytest.mark.parametrize("whole", [record(), record(plan(weekly(1, Doses(1))), injections=doses("01-05"))])
def test_without_a_next_date_there_are_no_words(whole: Record) -> None:
    seen = overview(whole, "2026-02-01")
    assert (window_text(seen), next_text(seen)) == ("", "")


def test_a_next_date_hangs_on_the_move_until_it_is_confirmed() -> None:
    moved = record(plan(weekly(1, Doses(1)), EVERY_4_WEEKS), injections=doses("01-05"))
    assert next_text(overview(moved, "2026-01-06")) == "Mon 2 Feb, if the move is confirmed"
    assert window_text(overview(moved, "2026-01-06")) == "Mon 2 Feb"
