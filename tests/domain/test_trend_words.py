"""The verdicts in words."""

from datetime import date

import pytest

from b12track.domain.record.records import SymptomKind
from b12track.domain.rules.logged import Logging
from b12track.domain.rules.numbers import ChangeVerdict, Mean, Plateau, WearingOff
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN
from b12track.domain.wording.trend_words import (
    change_sentence,
    change_words,
    could_be,
    difference,
    in_short,
    logging_sentence,
    lower_or_higher,
    not_enough,
    one_decimal,
    plateau_flag,
    plateau_sentence,
    signed,
    wearing_off_flag,
    wearing_off_sentence,
    worse_flag,
)

TODAY = date(2026, 11, 21)
ENERGY = SymptomKind("energy", "Energy", "worn out", "full of energy", "high")
TINGLING = SymptomKind("tingling", "Tingling", "never", "all the time", "low")


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


def test_a_range_is_said_without_signs() -> None:
    assert lower_or_higher(-1.7) == "1.7 lower" and lower_or_higher(2.3) == "2.3 higher"
    assert could_be(-2.3, -1.1) == could_be(1.1, 2.3) == "could be 1.1 to 2.3"
    assert could_be(-1.0, 0.4) == "could be 1.0 lower to 0.4 higher"


def test_what_is_missing_is_said_where_it_is_known() -> None:
    assert not_enough("needs 3 full cycles, has 2") == "not enough entries (needs 3 full cycles, has 2)"
    assert not_enough("") == "not enough entries"
    assert not_enough(TOO_UNEVEN) == "too uneven to say"


def test_change() -> None:
    assert change_words(ChangeVerdict(verdict="better")) == "better"
    assert change_words(ChangeVerdict(verdict="worse")) == "worse"
    assert change_words(ChangeVerdict(verdict="no_clear_change")) == "no clear change"
    assert change_words(ChangeVerdict(missing="needs 5")) == "not enough entries (needs 5)"
    found = ChangeVerdict(None, None, 2.3, 1.1, 3.5, "better", starts="before")
    assert change_sentence(found) == (
        "Better: 2.3 higher in these four weeks than before the first recorded injection (could be 1.1 to 3.5)."
    )
    treated = found._replace(low=-0.2, verdict="no_clear_change", starts="first logged", treated=True)
    assert change_sentence(treated) == (
        "No clear change: 2.3 higher in these four weeks than in the first 14 logged days, when treatment had begun "
        "(could be 0.2 lower to 3.5 higher)."
    )
    assert "in these eight weeks than in the first 14 logged days (" in change_sentence(
        treated._replace(window="eight weeks", treated=False)
    )
    assert "in the last whole cycle than" in change_sentence(found._replace(window="cycle"))
    assert change_sentence(ChangeVerdict(missing="needs 5")) == "Needs 5."
    assert change_sentence(ChangeVerdict(delta=1.0, missing=TOO_UNEVEN)) == "Too uneven to say."


def test_wearing_off() -> None:
    found = WearingOff(-1.7, -2.3, -1.1, 5, "yes", 41, "", date(2026, 1, 16), date(2026, 10, 29))
    assert wearing_off_sentence(found) == (
        "1.7 lower in the last quarter (could be 1.1 to 2.3; 5 cycles). This does not show why."
    )
    assert wearing_off_sentence(found._replace(effect=-0.3, low=-1.0, high=0.4, verdict="no")) == (
        "No clear difference: 0.3 lower in the last quarter (could be 1.0 lower to 0.4 higher; 5 cycles)."
    )
    assert wearing_off_sentence(WearingOff(missing="needs 3")) == "Needs 3."
    assert wearing_off_flag(found, ENERGY, TODAY) == (
        "Energy dips before the dose: 1.7 lower in the last quarter of the cycle (could be 1.1 to 2.3; 5 cycles). "
        "This does not show why. The cycles: 16 Jan - 29 Oct."
    )
    risen = found._replace(effect=1.7, low=1.1, high=2.3)
    assert wearing_off_flag(risen, TINGLING, TODAY).startswith(
        "Tingling rises before the dose: 1.7 higher in "
    )


