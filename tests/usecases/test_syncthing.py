"""One person's file on two machines that Syncthing keeps in step, each changed while the other was away."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from alex import NOW, alex, read_file, write_file
from b12track.cli.door.main import main
from b12track.usecases.edit.change import delete_record, edit_record, versions
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.entries import enter
from b12track.usecases.enter.injection import record_injection
from b12track.usecases.enter.injection_draft import Given, draft_injection
from b12track.usecases.people import look_beside
from b12track.usecases.person_file import PersonFile
from command_line import Result, Run
from syncthing import PROGRAM, Instance, wait_until

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Syncthing is not installed (Debian: syncthing)")


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Instance, Instance]]:
    """Two machines that have found each other."""
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "own"))
    found = [Instance(tmp_path / f"{name}-home", tmp_path / name) for name in ("mum", "daughter")]
    try:
        for each in found:
            each.start(found)
        for each in found:
            wait_until("up", each.is_up, each)
        one, other = found
        wait_until("connected", lambda: one.is_connected(other) and other.is_connected(one), one)
        yield one, other
    finally:
        for each in found:
            each.stop()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command at the tests' moment."""
    monkeypatch.setenv("B12TRACK_NOW", NOW)

    def run(*argv: str) -> Result:
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        capsys.readouterr()
        code = main(argv)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return run


def names(machine: Instance) -> set[str]:
    # Syncthing's own: the mark of its folder, and what it may leave behind of a file that it received twice.
    return {
        path.name
        for path in machine.folder.iterdir()
        if not path.name.startswith((".stfolder", ".syncthing."))
    }


def in_step(one: Instance, other: Instance) -> bool:
    """Say whether both have the same files with the same content, and nothing is under way."""
    if not (one.is_settled() and other.is_settled()) or names(one) != names(other):
        return False
    alike = all((one.folder / name).read_bytes() == (other.folder / name).read_bytes() for name in names(one))
    return alike and one.versions(names(one)) == other.versions(names(one))


def exchange(one: Instance, other: Instance) -> None:
    for each in (one, other):
        each.scan()
    wait_until("in step", lambda: in_step(one, other), one)


def test_two_machines_that_changed_it_apart_end_with_all_of_both(
    machines: tuple[Instance, Instance],
) -> None:
    one, other = machines
    write_file(one.folder / "alex.json", alex())
    exchange(one, other)
    assert names(other) == {"alex.json"}, "no lock, no journal, no backup goes along"
    here, there = (PersonFile(each.folder / "alex.json") for each in machines)

    one.pause(other)
    wait_until("apart", lambda: not one.is_connected(other), one)
    log_symptoms(here, here.today, {"energy": 6}, "at home")
    enter(here, "notes", {"text": "from here"})
    edit_record(here, "lab1", ["note=here"])
    delete_record(here, "visit1")
    log_symptoms(there, there.today, {"energy": 5, "sleep": 2}, "on the train")
    enter(there, "notes", {"text": "from there"})
    edit_record(there, "lab1", ["note=there, later"])
    for each in machines:
        each.scan()
    one.resume(other)
    wait_until("a conflict copy", lambda: len(names(one)) == 2 and in_step(one, other), one)
    [copy] = names(one) - {"alex.json"}
    assert ".sync-conflict-" in copy

    # Both notice it, and both merge before either hears of the other's merge.
    for person_file in (here, there):
        [line] = look_beside(person_file, merging=True)
        assert line.startswith(f"Merged {copy} into Alex's file: ")
        assert "1 was changed on both sides" in line
    assert here.path.read_bytes() == there.path.read_bytes()
    exchange(one, other)
    assert names(one) == names(other) == {"alex.json"}

    for person_file in (here, there):
        whole = read_file(person_file.path)
        assert {"from here", "from there"} <= {note["text"] for note in whole["notes"]}
        [log] = [log for log in whole["symptoms"] if log["date"] == person_file.today.isoformat()]
        assert log["scores"] == {"energy": 5, "sleep": 2}
        assert sorted(log["note"].splitlines()) == ["at home", "on the train"]
        assert not whole.get("visits")
        assert whole["labs"][0]["note"] == "there, later"
        assert "here" in {version.document.get("note") for version in versions(person_file, "lab1")}

    enter(there, "notes", {"text": "and on"})
    exchange(one, other)
    assert names(one) == {"alex.json"}
    assert "and on" in {note["text"] for note in read_file(here.path)["notes"]}


def test_with_a_copy_that_nobody_has_merged_the_next_dose_is_right_on_both(
    machines: tuple[Instance, Instance], run: Run
) -> None:
    """One machine records the injection, the other a score: neither says that none is recorded."""
    one, other = machines
    write_file(one.folder / "alex.json", {**alex(), "injections": []})
    exchange(one, other)
    here, there = (PersonFile(each.folder / "alex.json", NOW) for each in machines)
    for person_file in (here, there):
        said = run("next", "--check", "--file", str(person_file.path))
        assert said.code == 20 and "No injection is recorded" in said.out

    one.pause(other)
    wait_until("apart", lambda: not one.is_connected(other), one)
    record_injection(
        here, draft_injection(here.record(), here.now, Given(route="IM", site="left-thigh")), yes=True
    )
    log_symptoms(there, there.today, {"energy": 5}, "")
    for each in machines:
        each.scan()
    one.resume(other)
    wait_until("a conflict copy", lambda: len(names(one)) == 2 and in_step(one, other), one)

    for machine in machines:
        before = {path.name: path.read_bytes() for path in machine.folder.iterdir() if path.is_file()}
        file = str(machine.folder / "alex.json")
        said = run("next", "--check", "--file", file)
        assert (said.code, "(today)" in said.out, "No injection" in said.out) == (0, True, False)
        facts = json.loads(run("status", "--json", "--file", file).out)
        assert facts["last"]["days_ago"] == 0 and facts["latest"]["scores"]["energy"] == 5
        assert facts["not_certain"] == []
        after = {path.name: path.read_bytes() for path in machine.folder.iterdir() if path.is_file()}
        assert after == before, "an answer changes nothing"
