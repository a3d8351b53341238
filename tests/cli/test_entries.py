"""`lab`, `visit`, `note`, `ask`, `supply`, `symptoms`."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alex import alex
from command_line import Run

Exchange = Callable[[], dict[str, Any]]


STOCKED = {
    "drug": "hydroxocobalamin",
    "strength_mcg_per_ml": 1000,
    "volume_ml": 1,
    "container": "single-dose",
    "lot": "A1",
    "expires": "2027-05-31",
    "count": 2,
}


@pytest.mark.parametrize(
    ("line", "kind", "record", "said"),
    [
        (
            "lab b12 '<150' ng/l --range 180-914 --lab North --date '2 nov'",
            "labs",
            {"date": "2026-11-02", "test": "B12", "comparator": "<", "value": 150, "unit": "ng/L"}
            | {"low": 180, "high": 914, "lab": "North"},
            "Saved for Alex: B12 <150 ng/L (180-914), Mon 2 Nov.",
        ),
        (
            "lab b12 140ng/l --date '2 nov'",
            "labs",
            {"date": "2026-11-02", "test": "B12", "value": 140, "unit": "ng/L"},
            "Saved for Alex: B12 140 ng/L, Mon 2 Nov.",
        ),
        (
            "lab mma --date '2 nov' '< 0.28 µmol/l'",
            "labs",
            {"date": "2026-11-02", "test": "mma", "comparator": "<", "value": 0.28, "unit": "umol/L"},
            "Saved for Alex: mma <0.28 umol/L, Mon 2 Nov.",
        ),
        (
            "lab --range '>3' folate 7.1 nmol/L",
            "labs",
            {"test": "folate", "value": 7.1, "unit": "nmol/L", "low": 3, "date": "2026-11-21"},
            "Saved for Alex: folate 7.1 nmol/L (from 3), Sat 21 Nov.",
        ),
        (
            "lab crp 3 furlongs --yes --range '<5'",
            "labs",
            {"test": "crp", "value": 3, "unit": "furlongs", "high": 5, "date": "2026-11-21"},
            "Saved for Alex: crp 3 furlongs (up to 5), Sat 21 Nov.",
        ),
        (
            "visit 'thursday 10:20' injection --with 'J. Hart' --where Riverside",
            "visits",
            {
                "at": "2026-11-26T10:20:00+00:00",
                "purpose": "injection",
                "with": "J. Hart",
                "where": "Riverside",
            },
            "Saved for Alex: injection, Thu 26 Nov 10:20, with J. Hart, at Riverside.",
        ),
        (
            "visit mon 9:30 Blood test",
            "visits",
            {"at": "2026-11-23T09:30:00+00:00", "purpose": "blood test"},
            "Saved for Alex: blood test, Mon 23 Nov 09:30.",
        ),
        (
            "visit 2026-03-16 review",
            "visits",
            {"at": "2026-03-16T12:00:00+00:00", "purpose": "review"},
            "Saved for Alex: review, Mon 16 Mar 12:00, no time was typed, so noon is used, already past.",
        ),
        (
            "note started --date 3d-ago metformin",
            "notes",
            {"date": "2026-11-18", "text": "started metformin"},
            "Saved for Alex: note of Wed 18 Nov: started metformin.",
        ),
        (
            "ask Could 'the interval' be discussed?",
            "questions",
            {"asked_on": "2026-11-21", "text": "Could the interval be discussed?"},
            "Saved for Alex: question for the appointment: Could the interval be discussed? (ID).",
        ),
        (
            "ask --answer que1 For life --date yesterday",
            "questions",
            {
                "asked_on": "2026-11-01",
                "text": "How long?",
                "answered_on": "2026-11-20",
                "answer": "For life",
            },
            "Saved for Alex: How long? Answer: For life.",
        ),
        (
            "supply add --count 2 --strength 1000mcg/ml --volume 1ml --container single --lot A1 --expires 05/2027",
            "supplies",
            STOCKED,
            "Saved for Alex: 2 doses of hydroxocobalamin, 1000 mcg/mL, 1 mL, single-dose, lot A1, "
            "expires 31 May 2027 (ID); the drug is the plan's.",
        ),
        (
            "supply add --count 1 --drug methylcobalamin --opened today --lot 'not known' --expires 'not known'",
            "supplies",
            {"drug": "methylcobalamin", "lot": "not known", "count": 1, "opened_on": "2026-11-21"},
            "Saved for Alex: 1 dose of methylcobalamin, lot not known, opened 21 Nov 2026 (ID).",
        ),
        (
            "supply open sup1 --date yesterday",
            "supplies",
            STOCKED | {"opened_on": "2026-11-20"},
            "Saved for Alex: hydroxocobalamin lot A1 (sup1) opened Fri 20 Nov, 2 left.",
        ),
    ],
)
def test_what_is_entered_is_kept_repeated_and_taken_back(
    run: Run, exchange: Exchange, line: str, kind: str, record: dict[str, Any], said: str
) -> None:
    words = shlex.split(line)
    before = exchange()
    answer = run(*words)
    assert answer.code == 0
    after = exchange()
    kept = after[kind][-1]
    id = kept.pop("id")
    assert kept == record
    assert " ".join(answer.out.split()) == said.replace("ID", id)
    assert run("undo").code == 0
    assert exchange() == before
    assert run("redo").code == 0
    facts = json.loads(run("undo", "--json").out)
    assert facts["person"] == "Alex"
    assert json.loads(run(*words, "--json").out)["record"].items() >= record.items()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("lab", "b12", "lots", "ng/L"), 'value: "lots" is not a number'),
        (("lab", "b12", "1,234", "ng/L"), "can be read in two ways"),
        (("lab", "b12", "412", "furlongs"), "check it on the laboratory's sheet, or --yes saves it"),
        (("lab", "b12", "412ng/L", "pmol/L"), "unit: it is written as ng/L and as pmol/L"),
        (("lab", "b12", "4e2"), "value: 4e2 is not a number that can be read"),
        (("lab", "b12", "412furlongs"), "check it on the laboratory's sheet, or --yes saves it"),
        (("lab", "b12", "412", "ng/L", "--range", "914-180"), "begins above its end"),
        (("lab", "b12", "412", "ng/L", "--date", "tomorrow"), "still to come"),
        (("lab", " ", "412", "ng/L"), "test: nothing was typed"),
        (("visit", "03/04/2026", "injection"), "can be read as"),
        (("visit", "25:00", "injection"), "is not a time of the day"),
        (("visit", "mon", " "), "purpose: nothing was typed"),
        (("visit", "mon", "x", "--with", "\x1b[2J"), "control character"),
        (("note", " "), "note: nothing was typed"),
        (("note", "x", "--date", "tomorrow"), "still to come"),
        (("ask", " "), "question: nothing was typed"),
        (("ask", "how long?"), "is there already"),
        (("ask", "--answer", "que1"), "answer: nothing was typed"),
        (("ask", "--answer", "nope", "x"), "write one of que1"),
        (("supply", "add", "--count", "0"), "count: 0 is not"),
        (("supply", "add", "--count", "some"), 'count: "some" is not a whole number'),
        (("supply", "add", "--count", "1", "--strength", "1000"), "strength: "),
        (("supply", "open", "nope"), "write one of sup1"),
        (("symptoms", "show", "nope"), "is not a known symptom"),
        (("symptoms", "add", "energy", "--good", "high"), "is there already"),
        (("symptoms", "add", "a=b", "--good", "high"), "cannot be a short name"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, alex_file: Path, words: tuple[str, ...], message: str) -> None:
    before = alex_file.read_bytes()
    said = run(*words)
    assert (said.code, said.out) == (1, "")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert alex_file.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [("lab", "b12"), ("visit",), ("note",), ("supply", "add"), ("supply", "x"), ("symptoms", "add", "x")],
)
def test_what_is_missing_is_a_matter_of_usage(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.code == 2
    assert said.err.count("\n") == 1


@pytest.mark.usefixtures("alex_file")
def test_questions_are_listed_open_ones_first(run: Run) -> None:
    run("ask", "--answer", "que1", "For life")
    run("ask", "Two lines\nof it?")
    lines = run("ask").out.splitlines()
    assert lines[0].startswith("Sat 21 Nov  q")
    assert lines[0].endswith("  Two lines / of it?")
    assert lines[1].split("  ")[-1] == "How long?, answered Sat 21 Nov 2026: For life"
    assert [question["text"] for question in json.loads(run("ask", "--json").out)] == [
        "Two lines\nof it?",
        "How long?",
    ]


@pytest.mark.usefixtures("alex_file")
def test_supplies_are_listed_with_what_is_left(run: Run) -> None:
    for day in (18, 19):
        run("inject", "--route", "IM", "--supply", "sup1", "--at", f"2026-11-{day}")
    words = "2 doses of hydroxocobalamin, 1000 mcg/mL, 1 mL, single-dose, lot A1, expires 31 May 2027"
    assert " ".join(run("supply", "list").out.split()) == f"sup1 none left {words}"
    assert json.loads(run("supply", "list", "--json").out)[0]["left"] == 0
    assert "nothing is left of sup1" in run("inject", "--route", "IM", "--supply", "sup1").err


@pytest.mark.usefixtures("alex_file")
def test_a_supply_that_nobody_counted_is_not_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    document = alex(supplies=[{"id": "sup1", "drug": "hydroxocobalamin", "lot": "A1"}])
    path = tmp_path / "uncounted.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    run("import", str(path), "--replace")
    words = "doses not counted of hydroxocobalamin, lot A1"
    assert " ".join(run("supply", "list").out.split()) == f"sup1 not counted {words}"
    assert json.loads(run("supply", "list", "--json").out)[0]["left"] is None
    assert run("inject", "--route", "IM", "--supply", "sup1", "--at", "2026-11-18").code == 0
    assert "supply_short" not in run("status", "--json").out
    assert run("edit", "sup1", "lot=A2").code == 0
    assert run("edit", "sup1", "count=1").code == 0
    assert " ".join(run("supply", "list").out.split()).startswith("sup1 none left 1 dose of")


def test_nothing_entered_is_said(run: Run, home: Path) -> None:
    run("log", "energy=5", "--person", "Sam")
    assert home.joinpath("sam.json").exists()
    assert (
        run("ask").out
        == 'Sam: no questions yet. `b12track ask "Your question"` keeps one for the next appointment.\n'
    )
    assert run("supply").out == "Sam: no vials or ampoules are entered. `b12track supply add` enters them.\n"
    assert run("ask", "--json").out == "[]\n"


@pytest.mark.usefixtures("alex_file")
def test_symptoms_are_listed_shown_hidden_and_added(run: Run) -> None:
    assert run("symptoms", "show", "fog").out == "Saved for Alex: Brain fog is asked about every day.\n"
    assert run("symptoms", "show", "fog").out == "Nothing changed for Alex: it is already saved like that.\n"
    assert run("symptoms", "hide", "energy").out == "Saved for Alex: Energy is no longer asked about.\n"
    added = run("symptoms", "add", "Hair loss", "--low", "none", "--high", "all", "--good", "low")
    assert (
        added.out == "Saved for Alex: Hair loss: 0 = none, 10 = all; low is good; score it as hair-loss=6.\n"
    )
    lines = run("symptoms").out.splitlines()
    assert lines[0] == "-            energy        Energy: 0 = worn out, 10 = full of energy; high is good"
    assert lines[4] == "asked about  fog           Brain fog: 0 = clear, 10 = lost in fog; low is good"
    assert lines[-1] == "asked about  hair-loss     Hair loss: 0 = none, 10 = all; low is good"
    facts = json.loads(run("--json", "symptoms", "list").out)
    assert (facts[0]["name"], facts[0]["high"], facts[0]["shown"]) == ("energy", "full of energy", False)
    assert run("log", "hair=3").code == 0


def test_a_sentence_of_ones_own_keeps_its_own_end(run: Run) -> None:
    assert run("note", "I fell.").out.endswith(": I fell.\n")
    assert run("note", "started metformin").out.endswith(": started metformin.\n")


@pytest.mark.usefixtures("alex_file")
def test_an_answer_is_not_dated_before_its_question(run: Run) -> None:
    asked = json.loads(run("ask", "May I?", "--json").out)["record"]["id"]
    said = run("ask", "--answer", asked, "Yes.", "--date", "2026-11-20")
    assert said.code == 1 and "Fri 20 Nov 2026 is before it was asked, Sat 21 Nov 2026" in said.err
    assert run("ask", "--answer", asked, "Yes.").out.endswith("Answer: Yes.\n")


def test_the_day_of_an_answer_is_not_lost_on_a_question(run: Run, home: Path) -> None:
    said = run("ask", "May I?", "--date", "2026-11-20")
    assert said.code == 1 and "--answer ID" in said.err
    assert not home.exists()


@pytest.mark.usefixtures("alex_file")
def test_a_visit_on_a_weekday_whose_time_is_over_says_so(run: Run) -> None:
    """It is Saturday 14:05."""
    assert (
        run("visit", "sat 10:00", "review").out == "Saved for Alex: review, Sat 21 Nov 10:00, already past.\n"
    )
    assert "this is already past" not in run("visit", "sat 16:00", "review").out
    assert "this is already past" not in run("visit", "sat", "review").out


@pytest.mark.parametrize("count", ["0", "x", "1001", "-1"])
def test_the_doses_of_a_supply_are_counted(run: Run, count: str) -> None:
    said = run("supply", "add", f"--count={count}", "--drug", "hydroxocobalamin")
    assert said.code == 1 and "is not a whole number from 1 to 1000" in said.err


def test_a_supply_that_has_expired_says_so(run: Run) -> None:
    words = ("supply", "add", "--count", "5", "--drug", "hydroxocobalamin", "--expires")
    assert run(*words, "2026-10").out.endswith("; it has expired.\n")
    assert "it has expired" not in run(*words, "2026-11").out


@pytest.mark.usefixtures("alex_file")
def test_the_list_says_which_supply_has_expired(run: Run) -> None:
    for last in ("2026-10", "2027-05"):
        done = run("supply", "add", "--drug", "hydroxocobalamin", "--count", "2", "--expires", last)
        assert done.code == 0, done.err
    told = [line for line in run("supply", "list").out.splitlines() if "expires" in line]
    assert {"2026" in line: "has expired" in line for line in told} == {True: True, False: False}


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("thu 10:20 injection", "injection, Thu 26 Nov 10:20"),
        ("thu at 10:20 injection", "injection, Thu 26 Nov 10:20"),
        ("thu 2pm review", "review, Thu 26 Nov 14:00"),
        ("thu 9.30 dentist", "dentist, Thu 26 Nov 09:30"),
    ],
)
def test_the_time_of_a_visit_needs_no_quotes(run: Run, words: str, said: str) -> None:
    assert run("visit", *words.split()).out == f"Saved for Alex: {said}.\n"


@pytest.mark.usefixtures("alex_file")
def test_a_visit_whose_purpose_may_be_a_slip_is_asked_about(run: Run) -> None:
    told = run("visit", "thu 10:20", "injektion").out
    assert told.endswith("Please note: it is for injektion; was injection meant?\n")
    assert "Please note" not in run("visit", "thu 10:20", "dentist").out
    json.loads(run("visit", "thu 10:20", "injektion", "--json").out)
