"""Whose file is meant: never a guess, however alike the names are."""

import shutil
from pathlib import Path

import pytest

from b12track.domain.record.faults import Refused
from b12track.store.faults import StoreFault
from b12track.usecases.people import Selection, add_person, open_person_file, rename_person

NOW = "2026-11-21"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    monkeypatch.delenv("B12TRACK_FILE", raising=False)
    return tmp_path


def test_of_two_files_of_one_name_none_is_guessed(home: Path) -> None:
    add_person("Mum")
    shutil.copy(home / "mum.json", home / "mum-before.json")
    with pytest.raises(
        Refused, match=r"2 files belong to mum: mum-before\.json, mum\.json: if one is an old copy"
    ):
        open_person_file(Selection(person="mum", now=NOW), writing=True)
    with pytest.raises(Refused, match=r"several people, Mum \(mum-before\.json\), Mum \(mum\.json\)$"):
        open_person_file(Selection(now=NOW), writing=True)
    assert open_person_file(Selection(home / "mum.json", now=NOW), writing=True).path == home / "mum.json"


def test_an_old_copy_does_not_stand_in_for_a_file_that_cannot_be_read(home: Path) -> None:
    add_person("Mum")
    shutil.copy(home / "mum.json", home / "mum-before.json")
    (home / "mum.json").write_text("{", "utf-8")
    with pytest.raises(Refused, match="2 files belong to Mum"):
        open_person_file(Selection(person="Mum", now=NOW), writing=True)
    (home / "mum-before.json").unlink()
    with pytest.raises(StoreFault, match="kept as it is"):
        open_person_file(Selection(person="Mum", now=NOW), writing=True)


def test_an_accent_is_the_same_however_it_is_put_together() -> None:
    add_person("Jos\u00e9")
    bo = add_person("Bo")
    with pytest.raises(Refused, match="is there already"):
        add_person("JOSE\u0301")
    with pytest.raises(Refused, match="is there already"):
        rename_person(bo, "Jose\u0301")
    found = open_person_file(Selection(person="jose\u0301", now=NOW))
    assert found.name == "Jos\u00e9"
    assert open_person_file(Selection(found.path, "JOSE\u0301", NOW)).path == found.path
