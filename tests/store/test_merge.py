"""Merging: the laws, that nothing is lost, and the cases that took thought."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b12track.domain import document
from b12track.store import merge
from b12track.store.edits import KINDS, Edit, Put, Remove
from b12track.store.known import known
from b12track.store.layout import State, in_order, to_bytes
from b12track.store.shown import encoded, shown_of
from desk import LONG
from replicas import Record, Replica, begun, document_of, is_valid, merged

IDS = st.sampled_from(["1", "2", "3", "1-2"])
DAYS = st.sampled_from(["2025-12-31", "2026-01-01", "2026-01-02"])
SCORES = st.dictionaries(st.sampled_from(["energy", "sleep", "cramps"]), st.integers(0, 3), max_size=3)
TEXTS = st.sampled_from(["one", "two", "one\ntwo", "Zoë"])
PHASES = [
    {"name": "Loading", "kind": "repletion", "every": {"weeks": 1}, "until": {"doses": 2}},
    {"name": "Maintenance", "kind": "maintenance", "every": {"months": [2, 3]}},
]


@st.composite
def edits(draw: st.DrawFn) -> tuple[Edit, ...]:
    """A change that a person might save; whether it is valid where it is made is another matter."""
    kind = draw(st.sampled_from([*KINDS, "symptoms", "symptoms", "plans", "adjustments", "person"]))
    id = draw(IDS)
    if kind == "person":
        return (Put("person", {"name": draw(st.sampled_from(["Alex", "Mum"]))}),)
    if kind == "symptom_kinds":
        id = draw(st.sampled_from(["cramps", "energy"]))
    if draw(st.integers(0, 3)) == 0:
        return (Remove(kind, id),)
    return (Put(kind, draw(record_of(kind, id))),)


@st.composite
def record_of(draw: st.DrawFn, kind: str, id: str) -> Record:
    plan_id, day, text = draw(IDS), draw(DAYS), draw(TEXTS)
    dose = {"drug": "hydroxocobalamin", "dose_mcg": draw(st.sampled_from([1000, 500])), "route": "IM"}
    made: dict[str, Record] = {
        "symptom_kinds": {"good": "low", "label": text[:3]},
        "plans": {"set_on": day, "first_due": day, **dose, "phases": PHASES[: draw(st.integers(1, 2))]},
        "injections": {"given_at": f"{day}T09:30:00+00:00", **dose, "supply_id": draw(IDS | st.none())},
        "symptoms": {"date": day, "scores": draw(SCORES)},
        "labs": {"date": day, "test": "b12", "value": draw(st.integers(1, 3)), "unit": "ng/L"},
        "visits": {"at": f"{day}T09:30:00+00:00", "purpose": text[:3]},
        "adjustments": {"plan_id": plan_id, "recorded_on": day, "kind": "skip"},
        "transitions": {"plan_id": plan_id, "on": day, "to_phase": draw(st.integers(0, 1))},
        "supplies": {"count": draw(st.integers(0, 3))},
        "questions": {"asked_on": day, "text": text},
        "notes": {"date": day, "text": text},
    }
    note = {"note": text} if kind == "symptoms" and draw(st.booleans()) else {}
    return {"name" if kind == "symptom_kinds" else "id": id, **made[kind], **note}


@st.composite
def apart(draw: st.DrawFn, count: int = 3) -> list[Replica]:
    """Machines that had one file and then changed it apart, with clocks that do not agree."""
    first = begun()
    work(draw, first, 8)
    machines = [first.fork(name, ahead=draw(st.sampled_from([0, 1, -3600, 86400]))) for name in "abc"[:count]]
    for machine in machines:
        work(draw, machine, 5)
    if draw(st.booleans()):  # two have met before
        met = machines[0].merged(machines[1])
        machines[0] = met
        work(draw, machines[0], 3)
        work(draw, machines[1], 3)
    return machines


def work(draw: st.DrawFn, machine: Replica, most: int) -> None:
    for change in draw(st.lists(st.lists(edits(), min_size=1, max_size=2), max_size=most)):
        machine.change(*[edit for each in change for edit in each])


laws = settings(
    max_examples=3000 if LONG else 150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def normal(state: State) -> Any:
    """A state as a merge would write it: what was saved since the last one may say the same in other words."""
    found = known(state)
    shown = shown_of(found, {})
    assert shown is not None
    return in_order(encoded(found, shown))


@laws
@given(apart(2))
def test_it_does_not_matter_whose_side_is_whose(machines: list[Replica]) -> None:
    a, b = [machine.state for machine in machines]
    one, other = merge.merge(a, b).state, merge.merge(b, a).state
    assert normal(one or a) == normal(other or b)
    if one is not None and other is not None:
        assert to_bytes(one) == to_bytes(other), "two machines write one file"
        assert one.header.revision > max(a.header.revision, b.header.revision)


@laws
@given(apart(3))
def test_it_does_not_matter_who_is_merged_first(machines: list[Replica]) -> None:
    a, b, c = [machine.state for machine in machines]
    assert normal(merged(merged(a, b), c)) == normal(merged(a, merged(b, c)))


@laws
@given(apart(2))
def test_once_merged_nothing_is_left_to_merge(machines: list[Replica]) -> None:
    a, b = [machine.state for machine in machines]
    assert merge.merge(a, a).state is None
    both = merged(a, b)
    for each in (a, b, both):
        assert merge.merge(both, each).state is None
    assert normal(merged(a, both)) == normal(both)


@laws
@given(apart(3))
def test_what_comes_of_it_is_valid(machines: list[Replica]) -> None:
    a, b, c = machines
    both = merged(a.state, b.state)
    assert list(document.check(document_of(both))) == []
    assert is_valid(merged(both, c.state))
    assert both.header.clock >= max(a.state.header.clock, b.state.header.clock)


@laws
@given(apart(3), st.data())
def test_a_merged_file_can_be_worked_on(machines: list[Replica], data: st.DataObject) -> None:
    a, b, c = machines
    both = a.merged(b)
    before = document_of(both.state)
    if both.change(Put("notes", {"id": "new", "date": "2026-01-01", "text": "new"})):
        after = document_of(both.state)
        after["notes"].pop()
        assert {kind: entries for kind, entries in after.items() if entries} == before
    work(data.draw, both, 4)
    assert merge.merge(both.state, both.state).state is None
    again = both.fork("d")
    work(data.draw, again, 3)
    assert normal(merged(both.state, again.state)) == normal(merged(again.state, both.state))
    assert is_valid(merged(merged(both.state, again.state), c.state))
    assert merged(both.state, both.state) == both.state


def records_of(whole: Record) -> Iterator[tuple[str, Record]]:
    for kind in KINDS:
        yield from ((kind, record) for record in whole.get(kind, []))


@laws
@given(apart(2))
def test_nothing_is_lost(machines: list[Replica]) -> None:
    a, b = machines
    both = merge.merge(a.state, b.state)
    after = document_of(both.state or a.state)
    ids = {(kind, record.get("id", record.get("name"))) for kind, record in records_of(after)}
    logs = {log["date"]: log for log in after.get("symptoms", [])}
    plans = {plan["id"] for plan in after.get("plans", [])}
    kept = {(each.kind, each.id) for each in both.kept}
    for ours, theirs in ((a, b), (b, a)):
        for kind, record in records_of(ours.document):
            id = record.get("id", record.get("name"))
            if kind == "symptoms":
                if not any(each == "symptoms" for each, _ in theirs.touched):
                    assert set(record["scores"]) <= set(logs[record["date"]]["scores"])
                    assert record.get("note", "") in logs[record["date"]].get("note", "")
                continue
            if (kind, id) in theirs.removed and (kind, id) not in ours.touched:
                continue
            shown = {(kind, id), (kind, f"{id}-2"), (kind, f"{id}-3"), (kind, f"{id}-4")} & ids
            if kind in ("adjustments", "transitions") and not shown:
                assert record["plan_id"] in plans, "its plan has no place for it"
                assert ours is a or (kind, id) in kept
                continue
            assert shown, (kind, id)


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
            assert set(one["scores"]) & set(other["scores"]) <= set(logs[date]["scores"]) <= {
                *one["scores"],
                *other["scores"],
            }
            for name, score in logs[date]["scores"].items():
                assert score in (one["scores"].get(name), other["scores"].get(name))
