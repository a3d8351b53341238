"""Editing, deleting, taking back."""

from collections.abc import Callable
from typing import Any

import pytest

from alex import alex, read_file, write_file
from b12track.domain.faults import NeedsYes, Refused
from b12track.domain.records import SymptomKind
from b12track.usecases.asked_for import add_kind, show_kind
from b12track.usecases.changes import delete_record, edit_record, redo, undo, versions
from b12track.usecases.desk import Desk
from b12track.usecases.editable import FIELDS
from b12track.usecases.symptoms import log_symptoms


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
        ("tra1", ["to_phase=0", "on=2026-01-13"], {"to_phase": 0, "on": "2026-01-13"}),
        ("tra1", ["first_due=2026-03-09"], {"first_due": "2026-03-09"}),
    ],
)  # fmt: skip
def test_fields_are_changed_as_people_type_them(
    desk: Desk, id: str, typed: list[str], changes: dict[str, Any]
) -> None:
    before = desk.snapshot().exchange()
    kind, raw = desk.snapshot().find(id) or ("", {})
    edited = edit_record(desk, id, typed)
    wanted = {key: value for key, value in {**raw, **changes}.items() if value is not None}
    assert desk.snapshot().find(id) == (kind, wanted)
    assert edited.saved.changed is (wanted != raw)
    assert bool(edited.differences) is edited.saved.changed
    after = read_file(desk.path)
    if edited.saved.changed:
        undo(desk)
        assert desk.snapshot().exchange() == before
        redo(desk)
    assert desk.snapshot().exchange() == after


def test_the_document_always_keeps_its_order(desk: Desk) -> None:
    edit_record(desk, "inj1", ["note=first"])
    assert [injection.id for injection in desk.record().injections] == ["inj1", "inj2", "inj3"]


