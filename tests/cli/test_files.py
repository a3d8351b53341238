"""`export`, `backup`, `restore`, `doctor`, `demo` and `person` as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from alex import alex, read_file, write_file
from b12track.cli.talk.session import Session
from b12track.store.file import reading
from b12track.store.file.layout import to_bytes
from b12track.usecases.people import Selection
from b12track.usecases.transfer import doctor

Run = Callable[..., Any]


def said(result: Any) -> str:
    """What a command said, without the line breaks."""
    return " ".join(result.out.split())


def run_together(text: str) -> str:
    """Words without what stands between them: where a long path is broken depends on the folder."""
    return "".join(text.split())


def test_an_export_says_everything_whatever_the_day(run: Run, exchange: Callable[[], dict[str, Any]]) -> None:
    for now in ("1950-01-01", "2026-11-21"):
        assert json.loads(run("export", "json", now=now).out) == exchange()
        assert json.loads(run("export", "json", "-o", "-", now=now).out) == exchange()


@pytest.mark.usefixtures("alex_file")
def test_an_export_into_a_file(run: Run, exchange: Callable[[], dict[str, Any]], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert f"Exported for Alex: {out}" in run("export", "json", "-o", str(out)).out
    assert json.loads(out.read_bytes()) == exchange()
    assert run_together(f"Nothing changed for Alex: {out}") in run_together(
        run("export", "json", "-o", str(out)).out
    )
    out.write_text("{}", encoding="utf-8")
    assert "is there already" in run("export", "json", "-o", str(out)).err
    assert "(replaced)" in run("export", "json", "-o", str(out), "--yes").out


def test_an_export_never_lands_on_the_records(run: Run, alex_file: Path) -> None:
    before = alex_file.read_bytes()
    result = run("export", "json", "-o", str(alex_file), "--yes")
    assert (result.code, "belongs to a person's records" in result.err) == (1, True)
    assert alex_file.read_bytes() == before


def test_an_unknown_format_is_usage(run: Run) -> None:
    assert run("export", "docx").code == 2


def test_a_backup_and_back(run: Run, alex_file: Path, exchange: Callable[[], dict[str, Any]]) -> None:
    before = exchange()
    backup = json.loads(run("backup", "--json").out)["path"]
    assert Path(backup).parent == alex_file.with_name("alex.json.backups")
    assert run_together(f"Nothing changed since the last backup for Alex: {backup}") in run_together(
        run("backup").out
    )
    run("plan", "stop")
    refused = run("restore", backup)
    assert (refused.code, refused.out) == (1, "")
    assert "going back to it would change Alex's file (plans: 1 changed): --yes does so" in refused.err
    assert exchange() != before
    assert (
        "Saved for Alex: return to alex-2026-11-21.json (plans: 1 changed)."
        in run("restore", backup, "--yes").out
    )
    assert exchange() == before
    assert "Nothing changed for Alex" in run("restore", backup).out
    run("undo")
    assert exchange() != before


def test_a_person_is_asked_before_going_back(
    run: Run,
    alex_file: Path,
    exchange: Callable[[], dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Session, "is_interactive", True)
    backup = tmp_path / "mum.json"
    backup.write_text(json.dumps({**alex(person={"name": "Mum"}), "notes": []}), encoding="utf-8")
    before = exchange()
    refused = run("restore", str(backup), stdin="yes\n")
    assert refused.code == 1 and "is Mum's, and the file here is Alex's" in refused.err
    kept = run("restore", str(backup), "--as-another", stdin="no\n")
    assert (kept.code, "nothing was changed" in kept.err) == (1, True)
    assert "This is Mum's backup, and the file is Alex's." in said(kept)
    assert exchange() == before
    assert run("restore", str(backup), "--as-another", stdin="yes\n").code == 0
    after = read_file(alex_file)
    assert "notes" not in after and after["person"] == before["person"], "the records, and not who it is"


def test_a_backup_into_a_file_that_is_not_there(run: Run, alex_file: Path, tmp_path: Path) -> None:
    backup = json.loads(run("backup", "--json").out)["path"]
    new = tmp_path / "new.json"
    assert f"A new file was begun for Alex: {new}" in said(run("restore", backup, "--file", str(new)))
    assert read_file(new) == read_file(alex_file)


def test_a_yes_given_beforehand_does_not_turn_one_persons_file_into_anothers(
    run: Run, alex_file: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "mum.json"
    backup.write_text(json.dumps(alex(person={"name": "Mum"})), encoding="utf-8")
    before = alex_file.read_bytes()
    refused = run("restore", str(backup), "--yes")
    assert (refused.code, refused.out) == (1, "")
    assert "mum.json: is Mum's, and the file here is Alex's; nothing was changed" in refused.err
    assert alex_file.read_bytes() == before
    assert run("people", "add", "Mum").code == 0
    assert run("restore", str(backup), "--yes", "--person", "Mum").code == 0
    assert alex_file.read_bytes() == before
    assert run("restore", str(backup), "--yes", "--file", str(alex_file)).code == 1
    assert read_file(alex_file)["person"]["name"] == "Alex"


@pytest.mark.parametrize("argv", [["export", "json"], ["backup"], ["doctor"], ["person"]])
def test_a_file_that_was_named_and_is_not_there_is_exit_3(run: Run, tmp_path: Path, argv: list[str]) -> None:
    result = run(*argv, "--file", str(tmp_path / "no.json"))
    assert (result.code, result.out) == (3, "")
    assert not (tmp_path / "no.json").exists()


@pytest.mark.parametrize("argv", [["export", "json"], ["backup"], ["doctor"], ["person"]])
def test_with_nobody_entered_it_says_how_to_begin(run: Run, argv: list[str]) -> None:
    result = run(*argv)
    assert (result.code, "nobody is entered yet" in result.err) == (1, True)


def test_the_doctor_finds_a_good_file_good(run: Run, alex_file: Path) -> None:
    result = run("doctor")
    assert result.code == 0
    assert f"Looked at {alex_file}; nothing was changed." in said(result)
    assert "every record in it is valid" in result.out
    facts = json.loads(run("doctor", "--json").out)
    assert (facts["usable"], {each["level"] for each in facts["findings"]}) == (True, {"ok"})


def test_the_doctor_names_what_looks_odd(run: Run, home: Path) -> None:
    home.mkdir()
    labs = [
        {"id": f"l{n}", "date": "2026-01-01", "test": "b12", "value": 1, "unit": "pints"} for n in range(40)
    ]
    write_file(home / "alex.json", alex(labs=labs, person={"name": "Alex"}))
    out = " ".join(run("doctor").out.split())
    assert "look the b12 result of Thu 1 Jan 2026 has an unusual unit, pints (l0)" in out
    assert "There are 11 more to look at: --all lists them all." in out
    assert "no time zone is entered" in " ".join(run("doctor", "--all").out.split())
    assert run("doctor").code == 0


@pytest.mark.parametrize("argv", [[], ["--person", "Alex"], ["--file", "{path}"]])
def test_the_doctor_looks_at_a_file_that_cannot_be_read(run: Run, home: Path, argv: list[str]) -> None:
    home.mkdir()
    path = home / "alex.json"
    path.write_bytes(b'{"half": ')
    result = run("doctor", *(each.format(path=path) for each in argv))
    assert result.code == 3
    assert "error" in result.out and "cannot be used" in said(result)
    assert path.read_bytes() == b'{"half": '
    assert not json.loads(run("doctor", "--json").out)["usable"]


@pytest.mark.parametrize(
    "argv", [["next"], ["status"], ["history"], ["log", "energy=5"], ["export", "json"], ["doctor"]]
)
@pytest.mark.parametrize("table", ["person", "injections", "stamps injections"])
def test_junk_under_a_checksum_that_fits_is_the_files_fault(
    run: Run, alex_file: Path, argv: list[str], table: str
) -> None:
    state = reading.load(alex_file, None).state
    alex_file.write_bytes(
        junk := to_bytes(state._replace(tables={**state.tables, table: b'{"1":{"i1":[]}}'}))
    )
    result = run(*argv)
    assert result.code in (0, 3)
    if result.code:
        assert "not valid" in said(result) or "cannot be used" in result.err
        assert alex_file.read_bytes() == junk


def test_a_damaged_file_costs_no_entry(
    run: Run, alex_file: Path, exchange: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    run("note", "the last")
    before, last, away = exchange(), tmp_path / "last.json", tmp_path / "damaged.json"
    refused = run("doctor", "--rescue", str(last))
    assert (refused.code, "can be read, so there is nothing to rescue" in refused.err) == (1, True)
    alex_file.write_bytes(half := alex_file.read_bytes()[:-40])
    assert "`b12track doctor --rescue FILE`" in said(run("doctor"))
    result = run("doctor", "--rescue", str(last))
    assert result.code == 0
    assert "Put together for Alex from the backup of" in said(result) and "since, the last on" in said(result)
    assert alex_file.read_bytes() == half
    again = run("doctor", "--rescue", str(last))
    assert (again.code, "is there already" in again.err) == (1, True)
    facts = json.loads(run("doctor", "--rescue", str(tmp_path / "facts.json"), "--json").out)
    assert (facts["person"], facts["written"]) == ("Alex", str(tmp_path / "facts.json"))
    nowhere = run("doctor", "--rescue", str(tmp_path / "no folder" / "last.json"))
    assert (nowhere.code, "there is no folder" in nowhere.err) == (1, True)
    alex_file.rename(away)
    assert run("restore", str(last), "--file", str(alex_file)).code == 0
    assert exchange() == before


def test_what_cannot_be_rescued_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    home.mkdir()
    path, last = home / "alex.json", tmp_path / "last.json"
    path.write_bytes(b'{"half')
    result = run("doctor", "--rescue", str(last))
    assert (result.code, "there is no backup of it that can be read" in result.err) == (1, True)
    gone = run("doctor", "--rescue", str(last), "--file", str(home / "gone.json"))
    assert (gone.code, "there is no backup" in gone.err) == (1, True)
    path.write_bytes(b'{"b12track":{"1":{"schema":99}}}')
    newer = run("doctor", "--rescue", str(last))
    assert (newer.code, "update b12track" in newer.err) == (3, True)
    assert "--rescue" not in run("doctor").out
    assert not last.exists()


def test_a_fault_of_our_own_is_not_blamed_on_the_file(
    run: Run, alex_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def examine_all(_: Selection) -> None:
        raise KeyError

    monkeypatch.setattr(doctor, "examine_all", examine_all)
    with pytest.raises(KeyError):
        run("doctor")
    with pytest.raises(KeyError):
        run("doctor", "--file", str(alex_file.with_name("no.json")))


def test_the_doctor_looks_at_everybody_or_at_who_is_named(run: Run) -> None:
    run("people", "add", "Mum")
    run("people", "add", "Dad")
    assert run("doctor").out.count("Looked at") == 2
    assert run("doctor", "--person", "dad").out.count("Looked at") == 1
    assert "nobody is called Don" in run("doctor", "--person", "Don").err


def test_the_demo_shows_a_year_and_saves_nothing(run: Run, home: Path) -> None:
    result = run("demo")
    assert result.code == 0
    assert "nothing is saved" in result.out
    assert "○ IN 34 DAYS Fri 25 Dec" in result.out
    assert "Energy dips before the dose: 1.7 lower in the last quarter of the cycle" in " ".join(
        result.out.split()
    )
    assert not home.exists()
    assert json.loads(run("demo", "--json").out)["person"] == "Alex"


@pytest.mark.parametrize("now", ["1900-01-01", "9998-12-31"])
def test_the_demo_works_on_any_day(run: Run, now: str) -> None:
    assert run("demo", now=now).code == 0


@pytest.mark.usefixtures("alex_file")
def test_the_person_is_shown_and_changed(run: Run) -> None:
    assert "Why the injections  vitamin B12 deficiency" in run("person").out
    assert (
        "Saved for Alex: person: neurological, clinic."
        in run("person", "clinic=Hill", "neurological=yes").out
    )
    assert json.loads(run("person", "show", "--json").out)["clinic"] == "Hill"
    assert "Saved for Bea: name changed from Alex to Bea." in run("person", "set", "name=Bea").out
    assert "Undone for" in run("undo").out
    for words in (["clinic"], ["show", "clinic"], ["set"], ["age=3"]):
        result = run("person", *words)
        assert (result.code, result.err.count("\n")) == (1, 1)


def test_what_is_known_can_be_the_first_entry(run: Run) -> None:
    result = run("person", "timezone=Europe/Paris", "--person", "Bea")
    assert (result.code, "Saved for Bea: person: timezone." in result.out) == (0, True)


def test_on_a_terminal_the_demo_opens_the_app(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Selection] = []

    def run_demo(selection: Selection) -> int:
        opened.append(selection)
        return 0

    monkeypatch.setattr("b12track.tui.run.run_demo", run_demo)
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("b12track.cli.door.open_app.sys", SimpleNamespace(stdin=terminal, stdout=terminal))
    assert run("demo", now="2026-11-21").code == 0
    assert [selection.now for selection in opened] == ["2026-11-21"]
