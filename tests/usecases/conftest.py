"""Alex's person_file, at a fixed moment."""

from pathlib import Path

import pytest

from alex import NOW, alex, write_file
from b12track.usecases.person_file import PersonFile


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    """Alex's file, opened."""
    path = tmp_path / "alex.json"
    write_file(path, alex())
    return PersonFile(path, NOW)
