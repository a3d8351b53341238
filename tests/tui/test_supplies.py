"""What is at home: what is left, what has expired, and what can be done with it."""

from datetime import date
from pathlib import Path

import pytest

from b12track.tui.features.injection.form import InjectionForm
from b12track.tui.features.supplies.listing import SupplyList
from b12track.usecases.person_file import PersonFile
from builders import plan, record
from stage import opened, person_file_of, press, says, screen_text
from tui_states import EVERY_12_WEEKS, STOCKED


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, STOCKED)


def held(person_file: PersonFile) -> dict[str, int | None]:
    return {supply.id: supply.held for supply in person_file.record().supplies}


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_what_is_left_and_what_has_expired_stands_in_the_list(
    person_file: PersonFile, size: tuple[int, int]
) -> None:
    async with opened(person_file, size=size) as (app, pilot):
        app.open("supplies")
        await press(pilot, "down", "up")
        said = " ".join(screen_text(app).replace("│", " ").split())
        for words in (
            "At home · Alex",
            "▲ 3 left hydroxocobalamin",
            "expired on 31 Mar 2026: ask for more",
            "● 4 left hydroxocobalamin",
            "lot A1",
            "expires 31 May 2027",
            "● not counted hydroxocobalamin · lot C3",
        ):
            assert words in said, said


async def test_one_is_used_for_an_injection(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        app.open("supplies")
        await press(pilot, "down", "enter")
        assert says(app, "Supply of hydroxocobalamin lot A1: 4 left", "Use it", "It was thrown away")
        await press(pilot, "u")
        assert isinstance(app.screen, InjectionForm)
        await press(pilot, "m", "ctrl+s")
        given = person_file.record().injections[-1]
        assert (given.supply_id, given.lot, given.expires) == ("k1", "A1", date(2027, 5, 31))


async def test_one_is_thrown_away_and_brought_back(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        app.open("supplies")
        await press(pilot, "enter", "t")
        assert held(person_file) == {"k1": 5, "k3": None, "k4": 1}
        assert says(
            app,
            "Saved for Alex 14:05 · throwing away the supply of hydroxocobalamin lot B2",
            selector="MessageLine",
        )
        app.open("supplies")
        await press(pilot, "enter", "t")
        assert held(person_file)["k1"] == 1, "what was used of it was used of it"
        person_file.file.undo()
        person_file.file.undo()
        assert held(person_file) == {"k1": 5, "k2": 3, "k3": None, "k4": 1}


async def test_a_vial_is_opened(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        app.open("supplies")
        await press(pilot, "enter", "o")
        (vial,) = [supply for supply in person_file.record().supplies if supply.id == "k2"]
        assert vial.opened_on == date(2026, 11, 21)


async def test_what_is_empty_offers_nothing_but_the_way_back(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        app.open("supplies")
        await press(pilot, "end", "enter")
        assert says(app, "none left", "Back") and not says(app, "It was thrown away")
        await press(pilot, "b")
        assert not isinstance(app.screen, SupplyList)


async def test_another_is_entered_and_nothing_is_said_to_be_there_where_nothing_is(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(plan(EVERY_12_WEEKS)))
    async with opened(person_file) as (app, pilot):
        app.open("supplies")
        await press(pilot, "down")
        assert says(app, "No vials or ampoules are entered")
        await press(pilot, "a")
        assert says(app, "Supply for Alex")
