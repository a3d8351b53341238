"""`history`, `edit`, `delete`, `undo`, `redo`, `audit`."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alex import alex, write_file
from command_line import Run

Exchange = Callable[[], dict[str, Any]]


@pytest.mark.usefixtures("alex_file")
def test_history_is_newest_first(run: Run) -> None:
    lines = run("history").out.splitlines()
    assert lines[0] == "Fri 25 Dec 2026  visit1  visit: 10:20, injection, with J. Hart"
    assert lines[1] == "Fri 20 Nov 2026  log2    log: Energy 5, headache"
    assert lines[4].startswith(
        "Fri 30 Oct 2026  inj3    injection: 09:30, hydroxocobalamin 1 mg (1000 mcg), IM, left thigh,"
    )
    assert lines[-1].startswith("                 sup1    supply: 2 doses")


@pytest.mark.usefixtures("alex_file")
def test_history_in_facts(run: Run) -> None:
    facts = json.loads(run("history", "--json").out)
    assert [raw["id"] for raw in facts][:3] == ["visit1", "log2", "log1"]
    doses = json.loads(run("history", "--kind", "injections", "--json").out)
    assert [raw["timing"]["kind"] for raw in doses] == ["late", "on_time", "on_time"]
    assert doses[-1].items() >= alex()["injections"][0].items()


@pytest.mark.usefixtures("alex_file")
def test_history_shows_everything_whatever_is_now(run: Run) -> None:
    assert run("history", "--json", now="2026-01-01").out == run("history", "--json").out


@pytest.mark.usefixtures("alex_file")
def test_history_of_some_kinds_since_a_day(run: Run) -> None:
    found = json.loads(
        run("history", "--kind", "log", "--kind", "visits", "--since", "2026-11-20", "--json").out
    )
    assert [raw["id"] for raw in found] == ["visit1", "log2"]
    assert (
        run("history", "--kind", "labs", "--since", "today").out
        == "Alex: nothing of that kind or time is recorded.\n"
    )
    assert (
        run("history", "--kind", "labz").err
        == 'b12track: --kind: "labz" is not a kind of record: did you mean labs?\n'
    )


def test_history_of_nobody(run: Run, home: Path) -> None:
    assert run("history").code == 1
    assert run("--file", "nowhere.json", "history").code == 3
    write_file(home.parent / "sam.json", {"format": "b12track", "version": 2, "person": {"name": "Sam"}})
    assert run("--file", "sam.json", "history").out == "Sam: nothing is recorded yet.\n"
    assert run("--file", "sam.json", "audit").out == "Sam: no injection is recorded.\n"


@pytest.mark.usefixtures("alex_file")
def test_edit_says_what_was_and_what_is(run: Run) -> None:
    said = run("edit", "inj3", "site=r thigh", "lot=B7")
    assert said.out.splitlines() == [
        "Saved for Alex: injection of Fri 30 Oct 2026, site: left thigh → right thigh; lot: nothing → B7.",
    ]
    assert run("edit", "inj3", "lot=B7").out == "Nothing changed for Alex: it is already saved like that.\n"
    facts = json.loads(run("edit", "inj3", "lot=", "--json").out)
    assert facts["kind"] == "injections"
    assert (facts["before"]["lot"], facts["record"]["lot"]) == ("B7", "")


@pytest.mark.usefixtures("alex_file")
def test_edit_says_when_other_doses_are_touched(run: Run) -> None:
    assert run("edit", "plan1", "first_due=2026-01-04").out.splitlines()[-1] == (
        "This also changes whether 1 other dose counts as early, on time or late."
    )


@pytest.mark.usefixtures("alex_file")
def test_delete_says_what_it_was_and_how_it_comes_back(run: Run) -> None:
    assert run("delete", "note1").out.splitlines() == [
        "Deleted for Alex: note of Tue 10 Feb 2026 (started metformin).",
        "`b12track undo` brings it back.",
    ]
    assert (
        "Deleted with it: move of Sun 1 Mar 2026, transition of Mon 12 Jan 2026."
        in run("delete", "plan1").out
    )
    run("edit", "inj3", "supply=sup1")
    assert "1 injection taken from this supply" in " ".join(run("delete", "sup1").out.split())
    facts = json.loads(run("delete", "lab1", "--json").out)
    assert (facts["kind"], facts["record"]["id"], facts["with_it"]) == ("labs", "lab1", [])


@pytest.mark.usefixtures("alex_file")
def test_undo_and_redo_name_what_they_take_and_bring(run: Run) -> None:
    run("inject", "--route", "IM")
    run("edit", "lab1", "value=150")
    run("delete", "note1")
    assert run("undo").out == "Undone for Alex: deletion of the note of Tue 10 Feb 2026.\n"
    assert run("undo").out == "Undone for Alex: change to the B12 result of Fri 2 Jan 2026.\n"
    assert run("undo").out == "Undone for Alex: injection of Sat 21 Nov 2026.\n"
    assert run("redo").out == "Redone for Alex: injection of Sat 21 Nov 2026.\n"
    assert json.loads(run("redo", "--json").out)["redone"] == "change to the B12 result of Fri 2 Jan 2026"
    run("log", "energy=5")
    said = run("redo")
    assert said.code == 1
    assert said.err.startswith("b12track: there is nothing to redo")


def test_undo_ends_at_the_beginning(run: Run, home: Path) -> None:
    run("log", "energy=5")
    assert run("undo").code == 0
    said = run("undo")
    assert (said.code, said.out) == (1, "")
    assert said.err == "b12track: there is nothing left to undo: all changes are taken back already\n"
    assert len(list(home.glob("*.json"))) == 1


@pytest.mark.usefixtures("alex_file")
def test_earlier_contents_of_a_record(run: Run) -> None:
    assert run("history", "note1").out == "Alex: this record has not been changed since it was entered.\n"
    run("edit", "note1", "text=stopped metformin")
    assert run("history", "note1").out.endswith(": started metformin\n")
    (version,) = json.loads(run("history", "note1", "--json").out)
    assert version["record"]["text"] == "started metformin"
    assert version["ended_by"] == "change to the note of Tue 10 Feb 2026"
    assert run("history", "nope").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "inj"),
        ("edit", "inj3"),
        ("edit", "inj3", "nope=1"),
        ("edit", "nope", "site=x"),
        ("edit", "person", "name=x"),
        ("delete", "inj"),
        ("delete", "nope"),
        ("delete", "energy"),
        ("audit", "nope"),
        ("audit", "lab1"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, alex_file: Path, words: tuple[str, ...]) -> None:
    before = alex_file.read_bytes()
    said = run(*words)
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert alex_file.read_bytes() == before


def test_a_writing_command_on_a_file_that_is_not_there(run: Run) -> None:
    for words in (("undo",), ("redo",), ("edit", "x", "y=z"), ("delete", "x"), ("history",), ("audit",)):
        assert run("--file", "nowhere.json", *words).code == 3
    assert not Path("nowhere.json").exists()


@pytest.mark.usefixtures("alex_file")
def test_audit_lists_what_is_missing_and_what_does_not_agree(run: Run) -> None:
    run("inject", "--route", "SC", "--at", "yesterday", "--lot", "unknown")
    lines = run("audit").out.splitlines()
    assert lines[0] == "Mon 5 Jan 2026, inj1"
    assert lines[1] == "  Missing: who gave it, where, lot, expiry."
    assert "  Not known: lot." in lines
    assert any(line.startswith("  Does not agree: under the skin (SC); the plan says") for line in lines)
    facts = json.loads(run("audit", "--json").out)
    assert [set(entry) for entry in facts] == [{"id", "given_at", "gaps", "contradictions"}] * 4
    assert facts[0]["gaps"] == ["given_by", "location", "lot", "expires"]
    assert {entry["code"] for entry in facts[-1]["contradictions"]} >= {"route", "label_route"}


@pytest.mark.usefixtures("alex_file")
def test_audit_of_one_is_a_line_to_paste(run: Run) -> None:
    said = run("audit", "inj3")
    assert said.out == (
        "hydroxocobalamin for injection 1 mg (1000 mcg), strength 500 mcg/mL, volume 2 mL, into muscle (IM), "
        "left thigh, Fri 30 Oct 2026 09:30, single-dose, for vitamin B12 deficiency. "
        "Not recorded: who gave it, where, lot, expiry.\n"
    )
    assert [entry["id"] for entry in json.loads(run("audit", "inj3", "--json").out)] == ["inj3"]


def test_audit_says_how_many_are_whole(run: Run, exchange: Exchange) -> None:
    for id in ("inj1", "inj2", "inj3"):
        run("edit", id, "by=nurse", "location=Riverside", "lot=A1", "expires=2027-05-31")
    assert exchange()["injections"][0]["given_by"] == "nurse"
    assert run("audit").out == "Alex: 3 of 3 injection records are complete and without contradiction.\n"


def test_audit_looks_no_further_than_today(run: Run, alex_file: Path) -> None:
    assert alex_file.exists()
    assert [entry["id"] for entry in json.loads(run("audit", "--json", now="2026-01-12").out)] == [
        "inj1",
        "inj2",
    ]


@pytest.mark.usefixtures("alex_file")
def test_several_kinds_with_a_comma_between_them(run: Run) -> None:
    both = run("history", "--kind", "injections,labs").out
    assert both == run("history", "--kind", "injections", "--kind", "labs").out
    assert "injection:" in both and "lab:" in both


@pytest.mark.usefixtures("alex_file")
def test_a_change_that_moves_the_next_dose_shows_before_and_after(run: Run) -> None:
    assert "IN 34 DAYS → in 27 days, Fri 18 Dec\n" in run("edit", "inj3", "given_at=2026-10-23 09:30").out
    assert "→" in run("edit", "inj3", "site=right-thigh").out.splitlines()[0]  # the site's own change
    assert len(run("edit", "inj3", "site=left-thigh").out.splitlines()) == 1
    assert "IN 27 DAYS → overdue 246 days, since Fri 20 Mar" in run("delete", "inj3").out
    assert "→" not in run("delete", "inj1").out


@pytest.mark.usefixtures("alex_file")
def test_an_unknown_field_of_a_log_is_told_of_symptoms_too(run: Run) -> None:
    assert "write one of date, note, or a symptom and its score such as energy=6" in (
        run("edit", "log1", "scores=5").err
    )


@pytest.mark.usefixtures("alex_file")
def test_earlier_contents_are_told_with_the_day_and_time_that_it_was_for_the_person(run: Run) -> None:
    run("person", "timezone=Pacific/Auckland")
    run("edit", "note1", "text=stopped metformin")
    (version,) = json.loads(run("history", "note1", "--json").out)
    until = datetime.fromisoformat(version["until"]).astimezone(ZoneInfo("Pacific/Auckland"))
    said = f"{until:%a} {until.day} {until:%b}"
    assert f"on {said}" in run("history", "note1").out and f"{until:%H:%M}: " in run("history", "note1").out
