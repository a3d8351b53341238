"""`trends`: a chart, the numbers and what they may claim."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from changed_interval import changed_interval
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
        "288 of 321 days logged (90 %), 281 the same day or the next.",
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
    assert run("trends", "fog").out == "Brain fog: nothing is logged yet.\n"
    assert run("trends", "energy", "--since", "today").out == "Energy: nothing is logged since then.\n"


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
    for wrong in (("--since", "2026-12-01"), ("nonsense",), ("--since", "03/04/2026"), ("--since", "")):
        done = run("trends", *wrong)
        assert done.code == 1 and done.out == "" and len(done.err.splitlines()) == 1


@pytest.fixture
def changed(home: Path) -> Path:
    home.mkdir()
    return person_file_of(home, changed_interval(seed=3)).path


@pytest.mark.usefixtures("changed")
def test_two_regimens_are_listed_and_drawn(run: Run) -> None:
    done = run("trends", "energy", "--compare")
    assert (done.code, done.err) == (0, "")
    words = " ".join(done.out.split())
    for said in (
        "Now: every 8 weeks, 8 Dec 2025 - 9 Nov, 6 whole cycles.",
        "1 every 12 weeks, 6 Jan - 8 Dec 2025, 4 whole cycles (compared here)",
        "Energy: two regimens by days since the dose",
        "every 12 weeks, 4 cycles every 8 weeks, 6 cycles",
        "On every 12 weeks the dip was 1.6 (4 cycles), on every 8 weeks 0.1 the other way (6): smaller by 1.7 "
        "(could be 0.9 to 2.5). This does not show why.",
        "A difference under about 0.8 points would not show with these entries.",
        "Overall 5.5, then 6.0: everything else that changed is in this number.",
        "In these days: metformin since 1 Sep 2025; iron 3 Mar - 2 Jun; folate 1 Jul - 2 Aug; flu (3 Mar).",
    ):
        assert said in words, said
    assert (
        run("trends", "--compare", "energy").out == run("trends", "energy", "--compare", "1").out == done.out
    )


@pytest.mark.usefixtures("changed")
def test_a_regimen_that_is_not_there_is_refused(run: Run) -> None:
    for number in ("2", "0", "-1"):
        done = run("trends", "--compare", number)
        assert (done.code, done.out) == (1, "")
        assert f"there is no earlier regimen {number} to compare with: write 1" in done.err


@pytest.mark.usefixtures("changed")
def test_the_comparison_stands_among_the_numbers_and_the_facts(run: Run) -> None:
    words = " ".join(run("trends", "energy").out.split())
    assert "Was the dip smaller than before? On every 12 weeks the dip was 1.6 (4 cycles)" in words
    facts = json.loads(run("trends", "energy", "--json").out)["symptoms"]["energy"]["compare"]
    assert list(facts) == ["before", "after", "effect", "low", "high", "detectable", "verdict"]
    assert facts["before"]["regimen"] == {
        "drug": "hydroxocobalamin",
        "dose_mcg": 1000,
        "route": "IM",
        "every": {"weeks": 12},
    }
    assert list(facts["after"]) == ["regimen", "cycles", "dip", "level", "early_doses"]
    assert (facts["before"]["cycles"], facts["after"]["cycles"], facts["verdict"]) == (4, 6, "smaller")


@pytest.mark.usefixtures("year")
def test_with_one_regimen_it_says_what_it_takes(run: Run) -> None:
    assert run("trends", "--compare").out.startswith(
        "There is nothing to compare yet. This needs an earlier regimen"
    )
    assert (
        json.loads(run("trends", "energy", "--compare", "--json").out)["symptoms"]["energy"]["compare"]
        is None
    )


@pytest.mark.usefixtures("year")
def test_a_day_to_look_from_is_a_picture_and_a_mean_and_no_other_verdict(run: Run) -> None:
    whole, since = (
        " ".join(run("trends", "energy", *args).out.split()) for args in ((), ("--since", "2026-10-01"))
    )
    assert "From 1 Oct on the mean is 5.8, 45 days logged. What follows is about the whole plan." in since
    for question in ("Better than at the start?", "Does it wear off before the dose?"):
        assert whole.split(question)[1].split("?")[0] == since.split(question)[1].split("?")[0]
    thin = " ".join(run("trends", "energy", "--since", "2026-11-19").out.split())
    assert "From 19 Nov on too few days are logged. What follows is about the whole plan." in thin


@pytest.mark.usefixtures("year")
def test_soreness_alone_has_its_picture_and_its_days(run: Run) -> None:
    out = run("trends", "soreness").out
    assert "Injection-site soreness" in out and "Better than at the start?" not in out
    assert "left thigh usually" in " ".join(out.split())
    assert (
        run("trends", "soreness", "--since", "today").out
        == "Injection-site soreness: nothing is logged since then.\n"
    )


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
