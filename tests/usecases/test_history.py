"""What is recorded, newest first."""

from datetime import date
from typing import Any

import pytest

from b12track.domain.record.document import load
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import SCHEMAS
from b12track.usecases.enter.entries import enter
from b12track.usecases.look.history import facts_of, history, read_kind
from b12track.usecases.person_file import PersonFile
from documents import FULL


def test_everything_is_in_it_newest_first(person_file: PersonFile) -> None:
    items = history(person_file.record())
    assert [item.id for item in items] == [
        "visit1", "log2", "log1", "que1", "inj3", "adj1", "note1", "tra1", "inj2", "plan1", "inj1", "lab1", "sup1",
    ]  # fmt: skip
    assert items[4].timing is not None and items[4].timing.kind == "late"
    assert all(item.text for item in items)


def test_kinds_and_days_are_chosen(person_file: PersonFile) -> None:
    record = person_file.record()
    assert [item.id for item in history(record, ["injections", "labs"])] == ["inj3", "inj2", "inj1", "lab1"]
    assert [item.id for item in history(record, since=date(2026, 11, 1))] == [
        "visit1",
        "log2",
        "log1",
        "que1",
    ]
    assert [item.id for item in history(record, ["supplies"])] == ["sup1"]
    assert history(record, ["supplies"], since=date(1900, 1, 1)) == []


def test_of_two_at_one_moment_the_later_in_the_file_is_the_newer(person_file: PersonFile) -> None:
    for text in ("first", "second"):
        enter(person_file, "notes", {"text": text})
    assert [item.text for item in history(person_file.record(), ["notes"])] == [
        "second",
        "first",
        "started metformin",
    ]


def test_facts_are_the_records_with_their_kind(person_file: PersonFile) -> None:
    facts = {raw["id"]: raw for raw in map(facts_of, history(person_file.record()))}
    raw = person_file.snapshot().exchange()
    assert facts["log2"] == {"note": "", "recorded_at": None, **raw["symptoms"][1], "kind": "symptoms"}
    assert facts["inj1"].items() >= raw["injections"][0].items()
    assert facts["inj1"]["kind"] == "injections"
    assert facts["inj1"]["timing"] == {"kind": "on_time", "days": 0}
    moved = {**raw["adjustments"][0], "kind": "adjustments", "adjustment": "move"}
    assert facts["adj1"].items() >= moved.items()


def test_facts_have_every_key_whatever_the_record_left_out() -> None:
    whole = load({**FULL, **{kind: [_bare(kind)] for kind in ("injections", "visits", "questions")}})
    for item in history(whole, ["injections", "visits", "questions"]):
        assert facts_of(item).keys() >= SCHEMAS[item.kind].fields.keys()
    (dose,) = history(whole, ["injections"])
    assert (facts_of(dose)["counts"], facts_of(dose)["lot"], facts_of(dose)["expires"]) == (True, "", None)


def _bare(kind: str) -> dict[str, Any]:
    return {key: FULL[kind][0][key] for key, field in SCHEMAS[kind].fields.items() if field.required}


def test_a_dose_without_a_plan_has_no_timing() -> None:
    (item,) = history(load(FULL), ["injections"])
    assert facts_of(item)["timing"] is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("injections", "injections"),
        ("Injection", "injections"),
        ("doses", "injections"),
        ("log", "symptoms"),
        ("scores", "symptoms"),
        ("supply", "supplies"),
        ("labs", "labs"),
    ],
)
def test_a_kind_is_read_as_people_say_it(typed: str, kind: str) -> None:
    assert read_kind(typed) == kind


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("injectoins", "did you mean injections?"),
        ("", "write one of plans, injections"),
        ("symptom_kinds", "kind: "),
    ],
)
def test_an_unknown_kind_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_kind(typed)
    assert message in str(refused.value)


def test_words_for_every_kind() -> None:
    texts = {item.kind: item.text for item in history(load(FULL))}
    assert texts == {
        "injections": "hydroxocobalamin 1 mg (1000 mcg), IM, left deltoid, extra to the plan, lot A1, "
        "reaction: none, a\tb / c",
        "symptoms": "Energy 3, Itch 0, tired",
        "labs": "b12 <140.5 ng/L (180-914), North, fasting",
        "visits": "10:20, injection, with J. Hart, at Riverside, bring card",
        "plans": "hydroxocobalamin 1 mg (1000 mcg), IM, Loading Mon, Wed and Fri, 500.5 mcg each, "
        "then Slow every other day, then Weekly every 1-2 weeks, then Maintenance every 2-3 months, by Dr Okafor, "
        "ended Fri 1 Jan 2027, moved / away",
        "adjustments": "date moved to Thu 15 Jan 2026, flu, decided by Riverside",
        "transitions": "to Slow, confirmed by Dr Okafor, first dose Sun 1 Mar 2026",
        "treatments": "metformin (medicine), until Tue 30 Jun 2026, for sugar",
        "supplies": "5 doses of hydroxocobalamin, 1000 mcg/mL, 1 mL, multi-dose, lot A1, "
        "expires 31 May 2027, opened 5 Jan 2026",
        "questions": "How long?, answered Mon 2 Mar 2026: For life",
        "notes": "started metformin",
    }
