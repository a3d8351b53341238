"""The app's tests keep to a folder of their own, and to a fixed moment."""

from datetime import datetime
from pathlib import Path

import pytest

from stage import NOW


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's people and its state live."""
    folder = tmp_path / "home"
    monkeypatch.setenv("B12TRACK_HOME", str(folder))
    monkeypatch.delenv("B12TRACK_FILE", raising=False)
    monkeypatch.delenv("B12TRACK_NOW", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock stands still: when something was saved is said in minutes, and two walks may lie in two."""
    monkeypatch.setattr("b12track.clock.machine_now", lambda: datetime.fromisoformat(NOW))
