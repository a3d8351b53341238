"""Typing ahead: keys that are sent in one burst do what they do one a second, whatever opens meanwhile.

The short form sends a few dozen bursts of random keys; `pytest -m long` hundreds.
"""

import json
import shutil
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from b12track.domain.reference.demo import demo_record
from b12track.usecases.person_file import PersonFile
from length import LONG
from stage import NOW, opened, person_file_of, press, press_in_one_breath, says, screen_text, settle
from tui_states import STATES

SEEDS = range(300) if LONG else range(12)
LENGTH = 14
# Keys that lead somewhere, and whole walks through a form, so that more than fields full of letters comes of it.
KEYS = [
    *"hglprsfibvnkuym0123456789xadeoworta",
    *("enter", "enter", "tab", "escape", "down", "up", "left", "right", "backspace", "space", "ctrl+s"),
    *("left_square_bracket", "right_square_bracket", "slash", "question_mark", "ctrl+p", "home", "end"),
]
WALKS = [
    ["i", "m", "1", "w", *"mon 10:30", "ctrl+s"],
    ["5", "4", "3", "2", "enter"],
    ["n", *"ill", "ctrl+s"],
    ["v", *"thu 10:20", "tab", "b", "ctrl+s"],
    ["l", "d", "y"],
    ["r", "d", *"mon", "enter"],
    ["b", *"b12", "tab", *"140", "tab", *"ng/L", "ctrl+s"],
    ["ctrl+p", *"note", "enter"],
    ["g", "w", "right", "down", "h"],
    ["escape", "y", "h"],
    ["u", "enter", "y"],
]


class End(NamedTuple):
    """What came of some keys."""

    saved: object
    screen: str


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, STATES["upcoming"].record)


async def test_an_injection_in_one_burst_is_the_one_that_was_typed(person_file: PersonFile) -> None:
    before = len(person_file.record().injections)
    async with opened(person_file) as (app, pilot):
        await press_in_one_breath(pilot, "i", "m", "1", "w", *"mon 10:30", "enter")
        assert says(app, "Saved for Alex")
    given = person_file.record().injections[before:]
    assert [(dose.given_at.isoformat(), dose.route) for dose in given] == [
        ("2026-11-16T10:30:00+00:00", "IM")
    ]
    assert given[0].site


async def test_as_last_time_is_three_keys_also_in_one_burst(person_file: PersonFile) -> None:
    before = len(person_file.record().injections)
    async with opened(person_file) as (app, pilot):
        await press_in_one_breath(pilot, "i", "equals_sign", "enter")
        assert says(app, "Saved for Alex")
    (given,) = person_file.record().injections[before:]
    assert given.route == "IM"


async def test_a_value_comes_whole_also_while_its_form_opens(person_file: PersonFile) -> None:
    async with opened(person_file) as (_app, pilot):
        await press_in_one_breath(pilot, "b", *"b12", "tab", *"140", "tab", *"ng/L", "ctrl+s")
    (lab,) = person_file.record().labs
    assert (lab.test, lab.value, lab.unit) == ("b12", 140, "ng/L")


async def test_what_is_pasted_waits_as_well(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        driver = app._driver
        assert driver is not None
        driver.send_message(Key("n", "n"))
        driver.send_message(Paste("a cold\nsince Monday"))
        driver.send_message(Key("!", "!"))
        await settle(pilot)
        assert app.screen.query_one("#field-text Input", Input).value == "a cold since Monday!"


async def test_what_is_undone_is_what_was_saved_a_moment_before(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press_in_one_breath(pilot, "5", "enter", "n", *"ill", "ctrl+s", "l")
        assert says(app, "ill")
        assert len(person_file.record().symptoms) == len(person_file.record().notes) == 1


async def test_a_key_goes_on_at_once_where_nothing_is_being_done(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, _pilot):
        handed: list[str] = []
        original = app._check_bindings

        async def noted(key: str, priority: bool = False) -> bool:
            handed.append(key)
            return await original(key, priority)

        app._check_bindings = noted  # type: ignore[method-assign]
        await app.on_event(Key("5", "5"))
        assert handed == ["5"], "in the same breath, with no turn of the loop between"


def sequence(seed: int) -> list[str]:
    """Some keys, as random as the seed."""
    random = Random(seed)
    keys: list[str] = []
    while len(keys) < LENGTH:
        keys += random.choice(WALKS) if random.random() < 0.3 else [random.choice(KEYS)]
    return [key for key in keys if key != "q"]


@pytest.fixture(scope="module")
def made_up_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return person_file_of(tmp_path_factory.mktemp("made"), demo_record(date(2026, 11, 21))).path


async def played(file: Path, folder: Path, keys: list[str], *, in_one_burst: bool) -> End:
    """What comes of keys."""
    folder.mkdir()
    person_file = PersonFile(Path(shutil.copy(file, folder)), NOW)
    async with opened(person_file) as (app, pilot):
        if in_one_burst:
            await press_in_one_breath(pilot, *keys)
        else:
            await press(pilot, *keys)
        screen = screen_text(app)
    saved = PersonFile(person_file.path, NOW).snapshot().exchange()
    return End(_without_made_up_names(saved), screen)


def _without_made_up_names(saved: object) -> object:
    """The document without what is made anew each time."""
    text = json.loads(json.dumps(saved))
    for entries in text.values():
        for entry in entries if isinstance(entries, list) else ():
            entry.pop("id", None)
    return text


@pytest.mark.long
@pytest.mark.usefixtures("one_moment")
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_burst_does_what_slow_typing_does(
    seed: int, made_up_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    keys = sequence(seed)
    slow = await played(made_up_file, tmp_path / "slow", keys, in_one_burst=False)
    fast = await played(made_up_file, tmp_path / "fast", keys, in_one_burst=True)
    assert fast.screen == slow.screen, keys
    assert fast.saved == slow.saved, keys
