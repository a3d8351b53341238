"""`plan`: what it shows, what it asks, and how a tired patient's slips are met."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from b12track.cli.talk.session import Session
from b12track.domain.reference.templates import TEMPLATES

Run = Callable[..., Any]
PLAN = {
    "set_on": "2026-11-20",
    "first_due": "2026-12-01",
    "prescribed_by": "Dr Who",
    "drug": "hydroxocobalamin",
    "dose_mcg": 1000,
    "route": "IM",
    "phases": [
        {
            "name": "Loading",
            "kind": "repletion",
            "every": {"weekdays": ["mon", "wed", "fri"]},
            "until": {"doses": 6},
        },
        {"name": "Maintenance", "kind": "maintenance", "every": {"months": [2, 3]}},
    ],
}


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN), encoding="utf-8")
    return path


@pytest.fixture
def interactive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person is there to answer."""
    monkeypatch.setattr(Session, "is_interactive", True)


def answers(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


NEW = ("Dr Who", "clinic letter", "2026-11-20", "hydroxocobalamin", "1mg", "im")


@pytest.mark.usefixtures("alex_file")
def test_the_plan_is_shown_with_the_numbers_that_phase_takes(run: Run) -> None:
    for argv in (["plan"], ["plan", "show"]):
        out = run(*argv).out
        assert "Phase 1" in out and "Loading: every week, 2 doses" in out
        assert "Phase 2" in out and "Maintenance: every 8 weeks, ongoing, in force" in out
        assert "○ IN 34 DAYS Fri 25 Dec" in out
        assert "Fri 25 Dec; Fri 19 Feb 2027" in out
        assert "date moved to Fri 20 Mar, decided by somebody not named" in out


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize("argv", [("--json", "plan"), ("plan", "--json"), ("plan", "show", "--json")])
def test_the_plan_for_programs(run: Run, argv: tuple[str, ...]) -> None:
    facts = json.loads(run(*argv).out)
    assert facts["plan"]["id"] == "plan1"
    assert facts["phase"]["index"] == 1
    assert facts["upcoming"][0] == {"from": "2026-12-25", "by": "2026-12-25", "phase": 1, "to_confirm": False}
    assert facts["transitions"][0]["id"] == "tra1"


def test_without_a_plan_it_says_how_to_enter_one(run: Run) -> None:
    run("person", "timezone=UTC")
    assert "NO PLAN ENTERED. `b12track plan set` enters a plan." in run("plan").out


def test_the_options_stand_before_and_after_the_action(run: Run, alex_file: Path) -> None:
    for argv in (
        ["--file", str(alex_file), "plan", "show"],
        ["plan", "--file", str(alex_file), "show"],
        ["plan", "show", "--file", str(alex_file)],
    ):
        assert "Plan for Alex" in run(*argv).out
    assert run("plan", "show", "--file", str(alex_file) + "x").code == 3


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["skip", "--by", "Riverside", "--reason", "flu"], "skip of Fri 25 Dec 2026, by Riverside (flu)."),
        (["move", "2027-01-02", "--by", "Riverside"], "move of Fri 25 Dec 2026, by Riverside."),
        (["phase", "1", "--by", "Dr Who", "--yes"], "move to Loading, by Dr Who."),
        (["phase", "loading", "--yes"], "move to Loading, who said so is not recorded."),
        (["stop", "--reason", "moved away"], "stop of the plan of 5 Jan 2026 (moved away)."),
    ],
)
def test_a_change_says_who_and_before_and_after(
    run: Run, exchange: Callable[[], dict[str, Any]], argv: list[str], said: str
) -> None:
    before = exchange()
    result = run("plan", *argv)
    assert result.code == 0
    assert f"Saved for Alex: {said}" in result.out
    assert "IN 34 DAYS → " in result.out
    assert exchange() != before
    assert run("undo").code == 0
    assert exchange() == before


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["confirm"], "Maintenance was already confirmed on Mon 12 Jan"),
        (["phase", "3"], "phase: 3 is not a phase of the plan: write one of 1 Loading, 2 Maintenance"),
        (["phase", "0"], "phase: 0 is not a phase of the plan"),
        (["phase", "1"], "Loading is already over, and Maintenance has been in force since Mon 12 Jan"),
        (["phase", "2"], "Maintenance is already in force"),
        (["skip", "--by", ""], "by: nobody is named"),
        (["skip", "--by", "R", "--due", "03/04/2027"], "can be read as"),
        (["move", "yesterday", "--by", "R"], "is past"),
        (["move", "25 Dec", "--by", "R"], "is already the date of the plan"),
        (["stop", "--on", "2026-12-01"], "is still to come"),
        (["stop", "--on", "2025-12-01"], "before the plan began"),
        (["set", "--from", "nowhere.json"], "there is no such file"),
        (["set", "--template", "uk"], "is not a known template"),
        (["set", "--loading-over"], "it goes with --from"),
        (["templates", "nothing"], "is not a known template"),
    ],
)
def test_a_slip_is_one_line_and_changes_nothing(
    run: Run, exchange: Callable[[], dict[str, Any]], argv: list[str], said: str
) -> None:
    before = exchange()
    result = run("plan", *argv)
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert exchange() == before


