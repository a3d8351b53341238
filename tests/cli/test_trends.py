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
        "288 of 321 days logged (90 %).",
        "Better than at the start? Better: 2.8 higher in the last whole cycle than in the first 14 logged days, when "
        "treatment had begun (could be ",
        "start 3.0: 5-18 Jan, 14 days logged; treatment had begun.",
        "now 5.8: 4 Sep - 29 Oct, 50 days logged.",
        "Does it wear off before the dose? 1.7 lower in the last quarter (could be 1.1 to 2.3; 5 cycles). "
        "This does not show why.",
        "Worse than at the end of loading? 3.0 higher in the last whole cycle than at the end of loading (could be ",
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
    assert (
        "left thigh usually 2.5+ (of 6 doses); right thigh 2+, 2+, 3. 2 of 11 doses not followed."
        in " ".join(out.split())
    )


@pytest.mark.usefixtures("year")
def test_nothing_logged_is_said(run: Run) -> None:
    assert run("trends", "fog").out == "Brain fog: nothing logged.\n"
    assert run("trends", "energy", "--since", "today").out == "Energy: nothing logged since then.\n"


@pytest.mark.usefixtures("alex_file")
def test_before_treatment_is_said(run: Run) -> None:
    run("trends")
    run("delete", "inj1")
    out = " ".join(run("trends", "energy").out.split())
    assert "Better than at the start? Needs " in out
    assert "; before treatment" not in out and "; treatment had begun" not in out


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
