"""The file that most tests of the store begin with."""

import os
from pathlib import Path

import pytest

from b12track.store.disk import synced
from b12track.store.edits import Put
from person_files import PersonFile, record


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushes are asked for but not waited for: no test can cut the power, and there are thousands of saves."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(autouse=True)
def no_traces_above(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies above the tests' own folder says nothing about their files, and takes time to list."""
    own, look = str(tmp_path_factory.getbasetemp()), synced.names_there
    monkeypatch.setattr(
        synced,
        "names_there",
        lambda folder: look(folder) if str(folder).startswith(own) and str(folder) != own else [],
    )


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    """A file for Alex with a plan, two injections and logs in two years."""
    made = PersonFile(tmp_path / "alex.json")
    made.file().create({"name": "Alex"})
    made.save(
        Put("plans", record("plans", "p1", drug="hydroxocobalamin")),
        Put("injections", record("injections", "i1", dose_mcg=1000)),
        Put("injections", record("injections", "i2", dose_mcg=1000)),
        Put("symptoms", record("symptoms", "s1", date="2025-12-31")),
        Put("symptoms", record("symptoms", "s2", date="2026-01-01")),
        Put("symptoms", record("symptoms", "s3", date="2026-01-02")),
        what="the beginning",
    )
    return made
