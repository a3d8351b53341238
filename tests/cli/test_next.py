"""`next`, `status` and `people`: one glance for one person, for a household, and for a script."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alex import alex, write_file
from command_line import Run

STOPPED: dict[str, Any] = {"plans": [], "adjustments": [], "transitions": []}
NOT_CONFIRMED: dict[str, Any] = {"transitions": [], "adjustments": []}


@pytest.mark.usefixtures("alex_file")
def test_one_line_for_one_person(run: Run) -> None:
    assert run("next").out == (
        "Alex: due in 34 days, Fri 25 Dec: hydroxocobalamin 1 mg (1000 mcg), into muscle (IM). Last injection "
        "Fri 30 Oct (22 days ago). Next visit Fri 25 Dec.\n"
    )


@pytest.mark.parametrize(
    ("now", "code"),
    [("2026-12-24", 0), ("2026-12-25", 10), ("2026-12-26", 20), ("2026-01-04", 30)],
)
@pytest.mark.usefixtures("alex_file")
def test_check_answers_a_script(run: Run, now: str, code: int) -> None:
    assert run("next", "--check", now=now).code == code
    assert run("next", now=now).code == 0


def test_check_of_a_move_to_confirm_is_ten(run: Run, household: Callable[..., None]) -> None:
    household(alex=NOT_CONFIRMED)
    assert run("next", "--check", now="2026-02-01").code == 10


def test_check_of_everybody_is_the_worst(run: Run, household: Callable[..., None], home: Path) -> None:
    household(alex={})
    assert run("next", "--all", "--check").code == 0
    household(bea=STOPPED)
    assert run("next", "--all", "--check").code == 30
    household(cleo=NOT_CONFIRMED)
    assert run("next", "--all", "--check").code == 10
    household(dan={"injections": []})
    assert run("next", "--all", "--check").code == 20
    (home / "eve.json").write_text("{", "utf-8")
    assert run("next", "--all", "--check").code == 3


def test_everybody_worst_first_and_one_broken_file_hides_nobody(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    household(alex={}, bea={"injections": []})
    (home / "mum.json").write_text("{", "utf-8")
    said = run("next")
    begun = [line.split(":")[0] for line in said.out.splitlines()]
    names = [name for name in begun if name in ("Not certain", "Bea", "Alex")]
    assert names == ["Not certain", "Bea", "Alex"] and said.code == 3
    assert said.out.startswith("Not certain: mum's file cannot be read: it is not JSON:")
    assert (home / "mum.json").read_text("utf-8") == "{"
    for command in ("status", "people"):
        shown = run(command)
        assert shown.code == 3 and "Bea" in shown.out and "Alex" in shown.out


def test_several_people_as_a_list_for_programs(run: Run, household: Callable[..., None], home: Path) -> None:
    household(alex={})
    assert json.loads(run("next", "--json").out)["person"] == "Alex"
    assert [one["person"] for one in json.loads(run("next", "--all", "--json").out)] == ["Alex"]
    household(bea={})
    (home / "mum.json").write_text("{", "utf-8")
    for command in ("next", "status", "people"):
        people = json.loads(run(command, "--json").out)
        assert [one["person"] for one in people] == ["mum", "Alex", "Bea"]
        assert set(people[0]) == {"person", "not_certain"}
        assert people[0]["not_certain"][0]["code"] == "file_unreadable"
        assert people[1]["not_certain"] == [] and "next" in people[1]


@pytest.mark.usefixtures("alex_file")
def test_next_leaves_out_what_status_adds(run: Run) -> None:
    answer = json.loads(run("next", "--json").out)
    status = json.loads(run("status", "--json").out)
    assert set(answer) == {"person", "today", "plan", "phase", "next", "last", "not_certain"}
    assert set(status) - set(answer) == {"visit", "flags", "latest"}
    assert answer["next"]["suggested_site"] == "right-thigh"
    assert status["latest"] == {"date": "2026-11-20", "scores": {"energy": 5}}
    assert status["visit"] == {"id": "visit1", "at": "2026-12-25T10:20:00+00:00", "purpose": "injection"}
    assert all(set(flag) == {"code", "severity", "text", "records"} for flag in status["flags"])


@pytest.mark.usefixtures("alex_file")
def test_records_of_tomorrow_are_not_in_yet(run: Run) -> None:
    status = json.loads(run("status", "--json", now="2026-10-29").out)
    assert status["last"]["id"] == "inj2" and status["latest"] is None
    assert json.loads(run("status", "--json", now="2026-01-04").out)["plan"] is None


@pytest.mark.usefixtures("alex_file")
def test_status_for_people(run: Run) -> None:
    shown = run("status").out
    for words in (
        "○ IN 34 DAYS",
        "Maintenance, every 8 weeks",
        "Fri 30 Oct, 22 days ago, left thigh",
        "J. Hart",
    ):
        assert words in shown
    assert "○ info" in shown


def test_the_person_ahead_of_the_machine_is_a_day_on(
    run: Run, household: Callable[..., None], home: Path
) -> None:
    household(alex={})
    raw = {**alex(), "person": {"name": "Ki", "timezone": "Pacific/Kiritimati"}}
    write_file(home / "ki.json", raw)
    days = {
        one["person"]: one["today"]
        for one in json.loads(run("next", "--json", now="2026-11-21T12:00:00Z").out)
    }
    assert days == {"Alex": "2026-11-21", "Ki": "2026-11-22"}


@pytest.mark.parametrize("words", [("--now", "yesterday"), ("--now", "2026-02-30"), ("--now", "0001-01-01")])
@pytest.mark.usefixtures("alex_file")
def test_now_that_cannot_be_read(run: Run, words: tuple[str, str]) -> None:
    said = run("next", *words)
    assert said.code == 1 and said.err.startswith("b12track: --now: ") and said.out == ""


def test_options_may_stand_before_the_command_and_after(run: Run, alex_file: Path) -> None:
    wanted = run("next", "--json", "--file", str(alex_file), "--now", "2026-12-26").out
    assert run("--json", "--file", str(alex_file), "--now", "2026-12-26", "next").out == wanted
    assert run(f"--file={alex_file}", "--now=2026-12-26", "--json", "next").out == wanted


class TestDueOnly:
    """Whom a look in the morning is about: never left out is who has no plan, or of whom nothing is known."""

    def test_leaves_out_only_who_waits_for_a_date(
        self, run: Run, household: Callable[..., None], home: Path
    ) -> None:
        household(alex={})
        assert run("next", "--due-only") == (0, "", "")
        assert run("next", "--due-only", "--json").out == "null\n"
        assert run("next", "--due-only", "--all", "--json").out == "[]\n"
        household(bea=STOPPED, cleo=NOT_CONFIRMED, dan={"injections": []})
        (home / "eve.json").write_text("{", "utf-8")
        said = run("next", "--due-only", "--json")
        assert [one["person"] for one in json.loads(said.out)] == ["eve", "Dan", "Cleo", "Bea"]
        assert run("next", "--due-only", "--check").code == 3

    def test_a_move_to_confirm_is_never_left_out(self, run: Run, household: Callable[..., None]) -> None:
        household(alex=NOT_CONFIRMED)
        assert run("next", "--due-only", now="2026-02-01").out.startswith("Alex: due in")

    @pytest.mark.parametrize(
        ("within", "code"), [("33d", 0), ("34d", 10), ("34", 10), ("5 weeks", 10), ("4w", 0)]
    )
    @pytest.mark.usefixtures("alex_file")
    def test_within_counts_what_comes_so_soon(self, run: Run, within: str, code: int) -> None:
        said = run("next", "--check", "--due-only", "--within", within)
        assert said.code == code and ("Alex: due in 34 days" in said.out) == bool(code)
        assert json.loads(run("next", "--within", within, "--json").out)["next"]["status"] == "upcoming"

    @pytest.mark.parametrize("within", ["soon", "-3", "3 months", "99999d", ""])
    @pytest.mark.usefixtures("alex_file")
    def test_within_that_cannot_be_read(self, run: Run, within: str) -> None:
        said = run("next", f"--within={within}")
        assert said.code == 1 and said.out == "" and said.err.startswith("b12track: --within: ")


class TestShort:
    """A word for a status bar."""

    @pytest.mark.parametrize(
        ("now", "text", "status"),
        [
            ("2026-11-21", "B12 34d", "upcoming"),
            ("2026-12-24", "B12 1d", "upcoming"),
            ("2026-12-25", "B12 due", "due"),
            ("2027-01-06", "B12 over 12d", "overdue"),
            ("2026-01-04", "B12 -", "no_plan"),
        ],
    )
    @pytest.mark.usefixtures("alex_file")
    def test_says_how_long(self, run: Run, now: str, text: str, status: str) -> None:
        assert run("next", "--short", now=now) == (0, f"{text}\n", "")
        (line,) = run("next", "--short", "--json", now=now).out.splitlines()
        assert json.loads(line)["text"] == text and json.loads(line)["class"] == status

    def test_late_within_the_grace(self, run: Run, household: Callable[..., None]) -> None:
        (plan,) = alex()["plans"]
        household(alex={"plans": [{**plan, "grace_days": 7}]})
        assert run("next", "--short", now="2026-12-28").out == "B12 late 3d\n"

    def test_of_several_people_the_worst_and_how_many_more(
        self, run: Run, household: Callable[..., None], home: Path
    ) -> None:
        household(alex={}, bea={"injections": []}, cleo=STOPPED)
        bar = json.loads(run("next", "--short", "--json").out)
        assert bar["text"].startswith("B12 over ") and bar["text"].endswith("d +2")
        assert [line.split(":")[0] for line in bar["tooltip"].splitlines()] == ["Bea", "Cleo", "Alex"]
        (home / "eve.json").write_text("{", "utf-8")
        said = run("next", "--short")
        assert (said.code, said.out) == (3, "B12 ? +3\n")
        assert json.loads(run("next", "--short", "--json").out)["class"] == "not_certain"

    def test_names_nobody_and_runs_nothing(self, run: Run, household: Callable[..., None]) -> None:
        household(bob={"injections": []}, ann={})
        assert "Bob" not in run("next", "--short").out and "Ann" not in run("next", "--short").out
        (line,) = run("next", "--short", "--json").out.splitlines()
        assert line.isascii()

    def test_with_due_only_a_bar_is_empty_until_there_is_something(
        self, run: Run, household: Callable[..., None]
    ) -> None:
        household(alex={})
        assert run("next", "--short", "--due-only").out == ""
        assert json.loads(run("next", "--short", "--due-only", "--json").out)["text"] == ""
        assert run("next", "--short", "--due-only", now="2026-12-25").out == "B12 due\n"

    def test_nobody_and_nothing_to_read(self, run: Run, tmp_path: Path) -> None:
        assert run("next", "--short") == (0, "B12 -\n", "")
        said = run("next", "--short", "--file", str(tmp_path / "gone.json"))
        assert (said.code, said.out) == (3, "B12 ?\n")


class TestWho:
    """Whose file is meant: never a guess."""

    def test_named_file_that_is_not_there_is_no_empty_plan(self, run: Run, tmp_path: Path) -> None:
        for words in (("next",), ("next", "--check"), ("status",), ("history",), ("undo",)):
            said = run(*words, "--file", str(tmp_path / "gone.json"))
            assert said.code in (1, 3) and said.out == ""
        assert run("next", "--file", str(tmp_path / "gone.json")).code == 3
        assert not (tmp_path / "gone.json").exists()

    def test_file_beats_person_beats_environment(
        self, run: Run, household: Callable[..., None], home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        household(alex={}, bea={})
        monkeypatch.setenv("B12TRACK_FILE", str(home / "bea.json"))
        assert run("next").out.startswith("Bea")
        assert run("next", "--person", "alex").out.startswith("Alex")
        assert run("next", "--file", str(home / "alex.json")).out.startswith("Alex")

    def test_file_of_somebody_else_than_the_person_named(
        self, run: Run, household: Callable[..., None], home: Path
    ) -> None:
        household(alex={}, bea={})
        alex = (home / "alex.json").read_bytes()
        for words in (("next",), ("status",), ("log", "energy=5")):
            shown = run(*words, "--file", str(home / "bea.json"), "--person", "Alex")
            assert shown.code == 0 and "Bea" in shown.out.splitlines()[0] and "Alex" not in shown.out
            assert shown.err == f"--file is used, not --person: {home / 'bea.json'} is Bea's, not Alex's\n"
        assert (home / "alex.json").read_bytes() == alex
        assert run("next", "--file", str(home / "bea.json"), "--person", "bea").err == ""
        assert run("next", "--file", str(home / "gone.json"), "--person", "Bea").code == 3

    def test_several_people_are_listed_instead_of_guessed(
        self, run: Run, household: Callable[..., None]
    ) -> None:
        household(alex={}, bea={})
        said = run("log", "energy=5")
        assert said.code == 1 and "Alex, Bea" in said.err

    def test_unknown_name_is_refused_with_the_near_ones(
        self, run: Run, household: Callable[..., None]
    ) -> None:
        household(alex={}, bea={})
        said = run("next", "--person", "Alec")
        assert said.code == 1 and "there is Alex" in said.err

    def test_broken_file_of_the_person_named(self, run: Run, home: Path) -> None:
        home.mkdir()
        (home / "mum.json").write_text("{", "utf-8")
        assert run("next", "--person", "mum").code == 3

    def test_nobody_yet(self, run: Run, home: Path) -> None:
        for command in ("next", "status", "history"):
            said = run(command)
            assert said.code == 1 and "nobody is entered yet: begin with" in said.err
        assert not home.exists()

    def test_nobody_yet_is_an_answer_to_a_script(self, run: Run, home: Path) -> None:
        for words in (("next", "--check"), ("next", "--all", "--check")):
            said = run(*words)
            assert (said.code, said.err) == (30, "") and said.out.startswith("Nobody is entered yet: begin")
        assert run("next", "--check", "--json") == (30, "[]\n", "")
        assert run("next", "--check", "--short") == (30, "B12 -\n", "")
        assert not home.exists()


class TestPeople:
    def test_add_rename_and_list(self, run: Run, home: Path) -> None:
        assert run("people", "add", "Mum", "--timezone", "Europe/London").code == 0
        assert run("people", "add", "Łukasz / Ł").code == 0
        assert {path.parent for path in home.glob("**/*.json")} == {home}
        assert run("people", "rename", "Mum", "Mother").out == "Saved: Mum is now Mother.\n"
        assert [line.split("  ")[0] for line in run("people").out.splitlines()] == [
            "Mother ○ NO PLAN ENTERED · no injection recorded · no visit recorded",
            "Łukasz / Ł ○ NO PLAN ENTERED · no injection recorded · no visit recorded",
        ]

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("add", "mum"), "is there already"),
            (("add", "  "), "is empty"),
            (("add", "M\x1bx"), "control"),
            (("add", "Bo", "--timezone", "Mars/Base"), "time zone"),
            (("rename", "Mum", "Dad"), "is there already"),
            (("rename", "Nobody", "Bo"), "nobody is called"),
        ],
    )
    def test_what_is_refused(self, run: Run, home: Path, words: tuple[str, ...], why: str) -> None:
        run("people", "add", "Mum")
        run("people", "add", "Dad")
        before = {path.name: path.read_bytes() for path in home.glob("*.json")}
        said = run("people", *words)
        assert said.code == 1 and why in said.err and said.out == ""
        assert {path.name: path.read_bytes() for path in home.glob("*.json")} == before

    def test_rename_is_undone(self, run: Run) -> None:
        run("people", "add", "Mum")
        run("people", "rename", "Mum", "Mother")
        assert run("undo").code == 0
        assert run("next").out.startswith("Mum:")

    def test_rename_says_who_is_meant_once(self, run: Run) -> None:
        run("people", "add", "Mum")
        assert run("people", "rename", "Mum", "Mother", "--person", "Dad").code == 1


class TestNewcomer:
    """The first command for somebody makes their file, if it is not refused."""

    @pytest.mark.parametrize(
        "words",
        [
            ("log", "energy=11"),
            ("log", "energy=5", "--person", "A\x1bB"),
            ("inject", "--route", "IM"),
            ("lab", "b12", "140", "bananas"),
            ("plan", "set", "--from", "nothing.json"),
            ("note", ""),
            ("undo",),
            ("delete", "abc"),
        ],
    )
    def test_a_slip_leaves_nothing_behind(self, run: Run, home: Path, words: tuple[str, ...]) -> None:
        said = run(*words)
        assert said.code == 1 and said.err.startswith("b12track: ")
        assert not home.exists() or not any(home.iterdir())

    def test_a_file_is_begun_and_said_to_be(self, run: Run, home: Path) -> None:
        said = run("log", "energy=5", "--person", "Mum")
        assert said.code == 0 and said.out.startswith("Saved for Mum")
        assert said.err == f"A new file was begun for Mum: {home / 'mum.json'}\n"
        assert run("log", "energy=6").err == ""

    def test_a_named_file_is_begun_for_whoever_is_named(self, run: Run, tmp_path: Path) -> None:
        said = run("note", "hello", "--file", str(tmp_path / "x.json"), "--person", "Bea")
        assert said.code == 0 and "Bea" in said.out
        assert run("undo", "--file", str(tmp_path / "x.json")).code == 0
        assert run("undo", "--file", str(tmp_path / "x.json")).code == 1


def test_status_names_the_last_day_of_a_phase_and_the_dose_in_force(run: Run, home: Path) -> None:
    plan = {
        "id": "p1", "set_on": "2026-11-09", "first_due": "2026-11-09", "drug": "hydroxocobalamin",
        "dose_mcg": 1000, "route": "IM", "phases": [
            {"name": "Loading", "kind": "repletion", "dose_mcg": 250, "every": {"weeks": 1}, "until": {"weeks": 4}},
            {"name": "Maintenance", "kind": "maintenance", "every": {"months": 2}},
        ],
    }  # fmt: skip
    given = {"id": "i1", "given_at": "2026-11-09T09:00:00+00:00", "drug": "hydroxocobalamin", "dose_mcg": 250}
    whole = {"format": "b12track", "version": 2, "person": {"name": "Alex", "timezone": "Europe/London"}}
    home.mkdir()
    write_file(home / "alex.json", {**whole, "plans": [plan], "injections": [{**given, "route": "IM"}]})
    said = run("status", now="2026-11-10T12:00:00+00:00").out
    assert "until Sun 6 Dec" in said and "hydroxocobalamin 250 mcg, into muscle (IM)" in said
    assert "hydroxocobalamin 250 mcg" in run("next", now="2026-11-10T12:00:00+00:00").out
    facts = json.loads(run("next", "--json", now="2026-11-10T12:00:00+00:00").out)
    assert (facts["phase"]["dose_mcg"], facts["phase"]["ends"]) == (250, "2026-12-07")
    assert "250 mcg each" in run("plan", now="2026-11-10T12:00:00+00:00").out
