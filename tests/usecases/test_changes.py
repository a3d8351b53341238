"""Editing, deleting, taking back."""

from collections.abc import Callable
from typing import Any

import pytest

from alex import alex, read_file, write_file
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import KINDS, SymptomKind
from b12track.usecases.edit.change import delete_record, edit_record, redo, undo, versions
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.symptom_choices import add_kind, show_kind
from b12track.usecases.fields import READERS, editable, field_named, reader_of
from b12track.usecases.person_file import PersonFile


@pytest.mark.parametrize(
    ("id", "typed", "changes"),
    [
        ("inj3", ["site=r deltoid"], {"site": "right-deltoid"}),
        ("inj3", ["site="], {"site": None}),
        ("inj3", ["dose=500mcg", "volume=1ml"], {"dose_mcg": 500, "volume_ml": 1}),
        ("inj3", ["dose_mcg=1 mg"], {}),
        ("inj3", ["strength=1000mcg/ml", "volume-ml=1 mL"], {"strength_mcg_per_ml": 1000, "volume_ml": 1}),
        ("inj3", ["at=10:15"], {"given_at": "2026-10-30T10:15:00+00:00"}),
        ("inj3", ["at=2026-07-01"], {"given_at": "2026-07-01T09:30:00+01:00"}),
        ("inj3", ["at=2026-07-01 8:05"], {"given_at": "2026-07-01T08:05:00+01:00"}),
        ("inj3", ["time_known=no"], {"time_known": False}),
        ("inj3", ["extra=yes"], {"counts": False}),
        ("inj3", ["counts=no", "reaction=sore\nfor a day"], {"counts": False, "reaction": "sore\nfor a day"}),
        ("inj3", ["route=sc", "by=me"], {"route": "SC", "given_by": "me"}),
        ("inj3", ["supply=sup"], {"supply_id": "sup1"}),
        ("inj3", ["lot=Not Known", "expires=not known"], {"lot": "not known", "note": "expiry not known"}),
        ("inj3", ["expires=2027-05"], {"expires": "2027-05-31"}),
        ("inj3", ["zone=europe/paris"], {"zone": "Europe/Paris"}),
        ("inj3", ["container=multi"], {"container": "multi-dose"}),
        ("log2", ["energy=7", "sleep=3"], {"scores": {"energy": 7, "sleep": 3}}),
        ("log1", ["energy="], {"scores": {"tingling": 2}}),
        ("log2", ["Brain fog=7"], {"scores": {"energy": 5, "fog": 7}}),
        ("log2", ["note=", "date=2026-11-18"], {"note": None, "date": "2026-11-18"}),
        ("lab1", ["value=<150", "range=200-900"], {"comparator": "<", "value": 150, "low": 200, "high": 900}),
        ("lab1", ["range=", "unit=pmol/l"], {"low": None, "high": None, "unit": "pmol/L"}),
        ("lab1", ["value=<150pmol/l"], {"comparator": "<", "value": 150, "unit": "pmol/L"}),
        ("lab1", ["low=", "high=5.5", "lab=North"], {"low": None, "high": 5.5, "lab": "North"}),
        ("visit1", ["at=11:00", "with="], {"at": "2026-12-25T11:00:00+00:00", "with": None}),
        ("visit1", ["when=fri 9:00", "purpose=bloods"], {"at": "2026-11-27T09:00:00+00:00", "purpose": "blood test"}),
        ("note1", ["text=stopped metformin"], {"text": "stopped metformin"}),
        ("que1", ["answer=For life", "answered=today"], {"answer": "For life", "answered_on": "2026-11-21"}),
        ("sup1", ["count=1", "opened=yesterday"], {"count": 1, "opened_on": "2026-11-20"}),
        ("sup1", ["expires=12/2027", "lot="], {"expires": "2027-12-31", "lot": None}),
        ("sup1", ["drug=Cyanocobalamin", "volume=2ml"], {"drug": "cyanocobalamin", "volume_ml": 2}),
        ("plan1", ["grace=7", "watch=energy, mma"], {"grace_days": 7, "watch": ["energy", "mma"]}),
        ("plan1", ["dose=500mcg"], {"dose_mcg": 500}),
        ("plan1", ["ended_on=today", "reason=moved"], {"ended_on": "2026-11-21", "end_reason": "moved"}),
        ("adj1", ["due=2026-03-25", "by=Riverside"], {"due": "2026-03-25", "decided_by": "Riverside"}),
        ("adj1", ["kind=skip", "due="], {"kind": "skip", "due": None}),
        ("tra1", ["to_phase=1", "on=2026-01-13"], {"to_phase": 0, "on": "2026-01-13"}),
        ("tra1", ["first_due=2026-03-09"], {"first_due": "2026-03-09"}),
    ],
)  # fmt: skip
def test_fields_are_changed_as_people_type_them(
    person_file: PersonFile, id: str, typed: list[str], changes: dict[str, Any]
) -> None:
    before = person_file.snapshot().exchange()
    kind, raw = person_file.snapshot().find(id) or ("", {})
    edited = edit_record(person_file, id, typed)
    wanted = {key: value for key, value in {**raw, **changes}.items() if value is not None}
    assert person_file.snapshot().find(id) == (kind, wanted)
    assert edited.saved.changed is (wanted != raw)
    assert bool(edited.differences) is edited.saved.changed
    after = read_file(person_file.path)
    if edited.saved.changed:
        undo(person_file)
        assert person_file.snapshot().exchange() == before
        redo(person_file)
    assert person_file.snapshot().exchange() == after


