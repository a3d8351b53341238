"""The way back: what was deleted, and how everything was on a day."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command_line import Run

pytestmark = pytest.mark.usefixtures("moment")


def days(run: Run, first: int, *commands: tuple[str, ...]) -> None:
    """Run one command a day."""
    for number, words in enumerate(commands):
        assert run(*words, now=f"2026-11-{first + number:02}T12:00:00+00:00").code == 0, words


def test_a_record_deleted_long_ago_comes_back_and_nothing_else_is_undone(
    run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    days(run, 1, ("note", "keep me"))
    [id] = [note["id"] for note in exchange()["notes"] if note["text"] == "keep me"]
    days(run, 2, ("delete", id))
    days(run, 3, *(("note", f"later {n}") for n in range(5)))
    listed = run("history", "--deleted", now="2026-11-20T12:00:00+00:00")
    assert id in listed.out and "keep me" in listed.out and "deleted" in listed.out
    facts = json.loads(run("history", "--deleted", "--json", now="2026-11-20T12:00:00+00:00").out)
    assert [(each["id"], each["kind"]) for each in facts] == [(id, "notes")]
    said = run("undelete", id[:6], now="2026-11-20T12:00:00+00:00")
    assert said.code == 0 and said.out.startswith("Brought back for Alex: note of")
    texts = [note["text"] for note in exchange()["notes"]]
    assert "keep me" in texts and sum(text.startswith("later") for text in texts) == 5
    assert (
        "no deleted records to bring back" in run("history", "--deleted", now="2026-11-20T12:00:00+00:00").out
    )
    assert run("undelete", id, now="2026-11-20T12:00:00+00:00").code == 1
    assert run("undo", now="2026-11-20T12:00:00+00:00").code == 0
    assert "keep me" not in [note["text"] for note in exchange()["notes"]]


def test_a_plan_comes_back_with_what_went_with_it(run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    before = exchange()
    plan = before["plans"][0]["id"]
    went = [
        each["id"]
        for kind in ("adjustments", "transitions")
        for each in before[kind]
        if each["plan_id"] == plan
    ]
    assert went
    days(run, 1, ("delete", plan), ("note", "since"))
    assert "plans" not in exchange()
    refused = run("undelete", went[0], now="2026-11-20T12:00:00+00:00")
    assert refused.code == 0, "whoever asks for what went with a plan has the plan back"
    after = exchange()
    assert {kind: after[kind] for kind in ("plans", "adjustments", "transitions")} == {
        kind: before[kind] for kind in ("plans", "adjustments", "transitions")
    }


def test_what_speaks_of_a_plan_that_is_gone_is_refused_by_name(
    run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    before = exchange()
    plan, moved = before["plans"][0]["id"], before["transitions"][0]["id"]
    days(run, 1, ("delete", moved), ("delete", plan))
    refused = run("undelete", moved, now="2026-11-20T12:00:00+00:00")
    assert refused.code == 1 and f"b12track undelete {plan}" in refused.err
    days(run, 3, ("undelete", plan), ("undelete", moved))
    assert moved in [each["id"] for each in exchange()["transitions"]]


def test_a_supply_comes_back_and_is_linked_again(run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    now = "2026-11-21T12:00:00+00:00"
    assert (
        run("supply", "add", "--strength", "1000mcg/ml", "--volume", "1ml", "--count", "5", now=now).code == 0
    )
    supply = exchange()["supplies"][-1]["id"]
    assert run("inject", "--route", "IM", "--supply", supply, "--yes", now=now).code == 0
    dose = next(each for each in exchange()["injections"] if each.get("supply_id") == supply)
    assert run("delete", supply, now=now).code == 0
    assert run("edit", dose["id"], "note=changed since", now=now).code == 0
    said = run("undelete", supply, now=now)
    assert said.code == 0 and "1 injection linked to it again" in said.out
    again = next(each for each in exchange()["injections"] if each["id"] == dose["id"])
    assert (again["supply_id"], again["note"]) == (supply, "changed since")


def test_a_day_logged_anew_gets_only_the_scores_that_it_lacks(
    run: Run, exchange: Callable[[], dict[str, Any]]
) -> None:
    days(run, 20, ("log", "energy=3", "sleep=4", "--note", "tired"))
    [log] = [log for log in exchange()["symptoms"] if log["date"] == "2026-11-20"]
    days(run, 21, ("delete", log["id"]), ("log", "energy=9", "--date", "2026-11-20"))
    assert run("undelete", log["id"], now="2026-11-23T12:00:00+00:00").code == 0
    [again] = [log for log in exchange()["symptoms"] if log["date"] == "2026-11-20"]
    assert again["scores"] == {"energy": 9, "sleep": 4} and again["note"].endswith("tired")


def test_how_everything_was_on_a_day(run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    days(run, 1, ("note", "first"), ("note", "second"))
    then = exchange()
    days(
        run,
        3,
        (
            "delete",
            then["injections"][0]["id"],
        ),
        ("note", "third"),
        ("edit", "lab1", "note=changed"),
    )
    now = "2026-11-20T12:00:00+00:00"
    shown = run("restore", "--as-of", "2026-11-02", now=now)
    assert shown.code == 1 and "injections: 1 brought back" in shown.err
    assert "the last change by then was note of Mon 2 Nov 2026" in shown.err
    assert exchange() != then, "asking changes nothing"
    assert run("restore", "--as-of", "2 nov", "--yes", now=now).code == 0
    assert exchange() == then
    assert run("undo", now=now).code == 0
    assert "third" in [note["text"] for note in exchange()["notes"]]
    too_early = run("restore", "--as-of", "2026-10-01", now=now)
    assert too_early.code == 1 and "the journal begins on Sun 1 Nov 2026" in too_early.err
    assert "still to come" in run("restore", "--as-of", "2027-01-01", now=now).err
    assert run("restore", now=now).code == 1


def test_what_another_machine_recorded_counts_from_its_arrival(
    run: Run, alex_file: Path, tmp_path: Path, exchange: Callable[[], dict[str, Any]]
) -> None:
    days(run, 1, ("note", "here"), ("note", "here too"))
    there = tmp_path / "there" / "alex.json"
    there.parent.mkdir()
    shutil.copy(alex_file, there)
    assert run("note", "there", "--file", str(there), now="2026-11-03T12:00:00+00:00").code == 0
    shutil.copy(there, alex_file)  # a sync engine brings it, days later
    days(run, 6, ("note", "and here"))
    arrived = exchange()
    days(run, 7, ("note", "last"))
    now = "2026-11-20T12:00:00+00:00"
    assert run("restore", "--as-of", "2026-11-04", "--yes", now=now).code == 0
    texts = [note["text"] for note in exchange()["notes"]]
    assert "here too" in texts and "there" not in texts
    assert run("undo", now=now).code == 0
    said = run("restore", "--as-of", "2026-11-06", "--yes", now=now)
    assert said.code == 0 and "counts from the day it arrived here" in said.err
    assert exchange() == arrived


def test_what_was_changed_by_hand_is_no_gap_in_the_way_back(
    run: Run, alex_file: Path, exchange: Callable[[], dict[str, Any]]
) -> None:
    days(run, 1, ("note", "before"), ("note", "more"))
    then = exchange()
    alex_file.write_bytes(alex_file.read_bytes().replace(b'"text":"before"', b'"text":"behind"'))
    days(run, 4, ("note", "after"))
    now = "2026-11-20T12:00:00+00:00"
    assert run("restore", "--as-of", "2026-11-02", "--yes", now=now).code == 0
    assert exchange() == then


def test_a_backup_of_another_person_takes_nobodys_place(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    household(mum={}, dad={"notes": []})
    backup = home.parent / "mum-backup.json"
    assert run("backup", "-o", str(backup), "--person", "Mum").code == 0
    before = (home / "dad.json").read_bytes()
    refused = run("restore", str(backup), "--person", "Dad", "--yes")
    assert refused.code == 1 and "is Mum's, and the file here is Dad's" in refused.err
    assert (home / "dad.json").read_bytes() == before
    assert run("restore", str(backup), "--person", "Dad", "--yes", "--as-another").code == 0
    facts = json.loads(run("person", "--person", "Dad", "--json").out)
    assert facts["name"] == "Dad"
