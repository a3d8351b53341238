"""How a command talks: wrapped to a terminal and nowhere else, and no path in pieces."""

from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run

SENTENCE = (
    "Alex: due in 34 days, Fri 25 Dec: hydroxocobalamin 1 mg (1000 mcg), into muscle (IM). "
    "Last injection Fri 30 Oct (22 days ago). Next visit Fri 25 Dec."
)
Terminal = Callable[[int], None]


@pytest.mark.usefixtures("alex_file")
def test_off_a_terminal_an_answer_is_a_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("next").out == f"{SENTENCE}\n"
    monkeypatch.setenv("COLUMNS", "30")
    assert run("next").out == f"{SENTENCE}\n"
    run("log", "energy=5", "--note", "x" * 60 + " " + "y" * 60)
    assert any("x" * 60 + " " + "y" * 60 in line for line in run("history").out.splitlines())


@pytest.mark.usefixtures("alex_file")
def test_on_a_terminal_an_answer_is_wrapped_to_it(run: Run, terminal: Terminal) -> None:
    terminal(40)
    said = run("next").out
    assert max(map(len, said.splitlines())) <= 40 and " ".join(said.split()) == SENTENCE


@pytest.fixture(params=["", "with a blank or  two in it", "x" * 120])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder as people have them."""
    folder: Path = tmp_path / "Deep" / request.param / "below"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("columns", [0, 20, 50, 100])
@pytest.mark.usefixtures("alex_file")
def test_a_path_is_whole_so_that_it_can_be_copied(
    run: Run, terminal: Terminal, folder: Path, columns: int
) -> None:
    if columns:
        terminal(columns)
    copy = folder / "a copy.json"
    moved = folder / "moved file.json"
    for command, path in (
        (("backup", "-o", str(copy)), copy),
        (("export", "ics", "-o", str(folder / "dates.ics")), folder / "dates.ics"),
        (("export", "ics", "-o", str(folder / "dates.ics")), folder / "dates.ics"),
        (("report", "-o", str(folder / "the page.txt")), folder / "the page.txt"),
        (("restore", str(copy), "--file", str(moved)), moved),
        (("import", str(copy), "--file", str(folder / "third.json")), folder / "third.json"),
        (("people", "add", "Mum", "--file", str(folder / "mum.json")), folder / "mum.json"),
        (("doctor", "--file", str(moved)), moved),
    ):
        said = run(*command)
        assert said.code == 0, said
        assert any(str(path) in line for line in said.out.splitlines()), (command, said.out)
