"""Files that follow the records: a calendar and a page for a phone, from the command line."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from alex import NOW, alex, write_file
from b12track.domain.typed.dates import show_date
from command_line import Run


@pytest.fixture
def mum_and_alex(home: Path) -> None:
    """Two people, of whom Mum has no injection recorded."""
    home.mkdir()
    write_file(home / "alex.json", alex())
    write_file(home / "mum.json", {**alex(), "injections": [], "person": {**alex()["person"], "name": "Mum"}})


def titles(path: Path) -> list[str]:
    """The entries of a calendar that are not cancelled, by their day."""
    events: list[Any] = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    alive = [event for event in events if event["STATUS"] != "CANCELLED"]
    return [f"{event['DTSTART'].dt:%Y-%m-%d} {event['SUMMARY']}" for event in alive]


@pytest.mark.usefixtures("alex_file")
class TestCalendar:
    """`export ics -o FILE --follow`."""

    def test_is_rewritten_after_a_save_and_only_if_it_changed(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "b12.ics"
        said = run("export", "ics", "-o", "b12.ics", "--follow")
        assert (
            said.code == 0
            and "Written for Alex: b12.ics" in said.out
            and "kept up to date from now on" in said.out
        )
        before = path.stat()
        assert run("log", "energy=5").err == ""
        assert path.stat() == before, "who watches it is called for nothing"
        assert run("plan", "move", "2026-12-29", "--by", "Riverside").err == ""
        assert "2026-12-29 Alex: B12 injection" in titles(path)
        assert run("undo").code == 0
        assert "2026-12-29 Alex: B12 injection" not in titles(path)

    def test_nothing_is_followed_unless_it_was_asked_for(self, run: Run, tmp_path: Path, home: Path) -> None:
        run("export", "ics", "-o", "b12.ics")
        before = (tmp_path / "b12.ics").read_bytes()
        run("plan", "move", "2026-12-29", "--by", "Riverside")
        assert (tmp_path / "b12.ics").read_bytes() == before
        assert not (home / "state").exists()

    def test_who_only_looks_writes_nothing(self, run: Run, tmp_path: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        before = (tmp_path / "b12.ics").read_bytes()
        for words in (("next",), ("status",), ("history",), ("audit",), ("report",)):
            run(*words, now="2027-01-20")
        assert (tmp_path / "b12.ics").read_bytes() == before

    def test_the_save_stands_where_it_cannot_be_written_and_it_is_tried_again(
        self, run: Run, tmp_path: Path
    ) -> None:
        folder = tmp_path / "synced"
        folder.mkdir()
        run("export", "ics", "-o", "synced/b12.ics", "--follow")
        (folder / "b12.ics").unlink()
        folder.rmdir()
        said = run("plan", "move", "2026-12-29", "--by", "Riverside")
        assert said.code == 0 and said.out.startswith("Saved for Alex")
        assert said.err.count("\n") == 1
        assert "the calendar could not be written: its folder is not there; your entry is saved" in said.err
        folder.mkdir()
        assert run("note", "hello").err == ""
        assert "2026-12-29 Alex: B12 injection" in titles(folder / "b12.ics")

    def test_what_is_not_ours_any_more_is_left_alone(self, run: Run, tmp_path: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        path = tmp_path / "b12.ics"
        path.write_text("my own list\n", "utf-8")
        said = run("plan", "move", "2026-12-29", "--by", "Riverside")
        assert said.code == 0 and "left alone" in said.err
        assert path.read_text("utf-8") == "my own list\n"

    @pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no modes")
    def test_is_for_its_owner_alone(self, run: Run, tmp_path: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        path = tmp_path / "b12.ics"
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o644)
        run("plan", "move", "2026-12-29", "--by", "Riverside")
        assert path.stat().st_mode & 0o777 == 0o600
        assert sorted(each.name for each in tmp_path.iterdir()) == ["b12.ics", "home"]

    def test_unfollow_leaves_the_file_and_forgets_it(self, run: Run, tmp_path: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        before = (tmp_path / "b12.ics").read_bytes()
        assert "no longer kept up to date" in run("export", "ics", "--unfollow").out
        run("plan", "move", "2026-12-29", "--by", "Riverside")
        assert (tmp_path / "b12.ics").read_bytes() == before
        said = run("export", "ics", "-o", "b12.ics", "--unfollow")
        assert said.code == 1 and "is not kept up to date here" in said.err
        assert run("export", "ics", "--unfollow").code == 1

    def test_another_name_is_still_the_same_calendar(self, run: Run, tmp_path: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        assert run("people", "rename", "Alex", "Alexa").err == ""
        assert any(title.endswith("Alexa: B12 injection") for title in titles(tmp_path / "b12.ics"))
        assert run("note", "hello").err == ""

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("ics", "--follow"), "--follow: a calendar that is kept up to date needs a file"),
            (("ics", "--follow", "-o", "-"), "--follow: a calendar that is kept up to date needs a file"),
            (("json", "--follow", "-o", "x.json"), "--follow: it goes with ics alone"),
            (("csv", "--all"), "--all: it goes with ics alone"),
            (("ics", "--follow", "-o", "nowhere/b12.ics"), "there is no folder"),
            (("ics", "--follow", "-o", "home/alex.json", "--yes"), "belongs to a person's records"),
        ],
    )
    def test_what_cannot_follow_is_refused(
        self, run: Run, home: Path, words: tuple[str, ...], says: str
    ) -> None:
        said = run("export", *words)
        assert (said.code, said.out) == (1, "") and says in said.err
        assert not (home / "state" / "followed.json").exists()

    def test_what_stands_in_the_way_is_told_and_left(self, run: Run, tmp_path: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        path = tmp_path / "b12.ics"
        path.unlink()
        path.mkdir()
        assert "something else has taken its place" in run("note", "hello").err
        path.rmdir()
        path.symlink_to(tmp_path / "home" / "alex.json")
        said = run("note", "again")
        assert said.code == 0 and "left alone" in said.err and path.is_symlink()
        assert run("next").code == 0

    def test_a_link_is_followed_to_the_file(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "there").mkdir()
        run("export", "ics", "-o", "there/b12.ics")
        (tmp_path / "b12.ics").symlink_to(tmp_path / "there" / "b12.ics")
        run("export", "ics", "-o", "b12.ics", "--follow")
        run("plan", "move", "2026-12-29", "--by", "Riverside")
        assert "2026-12-29 Alex: B12 injection" in titles(tmp_path / "there" / "b12.ics")
        assert (tmp_path / "b12.ics").is_symlink()

    def test_in_a_synced_home_it_is_this_machines_own(
        self, run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (home / ".stfolder").mkdir()
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "one"))
        run("export", "ics", "-o", "b12.ics", "--follow")
        (tmp_path / "b12.ics").unlink()
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
        assert run("note", "on another machine").err == ""
        assert not (tmp_path / "b12.ics").exists()

    def test_two_saves_at_once_leave_the_newest(self, run: Run, tmp_path: Path, home: Path) -> None:
        run("export", "ics", "-o", "b12.ics", "--follow")
        environment = {**os.environ, "B12TRACK_HOME": str(home), "B12TRACK_NOW": "2026-11-21"}
        command = [sys.executable, "-m", "b12track", "visit"]
        running = [
            subprocess.Popen(
                [*command, f"2026-12-0{day}", "review"], env=environment, stdout=subprocess.DEVNULL
            )
            for day in range(1, 5)
        ]
        assert [each.wait() for each in running] == [0, 0, 0, 0]
        assert sum("review" in title for title in titles(tmp_path / "b12.ics")) == 4
        assert sorted(each.name for each in tmp_path.iterdir()) == ["b12.ics", "home"]

    def test_for_programs(self, run: Run) -> None:
        facts = json.loads(run("export", "ics", "-o", "b12.ics", "--follow", "--json").out)
        assert facts == {"path": "b12.ics", "replaced": False, "was_there": False, "follows": True}


@pytest.mark.usefixtures("mum_and_alex")
class TestEverybody:
    """One calendar, and one page, for a household."""

    def test_one_calendar_follows_everybody(self, run: Run, tmp_path: Path, home: Path) -> None:
        path = tmp_path / "b12.ics"
        assert run("export", "ics", "--all", "-o", "b12.ics", "--follow").out.startswith(
            "Written for everybody"
        )
        assert {title.split()[1] for title in titles(path)} == {"Alex:", "Mum:"}
        assert "2026-11-21 Mum: B12 injection OVERDUE since 20 Mar, none recorded" in titles(path)
        run("inject", "--route", "IM", "--site", "left-thigh", "--person", "Mum", "--yes")
        assert not [title for title in titles(path) if "OVERDUE" in title]
        (home / "mum.json").write_text("{", "utf-8")
        before = [title for title in titles(path) if "Mum" in title]
        run("note", "hello", "--person", "Alex")
        assert [title for title in titles(path) if "Mum" in title] == before

    def test_another_file_is_replaced_only_where_that_was_said(self, run: Run) -> None:
        run("export", "ics", "-o", "b12.ics", "--person", "Alex")
        said = run("export", "ics", "--all", "-o", "b12.ics")
        assert said.code == 1 and "is not everybody's calendar" in said.err
        assert run("export", "ics", "--all", "-o", "b12.ics", "--yes").code == 0
        assert "Nothing changed" in run("export", "ics", "--all", "-o", "b12.ics").out

    def test_everybody_is_not_one_person(self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run("export", "ics", "--all", "-o", "b12.ics")
        said = run("export", "ics", "--all", "-o", "b12.ics", "--person", "Alex")
        assert said.code == 1 and "one person was named" in said.err
        monkeypatch.setenv("B12TRACK_FILE", str(home / "alex.json"))
        assert run("export", "ics", "--all", "-o", "b12.ics").code == 1

    def test_everybodys_calendar_to_the_screen(self, run: Run) -> None:
        out = run("export", "ics", "--all").out
        assert "SUMMARY:Mum: B12 injection" in out and "SUMMARY:Alex: B12 injection" in out

    def test_a_newcomer_is_on_the_page_at_once(self, run: Run, tmp_path: Path) -> None:
        run("share", "-o", "b12.html", "--follow")
        assert run("people", "add", "Dad").err == ""
        assert ">Dad<" in (tmp_path / "b12.html").read_text("utf-8")


@pytest.mark.usefixtures("mum_and_alex")
class TestShare:
    """`share -o FILE.html`."""

    def test_says_who_and_when_in_absolute_dates(self, run: Run, tmp_path: Path) -> None:
        said = run("share", "-o", "b12.html")
        here = datetime.fromisoformat(NOW).astimezone()
        assert (said.code, said.out) == (0, "Written for everybody: b12.html\n")
        page = (tmp_path / "b12.html").read_text("utf-8")
        assert page.index(">Alex<") < page.index(">Mum<"), "each keeps their place"
        for words in (
            "<dd>Fri 25 Dec 2026</dd>",
            "<dd>Fri 30 Oct 2026</dd>",
            "Was due Fri 20 Mar 2026. None was recorded by Sat 21 Nov 2026.",
            "None, as of Sat 21 Nov 2026",
            f">{show_date(here.date())}, {here:%H:%M}</time>",
        ):
            assert words in page
        for word in ("today", "tomorrow", "yesterday", " days ago", " in 3", "OVERDUE", "overdue"):
            assert word not in page

    def test_the_same_day_again_it_is_left_untouched(self, run: Run, tmp_path: Path) -> None:
        run("share", "-o", "b12.html")
        before = (tmp_path / "b12.html").read_bytes()
        assert "Nothing changed" in run("share", "-o", "b12.html", now="2026-11-21T14:20:00+00:00").out
        assert (tmp_path / "b12.html").read_bytes() == before
        assert "(replaced)" in run("share", "-o", "b12.html", now="2026-11-22T20:00:00+00:00").out

    def test_of_one_person_alone(self, run: Run, tmp_path: Path) -> None:
        assert run("share", "-o", "b12.html", "--person", "Mum", "--follow").out.startswith("Written for Mum")
        run("people", "rename", "Mum", "Mother")
        page = (tmp_path / "b12.html").read_text("utf-8")
        assert ">Mother<" in page and ">Alex<" not in page

    def test_who_cannot_be_read_is_not_certain(self, run: Run, home: Path, tmp_path: Path) -> None:
        (home / "mum.json").write_text("{", "utf-8")
        assert run("share", "-o", "b12.html").code == 0
        page = (tmp_path / "b12.html").read_text("utf-8")
        assert "Not certain: " in page and str(home) not in page

    def test_another_file_is_replaced_only_where_that_was_said(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "b12.html"
        path.write_text("<!DOCTYPE html>", "utf-8")
        said = run("share", "-o", "b12.html")
        assert said.code == 1 and "is not such a page" in said.err
        assert run("share", "-o", "b12.html", "--yes").code == 0

    def test_unfollow_of_the_only_one(self, run: Run) -> None:
        run("share", "-o", "b12.html", "--follow")
        run("share", "-o", "c12.html", "--follow")
        said = run("share", "--unfollow")
        assert said.code == 1 and "b12.html" in said.err and "c12.html" in said.err
        assert json.loads(run("share", "--unfollow", "-o", "c12.html", "--json").out)["follows"] is False
        assert run("share", "--unfollow").code == 0

    def test_where_to_must_be_said(self, run: Run) -> None:
        said = run("share")
        assert said.code == 1 and said.err.startswith("b12track: -o: it is not said where the page should go")


def test_with_nobody_there_is_nothing_to_share(run: Run) -> None:
    assert "nobody is entered yet" in run("share", "-o", "b12.html").err


@pytest.mark.usefixtures("alex_file")
def test_what_is_wrong_with_the_list_is_as_if_nothing_followed(run: Run, home: Path) -> None:
    (home / "state").mkdir()
    for wrong in ("{", "[]", '{"files": 3}', '{"files": [3, {"target": 1}, {"format": "ics"}]}'):
        (home / "state" / "followed.json").write_text(wrong, "utf-8")
        assert run("note", "hello").err == ""
