"""`trends`: a chart, the numbers and what they may claim."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run
from pages import made_up_year
from stage import person_file_of


@pytest.fixture
def year(home: Path) -> Path:
    home.mkdir()
    return person_file_of(home, made_up_year()).path


@pytest.mark.usefixtures("year")
def test_one_symptom_with_its_verdicts(run: Run) -> None:
    done = run("trends", "energy")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0].startswith("Energy")
    words = " ".join(done.out.split())
    for said in (
        "▲ high is good.",
        "Since the start: better, +3.2 (",
        "95 % range.",
        "start 3.0: 5-18 Jan, 14 days logged; treatment had begun.",
        "now 6.2: 25 Oct - 21 Nov, 23 days logged.",
        "Late against mid-cycle: lower late in the cycle: -1.",
        "95 % range. This does not show why.",
        "Against the end of loading: not clearly lower: +",
    ):
        assert said in words, said


@pytest.mark.usefixtures("year")
def test_all_that_are_asked_for(run: Run) -> None:
    out = run("trends").out
    assert [line.split("  ")[0] for line in out.splitlines() if line.endswith("21 Nov 2026")] == [
        "Energy",
        "Sleep",
        "Tingling or numbness",
        "Injection-site soreness",
    ]
    assert "not enough entries (needs 5 logged days in the last 28" in " ".join(out.split())


@pytest.mark.usefixtures("year")
def test_nothing_logged_is_said(run: Run) -> None:
    assert run("trends", "fog").out == "Brain fog: nothing logged.\n"
    assert run("trends", "energy", "--since", "today").out == "Energy: nothing logged since then.\n"


@pytest.mark.usefixtures("alex_file")
def test_before_treatment_is_said(run: Run) -> None:
    run("trends")
    run("delete", "inj1")
    out = " ".join(run("trends", "energy").out.split())
    assert "Since the start: not enough entries (" in out
    assert "start " not in out.split("Since the start")[1]


@pytest.mark.usefixtures("year")
def test_since_and_what_is_refused(run: Run) -> None:
    first = run("trends", "energy", "--since", "2026-06-01").out.splitlines()[0]
    assert first.endswith("1 Jun - 21 Nov 2026")
    for wrong in (("--since", "2026-12-01"), ("nonsense",), ("--since", "03/04/2026")):
        done = run("trends", *wrong)
        assert done.code == 1 and done.out == "" and len(done.err.splitlines()) == 1


@pytest.mark.usefixtures("year")
def test_facts_for_programs(run: Run) -> None:
    facts = json.loads(run("trends", "energy", "--json").out)
    assert facts["symptoms"].keys() == {"energy"}
    assert facts["symptoms"]["energy"]["change"]["verdict"] == "better"


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.usefixtures("year")
def test_it_fits_the_terminal(run: Run, terminal: Callable[[int], None], columns: int) -> None:
    terminal(columns)
    assert max(len(line) for line in run("trends", "energy").out.splitlines()) <= columns


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("name", "value", "colour"), [("TERM", "xterm", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)]
)
@pytest.mark.usefixtures("year")
def test_colour_only_where_it_is_wanted(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, colour: bool
) -> None:
    from b12track.cli.door.main import main

    assert "\x1b" not in run("trends", "energy").out
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["trends", "energy"]) == 0
    assert ("\x1b[" in screen.getvalue()) == colour