@pytest.mark.parametrize("argv", [["skip"], ["move", "fri"], ["move", "--by", "R"], ["phase"], ["leap"]])
def test_usage_is_exit_2(run: Run, argv: list[str]) -> None:
    assert run("plan", *argv).code == 2


def test_a_weekday_of_a_move_looks_forward(run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    run("plan", "move", "mon", "--by", "Riverside")
    assert exchange()["adjustments"][-1]["due"] == "2026-11-23"


@pytest.mark.usefixtures("alex_file")
def test_a_change_for_programs(run: Run) -> None:
    facts = json.loads(run("plan", "skip", "--by", "Riverside", "--json").out)
    assert (facts["before"]["next"]["from"], facts["after"]["next"]["from"]) == ("2026-12-25", "2027-02-19")


def test_every_template_is_cited_with_its_mark_and_caution(run: Run) -> None:
    out = " ".join(run("plan", "templates").out.split())
    for template in TEMPLATES:
        assert f"{template.id}: {template.title}" in out
        assert f"Source: {template.source} [{template.mark}:" in out
        assert " ".join(template.caution.split()) in out
    assert "not suggestions" in out
    assert [each["id"] for each in json.loads(run("plan", "templates", "--json").out)] == [
        t.id for t in TEMPLATES
    ]


def test_a_plan_from_a_file(run: Run, plan_file: Path) -> None:
    run("people", "add", "Alex", "--timezone", "Europe/London")
    result = run("plan", "set", "--from", str(plan_file), "--person", "Alex")
    assert result.code == 0
    assert "Next dates" in result.out and "Tue 1 Dec; Fri 4 Dec; Mon 7 Dec" in result.out
    assert "Saved for Alex: plan of 20 Nov 2026." in result.out
    assert "NO PLAN ENTERED → in 10 days, Tue 1 Dec" in result.out


def test_with_a_plan_in_force_a_file_must_say_what_it_is(
    run: Run, exchange: Callable[[], dict[str, Any]], plan_file: Path
) -> None:
    before = exchange()
    result = run("plan", "set", "--from", str(plan_file), stdin="new\n")
    assert result.code == 1
    assert "--corrects" in result.err and "--new" in result.err
    assert exchange() == before
    assert run("plan", "set", "--from", str(plan_file), "--corrects", "--new").code == 2


def test_a_correction_from_a_file_keeps_id_and_start(
    run: Run, exchange: Callable[[], dict[str, Any]], plan_file: Path
) -> None:
    result = run("plan", "set", "--from", str(plan_file), "--corrects")
    assert "A correction keeps the start of the plan, Mon 5 Jan 2026." in result.err
    assert "This changes whether these injections count as early, on time or late" in " ".join(
        result.out.split()
    )
    (plan,) = exchange()["plans"]
    assert (plan["id"], plan["set_on"], plan["prescribed_by"]) == ("plan1", "2026-01-05", "Dr Who")


def test_a_refused_correction_is_one_line(
    run: Run, exchange: Callable[[], dict[str, Any]], plan_file: Path
) -> None:
    plan = json.loads(plan_file.read_text("utf-8"))
    plan_file.write_text(json.dumps({**plan, "phases": plan["phases"][:1]}), "utf-8")
    before = exchange()
    result = run("plan", "set", "--from", str(plan_file), "--corrects")
    assert result.code == 1 and result.err.startswith("b12track: phases: ")
    assert len(result.err.splitlines()) == 1 and exchange() == before


def test_loading_that_is_over_from_a_file(
    run: Run, exchange: Callable[[], dict[str, Any]], plan_file: Path
) -> None:
    argv = ["plan", "set", "--from", str(plan_file), "--new", "--loading-over", "--by", "Dr Who"]
    assert "only 0 of 6 loading doses are recorded: --yes ends loading anyway" in run(*argv).err
    assert "Loading" in run(*argv, "--yes").out
    assert exchange()["transitions"][-1]["to_phase"] == 1
    assert exchange()["transitions"][-1]["confirmed_by"] == "Dr Who"
    assert json.loads(run("next", "--json").out)["next"]["from"] == "2026-12-30"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[]", "plan: is not an object"),
        (b'{"set_on": NaN}', "set_on: nan is not a date"),
        (b'{"a": 1, "a": 2}', 'the key "a" is there twice'),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"dose_mcg": ' + b"9" * 5000 + b"}", "far too long"),
        (b'{"format": "b12track"}', "a whole export"),
    ],
)
def test_a_file_that_is_no_plan_begins_no_file(
    run: Run, home: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    result = run("plan", "set", "--from", str(path))
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert not home.exists()


def test_questions_one_by_one_also_through_a_pipe(run: Run) -> None:
    loading = ("mon wed fri", "6 doses", "no", "every 2-3 months", "2026-11-23", "energy, mma")
    result = run("plan", "set", "--person", "Alex", stdin=answers(*NEW, "yes", *loading))
    assert result.code == 0, result.err
    assert "Saved for Alex: plan of 20 Nov 2026." in result.out
    plan = json.loads(run("plan", "--json").out)["plan"]
    assert plan["phases"] == [
        {
            "name": "Loading",
            "kind": "repletion",
            "every": {"weekdays": ["mon", "wed", "fri"]},
            "until": {"doses": 6},
        },
        {"name": "Maintenance", "kind": "maintenance", "every": {"months": [2, 3]}},
    ]
    assert plan["watch"] == ["energy", "mma"]
    assert (plan["source"], plan["first_due"]) == ("clinic letter", "2026-11-23")


def test_past_loading_records_the_last_injection_and_counts_from_it(run: Run) -> None:
    rest = ("past it", "every 8 weeks", "2026-11-10", "yes", "")
    result = run("plan", "set", stdin=answers("", "", "2026-10-01", *NEW[3:], *rest))
    assert result.code == 0, result.err
    assert "The last injection was recorded too" in result.out
    facts = json.loads(run("next", "--json").out)
    assert (facts["next"]["from"], facts["last"]["timing"]) == ("2027-01-05", {"kind": "on_time", "days": 0})
    injection = json.loads(run("export", "json").out)["injections"][0]
    assert (injection["route"], injection["time_known"]) == ("IM", False)
    # Nothing is invented: what nobody said is not there.
    assert not {"site", "given_by", "lot", "strength_mcg_per_ml", "container"} & set(injection)


def test_a_last_injection_that_was_not_as_planned_is_asked_for(run: Run) -> None:
    rest = ("past", "every 2-3 months", "2026-11-10", "no", "cyanocobalamin", "500mcg", "sc", "")
    result = run("plan", "set", stdin=answers(*NEW, *rest))
    assert result.code == 0, result.err
    next = json.loads(run("next", "--json").out)["next"]
    assert (next["from"], next["by"]) == ("2027-01-10", "2027-02-10"), "the window has both its ends"
    injection = json.loads(run("export", "json").out)["injections"][0]
    assert (injection["drug"], injection["dose_mcg"], injection["route"]) == ("cyanocobalamin", 500, "SC")


def test_nothing_of_a_last_injection_comes_from_earlier_ones(
    run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    answered = run(
        "plan", "set", stdin=answers("new", *NEW, "past", "every 8 weeks", "2026-11-10", "yes", "")
    )
    assert answered.code == 0, answered.err
    assert set(exchange()["injections"][-1]) == {
        *("id", "given_at", "time_known", "zone", "recorded_at", "drug", "dose_mcg", "route")
    }


def test_a_last_injection_that_nobody_knows_leaves_the_date_to_be_said(run: Run) -> None:
    result = run("plan", "set", stdin=answers(*NEW, "past", "monthly", "", "2026-12-24", ""))
    assert result.code == 0, result.err
    assert "It is not every 4 weeks, which is 13." in result.out
    assert json.loads(run("next", "--json").out)["next"]["from"] == "2026-12-24"


def test_who_does_not_know_is_offered_a_question_to_bring(run: Run) -> None:
    rest = ("don't know", "yes", "alternate days", "", "no", "", "2026-11-23", "")
    result = run("plan", "set", stdin=answers(*NEW, *rest))
    assert result.code == 0, result.err
    exported = json.loads(run("export", "json").out)
    assert [each["text"] for each in exported["questions"]] == [
        "Am I still in loading, and when does it end?"
    ]
    assert [phase["name"] for phase in exported["plans"][0]["phases"]] == ["Loading"]


def test_a_template_is_taken_only_by_a_y(run: Run) -> None:
    stdin = answers(*NEW[:3], "y", "y", "y", "yes", "y", "y", "y", "2026-11-23", "")
    result = run("plan", "set", "--template", "uk-hydroxocobalamin", stdin=stdin)
    assert result.code == 0, result.err
    assert "(y: 1 mg (1000 mcg))" in result.out
    assert [p["every"] for p in json.loads(run("plan", "--json").out)["plan"]["phases"]] == [
        {"weekdays": ["mon", "wed", "fri"]},
        {"months": [2, 3]},
    ]
    empty_answer = run(
        "plan",
        "set",
        "--template",
        "uk-hydroxocobalamin",
        "--person",
        "me",
        "--new",
        stdin=answers(*NEW[:3], ""),
    )
    assert (empty_answer.code, "drug: nothing was typed" in empty_answer.err) == (1, True)


def test_a_correction_by_questions_keeps_what_is_not_typed(
    run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    before = exchange()
    kept = run("plan", "set", stdin=answers("correct", *[""] * 11))
    assert "Nothing changed for Alex" in kept.out, kept.err
    assert exchange() == before
    changed = run(
        "plan", "set", "--corrects", stdin=answers("", "", "", "", "", "", "", "every 10 weeks", "", "", "")
    )
    assert changed.code == 0, changed.err
    assert "IN 34 DAYS → in 48 days, Fri 8 Jan 2027" in changed.out
    assert exchange()["plans"][0]["phases"][1]["every"] == {"weeks": 10}
    assert run("undo").code == 0
    assert exchange() == before


@pytest.mark.usefixtures("alex_file")
def test_a_new_plan_by_questions(run: Run) -> None:
    result = run("plan", "set", stdin=answers("new", *NEW, "past", "every 12 weeks", "2026-10-30", ""))
    assert result.code == 0, result.err
    assert "IN 34 DAYS → in 62 days, Fri 22 Jan 2027" in result.out
    assert "The last injection was recorded too" not in result.out
    assert "Other plans:" in run("plan").out


@pytest.mark.usefixtures("interactive")
def test_a_person_is_asked_again_after_a_slip_and_before_saving(run: Run) -> None:
    slips = (
        "Dr Who",
        "",
        "03/04/2026",
        "2026-11-20",
        "",
        "hydroxocobalamin",
        "1000",
        "1mg",
        "iv",
        "im",
        "perhaps",
        "past",
    )
    rest = (
        "biweekly",
        "every 8 weeks",
        "",
        "soon",
        "2026-12-24",
        "",
        "",
        "maybe",
        "",
        "after tea",
        "",
        "a lot",
        "",
    )
    refused = run("plan", "set", stdin=answers(*slips, *rest, "no"))
    assert (refused.code, "nothing was saved" in refused.err) == (1, True)
    for said in (
        "can be read as",
        "has no unit",
        "into a vein",
        "write yes or past it",
        "twice a week or every 2 weeks",
        "write it as blood test after 3 months",
    ):
        assert said in refused.out
    saved = run("plan", "set", stdin=answers(*slips, *rest, "yes"))
    assert saved.code == 0, saved.err
    assert "Saved for me: plan of 20 Nov 2026." in saved.out


@pytest.mark.usefixtures("interactive", "alex_file")
def test_a_person_with_a_file_is_asked_what_it_is_and_whether_loading_is_over(
    run: Run, plan_file: Path
) -> None:
    result = run(
        "plan",
        "set",
        "--from",
        str(plan_file),
        stdin=answers("new", "yes", "Dr Who", "2026-11-10", "yes", "yes", "yes"),
    )
    assert result.code == 0, result.err
    assert "Does this correct that plan, or is it a new one?" in result.out
    assert "in 50 days" in result.out
    assert "Only 0 of 6 loading doses are recorded." in result.out and "Is that right?" in result.out


@pytest.mark.parametrize("count", range(9))
def test_answers_that_end_early_save_nothing(
    run: Run, exchange: Callable[[], dict[str, Any]], count: int
) -> None:
    before = exchange()
    result = run("plan", "set", stdin=answers(*("new", *NEW, "past", "weekly", "2026-10-30", "")[:count]))
    assert result.code == 1
    assert "there was no answer to the last question" in result.err
    assert exchange() == before


@pytest.mark.parametrize("argv", [["confirm"], ["phase", "1"], ["skip", "--by", "R"], ["stop"]])
def test_a_change_without_anybody_begins_no_file(
    run: Run, home: Path, tmp_path: Path, argv: list[str]
) -> None:
    assert run("plan", *argv).code == 1
    assert run("plan", *argv, "--file", str(tmp_path / "no.json")).code == 3
    assert not home.exists() and not (tmp_path / "no.json").exists()


GIVEN = ("2026-11-16", "2026-11-18", "2026-11-20")


@pytest.fixture
def in_loading(run: Run, tmp_path: Path) -> Path:
    """Three injections without a plan, and a file with the plan that they were given under, as of today."""
    run("person", "timezone=UTC")
    for on in GIVEN:
        dose = ("--drug", "hydroxocobalamin", "--dose", "1mg", "--route", "IM")
        assert run("inject", "--at", on, *dose).code == 0
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**PLAN, "set_on": "2026-11-21", "first_due": "2026-11-21"}), encoding="utf-8")
    return path


