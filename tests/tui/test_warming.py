"""What is made ready while nobody waits shows the same as what is made when it is asked for."""

import gc
from pathlib import Path

from b12track.tui.stylesheet import ReadOnce
from b12track.tui.theme import LIGHT
from b12track.tui.warming import warm
from made_up import DEMO
from stage import opened, person_file_of, press, screen_text, settle


async def test_a_screen_that_was_made_ready_looks_like_any_other(tmp_path: Path) -> None:
    shown: list[list[str]] = []
    for is_warm in (False, True):
        person_file = person_file_of(tmp_path / str(is_warm), DEMO)
        pages = []
        async with opened(person_file) as (app, pilot):
            if is_warm:
                await warm(app)
                await settle(pilot)
            for key in ("g", "l", "p", "r", "h"):
                await press(pilot, key)
                pages.append(screen_text(app))
        shown.append(pages)
    assert shown[0] == shown[1]


async def test_leaving_early_stops_it(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, _pilot):
        app.exit()
        await warm(app)
        assert "graphs" not in app._screen_stacks


async def test_what_is_there_to_stay_is_not_looked_through_again(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, _pilot):
        before = gc.get_freeze_count()
        await warm(app)
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    assert gc.get_freeze_count() == 0


async def test_styles_are_read_once_and_again_for_other_colours(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        sheet = app.stylesheet
        assert isinstance(sheet, ReadOnce)
        await press(pilot, "g")
        first = {id(rule) for rule in sheet.rules}
        await press(pilot, "l")
        assert first <= {id(rule) for rule in sheet.rules}
        app.theme = LIGHT.name
        await settle(pilot)
        assert not first & {id(rule) for rule in sheet.rules}
        assert app.screen.styles.background.hex.casefold() == LIGHT.background
