"""A monkey at the keyboard: random keys, clicks and sizes never bring the app down, nor spoil the data file, nor
open two forms.

The short form runs a few hundred steps from one seed; `pytest -m long` runs thousands from several.
"""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import WaitForScreenTimeout

from b12track.domain.record import document
from b12track.domain.reference.demo import demo_record
from b12track.tui.app import B12App
from b12track.tui.forms.form import Form
from b12track.usecases.people import Selection
from b12track.usecases.person_file import PersonFile
from length import LONG
from stage import NOW, person_file_of

SEEDS = range(1, 9) if LONG else (1,)
STEPS = 6000 if LONG else 700

SIZES = [(80, 24), (120, 40), (200, 60), (40, 12), (20, 6), (63, 19), (12, 5), (100, 34)]
SCREENS = [*"hglprsi", "question_mark"]
LETTERS = [
    *"abcdefghijklmnoprstuvwxyzU",
    *"0123456789",
    "slash",
    "left_square_bracket",
    "right_square_bracket",
]
OTHERS = [
    *("up", "down", "left", "right", "enter", "enter", "escape", "escape", "escape", "tab", "shift+tab"),
    *("home", "end", "pageup", "pagedown", "space", "backspace", "delete", "ctrl+t", "ctrl+s", "ctrl+p"),
]
CHARACTERS = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": " ",
}
POOLS, WEIGHTS = (SCREENS, LETTERS, OTHERS), (2, 5, 4)


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_never_bring_the_app_down(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    random = Random(seed)
    person_file = person_file_of(tmp_path, demo_record(date(2026, 11, 21)))
    left = STEPS
    while left > 0:
        left = await play(person_file, random, left)
    document.read(PersonFile(person_file.path, NOW).snapshot().exchange())


async def play(person_file: PersonFile, random: Random, steps: int) -> int:
    """Some steps in one run of the app, until they are done or the app was left; how many are still to do."""
    app = B12App([person_file], Selection(now=NOW))
    app.animation_level = "none"
    async with app.run_test(size=random.choice(SIZES)) as pilot:
        while steps > 0 and app.is_running and not app._exit:
            chance = random.random()
            for _ in range(random.randrange(1, 9)):
                steps -= 1
                if chance < 0.08:
                    resize(app, Size(*random.choice(SIZES)))
                elif chance < 0.25:
                    click(app, random.randrange(app.size.width), random.randrange(app.size.height))
                else:
                    strike(app, random.choice(random.choices(POOLS, WEIGHTS)[0]))
            try:
                await pilot.pause(0)
            except WaitForScreenTimeout:
                assert app._exit or not app.is_running, "only an app that is leaving answers no more"
            look(app, person_file)
    return steps


def look(app: B12App, person_file: PersonFile) -> None:
    """What holds whatever is typed: one form is open at a time, and the file can be read."""
    if app.is_running and not app._exit:
        assert sum(isinstance(screen, Form) for screen in app.screen_stack) <= 1, app.screen_stack
    document.read(PersonFile(person_file.path, NOW).snapshot().exchange())


def strike(app: B12App, key: str) -> None:
    """Press a key as a terminal would: the next may follow before the app is done with this one."""
    tell(app, events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))


def click(app: B12App, x: int, y: int) -> None:
    """Click somewhere."""
    for event in (events.MouseMove, events.MouseDown, events.MouseUp):
        tell(app, event(None, x, y, 0, 0, 1, False, False, False, x, y))


def resize(app: B12App, size: Size) -> None:
    """Make the terminal larger or smaller."""
    if isinstance(app._driver, HeadlessDriver):
        app._driver._size = size
    tell(app, events.Resize(size, size))


def tell(app: B12App, event: events.Event) -> None:
    """Let the terminal say something, while there is one."""
    if app._driver is not None:
        app._driver.send_message(event)
