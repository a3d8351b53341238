"""Files that the release before wrote, as they lay on somebody's disk: data, journal and copies."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from b12track.domain.record import document
from b12track.domain.rules.overview import overview_of
from b12track.store.datafile import Datafile
from b12track.store.edits import Change, Put
from b12track.store.file import migrations, strict
from b12track.store.history import journal
from b12track.store.history.rescue import rescued
from b12track.store.sync.conflicts import load_copy
from b12track.usecases.look.overview import status_facts
from b12track.usecases.person_file import PersonFile

GIVEN = Path(__file__).parent.parent / "version_1"
PEOPLE = ("alex", "mum", "petra")
COPY = "alex.sync-conflict-20260526-191200-ABCDEFG.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GIVEN, tmp_path / "home"))


def opened(path: Path) -> Datafile:
    return Datafile(path, now=lambda: datetime(2026, 6, 1, 12, 0, tzinfo=UTC), check=document.read)


def tables(path: Path) -> dict[str, Any]:
    whole = json.loads(path.read_bytes())
    return {name: table for name, table in whole.items() if name != "b12track"}


def without_copy(folder: Path) -> Path:
    (folder / COPY).unlink()
    return folder / "alex.json"


@pytest.mark.parametrize("name", PEOPLE)
def test_it_is_read_as_it_is_and_left_alone(folder: Path, name: str) -> None:
    path = folder / f"{name}.json"
    data = path.read_bytes()
    read = opened(path).read()
    assert read.exchange()["version"] == 2
    assert not list(document.check(read.exchange()))
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", PEOPLE)
def test_a_change_brings_it_up_to_date_and_loses_nothing(folder: Path, name: str) -> None:
    path = folder / f"{name}.json"
    data, before, lines = (
        path.read_bytes(),
        tables(path),
        journal.read(path.with_name(f"{name}.json.journal")),
    )
    note = {"id": "n1", "date": "2026-06-01", "text": "the first under the new program"}
    opened(path).change(lambda _: Change("a note", (Put("notes", note),)))
    assert path.read_bytes().startswith(b'{"b12track":{"1":{"schema":2,')
    after = tables(path)
    after["notes"].pop("n1")
    for table in list(after):
        if not after[table] or "notes" in table:
            after.pop(table)
            before.pop(table, None)
    assert after == before
    kept = [each for each in (folder / f"{name}.json.backups").iterdir() if each.name.startswith("schema-1-")]
    assert [each.read_bytes() for each in kept] == [data]
    now = journal.read(path.with_name(f"{name}.json.journal"))
    assert now.startswith(lines), "what was written down stays, and migrating is no entry of its own"
    entries = [line for line in now[len(lines) :].splitlines() if b'"edits"' in line]
    assert len(entries) == 1


@pytest.mark.parametrize("name", PEOPLE)
def test_undo_goes_back_across_it_to_the_very_beginning_and_redo_forward(folder: Path, name: str) -> None:
    path = folder / f"{name}.json"
    file = opened(path)
    note = {"id": "n1", "date": "2026-06-01", "text": "the first under the new program"}
    start = file.read().exchange()
    file.change(lambda _: Change("a note", (Put("notes", note),)))
    end = file.read().exchange()
    whole = [entry for entry in journal.entries(journal.of(path, None)) if entry is not None]
    count = 0
    while (
        journal.to_undo(journal.of(path, None), json.loads(path.read_bytes())["b12track"]["1"]["token"])
        is not None
    ):
        file.undo()
        count += 1
        assert not list(document.check(file.read().exchange()))
        if count == 1:
            assert file.read().exchange() == start
    assert count >= len([entry for entry in whole if entry.edits and entry.undoes is None]) - len(
        [entry for entry in whole if entry.undoes is not None]
    )
    assert path.read_bytes().startswith(b'{"b12track":{"1":{"schema":2,'), "it never writes the older one"
    for _ in range(count):
        file.redo()
    assert file.read().exchange() == end


def test_what_was_deleted_under_the_release_before_is_found_and_can_be_brought_back(folder: Path) -> None:
    path = without_copy(folder)
    file = opened(path)
    deleted = next(
        step
        for entry in journal.entries(journal.of(path, None))
        if entry is not None and entry.what.startswith("deletion")
        for step in entry.edits
    )
    assert deleted.before is not None
    again = deleted.before
    file.change(lambda _: Change("brought back", (Put("notes", again),)))
    assert file.read().get("notes", deleted.id) == deleted.before


@pytest.mark.parametrize("name", PEOPLE)
def test_the_state_of_any_past_day_is_had_again_across_it(folder: Path, name: str) -> None:
    path = folder / f"{name}.json"
    file = opened(path)
    known = [entry for entry in journal.entries(journal.of(path, None)) if entry is not None]
    ends = sorted({datetime.fromisoformat(entry.at).replace(hour=23, minute=59) for entry in known})
    before = {end: file.as_of(end).document for end in ends}
    assert len({json.dumps(each, sort_keys=True) for each in before.values()}) > 1
    note = {"id": "n1", "date": "2026-06-01", "text": "the first under the new program"}
    file.change(lambda _: Change("a note", (Put("notes", note),)))
    for end in ends:
        past = file.as_of(end).document
        assert past == before[end]
        assert past["version"] == 2
        assert not list(document.check(past))


def test_a_record_changed_before_and_after_has_all_its_contents(folder: Path) -> None:
    path = without_copy(folder)
    file = opened(path)
    dose = next(i for i in file.read().documents("injections") if "sore for two days" in i.get("note", ""))
    file.change(lambda _: Change("change", (Put("injections", {**dose, "note": "sore for three days"}),)))
    assert [v.document["note"] for v in file.versions(dose["id"])] == [
        "sore for two days",
        "expiry not known",
    ]


@pytest.mark.parametrize("name", ["alex-export.json", "alex-backup.json", "every-key.json"])
def test_its_documents_are_read_and_written_as_the_newest(name: str) -> None:
    raw = json.loads((GIVEN / name).read_text("utf-8"))
    assert raw["version"] == 1
    record = document.read(raw)
    written = document.write(record)
    assert document.read(written) == record
    assert (written["version"], written["treatments"]) == (2, [])
    assert {key: written[key] for key in raw if key not in ("version",)} == {
        key: raw[key] for key in raw if key not in ("version",)
    }


def test_what_it_said_then_it_says_now(folder: Path) -> None:
    path = without_copy(folder)
    said = json.loads((GIVEN / "alex-status.json").read_text("utf-8"))
    person_file = PersonFile(path, "2026-05-24T12:05:00+00:00")
    facts = status_facts(overview_of(person_file.record(), person_file.now))
    for key in ("person", "today", "plan", "next", "last", "visit", "latest"):
        assert facts[key] == said[key]


def test_a_copy_that_it_left_is_merged_with_what_is_new_left_out(folder: Path) -> None:
    path = folder / "alex.json"
    file = opened(path)
    log = {
        "id": "s2026-05-27",
        "date": "2026-05-27",
        "recorded_at": "2026-05-27T21:00:00+00:00",
        "scores": {"energy": 8},
    }
    taken = {"id": "m1", "name": "iron", "kind": "iron", "from": "2026-05-01"}
    file.change(lambda _: Change("both", (Put("symptoms", log), Put("treatments", taken))))
    file.merge(load_copy(folder / COPY, document.read), "merge")
    whole = file.read().exchange()
    assert not list(document.check(whole))
    logs = {each["date"]: each for each in whole["symptoms"]}
    assert logs["2026-05-26"] == {
        "id": "s2026-05-26",
        "date": "2026-05-26",
        "scores": {"energy": 6, "tingling": 4},
    }
    assert logs["2026-05-27"] == log
    assert whole["treatments"] == [taken]
    moved = next(
        each for each in whole["adjustments"] if each["kind"] == "move" and each["due"] == "2026-07-24"
    )
    assert "of" not in moved
    assert any(each["text"] == "from the other machine" for each in whole["notes"])


def test_an_older_program_says_that_it_is_too_old(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = without_copy(folder)
    opened(path).change(
        lambda _: Change("x", (Put("notes", {"id": "n1", "date": "2026-06-01", "text": "x"}),))
    )
    monkeypatch.setattr(migrations, "MIGRATIONS", ())
    with pytest.raises(strict.Newer, match=r"written by a newer b12track \(schema 2; this one knows 1\)"):
        strict.from_any_bytes(path.read_bytes())


def test_a_file_that_is_torn_is_rescued_from_copies_and_journal_across_it(folder: Path) -> None:
    path = without_copy(folder)
    file = opened(path)
    note = {"id": "n1", "date": "2026-06-01", "text": "new"}
    before = file.change(lambda _: Change("a note", (Put("notes", note),))).snapshot.exchange()
    path.write_bytes(path.read_bytes()[:-200])
    found = rescued(path, document.read)
    assert found is not None
    assert found.document == before


def test_one_edited_by_hand_is_looked_at_whole(folder: Path) -> None:
    path = folder / "mum.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2), "utf-8")
    assert opened(path).read().person["name"] == "Mum"
