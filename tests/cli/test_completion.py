"""Completion: each shell completes commands, options, the words behind them, and records with their sentence."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from alex import alex, write_file
from command_line import Run

HOSTILE = "$(touch hacked) `touch hacked`; Mum's"
# The words that are typed, and what is offered for the last of them.
CASES: list[tuple[tuple[str, ...], list[str]]] = [
    (("ne",), ["next"]),
    (("--person", "Alex", "ne"), ["next"]),
    (("--person", "plan", "und"), ["undelete", "undo"]),
    (("next", "--ch"), ["--check"]),
    (("plan", "sk"), ["skip"]),
    (("plan", "skip", "--rea"), ["--reason"]),
    (("--person", "Alex", "plan", "set", "--cor"), ["--corrects"]),
    (("supply", "add", "--str"), ["--strength"]),
    (("people", "add", "--time"), ["--timezone"]),
    (("inject", "--route", "S"), ["SC"]),
    (("inject", "--person", "Alex", "--route", "IM", "--site", "left-t"), ["left-thigh"]),
    (("log", "--person", "Alex", "ener"), ["energy="]),
    (("log", "--person", "Alex", "--note", "x", "slee"), ["sleep="]),
    (("trends", "--person", "Alex", "energy", "tin"), ["tingling"]),
    (("export", "js"), ["json"]),
    (("treatment", "metformin", "--kind", "fol"), ["folate"]),
    (("history", "--kind", "la"), ["labs"]),
    (("plan", "templates", "nl"), ["nl-hydroxocobalamin"]),
    (("plan", "set", "--template", "nl"), ["nl-hydroxocobalamin"]),
    (("supply", "add", "--person", "Alex", "--drug", "meth"), ["methylcobalamin"]),
    (("next", "--person", "Al"), ["Alex"]),
    (("lab", "--person", "Alex", "mm"), ["mma"]),
    (("lab", "b12", "140", "ng/L"), ["ng/L"]),
    (("--person", "Alex", "edit", "inj"), ["inj3", "inj2", "inj1"]),
    (("delete", "--person", "Alex", "log2"), ["log2"]),
    (("edit", "inj"), []),  # nobody can tell whose
    (("edit", ""), ["--person"]),
    (("log", ""), ["--person"]),
    (("undelete", ""), ["--person"]),
    (("supply", "open", ""), ["--person"]),
    (("supply", "open", "--person", "Alex", "su"), ["sup1"]),
    (("inject", "--supply", "s"), []),
    (("log", "--date", "n"), []),
    (("note", "n"), []),
    (("lab", "--person", "Alex", "b12", "n"), []),
    (("import", "note"), ["notes.json"]),
    (("restore", "note"), ["notes.json"]),
    (("report", "-o", "note"), ["notes.json"]),
    (("--file", "note"), ["notes.json"]),
]


@pytest.fixture
def typing(home: Path, tmp_path: Path) -> dict[str, str]:
    """Two people, a file that lies about, and b12track as it is installed."""
    home.mkdir()
    write_file(home / "alex.json", alex())
    write_file(home / "mum.json", {**alex(), "person": {"name": HOSTILE}})
    (tmp_path / "notes.json").write_text("{}", "utf-8")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "b12track"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m b12track "$@"\n', "utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {
        **os.environ,
        "PATH": path,
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "B12TRACK_NOW": "2026-11-21",
    }


@pytest.fixture
def script(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The script of one shell, in a file."""
    shell: str = request.param
    path = tmp_path / f"completion.{shell}"
    path.write_text(run("completion", shell).out, "utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    return path


def in_bash(script: Path, typing: dict[str, str], words: Sequence[str]) -> list[str]:
    """What bash would offer, a line each."""
    typed = " ".join(f"'{word}'" for word in ("b12track", *words))
    asked = (
        f"source {shlex.quote(str(script))}; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _b12track; "
        '((${#COMPREPLY[@]})) && printf "%s\\n" "${COMPREPLY[@]}"; true'
    )
    done = subprocess.run(
        ["bash", "-c", asked], env=typing, cwd=script.parent, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def in_fish(script: Path, typing: dict[str, str], words: Sequence[str]) -> list[str]:
    asked = f"source {shlex.quote(str(script))}; complete -C '{' '.join(('b12track', *words))}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked],
        env=typing,
        cwd=script.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def in_zsh(script: Path, typing: dict[str, str], words: Sequence[str]) -> list[str]:
    """What the function hands to zsh, which would choose from it by what is typed."""
    asked = f"""
      compdef() {{ }}; _message() {{ }}; compset() {{ }}; _files() {{ print -l -- *(N) }}
      _describe() {{ [[ $1 == -V ]] && shift; print -rl -- ${{(P)2}} }}
      source {shlex.quote(str(script))}
      words=(b12track {" ".join(f"'{word}'" for word in words)}); CURRENT=$#words; _b12track
    """
    done = subprocess.run(
        ["zsh", "-f", "-c", asked], env=typing, cwd=script.parent, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line.startswith(words[-1])]


def words_of(offered: Sequence[str]) -> list[str]:
    """The words alone, without what they say."""
    return [line.split("\t")[0].split("  (")[0].split(":")[0] for line in offered]


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash(script: Path, typing: dict[str, str]) -> None:
    assert {words: words_of(in_bash(script, typing, words)) for words, _ in CASES} == dict(CASES)


@pytest.mark.parametrize("script", ["zsh"], indirect=True)
def test_zsh(script: Path, typing: dict[str, str]) -> None:
    assert {words: words_of(in_zsh(script, typing, words)) for words, _ in CASES} == dict(CASES)


@pytest.mark.parametrize("script", ["fish"], indirect=True)
def test_fish(script: Path, typing: dict[str, str]) -> None:
    assert {words: words_of(in_fish(script, typing, words)) for words, _ in CASES} == dict(CASES)


@pytest.mark.parametrize("script", ["bash", "zsh", "fish"], indirect=True)
def test_records_stand_with_their_sentence(script: Path, typing: dict[str, str]) -> None:
    offer = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}[script.suffix[1:]]
    first, *_ = offer(script, typing, ("edit", "--person", "Alex", "inj"))
    assert "30 Oct 2026" in first and "left thigh" in first


@pytest.mark.parametrize("script", ["bash", "zsh", "fish"], indirect=True)
def test_a_name_is_only_ever_a_name(script: Path, typing: dict[str, str]) -> None:
    offer = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}[script.suffix[1:]]
    offered = [line for line in offer(script, typing, ("next", "--person", "")) if "hacked" in line]
    assert len(offered) == 1
    assert not list(script.parent.rglob("hacked"))
    if script.suffix == ".bash":
        said = subprocess.run(
            ["bash", "-c", f"printf %s {offered[0]}"], capture_output=True, text=True, check=True
        )
        assert said.stdout == HOSTILE, "what is put on the line is the name, quoted"


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_after_a_sign_of_equality(script: Path, typing: dict[str, str]) -> None:
    """Bash parts words there."""
    assert in_bash(script, typing, ("log", "energy", "=")) == []
    assert in_bash(script, typing, ("log", "energy", "=", "5")) == []
    assert in_bash(script, typing, ("inject", "--route", "=", "S")) == ["SC"]
    assert in_bash(script, typing, ("log", "--person", "=", "Alex", "energy", "=", "5", "sle")) == ["sleep="]


