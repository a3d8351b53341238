"""A monkey at the keyboard: random keys, clicks and sizes never bring the app down, nor spoil the data file.

The short form runs a few hundred steps from one seed; B12TRACK_LONG=1 runs thousands from several.
"""

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from b12track.domain import document
from b12track.domain.demo import demo_record
from b12track.tui.app import B12App
from b12track.usecases.desk import Desk
from b12track.usecases.people import Selection
from stage import NOW, desk_of

LONG = os.environ.get("B12TRACK_LONG") == "1"
SEEDS = range(1, 9) if LONG else (1,)
STEPS = 1500 if LONG else 400

SIZES = [(80, 24), (120, 40), (200, 60), (40, 12), (20, 6), (63, 19), (5, 3), (100, 34)]
SCREENS = [*"hglprsi", "question_mark"]
LETTERS = [*"abcdefghijklmnoprstuvwxyzU", *"0123456789", "slash", "left_square_bracket", "right_square_bracket"]
OTHERS = [
    *("up", "down", "left", "right", "enter", "enter", "escape", "escape", "escape", "tab", "shift+tab"),
    *("home", "end", "pageup", "pagedown", "space", "backspace", "delete", "ctrl+t", "ctrl+s", "ctrl+p"),
]


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_never_bring_the_app_down(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    random = Random(seed)
    desk = desk_of(tmp_path, demo_record(date(2026, 11, 21)))
    left = STEPS
    while left > 0:
        left = await play(desk, random, left)
    document.read(Desk(desk.path, NOW).snapshot().exchange())


async def play(desk: Desk, random: Random, steps: int) -> int:
    """Some steps in one run of the app, until they are done or the app was left; how many are still to do."""
    app = B12App([desk], Selection(now=NOW))
    async with app.run_test(size=random.choice(SIZES)) as pilot:
        while steps > 0 and app.is_running and app._exit is False:
            steps -= 1
            chance = random.random()
            if chance < 0.02:
                await pilot.resize_terminal(*random.choice(SIZES))
            elif chance < 0.07:
                width, height = app.size
                await pilot.click(offset=(random.randrange(width), random.randrange(height)))
            else:
                pool = SCREENS if chance < 0.2 else LETTERS if chance < 0.7 else OTHERS
                await pilot.press(random.choice(pool))
    return steps
