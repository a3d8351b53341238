"""Soreness after doses: how many days, what was not followed, and what is said of it."""

from datetime import date, timedelta

import pytest

from b12track.domain.record.records import Injection, Record, SymptomLog
from b12track.domain.rules.after_doses import Soreness, soreness_of
from b12track.domain.rules.numbers.soreness import SoreDays, middle_of, sore_days
from b12track.domain.wording.soreness_words import soreness_sentences
from builders import day, dose, record

GIVEN = date(2026, 3, 2)


def after(*scores: int | None) -> dict[date, float]:
    """The scores of the dose's day and those after it, None where nothing was logged."""
    return {GIVEN + timedelta(days=n): score for n, score in enumerate(scores) if score is not None}


@pytest.mark.parametrize(
    ("scores", "text"),
    [
        ((0,), "0"),
        ((3, 0), "1"),
        ((3, 1, 0), "2"),
        ((None, 2, 0), "2"),
        ((None, 0), "0"),
        ((3, None, 1, 0), "3"),
        ((3, None, 0), "2"),
        ((3, 1, 1), "3+"),
        ((3, None, None, 0), "1+"),
        ((3, 1, None, None, 0), "2+"),
        ((3,), "1+"),
        ((2,) * 40, "15+"),
    ],
)
def test_the_days_until_it_was_gone(scores: tuple[int | None, ...], text: str) -> None:
    found = sore_days(after(*scores), GIVEN, GIVEN + timedelta(days=60))
    assert found is not None and found.text == text


@pytest.mark.parametrize("scores", [(), (None, None, 3, 0)])
def test_a_dose_that_was_not_followed(scores: tuple[int | None, ...]) -> None:
    assert sore_days(after(*scores), GIVEN, GIVEN + timedelta(days=60)) is None


def test_the_next_dose_ends_what_is_known() -> None:
    assert sore_days(after(3, 2, 1, 0), GIVEN, GIVEN + timedelta(days=2)) == SoreDays(2, is_over=False)
    assert sore_days(after(3, None, 1), GIVEN, GIVEN + timedelta(days=2)) == SoreDays(1, is_over=False)
    assert sore_days(after(None, 1), GIVEN, GIVEN + timedelta(days=1)) is None


def test_from_six_doses_on_there_is_a_median() -> None:
    five = [SoreDays(days) for days in (1, 2, 2, 3, 1)]
    assert middle_of(five) is None
    assert middle_of([*five, SoreDays(9)]) == SoreDays(2)
    assert middle_of([*five, SoreDays(1)]) == SoreDays(1.5)


def test_an_end_not_seen_makes_the_median_a_least_one() -> None:
    values = [SoreDays(days) for days in (1, 2, 2, 3, 1)]
    assert middle_of([*values, SoreDays(1, is_over=False)]) == SoreDays(1.5, is_over=False)
    assert middle_of([*values, SoreDays(5, is_over=False)]) == SoreDays(2)


def sore(*given: tuple[str, str, tuple[int, ...]]) -> Record:
    """Doses with their sites, and the soreness on their days and after."""
    doses: list[Injection] = []
    logs: dict[date, int] = {}
    for on, site, scores in given:
        doses.append(dose(on, site=site))
        logs.update({day(on) + timedelta(days=n): score for n, score in enumerate(scores)})
    symptoms = [SymptomLog(f"s{on}", on, {"soreness": score}) for on, score in sorted(logs.items())]
    return record(injections=doses, symptoms=symptoms)


def told(whole: Record, today: str = "06-01") -> Soreness:
    return soreness_of(whole, day(today))


THIGHS = sore(
    ("01-05", "left-thigh", (2, 0)),
    ("01-19", "right-thigh", (2, 1, 0)),
    ("02-02", "left-thigh", (3, 2)),
    ("02-16", "", (1, 0)),
    ("03-02", "left-thigh", ()),
)


def test_every_value_is_told_by_site() -> None:
    found = told(THIGHS)
    assert [dose.days.text if dose.days else None for dose in found.doses] == ["1", "2", "2+", "1", None]
    assert found.followed == 4
    assert [(group.name, group.not_followed) for group in found.by_site] == [
        ("left-thigh", 1),
        ("right-thigh", 0),
        ("", 0),
    ]
    assert soreness_sentences(found) == [
        "Soreness after injections, in days until it was gone: left thigh 1, 2+; right thigh 2; not recorded 1.",
        "1 of 5 doses not followed.",
    ]


def test_routes_and_products_are_told_where_there_are_several() -> None:
    whole = sore(("01-05", "left-thigh", (2, 0)), ("01-19", "left-thigh", (0,)))
    first, second = whole.injections
    whole = whole._replace(injections=(first, second._replace(route="SC", drug="cyanocobalamin")))
    assert soreness_sentences(told(whole))[1:] == [
        "The same: into muscle (IM) 1; under the skin (SC) 0.",
        "The same: hydroxocobalamin 1; cyanocobalamin 0.",
    ]


def test_from_six_doses_at_a_site_the_middle_one_is_told() -> None:
    whole = sore(*((f"0{month}-05", "left-thigh", (2, 0)) for month in range(1, 7)))
    assert soreness_sentences(told(whole, "07-01")) == [
        "Soreness after injections, in days until it was gone: left thigh usually 1 (of 6 doses)."
    ]


def test_nothing_followed_and_nothing_given() -> None:
    assert soreness_sentences(told(record())) == []
    assert soreness_sentences(told(record(injections=[dose("01-05")]))) == [
        "Soreness after injections: not logged on the days after a dose."
    ]


def test_only_what_lies_between_two_days() -> None:
    assert [dose.injection.id for dose in told(THIGHS, "01-19").doses] == ["i0105", "i0119"]
    last = told(THIGHS, "01-19").doses[1].days
    assert last is not None and last.text == "1+"
    late = soreness_of(THIGHS, day("06-01"), day("02-01"))
    assert [dose.injection.id for dose in late.doses] == ["i0202", "i0216", "i0302"]
