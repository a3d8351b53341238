"""Merging: the laws, that nothing is lost, and the cases that took thought."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b12track.domain.record import document
from b12track.domain.record.records import KINDS
from b12track.store.edits import Edit, Put, Remove
from b12track.store.file.layout import State, encode, in_order, to_bytes
from b12track.store.file.snapshot import LazyTables
from b12track.store.sync import merge, registers
from b12track.store.sync.merge import known
from b12track.store.sync.registers import Day, Part, log_of
from b12track.store.sync.resolution import OtherLogs, encoded, shown_of, tables_of
from length import LONG
from replicas import Record, Replica, begun, document_of, is_valid, merged

DATES = ("2025-12-31", "2026-01-01", "2026-01-02")
SYMPTOMS = ("energy", "sleep", "cramps")
TEXTS = ("one", "two", "one\ntwo")
PHASES = [
    {"name": "Loading", "kind": "repletion", "every": {"weeks": 1}, "until": {"doses": 2}},
    {"name": "Maintenance", "kind": "maintenance", "every": {"months": [2, 3]}},
]
DOSE = {"drug": "hydroxocobalamin", "route": "IM"}


class Deed(NamedTuple):
    """What somebody does next; numbers choose among what there is."""

    verb: str
    kind: str
    which: int
    value: int


DEEDS = st.builds(
    Deed,
    st.sampled_from(["add", "add", "edit", "edit", "delete"]),
    st.sampled_from([*KINDS, "symptoms", "symptoms", "symptoms", "plans", "transitions", "person"]),
    st.integers(0, 5),
    st.integers(0, 11),
)


LATER = st.lists(DEEDS, max_size=4)


def do(machine: Replica, deed: Deed) -> bool:
    """Do it if it can be done; what would not be valid is refused by the machine."""
    whole, (verb, kind, which, value) = machine.document, deed
    if kind == "person":
        return machine.change(Put("person", {"name": ("Alex", "Mum")[value % 2]}))
    there = whole.get(kind, [])
    key = "name" if kind == "symptom_kinds" else "id"
    if verb == "add":
        # Some ids are of one machine alone; some come from outside and may meet, also those of another kind.
        id = f"{machine.name}{machine.state.header.revision}" if which else str(value % 2)
        return machine.change(Put(kind, made(kind, id, value, whole)))
    if not there:
        return False
    before = there[which % len(there)]
    if verb == "delete":
        return machine.change(*together(whole, kind, before[key]), Remove(kind, before[key]))
    return machine.change(Put(kind, {**before, **made(kind, before[key], value, whole)}))


def together(whole: Record, kind: str, id: str) -> list[Edit]:
    """What goes with a record that is deleted."""
    if kind == "supplies":
        return [
            Put("injections", {**dose, "supply_id": None})
            for dose in whole.get("injections", [])
            if dose.get("supply_id") == id
        ]
    of_plan = [(each, entry) for each in ("adjustments", "transitions") for entry in whole.get(each, [])]
    return [
        Remove(each, entry["id"]) for each, entry in of_plan if kind == "plans" and entry["plan_id"] == id
    ]


def made(kind: str, id: str, value: int, whole: Record) -> Record:
    """A record of a kind, as this value says."""
    day, text = DATES[value % 3], TEXTS[value % 3]
    plan = next(iter(whole.get("plans", [])[value % 2 :]), {"id": "none", "phases": []})
    supplies = [None, *(supply["id"] for supply in whole.get("supplies", []))]
    fields: dict[str, Record] = {
        "symptom_kinds": {"good": ("low", "high")[value % 2]},
        "plans": {
            "set_on": day,
            "first_due": day,
            **DOSE,
            "dose_mcg": 1000,
            "phases": PHASES[: 1 + value % 2],
        },
        "injections": {
            "given_at": f"{day}T09:30:00+00:00",
            **DOSE,
            "dose_mcg": 500 + value,
            "supply_id": supplies[value % len(supplies)],
        },
        "symptoms": {
            "date": day,
            "scores": {name: value for name in SYMPTOMS[value % 4 :] if value < 11},
            **({"recorded_at": f"{day}T{value % 24:02}:00:00+0{value % 3}:00"} if value % 4 else {}),
        },
        "labs": {"date": day, "test": "b12", "value": value, "unit": "ng/L"},
        "visits": {"at": f"{day}T09:30:00+00:00", "purpose": text[:3]},
        "adjustments": {"plan_id": plan["id"], "recorded_on": "2026-01-02", "kind": "skip", "reason": text},
        "transitions": {"plan_id": plan["id"], "on": "2026-01-02", "to_phase": len(plan["phases"]) - 1},
        "supplies": {"count": value},
        "questions": {"asked_on": day, "text": text},
        "notes": {"date": day, "text": text},
        "treatments": {"name": "iron", "kind": "iron", "from": day, "note": text},
    }
    if kind == "symptom_kinds":
        return {"name": id if len(id) > 2 else ("cramps", "energy")[value % 2], **fields[kind]}
    note = {"note": text} if kind == "symptoms" and value % 5 else {}
    return {"id": id, **fields[kind], **note}


BEFORE = (
    Put("symptom_kinds", {"name": "cramps", "good": "low"}),
    Put("plans", made("plans", "p1", 1, {})),
    Put("transitions", made("transitions", "t1", 0, {"plans": [{"id": "p1", "phases": PHASES}]})),
    Put("supplies", made("supplies", "k1", 5, {})),
    Put("injections", made("injections", "i1", 1, {"supplies": [{"id": "k1"}]})),
    Put("symptoms", made("symptoms", "s1", 1, {})),
)


@st.composite
def apart(draw: st.DrawFn, count: int = 3) -> list[Replica]:
    """Machines that had one file and then changed it apart, with clocks that do not agree."""
    first = begun()
    first.change(*BEFORE)
    work(draw, first, 3)
    machines = [first.fork(name, ahead=draw(st.sampled_from([0, 1, -3600, 86400]))) for name in "abc"[:count]]
    for machine in machines:
        work(draw, machine, 6)
    if draw(st.booleans()):  # two have met before
        met = machines[0].merged(machines[1])
        met.name, met.touched, met.removed = "a", machines[0].touched, machines[0].removed
        machines[0] = met
        machines[1].touched, machines[1].removed = set(), set()  # the first one has seen all that
        work(draw, machines[0], 3)
        work(draw, machines[1], 3)
    return machines


def work(draw: st.DrawFn, machine: Replica, most: int) -> None:
    for deed in draw(st.lists(DEEDS, min_size=1, max_size=most)):
        do(machine, deed)


laws = settings(
    max_examples=2000 if LONG else 60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def normal(state: State) -> Any:
    """A state as a merge would write it: what was saved since the last one may say the same in other words."""
    found = known(LazyTables(state.tables))
    shown = shown_of(found, OtherLogs(()))
    assert shown is not None
    return in_order(encoded(found, shown, tables_of(shown)))


@pytest.mark.long
@laws
@given(apart(2))
def test_it_does_not_matter_whose_side_is_whose(machines: list[Replica]) -> None:
    a, b = [machine.state for machine in machines]
    one, other = merge.merge(a, b).state, merge.merge(b, a).state
    assert normal(one or a) == normal(other or b)
    if one is not None and other is not None:
        assert to_bytes(one) == to_bytes(other), "two machines write one file"
        assert one.header.revision > max(a.header.revision, b.header.revision)


@pytest.mark.long
@laws
@given(apart(3))
def test_it_does_not_matter_who_is_merged_first(machines: list[Replica]) -> None:
    a, b, c = [machine.state for machine in machines]
    assert normal(merged(merged(a, b), c)) == normal(merged(a, merged(b, c)))


@pytest.mark.long
@laws
@given(apart(2))
def test_once_merged_nothing_is_left_to_merge(machines: list[Replica]) -> None:
    a, b = [machine.state for machine in machines]
    assert merge.merge(a, a).state is None
    both = merged(a, b)
    for each in (a, b, both):
        assert merge.merge(both, each).state is None
    assert normal(merged(a, both)) == normal(both)


@pytest.mark.long
@laws
@given(apart(3))
def test_what_comes_of_it_is_valid(machines: list[Replica]) -> None:
    a, b, c = machines
    both = merge.merge(a.state, b.state).state
    if both is not None:
        assert list(document.check(document_of(both))) == []
        assert both.header.clock == max(a.state.header.clock, b.state.header.clock)
    assert is_valid(merged(both or a.state, c.state))


@pytest.mark.long
@laws
@given(apart(3), LATER, LATER)
def test_a_merged_file_can_be_worked_on(
    machines: list[Replica], then: list[Deed], elsewhere: list[Deed]
) -> None:
    a, b, c = machines
    both = a.merged(b)
    both.name = "d"
    before = document_of(both.state)
    if both.change(Put("notes", {"id": "new", "date": "2026-01-01", "text": "new"})):
        after = document_of(both.state)
        after["notes"].pop()
        assert {kind: entries for kind, entries in after.items() if entries} == before
    for deed in then:
        do(both, deed)
    assert merge.merge(both.state, both.state).state is None
    again = both.fork("e")
    for deed in elsewhere:
        do(again, deed)
    assert normal(merged(both.state, again.state)) == normal(merged(again.state, both.state))
    assert is_valid(merged(merged(both.state, again.state), c.state))
    assert merged(both.state, both.state) == both.state


def records_of(whole: Record) -> Iterator[tuple[str, Record]]:
    for kind in KINDS:
        yield from ((kind, record) for record in whole.get(kind, []))


@pytest.mark.long
@laws
@given(apart(2))
def test_nothing_is_lost(machines: list[Replica]) -> None:
    a, b = machines
    both = merge.merge(a.state, b.state)
    after = document_of(both.state or a.state)
    ids = {(kind, key_of(record)) for kind, record in records_of(after)}
    logs = {log["date"]: log for log in after.get("symptoms", [])}
    plans = {plan["id"] for plan in after.get("plans", [])}
    kept = {(each.kind, each.id) for each in both.kept}
    for ours, theirs in ((a, b), (b, a)):
        for kind, record in records_of(ours.document):
            id = key_of(record)
            if kind == "symptoms":
                if not any(each == "symptoms" for each, _ in theirs.touched):
                    log = logs[record["date"]]
                    assert set(record["scores"]) <= set(log["scores"])
                    assert record.get("note", "") in log.get("note", "")
            elif (kind, id) in theirs.removed:
                # Whoever deleted a record after changing it later than we did has the last word; ours is a version.
                assert (kind, id) not in ours.touched or ours is a or {(kind, id)} & (ids | kept)
            elif kind in ("adjustments", "transitions") and (kind, id) not in ids:
                if not any((kind, f"{id}-{number}") in ids for number in (2, 3, 4)):
                    assert record["plan_id"] in plans, "its plan has no place for it"
                    # What two that met before agreed on has been a version since they met.
                    assert ours is a or (kind, id) in kept or (kind, id) not in ours.touched
            else:
                assert {(kind, id), *((kind, f"{id}-{number}") for number in (2, 3, 4))} & ids, (kind, id)


@pytest.mark.long
@laws
@given(apart(2))
def test_what_was_deleted_stays_so_where_nobody_changed_it(machines: list[Replica]) -> None:
    a, b = machines
    after = document_of(merged(a.state, b.state))
    ids = {(kind, key_of(record)) for kind, record in records_of(after)}
    for ours, theirs in ((a, b), (b, a)):
        there = {(kind, key_of(record)) for kind, record in records_of(ours.document)}
        for kind, id in ours.removed - there - theirs.touched:
            assert kind in ("symptoms", "plans", "supplies", "symptom_kinds") or (kind, id) not in ids
        if not any(kind == "symptoms" for kind, _ in theirs.touched):
            dates = {log["date"] for log in ours.document.get("symptoms", [])}
            assert dates == {log["date"] for log in after.get("symptoms", [])}


def key_of(record: Record) -> str:
    return str(record.get("id", record.get("name")))


@pytest.mark.long
@laws
@given(apart(2))
def test_both_sides_scores_of_a_day_are_there(machines: list[Replica]) -> None:
    a, b = machines
    logs = {log["date"]: log for log in document_of(merged(a.state, b.state)).get("symptoms", [])}
    dates = {log["date"] for side in machines for log in side.document.get("symptoms", [])}
    for date in dates:
        sides = [
            next((log for log in side.document.get("symptoms", []) if log["date"] == date), None)
            for side in machines
        ]
        if all(sides):
            one, other = sides
            assert one is not None and other is not None
            assert (
                set(one["scores"]) & set(other["scores"])
                <= set(logs[date]["scores"])
                <= {
                    *one["scores"],
                    *other["scores"],
                }
            )
            for name, score in logs[date]["scores"].items():
                assert score in (one["scores"].get(name), other["scores"].get(name))


# The cases that took thought


def plan(phases: int = 2, set_on: str = "2026-01-01", id: str = "p1") -> Put:
    return Put("plans", {**made("plans", id, 1, {}), "set_on": set_on, "phases": PHASES[:phases]})


def transition(to: int = 1, on: str = "2026-01-02") -> Put:
    return Put("transitions", {"id": "t9", "plan_id": "p1", "on": on, "to_phase": to})


def log(id: str, date: str, note: str | None = None, **scores: int) -> Put:
    return Put("symptoms", {"id": id, "date": date, "scores": scores, **({"note": note} if note else {})})


def pair(*before: Edit) -> tuple[Replica, Replica]:
    """Two machines with a file in which this is recorded."""
    first = begun()
    assert first.change(*before)
    return first.fork("a"), first.fork("b", ahead=60)


def note(text: str) -> Put:
    return Put("notes", {"id": "n1", "date": "2026-01-01", "text": text})


def at_once(*before: Edit) -> tuple[Replica, Replica]:
    """Two machines whose clocks agree to the millisecond, so that their changes bear the same stamps."""
    a, b = pair(*before)
    b.time = a.time
    return a, b


def versions_after(ours: Replica, theirs: Replica) -> list[Record]:
    return [kept.document for kept in merge.merge(ours.state, theirs.state).kept]


@pytest.mark.parametrize("texts", [("one", "two"), ("two", "one")])
@pytest.mark.parametrize("more", [(), (note("three"),)], ids=["changed once", "changed twice"])
def test_a_deletion_has_not_seen_what_was_changed_elsewhere_under_the_same_stamp(
    texts: tuple[str, str], more: tuple[Edit, ...]
) -> None:
    a, b = at_once(note("zero"))
    assert a.change(note(texts[0]))
    assert b.change(note(texts[1]))
    for edit in (*more, Remove("notes", "n1")):
        assert b.change(edit)
    found = document_of(merged(a.state, b.state)).get("notes", [])
    assert found == document_of(merged(b.state, a.state)).get("notes", [])
    here = [note(texts[0]).document]
    assert here in (found, versions_after(b, a)), "it stands, or it is a version"
    assert merge.merge(merged(b.state, a.state), a.state).state is None


def test_who_has_seen_a_change_has_not_seen_the_other_one_of_its_stamp() -> None:
    a, b = at_once(note("zero"))
    assert a.change(note("one"))
    assert b.change(note("two"))
    assert b.change(note("three"))
    assert document_of(merged(a.state, b.state))["notes"] == [note("three").document]
    assert versions_after(b, a) == [note("one").document]
    assert versions_after(b.merged(a), a) == [], "once is enough"


@pytest.mark.parametrize("texts", [("one", "two"), ("two", "one")])
def test_of_two_changes_under_one_stamp_one_holds_and_the_other_is_a_version(texts: tuple[str, str]) -> None:
    a, b = at_once(note("zero"))
    assert a.change(note(texts[0]))
    assert b.change(note(texts[1]))
    [found] = document_of(merged(a.state, b.state))["notes"]
    for ours, theirs in ((a, b), (b, a)):
        [there] = theirs.document["notes"]
        assert versions_after(ours, theirs) == ([] if found == there else [there])
        assert merge.merge(ours.state, theirs.state).tally.both == 1


def test_the_same_change_on_two_machines_at_once_is_one_change() -> None:
    a, b = at_once(note("zero"))
    assert a.change(note("one"))
    assert b.change(note("one"))
    assert merge.merge(a.state, b.state).state is None
    assert b.change(Remove("notes", "n1"))
    assert "notes" not in document_of(merged(a.state, b.state))


@pytest.mark.parametrize("scores", [(3, 4), (4, 3)])
def test_a_score_that_was_changed_elsewhere_under_the_stamp_of_a_deleted_one_stands(
    scores: tuple[int, int],
) -> None:
    a, b = at_once(log("s1", "2026-01-01", energy=1))
    assert a.change(log("s1", "2026-01-01", energy=scores[0]))
    assert b.change(log("s1", "2026-01-01", energy=scores[1]))
    assert b.change(log("s1", "2026-01-01", sleep=5) if scores[0] == 3 else Remove("symptoms", "s1"))
    for both in (a.merged(b), b.merged(a)):
        [found] = both.document["symptoms"]
        assert found["scores"]["energy"] == scores[0], "nobody who had seen it deleted it"
        assert merge.merge(both.state, a.state).state is None
        assert merge.merge(both.state, b.state).state is None


@pytest.mark.parametrize("scores", [(3, 4), (4, 3)])
def test_of_two_scores_under_one_stamp_one_holds_and_the_other_is_a_version(scores: tuple[int, int]) -> None:
    a, b = at_once(log("s1", "2026-01-01", energy=1))
    assert a.change(log("s1", "2026-01-01", energy=scores[0]))
    assert b.change(log("s1", "2026-01-01", energy=scores[1]))
    for ours, theirs in ((a, b), (b, a)):
        both = ours.merged(theirs)
        [found] = both.document["symptoms"]
        assert found["scores"] == {"energy": 4}
        [there] = theirs.document["symptoms"]
        assert versions_after(ours, theirs) == ([] if found == there else [there])
        assert merge.merge(both.state, ours.state).state is None
        assert merge.merge(both.state, theirs.state).state is None
        assert both.change(Remove("symptoms", "s1"))
        assert "symptoms" not in document_of(merged(both.state, a.state)), "both had been seen"
        assert "symptoms" not in document_of(merged(both.state, b.state))


def test_a_note_of_a_day_that_was_written_elsewhere_under_the_stamp_of_a_replaced_one_stands() -> None:
    a, b = at_once(log("s1", "2026-01-01", energy=1))
    assert a.change(log("s1", "2026-01-01", "at noon", energy=1))
    assert b.change(log("s1", "2026-01-01", "at home", energy=1))
    assert b.change(log("s1", "2026-01-01", "on the train", energy=1))
    for both in (a.merged(b), b.merged(a)):
        [found] = both.document["symptoms"]
        assert found["note"] == "at noon\non the train"


def test_a_stamp_of_a_file_from_before_signs_counts_whatever_its_content() -> None:
    """What 0.1.0 deleted stays deleted, and what it replaced stays replaced."""
    assert registers.read_stamp(5) == registers.unsigned(5) < registers.signed(5, "x") < registers.unsigned(6)
    day = Day(notes=frozenset({(5, "at noon")}), scores={"energy": 3}, stamps={"energy": 5})
    gone = registers.day_gone({"past": [5], "scores": {"energy": 5}})
    assert not registers.stands(registers.join_days(day, gone))
    assert not registers.stands(registers.join_days(gone, day))


@pytest.mark.parametrize("change", [plan(phases=1), plan(set_on="2026-01-03")], ids=["shorter", "later"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_its_changed_plan_has_no_place_for_is_a_version(change: Put, turned: bool) -> None:
    a, b = pair(plan())
    assert a.change(change)
    assert b.change(transition())
    ours, theirs = (b, a) if turned else (a, b)
    found = merge.merge(ours.state, theirs.state)
    assert found.state is not None
    assert is_valid(found.state)
    assert "transitions" not in document_of(found.state)
    assert found.tally.unplaced == 1
    assert [kept.id for kept in found.kept] == ([] if turned else ["t9"])
    both = a.merged(b)
    assert both.change(plan(set_on="2026-01-01"))
    assert merge.merge(both.state, b.state).state is None, "what was not shown is settled by the next change"


def test_an_injection_follows_its_supply_to_another_id() -> None:
    a, b = pair(log("s1", "2026-01-01", energy=1))
    assert a.change(plan(id="1"))
    assert b.change(Put("supplies", {"id": "1", "count": 3}))
    dose = {"id": "i1", "given_at": "2026-01-01T09:30:00+00:00", **DOSE, "dose_mcg": 1000, "supply_id": "1"}
    assert b.change(Put("injections", dose))
    both = a.merged(b)
    assert both.document["supplies"] == [{"id": "1-2", "count": 3}]
    assert both.document["injections"] == [{**dose, "supply_id": "1-2"}]
    assert is_valid(both.state)
    assert both.change(Put("notes", {"id": "n1", "date": "2026-01-01", "text": "new"}))
    assert merge.merge(both.state, b.state).state is None
    assert both.document["injections"] == [{**dose, "supply_id": "1-2"}]


def test_a_log_written_twice_in_one_change_is_the_second_one() -> None:
    a, b = pair(log("s1", "2026-01-01", "first", energy=1, fog=2))
    a.change(log("s1", "2026-01-01", "second", energy=3), log("s1", "2026-01-01", "third", fog=4, energy=3))
    wanted = [{"id": "s1", "date": "2026-01-01", "scores": {"energy": 3, "fog": 4}, "note": "third"}]
    assert document_of(merged(b.state, a.state))["symptoms"] == wanted
    assert document_of(merged(a.state, b.state))["symptoms"] == [
        {**wanted[0], "scores": {"fog": 4, "energy": 3}}
    ]


def test_a_deleted_log_takes_its_note_along() -> None:
    a, b = pair(log("s1", "2026-01-01", "dizzy", energy=1))
    assert a.change(Remove("symptoms", "s1"))
    assert "symptoms" not in document_of(merged(b.state, a.state))
    assert b.change(log("s1", "2026-01-01", "dizzy", energy=1, fog=5))
    assert document_of(merged(b.state, a.state))["symptoms"] == [
        {"id": "s1", "date": "2026-01-01", "scores": {"fog": 5}}
    ], "a deletion takes away what whoever deleted had seen"


def test_a_plan_that_was_shown_again_is_there_for_good() -> None:
    a, b = pair(plan())
    assert a.change(Remove("plans", "p1"))
    assert b.change(transition())
    both = a.merged(b)
    assert [each["id"] for each in both.document["plans"]] == ["p1"]
    assert both.change(Remove("transitions", "t9"))
    for other in (a, b):
        assert [each["id"] for each in document_of(merged(both.state, other.state))["plans"]] == ["p1"]


def test_one_id_that_two_logs_have_is_given_once_and_stays_so() -> None:
    a, b = pair(log("s1", "2026-01-01", energy=1))
    assert a.change(log("s1", "2026-01-02", energy=1))
    assert b.change(log("s1", "2026-01-01", energy=1, fog=2))
    both = a.merged(b)
    assert [(each["id"], each["date"]) for each in both.document["symptoms"]] == [
        ("s1", "2026-01-01"),
        ("s1-2", "2026-01-02"),
    ]
    assert b.change(Put("notes", {"id": "n1", "date": "2026-01-01", "text": "new"}))
    other = a.merged(b)
    assert normal(merged(both.state, other.state)) == normal(other.state)
    assert both.change(log("s1-2", "2026-01-02", energy=4))
    assert [each["id"] for each in document_of(merged(both.state, other.state))["symptoms"]] == ["s1", "s1-2"]


def test_one_id_that_two_kinds_have_is_given_once_and_stays_so() -> None:
    a, b = pair(log("s1", "2026-01-01", energy=1))
    assert a.change(Put("notes", {"id": "1", "date": "2026-01-01", "text": "ours"}))
    assert b.change(Put("questions", {"id": "1", "asked_on": "2026-01-01", "text": "theirs"}))
    both = a.merged(b)
    assert b.change(log("s2", "2026-01-02", energy=1))
    other = a.merged(b)
    assert normal(merged(both.state, other.state)) == normal(other.state)
    assert [each["id"] for each in other.document["notes"]] == ["1-2"]
    assert [each["id"] for each in other.document["questions"]] == ["1"]


def test_a_note_is_never_said_twice() -> None:
    a, b = pair(log("s1", "2026-01-01", "at noon", energy=1))
    assert a.change(log("s1", "2026-01-01", "at noon\nat home", energy=1))
    assert b.change(log("s1", "2026-01-01", "at noon\non the train", energy=1))
    [found] = document_of(merged(a.state, b.state))["symptoms"]
    assert found["note"] == "at noon\nat home\non the train"


def test_records_stand_in_the_order_in_which_they_came() -> None:
    a, b = pair(plan(id="z"))
    assert a.change(plan(id="y"), plan(id="x"))
    assert b.change(plan(id="w"))
    assert a.change(Remove("plans", "z"))
    assert a.change(plan(id="z"))
    for both in (a.merged(b), b.merged(a)):
        assert [each["id"] for each in both.document["plans"]] == ["z", "y", "x", "w"]


def test_a_merged_log_is_written_alike_whichever_side_it_came_from() -> None:
    written = set()
    for base in ({"id": "s1", "note": ""}, {"note": "", "id": "s1"}):
        for notes in (frozenset[tuple[int, str]](), frozenset({(2, "late")})):
            day = Day(Part(1, False, base), {"sleep": 3, "energy": 5}, {"sleep": 1, "energy": 1}, notes=notes)
            written.add(encode(log_of(day, "2026-03-01")))
    assert written == {
        b'{"id":"s1","date":"2026-03-01","scores":{"energy":5,"sleep":3},"note":""}',
        b'{"id":"s1","date":"2026-03-01","scores":{"energy":5,"sleep":3},"note":"late"}',
    }


held = st.builds(
    lambda stamps, gone, text: registers.Held(tuple(sorted(stamps)), gone, {"text": text}),
    st.sets(st.integers(0, 12), min_size=1),
    st.booleans(),
    st.sampled_from("ab"),
)


@given(held, held, held)
def test_lists_of_stamps_that_are_kept_short_join_alike_in_any_order(
    one: registers.Held, two: registers.Held, three: registers.Held
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registers, "KEPT", 3)
        join = registers.join
        short = [each._replace(stamps=registers.trimmed(each.stamps)) for each in (one, two, three)]
        assert join(short[0], short[1]) == join(short[1], short[0])
        assert join(join(short[0], short[1]), short[2]) == join(short[0], join(short[1], short[2]))
        assert join(short[0], short[0]) == short[0]
        assert len(join(short[0], short[1]).stamps) <= 4


names = st.sampled_from(["energy", "sleep"])
few = st.integers(1, 3)
days = st.builds(
    lambda base, scores, gone, notes, past: registers.join_days(
        Day(
            Part(base[0], base[1], {"id": base[2]}),
            {name: value for name, (_, value) in scores.items()},
            {name: stamp for name, (stamp, _) in scores.items()},
            {name: frozenset(registers.signed(*each) for each in found) for name, found in gone.items()},
            frozenset(notes),
            frozenset(registers.signed(*each) for each in past),
        ),
        Day(),
    ),
    st.tuples(few, st.booleans(), st.sampled_from(["s1", "s2"])),
    st.dictionaries(names, st.tuples(few, few)),
    st.dictionaries(names, st.sets(st.tuples(st.just(2), few), min_size=1)),
    st.sets(st.tuples(few, st.sampled_from("ab"))),
    st.sets(st.tuples(few, st.sampled_from("ab"))),
)


@pytest.mark.long
@settings(max_examples=5000 if LONG else 300)
@given(days, days, days)
def test_days_whose_parts_bear_one_stamp_join_alike_in_any_order(one: Day, two: Day, three: Day) -> None:
    join = registers.join_days
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    both = join(one, two)
    assert join(both, one) == join(both, two) == join(both, both) == both


@pytest.mark.long
@settings(max_examples=5000 if LONG else 300)
@given(days, days)
def test_what_is_known_of_a_day_is_kept_whole(one: Day, other: Day) -> None:
    day = registers.join_days(one, other)
    found = registers.day_gone(registers.kept_of(day))
    if registers.stands(day) and day.base is not None:
        standing = registers.day_of(log_of(day, "2026-01-01"), registers.marks_of(day))
        if day.base.gone:
            standing = standing._replace(base=None)
        found = registers.join_days(found, standing)
    assert found == day


def test_a_record_that_is_changed_every_day_remembers_so_many_changes() -> None:
    one = begun()
    for number in range(100):
        assert one.change(Put("notes", {"id": "n1", "date": "2026-01-01", "text": f"{number}"}))
    other = one.fork("b")
    assert other.change(Put("notes", {"id": "n1", "date": "2026-01-01", "text": "there"}))
    kept = json.loads(one.state.tables["stamps notes"])["1"]["n1"]
    assert len(kept) == registers.KEPT + 1
    assert one.merged(other).document["notes"][0]["text"] == "there"
    stale = begun()
    assert merge.merge(other.state, stale.state).state is None, "whoever is far behind disagrees with nobody"
