"""Two regimens side by side, in words: the answer, and all that must stand beside it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Note, Treatment
from b12track.domain.rules.comparison import Comparison, Side
from b12track.domain.rules.numbers import Dips
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN, ChangeVerdict, Mean
from b12track.domain.rules.regimens import Cycle, Regimen, Run
from b12track.domain.wording.compare_words import (
    EARLY,
    beside_sentences,
    compare_sentences,
    dip_words,
    regimen_names,
    run_words,
)
from b12track.domain.wording.trend_words import change_is_off_by_rounding

TODAY = date(2026, 11, 21)
TWELVE = Regimen("hydroxocobalamin", 1000, "IM", Span("weeks", 12, 12))
EIGHT = TWELVE._replace(every=Span("weeks", 8, 8))


def spans(count: int) -> tuple[tuple[date, date], ...]:
    return ((date(2025, 1, 6), date(2025, 3, 31)),) * count


BEFORE = Side(TWELVE, 84, Dips(spans(4), (-1.6,) * 4, -1.6, 4.9, 300), 0)
AFTER = Side(EIGHT, 56, Dips(spans(6), (-0.3,) * 6, -0.3, 5.8, 450), 0)
SMALLER = Comparison(BEFORE, AFTER, 14, 1.3, 0.4, 2.2, 0.9, "smaller", "")


def test_the_answer_is_the_two_dips_and_their_difference() -> None:
    assert compare_sentences(SMALLER, "high") == [
        "On every 12 weeks the dip was 1.6 (4 cycles), on every 8 weeks 0.3 (6): smaller by 1.3 (could "
        "be 0.4 to 2.2).",
        "This does not show why.",
    ]
    larger = SMALLER._replace(effect=-1.3, low=-2.2, high=-0.4, verdict="larger")
    assert ": larger by 1.3 (could be 0.4 to 2.2)." in compare_sentences(larger, "high")[0]


def test_numbers_that_do_not_add_up_as_they_are_printed_say_why() -> None:
    before = BEFORE._replace(dips=BEFORE.dips._replace(dip=-2.14))
    after = AFTER._replace(dips=AFTER.dips._replace(dip=-0.46))
    found = SMALLER._replace(before=before, after=after, effect=1.68, low=0.4, high=2.9)
    assert compare_sentences(found, "high")[0] == (
        "On every 12 weeks the dip was 2.1 (4 cycles), on every 8 weeks 0.5 (6): smaller by 1.7 (could be 0.4 to 2.9), "
        "counted before the numbers were rounded."
    )


@settings(max_examples=300)
@given(st.floats(0, 10), st.floats(0, 10))
def test_what_is_printed_adds_up_or_says_why(one: float, other: float) -> None:
    means = Mean(one, 9, TODAY, TODAY), Mean(other, 9, TODAY, TODAY)
    found = ChangeVerdict(*means, other - one, 0.1, 9, "better")
    shown = abs(round(float(f"{other:.1f}") - float(f"{one:.1f}"), 1))
    assert change_is_off_by_rounding(found) == (f"{shown:.1f}" != f"{abs(other - one):.1f}")


def test_what_cannot_be_told_says_what_would_not_show() -> None:
    found = SMALLER._replace(effect=0.4, low=-0.9, high=1.7, detectable=1.3, verdict="cannot_tell")
    assert compare_sentences(found, "high") == [
        "On every 12 weeks the dip was 1.6 (4 cycles), on every 8 weeks 0.3 (6).",
        "Cannot tell: a difference under about 1.3 points would not show with these entries.",
    ]
    assert not any("would not show" in sentence for sentence in beside_sentences(found, TODAY))


def test_what_is_missing() -> None:
    found = SMALLER._replace(
        verdict="not_enough", missing="needs 3 full logged cycles on each: has 4 and 1", detectable=None
    )
    assert compare_sentences(found, "high") == ["Needs 3 full logged cycles on each: has 4 and 1."]
    assert compare_sentences(found._replace(missing=TOO_UNEVEN), "high") == ["Too uneven to say."]


@pytest.mark.parametrize(
    ("dip", "good", "words"),
    [
        (-1.6, "high", "1.6"),
        (1.6, "low", "1.6"),
        (0.02, "high", "none"),
        (-0.02, "high", "none"),
        (0.4, "high", "0.4 the other way"),
        (None, "high", "unknown"),
    ],
)
def test_a_dip_is_said_by_its_depth(dip: float | None, good: str, words: str) -> None:
    assert dip_words(dip, good) == words


def test_what_stands_beside_the_answer() -> None:
    assert beside_sentences(SMALLER, TODAY) == [
        "A difference under about 0.9 points would not show with these entries.",
        "Overall 4.9, then 5.8: everything else that changed is in this number.",
        "No dose came early.",
    ]


def test_doses_that_came_early_are_counted_and_many_of_them_are_told_about() -> None:
    one = SMALLER._replace(before=BEFORE._replace(early_doses=1))
    assert "Doses that came early: 1 of 4 on every 12 weeks, 0 of 6 on every 8 weeks." in beside_sentences(
        one, TODAY
    )
    assert EARLY not in beside_sentences(one, TODAY)
    two = SMALLER._replace(after=AFTER._replace(early_doses=2))
    assert EARLY in beside_sentences(two, TODAY)


def test_unlike_logging_on_the_two_sides_is_told() -> None:
    thin = SMALLER._replace(after=AFTER._replace(dips=AFTER.dips._replace(logged=200)))
    assert "89 % of the days were logged on every 12 weeks, 40 % on every 8 weeks." in beside_sentences(
        thin, TODAY
    )


def test_treatments_and_notes_of_those_days_are_told() -> None:
    found = SMALLER._replace(
        treatments=(
            Treatment("m1", "metformin", "medicine", date(2026, 2, 10)),
            Treatment("m2", "iron", "iron", date(2026, 3, 3), date(2026, 6, 2)),
        ),
        notes=(Note("n1", date(2026, 3, 3), "flu"),),
    )
    assert beside_sentences(found, TODAY)[-1] == (
        "In these days: metformin since 10 Feb; iron 3 Mar - 2 Jun; flu (3 Mar)."
    )


def test_levels_are_told_where_both_are_known() -> None:
    found = SMALLER._replace(after=AFTER._replace(dips=Dips()))
    assert not any(sentence.startswith("Overall") for sentence in beside_sentences(found, TODAY))


def test_regimens_are_named_by_what_they_differ_in() -> None:
    assert regimen_names(TWELVE, EIGHT) == ("every 12 weeks", "every 8 weeks")
    other = EIGHT._replace(drug="cyanocobalamin", dose_mcg=500, route="SC")
    assert regimen_names(TWELVE, other) == (
        "hydroxocobalamin 1 mg (1000 mcg) into muscle (IM) every 12 weeks",
        "cyanocobalamin 500 mcg under the skin (SC) every 8 weeks",
    )


def test_a_run_with_its_days_and_cycles() -> None:
    run = Run(TWELVE, tuple(Cycle(*span) for span in spans(1)), 84)
    here = Run(EIGHT, (), 56)
    assert run_words(run, [here], TODAY) == "every 12 weeks, 6 Jan - 31 Mar 2025, 1 whole cycle"
    assert run_words(here, [run], TODAY) == "every 8 weeks, no whole cycle yet"


def test_what_is_not_said_cannot_be_off() -> None:
    assert not change_is_off_by_rounding(ChangeVerdict(missing="needs 5"))
