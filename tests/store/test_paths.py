"""Where things live."""

from pathlib import Path

import pytest

from b12track import paths


def test_one_folder_can_be_named_for_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    assert paths.data_folder() == tmp_path / "home"
    assert paths.state_folder() == tmp_path / "home" / "state"
    assert list(tmp_path.iterdir()) == [], "nothing is made"


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
