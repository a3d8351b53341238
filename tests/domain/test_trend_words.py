"""The verdicts in words."""

import pytest

from b12track.domain.rules.numbers import ChangeVerdict, Plateau, WearingOff
from b12track.domain.wording.trend_words import (
    change_words,
    difference,
    not_enough,
    one_decimal,
    plateau_words,
    signed,
    wearing_off_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [(2.34, "+2.3"), (-1.26, "-1.3"), (0, "0.0"), (0.04, "0.0"), (-0.04, "0.0"), (0.05, "+0.1")],
)
def test_a_difference_has_its_sign(value: float, words: str) -> None:
    assert signed(value) == words


def test_an_end_of_a_range_is_never_less_than_nothing() -> None:
    assert one_decimal(-0.04) == "0.0"
    assert one_decimal(-0.06) == "-0.1"
    assert one_decimal(5.25) == "5.2"


def test_a_difference_with_its_range_or_nothing() -> None:
    assert difference(2.3, 1.1, 3.5) == "+2.3 (1.1 to 3.5)"
    assert difference(None, 1, 2) == difference(1, None, 2) == difference(1, 2, None) == ""


def test_what_is_missing_is_said_where_it_is_known() -> None:
    assert not_enough("needs 3 full cycles, has 2") == "not enough entries (needs 3 full cycles, has 2)"
    assert not_enough("") == "not enough entries"


def test_change() -> None:
    assert change_words(ChangeVerdict(verdict="better")) == "better"
    assert change_words(ChangeVerdict(verdict="worse")) == "worse"
    assert change_words(ChangeVerdict(verdict="no_clear_change")) == "no clear change"
    assert change_words(ChangeVerdict(missing="needs 5")) == "not enough entries (needs 5)"


def test_wearing_off() -> None:
    found = WearingOff(-1.3, -2.0, -0.6, 5, "yes", 41)
    assert (
        wearing_off_words(found, "high") == "lower late in the cycle: -1.3 (-2.0 to -0.6), 5 cycles, 41 days"
    )
    assert wearing_off_words(found, "low").startswith("higher late in the cycle: ")
    assert wearing_off_words(found._replace(verdict="no"), "high").startswith("no clear wearing off: -1.3 (")
    assert wearing_off_words(WearingOff(missing="needs 3"), "low") == "not enough entries (needs 3)"


def test_plateau() -> None:
    found = Plateau(None, None, -1.3, -2.0, -0.6, "yes")
    assert plateau_words(found, "high") == "lower: -1.3 (-2.0 to -0.6)"
    assert plateau_words(found, "low") == "higher: -1.3 (-2.0 to -0.6)"
    assert plateau_words(found._replace(verdict="no"), "high") == "not clearly lower: -1.3 (-2.0 to -0.6)"
    assert plateau_words(Plateau(missing="needs a maintenance phase"), "low").startswith(
        "not enough entries ("
    )
