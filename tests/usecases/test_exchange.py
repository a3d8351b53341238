"""Taking in a document: what is new, what is the same, what differs; all of it or nothing."""

import copy
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import NOW, alex, read_file, write_file
from b12track.domain.record import document
from b12track.domain.record.faults import Deed, Refused
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.supplies import open_supply
from b12track.usecases.people import Selection, open_person_file
from b12track.usecases.plan.enter import Order, set_plan
from b12track.usecases.transfer.document_file import import_document, read_document
from b12track.usecases.transfer.import_records import Imported
from documents import FULL
from length import LONG


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Alex's file is, or is to be."""
    return tmp_path / "alex.json"


def take(path: Path, raw: dict[str, Any], **options: Any) -> Imported:
    return import_document(Selection(path, None, NOW), raw, "other.json", **options)


def outcomes(done: Imported) -> dict[str, str]:
    return {f"{row.kind} {row.id}": row.outcome for row in done.rows if row.outcome != "same"}


def test_a_document_into_a_file_that_is_not_there_is_that_document(path: Path) -> None:
    done = take(path, FULL)
    assert done.created == path and done.name == "Alex"
    assert read_file(path) == {key: value for key, value in FULL.items() if value != []}


def test_what_came_with_every_key_is_no_change_when_it_is_said_again(path: Path) -> None:
    """A record may spell out what we leave out; the same again is the same all the same."""
    whole = alex()
    whole["symptoms"][-1]["note"] = ""
    whole["plans"][0] = {**whole["plans"][0], "ended_on": None, "end_reason": ""}
    whole["supplies"][0] = {**whole["supplies"][0], "opened_on": "2026-11-01", "drug": ""}
    take(path, whole)
    person_file = open_person_file(Selection(path, None, NOW))
    record = person_file.record()
    log, plan = record.symptoms[-1], record.plans[0]
    assert not log_symptoms(person_file, log.date, log.scores).saved.changed
    assert not set_plan(person_file, Order(plan, "corrects")).saved.changed
    assert not open_supply(person_file, record.supplies[0].id, date(2026, 11, 1)).saved.changed


def test_a_dry_run_makes_no_file(path: Path) -> None:
    assert set(outcomes(take(path, FULL, dry_run=True)).values()) == {"new"}
    assert list(path.parent.iterdir()) == []


def test_the_same_again_changes_nothing(path: Path) -> None:
    write_file(path, alex())
    done = take(path, alex())
    assert done.saved is not None and not done.saved.changed
    assert outcomes(done) == {}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("injections", {"note": "", "counts": True, "zone": None, "reaction": ""}),
        ("injections", {"given_at": "2026-01-05T09:30:00Z", "dose_mcg": 1000.0}),
        ("labs", {"comparator": None, "value": 140.0, "lab": ""}),
        ("plans", {"grace_days": 0, "ended_on": None, "watch": [], "reviews": []}),
        ("symptoms", {"note": ""}),
    ],
)
def test_what_means_the_same_is_the_same(path: Path, kind: str, changes: dict[str, Any]) -> None:
    write_file(path, alex())
    before = read_file(path)
    raw = alex()
    raw[kind][0].update(changes)
    assert outcomes(take(path, raw)) == {}
    assert read_file(path) == before


def test_an_equal_instant_of_another_day_is_another_record(path: Path) -> None:
    raw = alex()
    raw["injections"][0]["given_at"] = "2026-01-05T23:30:00+00:00"
    write_file(path, raw)
    other = copy.deepcopy(raw)
    other["injections"][0]["given_at"] = "2026-01-06T00:30:00+01:00"
    with pytest.raises(Refused, match="injections inj1: is here already, but differs"):
        take(path, other)


def test_what_is_new_comes_in_and_one_undo_takes_it_back(path: Path) -> None:
    file = write_file(path, alex())
    before = read_file(path)
    raw = alex()
    raw["notes"].append({"id": "note2", "date": "2026-03-01", "text": "flu"})
    raw["symptoms"].append({"id": "log3", "date": "2026-11-18", "scores": {"energy": 1}})
    done = take(path, raw)
    assert outcomes(done) == {"notes note2": "new", "symptoms log3": "new"}
    assert done.saved is not None and done.saved.what == "import of other.json"
    file.undo()
    assert read_file(path) == before