def test_the_document_always_keeps_its_order(person_file: PersonFile) -> None:
    edit_record(person_file, "inj1", ["note=first"])
    assert [injection.id for injection in person_file.record().injections] == ["inj1", "inj2", "inj3"]


@pytest.mark.parametrize(
    ("id", "typed", "message"),
    [
        ("inj3", [], "it is not said what to change: write a field and its value, such as site=left-thigh"),
        ("sup1", [], "such as FIELD=VALUE"),
        ("inj3", ["site"], 'field: "site" has no value: write it as "site"=VALUE'),
        ("inj3", ["sight=left"], 'field: "sight" is not a field of this injection: did you mean site'),
        ("inj3", ["=5"], 'field: "" is not a field of this injection: write one of given_at'),
        ("inj3", ["id=x"], "id: this cannot be changed"),
        ("adj1", ["plan-id=x"], "plan_id: this cannot be changed"),
        ("inj3", ["recorded_at=today"], "recorded_at: this cannot be changed"),
        ("plan1", ["phases=x"], "phases: this is more than one field"),
        ("inj3", ["site=l thigh", "site=r thigh"], "site: it was written twice"),
        ("inj3", ["route="], "route: it cannot be left empty"),
        ("inj3", ["drug= "], "drug: it cannot be left empty"),
        ("inj3", ["dose=500"], "dose: 500 has no unit"),
        ("inj3", ["dose_mcg=500"], "has no unit"),
        ("inj3", ["dose=500mcg"], r"dose: 500 mcg is not 500 mcg/mL × 2 mL"),
        ("inj3", ["counts=perhaps"], 'counts: "perhaps" is not an answer: write yes or no'),
        ("inj3", ["at=tomorrow"], "still to come"),
        ("inj3", ["at=03/04/2026"], "can be read as"),
        ("inj3", ["supply=k9"], "supply: "),
        ("inj3", ["note=a\x1b[31m"], "control character"),
        ("log2", ["energy=11"], "energy: 11 is not a whole number from 0"),
        ("log2", ["enery=1"], "did you mean energy"),
        ("log2", ["scores=1"], "field: "),
        ("log2", ["date=2026-11-19"], "date: Thu 19 Nov 2026 has a log already (log1)"),
        ("log2", ["date=tomorrow"], "still to come"),
        ("log2", ["energy=", "note="], "log: then nothing would be left in it"),
        ("log2", ["date="], "date: it cannot be left empty"),
        ("lab1", ["range=914-180"], "begins above its end"),
        ("lab1", ["low=1000"], "low: the range begins at 1000, after its end 914"),
        ("lab1", ["value="], "value: it cannot be left empty"),
        ("lab1", ["comparator=~"], 'comparator: "~" is not known: write < or >'),
        ("lab1", ["date=2026-11-22"], "date: Sun 22 Nov 2026 is still to come"),
        ("note1", ["date=tomorrow"], "still to come"),
        ("note1", ["text= "], "text: it cannot be left empty"),
        ("que1", ["answered_on=tomorrow"], "answered_on: Sun 22 Nov 2026 is still to come"),
        ("sup1", ["opened_on=tomorrow"], "opened_on: "),
        ("sup1", ["count=many"], 'count: "many" is not a whole number from 1 to 1000'),
        ("sup1", ["count=1001"], "count: 1001 is not a whole number"),
        ("plan1", ["set_on=2026-02-01"], "on: 2026-01-12 is before its plan's set_on 2026-02-01"),
        ("plan1", ["ended_on=2026-01-04"], "ended_on: Sun 4 Jan 2026 is before the plan was set"),
        ("adj1", ["due="], "due: a move needs the new date"),
        ("adj1", ["recorded_on=2025-12-31"], "before its plan's set_on"),
        ("tra1", ["to_phase=3"], "3 is not a phase of the plan: write one of 1 Loading, 2 Maintenance"),
        ("person", ["name=Sam"], "id: the person cannot be chosen as a record"),
        ("zzz9", ["note=x"], "is not the id of anything recorded here"),
        ("", ["note=x"], "is not the id of anything recorded here"),
        ("i", ["note=x"], "is not the id of anything recorded here"),
        ("inj", ["note=x"], '"inj" is the beginning of several: write one of inj1, inj2, inj3'),
        ("inj\x1b", ["note=x"], "control character"),
        ("inj\udcff", ["note=x"], "control character"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(person_file: PersonFile, id: str, typed: list[str], message: str) -> None:
    before = person_file.snapshot().exchange()
    with pytest.raises(Refused) as refused:
        edit_record(person_file, id, typed, yes=True)
    assert message in str(refused.value)
    assert person_file.snapshot().exchange() == before


@pytest.mark.parametrize(
    ("id", "typed", "message"),
    [
        ("inj3", ["dose=10mg", "volume=20ml"], "ten times or more of the plan's"),
        ("inj3", ["at=2026-01-12"], "You already recorded an injection on Mon 12 Jan"),
        ("lab1", ["unit=furlongs"], "unit: "),
    ],
)
def test_what_is_unusual_is_asked_about(
    person_file: PersonFile, id: str, typed: list[str], message: str
) -> None:
    with pytest.raises(NeedsYes, match=message) as unusual:
        edit_record(person_file, id, typed)
    assert message in str(unusual.value)
    assert edit_record(person_file, id, typed, yes=True).saved.changed


def test_a_supply_is_not_made_smaller_than_what_was_taken(person_file: PersonFile) -> None:
    for id in ("inj1", "inj2"):
        edit_record(person_file, id, ["supply=sup1"])
    with pytest.raises(NeedsYes, match="nothing is left of sup1"):
        edit_record(person_file, "inj3", ["supply=sup1"])
    with pytest.raises(NeedsYes, match="count: 1 is fewer than the 2 injections"):
        edit_record(person_file, "sup1", ["count=1"])
    assert edit_record(person_file, "sup1", ["lot=A2", "count=3"]).saved.changed
    assert edit_record(person_file, "sup1", ["count=2"]).saved.changed


def test_an_old_contradiction_does_not_keep_a_note_out(tmp_path: Any) -> None:
    odd = {"id": "inj9", "given_at": "2030-01-05T09:30:00+00:00", "drug": "x", "dose_mcg": 1, "route": "SC"}
    odd |= {"strength_mcg_per_ml": 7, "volume_ml": 7}
    path = tmp_path / "alex.json"
    write_file(path, alex(injections=[odd]))
    person_file = PersonFile(path, "2026-11-21")
    assert edit_record(person_file, "inj9", ["note=from elsewhere"]).after.note == "from elsewhere"


def test_an_expiry_that_is_found_takes_the_line_away(person_file: PersonFile) -> None:
    edit_record(person_file, "inj3", ["note=sore", "expires=unknown"])
    edited = edit_record(person_file, "inj3", ["expires=2027-05-31"])
    assert edited.after.note == "sore"


def test_a_change_says_what_was_and_what_is(person_file: PersonFile) -> None:
    edited = edit_record(
        person_file, "inj3", ["site=", "dose=2mg", "volume=4ml", "route=SC", "extra=yes", "at=10:00"]
    )
    assert [str(difference) for difference in edited.differences] == [
        "given: Fri 30 Oct 2026 09:30 → Fri 30 Oct 2026 10:00",
        "dose: 1 mg (1000 mcg) → 2 mg (2000 mcg)",
        "route: into muscle (IM) → under the skin (SC)",
        "volume: 2 mL → 4 mL",
        "site: left thigh → nothing",
        "counts: yes → no",
    ]
    assert edited.saved.what == "change to the injection of Fri 30 Oct 2026"
    log = edit_record(person_file, "log2", ["energy=", "tingling=3", "note=two\nlines"])
    assert [str(difference) for difference in log.differences] == [
        "Energy: 5 → nothing",
        "Tingling or numbness: nothing → 3",
        "note: headache → two / lines",
    ]
    plan = edit_record(person_file, "plan1", ["watch=energy,mma", "ended_on=2026-11-01"])
    assert [str(difference) for difference in plan.differences] == [
        "ended: nothing → Sun 1 Nov 2026",
        "watch: nothing → energy, mma",
    ]
    lab = edit_record(person_file, "lab1", ["range=", "value=0.5"])
    assert [str(d) for d in lab.differences] == [
        "value: 140 → 0.5",
        "range from: 180 → nothing",
        "range to: 914 → nothing",
    ]


def test_other_doses_that_meet_their_date_differently_are_counted(person_file: PersonFile) -> None:
    assert edit_record(person_file, "inj1", ["note=x"]).timings_changed == 0
    assert edit_record(person_file, "plan1", ["first_due=2026-01-04"]).timings_changed == 1
    assert edit_record(person_file, "inj2", ["at=2026-01-11"]).timings_changed == 0
    assert edit_record(person_file, "inj1", ["extra=yes"]).timings_changed == 1


def test_symptoms_of_ones_own_are_changed_by_name(person_file: PersonFile) -> None:
    add_kind(person_file, SymptomKind("cramps", "Cramps", "none", "worst", "low"))
    edited = edit_record(person_file, "cramps", ["label=Leg cramps", "high=all night", "shown=no"])
    assert edited.after == ("cramps", "Leg cramps", "none", "all night", "low", False)
    assert [str(difference) for difference in edited.differences][1] == "high: worst → all night"
    for typed, message in (
        ("label=Energy", "is already the name of energy"),
        ("name=x", "name: this cannot be changed"),
        ("good=up", "high or low"),
    ):
        with pytest.raises(Refused, match=message):
            edit_record(person_file, "cramps", [typed])


def test_the_last_symptom_asked_for_is_not_hidden_by_an_edit(person_file: PersonFile) -> None:
    show_kind(person_file, "fog", True)
    for name in ("energy", "sleep", "tingling", "soreness"):
        show_kind(person_file, name, False)
    with pytest.raises(Refused, match="the only symptom"):
        edit_record(person_file, "fog", ["shown=no"])


def test_every_field_can_be_typed() -> None:
    for kind in KINDS:
        assert editable(kind)
        for row in editable(kind).values():
            named = field_named(kind, row.called)
            assert named is not None and named.name == row.key, "what people read can be typed"
        assert {reader_of(field) for field in editable(kind).values()} <= set(READERS)


@pytest.mark.parametrize(
    "id", ["inj1", "log1", "lab1", "visit1", "note1", "que1", "sup1", "adj1", "tra1", "plan1"]
)
def test_a_deleted_record_comes_back_where_it_was(person_file: PersonFile, id: str) -> None:
    before = person_file.snapshot().exchange()
    deleted = delete_record(person_file, id)
    assert deleted.saved.changed
    assert person_file.snapshot().find(id) is None
    after = read_file(person_file.path)
    assert undo(person_file).what == deleted.saved.what
    assert person_file.snapshot().exchange() == before
    redo(person_file)
    assert person_file.snapshot().exchange() == after


def test_a_plan_takes_along_what_speaks_only_of_it(person_file: PersonFile) -> None:
    deleted = delete_record(person_file, "plan1")
    assert [(kind, value.id) for kind, value in deleted.with_it] == [
        ("adjustments", "adj1"),
        ("transitions", "tra1"),
    ]
    assert not person_file.record().adjustments and not person_file.record().transitions


def test_a_supply_leaves_its_injections_what_they_say(person_file: PersonFile) -> None:
    edit_record(person_file, "inj3", ["supply=sup1", "lot=A1"])
    before = person_file.snapshot().exchange()
    assert delete_record(person_file, "sup1").unlinked == 1
    injection = person_file.record().injections[-1]
    assert (injection.supply_id, injection.lot) == (None, "A1")
    undo(person_file)
    assert person_file.snapshot().exchange() == before


def test_a_symptom_that_is_scored_stays(person_file: PersonFile) -> None:
    add_kind(person_file, SymptomKind("cramps", good="low"))
    log_symptoms(person_file, person_file.today, {"cramps": 3})
    with pytest.raises(Refused, match="cramps has scores on 1 day"):
        delete_record(person_file, "cramps")
    undo(person_file)
    delete_record(person_file, "cramps")
    show_kind(person_file, "energy", False)
    delete_record(person_file, "energy")
    assert not person_file.record().symptom_kinds


def test_everything_is_taken_back_in_order_also_by_another_program(person_file: PersonFile) -> None:
    states = [person_file.snapshot().exchange()]
    steps: list[Callable[[], object]] = [
        lambda: edit_record(person_file, "inj1", ["note=x"]),
        lambda: delete_record(person_file, "plan1"),
        lambda: log_symptoms(person_file, person_file.today, {"energy": 1}),
    ]
    for step in steps:
        step()
        states.append(person_file.snapshot().exchange())
    other = PersonFile(person_file.path, "2026-11-21")
    for state in reversed(states[:-1]):
        undo(other)
        assert other.snapshot().exchange() == state
    for state in states[1:]:
        redo(other)
        assert other.snapshot().exchange() == state
    with pytest.raises(Refused, match="there is nothing to redo"):
        redo(other)


def test_nothing_is_left_at_the_beginning(person_file: PersonFile) -> None:
    undo(person_file)
    with pytest.raises(Refused, match="there is nothing left to undo"):
        undo(person_file)


def test_undo_does_not_claim_what_its_journal_cannot_know(person_file: PersonFile) -> None:
    person_file.path.with_name(person_file.path.name + ".journal").unlink()
    with pytest.raises(
        Refused,
        match="there is nothing left to undo on this machine; the change before that was made on another machine",
    ):
        undo(person_file)


def test_what_another_program_changed_is_not_undone_over(person_file: PersonFile) -> None:
    edit_record(person_file, "note1", ["text=one"])
    raw = person_file.path.read_bytes().replace(b'"one"', b'"two"')
    person_file.path.write_bytes(raw)
    with pytest.raises(Refused, match="another program"):
        undo(person_file)


def test_earlier_contents_are_kept(person_file: PersonFile) -> None:
    edit_record(person_file, "note1", ["text=one"])
    edit_record(person_file, "note1", ["text=two"])
    assert [version.document["text"] for version in versions(person_file, "note")] == [
        "one",
        "started metformin",
    ]
    delete_record(person_file, "note1")
    assert versions(person_file, "note1")[0].document["text"] == "two"
    assert versions(person_file, "lab1") == []
    with pytest.raises(Refused, match="is not the id of anything recorded here"):
        versions(person_file, "nothing")
