"""Everybody at once: nobody hides behind a file that goes bad while it is looked at."""

from pathlib import Path

import pytest

from b12track.usecases.look.everybody import NO_PLAN, UNUSABLE, see, worst_code
from b12track.usecases.people import Selection, add_person, open_all


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    return tmp_path


def test_a_file_that_goes_away_or_bad_after_it_was_opened_is_told(home: Path) -> None:
    for name in ("Ann", "Bea", "Cleo"):
        add_person(name)
    people = open_all(Selection(now="2026-11-21"))
    (home / "ann.json").unlink()
    (home / "bea.json").write_text("{", "utf-8")
    seen = see(people)
    assert [(one.name, one.overview is None) for one in seen] == [
        ("ann", True),
        ("bea", True),
        ("Cleo", False),
    ]
    assert [doubt.code for one in seen for doubt in one.doubts] == ["file_missing", "file_unreadable"]
    assert worst_code(seen) == UNUSABLE
    assert worst_code(seen[2:]) == NO_PLAN
