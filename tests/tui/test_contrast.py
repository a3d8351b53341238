"""In each theme text can be read and what has the focus is seen: measured as WCAG does, on the cells as they are drawn.

What is asked: 4.5 to 1 for every letter and digit on its ground, and 3 to 1 between what a widget looks like with the
focus and without, in a sign that is not the text cursor alone. Where one widget alone can have the focus, no sign of
it is asked for: there is nowhere else that a key could go.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from b12track.domain.record.records import Record
from b12track.tui.app import B12App
from b12track.tui.features.log.evening_log import EveningLog
from b12track.tui.forms.modal import Modal
from b12track.tui.theme import THEMES
from made_up import DEMO
from screens import Cell, cells_of
from stage import LARGE, opened, person_file_of, press, settle
from tui_states import STATES, STOCKED

TEXT, SIGN = 4.5, 3.0


class Scene(NamedTuple):
    """The keys that lead to a screen, or what is opened by its name before them; and for whom."""

    keys: str = ""
    opens: str = ""
    record: Record = DEMO


SCENES = {
    "home": Scene(),
    "home with scores": Scene("5 6 t"),
    "home saved": Scene("5 6 3 0 enter"),
    "overdue": Scene(record=STATES["overdue"].record),
    "late": Scene(record=STATES["late"].record),
    "another day": Scene("left_square_bracket"),
    "graphs": Scene("g"),
    "wearing off": Scene("g w"),
    "list": Scene("l right"),
    "plan": Scene("p"),
    "report": Scene("r"),
    "people": Scene("s"),
    "help": Scene("question_mark"),
    "injection": Scene("i m 1 v"),
    "note": Scene("n"),
    "note with a fault": Scene("n ctrl+s"),
    "result": Scene("b"),
    "log": Scene(opens="log"),
    "symptoms": Scene("y"),
    "what changed": Scene("p a"),
    "interval": Scene("p a i 6 w"),
    "correction": Scene("p e"),
    "flags": Scene("f"),
    "supplies": Scene(opens="supplies", record=STOCKED),
    "undo": Scene("5 6 3 1 enter u"),
    "calendar": Scene("c"),
    "palette": Scene("ctrl+p"),
}


@cache
def contrast(colour: str, other: str) -> float:
    """How far two colours are apart, from 1 to 21."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(
    ("colour", "other", "apart"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#333333", "#333333", 1.0)],
)
def test_the_measure_is_the_published_one(colour: str, other: str, apart: float) -> None:
    assert contrast(colour, other) == pytest.approx(apart, abs=0.01)


def in_use(app: B12App) -> Region:
    """What can be used now: all of a screen; of what lies over one, its box."""
    if isinstance(app.screen, Modal):
        return app.screen.query_one("#box").region
    return app.screen.region


def cells_in(app: B12App, region: Region) -> Iterator[tuple[int, int, Cell]]:
    for y, row in enumerate(cells_of(app)):
        x = 0
        for cell in row:
            if region.contains(x, y):
                yield x, y, cell
            x += cell.columns


def hard_to_read(app: B12App) -> dict[tuple[str, str], str]:
    """The letters and digits that are too near to their ground, by the two colours."""
    found: dict[tuple[str, str], str] = {}
    for _, _, cell in cells_in(app, in_use(app)):
        look = cell.look
        if cell.text.isalnum() and contrast(look.colour, look.ground) < TEXT:
            pair = look.colour, look.ground
            found[pair] = found.get(pair, "") + cell.text
    return found


def difference(focused: Cell, other: Cell) -> float:
    """How far the two looks of a cell are apart: in its ground, or in the sign that stands on it."""
    grounds = contrast(focused.look.ground, other.look.ground)
    if focused.text.isspace():
        return grounds
    before = other.look.colour if other.text == focused.text else other.look.ground
    return max(grounds, contrast(focused.look.colour, before))


async def focus_seen(app: B12App, pilot: Pilot[int], widget: Widget) -> float:
    """The clearest sign that a widget has the focus, the text cursor left out."""
    app.screen.set_focus(widget)
    app.screen.scroll_to_widget(widget, animate=False, immediate=True)
    await settle(pilot)
    cursor = widget.cursor_screen_offset if isinstance(widget, Input) else None
    framed = next((around for around in widget.ancestors if isinstance(around, EveningLog)), widget)
    lit = list(cells_in(app, framed.region.intersection(in_use(app))))
    app.screen.set_focus(None)
    await settle(pilot)
    unlit = list(cells_in(app, framed.region.intersection(in_use(app))))
    return max(
        difference(cell, before)
        for (x, y, cell), (_, _, before) in zip(lit, unlit, strict=True)
        if (x, y) != cursor
    )


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("name", SCENES)
async def test_what_stands_there_can_be_read_and_the_focus_is_seen(
    name: str, theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scene = SCENES[name]
    async with opened(person_file_of(tmp_path, scene.record), size=LARGE) as (app, pilot):
        app.theme = theme
        await settle(pilot)
        if scene.opens:
            app.open(scene.opens)
            await settle(pilot)
        await press(pilot, *scene.keys.split())
        assert not hard_to_read(app)
        chain = app.screen.focus_chain
        for widget in chain if len(chain) > 1 else ():
            assert await focus_seen(app, pilot, widget) >= SIGN, widget


async def test_another_theme_is_taken_where_one_is_and_where_one_comes_back_to(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO), size=LARGE) as (app, pilot):
        for place in ("g", "p", "r", "s", "question_mark"):
            app.theme = THEMES[0].name
            await press(pilot, place)
            app.theme = THEMES[1].name
            await settle(pilot)
            assert not hard_to_read(app), place
            app.theme = THEMES[0].name
            await press(pilot, "h")
            app.theme = THEMES[1].name
            await press(pilot, place)
            assert not hard_to_read(app), f"{place}, come back to"
