"""Alex's desk, at a fixed moment."""

from pathlib import Path

import pytest

from alex import NOW, alex, write_file
from b12track.usecases.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Alex's file, opened."""
    path = tmp_path / "alex.json"
    write_file(path, alex())
    return Desk(path, NOW)
