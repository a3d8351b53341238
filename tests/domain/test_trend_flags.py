"""The flags that rest on the numbers, and the words for the verdicts."""

import pytest

from b12track.domain.record.records import Record
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.flags import flags_of
from b12track.domain.rules.numbers import ChangeVerdict, Plateau, WearingOff
from b12track.domain.wording.trend_words import (
    change_words,
    difference,
    one_decimal,
    plateau_words,
    signed,
    wearing_off_words,
)
from builders import EVERY_4_WEEKS, LOADING, LOADING_DAYS, day, doses, logs, overview, plan, record

EVERY_FOUR = ("01-16", "02-13", "03-13", "04-10", "05-08", "06-05", "07-03", "07-31", "08-28")


def found(whole: Record, today: str) -> dict[str, Flag]:
    return {flag.code: flag for flag in flags_of(overview(whole, today)) if flag.symptom}


def test_wearing_off_says_what_it_rests_on_and_not_why() -> None:
    # Energy 7 for three weeks of each cycle, 4 in the last one; nudged so that days differ as they do.
    scores = [(7 if n % 28 < 21 else 4) + (n * 7 % 3 == 0) for n in range(28 * 8)]
    whole = record(
        plan(EVERY_4_WEEKS, set_on="01-16"), injections=doses(*EVERY_FOUR), symptoms=logs("01-16", *scores)
    )
    flag = found(whole, "08-28")["wearing_off"]
    assert flag.severity == "notice" and flag.symptom == "energy" and flag.records == ("i0828",)
    assert flag.text.startswith("Energy was lower late in the cycle than mid-cycle (8 cycles, ")
    assert flag.text.endswith(" days). This does not show why.")


def test_plateau_is_lower_than_at_the_end_of_loading() -> None:
    scores = [8 + n % 2 for n in range(12)] + [8 - n // 40 + n % 2 for n in range(200)]
    whole = record(
        plan(LOADING, EVERY_4_WEEKS),
        injections=doses(*LOADING_DAYS, "02-13"),
        symptoms=logs("01-05", *scores),
    )
    flag = found(whole, "08-03")["plateau"]
    assert flag.text == "Energy is lower than at the end of loading."


@pytest.mark.parametrize(
    ("value", "shown"), [(1.25, "+1.2"), (-2.0, "-2.0"), (0.04, "0.0"), (-0.04, "0.0"), (10, "+10.0")]
)
def test_signed(value: float, shown: str) -> None:
    assert signed(value) == shown


def test_numbers_in_words() -> None:
    assert one_decimal(-0.01) == "0.0" and one_decimal(3) == "3.0"
    assert difference(-2.8, -4.0, -1.6) == "-2.8 (-4.0 to -1.6)"
    assert difference(None, 1, 2) == ""


def test_verdicts_in_words() -> None:
    nothing = ChangeVerdict(None, None, None, None, None, "not_enough", False, "needs 5 days, has 2")
    assert change_words(nothing) == "not enough entries (needs 5 days, has 2)"
    assert change_words(nothing._replace(missing="")) == "not enough entries"
    assert change_words(nothing._replace(verdict="no_clear_change")) == "no clear change"
    late = WearingOff(-1.3, -2.0, -0.6, 5, "yes", 41, "")
    assert (
        wearing_off_words(late, "high") == "lower late in the cycle: -1.3 (-2.0 to -0.6), 5 cycles, 41 days"
    )
    assert wearing_off_words(late._replace(verdict="no"), "high").startswith("no clear wearing off: ")
    assert (
        wearing_off_words(late._replace(verdict="not_enough", missing="x"), "low") == "not enough entries (x)"
    )
    level = Plateau(None, None, 1.0, 0.2, 1.8, "yes", "")
    assert plateau_words(level, "low") == "higher: +1.0 (0.2 to 1.8)"
    assert plateau_words(level._replace(verdict="no"), "low") == "not clearly higher: +1.0 (0.2 to 1.8)"
    assert plateau_words(level._replace(verdict="not_enough"), "low") == "not enough entries"


def test_symptoms_without_injections_raise_no_flag() -> None:
    assert found(record(symptoms=logs("01-05", *([3] * 60))), day("03-01").isoformat()) == {}
