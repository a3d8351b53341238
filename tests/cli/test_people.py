"""Who is meant: what is added lands where it was said, and nobody is guessed."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run


def test_a_person_is_added_where_the_file_was_named(run: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "usb" / "zoe.json"
    assert run("people", "add", "Zoe", "--file", str(path)).out == f"Added Zoe: {path}\n"
    assert not list(home.glob("*.json"))
    before = path.read_bytes()
    again = run("people", "add", "Ann", "--file", str(path))
    assert again.code == 1
    assert again.err == "b12track: --file: zoe.json is there already, and is Zoe's: name another file\n"
    assert path.read_bytes() == before


def test_adding_says_who_is_meant_once(run: Run, home: Path) -> None:
    said = run("people", "add", "Zoe", "--person", "Ann")
    assert said.code == 1 and "people add NAME" in said.err
    assert not list(home.glob("*.json"))


def test_adding_and_renaming_for_programs(run: Run, home: Path) -> None:
    assert json.loads(run("people", "add", "Mum", "--json").out) == {
        "person": "Mum",
        "path": str(home / "mum.json"),
    }
    renamed = json.loads(run("people", "rename", "Mum", "Mother", "--json").out)
    assert renamed == {"person": "Mother", "saved": "name Mum to Mother", "changed": True}


def test_a_zone_is_read_as_everywhere(run: Run, home: Path) -> None:
    said = run("people", "add", "Mum", "--timezone", "Lodnon")
    assert (said.code, list(home.glob("*.json"))) == (1, [])
    assert said.err.endswith('"Lodnon" is not a known time zone: did you mean Europe/London?\n')
    run("people", "add", "Mum", "--timezone", "europe/london")
    assert json.loads(run("person", "--json").out)["timezone"] == "Europe/London"


@pytest.mark.parametrize("path", ["", ".", "..", "/"])
def test_a_folder_is_no_data_file(run: Run, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    told = f"b12track: {Path(path)}: is a folder: name a person's data file in it\n"
    for command in (("log", "energy=5"), ("next",), ("people", "add", "Ann"), ("doctor",)):
        said = run(*command, "--file", path)
        assert (said.code, said.out, said.err) == (3, "", told)
    run("people", "add", "Mum")
    said = run("merge", path)
    assert (said.code, said.err) == (1, f"b12track: {Path(path)}: is a folder: name a file in it\n")
    if path:
        monkeypatch.setenv("B12TRACK_FILE", path)
        assert run("next").err == told


def test_an_empty_name_is_nobody(run: Run) -> None:
    run("people", "add", "Mum")
    said = run("next", "--person", " ")
    assert (said.code, said.err) == (1, "b12track: --person: is empty: write the name of the person\n")


def test_an_unknown_name_is_told_who_there_is_and_how_to_add(run: Run) -> None:
    run("people", "add", "mum")
    run("people", "add", "Dad")
    assert run("next", "--person", "Zed").err == (
        "b12track: --person: nobody is called Zed; there are Dad, mum: "
        "`b12track people add NAME` enters somebody new\n"
    )
    assert "nobody is called Mumm; there is mum:" in run("log", "energy=5", "--person", "Mumm").err


def test_where_no_earlier_state_is_kept_none_is_promised(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "dad.json").write_text("garbage", encoding="utf-8")
    said = run("next", "--person", "dad")
    assert said.code == 3 and said.out.startswith("Not certain: dad's file cannot be read: it is not JSON:")
    run("people", "add", "Mum")
    run("note", "a", "--person", "Mum")
    (home / "mum.json").write_text("garbage", encoding="utf-8")
    assert f"earlier states are in {home / 'mum.json.backups'}" in run("log", "--person", "mum").err


def test_a_file_that_cannot_be_read_is_explained_once_and_not_in_the_table(run: Run, home: Path) -> None:
    run("people", "add", "Mum")
    (home / "dad.json").write_text("garbage", encoding="utf-8")
    said = run("status")
    assert said.code == 3
    assert said.out.count("Not certain: dad's file cannot be read") == 1
    assert "dad   ? STATUS UNKNOWN\n" in said.out


def test_a_move_to_confirm_stands_above_who_has_no_plan(run: Run, tmp_path: Path) -> None:
    """In the order of the codes for scripts: 3, 20, 10, 30, 0."""
    plan = {
        "set_on": "2026-11-20",
        "first_due": "2026-11-20",
        "drug": "hydroxocobalamin",
        "dose_mcg": 1000,
        "route": "IM",
        "phases": [
            {"name": "Loading", "kind": "repletion", "every": {"days": 2}, "until": {"doses": 1}},
            {"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 8}},
        ],
    }
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    for name in ("Ann", "Zoe"):
        run("people", "add", name)
    run("plan", "set", "--from", str(path), "--person", "Zoe")
    run("inject", "--route", "IM", "--at", "2026-11-20", "--person", "Zoe")
    said = run("next", "--all", "--check")
    assert said.code == 10
    assert [line.split(":")[0] for line in said.out.splitlines() if ":" in line][:2] == ["Zoe", "Ann"]


def test_a_table_that_is_wider_than_the_terminal_is_said_in_lines(
    run: Run, terminal: Callable[[int], None]
) -> None:
    run("people", "add", "Grandmother Mary-Elisabeth")
    run("people", "add", "Al")
    assert run("status").out.startswith("Name ")
    terminal(40)
    said = run("status").out
    assert max(map(len, said.splitlines())) <= 40
    assert said.startswith(
        "Al\n"
        "  Next dose       ○ NO PLAN ENTERED\n"
        "  Last injection  none\n"
        "  Next visit      no visit\n"
        "  Flags           1 open\n"
        "Grandmother Mary-Elisabeth\n"
    )


def test_questions_say_for_whom_they_are(run: Run) -> None:
    run("people", "add", "Mum")
    run("people", "add", "Dad")
    assert run("log", "--person", "Mum", "--date", "2026-11-20").out.startswith(
        "How was Fri 20 Nov for Mum? Press Enter to leave a symptom out.\n"
    )
    assert run("plan", "set", "--person", "Dad").out.startswith("A plan for Dad, as it was prescribed.\n")


def test_a_slip_in_a_short_name_is_named_whatever_its_letters_case(
    run: Run, household: Callable[..., None]
) -> None:
    household(mum={}, dad={}, robert={})
    assert "nobody is called mim; there is Mum:" in run("next", "--person", "mim").err


def test_a_file_that_is_offered_can_be_typed(run: Run, household: Callable[..., None], home: Path) -> None:
    household(mum={})
    shutil.copy(home / "mum.json", home / "mum (copy).json")
    said = run("status", "--person", "Mum").err
    [_, offered] = shlex.split(said[said.index("--file") : said.index(", or if one")])
    assert run("status", "--file", offered).code == 0
