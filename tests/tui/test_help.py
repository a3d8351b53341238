"""Help: the keys of the place one came from first, every other one, and when to seek care a page further."""

from pathlib import Path

import pytest
from textual.widgets import Static

from b12track.domain.reference.care import SIGNS, SOURCES
from b12track.domain.wording.page_phrases import PROMISE
from b12track.tui.actions import ACTIONS
from b12track.tui.app import B12App
from made_up import DEMO
from stage import opened, person_file_of, press, says


def words_of(app: B12App) -> str:
    return " ".join(str(app.screen.query_one("#text", Static).render()).split())


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_every_key_is_there_and_when_to_seek_care_is_named_first(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(person_file_of(tmp_path, DEMO), size=size) as (app, pilot):
        await press(pilot, "question_mark")
        text = words_of(app)
        assert text.startswith("When to seek care: press ? once more.")
        for action in ACTIONS:
            assert action.title in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_everything_that_is_promised_is_on_the_second_page(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(person_file_of(tmp_path, DEMO), size=size) as (app, pilot):
        await press(pilot, "question_mark", "question_mark")
        text = words_of(app)
        for sign in SIGNS:
            assert f"{sign.what}: {sign.turn_to}. [{sign.mark}]".replace("· ", "") in text
            assert SOURCES[sign.mark] in text
        assert PROMISE in text
        assert text.index("When to seek care") < text.index("What b12track does")
        await press(pilot, "question_mark")
        assert words_of(app).startswith("When to seek care: press ? once more.")


@pytest.mark.parametrize(
    ("key", "place", "another"), [("h", "Home", "Graphs"), ("g", "Graphs", "Home"), ("p", "Plan", "Home")]
)
async def test_it_opens_on_the_keys_of_the_place(tmp_path: Path, key: str, place: str, another: str) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await press(pilot, key, "question_mark")
        lines = str(app.screen.query_one("#text", Static).render()).splitlines()
        assert lines.index(place) < lines.index(another)
        await press(pilot, "question_mark", "h", "question_mark")
        assert says(app, "When to seek care: press ? once more.")


async def test_help_is_scrolled_with_keys(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await press(pilot, "question_mark", "end")
        app.screen.query_one("#body").scroll_end(animate=False)
        await pilot.pause()
        assert says(app, "ctrl+p", "find all of this")
