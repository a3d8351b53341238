"""What the system itself saw of a save: everything is on the disk before the next step relies on it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(STRACE is None, reason="strace is not installed (Debian: strace)")
_CALL = re.compile(r"^(?:\d+ +)?(fsync|rename|renameat2?|link|linkat)\((.*)\) = 0", re.M)
PROGRAM = "from b12track.cli.door.start import run; run()"


def calls(home: Path, log: Path, code: str, *words: str) -> list[tuple[str, str]]:
    """The calls that write things down for good, in their order, each with what it was about."""
    assert STRACE is not None
    env = {**os.environ, "B12TRACK_HOME": str(home), "XDG_STATE_HOME": str(home.parent / "state")}
    traced = [STRACE, "-f", "-y", "-s", "999", "-o", str(log), "-e", "trace=fsync,/rename,/link"]
    done = subprocess.run(
        [*traced, sys.executable, "-c", code, *words], env=env, capture_output=True, text=True, check=False
    )
    if "ptrace" in done.stderr.lower():
        pytest.skip("no process may be looked at here")
    assert done.returncode == 0, done.stderr
    return _CALL.findall(log.read_text())


def test_a_save_is_flushed_before_it_takes_the_files_place(tmp_path: Path) -> None:
    home = tmp_path / "home"
    calls(home, tmp_path / "first", PROGRAM, "note", "one", "--person", "Alex")
    for copy in (home / "alex.json.backups").iterdir():
        copy.rename(copy.with_name("2026-01-01.json"))  # so that the day has none yet
    seen = calls(home, tmp_path / "second", PROGRAM, "note", "two")
    said = [(name, about.replace(str(home), "")) for name, about in seen]
    steps = [
        "half"
        if name == "fsync" and "/alex.json.tmp>" in about
        else "journal"
        if name == "fsync" and "/alex.json.journal>" in about
        else "copy"
        if name.startswith("link")
        else "copies' folder"
        if name == "fsync" and "/alex.json.backups>" in about
        else "replace"
        if name.startswith("rename")
        else "folder"
        if name == "fsync"
        else f"{name} {about}"
        for name, about in said
    ]
    assert steps == ["half", "journal", "copy", "copies' folder", "replace", "folder"], said


def test_what_is_remembered_is_flushed_with_its_folder(tmp_path: Path) -> None:
    code = "from b12track.usecases.machine.remembered import remember; remember('app', {'theme': 'x'})"
    seen = calls(tmp_path / "home", tmp_path / "log", code)
    names = [name for name, _ in seen]
    place = next(number for number, name in enumerate(names) if name.startswith(("rename", "link")))
    assert "fsync" in names[:place] and "fsync" in names[place + 1 :], seen
