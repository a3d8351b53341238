"""The theme that was chosen: remembered apart from the data, and never in the way."""

from pathlib import Path

import pytest

from b12track import paths
from b12track.usecases.machine.remembered import choose_theme, chosen_theme


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))


def test_a_theme_is_remembered_for_its_owner_alone() -> None:
    assert chosen_theme() == ""
    choose_theme("b12track-light")
    assert chosen_theme() == "b12track-light"
    assert (paths.state_folder() / "app.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "[]", "{", '{"theme": 1}'])
def test_whatever_is_wrong_is_as_if_nothing_were_chosen(content: str) -> None:
    choose_theme("b12track-light")
    (paths.state_folder() / "app.json").write_text(content)
    assert chosen_theme() == ""


def test_where_it_cannot_be_kept_nothing_is_said() -> None:
    paths.state_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.state_folder().write_text("a file where the folder should be")
    choose_theme("b12track-light")
    assert chosen_theme() == ""
