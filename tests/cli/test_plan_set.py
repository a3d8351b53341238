"""`plan set` where something stands already, or where an answer could mean two things."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from b12track.cli.talk.session import Session
from command_line import Run

PLAN = {
    "set_on": "2026-11-20",
    "first_due": "2026-11-20",
    "drug": "hydroxocobalamin",
    "dose_mcg": 1000,
    "route": "IM",
    "phases": [{"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 8}}],
}
BEGUN = ("Dr Who", "letter", "2026-11-20", "hydroxocobalamin", "1mg", "im")


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[..., str]:
    """A plan in a file, with what is different about it."""

    def write(**different: Any) -> str:
        path = tmp_path / "plan.json"
        path.write_text(json.dumps({**PLAN, **different}), encoding="utf-8")
        return str(path)

    return write


def answers(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_what_a_program_is_told_carries_the_id_that_was_saved(
    run: Run, plan_file: Callable[..., str]
) -> None:
    said = json.loads(run("plan", "set", "--from", plan_file(), "--json").out)
    assert said["id"] == said["after"]["plan"]["id"] == json.loads(run("plan", "--json").out)["plan"]["id"]


def test_an_injection_that_was_entered_with_a_plan_is_named_when_it_is_taken_back(run: Run) -> None:
    typed = answers(*BEGUN, "past it", "every 8 weeks", "2026-10-01", "yes", "")
    assert run("plan", "set", stdin=typed).code == 0
    (last,) = json.loads(run("history", "--kind", "injections", "--json").out)
    assert json.loads(run("next", "--json").out)["last"]["id"] == last["id"]
    assert run("undo").out == ("Undone for me: plan of 20 Nov 2026, with the injection of Thu 1 Oct 2026.\n")
    assert json.loads(run("history", "--json").out) == []


def test_no_answer_is_told_what_would_be_one_and_no_name_of_ours(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter alone at every question that wants an answer, and then one."""
    monkeypatch.setattr(Session, "is_interactive", True)
    wanted = ["2026-11-20", "hydroxocobalamin", "1mg", "IM", "past it", "every 8 weeks", "", "2026-12-01"]
    typed = [line for answer in wanted for line in (("", answer) if answer else ("",))]
    said = run("plan", "set", stdin=answers("", "", *typed, *[""] * 6, "yes"))
    assert said.code == 0, said.err
    told = " ".join(said.out.split()).split("Please answer this one")[1:]
    assert len(told) == len(wanted) - 1
    assert all(line.startswith(": write ") for line in told), told
    for ours in ("set_on", "first_due", "dose_mcg", '""'):
        assert ours not in said.out


@pytest.mark.parametrize("typed", ["friday", "27 nov", "fri"])
def test_a_day_that_could_be_past_or_to_come_is_asked_for_exactly(run: Run, typed: str) -> None:
    """2026-11-21 is a Saturday: for a plan that "did begin, or will", Friday is yesterday or in six days."""
    said = run("plan", "set", stdin=answers("", "", typed))
    assert said.code == 1
    assert f'beginning: "{typed}" could be ' in said.err or f"beginning: {typed} could be " in said.err
    assert "2026-11-27" in said.err
    assert run("next").code == 1  # nobody was begun


@pytest.mark.parametrize(
    ("begun", "typed", "first_due"),
    [
        ("2026-01-05", "5 jan", "2026-01-05"),
        ("2026-01-03", "mon", "2026-01-05"),
        ("2026-11-20", "fri", "2026-11-20"),
        ("2026-11-20", "27 nov", "2026-11-27"),
        ("2026-11-20", "5 jan", "2027-01-05"),
    ],
)
def test_the_first_injection_is_looked_for_from_the_plans_beginning_on(
    run: Run, begun: str, typed: str, first_due: str
) -> None:
    told = (
        "Dr Who",
        "letter",
        begun,
        "hydroxocobalamin",
        "1mg",
        "im",
        "yes",
        "weekly",
        "6 doses",
        "no",
        "monthly",
    )
    said = run("plan", "set", stdin=answers(*told, typed, ""))
    assert said.code == 0, said.err
    (plan,) = json.loads(run("history", "--kind", "plans", "--json").out)
    assert plan["first_due"] == first_due
    kept = ("", "", "", "", "", "", "", "", "")
    assert run("plan", "set", "--corrects", stdin=answers(*kept, typed, "")).code == 0
    assert json.loads(run("history", "--kind", "plans", "--json").out)[0]["first_due"] == first_due


def test_a_plan_that_is_to_begin_is_not_entered_twice_unasked(
    run: Run, plan_file: Callable[..., str]
) -> None:
    path = plan_file(set_on="2026-11-23", first_due="2026-11-23")
    assert run("plan", "set", "--from", path).code == 0
    again = run("plan", "set", "--from", path)
    assert again.code == 1
    assert again.err == (
        "b12track: a plan begins Mon 23 Nov: add --corrects if this corrects it (same id and start), "
        "or --new if it is a new plan\n"
    )
    asked = run("plan", "set", stdin="")
    assert "A plan begins Mon 23 Nov: hydroxocobalamin 1 mg (1000 mcg)" in asked.out
    path = plan_file(set_on="2026-11-23", first_due="2026-11-23", route="SC")
    assert run("plan", "set", "--from", path, "--corrects").code == 0
    (plan,) = json.loads(run("history", "--kind", "plans", "--json").out)
    assert plan["route"] == "SC"


def test_a_plan_that_is_to_begin_is_shown_whole(run: Run, plan_file: Callable[..., str]) -> None:
    run("plan", "set", "--from", plan_file(set_on="2026-11-23", first_due="2026-11-24"))
    said = run("plan", "show").out
    assert said.startswith("Plan for me: hydroxocobalamin 1 mg (1000 mcg), into muscle (IM)")
    assert "Phase 1     Maintenance: every 8 weeks, ongoing\n" in said
    assert "Next        ○ PLAN STARTS Mon 23 Nov\n" in said
    assert "Next dates  Tue 24 Nov; Tue 19 Jan 2027; Tue 16 Mar 2027" in said
    assert "Other plans" not in said


def test_a_drug_that_looks_like_a_slip_is_asked_about(run: Run, plan_file: Callable[..., str]) -> None:
    said = run("plan", "set", "--from", plan_file(drug="hydroxycobalamin")).out
    assert "The drug is hydroxycobalamin; was hydroxocobalamin meant?\n" in said


def test_what_is_wrong_with_a_plan_is_said_in_the_words_of_its_file(
    run: Run, plan_file: Callable[..., str]
) -> None:
    said = run("plan", "set", "--from", plan_file(dose_mcg=True)).err
    assert "dose_mcg: true is not a number" in said


def test_a_confirmation_without_a_name_says_how_to_add_it(run: Run, plan_file: Callable[..., str]) -> None:
    phases = [
        {"name": "Loading", "kind": "repletion", "every": {"days": 2}, "until": {"doses": 1}},
        {"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 8}},
    ]
    run("plan", "set", "--from", plan_file(phases=phases))
    run("inject", "--route", "IM", "--at", "2026-11-20")
    run("plan", "confirm")
    refused = run("plan", "confirm", "--by", "Dr Okafor")
    (said,) = json.loads(run("history", "--kind", "transitions", "--json").out)
    assert refused.code == 1
    assert f"`b12track edit {said['id']} by=WHO` says who confirmed it" in refused.err
    assert run("edit", said["id"], "by=Dr Okafor").code == 0
