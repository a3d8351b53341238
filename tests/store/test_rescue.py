"""What can be put together of a file that can no longer be read."""

import json

import pytest

from b12track.store import migrations
from b12track.store.edits import Put, Remove
from b12track.store.rescue import rescued
from desk import Desk, Record, record


def valid(_: Record) -> None:
    """Nothing is wrong with any document."""


def test_a_day_of_changes_is_not_lost_with_the_file(desk: Desk) -> None:
    desk.clock.next_day()
    desk.put("injections", "i1", dose_mcg=500)
    desk.put("symptoms", "s2", date="2024-02-02")
    desk.remove("injections", "i2")
    desk.undo()
    desk.save(Remove("plans", "p1"), Put("notes", record("notes", "n1")), what="two at once")
    desk.undo()
    desk.redo()
    before = json.dumps(desk.exchange())
    desk.path.write_bytes(desk.path.read_bytes()[:-30])
    found = rescued(desk.path, valid)
    assert found is not None
    assert (json.dumps(found.document), found.changes) == (before, 7)
    assert (found.day, found.at) == ("2026-03-05", desk.clock.time.isoformat())


def test_a_change_that_never_reached_the_data_is_passed_over(desk: Desk) -> None:
    state = desk.path.read_bytes()
    desk.put("notes", "never")
    desk.path.write_bytes(state)
    desk.put("notes", "n1")
    before = desk.exchange()
    desk.path.unlink()
    found = rescued(desk.path, valid)
    assert found is not None
    assert found.document == before


def test_an_older_backup_does_where_the_newest_cannot_be_read(desk: Desk) -> None:
    desk.clock.next_day()
    desk.put("notes", "n1")
    before = desk.exchange()
    (desk.backups / "2026-03-05.json").write_text("{")
    found = rescued(desk.path, valid)
    assert found is not None
    assert (found.document, found.day, found.changes) == (before, "2026-03-04", 2)


def test_without_a_backup_there_is_nothing_to_begin_with(desk: Desk) -> None:
    for path in desk.backups.iterdir():
        path.unlink()
    assert rescued(desk.path, valid) is None
    desk.backups.rmdir()
    desk.backups.write_text("")
    assert rescued(desk.path, valid) is None


def test_what_would_not_be_valid_is_left(desk: Desk) -> None:
    def check(document: Record) -> None:
        if document.get("notes") or document.get("labs"):
            raise ValueError("notes: no")

    desk.put("notes", "n1")
    desk.put("questions", "q1")
    found = rescued(desk.path, check)
    assert found is not None
    assert (found.changes, "questions" in found.document) == (1, False)
    desk.journal.unlink()
    desk.journal.mkdir()
    found = rescued(desk.path, check)
    assert found is not None
    assert (found.changes, found.at, list(found.document)) == (0, None, ["format", "version", "person"])


def test_a_change_from_before_a_migration_is_not_followed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (lambda tables: tables,))
    found = rescued(desk.path, valid)
    assert found is not None
    assert found.changes == 0
