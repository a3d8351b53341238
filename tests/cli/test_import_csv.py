"""`import` of CSV: what it says row by row, what it asks, and that nothing in a cell does anything."""

import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Exchange = Callable[[], dict[str, Any]]
MAP = ("--map", "date=Datum,energy=Energie, wie war's", "--map", "note=Notiz")


@pytest.fixture
def rows(tmp_path: Path) -> Callable[..., str]:
    """A file of these rows."""

    def rows(*lines: str, name: str = "diary.csv") -> str:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    return rows


HEADER = "Datum;Energie, wie war's;Notiz"


def test_a_dry_run_goes_row_by_row(run: Run, exchange: Exchange, rows: Callable[..., str]) -> None:
    before = exchange()
    source = rows(HEADER, "13.01.2026;3;", "20.11.2026;5;", "19.11.2026;4;new", "21.11.2026;12;")
    result = run("import", source, *MAP, "--delimiter", "semicolon", "--dry-run")
    assert result.code == 0
    said = " ".join(result.out.split())
    for line in (
        "symptoms row 2 is added",
        "symptoms row 3 is here already",
        "symptoms row 4 adds to a record that is here: note",
        'symptoms row 5, column "Energie, wie war\'s" REFUSED: 12 is not a whole number from 0 to 10',
        "new: 1 symptom log; completed: 1 symptom log; already here: 1 symptom log; refused: 1 row of symptoms.",
    ):
        assert line in said
    assert exchange() == before
    facts = json.loads(run("import", source, *MAP, "--delimiter", "semicolon", "--dry-run", "--json").out)
    assert [row["outcome"] for row in facts["rows"]] == ["new", "same", "added", "refused"]
    assert facts["rows"][0]["where"] == "row 2"


def test_a_day_is_counted_once_however_many_rows_make_it(
    run: Run, exchange: Exchange, rows: Callable[..., str]
) -> None:
    there = {entry["date"] for entry in exchange()["symptoms"]}
    assert "2026-01-13" not in there and "2026-01-14" not in there
    run("log", "energy=3", "--date", "2026-01-14")
    named = ("--map", "date=d,energy=e,sleep=s")
    days = ("d,e,s", "2026-01-13,3,", "2026-01-13,,7", "2026-01-14,3,", "2026-01-14,,5", "2026-01-14,,5")
    dry = " ".join(run("import", rows(*days), *named, "--dry-run").out.split())
    assert "row 3 goes with row 2" in dry and "row 6 goes with row 4" in dry
    counted = "new: 1 symptom log; completed: 1 symptom log. 3 more rows belong to these records."
    assert counted in dry and counted in run("import", rows(*days), *named).out
    again = run("import", rows(*days), *named)
    assert "already here: 2 symptom logs. 3 more rows belong to these records." in again.out
    two = run("import", rows(*days[:3]), *named)
    assert "already here: 1 symptom log. 1 more row belongs to these records." in two.out
    facts = json.loads(run("import", rows(*days), *named, "--dry-run", "--json").out)
    assert (facts["same"], facts["joined"], facts["new"]) == ({"symptoms": 2}, {"symptoms": 3}, {})


def test_a_refused_row_keeps_all_out_unless_it_is_to_be_skipped(
    run: Run, exchange: Exchange, rows: Callable[..., str]
) -> None:
    before = exchange()
    source = rows("date,energy", "2026-01-13,3", "2026-01-14,x")
    result = run("import", source)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        'b12track: diary.csv: row 3, column "energy": "x" is not a whole number from 0 to 10; nothing was changed\n'
    )
    assert exchange() == before
    said = run("import", source, "--skip-refused").out
    assert "Saved for Alex: import of diary.csv." in said
    assert 'row 3, column "energy": REFUSED' in said
    assert "Nothing changed for Alex" in run("import", source, "--skip-refused").out
    assert "Undone for Alex: import of diary.csv." in run("undo").out
    assert exchange() == before


