"""Help: when to seek care comes first, then the promise, then every key there is."""

from pathlib import Path

import pytest
from textual.widgets import Static

from b12track.domain.reference.care import SIGNS, SOURCES
from b12track.tui.actions import ACTIONS
from b12track.usecases.guidance import PROMISE
from made_up import DEMO
from stage import opened, person_file_of, press, says


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_everything_that_is_promised_is_there(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(person_file_of(tmp_path, DEMO), size=size) as (app, pilot):
        await press(pilot, "question_mark")
        text = " ".join(str(app.screen.query_one("#text", Static).render()).split())
        for sign in SIGNS:
            assert f"{sign.what}: {sign.turn_to}. [{sign.mark}]".replace("· ", "") in text
            assert SOURCES[sign.mark] in text
        assert PROMISE in text
        for action in ACTIONS:
            assert action.title in text
        assert text.index("When to seek care") < text.index("What b12track does") < text.index("Keys")


async def test_help_is_scrolled_with_keys(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await press(pilot, "question_mark", "end")
        app.screen.query_one("#body").scroll_end(animate=False)
        await pilot.pause()
        assert says(app, "ctrl+p", "the palette")