def test_plateau() -> None:
    before, now = Mean(6.5, 12, date(2026, 1, 5), date(2026, 1, 16)), Mean(4.6, 28, date(2026, 10, 25), TODAY)
    found = Plateau(before, now, -1.9, -3.2, -0.6, "yes")
    assert plateau_sentence(found) == (
        "1.9 lower in these four weeks than at the end of loading (could be 0.6 to 3.2)."
    )
    assert plateau_sentence(found._replace(delta=1.9, low=0.6, high=3.2, verdict="no")) == (
        "1.9 higher in these four weeks than at the end of loading (could be 0.6 to 3.2)."
    )
    assert plateau_sentence(found._replace(high=0.6, verdict="no")) == (
        "No clear difference: 1.9 lower in these four weeks than at the end of loading "
        "(could be 3.2 lower to 0.6 higher)."
    )
    assert plateau_sentence(Plateau(missing="needs a maintenance phase")) == "Needs a maintenance phase."
    assert plateau_flag(found, ENERGY, TODAY) == (
        "Energy: 1.9 lower in these four weeks than at the end of loading (could be 0.6 to 3.2), and so it was four "
        "weeks ago. This does not show why. Compared: 25 Oct - 21 Nov with 5-16 Jan."
    )


def test_worse() -> None:
    then, now = (
        Mean(3.0, 28, date(2025, 12, 8), date(2026, 1, 4)),
        Mean(5.1, 28, date(2026, 10, 25), TODAY),
    )
    found = ChangeVerdict(then, now, 2.1, 0.9, 3.3, "worse", starts="before")
    assert worse_flag(found, TINGLING, TODAY) == (
        "Tingling: 2.1 higher in these four weeks than before the first injection (could be 0.9 to 3.3), and so it was "
        "four weeks ago. New or worse numbness, unsteadiness, memory or mood: see a clinician promptly. "
        "Compared: 25 Oct - 21 Nov with 8 Dec 2025 - 4 Jan."
    )
    treated = found._replace(starts="first logged", treated=True, window="cycle")
    assert worse_flag(treated, TINGLING, TODAY).startswith(
        "Tingling: 2.1 higher in the last whole cycle than in the first 14 logged days, when treatment had begun "
        "(could be 0.9 to 3.3), and so it was in the cycle before."
    )


def test_in_short_where_the_days_stand_beside_it() -> None:
    change = ChangeVerdict(None, None, 2.8, 1.1, 4.5, "better")
    assert in_short(change) == "Better: 2.8 higher (could be 1.1 to 4.5)."
    unclear = change._replace(low=-0.4, verdict="no_clear_change")
    assert in_short(unclear) == "No clear change: 2.8 higher (could be 0.4 lower to 4.5 higher)."
    fallen = Plateau(None, None, -1.9, -3.2, -0.6, "yes")
    assert in_short(fallen) == "1.9 lower (could be 0.6 to 3.2)."
    assert in_short(fallen._replace(high=0.6, verdict="no")).startswith(
        "No clear difference: 1.9 lower (could be "
    )
    assert in_short(Plateau(missing="needs a maintenance phase")) == "Needs a maintenance phase."


def test_how_much_was_logged() -> None:
    assert logging_sentence(Logging(288, 321, 261, 288)) == (
        "288 of 321 days logged (90 %), 261 the same day or the next."
    )
    assert logging_sentence(Logging(288, 321, 0, 0)) == "288 of 321 days logged (90 %)."
    assert (
        logging_sentence(Logging(2, 4, 0, 2)) == "2 of 4 days logged (50 %), none the same day or the next."
    )
    assert logging_sentence(Logging(0, 0, 0, 0)) == "No day is logged."


@pytest.mark.parametrize(
    ("prompt", "timed", "said"),
    [
        (38, 40, "Of the 40 logs that carry a time, 38 were typed the same day or the next."),
        (1, 40, "Of the 40 logs that carry a time, 1 was typed the same day or the next."),
        (0, 40, "Of the 40 logs that carry a time, none was typed the same day or the next."),
        (1, 1, "The one log that carries a time was typed the same day or the next."),
        (0, 1, "The one log that carries a time was typed later than the next day."),
    ],
)
def test_of_logs_of_which_only_some_carry_a_time_it_is_said_of_which(
    prompt: int, timed: int, said: str
) -> None:
    assert logging_sentence(Logging(288, 321, prompt, timed)) == f"288 of 321 days logged (90 %). {said}"
