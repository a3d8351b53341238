"""What was entered becomes a run of text; lists and sections say what they leave out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.text import width
from b12track.reports.page import (
    Paragraph,
    Run,
    entered,
    entered_label,
    fill,
    fold,
    join,
    say,
    section,
    several,
    turns,
)


def test_entered_text_is_on_one_line_and_obeyed_by_nobody() -> None:
    assert entered("two\nlines\tand  spaces") == Run("two lines and spaces", True)
    assert entered("\x1b[31mred\u202e") == Run("\\x1b[31mred\\u202e", True)


def test_what_is_too_long_says_how_much_is_left_out() -> None:
    assert entered("a" * 30, 20).text == "a" * 19 + "… (11 more)"
    assert entered("漢" * 30, 20).text == "漢" * 9 + "… (21 more)"
    assert entered("word " * 4, 19).text == "word word word word"


def test_a_name_is_cut_to_its_room() -> None:
    assert entered_label("Tingling or numbness") == Run("Tingling or numbness", True)
    assert entered_label("x" * 30, 10) == Run("x" * 9 + "…", True)


@given(st.text(max_size=300), st.integers(12, 60))
def test_entered_text_is_bounded_and_printable(text: str, most: int) -> None:
    run = entered(text, most)
    assert width(run.text.partition("… (")[0]) <= most
    assert "\n" not in run.text and "\u202e" not in run.text and "\x1b" not in run.text


def test_a_paragraph_leaves_out_what_is_empty() -> None:
    assert say("a", "", entered(""), entered("b")) == Paragraph((Run("a"), Run("b", True)))
    assert join([say("a"), say("b")], ", ").text == "a, b"
    assert join([], ", ") == Paragraph(())


def test_a_list_says_how_many_more_there_are() -> None:
    items = [say(str(number)) for number in range(5)]
    assert [one.text for one in fold(items, 5)] == ["0", "1", "2", "3", "4"]
    assert [one.text for one in fold(items, 3)] == ["0", "1", "2", "… and 2 more"]
    what = ("more site", "more sites")
    assert [fold(items, most, what)[-1].text for most in (3, 4)] == [
        "… and 2 more sites",
        "… and 1 more site",
    ]


def test_a_slot_takes_what_was_entered_wherever_it_stands() -> None:
    said = fill("{who} on {day}, {who}: {why}", who=entered("Dr O"), day=5, why=say("because ", entered("x")))
    assert said.runs == (
        Run("Dr O", True),
        Run(" on 5, "),
        Run("Dr O", True),
        Run(": because "),
        Run("x", True),
    )
    assert several(1, ("{number} thing", "{number} things")).text == "1 thing"
    assert several(0, ("{number} thing", "{number} things")).text == "0 things"


def test_what_was_entered_is_no_slot() -> None:
    assert fill("of {name}", name=entered("{name}")).text == "of {name}"


def test_an_empty_section_says_so() -> None:
    assert section(phrases.LABS).blocks == (say("none recorded"),)
    assert section(phrases.LABS, None, Paragraph(())).blocks == (say("none recorded"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Alex", False), ("Zażółć", False), ("王小明", False), ("محمد", True), ("Dr יעל", True)],
)
def test_which_text_runs_from_right_to_left(text: str, expected: bool) -> None:
    assert turns(text) is expected
