"""The flags that rest on the numbers."""

from b12track.domain.record.records import Record
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.flags import flags_of
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
    assert flag.text.startswith(
        "Energy dips before the dose: 3.0 lower in the last quarter of the cycle (could be 2."
    )
    assert flag.text.endswith("; 8 cycles). This does not show why. The cycles: 16 Jan - 27 Aug.")


def test_plateau_is_lower_than_at_the_end_of_loading() -> None:
    scores = [8 + n % 2 for n in range(12)] + [8 - n // 40 + n % 2 for n in range(200)]
    whole = record(
        plan(LOADING, EVERY_4_WEEKS),
        injections=doses(*LOADING_DAYS, "02-13"),
        symptoms=logs("01-05", *scores),
    )
    flag = found(whole, "08-03")["plateau"]
    assert flag.text.startswith("Energy: ")
    assert " lower in these four weeks than at the end of loading (could be " in flag.text
    assert ", and so it was four weeks ago. This does not show why. Compared: " in flag.text


def test_symptoms_without_injections_raise_no_flag() -> None:
    assert found(record(symptoms=logs("01-05", *([3] * 60))), day("03-01").isoformat()) == {}
