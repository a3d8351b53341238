"""Undo, redo and versions: the journal."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from b12track.domain.record.records import KINDS
from b12track.store.edits import Put, Remove
from b12track.store.faults import NothingLeft, UndoConflict, Unreadable, Untraceable
from b12track.store.file import migrations
from b12track.store.history import journal
from b12track.store.outcomes import Saved
from person_files import PersonFile, record


def text(person_file: PersonFile) -> str:
    return json.dumps(person_file.exchange())


@pytest.mark.parametrize("kind", KINDS)
def test_adding_editing_and_removing_of_every_kind_is_undone_and_redone(
    person_file: PersonFile, kind: str
) -> None:
    states = [text(person_file)]
    steps: list[Callable[[], Saved]] = [
        lambda: person_file.put(kind, "a"),
        lambda: person_file.put(kind, "b", note="one"),
        lambda: person_file.put(kind, "c"),
        lambda: person_file.put(kind, "b", note="two"),
        lambda: person_file.remove(kind, "b"),
        lambda: person_file.remove(kind, "a"),
    ]
    for step in steps:
        step()
        states.append(text(person_file))
    for state in reversed(states[:-1]):
        person_file.undo()
        assert text(person_file) == state
    for state in states[1:]:
        person_file.redo()
        assert text(person_file) == state
    with pytest.raises(NothingLeft, match="nothing to redo"):
        person_file.redo()


def test_what_is_taken_back_is_named(person_file: PersonFile) -> None:
    person_file.put("notes", "n1")
    assert person_file.undo().what == "put n1"
    assert person_file.redo().what == "put n1"
    assert person_file.undo().what == "put n1"
    assert person_file.undo().what == "the beginning"
    with pytest.raises(NothingLeft, match="nothing to undo"):
        person_file.undo()
    assert person_file.redo().what == "the beginning"


def test_a_new_change_leaves_nothing_to_redo(person_file: PersonFile) -> None:
    person_file.put("notes", "n1")
    person_file.put("notes", "n2")
    person_file.undo()
    person_file.put("notes", "n3")
    with pytest.raises(NothingLeft):
        person_file.redo()
    assert person_file.undo().what == "put n3"
    assert person_file.undo().what == "put n1", "n2 is taken back already"
    assert person_file.redo().what == "put n1"
    assert person_file.redo().what == "put n3"


def test_many_edits_are_one_change(person_file: PersonFile) -> None:
    before = text(person_file)
    person_file.save(
        Remove("injections", "i1"),
        Put("injections", record("injections", "i3")),
        Put("injections", record("injections", "i1", dose_mcg=5)),
        Put("injections", record("injections", "i1", dose_mcg=6)),
        Remove("symptoms", "s2"),
        Put("symptoms", record("symptoms", "s1", date="2026-01-01")),
        Put("person", {"name": "Alexandra"}),
    )
    after = text(person_file)
    assert person_file.ids("injections") == ["i2", "i3", "i1"]
    person_file.undo()
    assert text(person_file) == before
    person_file.redo()
    assert text(person_file) == after


def test_undo_is_a_change_like_others(person_file: PersonFile) -> None:
    person_file.put("notes", "n1")
    revision = person_file.file().read().revision
    assert person_file.undo().snapshot.revision == revision + 1
    assert person_file.redo().snapshot.revision == revision + 2


def test_a_change_by_another_program_is_not_overrun(person_file: PersonFile) -> None:
    person_file.put("notes", "n1", text="mine")
    person_file.path.write_text(person_file.path.read_text().replace("mine", "theirs"))
    before = person_file.path.read_bytes()
    with pytest.raises(UndoConflict, match="n1 in notes is no longer"):
        person_file.undo()
    assert person_file.path.read_bytes() == before
    person_file.put("notes", "n2")
    person_file.undo()
    with pytest.raises(UndoConflict):
        person_file.undo()


def test_undo_does_not_make_a_valid_file_invalid(tmp_path: Path) -> None:
    def check(document: dict[str, object]) -> None:
        if "injections" in document and "plans" not in document:
            raise ValueError("an injection without a plan")

    person_file = PersonFile(tmp_path / "alex.json", check)
    person_file.file().create({"name": "Alex"})
    person_file.put("plans", "p1")
    content = json.loads(person_file.path.read_text())
    content["injections"] = {"i1": {"id": "i1"}}
    person_file.path.write_text(json.dumps(content))
    with pytest.raises(UndoConflict, match="an injection without a plan"):
        person_file.undo()
    person_file.check = None
    person_file.undo()
    assert person_file.ids("plans") == []


def test_undo_of_what_is_invalid_already_goes_on(tmp_path: Path) -> None:
    def check(document: dict[str, object]) -> None:
        if "injections" in document:
            raise ValueError("no injections, please")

    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    person_file.put("injections", "i1")
    person_file.put("notes", "n1")
    person_file.check = check
    person_file.undo()
    assert person_file.ids("notes") == []


def test_an_entry_whose_data_never_came_is_passed_over(person_file: PersonFile) -> None:
    state = person_file.path.read_bytes()
    person_file.put("notes", "never")
    person_file.path.write_bytes(state)
    person_file.put("notes", "n1")
    assert person_file.undo().what == "put n1"
    assert person_file.undo().what == "the beginning"
    assert person_file.redo().what == "the beginning"
    assert person_file.redo().what == "put n1"
    assert person_file.ids("notes") == ["n1"]


def test_a_file_restored_by_hand_goes_on_from_there(person_file: PersonFile) -> None:
    person_file.put("notes", "n1")
    old = person_file.path.read_bytes()
    person_file.put("notes", "n2")
    person_file.put("notes", "n3")
    person_file.path.write_bytes(old)
    assert person_file.undo().what == "put n1"
    assert person_file.redo().what == "put n1"
    person_file.put("notes", "n4")
    assert person_file.ids("notes") == ["n1", "n4"]
    assert [version.document["id"] for version in person_file.file().versions("n3")] == ["n3"]


def test_without_its_journal_a_file_is_readable_and_starts_a_new_one(person_file: PersonFile) -> None:
    person_file.journal.unlink()
    with pytest.raises(NothingLeft):
        person_file.undo()
    with pytest.raises(NothingLeft):
        person_file.redo()
    person_file.put("notes", "n1")
    assert person_file.undo().what == "put n1"
    with pytest.raises(Untraceable):
        person_file.undo()


def test_who_has_taken_everything_back_is_not_told_of_a_lost_journal(person_file: PersonFile) -> None:
    person_file.undo()
    with pytest.raises(NothingLeft) as nothing:
        person_file.undo()
    assert not isinstance(nothing.value, Untraceable)


def test_a_change_that_came_from_elsewhere_is_not_called_taken_back(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = PersonFile(tmp_path / "elsewhere" / "alex.json")
    other.path.parent.mkdir()
    shutil.copy(person_file.path, other.path)
    other.put("notes", "n1")
    person_file.path.write_bytes(other.path.read_bytes())
    with pytest.raises(Untraceable):
        person_file.undo()


def test_a_journal_with_any_byte_changed_brings_back_what_was_or_nothing(person_file: PersonFile) -> None:
    person_file.put("injections", "i1", dose_mcg=500)
    person_file.remove("injections", "i1")
    states, data, written = (
        [person_file.exchange()],
        person_file.path.read_bytes(),
        person_file.journal.read_bytes(),
    )
    for _ in range(3):
        person_file.undo()
        states.append(person_file.exchange())
    last_lines = written.rindex(b"\n", 0, written.rindex(b"\n", 0, -1))
    for place in range(last_lines, len(written)):
        person_file.path.write_bytes(data)
        other = written[place] ^ 1
        person_file.journal.write_bytes(written[:place] + bytes([other]) + written[place + 1 :])
        undone = 0
        with pytest.raises(NothingLeft):
            while True:
                person_file.undo()
                undone += 1
                assert person_file.exchange() == states[undone], place


def test_lines_from_before_checksums_are_believed(person_file: PersonFile) -> None:
    lines = person_file.journal.read_bytes().splitlines()
    person_file.journal.write_bytes(b"".join(line.rpartition(b',"crc32":')[0] + b"}\n" for line in lines))
    assert person_file.undo().what == "the beginning"


def test_a_change_of_what_no_file_holds_is_no_change(person_file: PersonFile) -> None:
    entry = next(filter(None, journal.entries(person_file.journal.read_bytes())))
    odd = entry._replace(edits=(entry.edits[0]._replace(kind="wishes"),))
    person_file.journal.write_bytes(journal.line_of(odd))
    with pytest.raises(Untraceable):
        person_file.undo()


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
def test_a_journal_with_a_torn_or_foreign_line_goes_on(person_file: PersonFile, tail: bytes) -> None:
    with person_file.journal.open("ab") as journal:
        journal.write(tail)
    person_file.put("notes", "n1")
    person_file.put("notes", "n2")
    assert [person_file.undo().what for _ in range(3)] == ["put n2", "put n1", "the beginning"]
    assert person_file.journal.read_bytes().endswith(b"\n")


def test_a_journal_that_cannot_be_read_is_said(person_file: PersonFile) -> None:
    person_file.journal.unlink()
    person_file.journal.mkdir()
    with pytest.raises(Unreadable, match="journal"):
        person_file.undo()
    with pytest.raises(Unreadable):
        person_file.file().versions("i1")


def test_a_change_from_before_a_migration_stays(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.only_adds, lambda tables: tables))
    with pytest.raises(UndoConflict, match="older b12track"):
        person_file.undo()
    person_file.put("notes", "n1")
    assert person_file.undo().what == "put n1"
    with pytest.raises(UndoConflict):
        person_file.undo()


def test_every_earlier_content_is_kept_once_newest_first(person_file: PersonFile) -> None:
    for note in ("one", "two", "three", "two", "four"):
        person_file.put("notes", "n1", note=note)
    person_file.put("notes", "n2")
    assert [version.document["note"] for version in person_file.file().versions("n1")] == [
        "two",
        "three",
        "one",
    ]
    person_file.remove("notes", "n1")
    versions = person_file.file().versions("n1")
    assert [version.document["note"] for version in versions] == ["four", "two", "three", "one"]
    assert versions[0].what == "remove n1"
    assert versions[0].kind == "notes"
    assert versions[0].at == person_file.clock().isoformat()
    person_file.undo()
    assert [version.document["note"] for version in person_file.file().versions("n1")] == [
        "two",
        "three",
        "one",
    ]
    assert person_file.file().versions("nobody") == []


def test_an_old_journal_beside_a_new_file_is_not_its_past(person_file: PersonFile) -> None:
    person_file.path.unlink()
    shutil.rmtree(person_file.backups)
    person_file.file().create({"name": "Sam"})
    with pytest.raises(NothingLeft):
        person_file.undo()


def test_in_outline_a_long_entry_is_the_same_but_for_what_it_did(person_file: PersonFile) -> None:
    person_file.put("notes", "n0")
    many = [Put("notes", record("notes", f"n{n}", text="long " * 50)) for n in range(1000)]
    person_file.save(*many, Put("visits", record("visits", "v1")))
    person_file.undo()
    data = journal.of(person_file.path, None)
    whole, outlined = (
        [entry for entry in journal.entries(data, in_outline=on) if entry is not None] for on in (False, True)
    )
    assert [entry._replace(edits=()) for entry in outlined] == [entry._replace(edits=()) for entry in whole]
    for entry, outline in zip(whole, outlined, strict=True):
        if len(entry.edits) < 1000:
            assert outline.edits == entry.edits
        else:
            assert {step.kind for step in outline.edits} == {"notes", "visits"}
            assert all(step.before is step.after is None for step in outline.edits)
    line = max(data.split(b"\n"), key=len)
    spoiled = data.replace(line, line.replace(b"long long", b"lang long", 1))
    assert len([entry for entry in journal.entries(spoiled, in_outline=True) if entry is None]) == 1


def test_a_long_line_of_an_older_version_is_read_whole(person_file: PersonFile) -> None:
    many = [Put("notes", record("notes", f"n{n}", text="long " * 50)) for n in range(1000)]
    person_file.save(*many)
    line = max(journal.of(person_file.path, None).split(b"\n"), key=len)
    fields = json.loads(line)
    del fields["crc32"]
    name, number = fields.pop("journal"), fields.pop("number")
    older = json.dumps({**fields, "journal": name, "number": number}, separators=(",", ":")).encode()
    (entry,) = journal.entries(older, in_outline=True)
    assert entry is not None and len(entry.edits) == 1000 and entry.number == number
