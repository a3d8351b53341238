"""Which files are copies that a syncing program left, and which are somebody else's."""

import json
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from b12track.store.disk import disk
from b12track.store.disk.people import file_for, has_neighbours, list_files
from b12track.store.disk.synced import MARKER
from b12track.store.faults import Missing, Unreadable
from b12track.store.sync.conflicts import copies_of, file_of, load_copy
from person_files import PersonFile

SURE = {
    "Syncthing": "alex.sync-conflict-20261121-140501-ABCDEFG.json",
    "Syncthing, before it named the device": "alex.sync-conflict-20261121-140501.json",
    "Nextcloud": "alex (conflicted copy 2026-11-21 140501).json",
    "Nextcloud, with the name of the user": "alex (conflicted copy Mum 2026-11-21 140501).json",
    "ownCloud, long ago": "alex_conflict-20261121-140501.json",
    "Dropbox": "alex (Mum's conflicted copy 2026-11-21).json",
    "Dropbox, again that day": "alex (Mum's conflicted copy 2026-11-21 (1)).json",
    "Dropbox in German": "alex (In Konflikt stehende Kopie von LAPTOP 2026-11-21).json",
    "Dropbox in French": "alex (Copie en conflit de LAPTOP 2026-11-21).json",
    "Dropbox in Spanish": "alex (Copia en conflicto de LAPTOP 2026-11-21).json",
    "Dropbox in Japanese": "alex (LAPTOP の競合コピー 2026-11-21).json",
    "Dropbox in Swedish": "alex (LAPTOP motstridiga kopia 2026-11-21).json",
    "Dropbox in Malay": "alex (Salinan bercanggah LAPTOP 2026-11-21).json",
    "Dropbox in Korean, its letters taken apart": normalize("NFD", "alex (LAPTOP의 충돌 복사본).json"),
    "rclone": "alex.json.conflict1",
    "Google Drive": "alex [Conflict].json",
    "Resilio": "alex.Conflict.json",
    "Seafile": "alex (SFConflict mum@example.org 2026-11-21-14-05-01).json",
    "Seafile, after the ending": "alex.json (SFConflict 2026-11-21-14-05-01)",
    "Synology": "alex_LAPTOP_Nov-21-140501-2026_Conflict.json",
    "pCloud": "alex [conflicted].json",
    "FileCloud": "alex(Conflict_Mum_2026-11-21-14-05-01).json",
    "a copy of a copy": "alex.sync-conflict-20261121-140501-ABCDEFG (conflicted copy 2026-11-21 150000).json",
}
UNSURE = {
    "OneDrive": "alex-LAPTOP-1A2B.json",
    "OneDrive on a Mac": "alex-Mum's MacBook Pro.json",
    "OneDrive, a machine with another script": "alex-ПК_мамы.json",
    "OneDrive and Google Drive": "alex (1).json",
    "iCloud": "alex 2.json",
}
NEVER = (
    "alexander.json",
    "alexconflict.json",
    "alex-conflict-of-mine.txt",
    "alex (before the clinic).json",
    "alex copy.json",
    "alex.json.lock",
    "my alex (1).json",
)


@pytest.mark.parametrize("name", SURE.values(), ids=SURE)
def test_a_name_that_says_so_is_a_copy_anywhere(person_file: PersonFile, name: str) -> None:
    assert not has_neighbours(person_file.path)
    shutil.copy(person_file.path, person_file.path.with_name(name))
    assert copies_of(person_file.path) == [person_file.path.with_name(name)]
    assert has_neighbours(person_file.path)
    assert list_files(person_file.path.parent) == [person_file.path]


@pytest.mark.parametrize("name", UNSURE.values(), ids=UNSURE)
def test_a_name_that_may_mean_anything_is_a_copy_only_in_a_synced_folder(
    person_file: PersonFile, name: str
) -> None:
    copy = person_file.path.with_name(name)
    shutil.copy(person_file.path, copy)
    assert copies_of(person_file.path) == []
    assert list_files(person_file.path.parent) == sorted([copy, person_file.path])
    (person_file.path.parent / MARKER).touch()
    assert copies_of(person_file.path) == [copy]
    assert list_files(person_file.path.parent) == [person_file.path]
    copy.unlink()
    PersonFile(copy).file().create({"name": "Sam"})
    assert copies_of(person_file.path) == [], "it is somebody else's"
    assert list_files(person_file.path.parent) == sorted([copy, person_file.path])
    copy.write_text("not a data file")
    assert copies_of(person_file.path) == []


