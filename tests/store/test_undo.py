"""Undo, redo and versions: the journal."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from b12track.domain.records import KINDS
from b12track.store import journal, migrations
from b12track.store.edits import Put, Remove
from b12track.store.faults import NothingLeft, UndoConflict, Unreadable, Untraceable
from b12track.store.outcomes import Saved
from desk import Desk, record


def text(desk: Desk) -> str:
    return json.dumps(desk.exchange())


@pytest.mark.parametrize("kind", KINDS)
def test_adding_editing_and_removing_of_every_kind_is_undone_and_redone(desk: Desk, kind: str) -> None:
    states = [text(desk)]
    steps: list[Callable[[], Saved]] = [
        lambda: desk.put(kind, "a"),
        lambda: desk.put(kind, "b", note="one"),
        lambda: desk.put(kind, "c"),
        lambda: desk.put(kind, "b", note="two"),
        lambda: desk.remove(kind, "b"),
        lambda: desk.remove(kind, "a"),
    ]
    for step in steps:
        step()
        states.append(text(desk))
    for state in reversed(states[:-1]):
        desk.undo()
        assert text(desk) == state
    for state in states[1:]:
        desk.redo()
        assert text(desk) == state
    with pytest.raises(NothingLeft, match="nothing to redo"):
        desk.redo()


def test_what_is_taken_back_is_named(desk: Desk) -> None:
    desk.put("notes", "n1")
    assert desk.undo().what == "put n1"
    assert desk.redo().what == "put n1"
    assert desk.undo().what == "put n1"
    assert desk.undo().what == "the beginning"
    with pytest.raises(NothingLeft, match="nothing to undo"):
        desk.undo()
    assert desk.redo().what == "the beginning"


def test_a_new_change_leaves_nothing_to_redo(desk: Desk) -> None:
    desk.put("notes", "n1")
    desk.put("notes", "n2")
    desk.undo()
    desk.put("notes", "n3")
    with pytest.raises(NothingLeft):
        desk.redo()
    assert desk.undo().what == "put n3"
    assert desk.undo().what == "put n1", "n2 is taken back already"
    assert desk.redo().what == "put n1"
    assert desk.redo().what == "put n3"


def test_many_edits_are_one_change(desk: Desk) -> None:
    before = text(desk)
    desk.save(
        Remove("injections", "i1"),
        Put("injections", record("injections", "i3")),
        Put("injections", record("injections", "i1", dose_mcg=5)),
        Put("injections", record("injections", "i1", dose_mcg=6)),
        Remove("symptoms", "s2"),
        Put("symptoms", record("symptoms", "s1", date="2026-01-01")),
        Put("person", {"name": "Alexandra"}),
    )
    after = text(desk)
    assert desk.ids("injections") == ["i2", "i3", "i1"]
    desk.undo()
    assert text(desk) == before
    desk.redo()
    assert text(desk) == after


def test_undo_is_a_change_like_others(desk: Desk) -> None:
    desk.put("notes", "n1")
    revision = desk.file().read().revision
    assert desk.undo().snapshot.revision == revision + 1
    assert desk.redo().snapshot.revision == revision + 2


def test_a_change_by_another_program_is_not_overrun(desk: Desk) -> None:
    desk.put("notes", "n1", text="mine")
    desk.path.write_text(desk.path.read_text().replace("mine", "theirs"))
    before = desk.path.read_bytes()
    with pytest.raises(UndoConflict, match="n1 in notes is no longer"):
        desk.undo()
    assert desk.path.read_bytes() == before
    desk.put("notes", "n2")
    desk.undo()
    with pytest.raises(UndoConflict):
        desk.undo()


def test_undo_does_not_make_a_valid_file_invalid(tmp_path: Path) -> None:
    def check(document: dict[str, object]) -> None:
        if "injections" in document and "plans" not in document:
            raise ValueError("an injection without a plan")

    desk = Desk(tmp_path / "alex.json", check)
    desk.file().create({"name": "Alex"})
    desk.put("plans", "p1")
    content = json.loads(desk.path.read_text())
    content["injections"] = {"i1": {"id": "i1"}}
    desk.path.write_text(json.dumps(content))
    with pytest.raises(UndoConflict, match="an injection without a plan"):
        desk.undo()
    desk.check = None
    desk.undo()
    assert desk.ids("plans") == []


def test_undo_of_what_is_invalid_already_goes_on(tmp_path: Path) -> None:
    def check(document: dict[str, object]) -> None:
        if "injections" in document:
            raise ValueError("no injections, please")

    desk = Desk(tmp_path / "alex.json")
    desk.file().create({"name": "Alex"})
    desk.put("injections", "i1")
    desk.put("notes", "n1")
    desk.check = check
    desk.undo()
    assert desk.ids("notes") == []


def test_an_entry_whose_data_never_came_is_passed_over(desk: Desk) -> None:
    state = desk.path.read_bytes()
    desk.put("notes", "never")
    desk.path.write_bytes(state)
    desk.put("notes", "n1")
    assert desk.undo().what == "put n1"
    assert desk.undo().what == "the beginning"
    assert desk.redo().what == "the beginning"
    assert desk.redo().what == "put n1"
    assert desk.ids("notes") == ["n1"]


def test_a_file_restored_by_hand_goes_on_from_there(desk: Desk) -> None:
    desk.put("notes", "n1")
    old = desk.path.read_bytes()
    desk.put("notes", "n2")
    desk.put("notes", "n3")
    desk.path.write_bytes(old)
    assert desk.undo().what == "put n1"
    assert desk.redo().what == "put n1"
    desk.put("notes", "n4")
    assert desk.ids("notes") == ["n1", "n4"]
    assert [version.document["id"] for version in desk.file().versions("n3")] == ["n3"]


def test_without_its_journal_a_file_is_readable_and_starts_a_new_one(desk: Desk) -> None:
    desk.journal.unlink()
    with pytest.raises(NothingLeft):
        desk.undo()
    with pytest.raises(NothingLeft):
        desk.redo()
    desk.put("notes", "n1")
    assert desk.undo().what == "put n1"
    with pytest.raises(Untraceable):
        desk.undo()


def test_who_has_taken_everything_back_is_not_told_of_a_lost_journal(desk: Desk) -> None:
    desk.undo()
    with pytest.raises(NothingLeft) as nothing:
        desk.undo()
    assert not isinstance(nothing.value, Untraceable)


def test_a_change_that_came_from_elsewhere_is_not_called_taken_back(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "elsewhere" / "alex.json")
    other.path.parent.mkdir()
    shutil.copy(desk.path, other.path)
    other.put("notes", "n1")
    desk.path.write_bytes(other.path.read_bytes())
    with pytest.raises(Untraceable):
        desk.undo()


def test_a_journal_with_any_byte_changed_brings_back_what_was_or_nothing(desk: Desk) -> None:
    desk.put("injections", "i1", dose_mcg=500)
    desk.remove("injections", "i1")
    states, data, written = [desk.exchange()], desk.path.read_bytes(), desk.journal.read_bytes()
    for _ in range(3):
        desk.undo()
        states.append(desk.exchange())
    last_lines = written.rindex(b"\n", 0, written.rindex(b"\n", 0, -1))
    for place in range(last_lines, len(written)):
        desk.path.write_bytes(data)
        other = written[place] ^ 1
        desk.journal.write_bytes(written[:place] + bytes([other]) + written[place + 1 :])
        undone = 0
        with pytest.raises(NothingLeft):
            while True:
                desk.undo()
                undone += 1
                assert desk.exchange() == states[undone], place


def test_lines_from_before_checksums_are_believed(desk: Desk) -> None:
    lines = desk.journal.read_bytes().splitlines()
    desk.journal.write_bytes(b"".join(line.rpartition(b',"crc32":')[0] + b"}\n" for line in lines))
    assert desk.undo().what == "the beginning"


def test_a_change_of_what_no_file_holds_is_no_change(desk: Desk) -> None:
    entry = next(filter(None, journal.entries(desk.journal.read_bytes())))
    odd = entry._replace(edits=(entry.edits[0]._replace(kind="wishes"),))
    desk.journal.write_bytes(journal.line_of(odd))
    with pytest.raises(Untraceable):
        desk.undo()


@pytest.mark.parametrize(
    "tail",
    [
        b'{"revision":3,"tok',
        b"\xff\xfe\0",
        b"[]\n",
        b"7\n",
        b"null\n",
        b'{"edits":[]}\n',
        b'{"edits":[{"x":1}]}\n',
        b"\n\n",
    ],
)
def test_a_journal_with_a_torn_or_foreign_line_goes_on(desk: Desk, tail: bytes) -> None:
    with desk.journal.open("ab") as journal:
        journal.write(tail)
    desk.put("notes", "n1")
    desk.put("notes", "n2")
    assert [desk.undo().what for _ in range(3)] == ["put n2", "put n1", "the beginning"]
    assert desk.journal.read_bytes().endswith(b"\n")


def test_a_journal_that_cannot_be_read_is_said(desk: Desk) -> None:
    desk.journal.unlink()
    desk.journal.mkdir()
    with pytest.raises(Unreadable, match="journal"):
        desk.undo()
    with pytest.raises(Unreadable):
        desk.file().versions("i1")


def test_a_change_from_before_a_migration_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (lambda tables: tables,))
    with pytest.raises(UndoConflict, match="older b12track"):
        desk.undo()
    desk.put("notes", "n1")
    assert desk.undo().what == "put n1"
    with pytest.raises(UndoConflict):
        desk.undo()


def test_every_earlier_content_is_kept_once_newest_first(desk: Desk) -> None:
    for note in ("one", "two", "three", "two", "four"):
        desk.put("notes", "n1", note=note)
    desk.put("notes", "n2")
    assert [version.document["note"] for version in desk.file().versions("n1")] == ["two", "three", "one"]
    desk.remove("notes", "n1")
    versions = desk.file().versions("n1")
    assert [version.document["note"] for version in versions] == ["four", "two", "three", "one"]
    assert versions[0].what == "remove n1"
    assert versions[0].kind == "notes"
    assert versions[0].at == desk.clock().isoformat()
    desk.undo()
    assert [version.document["note"] for version in desk.file().versions("n1")] == ["two", "three", "one"]
    assert desk.file().versions("nobody") == []


def test_an_old_journal_beside_a_new_file_is_not_its_past(desk: Desk) -> None:
    desk.path.unlink()
    shutil.rmtree(desk.backups)
    desk.file().create({"name": "Sam"})
    with pytest.raises(NothingLeft):
        desk.undo()