def test_other_content_is_refused_and_nothing_comes_in(path: Path) -> None:
    write_file(path, alex())
    before = read_file(path)
    raw = alex()
    raw["notes"] = [
        {"id": "note2", "date": "2026-03-01", "text": "flu"},
        {**raw["notes"][0], "text": "metformin"},
    ]
    with pytest.raises(
        Refused, match=r"notes note1: is here already, but differs \(text\); nothing was changed"
    ) as refused:
        take(path, raw)
    assert refused.value.hints == (Deed("replace"),)
    assert read_file(path) == before
    assert outcomes(take(path, raw, dry_run=True)) == {"notes note2": "new", "notes note1": "refused"}
    assert outcomes(take(path, raw, replace=True)) == {"notes note2": "new", "notes note1": "replaced"}
    assert [note["text"] for note in read_file(path)["notes"]] == ["metformin", "flu"]


def test_a_day_has_one_log_whatever_it_is_called(path: Path) -> None:
    write_file(path, alex())
    raw = alex(symptoms=[{"id": "x1", "date": "2026-11-20", "scores": {"energy": 5}, "note": "headache"}])
    assert outcomes(take(path, raw)) == {}
    raw["symptoms"][0]["scores"] = {"energy": 9}
    with pytest.raises(Refused, match="symptoms x1: there is already a log of Fri 20 Nov 2026, log2"):
        take(path, raw)
    assert outcomes(take(path, raw, replace=True)) == {"symptoms x1": "replaced"}
    assert [log["id"] for log in read_file(path)["symptoms"]] == ["log1", "x1"]


def test_a_replaced_log_may_not_move_onto_another_ones_day(path: Path) -> None:
    write_file(path, alex())
    raw = alex(symptoms=[{"id": "log1", "date": "2026-11-20", "scores": {"energy": 5}}])
    with pytest.raises(Refused, match="already a log of Fri 20 Nov 2026"):
        take(path, raw, replace=True)


def test_an_id_of_another_kind_is_refused_even_to_replace(path: Path) -> None:
    write_file(path, alex())
    raw = alex(notes=[{"id": "lab1", "date": "2026-03-01", "text": "flu"}], labs=[])
    with pytest.raises(Refused, match="notes lab1: another record here has this id, in labs"):
        take(path, raw, replace=True)


def test_what_would_not_be_valid_together_is_refused(path: Path) -> None:
    write_file(path, alex())
    before = read_file(path)
    # The plan loses the phase that a move recorded here goes to.
    raw = alex(transitions=[])
    raw["plans"][0]["phases"] = raw["plans"][0]["phases"][:1]
    with pytest.raises(Refused, match=r"together with what is here: transitions.*the plan has \d phases?"):
        take(path, raw, replace=True)
    assert read_file(path) == before


def test_a_symptom_that_only_this_file_knows_is_known(path: Path) -> None:
    write_file(path, alex(symptom_kinds=[{"name": "itch", "good": "low"}]))
    raw = alex(symptoms=[{"id": "x1", "date": "2026-11-01", "scores": {"itch": 3}}])
    assert outcomes(take(path, raw)) == {"symptoms x1": "new"}
    with pytest.raises(Refused, match=r"symptoms\[0\].scores.itch: is not a known symptom"):
        take(path.with_name("other.json"), raw)


def test_whether_a_symptom_is_asked_for_is_the_files_own_setting(path: Path) -> None:
    kind = {"name": "fog", "label": "Brain fog", "good": "low"}
    write_file(path, alex(symptom_kinds=[{**kind, "shown": True}]))
    hidden = alex(symptom_kinds=[{**kind, "shown": False}])
    assert outcomes(take(path, hidden)) == {"symptom_kinds fog": "kept"}
    with pytest.raises(Refused, match="symptom_kinds fog: is here already, but differs"):
        take(path, alex(symptom_kinds=[{**kind, "good": "high"}]))


def test_of_the_person_only_what_is_not_known_comes_in(path: Path) -> None:
    write_file(path, alex())
    person = {"name": "alex", "timezone": "UTC", "clinic": "Riverside"}
    done = take(path, alex(person=person))
    assert done.rows[0][2:4] == ("kept", "timezone stays as it is here")
    assert done.rows[0].hints == (Deed("replace"),)
    assert read_file(path)["person"] == {**alex()["person"], "clinic": "Riverside"}
    take(path, alex(person=person), replace=True)
    assert read_file(path)["person"]["timezone"] == "UTC"
    assert read_file(path)["person"]["name"] == "Alex"