def test_what_can_be_read_in_two_ways_is_asked_of_a_person(
    run: Run, exchange: Exchange, rows: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = rows("when;dose;how", "03/04/2026;1,500 mg;IM")
    named = ("--map", "date=when,dose=dose,route=how", "--set", "drug=hydroxocobalamin")
    assert "add --dates dmy or mdy" in run("import", source, *named).err
    import b12track.cli.talk.session

    monkeypatch.setattr(b12track.cli.talk.session.Session, "is_interactive", True)
    result = run("import", source, *named, stdin="neither\nmdy\ncomma\nyes\n")
    assert result.code == 0, result.err
    assert "03/04/2026 can be read as 3 Apr 2026 or 4 Mar 2026" in " ".join(result.out.split())
    assert exchange()["injections"][-1]["given_at"].startswith("2026-03-04")
    assert exchange()["injections"][-1]["dose_mcg"] == 1500


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--map", "date"], '--map: "date" is not FIELD=COLUMN: write it as date=Datum'),
        (["--map", "date=d", "--map", "date=e"], '--map: "date" is there twice'),
        (["--set", "route="], '--set: "route=" is not FIELD=COLUMN'),
        (["--delimiter", "#"], '--delimiter: "#" is not one of comma, semicolon, tab, bar'),
        (["--encoding", "klingon"], '--encoding: "klingon" is not one of utf-8'),
        (["--kind", "weather"], '--kind: "weather" is not one of person'),
        (["--where", "category"], '--where: "category" is not COLUMN=VALUE: write it as category=Energy'),
        (["--words", "good"], '--words: "good" is not WORD=SCORE: write it as good=7'),
        (["--scale", "1-5", "--scale", "0-4"], "--scale: 0-4 is there twice"),
        (["--header-row", "x"], '--header-row: "x" is not the number of a row: write it as 3, 2-3 or 0'),
        (["--header-row", "3-2"], "--header-row: 3-2 is not the number of a row"),
    ],
)
def test_what_was_said_wrongly_is_told_in_a_line(
    run: Run, rows: Callable[..., str], argv: list[str], says: str
) -> None:
    result = run("import", rows("d,e", "2026-01-13,3"), *argv)
    assert (result.code, result.out) == (1, "")
    assert says in result.err and result.err.count("\n") == 1


@pytest.mark.usefixtures("alex_file")
def test_a_document_has_no_columns_to_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(run("export", "json").out, encoding="utf-8")
    assert "nothing needs to be said about its columns" in run("import", "x.json", "--dates", "dmy").err


@pytest.mark.usefixtures("alex_file")
def test_nothing_in_a_cell_does_anything_to_the_terminal(run: Run, rows: Callable[..., str]) -> None:
    evil = "\x1b[31m\u202e<b>x</b>"
    source = rows(f"date,energy,{evil}", f"2026-01-13,{evil},1")
    for argv in (["import", source], ["import", source, "--map", "date=date,energy=energy", "--dry-run"]):
        result = run(*argv)
        assert not set(result.out + result.err) & set("\x1b\u202e")
        assert "x1b" in result.out + result.err