def test_what_cannot_be_told_offers_nothing(run: Run, home: Path) -> None:
    for kind in ("ids", "people", "scores", "nonsense", ""):
        assert run("completion", "words", kind) == (0, "", "")
    home.mkdir()
    (home / "alex.json").write_text("{", "utf-8")
    assert run("completion", "words", "ids") == (0, "", "")


def test_phases_and_questions_of_the_one_person(run: Run, alex_file: Path) -> None:
    assert (
        run("completion", "words", "phases", "--file", str(alex_file)).out == "1\tLoading\n2\tMaintenance\n"
    )
    assert run("completion", "words", "tests").out.splitlines()[:2] == ["B12", "b12"]
    assert run("completion", "words", "supplies").out.startswith("sup1\tsupply, ")


def test_what_was_deleted_can_be_named(run: Run, alex_file: Path) -> None:
    run("delete", "log2")
    assert run("completion", "words", "deleted").out.startswith("log2\t")
    assert run("completion", "words", "deleted", "--file", str(alex_file.with_name("gone.json"))) == (
        0,
        "",
        "",
    )


def test_zsh_finds_it_in_a_folder_of_its_own(typing: dict[str, str], run: Run, tmp_path: Path) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed")
    folder = tmp_path / "functions"
    folder.mkdir()
    (folder / "_b12track").write_text(run("completion", "zsh").out, "utf-8")
    path = f"fpath=({shlex.quote(str(folder))} $fpath)"
    asked = f"{path}; autoload -U compinit; compinit -u -D; print -r -- ${{_comps[b12track]}}"
    done = subprocess.run(["zsh", "-f", "-c", asked], env=typing, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("_b12track\n", "")


@pytest.mark.usefixtures("typing")
def test_no_option_is_offered_behind_an_option(run: Run) -> None:
    for kind in ("supplies", "deleted", "questions"):
        assert run("completion", "words", kind).out == ""
    for kind in ("stock", "undeletable"):
        assert run("completion", "words", kind).out.startswith("--person\tthere are several people")
