"""What is not certain is told beside the answer, and `--check` says so."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from b12track.domain.typed.dates import show_date
from b12track.store.disk import disk
from command_line import Run

COPY = "alex.sync-conflict-20261121-140501-ABCDEFG.json"
OVERDUE: dict[str, Any] = {"injections": []}


@pytest.fixture
def there(alex_file: Path, tmp_path: Path) -> Path:
    """Alex's file on another machine, the same until it is changed."""
    path = tmp_path / "there" / "alex.json"
    path.parent.mkdir()
    shutil.copy(alex_file, path)
    return path


def codes(run: Run, *words: str) -> list[str]:
    return [each["code"] for each in json.loads(run("next", "--json", *words).out)["not_certain"]]


EDITED_AT = 1_795_300_000  # Sat 21 Nov 2026 in most zones


def edited(path: Path, old: bytes, new: bytes) -> None:
    """Change a file by hand, as an editor does."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    os.utime(path, (EDITED_AT, EDITED_AT))


def test_an_injection_that_another_machine_recorded_is_counted_before_anything_is_merged(
    run: Run, household: Callable[..., None], home: Path, tmp_path: Path
) -> None:
    household(alex=OVERDUE)
    alex = home / "alex.json"
    there = tmp_path / "there.json"
    shutil.copy(alex, there)
    assert run("next", "--all", "--check").code == 20
    assert run("inject", "--route", "IM", "--file", str(there)).code == 0
    assert run("log", "energy=4").code == 0
    shutil.copy(there, home / COPY)
    before = alex.read_bytes()
    said = run("next", "--all", "--check")
    assert said.code == 0 and "No injection" not in said.out
    assert "today" in said.out and COPY in said.err
    assert json.loads(run("next", "--json").out)["not_certain"] == []
    assert alex.read_bytes() == before and (home / COPY).exists()


def test_a_copy_begun_separately_or_damaged_is_told_on_standard_output(
    run: Run, alex_file: Path, tmp_path: Path
) -> None:
    assert run("next", "--check").out.startswith("Alex:")
    run("note", "mine", "--file", str(tmp_path / "mine.json"), "--person", "Alex")
    shutil.copy(tmp_path / "mine.json", alex_file.with_name(COPY))
    said = run("next", "--check")
    assert said.code == 3
    assert said.out.startswith(f"Not certain: Alex's file has {COPY} beside it")
    assert "begun separately, for Alex" in " ".join(said.out.split())
    assert run("next").code == 0, "there is an answer"
    assert codes(run) == ["copy_of_another"]
    assert "begun separately" in " ".join(run("people").out.split())
    alex_file.with_name(COPY).write_text('{"half')
    assert codes(run) == ["copy_unmerged"]
    assert run("next", "--check").code == 3
    flags = json.loads(run("status", "--json").out)["flags"]
    assert (flags[0]["code"], flags[0]["severity"]) == ("not_certain", "urgent")


def test_a_record_that_both_changed_is_told_and_the_code_stays(
    run: Run, alex_file: Path, there: Path
) -> None:
    code = run("next", "--check").code
    assert run("edit", "lab1", "note=here").code == 0
    assert run("edit", "lab1", "note=there", "--file", str(there)).code == 0
    shutil.copy(there, alex_file.with_name(COPY))
    said = run("next", "--check")
    assert said.code == code
    assert "Alex: 1 entry was changed on two machines; here the later change is used." in said.out


def test_a_person_whose_file_is_gone_is_not(run: Run, household: Callable[..., None], home: Path) -> None:
    household(mum={}, dad={})
    assert run("note", "a note", "--person", "Mum").code == 0
    mum = home / "mum.json"
    mum.rename(home.parent / "elsewhere.json")
    said = run("next", "--all", "--check")
    assert said.code == 3
    assert said.out.startswith("Not certain: Mum's file is not where it was.")
    assert "Dad:" in said.out
    facts = json.loads(run("next", "--all", "--json").out)
    assert facts[0] == {"person": "Mum", "not_certain": facts[0]["not_certain"]}
    assert facts[0]["not_certain"][0]["code"] == "file_missing"
    refused = run("log", "energy=5")
    assert refused.code == 1 and "several people" in refused.err, "Dad is no longer the only one"
    refused = run("log", "energy=5", "--person", "Mum")
    assert refused.code == 3 and "is not where it was" in refused.err and not mum.exists()
    assert run("people", "add", "Mum").code == 1
    (home.parent / "elsewhere.json").rename(mum)
    assert run("next", "--all", "--check").code != 3


def test_nobody_new_is_begun_where_somebodys_file_is_gone(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    household(mum={})
    assert run("note", "a note").code == 0
    (home / "mum.json").unlink()
    refused = run("log", "energy=5")
    assert refused.code == 3 and "Mum" in refused.err
    assert list(home.glob("*.json")) == []
    assert run("log", "energy=5", "--file", str(home / "mum.json")).code == 3
    said = run("people", "forget", "mum")
    assert said.code == 0 and "Nothing was deleted" in " ".join(said.out.split())
    assert (home / "forgotten" / "mum.json.journal").exists()
    assert run("next").code == 1, "nobody is entered"
    assert run("people", "forget", "mum").code == 1


def test_only_whose_file_is_gone_is_forgotten(run: Run, household: Callable[..., None], home: Path) -> None:
    household(mum={}, dad={})
    refused = run("people", "forget", "Mum")
    assert refused.code == 1 and "the file is still there" in refused.err
    assert "nobody is called Zed" in run("people", "forget", "Zed").err
    assert (home / "mum.json").exists()


def test_a_date_changed_by_hand_is_told_also_after_the_next_save(run: Run, alex_file: Path) -> None:
    assert run("note", "before").code == 0
    edited(alex_file, b'"text":"before"', b'"text":"behind"')
    found = alex_file.read_bytes()
    said = run("next", "--check")
    assert said.code == 3
    day = show_date(datetime.fromtimestamp(EDITED_AT).astimezone().date())
    assert f"Alex's file was changed by something else than b12track on {day}" in said.out
    assert run("note", "after").code == 0
    assert codes(run) == ["file_changed"], "sealing it makes it no more certain"
    kept = list(Path(f"{alex_file}.backups").glob("found-*"))
    assert [path.read_bytes() for path in kept] == [found]
    assert run("undo").out.startswith("Undone for Alex: ")


def test_an_older_file_put_back_is_told_and_kept_before_it_is_saved_over(run: Run, alex_file: Path) -> None:
    assert run("note", "one").code == 0
    older = alex_file.read_bytes()
    for text in ("two", "three", "four"):
        assert run("note", text).code == 0
    assert codes(run) == []
    alex_file.write_bytes(older)
    said = run("next", "--check")
    assert said.code == 3 and said.out.startswith(
        "Not certain: Alex's file is older than what was saved here"
    )
    assert codes(run) == ["file_older"]
    assert run("note", "five").code == 0
    assert codes(run) == ["file_older"], "a save clears nothing"
    assert [path.read_bytes() for path in Path(f"{alex_file}.backups").glob("found-*")] == [older]
    assert run("note", "six").code == 0
    assert codes(run) == ["file_older"]


def test_each_state_that_was_found_is_kept_once(run: Run, alex_file: Path) -> None:
    run("note", "just noted")
    older = alex_file.read_bytes()
    for number in range(3):
        run("note", f"later {number}")
        alex_file.write_bytes(older)
        assert run("log", f"energy={number}").code == 0
    other = alex_file.read_bytes().replace(b"just noted", b"just NOTED")
    for _ in range(2):
        alex_file.write_bytes(other)
        assert run("log", "sleep=3").code == 0
    kept = [path.read_bytes() for path in Path(f"{alex_file}.backups").glob("found-*")]
    assert sorted(kept) == sorted({older, other})


def test_what_went_on_elsewhere_and_came_back_is_no_older_file(
    run: Run, alex_file: Path, there: Path
) -> None:
    assert run("note", "here").code == 0
    shutil.copy(alex_file, there)
    assert run("note", "there", "--file", str(there)).code == 0
    shutil.copy(there, alex_file)
    assert codes(run) == []
    assert run("note", "again").code == 0
    assert codes(run) == []


@pytest.mark.usefixtures("alex_file")
def test_an_entry_that_did_not_land_is_no_missing_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("note", "one").code == 0

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", full)
        assert run("note", "two").code == 3
    assert codes(run) == []
    assert run("note", "three").code == 0
    assert codes(run) == []


def test_in_a_synced_folder_a_note_on_this_machine_tells_of_a_file_that_is_gone(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    """Lock, journal and copies are not beside the file there, and the folder is empty once it is gone."""
    household(mum={}, dad={})
    (home / ".stfolder").mkdir()
    assert run("note", "a note", "--person", "Mum").code == 0
    (home / "mum.json").unlink()
    assert not list(home.glob("mum*"))
    said = run("next", "--all", "--check")
    assert said.code == 3 and said.out.startswith("Not certain: Mum's file is not where it was.")
    assert run("people", "forget", "Mum").code == 0
    assert "Mum" not in run("next", "--all").out
    assert run("people", "add", "Mum").code == 0


def test_that_none_is_recorded_is_said_only_where_that_is_known(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    household(alex=OVERDUE)
    assert "No injection is recorded" in run("next").out
    (home / COPY).write_text('{"half')
    for words in (("next",), ("status",), ("people",)):
        said = run(*words).out.casefold()
        assert "no injection" not in said and "none recorded since" not in said, words
        assert "whether an injection is recorded is not known" in said
        assert "no visit" not in said and "none recorded" not in said and "none yet" not in said, words
    household(mum=OVERDUE)
    alex, mum = (line for line in run("status").out.splitlines() if "OVERDUE" in line)
    assert ("not known" in alex, "none" in alex, "none" in mum) == (True, False, True)


def test_every_answer_begins_with_what_is_not_certain(run: Run, home: Path, tmp_path: Path) -> None:
    run("note", "before", "--person", "Mum")
    mum = home / "mum.json"
    older = mum.read_bytes()
    for command in (
        ["plan", "set", "--from", str(_plan(tmp_path))],
        ["inject", "--route", "IM", "--at", "2026-11-02"],
        ["log", "energy=4"],
    ):
        assert run(*command).code == 0
    mum.write_bytes(older)
    for words in (
        ["next"],
        ["status"],
        ["history"],
        ["history", "--kind", "injections"],
        ["history", "--deleted"],
        ["trends"],
        ["audit"],
        ["plan", "show"],
        ["ask"],
        ["supply", "list"],
        ["treatment"],
        ["symptoms"],
        ["person"],
        ["backup", "-o", str(tmp_path / "copy.json")],
        ["report", "-o", str(tmp_path / "page.html")],
        ["export", "json", "-o", str(tmp_path / "all.json")],
        ["export", "ics", "--all", "-o", str(tmp_path / "all.ics")],
        ["share", "-o", str(tmp_path / "phone.html")],
    ):
        said = run(*words)
        assert said.out.startswith("Not certain: Mum's file is older"), words
        assert "o injection" not in said.out, words
        assert "nothing is recorded" not in said.out, words
    for words in (["history", "--json"], ["audit", "--json"], ["export", "json"], ["export", "ics", "--all"]):
        said = run(*words)
        assert said.err.startswith("Not certain: Mum's file is older"), "what a program reads stays whole"
        assert "Not certain" not in said.out, words


def test_a_page_says_what_is_not_certain_and_claims_no_injection_away(
    run: Run, home: Path, tmp_path: Path
) -> None:
    run("note", "before", "--person", "Mum")
    run("plan", "set", "--from", str(_plan(tmp_path)))
    mum = home / "mum.json"
    older = mum.read_bytes()
    assert "No injection is recorded." in run("report").out
    assert run("inject", "--route", "IM", "--at", "2026-11-02").code == 0
    mum.write_bytes(older)
    page = " ".join(run("report").out.split())
    assert "DATA Not certain: when this page was made" in page
    assert "Whether an injection is recorded is not known." in page
    assert "o injection is recorded" not in page and "none recorded since" not in page
    sheet = tmp_path / "sheet.html"
    run("report", "--diary", "-o", str(sheet))
    assert "Next injection: not certain" in sheet.read_text() and "○" not in sheet.read_text()


def _plan(folder: Path) -> Path:
    path = folder / "plan.json"
    phase = {"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 8}}
    plan = {"drug": "hydroxocobalamin", "dose_mcg": 1000, "route": "IM", "phases": [phase]}
    path.write_text(json.dumps({"set_on": "2026-01-05", "first_due": "2026-01-05", **plan}))
    return path