@pytest.mark.parametrize("name", NEVER)
def test_other_files_are_no_copies(person_file: PersonFile, name: str) -> None:
    (person_file.path.parent / MARKER).touch()
    shutil.copy(person_file.path, person_file.path.with_name(name))
    assert copies_of(person_file.path) == []


def test_the_second_person_of_a_name_is_a_person(person_file: PersonFile) -> None:
    second = file_for(person_file.path.parent, "Alex")
    PersonFile(second).file().create({"name": "Alex"})
    assert second.name == "alex-2.json"
    assert list_files(person_file.path.parent) == [second, person_file.path]
    (person_file.path.parent / MARKER).touch()
    assert list_files(person_file.path.parent) == [second, person_file.path]
    copy = person_file.path.with_name("alex-2.sync-conflict-20261121-140501-ABCDEFG.json")
    shutil.copy(second, copy)
    assert copies_of(second) == [copy]
    assert copies_of(person_file.path) == [], "it is a copy of the longer name"
    assert list_files(person_file.path.parent) == [second, person_file.path]


def test_an_accent_taken_apart_makes_no_other_name(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / normalize("NFC", "jörg.json"))
    person_file.file().create({"name": "Jörg"})
    assert not has_neighbours(person_file.path)
    copy = person_file.path.with_name(normalize("NFD", "jörg (conflicted copy 2026-11-21 140501).json"))
    shutil.copy(person_file.path, copy)
    assert has_neighbours(person_file.path)
    assert copies_of(person_file.path) == [copy]
    assert list_files(tmp_path) == [person_file.path]


def test_a_copy_of_a_copy_is_a_copy_of_the_same_file(person_file: PersonFile) -> None:
    copies = sorted(person_file.path.with_name(SURE[name]) for name in ("Syncthing", "a copy of a copy"))
    for copy in copies:
        shutil.copy(person_file.path, copy)
    assert copies_of(person_file.path) == copies
    assert list_files(person_file.path.parent) == [person_file.path]


def test_a_copy_whose_file_is_gone_is_not_hidden(person_file: PersonFile) -> None:
    copy = person_file.path.with_name(SURE["Syncthing"])
    person_file.path.rename(copy)
    assert list_files(person_file.path.parent) == [copy]


def test_copies_lie_beside_the_file_and_not_beside_a_link_to_it(
    person_file: PersonFile, tmp_path: Path
) -> None:
    copy = person_file.path.with_name(SURE["Nextcloud"])
    shutil.copy(person_file.path, copy)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "me.json"
    link.symlink_to(person_file.path)
    assert copies_of(link) == [copy]
    assert has_neighbours(disk.real(link))
    assert copies_of(tmp_path / "none" / "alex.json") == []
    assert not has_neighbours(tmp_path / "none" / "alex.json")


def test_every_copy_of_a_file_has_its_mark_and_no_other_file(person_file: PersonFile, tmp_path: Path) -> None:
    mark = file_of(person_file.path)
    assert mark
    person_file.put("notes", "n1")
    assert file_of(person_file.path) == mark
    other = PersonFile(tmp_path / "other.json")
    other.file().create({"name": "Alex"})
    assert file_of(other.path) not in (mark, None)
    assert file_of(tmp_path / "none.json") is None
    (tmp_path / "prose.json").write_text("Dear diary,")
    assert file_of(tmp_path / "prose.json") is None


def test_a_file_from_before_marks_gets_one_with_its_next_change(person_file: PersonFile) -> None:
    content = json.loads(person_file.path.read_text())
    for field in ("file", "clock"):
        del content["b12track"]["1"][field]
    for name in [name for name in content if name.startswith("stamps ")]:
        del content[name]
    person_file.path.write_text(json.dumps(content))
    assert file_of(person_file.path) is None
    person_file.put("notes", "n1")
    assert file_of(person_file.path)


def test_a_copy_that_cannot_be_read_says_why(person_file: PersonFile) -> None:
    copy = person_file.path.with_name(SURE["Syncthing"])
    copy.write_text('{"half')
    with pytest.raises(Unreadable, match=f"{copy.name} cannot be read: it is not JSON: line 1"):
        load_copy(copy, None)
    copy.unlink()
    copy.mkdir()
    with pytest.raises(Unreadable, match=r"cannot be read: (not a file|is a directory)"):
        load_copy(copy, None)
    with pytest.raises(Missing):
        load_copy(copy.with_name("none.json"), None)
