"""The first start: a name, the zone, and whether there is a plan."""

import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from b12track.cli.door.open_app import open_app
from b12track.cli.talk.session import Session
from b12track.domain.record.records import Person
from b12track.tui.app import LOOK_AROUND, B12App
from b12track.tui.features.home.screen import HomeScreen
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.features.people.screen import PeopleScreen
from b12track.tui.features.start.questions import Question
from b12track.tui.features.start.screen import StartScreen
from b12track.tui.widgets.button import Button
from b12track.usecases.machine.time_zone import found_zone
from b12track.usecases.people import Selection, add_person
from builders import record
from stage import NOW, opened, person_file_of, press, press_in_one_breath, says, settle


@pytest.fixture(autouse=True)
def in_london() -> Iterator[None]:
    """Where nobody is entered yet, the machine's own zone says which day it is."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", "Europe/London")
        _take_zone()
        yield
    _take_zone()


def _take_zone() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.mark.usefixtures("home")
async def test_what_needs_somebody_is_not_begun_before_there_is_anybody() -> None:
    async with opened() as (app, pilot):
        for form in ("injection", "undo", "supplies", "what_changed"):
            app.open(form)
            await settle(pilot)
            assert isinstance(app.screen, StartScreen) and not app.message.text, form
        app.open("theme")
        await settle(pilot)
        assert says(app, "Which colours")


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


LOADING = ("m", "enter", "6", "enter", *"16 nov", "enter")
INJECTION = ("h", "enter", *"1 mg", "enter", "m", "enter")


def question(app: B12App) -> str:
    """Which question is asked."""
    assert isinstance(app.screen, StartScreen)
    (asked,) = [each for each in app.screen.query(Question) if each.has_class("-asked")]
    return asked.key


async def test_half_way_through_loading_in_few_keys(home: Path) -> None:
    """The first evening, with a loading that is half done: the letters of names are not counted."""
    keys = ["enter", "enter", "y", *INJECTION, "s", *LOADING, " ", " ", " ", "enter"]
    keys += [*"8w", "enter", "0", "enter", "enter", "enter", "enter"]
    assert len(keys) <= 45
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", *keys[:3])
        assert question(app) == "injection" and says(app, "4 of 11")
        await press(pilot, *keys[3 : keys.index("s")])
        await press(pilot, "s", *LOADING)
        assert question(app) == "given"
        assert says(app, "□ Mon 16 Nov 2026", "□ Wed 18 Nov 2026", "□ Fri 20 Nov 2026")
        assert not says(app, "Mon 23 Nov")
        await press(pilot, " ", " ", " ", "enter", *"8w", "enter", "0", "enter", "enter", "enter")
        assert says(app, "11 of 11", "Already given: Mon 16 Nov, Wed 18 Nov, Fri 20 Nov.")
        assert says(
            app, "The next dates: Mon 23 Nov Wed 25 Nov Fri 27 Nov Fri 22 Jan 2027, if the move is confirmed"
        )
        for frightening in ("OVERDUE", "overdue", "IN 2 DAYS", "■ "):
            assert not says(app, frightening)
        assert not home.exists(), "nothing is made before the end"
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert says(app, "IN 2 DAYS", "3 of 6", "Saved for Sam 14:05 · the plan and 3 injections")
        assert app.view is not None and len(app.view.record.injections) == 3


async def test_all_in_one_breath() -> None:
    keys = [*"Sam", "enter", "enter", "y", *INJECTION, "s", *LOADING, " ", " ", " ", "enter"]
    keys += [*"8w", "enter", "0", "enter", "enter", "enter", "enter"]
    async with opened() as (app, pilot):
        await press_in_one_breath(pilot, *keys)
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen) and says(app, "3 of 6")


async def test_back_is_always_there_and_keeps_what_was_answered() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y", *INJECTION, "s", *LOADING, " ", "enter")
        assert question(app) == "later"
        for before in ("given", "loading", "stage", "injection", "plan", "zone", "name"):
            await press(pilot, "escape")
            assert question(app) == before
        assert app.screen.query_one("#field-name Input", Input).value == "Sam"
        await press(pilot, "escape")
        assert question(app) == "name", "before the first there is nothing"
        await press(pilot, "enter", "enter", "y", "enter", "enter", "enter", "s", "enter", "enter", "enter")
        assert question(app) == "given" and says(app, "■ given Mon 16 Nov 2026", "□ Wed 18 Nov 2026")


async def test_a_dose_on_another_day_is_typed() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y", *INJECTION, "s", *LOADING)
        await press(pilot, " ", "tab", *"24 nov", "enter")
        assert says(app, "■ given Mon 24 Nov 2025"), (
            "the last one there was, because none is given in advance"
        )
        await press(pilot, *"19 nov", "enter")
        assert says(app, "■ given Mon 16 Nov 2026", "□ Wed 18 Nov 2026", "■ given Thu 19 Nov 2026")
        await press(pilot, "enter")
        assert question(app) == "later"


async def test_finished_loading_asks_for_the_last_injection() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y", *INJECTION, "f", *"8 weeks", "enter")
        assert question(app) == "last" and says(app, "7 of 10")
        await press(pilot, *"30 oct", "enter", "enter", "3", "enter", "enter", "enter")
        assert says(app, "Already given: Fri 30 Oct.", "The next dates: Fri 25 Dec")
        await press(pilot, "s")
        await settle(pilot)
        assert says(app, "Fri 25 Dec") and app.view is not None
        assert app.view.record.plans[0].grace_days == 3


async def test_a_published_regimen_only_fills_fields() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y", "ctrl+t", "9")
        assert question(app) == "injection"
        await press(pilot, "enter", "enter", "m", "enter", "s")
        assert question(app) == "loading" and says(app, "◉ o otherwise", "10 doses")
        await press(pilot, "enter", "enter", *"16 nov", "enter", "enter")
        assert question(app) == "later"
        assert app.screen.query_one("#field-later Input", Input).value.startswith("every 2 months")


async def test_a_plan_that_is_still_to_begin_has_nothing_given() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y", *INJECTION, "b")
        await press(pilot, "m", "enter", "6", "enter", *"mon", "enter")
        assert question(app) == "later"
        await press(pilot, "enter", "0", "enter", "enter", "enter")
        assert says(app, "none yet", "The next dates: Mon 23 Nov")


async def test_what_is_not_answered_is_asked_for_beside_it() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "y", "enter")
        assert question(app) == "injection"
        assert app.screen.query_one("#field-drug").has_class("-fault")
        await press(pilot, "o", "enter", *"hydroxo")
        assert says(app, "was hydroxocobalamin meant?")
        await press(pilot, *["backspace"] * 7, *"own mix", "enter", "enter")
        assert app.screen.query_one("#field-dose").has_class("-fault")
        await press(pilot, *"1", "enter")
        assert question(app) == "injection" and app.screen.query_one("#field-dose").has_class("-fault")


async def test_leaving_half_way_asks(home: Path) -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", "enter", "enter", "q")
        assert says(app, "Not saved yet: what was answered for Sam")
        await press(pilot, "n")
        assert question(app) == "plan" and not home.exists()


async def test_on_a_small_screen_it_goes_to_its_end_too() -> None:
    keys = [*"Sam", "enter", "enter", "y", *INJECTION, "s", *LOADING, " ", "enter", "enter", "0", "enter"]
    async with opened(size=(40, 12)) as (app, pilot):
        await press(pilot, *keys, "enter", "enter")
        assert question(app) == "save" and says(app, "s Save")
        # What is summed up may be laid out later than the answer below it was scrolled to.
        app.screen.query_one("#summary", Static).update("a line more\n" * 30)
        await settle(pilot)
        assert says(app, "s Save")
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)


async def test_letters_of_a_name_are_a_name() -> None:
    async with opened(add_person("Mum", "Europe/London", now=NOW)) as (app, pilot):
        await press(pilot, "s", "a", *"Shipfug", "enter")
        assert question(app) == "zone"
        assert app.screen.query_one("#field-name Input", Input).value == "Shipfug"


async def test_a_name_that_is_taken_is_said_at_once() -> None:
    async with opened(add_person("Mum", "Europe/London", now=NOW)) as (app, pilot):
        await press(pilot, "s", "a", *"mum", "enter")
        assert question(app) == "name" and says(app, "is there already")


async def test_the_mouse_goes_on_and_back() -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam")
        await pilot.click("#next")
        await settle(pilot)
        assert question(app) == "zone"
        await pilot.click("#back")
        await settle(pilot)
        assert question(app) == "name"


@pytest.mark.parametrize("on", ["tab", "down"])
async def test_tab_and_the_arrows_lead_on(on: str) -> None:
    async with opened() as (app, pilot):
        await press(pilot, *"Sam", on)
        assert app.focused is app.screen.query_one("#next", Button)
        await press(pilot, "enter")
        assert question(app) == "zone"


async def test_somebody_more_is_entered_without_touching_who_is_open() -> None:
    mum = add_person("Mum", "Europe/London", now=NOW)
    async with opened(mum) as (app, pilot):
        await press(pilot, "s", "a")
        assert not says(app, "Mum")
        assert not app.screen.query_one("#demo").display
        assert says(app, "esc back")
        await press(pilot, *"Dad", "enter", "enter", "n")
        assert isinstance(app.screen, HomeScreen), "no form for the one who was open"
        here = datetime.fromisoformat(NOW).astimezone()
        assert says(app, "b12track · Dad", f"{here:%a} {here.day} {here:%b}")
        assert [person.name for person in app.people] == ["Mum", "Dad"]
        await press(pilot, "s", "a")
        assert app.screen.query_one("#field-name Input", Input).value == ""
        await press(pilot, *"Bo", "enter", "enter", "d")
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "escape", "escape", "escape")
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
        assert says(app, "Nobody can be entered in the demo")


async def test_nothing_is_made_before_an_answer_and_faults_stand_beside_their_field(home: Path) -> None:
    async with opened() as (app, pilot):
        await press(pilot, "enter")
        assert question(app) == "name" and app.screen.query_one("#field-name").has_class("-fault")
        await press(pilot, *"Sam", "enter")
        app.screen.query_one("#field-timezone Input", Input).value = "Londn"
        await press(pilot, "enter")
        assert question(app) == "zone" and says(app, "Europe/London")
        assert not home.exists()


@pytest.mark.parametrize("keys", [("tab", "tab", "enter"), (*"Sam", "enter", "enter", "d")])
async def test_looking_around_leaves_for_the_demo(home: Path, keys: tuple[str, ...]) -> None:
    async with opened() as (app, pilot):
        await press(pilot, *keys[:-1])
        await press(pilot, keys[-1])
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
        await press(pilot, "tab")
        assert not isinstance(app.focused, Input)
        await press(pilot, "i", "g", "u", "f", "h", "k", "v", "b")
        assert question(app) == "name"


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
