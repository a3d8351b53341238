"""Words that several places share."""

import pytest

from b12track.domain.intervals import Doses
from b12track.domain.records import Record
from b12track.domain.words import next_text, window_text
from builders import EVERY_4_WEEKS, doses, overview, plan, record, weekly


@pytest.mark.parametrize("whole", [record(), record(plan(weekly(1, Doses(1))), injections=doses("01-05"))])
def test_without_a_next_date_there_are_no_words(whole: Record) -> None:
    seen = overview(whole, "2026-02-01")
    assert (window_text(seen), next_text(seen)) == ("", "")


def test_a_next_date_hangs_on_the_move_until_it_is_confirmed() -> None:
    moved = record(plan(weekly(1, Doses(1)), EVERY_4_WEEKS), injections=doses("01-05"))
    assert next_text(overview(moved, "2026-01-06")) == "Mon 2 Feb, if the move is confirmed"
    assert window_text(overview(moved, "2026-01-06")) == "Mon 2 Feb"