def test_a_long_import_says_how_far_it_is_only_where_somebody_looks(
    run: Run, exchange: Exchange, rows: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = rows("date,text", *(f"2026-01-13,note {number}" for number in range(5000)))
    assert run("import", source, "--dry-run").err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    result = run("import", source)
    assert "4000 of 5000 records compared\r" in result.err
    assert result.err.endswith(" " * len("4000 of 5000 records compared") + "\r"), "the line is taken away"
    assert len(exchange()["notes"]) == 5001


@pytest.mark.usefixtures("home")
def test_rows_may_begin_a_file_and_say_for_whom(run: Run, rows: Callable[..., str]) -> None:
    result = run("import", rows("date,energy", "2026-01-13,3"), "--person", "Mum")
    assert result.code == 0
    assert "A new file was begun for Mum" in result.out and "Saved for Mum" in result.out


LONG_ROWS = (
    "when,category,rating,notes",
    "2026-01-13,Energy,4,slow",
    "2026-01-13,Fog,2,",
    "2026-01-14,Energy,1,",
)
PICKED = ("--map", "date=when,energy=rating", "--where", "category=Energy", "--scale", "1-5")


def test_how_a_table_is_understood_is_shown_and_asked_before_it_is_done(
    run: Run, exchange: Exchange, rows: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import b12track.cli.talk.session

    monkeypatch.setattr(b12track.cli.talk.session.Session, "is_interactive", True)
    before, source = exchange(), rows(*LONG_ROWS)
    refused = run("import", source, *PICKED, stdin="no\n")
    assert refused.code == 0
    assert refused.out == (
        "2 of 3 rows chosen.\n"
        "Scale of energy: 1-5 turned into 0-10: 1 is 0, 2 is 2, 3 is 5, 4 is 8, 5 is 10.\n"
        "what    from    for example\n"
        "date    when    2026-01-13 becomes Tue 13 Jan 2026\n"
        "energy  rating  4 becomes 8 of 10\n"
        "\n"
        "new: 2 symptom logs.\n"
        "Import this? (yes/no) Nothing was changed.\n"
    )
    assert exchange() == before
    assert "Saved for Alex: import of diary.csv." in run("import", source, *PICKED, stdin="yes\n").out
    assert [log["scores"] for log in exchange()["symptoms"]][-2:] == [{"energy": 8}, {"energy": 0}]
    run("undo")
    assert exchange() == before
    assert "Import this?" not in run("import", source, *PICKED, "--yes").out
    bad = run("import", rows(*LONG_ROWS, "2026-01-15,Energy,6,"), *PICKED)
    assert bad.code == 1 and "row 5" in bad.out and "nothing was changed" in bad.err
    assert "Import this?" not in bad.out


def test_where_nobody_looks_on_the_answer_says_how_it_was_understood(
    run: Run, exchange: Exchange, rows: Callable[..., str]
) -> None:
    source = rows(*LONG_ROWS)
    facts = json.loads(run("import", source, *PICKED, "--dry-run", "--json").out)
    assert facts["mapping"][1] == {"field": "energy", "heading": "rating", "cell": "4", "becomes": "8 of 10"}
    assert facts["remarks"][0] == "2 of 3 rows chosen."
    said = run("import", source, *PICKED).out
    assert "4 becomes 8 of 10" in said and "1 is 0, 2 is 2, 3 is 5" in said
    assert [log["scores"]["energy"] for log in exchange()["symptoms"][-2:]] == [8, 0]
    words = ("--map", "date=when,mood=rating", "--where", "category=Fog", "--words", "2=9,so so=5")
    assert run("import", source, *words).code == 0


def test_a_question_about_the_scale_is_asked_of_a_person(
    run: Run, exchange: Exchange, rows: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import b12track.cli.talk.session

    monkeypatch.setattr(b12track.cli.talk.session.Session, "is_interactive", True)
    source = rows("d,e (1-5)", "2026-01-13,4")
    result = run("import", source, "--map", "date=d,energy=e (1-5)", stdin="1-5\nyes\n")
    assert result.code == 0 and "is on 1-5: add --scale 1-5" in " ".join(result.out.split())
    assert exchange()["symptoms"][-1]["scores"] == {"energy": 8}


TOP = Path(__file__).parent.parent.parent
RECIPES = re.findall(
    r"^\$ (b12track import ([\w-]+)\.csv .*)$", (TOP / "README.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(("line", "app"), RECIPES, ids=[f"{app} {n}" for n, (_, app) in enumerate(RECIPES)])
def test_the_recipes_for_moving_from_another_app_work_on_what_it_writes(
    run: Run, line: str, app: str
) -> None:
    shutil.copy(TOP / "tests" / "usecases" / "foreign" / f"{app}.csv", f"{app}.csv")
    result = run(*shlex.split(line)[1:])
    assert result.code == 0, result.err
    assert f"Saved for Alex: import of {app}.csv." in result.out
    assert "refused" not in result.out


def test_there_is_a_recipe_for_every_app() -> None:
    files = {path.stem for path in (TOP / "tests" / "usecases" / "foreign").glob("*.csv")}
    assert {app for _, app in RECIPES} == files
