"""`export`: every format, to the screen and into files that are replaced only where that was said."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
from fhir.resources.R4B.bundle import Bundle
from jsonschema import Draft202012Validator

from alex import alex, write_file
from b12track.domain.record import document
from b12track.domain.record.records import KINDS

Run = Callable[..., Any]
FILES = [f"{kind}.csv" for kind in ("person", *KINDS)]


@pytest.fixture(autouse=True)
def _alex(alex_file: Path) -> None:
    """Alex is the only one."""


def doses(data: bytes) -> list[Any]:
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [event for event in events if "B12 injection" in str(event["SUMMARY"])]


def test_every_format_goes_to_the_screen(run: Run) -> None:
    assert json.loads(run("export", "json").out) == alex()
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", "--kind", "symptoms").out)))
    assert [row["energy"] for row in rows] == ["4", "5"]
    assert (
        doses(run("export", "ics").out.encode())[0]["DTSTART"].dt.isoformat() == "2026-12-25T10:20:00+00:00"
    )
    bundle = json.loads(run("export", "fhir").out)
    Bundle.model_validate(bundle)
    assert len(bundle["entry"]) == 1 + 1 + 3 + 1 + 4


def test_a_kind_may_be_typed_as_people_say_it(run: Run) -> None:
    said = run("export", "csv", "--kind", "symptoms").out
    assert run("export", "csv", "--kind", "logs").out == said
    assert run("export", "csv", "--kind", "person").out.startswith("name,born,timezone")
    assert run("export", "csv", "--kind", "symptom_kinds").out.startswith("name,label")
    assert "--kind: " in run("export", "csv", "--kind", "nonsense").err


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (
            ["csv"],
            "csv: a CSV file holds one kind of record: say which one with --kind, or name a folder with -o "
            "FOLDER to write them all",
        ),
        (["ics", "--kind", "labs"], "--kind: it goes with csv alone"),
        (["fhir", "--kind", "labs", "-o", "out.json"], "--kind: it goes with csv alone"),
        (["csv", "-o", "nowhere/out"], "nowhere/out: there is no folder nowhere"),
        (["csv", "--kind", "labs", "-o", "nowhere/out.csv"], "there is no folder"),
        (["ics", "-o", "home"], "home: is a folder: name a file in it"),
        (["csv", "-o", "home/alex.json"], "home/alex.json: is a file: name a folder for all kinds"),
        (["ics", "-o", "home/alex.json"], "b12track never writes over those"),
        (["ics", "-o", "home/alex.json", "--yes"], "belongs to a person's records"),
        (["csv", "--kind", "labs", "-o", "home/alex.json", "--yes"], "belongs to a person's records"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_line(
    run: Run, argv: list[str], says: str, alex_file: Path
) -> None:
    before = alex_file.read_bytes()
    result = run("export", *argv)
    assert (result.code, result.out) == (1, "")
    assert says in result.err and result.err.count("\n") == 1
    assert alex_file.read_bytes() == before


def test_a_folder_holds_a_file_for_each_kind_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = run("export", "csv", "-o", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert result.out.count("Exported for Alex") == len(FILES)
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    assert run("export", "csv", "-o", str(folder)).out.count("Nothing changed for Alex") == len(FILES)
    assert run("--file", str(tmp_path / "b.json"), "import", str(folder)).code == 0
    back = json.loads(run("--file", str(tmp_path / "b.json"), "export", "json").out)
    assert document.read(back) == document.read(alex())


def test_a_folder_is_replaced_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run("export", "csv", "-o", str(folder))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    run("log", "energy=9")
    run("note", "new")
    result = run("export", "csv", "-o", str(folder))
    assert "holds symptoms.csv, notes.csv already" in result.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert run("export", "csv", "-o", str(folder), "--yes").out.count("(replaced)") == 2


def test_a_calendar_is_rewritten_only_when_something_in_it_changed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "alex.ics"
    assert f"Exported for Alex: {path}" in run("export", "ics", "-o", str(path)).out
    first, touched = path.read_bytes(), path.stat().st_mtime_ns
    run("log", "energy=9")
    later = run("export", "ics", "-o", str(path), now="2026-11-22T09:00:00+00:00")
    assert "Nothing changed for Alex" in later.out
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (first, touched)
    run("plan", "move", "2026-12-28", "--by", "Riverside")
    assert "(replaced)" in run("export", "ics", "-o", str(path)).out
    before, after = (doses(data)[0] for data in (first, path.read_bytes()))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt.isoformat() == "2026-12-28"
    run("undo")
    run("export", "ics", "-o", str(path))
    assert doses(path.read_bytes())[0]["DTSTART"] == before["DTSTART"]
    assert doses(path.read_bytes())[0]["SEQUENCE"] > after["SEQUENCE"]


def test_the_sequence_rises_without_a_file_too(run: Run) -> None:
    before = doses(run("export", "ics").out.encode())[0]
    run("plan", "move", "2026-12-28", "--by", "Riverside")
    after = doses(run("export", "ics").out.encode())[0]
    assert before["UID"] == after["UID"] and after["SEQUENCE"] > before["SEQUENCE"]


def test_no_yes_is_offered_where_somebodys_records_lie(run: Run, home: Path) -> None:
    write_file(home / "mum.json", alex(person={"name": "Mum"}))
    result = run("export", "ics", "-o", str(home / "mum.json"), "--person", "Alex")
    assert result.code == 1 and "b12track never writes over those" in result.err and "--yes" not in result.err


def test_another_persons_calendar_is_never_written_over_unasked(run: Run, home: Path, tmp_path: Path) -> None:
    write_file(home / "mum.json", alex(person={"name": "Mum"}))
    path = tmp_path / "shared.ics"
    run("export", "ics", "-o", str(path), "--person", "Mum")
    before = path.read_bytes()
    result = run("export", "ics", "-o", str(path), "--person", "Alex")
    assert result.code == 1 and "is already there and is not Alex's calendar" in result.err
    assert path.read_bytes() == before
    run("export", "ics", "-o", str(path), "--person", "Alex", "--yes")
    assert "Mum" not in path.read_text("utf-8"), "nobody's entries are mixed"


def test_excel_is_told_where_it_wants_to_be(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    run("export", "csv", "--kind", "notes", "--bom", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,date,text,person\r\n")
    assert "already here: 1 note" in run("import", str(path)).out


def test_facts_for_programs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    assert json.loads(run("export", "ics", "-o", str(path), "--json").out) == {
        "path": str(path),
        "replaced": False,
        "was_there": False,
    }
    assert len(json.loads(run("export", "csv", "-o", str(tmp_path / "out"), "--json").out)) == len(FILES)


@pytest.mark.parametrize("argv", [["csv", "--kind", "notes"], ["ics"], ["fhir"], ["json"]])
def test_no_text_does_anything_to_a_terminal(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    evil = "a\u202eb\u2066c\u2028d"
    visits = [{"id": "v1", "at": "2026-12-01T10:00:00+00:00", "purpose": "review", "note": evil}]
    injections = [{**alex()["injections"][0], "note": evil}]
    raw = alex(notes=[{"id": "n1", "date": "2026-01-01", "text": evil}], visits=visits, injections=injections)
    write_file(home / "evil.json", raw)
    for is_terminal in (True, False):
        monkeypatch.setattr(sys.stdout, "isatty", lambda is_terminal=is_terminal: is_terminal, raising=False)
        out = run("export", *argv, "--file", str(home / "evil.json")).out
        if is_terminal:
            assert not set(out) & set("\u202e\u2066\u2028\r\x1b")
            assert "u202e" in out
        else:
            assert "\u202e" in out


def test_a_pipe_gets_the_very_bytes_of_a_file(run: Run, tmp_path: Path) -> None:
    for argv in (["csv", "--kind", "notes"], ["ics"], ["fhir"], ["json"]):
        path = tmp_path / argv[0]
        run("export", *argv, "-o", str(path))
        assert run("export", *argv).out.encode() == path.read_bytes()


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize("words", [("csv", "--kind", "symptoms"), ("ics",)])
def test_what_is_no_json_is_not_printed_where_json_is_wanted(run: Run, words: tuple[str, ...]) -> None:
    said = run("export", *words, "--json")
    assert (said.code, said.out) == (1, "") and "is not JSON" in said.err


def test_the_schema_is_nobodys_and_takes_what_is_exported(run: Run, tmp_path: Path) -> None:
    schema = json.loads(run("export", "schema").out)
    assert Draft202012Validator(schema).is_valid(json.loads(run("export", "json").out))
    target = tmp_path / "schema.json"
    assert run("export", "schema", "-o", str(target)).out == f"Exported: {target}\n"
    assert json.loads(target.read_text("utf-8")) == schema
    assert run("export", "schema", "-o", str(target)).out == f"Nothing changed: {target}\n"
    target.write_text("mine")
    refused = run("export", "schema", "-o", str(target))
    assert refused.code == 1 and "is there already" in refused.err
    facts = json.loads(run("export", "schema", "-o", str(target), "--yes", "--json").out)
    assert facts == {"path": str(target), "replaced": True, "was_there": False}
    assert (
        "leave it out: the schema describes the whole document"
        in run("export", "schema", "--kind", "labs").err
    )


def test_the_schema_needs_no_persons_file(run: Run, alex_file: Path) -> None:
    alex_file.unlink()
    assert json.loads(run("export", "schema").out)["title"] == "b12track exchange document"


def test_a_bundle_keeps_its_addresses_when_the_person_is_renamed_or_a_copy_is_merged(
    run: Run, alex_file: Path, tmp_path: Path
) -> None:
    def addresses() -> set[str]:
        return {entry["fullUrl"] for entry in json.loads(run("export", "fhir").out)["entry"]}

    before = addresses()
    there = tmp_path / "there.json"
    there.write_bytes(alex_file.read_bytes())
    assert run("people", "rename", "Alex", "Alexandra").code == 0
    assert addresses() == before
    assert run("inject", "--route", "IM", "--file", str(there)).code == 0
    assert run("merge", str(there), "--as-another").code == 0
    assert addresses() > before
