"""The command line as a test runs it: in its own folder, at a fixed moment, with what it said."""

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from alex import NOW, alex, read_file, write_file
from b12track.cli.door.main import main
from command_line import Result, Run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where everybody's files are."""
    folder = tmp_path / "home"
    monkeypatch.setenv("B12TRACK_HOME", str(folder))
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in ("B12TRACK_FILE", "B12TRACK_NOW"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command, from a folder that is nobody's."""
    monkeypatch.chdir(home.parent)

    def run(*argv: str, stdin: str = "", now: str | None = NOW) -> Result:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        if now is not None:
            monkeypatch.setenv("B12TRACK_NOW", now)
        capsys.readouterr()
        code = main(argv)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return run


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock, which stamps what is saved, is the moment that is asked for."""
    monkeypatch.setattr(
        "b12track.clock.machine_now", lambda: datetime.fromisoformat(os.environ["B12TRACK_NOW"]).astimezone()
    )


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[int], None]:
    """From now on the answers go to a terminal, without colours, of so many columns."""
    capsys.readouterr()

    def terminal(columns: int) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")

    return terminal


@pytest.fixture
def alex_file(home: Path) -> Path:
    """Alex's data file, the only one."""
    home.mkdir()
    path = home / "alex.json"
    write_file(path, alex())
    return path


@pytest.fixture
def exchange(alex_file: Path) -> Callable[[], dict[str, Any]]:
    """Alex's exchange document as it is now; it must be valid."""
    return lambda: read_file(alex_file)


@pytest.fixture
def household(home: Path) -> Callable[..., None]:
    """Files of several people, each Alex's with other records."""

    def make(**people: dict[str, Any]) -> None:
        home.mkdir(exist_ok=True)
        for name, changes in people.items():
            raw = {**alex(), **changes}
            raw["person"] = {**raw["person"], "name": name.capitalize()}
            write_file(home / f"{name}.json", raw)

    return make
