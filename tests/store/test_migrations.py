"""Older schemas, with a migration made up for the test."""

from typing import Any

import pytest

from b12track.store.faults import Unreadable
from b12track.store.file import migrations
from person_files import PersonFile


def notes_become_questions(tables: dict[str, Any]) -> dict[str, Any]:
    tables["questions"] = {**tables.get("questions", {}), **tables.pop("notes", {})}
    return tables


def questions_get_an_answer(tables: dict[str, Any]) -> dict[str, Any]:
    for question in tables["questions"].values():
        question["answer"] = ""
    return tables


@pytest.fixture
def old(person_file: PersonFile, monkeypatch: pytest.MonkeyPatch) -> PersonFile:
    person_file.put("notes", "n1")
    monkeypatch.setattr(
        migrations, "MIGRATIONS", (migrations.only_adds, notes_become_questions, questions_get_an_answer)
    )
    return person_file


def test_an_older_file_is_read_as_the_newest_and_left_alone(old: PersonFile) -> None:
    data = old.path.read_bytes()
    assert old.exchange()["questions"] == [{"id": "n1", "answer": ""}]
    assert "notes" not in old.exchange()
    assert old.path.read_bytes() == data
    assert any("brings its schema to 4" in finding.text for finding in old.file().inspect())


def test_the_first_change_migrates_and_keeps_the_file_from_before(old: PersonFile) -> None:
    data, revision = old.path.read_bytes(), old.file().read().revision
    old.put("labs", "l1")
    assert (old.backups / f"schema-2-revision-{revision}.json").read_bytes() == data
    assert old.path.read_bytes().startswith(b'{"b12track":{"1":{"schema":4,')
    assert old.exchange()["questions"] == [{"id": "n1", "answer": ""}]
    old.put("labs", "l2")
    assert len([path for path in old.backups.iterdir() if path.name.startswith("schema")]) == 1


def test_from_the_middle_only_the_later_steps_run(old: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    old.put("labs", "l1")
    monkeypatch.setattr(
        migrations, "MIGRATIONS", (*migrations.MIGRATIONS, lambda tables: {**tables, "labs": {}})
    )
    assert old.exchange()["questions"] == [{"id": "n1", "answer": ""}]
    assert "labs" not in old.exchange()


def test_an_older_b12track_refuses_the_migrated_file(
    old: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.put("labs", "l1")
    data = old.path.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.only_adds,))
    with pytest.raises(Unreadable, match="update b12track"):
        old.put("labs", "l2")
    assert old.path.read_bytes() == data


def test_a_migration_that_ends_in_nonsense_is_refused(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        migrations, "MIGRATIONS", (migrations.only_adds, lambda tables: {**tables, "dreams": {}})
    )
    data = person_file.path.read_bytes()
    with pytest.raises(Unreadable, match="dreams"):
        person_file.put("notes", "n1")
    assert person_file.path.read_bytes() == data
