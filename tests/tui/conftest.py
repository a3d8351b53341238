"""The app's tests keep to a folder of their own, and to a fixed moment."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's people and its state live."""
    folder = tmp_path / "home"
    monkeypatch.setenv("B12TRACK_HOME", str(folder))
    monkeypatch.delenv("B12TRACK_FILE", raising=False)
    monkeypatch.delenv("B12TRACK_NOW", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder
