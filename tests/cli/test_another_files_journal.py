"""A journal, or a copy, of another person's file is never taken for this one's."""

import json
import shutil
from pathlib import Path

import pytest

from b12track.store.history import journal, marks
from b12track.store.sync import conflicts
from command_line import Run

DOSE = "MUMS dose"


@pytest.fixture
def alex(run: Run, home: Path) -> Path:
    """Alex's file; Mum's beside it has an injection that Alex's has not."""
    assert run("people", "add", "Alex").code == 0
    assert run("note", "--person", "Alex", "alex own").code == 0
    assert run("people", "add", "Mum").code == 0
    assert run("note", "--person", "Mum", "MUMS note").code == 0
    dose = ("--route", "IM", "--drug", "hydroxocobalamin", "--dose", "1000mcg", "--note", DOSE)
    said = run("inject", "--person", "Mum", *dose)
    assert said.code == 0, said.err
    return home / "alex.json"


def beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}")


def codes(run: Run, name: str = "Alex") -> list[str]:
    said = run("next", "--json", "--person", name)
    return [each["code"] for each in json.loads(said.out)["not_certain"]]


@pytest.fixture
def mixed(alex: Path) -> Path:
    """The same, with Mum's journal in the place of Alex's."""
    shutil.copy(beside(alex.with_name("mum.json"), "journal"), beside(alex, "journal"))
    return alex


def test_it_is_told_as_another_files_and_nothing_is_said_to_be_missing(run: Run, mixed: Path) -> None:
    said = run("next", "--person", "Alex", "--check")
    assert said.code == 3
    assert "journal of another file" in " ".join(said.out.split())
    assert "older" not in said.out and codes(run) == ["copy_of_another"]
    looked = " ".join(run("doctor", "--file", str(mixed)).out.split())
    assert "is the journal of another file, mum.json" in looked
    assert "--bring-back" not in looked


def test_nothing_of_it_comes_back(run: Run, mixed: Path) -> None:
    before = mixed.read_bytes()
    data = journal.read(beside(mixed, "journal"))
    for entry in filter(None, journal.entries(data)):
        assert run("doctor", "--person", "Alex", "--bring-back", entry.token[:6]).code != 0
    assert "MUMS" not in run("undelete", "--person", "Alex").out
    assert run("undo", "--person", "Alex").code != 0
    assert mixed.read_bytes() == before


def test_a_save_puts_it_aside_and_the_doubt_stays_until_the_file_is_accepted(run: Run, mixed: Path) -> None:
    theirs = beside(mixed, "journal").read_bytes()
    assert run("note", "--person", "Alex", "again").code == 0
    assert (beside(mixed, "backups") / "of-another.journal").read_bytes() == theirs
    assert b"MUMS" not in beside(mixed, "journal").read_bytes()
    assert codes(run) == ["copy_of_another"], "a save clears nothing"
    assert "it was put aside" in " ".join(run("doctor", "--person", "Alex").out.split())
    assert run("undo", "--person", "Alex").code == 0
    assert run("note", "--person", "Alex", "once more").code == 0
    assert run("doctor", "--person", "Alex", "--accept").code == 0
    assert codes(run) == []
    assert "another file" not in run("doctor", "--person", "Alex").out
    assert codes(run, "Mum") == []


def test_two_files_that_were_renamed_into_each_other_are_told_and_are_whole_once_renamed_back(
    run: Run, alex: Path
) -> None:
    mum, between = alex.with_name("mum.json"), alex.with_name("between")
    for expected in (["copy_of_another"], []):
        alex.rename(between)
        mum.rename(alex)
        between.rename(mum)
        assert codes(run) == codes(run, "Mum") == expected
    assert run("undo", "--person", "Mum").code == 0


def test_an_older_state_of_the_same_file_is_still_told_as_older(run: Run, alex: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    shutil.copy(alex, first)
    assert run("note", "--person", "Alex", "later").code == 0
    shutil.copy(first, alex)
    assert codes(run) == ["file_older"]


def test_a_file_that_was_given_another_id_by_a_merge_still_has_its_journal(
    run: Run, alex: Path, tmp_path: Path
) -> None:
    before, there = tmp_path / "before.json", tmp_path / "there.json"
    for number in range(4):  # which of the ids it takes is a matter of chance
        shutil.copy(alex, before)
        assert run("note", f"there {number}", "--file", str(there), "--person", "Alex").code == 0
        assert run("merge", str(there), "--person", "Alex", "--yes").code == 0
        assert codes(run) == []
        merged = alex.read_bytes()
        shutil.copy(before, alex)
        assert codes(run) in (["file_older"], []), "of the same file, whichever id it had"
        alex.write_bytes(merged)
        there.unlink()
        shutil.rmtree(beside(there, "backups"), ignore_errors=True)
        beside(there, "journal").unlink(missing_ok=True)


def test_the_last_line_may_be_a_save_that_was_cut_short(run: Run, mixed: Path) -> None:
    lines = beside(mixed, "journal").read_bytes().splitlines(keepends=True)
    assert lines[-1].startswith(marks.LANDED)
    beside(mixed, "journal").write_bytes(b"".join([*lines, lines[-2]]))
    assert codes(run) == ["copy_of_another"]


def test_a_copy_of_another_file_is_named_and_not_counted_or_rescued(
    run: Run, alex: Path, tmp_path: Path
) -> None:
    copy = beside(alex, "backups") / "2099-01-01.json"
    shutil.copy(alex.with_name("mum.json"), copy)
    looked = " ".join(run("doctor", "--person", "Alex").out.split())
    assert "is of another file (Mum's)" in looked
    assert "1 earlier state is kept and whole" in looked
    alex.write_bytes(alex.read_bytes()[:40])
    into = tmp_path / "rescued.json"
    said = run("doctor", "--file", str(alex), "--rescue", str(into))
    assert said.code == 0 and "Put together for Alex" in said.out
    assert "MUMS" not in into.read_text() and DOSE not in into.read_text()
    alex.unlink()
    assert "Alex's file is not where it was" in " ".join(run("next", "--all").out.split())


def test_a_journal_in_a_folder_that_became_a_synced_one_is_put_aside_too(run: Run, mixed: Path) -> None:
    (mixed.parent / ".stfolder").mkdir()
    assert run("note", "--person", "Alex", "again").code == 0
    assert not beside(mixed, "journal").exists()
    assert codes(run) == ["copy_of_another"]
    assert "MUMS" not in run("undelete", "--person", "Alex").out
    assert run("undo", "--person", "Alex").code == 0
    assert run("undo", "--person", "Alex").code != 0
    shutil.copy(beside(mixed.with_name("mum.json"), "journal"), beside(mixed, "journal"))
    assert run("note", "--person", "Alex", "and again").code == 0
    assert not beside(mixed, "journal").exists()
    assert run("undo", "--person", "Alex").code == 0
    assert "MUMS" not in run("undelete", "--person", "Alex").out


def test_a_file_that_took_in_anothers_records_stays_its_own(run: Run, alex: Path) -> None:
    mum, between = alex.with_name("mum.json"), alex.with_name("between")
    of_alex, of_mum = conflicts.file_of(alex), conflicts.file_of(mum)
    for theirs, ours in ((mum, "Alex"), (alex, "Mum")):
        assert run("merge", str(theirs), "--person", ours, "--as-another").code == 0
    assert (conflicts.file_of(alex), conflicts.file_of(mum)) == (of_alex, of_mum)
    assert codes(run) == codes(run, "Mum") == []
    for expected in (["copy_of_another"], []):
        alex.rename(between)
        mum.rename(alex)
        between.rename(mum)
        assert codes(run) == codes(run, "Mum") == expected
