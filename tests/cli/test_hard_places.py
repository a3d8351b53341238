"""Files and folders that are not what they should be: one line, an exit code, and nobody hidden."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from b12track.store.disk import disk
from b12track.store.file.layout import to_bytes
from b12track.store.file.reading import load
from b12track.usecases.machine.remembered import recall, remember
from command_line import Run


def test_an_interrupt_at_the_replace_is_not_called_unsaved(
    run: Run, exchange: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = disk.replace

    def interrupted(path: Path, target: Path) -> None:
        replace(path, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", interrupted)
        said = run("note", "just in time")
    assert "just in time" in [note["text"] for note in exchange()["notes"]]
    assert said.code == 1 and "what was saved until then is kept" in said.err
    assert run("next", "--json").code == 0
    assert run("undo").out.startswith("Undone for Alex: note of")


def test_an_interrupt_before_the_replace_is_called_unsaved(
    run: Run, exchange: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exchange()

    def interrupted(*_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", interrupted)
        said = run("note", "too late")
    assert (said.code, said.err) == (1, "b12track: stopped; nothing was saved\n")
    assert exchange() == before
    assert json.loads(run("next", "--json").out)["not_certain"] == []


def test_a_huge_file_in_the_folder_hides_nobody(run: Run, alex_file: Path) -> None:
    huge = alex_file.with_name("huge.json")
    huge.touch()
    os.truncate(huge, 3 * 1024**3)
    said = run("next")
    assert said.code == 3 and "Alex: " in said.out
    assert "huge's file cannot be read: larger than 64 MB" in " ".join(said.out.split())
    huge.rename(alex_file.with_name("alex.sync-conflict-20261121-140501-ABCDEFG.json"))
    said = run("next", "--check")
    assert said.code == 3 and said.out.startswith("Not certain: Alex's record from another machine")
    assert "larger than 64 MB" in " ".join(run("doctor").out.split())
    assert "Alex" in run("people").out and "hydroxocobalamin" in run("next").out
    assert run("log", "energy=5").code == 0
    assert run("note", "all the same").code == 0
    assert "all the same" in run("history").out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_folder_keeps_nobody_waiting(run: Run, alex_file: Path) -> None:
    os.mkfifo(alex_file.with_name("pipe.json"))
    said = run("next")
    assert said.code == 3 and "Alex: " in said.out and "pipe's file cannot be read" in said.out


def test_a_home_that_is_nobodys_is_refused_in_a_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", "~nobody-of-this-name/x")
    said = run("next")
    assert said.code == 1
    assert said.err.startswith("b12track: B12TRACK_HOME: no home folder was found for ~nobody-of-this-name")
    monkeypatch.delenv("B12TRACK_HOME")
    monkeypatch.setenv("B12TRACK_FILE", "~nobody-of-this-name/alex.json")
    assert run("next").err.startswith("b12track: B12TRACK_FILE: no home folder was found for")


def test_a_folder_that_cannot_be_listed_is_exit_3(
    run: Run, alex_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = disk.names_in

    def closed(path: Path) -> list[str]:
        if path == alex_file.parent:
            raise PermissionError(13, "Permission denied")
        return names(path)

    monkeypatch.setattr(disk, "names_in", closed)
    for words in (("next",), ("log", "energy=5"), ("people",)):
        said = run(*words)
        assert (said.code, said.out) == (3, "")
        assert said.err.endswith("cannot be listed: permission denied\n")


@pytest.mark.parametrize("kept", ["nested", "pipe", "folder", "huge"])
def test_what_is_remembered_may_be_anything(alex_file: Path, kept: str) -> None:
    path = alex_file.parent / "state" / "app.json"
    path.parent.mkdir()
    if kept == "nested":
        path.write_text("[" * 200_000)
    elif kept == "pipe":
        os.mkfifo(path)
    elif kept == "folder":
        path.mkdir()
    else:
        path.touch()
        os.truncate(path, 3 * 1024**3)
    assert recall("app") == {}
    if kept != "folder":
        remember("app", {"theme": "x"})
        assert recall("app") == {"theme": "x"}
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("home")
def test_what_is_remembered_is_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    for name in ("flush", "replace", "flush_folder"):
        call = getattr(disk, name)

        def noted(*arguments: Any, name: str = name, call: Callable[..., Any] = call) -> Any:
            steps.append(name)
            return call(*arguments)

        monkeypatch.setattr(disk, name, noted)
    remember("app", {"theme": "x"})
    assert steps == ["flush", "replace", "flush_folder"]


def test_control_characters_in_a_well_sealed_file_reach_nobody(run: Run, alex_file: Path) -> None:
    assert run("note", "MARK and more").code == 0
    state = load(alex_file, None).state
    for put in (b"\\u001b[31m", b"\\b", b"\\r", b"\x7f", "\u0085".encode()):
        tables = {name: line.replace(b"MARK", put) for name, line in state.tables.items()}
        alex_file.write_bytes(to_bytes(state._replace(tables=tables)))
        for words in (("next",), ("export", "ics", "-o", "x.ics"), ("export", "csv", "--kind", "notes")):
            said = run(*words)
            assert said.code == 3 and "control character" in said.out + said.err, (put, words)
    fine = {name: line.replace(b"MARK", b"C:\\\\\\\\users\\\\\\\\bob") for name, line in state.tables.items()}
    alex_file.write_bytes(to_bytes(state._replace(tables=fine)))
    assert run("next").code == 0, "a backslash that somebody typed is only a backslash"
