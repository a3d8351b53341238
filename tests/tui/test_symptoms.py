"""Which symptoms are asked for: chosen and added in the app, in one step."""

from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input

from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import Person, SymptomKind
from b12track.tui.app import B12App
from b12track.tui.features.home.screen import HomeScreen
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.features.symptoms.form import SymptomsForm
from b12track.usecases.enter.symptom_choices import add_kind, choose_kinds, show_kind
from b12track.usecases.person_file import PersonFile
from builders import record
from stage import LARGE, opened, person_file_of, press, says, screen_lines, screen_text, settle, text_of
from tui_states import STATES

RECORD = STATES["upcoming"].record
FIRST = ["energy", "sleep", "tingling", "soreness"]


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, RECORD)


def shown(person_file: PersonFile) -> list[str]:
    return [kind.name for kind in shown_kinds(person_file.record())]


async def click(app: B12App, pilot: Pilot[int], words: str) -> None:
    """Click where these words stand."""
    lines = screen_lines(app)
    row = next(number for number, line in enumerate(lines) if words in line)
    await pilot.click(offset=Offset(lines[row].index(words) + 1, row))
    await settle(pilot)


async def fill(app: B12App, pilot: Any, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#field-{name} Input", Input).value = value
    await settle(pilot)


async def test_symptoms_are_turned_on_and_off_from_the_keyboard(person_file: PersonFile) -> None:
    before = person_file.snapshot().exchange()
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y")
        assert says(app, "Symptoms for Alex", "[x] Energy worn out … full of energy 10 is good")
        assert says(app, "[ ] Brain fog clear … lost in fog 0 is good")
        await press(pilot, "down", "space", "down", "down", "down", "right")
        assert says(app, "[ ] Sleep", "[x] Brain fog")
        assert person_file.snapshot().exchange() == before, "nothing is written before Enter"
        await press(pilot, "ctrl+s")
        assert shown(person_file) == ["energy", "tingling", "soreness", "fog"]
        assert says(app, "Saved for Alex 14:05 · Sleep off, Brain fog on · u undo")
        assert says(app, "Brain fog clear", selector="EveningLog")
        assert "Sleep" not in text_of(app, "EveningLog")
        await press(pilot, "u", "enter")
        assert says(app, "Undone for Alex: symptoms Sleep off, Brain fog on")
        assert person_file.snapshot().exchange() == before
        assert says(app, "Sleep no rest", selector="EveningLog")
        await press(pilot, "U")
        assert shown(person_file) == ["energy", "tingling", "soreness", "fog"]


async def test_symptoms_are_turned_on_and_off_with_the_mouse(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await click(app, pilot, "y symptoms")
        await click(app, pilot, "lost in fog")
        await click(app, pilot, "[x] Energy")
        await click(app, pilot, "Mood")
        await click(app, pilot, "[x] Mood")
        await click(app, pilot, "add a symptom")
        await fill(app, pilot, symptom="Cramps", low="none", high="worst")
        await click(app, pilot, "0 none")
        await press(pilot, "ctrl+s")
        assert shown(person_file) == ["sleep", "tingling", "soreness", "fog", "cramps"]


async def test_a_symptom_of_ones_own_is_added_from_the_keyboard(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y", "a", *"Leg", "space", *"cramps", "tab", *"none", "tab", *"worst", "tab", "0")
        await press(pilot, "ctrl+s")
        assert all_kinds(person_file.record())[-1] == (
            "leg-cramps",
            "Leg cramps",
            "none",
            "worst",
            "low",
            True,
        )
        assert says(app, "Saved for Alex 14:05 · Leg cramps added · u undo")
        await press(pilot, "5", "6", "7", "8", "3", "ctrl+s")
        (log,) = person_file.record().symptoms
        assert log.scores == {**dict(zip(FIRST, (5, 6, 7, 8))), "leg-cramps": 3}
        await press(pilot, "u", "enter", "u", "enter")
        assert person_file.record().symptom_kinds == ()


async def test_nothing_is_preselected_and_all_of_a_new_symptom_is_asked_for(person_file: PersonFile) -> None:
    async with opened(person_file, size=LARGE) as (app, pilot):
        await press(pilot, "y", "a", *"Cramps", "ctrl+s")
        assert screen_text(app).count("▲ Please fill this in.") == 2
        assert says(app, "▲ Please choose one of these.")
        await fill(app, pilot, low="none", high="worst")
        assert says(app, "○ 0 none ○ t worst")
        await press(pilot, "ctrl+s")
        assert "Please fill this in." not in screen_text(app)
        await press(pilot, "t")
        assert says(app, "◉ t worst")
        await press(pilot, "ctrl+s")
        assert all_kinds(person_file.record())[-1].good == "high"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("brain fog", "is there already as fog (Brain fog)"),
        ("note", "is already a word with another meaning here"),
        ("!?", "cannot be a short name"),
        ("x" * 41, "at most 40"),
    ],
)
async def test_a_name_that_cannot_be_is_explained_beside_it(
    person_file: PersonFile, name: str, said: str
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y", "a")
        await fill(app, pilot, symptom=name, low="none", high="worst")
        await press(pilot, "tab", "tab", "tab", "0", "ctrl+s")
        assert says(app, said, selector="#field-symptom")
        assert app.screen.query_one("#field-symptom Input", Input).value == name
        assert shown(person_file) == FIRST


async def test_what_is_refused_when_it_is_saved_stands_beside_its_field(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y", "space", "a")
        await fill(app, pilot, symptom="Cramps", low="none", high="worst")
        add_kind(PersonFile(person_file.path), SymptomKind("cramps", good="low"))
        await press(pilot, "tab", "tab", "tab", "0", "ctrl+s")
        assert says(app, "is there already as cramps", selector="#field-symptom")
        assert shown(person_file) == [*FIRST, "cramps"], "all of it or nothing"


async def test_something_stays_asked_for(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y", "space", "down", "space", "down", "space", "down", "space", "ctrl+s")
        assert says(app, "▲ then no symptom would be asked about: leave at least one of them on")
        await press(pilot, "space", "ctrl+s")
        assert shown(person_file) == ["soreness"]


async def test_leaving_asks_only_where_something_was_changed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y", "escape")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "y", "space", "escape")
        assert says(app, "What you typed for Alex is not saved yet.")
        await press(pilot, "n")
        assert says(app, "[ ] Energy")
        await press(pilot, "space", "escape")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "y", "a", *"Cramps", "escape", "y")
        assert isinstance(app.screen, HomeScreen)
        assert shown(person_file) == FIRST


async def test_nothing_chosen_is_nothing_saved(person_file: PersonFile) -> None:
    before = person_file.path.read_bytes()
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y", "ctrl+s")
        assert isinstance(app.screen, HomeScreen)
        assert "Saved" not in screen_text(app)
    assert person_file.path.read_bytes() == before


async def test_it_is_in_the_palette_and_a_letter_away_on_every_screen(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        assert "Symptoms (y)" in {command.title for command in app.commands()}
        await press(pilot, "ctrl+p", *"symptoms", "enter")
        assert isinstance(app.screen, SymptomsForm)
        for key in "glpr":
            await press(pilot, "escape", key, "y")
            assert isinstance(app.screen, SymptomsForm)


async def test_another_person_keeps_what_they_are_asked_for(person_file: PersonFile, tmp_path: Path) -> None:
    mum = person_file_of(tmp_path, record(person=Person("Mum")))
    before = mum.path.read_bytes()
    async with opened(person_file, mum) as (app, pilot):
        app.open_person(person_file)
        await settle(pilot)
        await press(pilot, "y", "space", "ctrl+s")
        app.open_person(mum)
        await settle(pilot)
        assert says(app, "Energy", selector="EveningLog")
        await press(pilot, "y")
        assert says(app, "Symptoms for Mum", "[x] Energy")
    assert mum.path.read_bytes() == before
    assert shown(person_file) == FIRST[1:]


async def test_what_is_being_scored_stays_when_the_rows_change(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "4", "5", "y", "down", "space", "down", "down", "down", "space", "ctrl+s")
        grid = app.screen.query_one(ScoreGrid)
        assert [kind.name for kind in grid.kinds] == ["energy", "tingling", "soreness", "fog"]
        assert says(app, "Energy worn out 0 1 2 3[4]", selector="EveningLog")
        assert grid.cursor == 1, "the next row"
        await press(pilot, "6", "down", "y", "space", "ctrl+s")
        assert [kind.name for kind in grid.kinds] == ["tingling", "soreness", "fog"]
        assert grid.cursor == 2, "what was left blank stays so"
        await press(pilot, "8", "ctrl+s")
        (log,) = person_file.record().symptoms
        assert log.scores == {"energy": 4, "sleep": 5, "tingling": 6, "fog": 8}


@pytest.mark.parametrize("is_saved", [False, True])
async def test_a_score_of_a_symptom_that_was_taken_back_holds_up_nothing(
    person_file: PersonFile, is_saved: bool
) -> None:
    async with opened(person_file) as (app, pilot):
        if is_saved:
            await press(pilot, "5", "enter", "e")
        choose_kinds(PersonFile(person_file.path), {"energy": True, "fog": True})
        add_kind(PersonFile(person_file.path), SymptomKind("cramps", low="none", high="worst", good="low"))
        app.tick()
        await settle(pilot)
        await press(pilot, "3", "down", "down", "down", "down", "9", "u", "enter")
        assert "cramps" not in text_of(app, "EveningLog")
        await press(pilot, "ctrl+s")
        assert says(app, "Saved for Alex 14:05 · without cramps, no symptom any more · e change")
        (log,) = person_file.record().symptoms
        assert log.scores == {"energy": 3}


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_row_to_be_scored_is_in_sight_among_many(
    person_file: PersonFile, size: tuple[int, int]
) -> None:
    for name in ("fog", "mood", "balance", "breath", "palpitations", "tongue"):
        show_kind(person_file, name, True)
    for number in range(4):
        add_kind(person_file, SymptomKind(f"own-{number}", f"Own {number}", "none", "worst", "low"))
    async with opened(person_file, size=size) as (app, pilot):
        kinds = shown_kinds(person_file.record())
        assert len(kinds) == 14
        for number in range(len(kinds)):
            assert "▸" in screen_text(app), number
            await press(pilot, str(number % 10))
        await press(pilot, "ctrl+s")
        (log,) = person_file.record().symptoms
        assert log.scores == {kind.name: number % 10 for number, kind in enumerate(kinds)}
        await press(pilot, "y", "up", "up", "space")
        assert says(app, "[ ] Own 3")
        await press(pilot, "ctrl+s")
        assert shown(person_file)[-1] == "own-2"


async def test_names_of_every_kind_are_only_text(person_file: PersonFile) -> None:
    for name, label in (("low", "[red]Low[/]"), ("symptom", "Symptom"), ("疲労", "疲労")):
        add_kind(person_file, SymptomKind(name, label, "[b", "$accent", "low"))
    async with opened(person_file) as (app, pilot):
        await press(pilot, "y")
        assert says(app, "[red]Low[/]", "[b … $accent", "疲労")
        await press(pilot, "a")
        await fill(app, pilot, symptom="energy", low="none", high="worst")
        await press(pilot, "tab", "tab", "tab", "0", "ctrl+s")
        assert says(app, "is there already as energy", selector="#field-symptom")


async def test_keys_that_come_before_the_form_is_there_do_no_harm(person_file: PersonFile) -> None:
    async with opened(person_file, size=(40, 12)) as (app, pilot):
        await pilot.press("y", "a", "x", "escape", "y")
        await settle(pilot)
        assert "Alex" in screen_text(app) or says(app, "Symptoms")