def test_another_persons_document_needs_a_yes_and_leaves_the_person(path: Path) -> None:
    write_file(path, alex())
    mum = alex(
        person={"name": "Mum", "clinic": "Hillside"}, notes=[{"id": "n9", "date": "2026-01-01", "text": "x"}]
    )
    with pytest.raises(Refused, match=r"other.json: is Mum's, and the file here is Alex's"):
        take(path, mum)
    assert take(path, mum, dry_run=True).other_name == "Mum"
    take(path, mum, as_another=True)
    assert read_file(path)["person"] == alex()["person"]
    assert read_file(path)["notes"][-1]["id"] == "n9"


def test_a_new_file_for_somebody_else_needs_a_yes(path: Path) -> None:
    selection = Selection(path, "Mum", NOW)
    with pytest.raises(Refused, match="is Alex's, not Mum's"):
        import_document(selection, alex(), "other.json")
    assert not path.exists()
    assert import_document(selection, alex(), "other.json", as_another=True).name == "Mum"
    assert read_file(path)["person"] == {"name": "Mum"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"{", "is not JSON"),
        (b"[1]", "it is not a JSON object"),
        (b"\xef\xbb\xbf{", "is not JSON"),
        (b"\x80", r"is not UTF-8 text \(byte 1\)"),
        (b"%PDF-1.7\n\xe2\xe3", "is a page or a picture, which b12track cannot read: type in what it says"),
        (b'{"a": {"b": 1, "b": 1}}', 'the key "b" is there twice'),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"b12track": {"1": {}}}', "is a data file"),
        (b'{"phases": []}', "is only a plan"),
    ],
)
def test_what_is_no_document_is_told_in_a_line(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read_document(data, "other.json")
    assert str(refused.value).startswith("other.json: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_told_with_its_place(path: Path, token: str) -> None:
    raw = alex()
    raw["labs"][0]["value"] = "?"
    data = json.dumps(raw).replace('"?"', token)
    with pytest.raises(Refused, match=r"labs\[0\]\.value: is not a finite number"):
        take(path, read_document(data.encode(), "other.json"))
    assert not path.exists()


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_document(b"\xef\xbb\xbf" + json.dumps(alex()).encode(), "other.json") == alex()


def test_twenty_thousand_records_come_in_and_again_change_nothing(path: Path) -> None:
    first = date(1970, 1, 1)
    days = [first + timedelta(days=number) for number in range(20_000)]
    logs = [{"id": f"s{day}", "date": str(day), "scores": {"energy": 5, "sleep": 4}} for day in days]
    take(path, alex(symptoms=logs))
    before = path.read_bytes()
    take(path, alex(symptoms=logs))
    assert path.read_bytes() == before
    assert len(read_file(path)["symptoms"]) == 20_000


def _mutations() -> st.SearchStrategy[Callable[[dict[str, Any]], None]]:
    """Something done to a valid document: a value replaced, a key or an entry taken away, another one put in."""
    junk = st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
        *(st.just([]), st.just({}), st.just("2026-02-30"), st.just(10**400), st.just("\ud800")),
    )

    def make(seed: tuple[list[int], str, Any, str]) -> Callable[[dict[str, Any]], None]:
        steps, action, value, name = seed

        def mutate(raw: dict[str, Any]) -> None:
            here: Any = raw
            for step in steps:
                keys = list(here) if isinstance(here, dict) else list(range(len(here)))
                if not keys:
                    return
                key = keys[step % len(keys)]
                if not isinstance(here[key], dict | list) or step is steps[-1]:
                    if action == "drop":
                        del here[key]
                    elif action == "add" and isinstance(here, dict):
                        here[name] = value
                    else:
                        here[key] = value
                    return
                here = here[key]

        return mutate

    seeds = st.tuples(
        st.lists(st.integers(0, 30), min_size=1, max_size=6),
        st.sampled_from(["drop", "add", "put"]),
        junk,
        st.text(max_size=8),
    )
    return seeds.map(make)


@pytest.mark.long
@given(st.lists(_mutations(), min_size=1, max_size=3), st.booleans())
@settings(
    max_examples=2000 if LONG else 150,
)
def test_a_mutated_document_comes_in_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, mutations: list[Callable[[dict[str, Any]], None]], replace: bool
) -> None:
    path = tmp_path_factory.mktemp("junk") / "alex.json"
    write_file(path, FULL)
    before = read_file(path)
    raw = copy.deepcopy(FULL)
    for mutate in mutations:
        mutate(raw)
    try:
        take(path, raw, replace=replace, yes=True)
    except Refused as refused:
        assert str(refused).startswith("other.json: ") and "\n" not in str(refused)
        assert read_file(path) == before
    else:
        assert list(document.check(read_file(path))) == []
