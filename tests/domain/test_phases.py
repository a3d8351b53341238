"""Where a person was when, and which symptoms are asked for."""

from b12track.domain.record.intervals import Doses, Length
from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import SymptomKind, SymptomLog
from b12track.domain.rules.overview import latest_log
from b12track.domain.rules.phases import phase_spans, repletion_before_maintenance
from b12track.domain.rules.trends import trends_of
from builders import (
    EVERY_4_WEEKS,
    LOADING,
    LOADING_DAYS,
    day,
    dose,
    doses,
    logs,
    plan,
    record,
    transition,
    weekly,
)


def test_spans_of_one_plan() -> None:
    whole = record(plan(LOADING, EVERY_4_WEEKS), injections=doses(*LOADING_DAYS, "02-13"))
    loading, maintenance = phase_spans(whole, day("03-01"))
    assert (loading.start, loading.end, loading.last_given_on) == (day("01-05"), day("01-16"), day("01-16"))
    assert (maintenance.start, maintenance.end, maintenance.kind) == (day("01-16"), None, "maintenance")


def test_spans_over_plans_end_where_the_next_begins() -> None:
    later = plan(EVERY_4_WEEKS, id="p2", set_on="02-10", first_due="03-10")
    whole = record(plan(LOADING), later, plan(id="p3", set_on="06-01"), injections=doses("01-05"))
    spans = phase_spans(whole, day("03-01"))
    assert [(span.start, span.end) for span in spans] == [
        (day("01-05"), day("02-10")),
        (day("02-10"), None),
    ]


def test_end_of_repletion_that_maintenance_followed() -> None:
    whole = record(plan(LOADING, EVERY_4_WEEKS), injections=doses(*LOADING_DAYS))
    assert repletion_before_maintenance(whole, day("01-15")) is None
    found = repletion_before_maintenance(whole, day("03-01"))
    assert found == (day("01-05"), day("01-16"), day("01-17"))


def test_repletion_of_several_phases_and_plans_is_one() -> None:
    phases = (weekly(1, Doses(2)), weekly(2, Doses(1)), EVERY_4_WEEKS)
    whole = record(plan(*phases), injections=doses("01-05", "01-12", "01-26"))
    assert repletion_before_maintenance(whole, day("03-01")) == (day("01-05"), day("01-26"), day("01-27"))
    changed = record(
        plan(weekly(1)),
        plan(EVERY_4_WEEKS, id="p2", set_on="02-01", first_due="02-10"),
        injections=doses("01-05", "01-12"),
    )
    assert repletion_before_maintenance(changed, day("03-01")) == (day("01-05"), day("01-12"), day("02-01"))


def test_no_end_of_repletion_to_compare_with() -> None:
    only_maintenance = record(plan(EVERY_4_WEEKS), injections=doses("01-05"))
    assert repletion_before_maintenance(only_maintenance, day("03-01")) is None
    by_word_alone = record(plan(LOADING, EVERY_4_WEEKS), transitions=[transition(1, "01-06")])
    assert repletion_before_maintenance(by_word_alone, day("03-01")) is None


def test_latest_repletion_is_the_one_compared_with() -> None:
    whole = record(
        plan(weekly(1, Doses(1)), EVERY_4_WEEKS),
        injections=doses("01-05", "03-02", "03-30"),
        transitions=[transition(0, "03-01", "03-02")],
    )
    assert repletion_before_maintenance(whole, day("04-01")) == (day("03-02"), day("03-02"), day("03-03"))


def test_symptoms_are_the_built_in_ones_overlaid() -> None:
    whole = record(
        symptom_kinds=[
            SymptomKind("energy", shown=False),
            SymptomKind("itch", low="none", high="worst", good="low"),
        ]
    )
    kinds = {kind.name: kind for kind in all_kinds(whole)}
    assert kinds["energy"].label == "Energy" and kinds["energy"].high == "full of energy"
    assert kinds["itch"].label == "itch"
    assert [kind.name for kind in shown_kinds(whole)] == ["sleep", "tingling", "soreness", "itch"]


def test_latest_log() -> None:
    whole = record(symptoms=logs("01-05", 3, 4, 5))
    found = latest_log(whole, day("01-06"))
    assert found is not None and found.scores == {"energy": 4}
    assert latest_log(whole, day("01-04")) is None


def test_a_log_that_is_a_note_alone_hides_no_scores() -> None:
    whole = record(symptoms=[*logs("01-05", 3), SymptomLog("n", day("01-06"), {}, "slept at Ann's")])
    found = latest_log(whole, day("01-06"))
    assert found is not None and found.scores == {"energy": 3}


def test_trends_are_bound_to_the_records() -> None:
    whole = record(
        plan(weekly(1, Length("weeks", 2)), EVERY_4_WEEKS),
        injections=[*doses("01-05", "01-12"), dose("01-20", counts=False)],
        symptoms=logs("2025-12-08", *([3] * 200)),
    )
    found = {trend.kind.name: trend for trend in trends_of(whole, day("06-01"))}
    assert list(found) == ["energy", "sleep", "tingling"]
    assert found["energy"].change.start is not None and found["energy"].change.start.end < day("01-05")
    assert found["energy"].plateau.before is not None and found["energy"].plateau.before.end == day("01-12")
    assert found["sleep"].change.verdict == "not_enough"
