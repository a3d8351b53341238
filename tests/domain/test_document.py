"""The exchange document: what is valid, what is refused with which path, and that nothing is lost on the way."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from b12track.domain.record import document, fields, loading
from b12track.domain.record.document import Invalid
from b12track.domain.record.json_schema import document_schema
from b12track.domain.record.records import KINDS
from documents import FULL, MINIMAL


def at(raw: Any, path: str) -> tuple[Any, Any]:
    """The container and the key that a path such as plans.0.drug leads to."""
    *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    for part in way:
        raw = raw[part]
    return raw, last


def changed(path: str, value: Any) -> dict[str, Any]:
    raw = copy.deepcopy(FULL)
    container, key = at(raw, path)
    container[key] = value
    return raw


def without(path: str) -> dict[str, Any]:
    raw = copy.deepcopy(FULL)
    container, key = at(raw, path)
    del container[key]
    return raw


def faults(raw: Any) -> list[str]:
    return [str(fault) for fault in document.check(raw)]


def test_full_document_round_trips() -> None:
    assert document.write(document.read(FULL)) == FULL


def test_minimal_document_round_trips_and_null_is_absent() -> None:
    record = document.read(MINIMAL)
    assert document.read({**MINIMAL, **dict.fromkeys(KINDS)}) == record
    assert document.read(document.write(record)) == record
    empty = {"name": "Alex", "born": None, "codes": None, "neurological": None}
    assert document.read({**MINIMAL, "person": empty}) == record


REQUIRED = [
    f"{kind}.{key}"
    for kind, keys in {
        "person": "name",
        "plans.0": "id set_on first_due drug dose_mcg route phases",
        "plans.0.phases.0": "name kind every",
        "injections.0": "id given_at drug dose_mcg route",
        "symptoms.0": "id date scores",
        "labs.0": "id date test value unit",
        "visits.0": "id at purpose",
        "adjustments.0": "id plan_id recorded_on kind",
        "transitions.0": "id plan_id to_phase on",
        "treatments.0": "id name kind from",
        "supplies.0": "id",
        "questions.0": "id",
        "notes.0": "id",
    }.items()
    for key in keys.split()
]


@pytest.mark.parametrize("path", REQUIRED)
def test_what_is_required(path: str) -> None:
    dotted = path.replace(".0", "[0]")
    for raw in (without(path), changed(path, None)):
        assert any(fault.startswith(dotted) and "missing" in fault for fault in faults(raw)), faults(raw)


EVERY, UNTIL = "plans[0].phases[0].every", "plans[0].phases[0].until"
REFUSED: list[tuple[str, Any, str]] = [
    ("format", "other", "format"),
    ("version", 3, "version"),
    ("version", 0, "version"),
    ("version", 2.0, "version"),
    ("version", True, "version"),
    ("extra", 1, "extra"),
    ("person", None, "person"),
    ("person", [], "person"),
    ("person.name", "   ", "person.name"),
    ("person.name", "A\x1b[31m", "person.name"),
    ("person.name", "A\nB", "person.name"),
    ("person.nick", "x", "person.nick"),
    ("person.timezone", "Europe/Londn", "person.timezone"),
    ("person.timezone", "../../etc/passwd", "person.timezone"),
    ("person.born", "1899-12-31", "person.born"),
    ("person.neurological", 1, "person.neurological"),
    ("person.codes", "E53.8", "person.codes"),
    ("person.codes", [1], "person.codes[0]"),
    ("plans", {}, "plans"),
    ("plans.0", 3, "plans[0]"),
    ("plans.0.phases", [], "plans[0].phases"),
    ("plans.0.dose_mcg", 0, "plans[0].dose_mcg"),
    ("plans.0.dose_mcg", True, "plans[0].dose_mcg"),
    ("plans.0.dose_mcg", float("nan"), "plans[0].dose_mcg"),
    ("plans.0.dose_mcg", float("inf"), "plans[0].dose_mcg"),
    ("plans.0.dose_mcg", 10**400, "plans[0].dose_mcg"),
    ("plans.0.dose_mcg", "1000", "plans[0].dose_mcg"),
    ("plans.0.route", "IV", "plans[0].route"),
    ("plans.0.route", ["IM"], "plans[0].route"),
    ("plans.0.grace_days", -1, "plans[0].grace_days"),
    ("plans.0.grace_days", 1.5, "plans[0].grace_days"),
    ("plans.0.set_on", "2026-02-30", "plans[0].set_on"),
    ("plans.0.set_on", "20260105", "plans[0].set_on"),
    ("plans.0.set_on", "２０２６-01-05", "plans[0].set_on"),
    ("plans.0.set_on", 5, "plans[0].set_on"),
    ("plans.0.phases.0.kind", "loading", "plans[0].phases[0].kind"),
    ("plans.0.phases.0.every", {}, EVERY),
    ("plans.0.phases.0.every", {"days": 1, "weeks": 1}, EVERY),
    ("plans.0.phases.0.every", {"years": 1}, EVERY),
    ("plans.0.phases.0.every", {"days": 0}, f"{EVERY}.days"),
    ("plans.0.phases.0.every", {"days": True}, f"{EVERY}.days"),
    ("plans.0.phases.0.every", {"weeks": [3, 2]}, f"{EVERY}.weeks"),
    ("plans.0.phases.0.every", {"weeks": [0, 2]}, f"{EVERY}.weeks[0]"),
    ("plans.0.phases.0.every", {"weeks": [1, 2, 3]}, f"{EVERY}.weeks"),
    ("plans.0.phases.0.every", {"weekdays": []}, f"{EVERY}.weekdays"),
    ("plans.0.phases.0.every", {"weekdays": ["Mon"]}, f"{EVERY}.weekdays[0]"),
    ("plans.0.phases.0.until", {"doses": 0}, f"{UNTIL}.doses"),
    ("plans.0.phases.0.until", {"confirmed": False}, f"{UNTIL}.confirmed"),
    ("plans.0.phases.0.until", {"until": 3}, UNTIL),
    ("plans.0.reviews.0.after", {"years": 1}, "plans[0].reviews[0].after"),
    ("plans.0.reviews.0.after", {"months": 0}, "plans[0].reviews[0].after.months"),
    ("injections.0.given_at", "2026-01-05T09:30:00", "injections[0].given_at"),
    ("injections.0.given_at", "2026-01-05 09:30:00+00:00", "injections[0].given_at"),
    ("injections.0.given_at", "2026-13-05T09:30:00+00:00", "injections[0].given_at"),
    ("injections.0.given_at", "1899-12-31T23:30:00-05:00", "injections[0].given_at"),
    ("injections.0.given_at", "2026-01-05T09:30:00+0", "injections[0].given_at"),
    ("injections.0.given_at", "9999-12-31T23:30:00-05:00", "injections[0].given_at"),
    ("injections.0.given_at", 0, "injections[0].given_at"),
    ("injections.0.counts", "yes", "injections[0].counts"),
    ("injections.0.lot", "A\x00", "injections[0].lot"),
    ("injections.0.note", "a\x1b[2J", "injections[0].note"),
    ("injections.0.note", "a\x9b2J", "injections[0].note"),
    ("injections.0.note", "\ud800", "injections[0].note"),
    ("injections.0.supply_id", "k9", "injections[0].supply_id"),
    ("symptoms.0.scores", [], "symptoms[0].scores"),
    ("symptoms.0.scores", {"energy": 11}, "symptoms[0].scores.energy"),
    ("symptoms.0.scores", {"energy": -1}, "symptoms[0].scores.energy"),
    ("symptoms.0.scores", {"energy": 5.5}, "symptoms[0].scores.energy"),
    ("symptoms.0.scores", {"energy": True}, "symptoms[0].scores.energy"),
    ("symptoms.0.scores", {"energy": None}, "symptoms[0].scores.energy"),
    ("symptoms.0.scores", {"vigour": 5}, "symptoms[0].scores.vigour"),
    ("labs.0.value", float("-inf"), "labs[0].value"),
    ("labs.0.comparator", "~", "labs[0].comparator"),
    ("labs.0.low", 2000, "labs[0].low"),
    ("adjustments.0.plan_id", "p9", "adjustments[0].plan_id"),
    ("adjustments.0.recorded_on", "2026-01-04", "adjustments[0].recorded_on"),
    ("adjustments.0.due", None, "adjustments[0].due"),
    ("transitions.0.to_phase", 4, "transitions[0].to_phase"),
    ("transitions.0.to_phase", -1, "transitions[0].to_phase"),
    ("transitions.0.on", "2026-01-04", "transitions[0].on"),
    ("transitions.0.recorded_at", "2026-01-16", "transitions[0].recorded_at"),
    ("adjustments.0.of", "soon", "adjustments[0].of"),
    ("plans.0.first_by", "2026-01-04", "plans[0].first_by"),
    ("plans.0.no_maintenance", "yes", "plans[0].no_maintenance"),
    ("plans.0.phases.0.dose_mcg", 0, "plans[0].phases[0].dose_mcg"),
    ("symptoms.0.recorded_at", "2026-01-05T21:04:00", "symptoms[0].recorded_at"),
    ("treatments.0.kind", "tablets", "treatments[0].kind"),
    ("treatments.0.name", " ", "treatments[0].name"),
    ("treatments.0.to", "2026-02-09", "treatments[0].to"),
    ("treatments.0.from", "2026-02-30", "treatments[0].from"),
    ("labs.0.id", "i1", "labs[0].id"),
    ("symptom_kinds", [FULL["symptom_kinds"][0]] * 2, "symptom_kinds[1].name"),
    ("symptoms", [FULL["symptoms"][0], {**FULL["symptoms"][0], "id": "s2"}], "symptoms[1].date"),
]


@pytest.mark.parametrize(("path", "value", "named"), REFUSED, ids=[f"{p}={v!r:.30}" for p, v, _ in REFUSED])
def test_what_is_refused_and_where(path: str, value: Any, named: str) -> None:
    raw = changed(path, value)
    assert any(fault.split(": ")[0] == named for fault in faults(raw)), faults(raw)
    with pytest.raises(Invalid) as refusal:
        document.read(raw)
    assert "\n" not in str(refusal.value) and "\x1b" not in str(refusal.value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("injections.0.given_at", "2062-01-05T09:30:00Z"),
        ("injections.0.given_at", "2026-01-05T09:30+05:30"),
        ("injections.0.given_at", "2026-01-05T09:30:00+01"),
        ("injections.0.given_at", "2026-01-05T09:30:00-0330"),
        ("injections.0.given_at", "2026-01-05T09:30:00.1234567Z"),
        ("injections.0.given_at", "2026-01-05T09:30:00,5+00:00"),
        ("injections.0.given_at", "1900-01-01T00:30:00+05:00"),
        ("symptoms.0.scores", {}),
        ("plans.0.first_due", "2025-12-01"),
        ("plans.0.phases.3.until", {"months": 12}),
        ("symptoms.0.date", "9999-12-31"),
        ("injections", [FULL["injections"][0], {**FULL["injections"][0], "id": "i2"}]),
        ("person.name", "Łukasz Ὀδυσσεύς 李 محمد"),
    ],
)
def test_what_is_accepted(path: str, value: Any) -> None:
    raw = changed(path, value)
    assert faults(raw) == []
    assert document.read(document.write(document.read(raw))) == document.read(raw)


NEW_IN_2 = [
    ("plans.0.first_by", "plans[0].first_by"),
    ("plans.0.no_maintenance", "plans[0].no_maintenance"),
    ("plans.0.phases.0.dose_mcg", "plans[0].phases[0].dose_mcg"),
    ("symptoms.0.recorded_at", "symptoms[0].recorded_at"),
    ("adjustments.0.of", "adjustments[0].of"),
    ("transitions.0.recorded_at", "transitions[0].recorded_at"),
    ("treatments", "treatments"),
]


def version_1() -> dict[str, Any]:
    """The full document as an older program writes it."""
    raw = {**copy.deepcopy(FULL), "version": 1}
    for path, _ in NEW_IN_2:
        container, key = at(raw, path)
        del container[key]
    return raw


def test_an_older_document_is_read_and_written_as_the_newest() -> None:
    raw = version_1()
    record = document.read(raw)
    assert document.write(record) == {**raw, "version": 2, "treatments": []}
    assert record.treatments == () and record.plans[0].first_by is None


@pytest.mark.parametrize(("path", "named"), NEW_IN_2)
@pytest.mark.parametrize("null", [False, True])
def test_what_is_new_is_refused_in_an_older_document_by_its_path(path: str, named: str, null: bool) -> None:
    raw = version_1()
    container, key = at(raw, path)
    there, name = at(FULL, path)
    container[key] = None if null else there[name]
    assert faults(raw) == [f"{named}: is not a known key of version 1"]


def test_kinds_that_the_reader_has_are_known() -> None:
    raw = {**MINIMAL, "symptoms": [{"id": "s1", "date": "2026-01-05", "scores": {"own": 3}}]}
    assert faults(raw) == ["symptoms[0].scores.own: is not a known symptom"]
    assert document.read(raw, {"own"}).symptoms[0].scores == {"own": 3}


def test_refusal_names_the_first_few_faults() -> None:
    raw = {**MINIMAL, "notes": [{}] * 4}
    with pytest.raises(Invalid, match=r"notes\[0\]\.id: is missing; .*; and 9 more"):
        document.read(raw)


@pytest.mark.parametrize("raw", [None, [], "x", 3, {}, {"format": []}, {"format": "b12track"}])
def test_what_is_no_document(raw: Any) -> None:
    assert faults(raw)


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
PATHS = [
    ".".join(filter(None, (kind, "0" if kind != "person" else "", key)))
    for kind, value in FULL.items()
    if kind not in ("format", "version")
    for key in (value if kind == "person" else value[0])
]


@given(st.sampled_from(PATHS), anything)
def test_anything_anywhere_is_read_or_refused(path: str, value: Any) -> None:
    raw = changed(path, value)
    try:
        record = document.read(raw)
    except Invalid as refusal:
        assert refusal.faults
    else:
        assert document.read(json.loads(json.dumps(document.write(record)))) == record


@given(anything)
def test_anything_at_all_is_read_or_refused(value: Any) -> None:
    with pytest.raises(Invalid):
        document.read(value)


def test_facts_have_every_key() -> None:
    bare = document.read({**MINIMAL, "notes": [], "supplies": [{"id": "k1"}]}).supplies[0]
    assert loading.dump(bare) == {"id": "k1"}
    assert fields.facts("supplies", bare) == {
        **dict.fromkeys(fields.SCHEMAS["supplies"].fields),
        "id": "k1",
        "drug": "",
        "container": "",
        "lot": "",
    }


# The JSON Schema

SCHEMA = Draft202012Validator(json.loads(json.dumps(document_schema())))
# A schema sees one record at a time, knows no calendar and no largest number, and cannot compare two values.
BETWEEN_RECORDS = {
    "person.timezone",
    "injections.0.supply_id",
    "labs.0.low",
    "labs.0.id",
    "adjustments.0.plan_id",
    "adjustments.0.recorded_on",
    "adjustments.0.due",
    "transitions.0.on",
    "symptom_kinds",
    "symptoms",
}


def test_a_document_of_a_later_version_is_said_to_be_of_a_newer_b12track() -> None:
    with pytest.raises(Invalid, match="version: 3 was written by a newer b12track: this one reads 1 and 2"):
        document.read(changed("version", 3))


BY_ITSELF = {
    ("version", "2.0"),
    ("plans.0.first_by", "'2026-01-04'"),
    ("treatments.0.to", "'2026-02-09'"),
    ("treatments.0.from", "'2026-02-30'"),
    ("transitions.0.to_phase", "4"),
    ("plans.0.set_on", "'2026-02-30'"),
    ("plans.0.phases.0.every", "{'weeks': [3, 2]}"),
    ("injections.0.given_at", "'9999-12-31T23:30:00-05:00'"),
    ("symptoms.0.scores", "{'vigour': 5}"),
    ("plans.0.dose_mcg", "nan"),
    ("plans.0.dose_mcg", "inf"),
    ("plans.0.dose_mcg", repr(10**400)),
    ("labs.0.value", "-inf"),
}


@pytest.mark.parametrize(
    ("path", "value"), [(p, v) for p, v, _ in REFUSED], ids=[f"{p}={v!r:.30}" for p, v, _ in REFUSED]
)
def test_what_a_record_gets_wrong_by_itself_is_invalid(path: str, value: Any) -> None:
    beyond = path in BETWEEN_RECORDS or (path, repr(value)) in BY_ITSELF
    assert SCHEMA.is_valid(changed(path, value)) == beyond


@pytest.mark.parametrize("path", REQUIRED)
def test_what_is_required_must_be_there(path: str) -> None:
    assert not SCHEMA.is_valid(without(path))
    assert not SCHEMA.is_valid(changed(path, None))


@pytest.mark.parametrize("text", ["a\n", "\n", "2026-01-05\n", "\x1b[31m", "\x9b", "\u2028", ""])
def test_an_end_of_line_is_no_end_of_a_text(text: str) -> None:
    for path in ("plans.0.set_on", "injections.0.given_at", "person.name", "labs.0.test"):
        assert not SCHEMA.is_valid(changed(path, text))
