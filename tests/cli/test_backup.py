"""Backups: a checksum of their own, and a passphrase where one is wanted."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from alex import read_file
from b12track.cli.talk.session import Session
from command_line import Run

WORDS = "four quiet words here"
SEALED: list[bytes] = []
needs_pyrage = pytest.mark.skipif(find_spec("pyrage") is None, reason="the extra crypt is not installed")


@pytest.fixture
def backup(run: Run, alex_file: Path, tmp_path: Path) -> Path:
    """Alex's backup, as it was written."""
    assert alex_file.exists()
    path = tmp_path / "alex-backup.json"
    assert run("backup", "-o", str(path)).code == 0
    return path


@pytest.fixture
def sealed(run: Run, alex_file: Path, tmp_path: Path) -> Path:
    """Alex's backup behind a passphrase, made once: to make one is a second of hard work, on purpose."""
    assert alex_file.exists()
    path = tmp_path / "alex-backup.json.age"
    if not SEALED:
        assert run("backup", "--encrypt", "-o", str(path), stdin=f"{WORDS}\n{WORDS}\n").code == 0
        SEALED.append(path.read_bytes())
    path.write_bytes(SEALED[0])
    return path


def test_a_backup_carries_its_checksum_which_outlives_another_layout(run: Run, backup: Path) -> None:
    raw = json.loads(backup.read_text(encoding="utf-8"))
    assert re.fullmatch("sha256:[0-9a-f]{64}", raw["checksum"])
    assert "checksum" not in json.loads(run("export", "json").out)
    for layout in ({"indent": 4}, {"sort_keys": True}, {"ensure_ascii": True}):
        backup.write_text(json.dumps(raw, **layout), encoding="utf-8")
        assert run("restore", str(backup), "--yes").code == 0
        assert run("import", str(backup)).code == 0


@pytest.mark.parametrize("command", ["restore", "import"])
def test_a_figure_that_turned_is_noticed(run: Run, alex_file: Path, backup: Path, command: str) -> None:
    text, before = backup.read_text(encoding="utf-8"), alex_file.read_bytes()
    turned = text.replace('"value": 140', '"value": 240', 1)
    assert turned != text
    backup.write_text(turned, encoding="utf-8")
    said = run(command, str(backup), "--yes")
    assert said.code == 1 and alex_file.read_bytes() == before
    assert "was damaged or changed after it was written: its checksum is wrong" in said.err


@needs_pyrage
def test_behind_a_passphrase_and_back(run: Run, alex_file: Path, sealed: Path) -> None:
    before = read_file(alex_file)
    data = sealed.read_bytes()
    assert data.startswith(b"age-encryption.org/v1") and b"Alex" not in data and b"injections" not in data
    assert run("plan", "stop").code == 0
    assert run("restore", str(sealed), "--yes", stdin=f"{WORDS}\n").code == 0
    assert read_file(alex_file) == before


@needs_pyrage
def test_a_wrong_passphrase_is_one_sentence(run: Run, alex_file: Path, sealed: Path) -> None:
    before = alex_file.read_bytes()
    said = run("restore", str(sealed), "--yes", stdin="another one\n")
    assert (said.code, said.err.count("\n"), alex_file.read_bytes()) == (1, 1, before)
    assert "does not open: the passphrase is wrong, or the file was cut or changed" in said.err
    assert "another one\n" not in said.out
    sealed.write_bytes(sealed.read_bytes()[:-40])
    assert "does not open" in run("restore", str(sealed), "--yes", stdin=f"{WORDS}\n").err
    assert "is an encrypted backup: `b12track restore` reads such a file" in run("import", str(sealed)).err


@needs_pyrage
@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (f"{WORDS}\nfour other words\n", "the two were not the same, so no backup was written"),
        ("\n\n", "nothing was typed, so no backup was written"),
        ("", "nothing was typed"),
    ],
)
def test_the_passphrase_is_typed_twice_alike(run: Run, tmp_path: Path, typed: str, says: str) -> None:
    said = run("backup", "--encrypt", "-o", str(tmp_path / "x.age"), stdin=typed)
    assert said.code == 1 and says in said.err
    assert not (tmp_path / "x.age").exists()


@needs_pyrage
@pytest.mark.usefixtures("alex_file")
def test_at_a_terminal_it_is_never_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def unseen(prompt: str) -> str:
        asked.append(prompt)
        return WORDS

    monkeypatch.setattr(Session, "is_interactive", True)
    monkeypatch.setattr("getpass.getpass", unseen)
    said = run("backup", "--encrypt", "-o", str(tmp_path / "x.age"))
    assert (said.code, len(asked)) == (0, 2)
    assert WORDS not in said.out + said.err
    assert "nobody can read this backup without it" in said.out


@pytest.mark.usefixtures("alex_file")
def test_without_the_extra_one_line_says_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    (tmp_path / "x.age").write_bytes(b"age-encryption.org/v1\n")
    for argv in (
        ["backup", "--encrypt", "-o", str(tmp_path / "y.age")],
        ["restore", str(tmp_path / "x.age")],
    ):
        said = run(*argv, stdin="typed\ntyped\n")
        assert said.err == (
            "b12track: an encrypted backup needs the extra: "
            "install it from the folder b12track was installed from, such as pip install '.[crypt]'\n"
        )


@needs_pyrage
@pytest.mark.skipif(not shutil.which("age") or os.name == "nt", reason="no other age program is here")
def test_another_age_program_opens_it(sealed: Path, backup: Path) -> None:
    """`age` asks for a passphrase at the terminal alone, so it is given one."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover (the child is another program)
        os.execvp("age", ["age", "--decrypt", "-o", f"{sealed}.open", str(sealed)])
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1000)
    os.write(terminal, WORDS.encode() + b"\n")
    try:
        while os.read(terminal, 1000):
            pass
    except OSError:
        pass  # the end, as a terminal says it
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert Path(f"{sealed}.open").read_bytes() == backup.read_bytes()
    assert subprocess.run(["age", "--version"], capture_output=True, check=True).returncode == 0


@pytest.mark.usefixtures("alex_file")
def test_a_text_is_read_from_the_standard_input(run: Run, exchange: Callable[[], dict[str, object]]) -> None:
    said = "two words, and\nanother line"
    assert run("note", "-", stdin=said + "\n").code == 0
    assert run("ask", "-", stdin="Could it be sooner?\n").code == 0
    assert run("inject", "--route", "IM", "--note", "-", "--yes", stdin="it stung\n").code == 0
    assert run("log", "energy=5", "--note", "-", stdin="a long day\n").code == 0
    document = json.dumps(exchange())
    for text in (said, "Could it be sooner?", "it stung", "a long day"):
        assert json.dumps(text)[1:-1] in document
    assert "nothing was typed" in run("note", "-", stdin="\n").err
    assert "write at most 5000" in run("note", "-", stdin="x" * 6000).err