@pytest.mark.parametrize(
    ("id", "typed", "message"),
    [
        ("inj3", [], "nothing was changed: write a field and its value, such as site=left-thigh"),
        ("sup1", [], "such as FIELD=VALUE"),
        ("inj3", ["site"], 'field: "site" has no value: write it as "site"=VALUE'),
        ("inj3", ["sight=left"], 'field: "sight" is not a field of this injection: did you mean site'),
        ("inj3", ["=5"], 'field: "" is not a field of this injection: write one of given_at'),
        ("inj3", ["id=x"], "id: it stays as it was entered"),
        ("adj1", ["plan-id=x"], "plan_id: it stays as it was entered"),
        ("inj3", ["recorded_at=today"], "recorded_at: it stays"),
        ("plan1", ["phases=x"], "phases: they are not one field: `b12track plan set --corrects`"),
        ("inj3", ["site=l thigh", "site=r thigh"], "site: it is written twice"),
        ("inj3", ["route="], "route: the record cannot be without it"),
        ("inj3", ["drug= "], "drug: the record cannot be without it"),
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
        ("log2", ["energy=", "note="], "write `b12track delete log2` if it is to go"),
        ("log2", ["date="], "date: the record cannot be without it"),
        ("lab1", ["range=914-180"], "begins above its end"),
        ("lab1", ["low=1000"], "low: the range begins at 1000, after its end 914"),
        ("lab1", ["value="], "value: the record cannot be without it"),
        ("lab1", ["comparator=~"], 'comparator: "~" is not known: write < or >'),
        ("lab1", ["date=2026-11-22"], "date: Sun 22 Nov 2026 is still to come"),
        ("note1", ["date=tomorrow"], "still to come"),
        ("note1", ["text= "], "text: the record cannot be without it"),
        ("que1", ["answered_on=tomorrow"], "answered_on: Sun 22 Nov 2026 is still to come"),
        ("sup1", ["opened_on=tomorrow"], "opened_on: "),
        ("sup1", ["count=many"], 'count: "many" is not a whole number from 0 to 1000'),
        ("sup1", ["count=1001"], "count: 1001 is not a whole number"),
        ("plan1", ["set_on=2026-02-01"], "on: 2026-01-12 is before its plan's set_on 2026-02-01"),
        ("plan1", ["ended_on=2026-01-04"], "ended_on: Sun 4 Jan 2026 is before the plan was set"),
        ("adj1", ["due="], "due: is missing; a move says to which date"),
        ("adj1", ["recorded_on=2025-12-31"], "before its plan's set_on"),
        ("tra1", ["to_phase=2"], "to_phase: the plan has no phase 2"),
        ("person", ["name=Sam"], "`b12track person` shows and changes"),
        ("zzz9", ["note=x"], "is not the id of a record: `b12track history` lists them"),
        ("", ["note=x"], "is not the id of a record"),
        ("i", ["note=x"], "is not the id of a record"),
        ("inj", ["note=x"], '"inj" is the beginning of several: write one of inj1, inj2, inj3'),
        ("inj\x1b", ["note=x"], "control character"),
        ("inj\udcff", ["note=x"], "control character"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(desk: Desk, id: str, typed: list[str], message: str) -> None:
    before = desk.snapshot().exchange()
    with pytest.raises(Refused) as refused:
        edit_record(desk, id, typed, yes=True)
    assert message in str(refused.value)
    assert desk.snapshot().exchange() == before


@pytest.mark.parametrize(
    ("id", "typed", "message"),
    [
        ("inj3", ["dose=10mg", "volume=20ml"], "ten times or more of the plan's"),
        ("inj3", ["at=2026-01-12"], "a second injection on Mon 12 Jan 2026"),
        ("lab1", ["unit=furlongs"], "unit: "),
    ],
)
def test_what_is_unusual_is_asked_about(desk: Desk, id: str, typed: list[str], message: str) -> None:
    with pytest.raises(NeedsYes, match="or --yes saves it") as unusual:
        edit_record(desk, id, typed)
    assert message in str(unusual.value)
    assert edit_record(desk, id, typed, yes=True).saved.changed


def test_a_supply_is_not_made_smaller_than_what_was_taken(desk: Desk) -> None:
    for id in ("inj1", "inj2"):
        edit_record(desk, id, ["supply=sup1"])
    with pytest.raises(NeedsYes, match="nothing is left of sup1"):
        edit_record(desk, "inj3", ["supply=sup1"])
    with pytest.raises(NeedsYes, match="count: 1 is fewer than the 2 injections"):
        edit_record(desk, "sup1", ["count=1"])
    assert edit_record(desk, "sup1", ["lot=A2", "count=3"]).saved.changed
    assert edit_record(desk, "sup1", ["count=2"]).saved.changed


def test_an_old_contradiction_does_not_keep_a_note_out(tmp_path: Any) -> None:
    odd = {"id": "inj9", "given_at": "2030-01-05T09:30:00+00:00", "drug": "x", "dose_mcg": 1, "route": "SC"}
    odd |= {"strength_mcg_per_ml": 7, "volume_ml": 7}
    path = tmp_path / "alex.json"
    write_file(path, alex(injections=[odd]))
    desk = Desk(path, "2026-11-21")
    assert edit_record(desk, "inj9", ["note=from elsewhere"]).after.note == "from elsewhere"


def test_an_expiry_that_is_found_takes_the_line_away(desk: Desk) -> None:
    edit_record(desk, "inj3", ["note=sore", "expires=unknown"])
    edited = edit_record(desk, "inj3", ["expires=2027-05-31"])
    assert edited.after.note == "sore"


def test_a_change_says_what_was_and_what_is(desk: Desk) -> None:
    edited = edit_record(
        desk, "inj3", ["site=", "dose=2mg", "volume=4ml", "route=SC", "extra=yes", "at=10:00"]
    )
    assert [str(difference) for difference in edited.differences] == [
        "given: Fri 30 Oct 2026 09:30 → Fri 30 Oct 2026 10:00",
        "dose: 1 mg (1000 mcg) → 2 mg (2000 mcg)",
        "route: into muscle (IM) → under the skin (SC)",
        "volume: 2 mL → 4 mL",
        "site: left thigh → nothing",
        "counts toward the plan: yes → no",
    ]
    assert edited.saved.what == "change to the injection of Fri 30 Oct 2026"
    log = edit_record(desk, "log2", ["energy=", "tingling=3", "note=two\nlines"])
    assert [str(difference) for difference in log.differences] == [
        "Energy: 5 → nothing",
        "Tingling or numbness: nothing → 3",
        "note: headache → two / lines",
    ]
    plan = edit_record(desk, "plan1", ["watch=energy,mma", "ended_on=2026-11-01"])
    assert [str(difference) for difference in plan.differences] == [
        "ended on: nothing → Sun 1 Nov 2026",
        "watch: nothing → energy, mma",
    ]
    lab = edit_record(desk, "lab1", ["range=", "value=0.5"])
    assert [str(d) for d in lab.differences] == [
        "value: 140 → 0.5",
        "low: 180 → nothing",
        "high: 914 → nothing",
    ]


def test_other_doses_that_meet_their_date_differently_are_counted(desk: Desk) -> None:
    assert edit_record(desk, "inj1", ["note=x"]).timings_changed == 0
    assert edit_record(desk, "plan1", ["first_due=2026-01-04"]).timings_changed == 1
    assert edit_record(desk, "inj2", ["at=2026-01-11"]).timings_changed == 0
    assert edit_record(desk, "inj1", ["extra=yes"]).timings_changed == 1


def test_symptoms_of_ones_own_are_changed_by_name(desk: Desk) -> None:
    add_kind(desk, SymptomKind("cramps", "Cramps", "none", "worst", "low"))
    edited = edit_record(desk, "cramps", ["label=Leg cramps", "high=all night", "shown=no"])
    assert edited.after == ("cramps", "Leg cramps", "none", "all night", "low", False)
    assert [str(difference) for difference in edited.differences][1] == "high: worst → all night"
    for typed, message in (
        ("label=Energy", "is the label of energy"),
        ("name=x", "name: it stays"),
        ("good=up", "high or low"),
    ):
        with pytest.raises(Refused, match=message):
            edit_record(desk, "cramps", [typed])


def test_the_last_symptom_asked_for_is_not_hidden_by_an_edit(desk: Desk) -> None:
    show_kind(desk, "fog", True)
    for name in ("energy", "sleep", "tingling", "soreness"):
        show_kind(desk, name, False)
    with pytest.raises(Refused, match="the only symptom"):
        edit_record(desk, "fog", ["shown=no"])


def test_every_field_can_be_typed() -> None:
    assert all(fields for fields in FIELDS.values())
    assert set(FIELDS) == {
        "injections", "symptoms", "labs", "visits", "notes", "questions", "supplies", "plans", "adjustments",
        "transitions", "symptom_kinds",
    }  # fmt: skip


@pytest.mark.parametrize(
    "id", ["inj1", "log1", "lab1", "visit1", "note1", "que1", "sup1", "adj1", "tra1", "plan1"]
)
def test_a_deleted_record_comes_back_where_it_was(desk: Desk, id: str) -> None:
    before = desk.snapshot().exchange()
    deleted = delete_record(desk, id)
    assert deleted.saved.changed
    assert desk.snapshot().find(id) is None
    after = read_file(desk.path)
    assert undo(desk).what == deleted.saved.what
    assert desk.snapshot().exchange() == before
    redo(desk)
    assert desk.snapshot().exchange() == after


def test_a_plan_takes_along_what_speaks_only_of_it(desk: Desk) -> None:
    deleted = delete_record(desk, "plan1")
    assert [(kind, value.id) for kind, value in deleted.with_it] == [
        ("adjustments", "adj1"),
        ("transitions", "tra1"),
    ]
    assert not desk.record().adjustments and not desk.record().transitions


def test_a_supply_leaves_its_injections_what_they_say(desk: Desk) -> None:
    edit_record(desk, "inj3", ["supply=sup1", "lot=A1"])
    before = desk.snapshot().exchange()
    assert delete_record(desk, "sup1").unlinked == 1
    injection = desk.record().injections[-1]
    assert (injection.supply_id, injection.lot) == (None, "A1")
    undo(desk)
    assert desk.snapshot().exchange() == before


def test_a_symptom_that_is_scored_stays(desk: Desk) -> None:
    add_kind(desk, SymptomKind("cramps", good="low"))
    log_symptoms(desk, desk.today, {"cramps": 3})
    with pytest.raises(Refused, match="cramps is scored on 1 day"):
        delete_record(desk, "cramps")
    undo(desk)
    delete_record(desk, "cramps")
    show_kind(desk, "energy", False)
    delete_record(desk, "energy")
    assert not desk.record().symptom_kinds


def test_everything_is_taken_back_in_order_also_by_another_program(desk: Desk) -> None:
    states = [desk.snapshot().exchange()]
    steps: list[Callable[[], object]] = [
        lambda: edit_record(desk, "inj1", ["note=x"]),
        lambda: delete_record(desk, "plan1"),
        lambda: log_symptoms(desk, desk.today, {"energy": 1}),
    ]
    for step in steps:
        step()
        states.append(desk.snapshot().exchange())
    other = Desk(desk.path, "2026-11-21")
    for state in reversed(states[:-1]):
        undo(other)
        assert other.snapshot().exchange() == state
    for state in states[1:]:
        redo(other)
        assert other.snapshot().exchange() == state
    with pytest.raises(Refused, match="nothing is left to redo"):
        redo(other)


def test_nothing_is_left_at_the_beginning(desk: Desk) -> None:
    undo(desk)
    with pytest.raises(Refused, match="nothing is left to undo"):
        undo(desk)


def test_undo_does_not_claim_what_its_journal_cannot_know(desk: Desk) -> None:
    desk.path.with_name(desk.path.name + ".journal").unlink()
    with pytest.raises(
        Refused, match="nothing is left to undo here: the change before was made on another machine"
    ):
        undo(desk)


def test_what_another_program_changed_is_not_undone_over(desk: Desk) -> None:
    edit_record(desk, "note1", ["text=one"])
    raw = desk.path.read_bytes().replace(b'"one"', b'"two"')
    desk.path.write_bytes(raw)
    with pytest.raises(Refused, match="another program"):
        undo(desk)


def test_earlier_contents_are_kept(desk: Desk) -> None:
    edit_record(desk, "note1", ["text=one"])
    edit_record(desk, "note1", ["text=two"])
    assert [version.document["text"] for version in versions(desk, "note")] == ["one", "started metformin"]
    delete_record(desk, "note1")
    assert versions(desk, "note1")[0].document["text"] == "two"
    assert versions(desk, "lab1") == []
    with pytest.raises(Refused, match="is not the id"):
        versions(desk, "nothing")
