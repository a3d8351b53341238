"""Where things live."""

import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path, user_state_path

from b12track import paths


def test_one_folder_can_be_named_for_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    assert paths.data_folder() == tmp_path / "home"
    assert paths.state_folder() == tmp_path / "home" / "state"
    assert list(tmp_path.iterdir()) == [], "nothing is made"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("home", ["/home/ann", "/home/Ann Hart", "/", "", "relative"])
@pytest.mark.parametrize("stated", [None, "", "/srv/data", "/srv/da ta/", "relative", " "])
def test_the_folders_are_those_that_platformdirs_names(
    home: str, stated: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("B12TRACK_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
        if stated is not None:
            monkeypatch.setenv(variable, stated)
    assert paths.data_folder() == user_data_path("b12track", appauthor=False)
    assert paths.state_folder() == paths.machines_own_folder() == user_state_path("b12track", appauthor=False)


def test_the_platforms_folders_are_used_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("B12TRACK_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert paths.data_folder().name == "b12track"
    assert paths.state_folder().name == "b12track"
    assert paths.data_folder() != paths.state_folder()
    assert list(tmp_path.iterdir()) == []
