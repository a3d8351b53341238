"""What a key does a click does: the same walk with keys and with the mouse ends on the same screen, step by step."""

from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from b12track.domain.record.records import Record
from b12track.tui.app import B12App
from b12track.tui.forms.modal import Modal
from b12track.tui.widgets.frame import fitting
from b12track.tui.widgets.key_bar import KeyBar
from made_up import DEMO
from stage import LARGE, SMALL, opened, person_file_of, press, screen_lines, screen_text, settle
from tui_states import STOCKED

PLACES = ["h", "g", "l", "p", "r", "s", "question_mark"]


pytestmark = pytest.mark.usefixtures("one_moment")


class Step(NamedTuple):
    """A key, and the words that are clicked instead, on the first line that has these words as well."""

    key: str
    words: str
    line: str = ""


class Walk(NamedTuple):
    """Steps, for whom, and the keys or the name that lead to where they begin."""

    steps: list[Step]
    keys: str = ""
    record: Record = DEMO
    opens: str = ""
    size: tuple[int, int] = LARGE


WALKS = {
    "tabs": Walk(
        [Step(name[0].lower(), name, "Home") for name in ("Graphs", "List", "Plan", "Report", "Home")],
        size=SMALL,
    ),
    "the log": Walk(
        [
            Step("4", "4", "▸ Energy"),
            Step("5", "5", "▸ Sleep"),
            Step("t", "t", "▸ Tingling"),
            Step("left_square_bracket", "[ earlier day"),
            Step("left_square_bracket", "[ earlier"),
            Step("right_square_bracket", "] later"),
            Step("right_square_bracket", "] later"),
            Step("ctrl+s", "Enter saves"),
            Step("e", "e changes it"),
            Step("y", "y symptoms"),
            Step("escape", "Esc leaves"),
        ]
    ),
    "what needs attention": Walk([Step("f", "f attention"), Step("enter", "▸"), Step("escape", "Esc back")]),
    "the injection": Walk(
        [
            Step("i", "i injection"),
            Step("m", "m into muscle", "Route"),
            Step("3", "3 L thigh"),
            Step("x", "extra dose"),
            Step("v", "Vial"),
            Step("escape", "Esc leaves"),
            Step("y", "Leave without saving"),
            Step("i", "i injection"),
            Step("equals_sign", "as last time"),
            Step("ctrl+s", "Save", "  Save  "),
        ]
    ),
    "a note": Walk([Step("enter", "Enter next"), Step("ctrl+s", "Ctrl+S saves")], keys="n i l l"),
    "the list": Walk(
        [
            Step("right", "Injections"),
            Step("enter", "▸"),
            Step("escape", "Esc leaves"),
            Step("slash", "/ find"),
        ],
        keys="l",
    ),
    "what changed": Walk(
        [Step("a", "a what changed?"), Step("i", "The interval"), Step("escape", "Esc leaves")],
        keys="p",
        size=SMALL,
    ),
    "published regimens": Walk([Step("ctrl+t", "Ctrl+T as published"), Step("1", "1  ")], keys="p a e"),
    "at home": Walk([Step("enter", "▸"), Step("b", "Back")], record=STOCKED, opens="supplies"),
    "a supply": Walk([Step("a", "a add"), Step("escape", "Esc leaves")], record=STOCKED, opens="supplies"),
    "undo": Walk(
        [Step("right", "Deleted records"), Step("left", "Latest changes"), Step("enter", "▸")],
        keys="5 6 enter u",
    ),
    "the calendar": Walk(
        [
            Step("left_square_bracket", "[ ] month"),
            Step("right_square_bracket", "] month"),
            Step("left_square_bracket", "[ ] month"),
            Step("t", "t today"),
            Step("enter", "Enter opens"),
        ],
        keys="c",
    ),
    "the palette": Walk([Step("enter", "▸")], keys="ctrl+p"),
    "symptoms": Walk([Step("a", "a add"), Step("escape", "Esc leaves")], keys="y"),
    "people": Walk([Step("enter", "Alex", "▸")], keys="s"),
}


async def click(app: B12App, pilot: Pilot[int], step: Step) -> None:
    """Click these words where they stand, on what lies on top."""
    on_top = app.screen.query_one("#box") if isinstance(app.screen, Modal) else app.screen
    area = on_top.region
    for y, whole in list(enumerate(screen_lines(app)))[area.y : area.bottom]:
        line = whole[area.x : area.right]
        if step.words in line and step.line in line:
            begins = line.index(step.words, line.index(step.line) if step.line else 0)
            inside = begins + len(step.words) - len(step.words.lstrip())
            await pilot.click(offset=(area.x + inside, y))
            await settle(pilot)
            return
    raise AssertionError(f"{step} is nowhere:\n{screen_text(app)}")


async def walked(walk: Walk, folder: Path, *, with_the_mouse: bool) -> list[str]:
    """The screen before the first step, and after each."""
    folder.mkdir()
    async with opened(person_file_of(folder, walk.record), size=walk.size) as (app, pilot):
        if walk.opens:
            app.open(walk.opens)
            await settle(pilot)
        await press(pilot, *walk.keys.split())
        screens = [screen_text(app)]
        for step in walk.steps:
            if with_the_mouse:
                await click(app, pilot, step)
            else:
                await press(pilot, step.key)
            screens.append(screen_text(app))
    return screens


@pytest.mark.parametrize("name", WALKS)
async def test_a_click_does_what_the_key_does(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    walk = WALKS[name]
    with_keys = await walked(walk, tmp_path / "keys", with_the_mouse=False)
    with_clicks = await walked(walk, tmp_path / "clicks", with_the_mouse=True)
    assert with_clicks[0] == with_keys[0]
    for step, before, keyed, clicked in zip(
        walk.steps, with_keys, with_keys[1:], with_clicks[1:], strict=False
    ):
        assert clicked == keyed != before, step


async def along_the_bar(folder: Path, place: str, *, with_the_mouse: bool) -> list[str]:
    """The screen after each key of the key bar of a place, one by one, each begun anew at that place."""
    folder.mkdir()
    screens = []
    async with opened(person_file_of(folder, DEMO), size=LARGE) as (app, pilot):
        await press(pilot, place)
        bar = app.screen.query_one(KeyBar)
        for begins, _, number in list(bar._places):
            key = bar._keys[number][1].key
            if with_the_mouse:
                await pilot.click(KeyBar, offset=(bar.gutter.left + begins, 0))
                await settle(pilot)
            else:
                await press(pilot, key)
            screens.append(f"{key}\n{screen_text(app)}")
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")
            await press(pilot, "escape", "h", place)
    return screens


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_of_the_bar_is_a_button(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    keyed = await along_the_bar(tmp_path / "keys", place, with_the_mouse=False)
    clicked = await along_the_bar(tmp_path / "clicks", place, with_the_mouse=True)
    assert clicked == keyed
    assert keyed, "every place has keys at its foot"


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (60, "m s route · Enter next · Ctrl+S saves · Esc leaves"),
        (40, "Enter next · Ctrl+S saves · Esc leaves"),
        (30, "Ctrl+S saves · Esc leaves"),
        (4, "Esc leaves"),
    ],
)
def test_how_to_leave_is_said_on_the_narrowest_frame(room: int, said: str) -> None:
    assert fitting("m s route · Enter next · Ctrl+S saves · Esc leaves", room) == said
