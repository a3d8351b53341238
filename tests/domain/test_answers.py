"""Plain answers: what is taken, and what is told of the rest."""

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.typed.answers import read_choice, read_count, read_flag, read_names


@pytest.mark.parametrize(
    ("typed", "meant"), [("yes", True), (" Y ", True), ("on", True), ("NO", False), ("false", False)]
)
def test_yes_and_no_are_read(typed: str, meant: bool) -> None:
    assert read_flag(typed, "counts") is meant


def test_anything_else_is_told_what_is_an_answer() -> None:
    with pytest.raises(Refused, match=r'^counts: "perhaps" is not an answer: write yes or no$'):
        read_flag("perhaps", "counts")
    with pytest.raises(Refused, match=r'^nerves: "perhaps" is not an answer: write yes, no, or nothing$'):
        read_flag("perhaps", "nerves", "yes, no, or nothing")


def test_a_count_is_whole_and_within_its_limits() -> None:
    assert [read_count(typed, "count", 10) for typed in ("0", " 7 ", "010")] == [0, 7, 10]
    for typed in ("-1", "1.5", "11", "many", "", "\u0663"):
        with pytest.raises(Refused, match=r"is not a whole number from 0 to 10$"):
            read_count(typed, "count", 10)
    with pytest.raises(Refused, match=r"^count: 0 is not a whole number from 1 to 10$"):
        read_count("0", "count", 10, least=1)


def test_one_of_a_few_words_is_read() -> None:
    assert read_choice(" High ", "good", ("high", "low")) == "high"
    with pytest.raises(Refused, match=r'^good: "up" is not known: write high or low$'):
        read_choice("up", "good", ("high", "low"))


def test_names_stand_once_and_without_what_is_empty() -> None:
    assert read_names(" energy, ,mma,energy ", "watch") == ("energy", "mma")
    assert read_names("", "watch") == ()
    with pytest.raises(Refused, match=r"^watch: the text has 61 characters"):
        read_names("x" * 61, "watch")
