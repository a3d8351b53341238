"""The stage waits also on a Textual whose inside is another one: only longer."""

from pathlib import Path

import pytest
from textual.app import App

import stage
from b12track.tui.features.home.screen import HomeScreen
from stage import opened, person_file_of, press, says, settle
from tui_states import STATES


@pytest.fixture(params=["known", "not known"])
def inside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether the names of Textual's inside are the ones that the fast way asks for."""
    assert isinstance(request.param, str)
    if request.param == "not known":
        monkeypatch.setattr(stage, "OF_THE_APP", (*stage.OF_THE_APP, "_of_another_version"))
    elif not stage.knows_inside():
        pytest.skip("this Textual has another inside")
    return request.param


async def test_what_comes_of_keys_is_there_when_it_is_looked_for(tmp_path: Path, inside: str) -> None:
    assert stage.knows_inside() is (inside == "known")
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file) as (app, pilot):
        assert says(app, "b12track · Alex", "How was today?")
        await press(pilot, "5", "6", "enter")
        assert says(app, "Saved for Alex")
        assert dict(person_file.record().symptoms[-1].scores) == {"energy": 5, "sleep": 6}
        await press(pilot, "g")
        assert says(app, "7-day mean")
        await press(pilot, "h", "i")
        assert says(app, "Injection for Alex")
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert all(len(line) == 120 for line in stage.screen_lines(app))


class Restless(App[int]):
    """An app whose picture is another one each time that it is looked at, however busy the machine is."""

    looks = 0

    def export_screenshot(self, **_: object) -> str:
        self.looks += 1
        return f"look {self.looks}"


async def test_an_app_that_never_rests_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "knows_inside", lambda: False)
    monkeypatch.setattr(stage, "_MOST_LOOKS", 3)
    async with Restless().run_test() as pilot:
        with pytest.raises(AssertionError, match="does not come to rest"):
            await settle(pilot)
