"""Completion: each shell completes commands, their commands, options and the words behind them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import Run

CASES = [
    (("ne",), "next"),
    (("--person", "Alex", "ne"), "next"),
    (("--person", "plan", "und"), "undo"),
    (("next", "--ch"), "--check"),
    (("plan", "sk"), "skip"),
    (("plan", "skip", "--rea"), "--reason"),
    (("--person", "Alex", "plan", "set", "--cor"), "--corrects"),
    (("supply", "add", "--str"), "--strength"),
    (("people", "add", "--time"), "--timezone"),
    (("inject", "--route", "S"), "SC"),
    (("inject", "--route", "IM", "--site", "left-t"), "left-thigh"),
    (("log", "ener"), "energy="),
    (("export", "js"), "json"),
]


@pytest.fixture
def script(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The script of one shell, in a file."""
    shell: str = request.param
    path = tmp_path / f"completion.{shell}"
    path.write_text(run("completion", shell).out, "utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    return path


@pytest.mark.parametrize("script", ["bash"], indirect=True)
@pytest.mark.parametrize(("words", "completed"), CASES)
def test_bash(script: Path, words: tuple[str, ...], completed: str) -> None:
    typed = " ".join(("b12track", *words))
    asked = (
        f"source {script}; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _b12track; echo ${{COMPREPLY[@]}}"
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == ([completed], "")


@pytest.mark.parametrize("script", ["fish"], indirect=True)
@pytest.mark.parametrize(("words", "completed"), CASES)
def test_fish(script: Path, words: tuple[str, ...], completed: str) -> None:
    asked = f"source {script}; complete -C '{' '.join(('b12track', *words))}'"
    done = subprocess.run(["fish", "--no-config", "-c", asked], capture_output=True, text=True, check=True)
    assert ([line.split("\t")[0] for line in done.stdout.splitlines()], done.stderr) == ([completed], "")


@pytest.mark.parametrize("script", ["zsh"], indirect=True)
@pytest.mark.parametrize(("words", "completed"), CASES)
def test_zsh(script: Path, words: tuple[str, ...], completed: str) -> None:
    """What the function hands to zsh, which would choose from it by what is typed."""
    asked = f"""
      compdef() {{ }}; _files() {{ }}; _message() {{ }}
      _describe() {{ print -l -- ${{${{(P)2}}%%:*}} }}
      compadd() {{ [[ $1 == -S ]] && shift 2; [[ $1 == -- ]] && shift; print -l -- $@ }}
      source {script}
      words=(b12track {" ".join(words)}); CURRENT=$#words; _b12track
    """
    done = subprocess.run(["zsh", "-f", "-c", asked], capture_output=True, text=True, check=True)
    offered = [word for word in done.stdout.split() if word.startswith(words[-1])]
    assert (offered, done.stderr) == ([completed], "")
