"""`doctor`: what it finds of copies, journal and folder, and what it brings back."""

import json
import shlex
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from alex import read_file
from b12track.store.disk import disk
from command_line import Run


def codes(run: Run) -> list[str]:
    return [each["code"] for each in json.loads(run("next", "--json").out)["not_certain"]]


def texts(exchange: Callable[[], dict[str, Any]]) -> list[str]:
    return [note["text"] for note in exchange()["notes"]]


@pytest.fixture
def older(run: Run, alex_file: Path) -> None:
    """An older file, put in the place of the one that four changes had led to."""
    assert run("note", "one").code == 0
    data = alex_file.read_bytes()
    for words in (
        ("note", "two"),
        ("log", "energy=9", "--date", "2026-11-02"),
        ("edit", "lab1", "note=x"),
        ("note", "three"),
    ):
        assert run(*words).code == 0, words
    alex_file.write_bytes(data)


def missing(run: Run) -> list[str]:
    """What only the journal has, by what it is asked for."""
    findings = json.loads(run("doctor", "--json").out)["findings"]
    return [
        each["text"].split()[4].rstrip(":")
        for each in findings
        if each["text"].startswith("only the journal has")
    ]


@pytest.mark.usefixtures("older")
def test_what_only_the_journal_has_is_listed_and_brought_back(
    run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    ids = missing(run)
    assert len(ids) == 4
    assert codes(run) == ["file_older"]
    said = run("doctor", "--bring-back", ids[0])
    assert said.code == 0 and "3 changes are still missing" in said.out
    assert "two" in texts(exchange) and codes(run) == ["file_older"]
    assert missing(run) == ids[1:]
    assert run("doctor", "--bring-back", *ids[1:]).code == 0
    after = exchange()
    assert "three" in texts(exchange)
    assert next(lab for lab in after["labs"] if lab["id"] == "lab1")["note"] == "x"
    assert next(log for log in after["symptoms"] if log["date"] == "2026-11-02")["scores"]["energy"] == 9
    assert codes(run) == [] and missing(run) == []
    assert run("doctor", "--bring-back", "zzz").code == 1


@pytest.mark.usefixtures("older")
def test_an_older_file_is_taken_as_it_is(run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    assert run("doctor", "--accept").code == 0
    assert codes(run) == [] and missing(run) == []
    assert run("note", "four").code == 0
    assert codes(run) == [] and "two" not in texts(exchange)


def test_what_something_else_wrote_is_taken_for_ours(run: Run, alex_file: Path) -> None:
    assert run("note", "before").code == 0
    alex_file.write_bytes(alex_file.read_bytes().replace(b'"text":"before"', b'"text":"behind"'))
    assert "another program has changed it" in run("doctor").out.replace("\n", " ")
    assert run("doctor", "--accept").code == 0
    assert codes(run) == []
    assert run("undo").code == 1, "what was changed since is not undone over"


def test_a_copy_that_was_cut_is_named(run: Run, alex_file: Path) -> None:
    assert run("note", "one").code == 0
    copy, *others = sorted(Path(f"{alex_file}.backups").iterdir())
    good = len(others) + 1
    assert f"{good} earlier states are kept and whole" in run("doctor").out
    copy.unlink()
    copy.write_bytes(alex_file.read_bytes()[:40])
    said = run("doctor").out
    assert "1 earlier state is kept and whole" in said and f"the copy {copy} is damaged" in said


@pytest.mark.usefixtures("moment")
def test_a_file_put_back_with_its_journal_is_told_where_a_copy_knows_more(run: Run, alex_file: Path) -> None:
    journal = Path(f"{alex_file}.journal")
    assert run("note", "one", now="2026-11-20T12:00:00+00:00").code == 0
    before = alex_file.read_bytes(), journal.read_bytes()
    assert run("note", "two", now="2026-11-20T13:00:00+00:00").code == 0
    assert run("note", "three", now="2026-11-21T13:00:00+00:00").code == 0
    told = "neither the file nor its journal has"
    assert told not in run("doctor").out
    alex_file.write_bytes(before[0])
    assert told not in run("doctor").out, "the journal has them, and says so"
    journal.write_bytes(before[1])
    said = run("doctor").out
    day = datetime.fromisoformat("2026-11-21T13:00:00+00:00").astimezone().date()  # here, where it is run
    assert told in said and f"{day}.json" in said
    copy = f"{alex_file}.backups/{day}.json"
    assert run("restore", copy, "--yes").code == 0
    assert "two" in [note["text"] for note in read_file(alex_file)["notes"]]


def test_a_journal_that_is_gone_is_told(run: Run, alex_file: Path) -> None:
    assert run("note", "one").code == 0
    assert run("note", "two").code == 0
    Path(f"{alex_file}.journal").unlink()
    assert "is gone or empty, though the file was changed" in run("doctor").out


@pytest.mark.usefixtures("alex_file")
def test_a_folder_that_cannot_be_written_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cannot be written to" not in run("doctor").out
    monkeypatch.setattr(disk, "may_write", lambda _: False)
    assert "cannot be written to: nothing can be saved" in run("doctor").out


def test_everybody_is_looked_at_and_who_is_gone_is_an_error(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    household(mum={}, dad={})
    assert run("note", "a", "--person", "Mum").code == 0
    assert run("doctor").code == 0
    (home / "mum.json").unlink()
    said = run("doctor")
    assert said.code == 3 and "is not where it was" in said.out and "dad.json can be read" in said.out
    rescued = home.parent / "rescued.json"
    assert run("doctor", "--rescue", str(rescued), "--person", "Mum").code == 0
    assert run("restore", str(rescued), "--person", "Mum").code == 0
    assert (home / "mum.json").exists()
    assert "a" in [note["text"] for note in json.loads(run("export", "json", "--person", "Mum").out)["notes"]]
    assert json.loads(run("next", "--person", "Mum", "--json").out)["not_certain"] == []


def test_a_backup_is_looked_over(run: Run, alex_file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.json"
    assert run("backup", "-o", str(backup)).code == 0
    assert run("note", "since").code == 0
    before = alex_file.read_bytes()
    said = run("doctor", str(backup))
    assert said.code == 0 and "can be read: Alex's" in said.out and "notes: 1 removed" in said.out
    assert alex_file.read_bytes() == before
    cut = tmp_path / "cut.json"
    cut.write_bytes(backup.read_bytes()[:100])
    assert run("doctor", str(cut)).code == 1
    other = tmp_path / "other.json"
    shutil.copy(alex_file, other)
    assert run("people", "rename", "Alex", "Sam").code == 0
    assert "nobody here is called Alex" in run("doctor", str(other)).out


@pytest.mark.usefixtures("alex_file")
def test_a_save_that_was_cut_short_is_told_here_and_nowhere_else(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("note", "one").code == 0

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", cut_short)
        assert run("note", "two").code == 1
    assert codes(run) == []
    assert "belongs to a save that was cut short" in run("doctor").out
    assert run("note", "three").code == 0
    assert "cut short" not in run("doctor").out and codes(run) == []


def test_the_merge_that_is_named_for_a_copy_can_be_typed_as_it_stands(
    run: Run, tmp_path: Path, home: Path
) -> None:
    run("note", "here", "--person", "Mum")
    run("note", "there", "--person", "Mum", "--file", str(tmp_path / "there.json"))
    shutil.copy(tmp_path / "there.json", home / "mum (conflicted copy 2026-11-21).json")
    said = " ".join(run("doctor").out.split())
    typed = shlex.split(said.split("`b12track ")[1].split("`")[0])
    assert typed[0] == "merge"
    assert run(*typed, "--yes").code == 0
    assert "there" in run("history").out
