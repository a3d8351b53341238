"""Going back to a backup: told first, exact afterwards, and undone as one change."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import NOW, alex, read_file, write_file
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.store.faults import Unreadable
from b12track.usecases.edit.change import edit_record
from b12track.usecases.people import Selection
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.backup import back_up
from b12track.usecases.transfer.restore import foresee_restore, in_words, read_backup, restore
from documents import FULL

LISTS = ("injections", "symptoms", "labs", "notes", "questions", "supplies")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Alex's file is, or is to be."""
    return tmp_path / "alex.json"


def go_back(path: Path, raw: dict[str, Any], yes: bool = True) -> Any:
    return restore(Selection(path, None, NOW), raw, "backup.json", yes=yes)


def test_what_would_change_is_told_and_needs_a_yes(path: Path) -> None:
    write_file(path, alex())
    before = read_file(path)
    backup = alex(notes=[{"id": "note9", "date": "2026-01-01", "text": "x"}])
    backup["labs"][0]["value"] = 150
    foreseen = foresee_restore(Selection(path, None, NOW), backup, "backup.json")
    assert in_words(foreseen.differences) == "labs: 1 changed; notes: 1 brought back, 1 removed"
    with pytest.raises(NeedsYes, match="labs: 1 changed; notes: 1 brought back, 1 removed"):
        go_back(path, backup, yes=False)
    assert read_file(path) == before


def test_afterwards_the_records_are_the_backups_and_one_undo_takes_it_back(path: Path) -> None:
    file = write_file(path, alex())
    before = read_file(path)
    assert go_back(path, FULL).saved is not None
    assert read_file(path) == {key: value for key, value in FULL.items() if value != []}
    file.undo()
    assert read_file(path) == before


@pytest.mark.parametrize("text", ["a third", "x"])
def test_what_was_confirmed_is_done_and_nothing_over_what_came_meanwhile(path: Path, text: str) -> None:
    """Also where as many records would change as before, or one less."""
    note = {"id": "note1", "date": "2026-01-01", "text": "as it is"}
    write_file(path, alex(notes=[note]))
    backup, selection = alex(notes=[{**note, "text": "x"}]), Selection(path, None, NOW)
    foreseen = foresee_restore(selection, backup, "backup.json")
    edit_record(PersonFile(path, NOW), "note1", [f"text={text}"])
    between = read_file(path)
    with pytest.raises(Refused, match="something else was saved meanwhile, so nothing was changed"):
        restore(selection, backup, "backup.json", yes=True, confirmed=foreseen)
    assert read_file(path) == between
    again = foresee_restore(selection, backup, "backup.json")
    assert restore(selection, backup, "backup.json", yes=True, confirmed=again).name == "Alex"
    assert read_file(path)["notes"][0]["text"] == "x"


def test_the_same_backup_changes_nothing(path: Path) -> None:
    write_file(path, alex())
    done = go_back(path, alex(), yes=False)
    assert (done.saved, done.differences) == (None, ())


def test_the_order_is_part_of_a_backup(path: Path) -> None:
    write_file(path, alex())
    turned = alex()
    turned["injections"].reverse()
    assert in_words(go_back(path, turned).differences) == "injections: in another order"
    assert read_file(path) == turned


def test_a_file_that_is_not_there_is_made(path: Path) -> None:
    done = go_back(path, FULL, yes=False)
    assert (done.created, done.name) == (path, "Alex")
    assert read_file(path) == {key: value for key, value in FULL.items() if value != []}


def test_a_file_that_cannot_be_read_is_kept(path: Path) -> None:
    path.write_bytes(b"not a data file")
    with pytest.raises(Unreadable):
        go_back(path, FULL)
    assert path.read_bytes() == b"not a data file"


def test_a_backup_that_is_not_valid_is_refused(path: Path) -> None:
    write_file(path, alex())
    before = read_file(path)
    with pytest.raises(
        Refused, match=r"backup.json: this is not a valid document: labs\[0\].unit: is missing"
    ):
        go_back(path, alex(labs=[{"id": "l", "date": "2026-01-01", "test": "b12", "value": 1}]))
    assert read_file(path) == before


def test_a_backup_is_read_back_whichever_kind_it_is(path: Path) -> None:
    write_file(path, alex())
    person_file = PersonFile(path, NOW)
    written = back_up(person_file)
    assert read_backup(written.path) == person_file.snapshot().exchange()
    # The copy that the store keeps of a day is a data file.
    (day,) = [each for each in written.path.parent.iterdir() if each != written.path]
    assert read_backup(day)["person"]["name"] == "Alex"
    day.chmod(0o600)
    whole = read_backup(day)
    day.write_text("\ufeff" + json.dumps(json.loads(day.read_bytes()), indent=2), "utf-8")
    assert read_backup(day) == whole, "whatever an editor has done to its lines"
    day.write_bytes(b"[" * 100_000)
    with pytest.raises(Refused, match="nested too deeply"):
        read_backup(day)
    day.write_bytes(b'{"b12track":{"1":{}}}')
    with pytest.raises(Refused, match="cannot be used"):
        read_backup(day)


@given(st.data())
@settings(max_examples=60)
def test_any_mixture_is_restored_exactly_in_order(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("mixed") / "alex.json"
    here, there = copy.deepcopy(FULL), copy.deepcopy(FULL)
    for raw in (here, there):
        raw["notes"] = [{"id": f"n{n}", "date": "2026-01-01", "text": str(n)} for n in range(4)]
        raw["injections"] = [{**FULL["injections"][0], "id": f"i{n}", "supply_id": None} for n in range(3)]
        for kind in LISTS:
            some = data.draw(st.permutations(raw[kind]))
            raw[kind] = some[: data.draw(st.integers(0, len(some)))]
        raw["notes"] = [{**note, "text": data.draw(st.sampled_from("ab"))} for note in raw["notes"]]
    file = write_file(path, here)
    before = read_file(path)
    done = go_back(path, there)
    assert read_file(path) == {key: value for key, value in there.items() if value != []}
    if done.saved is not None:
        file.undo()
        assert read_file(path) == before