def test_doses_before_a_plan_are_said_and_the_plan_may_begin_with_the_first(
    run: Run, in_loading: Path
) -> None:
    said = run("plan", "set", "--from", str(in_loading))
    assert said.code == 0
    assert " ".join(said.out.split()).endswith(
        "3 recorded injections lie before Sat 21 Nov, when the plan begins, and would not count; the first is of "
        "Mon 16 Nov. To count from there, say it again with --corrects --begin-first."
    )
    afterwards = ("plan", "set", "--from", str(in_loading), "--corrects", "--begin-first")
    assert run(*afterwards).err == "", "the start is what is corrected"
    assert json.loads(run("plan", "--json").out)["plan"]["set_on"] == "2026-11-16"
    assert json.loads(run("next", "--json").out)["phase"]["doses_given"] == 3
    run("undo")
    run("undo")
    assert run("plan", "set", "--from", str(in_loading), "--begin-first").code == 0
    facts = json.loads(run("next", "--json").out)
    assert (facts["phase"]["doses_given"], facts["next"]["from"]) == (3, "2026-11-23")
    assert json.loads(run("plan", "--json").out)["plan"]["set_on"] == "2026-11-16"


@pytest.mark.usefixtures("interactive")
@pytest.mark.parametrize(("answer", "given"), [("yes", 3), ("no", 0)])
def test_a_person_is_asked_whether_the_plan_begins_with_them(
    run: Run, in_loading: Path, answer: str, given: int
) -> None:
    said = run("plan", "set", "--from", str(in_loading), stdin=answers("no", answer, "yes"))
    assert said.code == 0, said.err
    assert "Begin the plan with the first of them?" in said.out
    assert json.loads(run("next", "--json").out)["phase"]["doses_given"] == given


