"""What can be put together of a file that can no longer be read."""

import json

import pytest

from b12track.store.edits import Put, Remove
from b12track.store.file import migrations
from b12track.store.history.rescue import rescued
from person_files import PersonFile, Record, record


def valid(_: Record) -> None:
    """Nothing is wrong with any document."""


def test_a_day_of_changes_is_not_lost_with_the_file(person_file: PersonFile) -> None:
    person_file.clock.next_day()
    person_file.put("injections", "i1", dose_mcg=500)
    person_file.put("symptoms", "s2", date="2024-02-02")
    person_file.remove("injections", "i2")
    person_file.undo()
    person_file.save(Remove("plans", "p1"), Put("notes", record("notes", "n1")), what="two at once")
    person_file.undo()
    person_file.redo()
    before = json.dumps(person_file.exchange())
    person_file.path.write_bytes(person_file.path.read_bytes()[:-30])
    found = rescued(person_file.path, valid)
    assert found is not None
    assert (json.dumps(found.document), found.changes) == (before, 7)
    assert (found.day, found.at) == ("2026-03-05", person_file.clock.time.isoformat())


def test_a_change_that_never_reached_the_data_is_passed_over(person_file: PersonFile) -> None:
    state = person_file.path.read_bytes()
    person_file.put("notes", "never")
    person_file.path.write_bytes(state)
    person_file.put("notes", "n1")
    before = person_file.exchange()
    person_file.path.unlink()
    found = rescued(person_file.path, valid)
    assert found is not None
    assert found.document == before


def test_an_older_backup_does_where_the_newest_cannot_be_read(person_file: PersonFile) -> None:
    person_file.clock.next_day()
    person_file.put("notes", "n1")
    before = person_file.exchange()
    (person_file.backups / "2026-03-05.json").write_text("{")
    found = rescued(person_file.path, valid)
    assert found is not None
    assert (found.document, found.day, found.changes) == (before, "2026-03-04", 2)


def test_a_copy_from_a_day_with_a_wrong_clock_is_not_taken_for_the_newest(person_file: PersonFile) -> None:
    person_file.clock.next_day()
    now = person_file.clock.time
    person_file.clock.time = now.replace(year=2099)
    person_file.put("notes", "early")
    person_file.journal.unlink()  # nothing leads on from the copy that bears the wrong date
    person_file.clock.time = now
    person_file.put("notes", "later")
    person_file.clock.next_day()
    person_file.put("notes", "last")
    before = person_file.exchange()
    person_file.path.write_text("{")
    found = rescued(person_file.path, valid)
    assert found is not None
    assert (found.document, found.day) == (before, "2026-03-06")


def test_what_is_left_out_is_named(person_file: PersonFile) -> None:
    older = person_file.path.read_bytes()
    person_file.put("notes", "n1")
    person_file.put("notes", "n2")
    person_file.path.write_bytes(older)
    person_file.put("labs", "l1")
    person_file.put("labs", "l2")
    person_file.path.write_text("{")
    found = rescued(person_file.path, valid)
    assert found is not None
    assert [each["id"] for each in found.document["labs"]] == ["l1", "l2"]
    assert [what for _, what in found.left_out] == ["put n1", "put n2"]


def test_what_the_copy_holds_is_not_left_out_though_a_line_before_it_is_torn(person_file: PersonFile) -> None:
    for number in range(3):
        person_file.put("notes", f"n{number}")
    person_file.put("notes", "n1", text="put right")
    person_file.remove("notes", "n0")
    person_file.undo()
    person_file.clock.next_day()
    person_file.put("notes", "torn")
    lines = person_file.journal.read_bytes().splitlines(keepends=True)
    torn = next(number for number, line in enumerate(lines) if b"put torn" in line)
    lines[torn] = b'{"torn\n'
    person_file.journal.write_bytes(b"".join(lines))
    person_file.clock.next_day()
    person_file.put("notes", "last")
    before = person_file.exchange()
    person_file.path.write_text("{")
    found = rescued(person_file.path, valid)
    assert found is not None
    assert (found.document, found.left_out) == (before, ())


def test_what_an_older_copy_lacks_behind_a_torn_line_is_left_out(person_file: PersonFile) -> None:
    for name in ("torn", "n1", "n2"):
        person_file.put("notes", name)
    lines = person_file.journal.read_bytes().splitlines(keepends=True)
    torn = next(number for number, line in enumerate(lines) if b"put torn" in line)
    lines[torn] = b'{"torn\n'
    person_file.journal.write_bytes(b"".join(lines))
    person_file.path.write_text("{")
    found = rescued(person_file.path, valid)
    assert found is not None
    assert "notes" not in found.document
    assert [what for _, what in found.left_out] == ["put n1", "put n2"]


def test_without_a_backup_there_is_nothing_to_begin_with(person_file: PersonFile) -> None:
    for path in person_file.backups.iterdir():
        path.unlink()
    assert rescued(person_file.path, valid) is None
    person_file.backups.rmdir()
    person_file.backups.write_text("")
    assert rescued(person_file.path, valid) is None


def test_what_would_not_be_valid_is_left(person_file: PersonFile) -> None:
    def check(document: Record) -> None:
        if document.get("notes") or document.get("labs"):
            raise ValueError("notes: no")

    person_file.put("notes", "n1")
    person_file.put("questions", "q1")
    found = rescued(person_file.path, check)
    assert found is not None
    assert (found.changes, "questions" in found.document) == (1, False)
    person_file.journal.unlink()
    person_file.journal.mkdir()
    found = rescued(person_file.path, check)
    assert found is not None
    assert (found.changes, found.at, list(found.document)) == (0, None, ["format", "version", "person"])


def test_a_change_from_before_a_migration_is_not_followed(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.only_adds, lambda tables: tables))
    found = rescued(person_file.path, valid)
    assert found is not None
    assert found.changes == 0
