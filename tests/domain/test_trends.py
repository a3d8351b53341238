"""The verdicts bound to the records: which days, which doses, which phases."""

from datetime import date, timedelta

from b12track.domain.record.records import SymptomKind
from b12track.domain.reference.demo import demo_record
from b12track.domain.rules.trends import Trend, trends_of
from builders import LOADING_DAYS, dose, doses, logs, plan, record, transition

TODAY = date(2026, 11, 21)


def names(trends: list[Trend]) -> list[str]:
    return [trend.kind.name for trend in trends]


def test_those_that_are_shown_and_those_ever_scored_in_their_order() -> None:
    own = SymptomKind("cramps", "Cramps", "none", "worst", "low")
    whole = record(plan(), symptom_kinds=(own._replace(shown=False),), symptoms=logs("01-05", 5, name="fog"))
    assert names(trends_of(whole, TODAY)) == ["energy", "sleep", "tingling", "fog"]
    whole = whole._replace(symptom_kinds=(own,))
    assert names(trends_of(whole, TODAY)) == ["energy", "sleep", "tingling", "fog", "cramps"]


def test_only_those_that_are_named() -> None:
    whole = record(plan(), symptoms=logs("01-05", 5))
    assert names(trends_of(whole, TODAY, names={"fog", "energy"})) == ["energy", "fog"]
    assert trends_of(whole, TODAY, names=()) == []


def test_days_up_to_today() -> None:
    whole = record(symptoms=logs("01-05", 1, 2, 3, 4))
    (energy, *_) = trends_of(whole, date(2026, 1, 6))
    assert list(energy.days.values()) == [1, 2]


def test_extra_doses_and_those_to_come_are_no_start() -> None:
    scores = logs("01-01", *[5] * 40)
    later = record(plan(), symptoms=scores, injections=(dose("01-02", counts=False), dose("02-20")))
    (energy, *_) = trends_of(later, date(2026, 2, 9))
    assert not energy.change.treated
    treated = later._replace(injections=doses("01-02"))
    (energy, *_) = trends_of(treated, date(2026, 2, 9))
    assert energy.change.treated


def test_the_end_of_loading_is_that_of_the_plan() -> None:
    first = date(2026, 1, 5)
    scores = logs("01-05", *[8] * 12, *[2] * 60)
    whole = record(
        plan(), injections=doses(*LOADING_DAYS), symptoms=scores, transitions=(transition(1, "01-16"),)
    )
    (energy, *_) = trends_of(whole, first + timedelta(days=71))
    assert energy.plateau.verdict == "yes"
    assert energy.plateau.before is not None
    assert (energy.plateau.before.start, energy.plateau.before.end) == (first, date(2026, 1, 16))
    (energy, *_) = trends_of(whole._replace(injections=()), first + timedelta(days=71))
    assert energy.plateau.missing == "needs a loading phase that has ended"


def test_the_made_up_year_tells_its_story() -> None:
    found = {trend.kind.name: trend for trend in trends_of(demo_record(TODAY), TODAY)}
    assert found["energy"].change.verdict == found["tingling"].change.verdict == "better"
    assert found["energy"].wearing_off.verdict == "yes"
    assert found["sleep"].wearing_off.verdict == "no"
    assert "soreness" not in found