def test_doses_of_another_drug_or_under_another_plan_are_left_out(run: Run, in_loading: Path) -> None:
    other = {**PLAN, "set_on": "2026-11-21", "first_due": "2026-11-21", "drug": "cyanocobalamin"}
    in_loading.write_text(json.dumps(other), encoding="utf-8")
    assert "recorded injection" not in run("plan", "set", "--from", str(in_loading)).out


def test_a_skip_that_passes_several_dates_names_them(run: Run, alex_file: Path) -> None:
    assert alex_file.exists()
    said = " ".join(run("plan", "skip", "--by", "Riverside", now="2027-04-20T12:00+00:00").out.split())
    assert said.endswith("This skips 3 dates: Fri 25 Dec 2026, Fri 19 Feb and Fri 16 Apr.")
    shown = " ".join(run("plan", now="2027-04-20T12:00+00:00").out.split())
    assert "3 dates skipped: Fri 25 Dec 2026, Fri 19 Feb and Fri 16 Apr, decided by Riverside" in shown


def test_a_plan_of_several_phases_with_doses_of_their_own_reviews_and_grace(run: Run) -> None:
    loading = ("yes", "every other day", "2 weeks", "yes", "weekly", "until confirmed", "no", "every 8 weeks")
    later = (
        "2026-11-20",
        "energy",
        "every 3 months",
        "1 year",
        "",
        "no",
        "250mcg",
        "250mcg",
        "1mg",
        "500mcg",
    )
    said = run(
        "plan",
        "set",
        stdin=answers(*NEW, *loading, *later, "blood test after 3 months, then yearly", "3 days"),
    )
    assert said.code == 0, said.err
    plan = json.loads(run("plan", "--json").out)["plan"]
    assert [(p["name"], p["every"], p.get("until"), p.get("dose_mcg")) for p in plan["phases"]] == [
        ("Loading", {"days": 2}, {"weeks": 2}, 250),
        ("Loading 2", {"weeks": 1}, {"confirmed": True}, 250),
        ("Maintenance", {"weeks": 8}, {"months": 12}, None),
        ("Maintenance 2", {"months": 3}, None, 500),
    ]
    assert plan["reviews"] == [{"what": "blood test", "after": {"months": 3}, "every": {"months": 12}}]
    assert plan["grace_days"] == 3
    shown = " ".join(run("plan").out.split())
    assert "Loading: every other day, 2 weeks, 250 mcg each" in shown
    assert "blood test after 3 months, then every 12 months" in shown
    before = run("export", "json").out
    kept = run("plan", "set", "--corrects", stdin="\n" * 40)
    assert kept.code == 0 and "Nothing changed" in kept.out, kept.out
    assert run("export", "json").out == before


def test_a_citation_whose_doses_differ_says_them(run: Run) -> None:
    steps = ("y", "y", "y", "y", "y")
    said = run(
        "plan", "set", "--template", "uk-label-hydroxocobalamin",
        stdin=answers("Dr Who", "letter", "2026-11-20", "y", "1mg", "y", "yes", *steps, "2026-11-20", ""),
    )  # fmt: skip
    assert "weekly until the count is normal: 250 mcg; Maintenance, every 2-3 months: 1 mg." in " ".join(
        said.out.split()
    ), said.err


def test_loading_may_be_all_there_is(run: Run) -> None:
    said = run("plan", "set", stdin=answers(*NEW, "yes", "weekly", "6 doses", "no", "none", "2026-11-20", ""))
    assert said.code == 0, said.err
    plan = json.loads(run("plan", "--json").out)["plan"]
    assert (plan["no_maintenance"], len(plan["phases"])) == (True, 1)
    assert "after loading" not in run("status").out
