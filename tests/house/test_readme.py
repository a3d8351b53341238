"""The README keeps its word: its tables are the code's, its shell blocks run, its pictures are there."""

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from b12track.cli.door.catalogue import COMMANDS
from b12track.cli.door.main import KEYWORDS, main, parser_for

TOP = Path(__file__).parent.parent.parent
README = (TOP / "README.md").read_text("utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
OURS = [block for block in SHELL if not block.startswith("python3 -m venv")]


def test_tables_are_as_the_code_has_them() -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        tables = import_module("tables")
    finally:
        sys.path.pop(0)
    assert tables.with_tables(README) == README, "run python tests/house/tables.py"


def test_two_lines_do_all() -> None:
    lines = [block.strip() for block in SHELL if block.startswith("python3 -m venv")]
    assert len(lines) == 2 and not any("\n" in line for line in lines)
    assert lines[0].endswith("b12track demo") and "pytest" in lines[1]


def test_shell_blocks_run_in_order(tmp_path: Path) -> None:
    wrapper = tmp_path / "bin" / "b12track"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m b12track "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    env = {
        "PATH": f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "B12TRACK_NOW": "2026-11-21T19:30",
        "LANG": "C.UTF-8",
    }
    for block in OURS:
        done = subprocess.run(
            ["sh", "-e"], input=block, env=env, cwd=tmp_path, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    assert (tmp_path / "b12.ics").exists() and (tmp_path / "page.html").exists()


def test_the_recipes_for_status_bars_are_read_by_the_bars(tmp_path: Path) -> None:
    (waybar,) = re.findall(r"```json\n(\"custom/b12\".*?)```", README, re.DOTALL)
    assert json.loads(f"{{{waybar}}}")["custom/b12"]["return-type"] == "json"
    polybar = ConfigParser()
    (block,) = re.findall(r"```ini\n(\[module/b12\].*?)```", README, re.DOTALL)
    polybar.read_string(block)
    assert polybar["module/b12"]["exec"] in (f"b12track {words}" for words in ("next --short",))
    (tmux,) = re.findall(r"```console\n(set -g status-right.*?)```", README, re.DOTALL)
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    (tmp_path / "tmux.conf").write_text(tmux, "utf-8")
    asked = ["-f", str(tmp_path / "tmux.conf"), "start-server", ";", "show-options", "-gv", "status-right"]
    with TemporaryDirectory(dir="/tmp") as short:  # the name of a socket has room for a hundred letters
        socket = str(Path(short, "socket"))
        done = subprocess.run(["tmux", "-S", socket, *asked], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("#(b12track next --short) \n", "")


def test_pictures_are_there() -> None:
    for name in re.findall(r"\]\((screenshots/[^)]+)\)", README):
        assert (TOP / name).is_file(), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_an_example_and_a_line_in_the_readme(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert COMMANDS[name].examples and all(
        f"b12track {example}" in shown for example in COMMANDS[name].examples
    )
    assert all(example.split()[0] == name for example in COMMANDS[name].examples)
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    parser = parser_for(name)
    import_module(f"b12track.cli.commands.{name}{'_' if name in KEYWORDS else ''}").configure(parser)
    silent = [option for option in _options(parser) if option[1] is None]
    assert silent == []


def _options(parser: ArgumentParser) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for action in parser._actions:
        if action.option_strings:
            found.append((action.option_strings[-1], action.help))
        if isinstance(action.choices, dict):
            for inner in action.choices.values():
                found += _options(inner)
    return found
