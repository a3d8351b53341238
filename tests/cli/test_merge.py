"""`merge`, and what other commands say and do where a conflict copy lies beside the file."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command_line import Run

NAME = "alex.sync-conflict-20261121-140501-ABCDEFG.json"


@pytest.fixture
def copy(alex_file: Path, run: Run, tmp_path: Path) -> Path:
    """A copy beside the file in which there is a note more."""
    there = tmp_path / "there.json"
    shutil.copy(alex_file, there)
    assert run("note", "there", "--file", str(there)).code == 0
    shutil.copy(there, alex_file.with_name(NAME))
    return alex_file.with_name(NAME)


def notes(document: dict[str, Any]) -> list[str]:
    return [note["text"] for note in document.get("notes", [])]


def test_whoever_only_looks_is_told(copy: Path, run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    for argv in (("next",), ("status",), ("history",), ("people",), ("undo",)):
        done = run(*argv)
        assert done.code in (0, 1), argv
        assert f"from another machine, {NAME}. What is in it is counted" in " ".join(done.err.split())
        assert "there" not in notes(exchange())
    assert copy.exists()


def test_an_entry_merges_first_and_undo_takes_back_the_entry(
    copy: Path, run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    done = run("log", "energy=5")
    assert done.code == 0
    assert f"Merged {NAME} into Alex's file: 1 new.\n" in done.err
    assert "there" in notes(exchange())
    assert not copy.exists()
    assert "log of Sat 21 Nov 2026" in run("undo").out
    assert f"merge of {NAME}" in run("undo").out
    assert "there" not in notes(exchange())


def test_by_hand(copy: Path, run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    done = run("merge")
    assert (done.code, done.out, done.err) == (0, f"Merged {NAME} into Alex's file: 1 new.\n", "")
    assert run("merge").out == "There is no copy beside Alex's file to merge.\n"
    assert json.loads(run("merge", "--json").out) == {"person": "Alex", "said": []}
    assert not copy.exists()
    assert "there" in notes(exchange())


def test_a_file_by_hand(alex_file: Path, run: Run, tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    shutil.copy(alex_file, there)
    run("note", "there", "--file", str(there))
    facts = json.loads(run("merge", str(there), "--json").out)
    assert facts == {
        "person": "Alex",
        "merged": str(there),
        "added": 1,
        "changed": 0,
        "removed": 0,
        "both": 0,
        "overruled": 0,
        "unplaced": 0,
        "moved_to": None,
    }
    assert run("merge", str(there)).out == "Merged there.json into Alex's file: it held nothing new.\n"
    refused = run("merge", str(tmp_path / "none.json"))
    assert refused.code == 1
    assert refused.err == f"b12track: {tmp_path / 'none.json'}: there is no such file; check its name\n"
    run("people", "add", "Sam")
    separate = run("merge", str(alex_file), "--person", "Sam")
    assert separate.code == 1
    assert "is Alex's, and the file here is Sam's" in separate.err
    assert separate.err.count("\n") == 1
