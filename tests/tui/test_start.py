"""The first start: a name, the zone, and whether there is a plan."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Input

from b12track.cli.door.open_app import open_app
from b12track.cli.talk.session import Session
from b12track.domain.record.records import Person
from b12track.tui.app import LOOK_AROUND
from b12track.tui.features.home.screen import HomeScreen
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.features.people.screen import PeopleScreen
from b12track.tui.features.start.screen import StartScreen
from b12track.tui.forms.choice import Answers
from b12track.usecases.machine.time_zone import found_zone
from b12track.usecases.people import Selection, add_person
from builders import record
from stage import NOW, opened, person_file_of, press, says, settle


async def test_a_name_and_not_yet_lead_to_the_log(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    async with opened() as (app, pilot):
        assert isinstance(app.screen, StartScreen)
        assert app.screen.query_one("#field-timezone Input", Input).value == "Europe/London"
        await press(pilot, *"Sam", "enter", "enter", "n")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert isinstance(app.focused, ScoreGrid)
        assert says(app, "b12track · Sam", "○ NO PLAN ENTERED")
        assert app.view is not None
        assert app.view.record.person.timezone == "Europe/London"
        assert (home / "sam.json").exists()


@pytest.mark.parametrize(("on", "back"), [("tab", "shift+tab"), ("down", "up")])
async def test_tab_and_the_arrows_lead_from_question_to_question(on: str, back: str) -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", on)
        assert app.focused is app.screen.query_one("#field-timezone Input", Input)
        await press(pilot, on)
        assert isinstance(app.focused, Answers)
        await press(pilot, back, back)
        assert app.focused is app.screen.query_one("#field-name Input", Input)
        assert says(app, "Tab next")


async def test_yes_goes_on_to_the_plan(home: Path) -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y")
        await settle(pilot)
        assert (home / "sam.json").exists()
        assert len(app.screen_stack) == 2, "the form for the plan lies over home"


async def test_somebody_more_is_entered_without_touching_who_is_open() -> None:
    mum = add_person("Mum", "Europe/London", now=NOW)
    async with opened(mum) as (app, pilot):
        await press(pilot, "s", "a")
        assert not says(app, "Mum")
        assert not says(app, "Look around")
        assert says(app, "esc back")
        await press(pilot, *"Dad", "enter", "enter", "n")
        assert isinstance(app.screen, HomeScreen), "no form for the one who was open"
        here = datetime.fromisoformat(NOW).astimezone()
        assert says(app, "b12track · Dad", f"{here:%a} {here.day} {here:%b %Y %H:%M}")
        assert [person.name for person in app.people] == ["Mum", "Dad"]
        await press(pilot, "s", "a")
        assert app.screen.query_one("#field-name Input", Input).value == ""
        await press(pilot, "tab", "tab", "d")
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, PeopleScreen)
        assert says(app, "Mum", "Dad")


async def test_who_was_named_by_their_file_stays_beside_who_is_new(tmp_path: Path) -> None:
    alex = person_file_of(tmp_path, record(person=Person("Alex")))
    async with opened(alex) as (app, pilot):
        await press(pilot, "s", "a", *"Dad", "enter", "enter", "n", "s")
        assert says(app, "Alex", "Dad")


async def test_nobody_is_entered_in_the_demo() -> None:
    async with opened(add_person("Alex", "Europe/London", now=NOW), demo=True) as (app, pilot):
        await press(pilot, "s", "a")
        assert isinstance(app.screen, PeopleScreen)
        assert says(app, "In the demo nobody is entered")


async def test_nothing_is_made_before_an_answer_and_faults_stand_beside_their_field(home: Path) -> None:
    async with opened() as (app, pilot):
        await press(pilot, "enter", "enter", "n")
        await settle(pilot)
        assert says(app, "nothing is written here yet")
        app.screen.query_one("#field-name Input", Input).value = "Sam"
        app.screen.query_one("#field-timezone Input", Input).value = "Londn"
        await press(pilot, "enter", "enter", "n")
        await settle(pilot)
        assert says(app, "Europe/London")
        assert not home.exists()


async def test_looking_around_leaves_for_the_demo(home: Path) -> None:
    async with opened() as (app, pilot):
        await press(pilot, "enter", "enter")
        await pilot.press("d")
        await pilot.pause()
        assert app.return_value == LOOK_AROUND
        assert not home.exists()


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (200, 60)])
async def test_every_size(size: tuple[int, int]) -> None:
    async with opened(size=size) as (app, _):
        assert isinstance(app.focused, Input)


async def test_the_first_start_is_filled_in_from_the_keyboard() -> None:
    for size in ((80, 24), (40, 6)):
        async with opened(size=size) as (app, pilot):
            chain = list(app.screen.focus_chain)
            for place in [*range(1, len(chain)), 0]:
                await press(pilot, "tab")
                assert app.focused is chain[place]
            await press(pilot, "shift+tab")
            assert app.focused is chain[-1]


async def test_keys_that_need_a_person_do_nothing_yet() -> None:
    async with opened() as (app, pilot):
        await press(pilot, "tab", "tab")
        assert not isinstance(app.focused, Input)
        await press(pilot, "i", "g", "u", "f", "h", "k", "v", "b")
        assert isinstance(app.screen, StartScreen)


def test_the_zone_is_found_or_left_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from b12track.usecases.machine import time_zone

    link, file = tmp_path / "localtime", tmp_path / "timezone"
    monkeypatch.setattr(time_zone, "_LOCALTIME", link)
    monkeypatch.setattr(time_zone, "_TIMEZONE", file)
    monkeypatch.delenv("TZ", raising=False)
    assert found_zone() == ""
    file.write_text("Europe/Amsterdam\n")
    assert found_zone() == "Europe/Amsterdam"
    link.symlink_to("/usr/share/zoneinfo/America/New_York")
    assert found_zone() == "America/New_York"
    monkeypatch.setenv("TZ", ":Europe/London")
    assert found_zone() == "Europe/London"
    monkeypatch.setenv("TZ", "not/a-zone")
    assert found_zone() == "America/New_York"


def test_without_a_terminal_it_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert not sys.stdout.isatty()
    assert open_app(Session(Selection())) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "The app needs a terminal; nobody is entered yet: begin with `b12track plan set`" in said
    add_person("Alex")
    assert open_app(Session(Selection())) == 0
    assert "The app needs a terminal. `b12track next` says" in " ".join(capsys.readouterr().out.split())
