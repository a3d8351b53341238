"""What an injection is filled in with, and what is refused or asked about."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.typed.dates import When
from b12track.domain.wording.labels import with_expiry_not_known
from b12track.store.edits import Change, Put
from b12track.usecases.enter.injection import check_injection, foresee, record_injection
from b12track.usecases.enter.injection_draft import (
    Draft,
    Given,
    draft_injection,
    show_origin,
)
from b12track.usecases.look.overview import look
from b12track.usecases.person_file import PersonFile

NOON = datetime.fromisoformat("2026-11-20T12:00:00+00:00")


def draft(person_file: PersonFile, **given: Any) -> Draft:
    return draft_injection(person_file.record(), person_file.now, Given(**{"route": "IM", **given}))


def put(person_file: PersonFile, kind: str, **raw: Any) -> None:
    person_file.save(lambda *_: Change("for a test", (Put(kind, raw),)))


def test_the_plan_and_the_last_dose_fill_in(person_file: PersonFile) -> None:
    made = draft(person_file)
    assert (made.drug, made.dose_mcg) == ("hydroxocobalamin", 1000)
    assert (made.strength_mcg_per_ml, made.volume_ml, made.text("container")) == (500, 2, "single-dose")
    assert made.origins == {
        "route": "typed",
        "drug": "plan",
        "dose_mcg": "plan",
        "strength_mcg_per_ml": "last",
        "container": "last",
        "volume_ml": "dose",
    }
    assert made.given_at == person_file.now
    assert made.time_known
    # Who, where, which site, which lot: nobody knows but who was there.
    assert not {"site", "given_by", "provider", "location", "lot", "expires"} & set(made.fields)


def test_the_route_is_never_filled_in(person_file: PersonFile) -> None:
    made = draft(person_file, route=None)
    assert made.route is None
    with pytest.raises(Refused, match=r"route: it has to be said each time"):
        record_injection(person_file, made)


def test_a_supply_comes_before_the_last_dose(person_file: PersonFile) -> None:
    made = draft(person_file, supply_id="sup")
    assert made.supply_id == "sup1"
    assert (made.strength_mcg_per_ml, made.volume_ml) == (1000, 1)
    assert (made.text("lot"), made.expires) == ("A1", date(2027, 5, 31))
    assert made.origins["lot"] == made.origins["expires"] == made.origins["container"] == "supply"
    assert show_origin(made, person_file.today) == (
        "drug and dose from the plan; strength 1000 mcg/mL, container single-dose, lot A1 and expiry 31 May 2027 "
        "from the supply"
    )


def test_what_was_typed_comes_first(person_file: PersonFile) -> None:
    made = draft(
        person_file,
        supply_id="sup1",
        lot="B2",
        strength_mcg_per_ml=2000,
        dose_mcg=500,
        container="multi-dose",
    )
    assert (made.text("lot"), made.strength_mcg_per_ml, made.volume_ml, made.text("container")) == (
        "B2",
        2000,
        0.25,
        "multi-dose",
    )


def test_a_dose_of_another_drug_fills_in_nothing(person_file: PersonFile) -> None:
    made = draft(person_file, drug="cyanocobalamin")
    assert made.dose_mcg == 1000
    assert (made.strength_mcg_per_ml, made.volume_ml, made.text("container")) == (None, None, "")


def test_only_earlier_doses_count_as_the_last(person_file: PersonFile) -> None:
    when = When(datetime.fromisoformat("2026-01-04T12:00:00+00:00"), True, date(2026, 1, 4))
    made = draft(person_file, when=when)
    assert made.drug == "" and made.dose_mcg is None
    assert draft(person_file, when=when, drug="hydroxocobalamin").strength_mcg_per_ml is None


def test_a_supply_of_another_drug_is_refused(person_file: PersonFile) -> None:
    put(person_file, "supplies", id="sup2", drug="cyanocobalamin", count=3)
    with pytest.raises(Refused, match="sup2 holds cyanocobalamin, but the plan's drug is hydroxocobalamin"):
        draft(person_file, supply_id="sup2")
    with pytest.raises(Refused, match="but what was typed is methylcobalamin"):
        draft(person_file, supply_id="sup2", drug="methylcobalamin")
    assert draft(person_file, supply_id="sup2", drug="Cyanocobalamin").supply_id == "sup2"


def test_without_a_plan_the_supply_says_the_drug(person_file: PersonFile) -> None:
    person_file.save(
        lambda *_: Change(
            "x", (Put("plans", {**person_file.snapshot().documents("plans")[0], "ended_on": "2026-02-01"}),)
        )
    )
    assert draft(person_file, supply_id="sup1").origins["drug"] == "supply"
    with pytest.raises(Refused, match="drug: no plan is in force to take it from"):
        record_injection(person_file, draft(person_file))
    with pytest.raises(Refused, match="dose: no plan is in force to take it from"):
        record_injection(person_file, draft(person_file, drug="hydroxocobalamin"))


@pytest.mark.parametrize(
    ("typed", "message"), [("sup9", "write one of sup1"), ("", "write one of sup1"), ("s", "sup1")]
)
def test_an_unknown_supply_is_refused(person_file: PersonFile, typed: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        draft(person_file, supply_id=typed)


def test_it_is_recorded_with_zone_and_moment(person_file: PersonFile) -> None:
    recorded = record_injection(person_file, draft(person_file, site="left-thigh", supply_id="sup1"))
    kept = person_file.record().injections[-1]
    assert kept == recorded.injection
    assert kept.zone == "Europe/London"
    assert kept.recorded_at == person_file.now
    assert recorded.timing is not None
    assert (recorded.timing.kind, recorded.timing.days) == ("early", 34)
    assert (recorded.before.status.days_until, recorded.after.status.days_until) == (34, 56)


def test_an_extra_dose_moves_nothing(person_file: PersonFile) -> None:
    recorded = record_injection(person_file, draft(person_file, extra=True))
    assert not recorded.injection.counts
    assert recorded.timing is None
    assert recorded.before.status == recorded.after.status


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"volume_ml": 1},
            r"dose: 1 mg \(1000 mcg\) \(the plan's\) is not 500 mcg/mL \(the last dose's\) × 1 mL",
        ),
        ({"dose_mcg": 500, "volume_ml": 2, "strength_mcg_per_ml": 500}, r"which is 1 mg \(1000 mcg\)"),
        ({"note": "a\x1b[31m"}, "note: the text contains a control character"),
        ({"provider": "J.\nHart"}, "provider: the text contains a line break"),
        (
            {"when": When(NOON + timedelta(days=2), False, date(2026, 11, 22))},
            "time: Sun 22 Nov 2026 is still to come",
        ),
        (
            {"when": When(NOON + timedelta(hours=27), True, date(2026, 11, 21))},
            "time: Sat 21 Nov 2026 15:00 is still",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    person_file: PersonFile, given: dict[str, Any], message: str
) -> None:
    before = person_file.snapshot().exchange()
    with pytest.raises(Refused, match=message) as refused:
        record_injection(person_file, draft(person_file, **given), yes=True)
    assert not isinstance(refused.value, NeedsYes)
    assert person_file.snapshot().exchange() == before


def test_a_day_without_a_time_may_be_today(person_file: PersonFile) -> None:
    early = PersonFile(person_file.path, "2026-11-21T08:00:00+00:00")
    noon = When(datetime.fromisoformat("2026-11-21T12:00:00+00:00"), False, date(2026, 11, 21))
    assert record_injection(early, draft(early, when=noon)).injection.given_at > early.now


@pytest.mark.parametrize(
    ("dose", "asks"),
    [(100, True), (101, False), (9999, False), (10_000, True), (1, True), (1000, False)],
)
def test_a_slip_of_one_decimal_place_is_asked_about(person_file: PersonFile, dose: float, asks: bool) -> None:
    made = draft(person_file, dose_mcg=dose)
    if asks:
        with pytest.raises(NeedsYes, match=r"of the plan's 1 mg \(1000 mcg\)\.$"):
            record_injection(person_file, made)
    assert record_injection(person_file, made, yes=asks).injection.dose_mcg == dose


def test_a_second_one_that_day_is_asked_about(person_file: PersonFile) -> None:
    record_injection(person_file, draft(person_file, extra=True))
    with pytest.raises(
        NeedsYes, match=r"^You already recorded an injection today at 14:05\. Save a second one\?$"
    ):
        record_injection(person_file, draft(person_file))
    record_injection(person_file, draft(person_file), yes=True)
    with pytest.raises(
        NeedsYes, match=r"You already recorded 2 injections today \(14:05 and 14:05\)\. Save one more\?"
    ):
        record_injection(person_file, draft(person_file))


def test_an_empty_supply_is_asked_about(person_file: PersonFile) -> None:
    for day in (18, 19):
        at = datetime.fromisoformat(f"2026-11-{day}T12:00:00+00:00")
        record_injection(person_file, draft(person_file, supply_id="sup1", when=When(at, True, at.date())))
    made = draft(person_file, supply_id="sup1")
    with pytest.raises(NeedsYes, match="nothing is left of sup1, which held 2"):
        record_injection(person_file, made)
    record_injection(person_file, made, yes=True)


def test_doubts_are_told_together(person_file: PersonFile) -> None:
    record_injection(person_file, draft(person_file))
    with pytest.raises(NeedsYes) as unusual:
        record_injection(person_file, draft(person_file, dose_mcg=10_000))
    assert "ten times" in str(unusual.value)
    assert str(unusual.value).endswith(
        ". You already recorded an injection today at 14:05. Save a second one?"
    )


def test_what_another_program_saved_meanwhile_counts(person_file: PersonFile) -> None:
    made = draft(person_file)
    record_injection(PersonFile(person_file.path, person_file.now.isoformat()), made)
    with pytest.raises(NeedsYes, match="Save a second one"):
        record_injection(person_file, made)


def test_an_expiry_not_known_is_a_line_of_the_note(person_file: PersonFile) -> None:
    made = draft(person_file, supply_id="sup1", lot="not known", expiry_not_known=True, note="sore")
    assert (made.text("lot"), made.expires, made.text("note")) == (
        "not known",
        None,
        "sore\nexpiry not known",
    )
    with pytest.raises(Refused, match='also "not known"'):
        draft(person_file, expiry_not_known=True, expires=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("note", "after"),
    [("", "expiry not known"), ("Expiry not known", "Expiry not known"), ("a\nb", "a\nb\nexpiry not known")],
)
def test_the_line_is_there_once(note: str, after: str) -> None:
    assert with_expiry_not_known(note) == after


def test_what_does_not_agree_is_said_before(person_file: PersonFile) -> None:
    said = check_injection(
        draft(person_file, route="SC", dose_mcg=500), person_file.record(), look(person_file)
    )
    assert any("the plan says 1 mg" in text for text in said)
    assert any("the plan says into muscle" in text for text in said)
    assert any("labels name the muscle" in text for text in said)
    assert check_injection(draft(person_file, route=None), person_file.record(), look(person_file)) == []
    assert any("Save a second one?" in text for text in _after_one(person_file))


def _after_one(person_file: PersonFile) -> list[str]:
    record_injection(person_file, draft(person_file))
    return check_injection(draft(person_file), person_file.record(), look(person_file))


def test_a_form_sees_where_the_plan_would_stand(person_file: PersonFile) -> None:
    after, timing = foresee(person_file.record(), draft(person_file), look(person_file))
    assert timing is not None and timing.kind == "early"
    assert after.status.days_until == 56
    assert foresee(person_file.record(), draft(person_file, route=None), look(person_file)) == (
        look(person_file),
        None,
    )
    assert len(person_file.record().injections) == 3
