"""Where the lock, the journal and the backups of a file in a synced folder live, and how they get there."""

import itertools
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from b12track.store.disk import disk
from b12track.store.disk.lock import Lock
from b12track.store.disk.sidecars import sidecars
from b12track.store.disk.synced import is_synced
from b12track.store.faults import WriteFailed
from b12track.store.history import journal
from person_files import PersonFile

TRACES = (
    ".stfolder",
    ".nextcloudsync.log",
    ".sync_0123456789ab.db",
    "._sync_0123456789ab.db",
    ".owncloudsync.log",
    ".dropbox.cache",
    ".sync",
    ".b12track-synced",
)
PATHS = (
    "OneDrive/health",
    "OneDrive - Riverside/health",
    "Dropbox",
    "Dropbox (Personal)/health",
    "Google Drive/My Drive",
    "Library/Mobile Documents/com~apple~CloudDocs",
    "Library/CloudStorage/GoogleDrive-mum@example.org/My Drive",
    "Nextcloud/health",
    "pCloudDrive",
    "Seafile/My Library",
    "MEGA/health",
    "Proton Drive",
    "Box/health",
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This machine's own folder."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("B12TRACK_HOME", str(home))
    for variable in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        monkeypatch.delenv(variable, raising=False)
    return home


def beside(person_file: PersonFile) -> set[str]:
    return {path.name for path in person_file.path.parent.iterdir()}


@pytest.mark.parametrize("trace", TRACES)
@pytest.mark.parametrize("above", [0, 2])
def test_a_trace_at_the_top_tells_a_synced_folder(tmp_path: Path, trace: str, above: int) -> None:
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    assert not is_synced(folder)
    ([folder, *folder.parents][above] / trace).touch()
    assert is_synced(folder)


@pytest.mark.parametrize("path", PATHS)
def test_a_name_on_the_way_tells_a_synced_folder(path: str) -> None:
    assert is_synced(Path("/somewhere/that/is/not/there") / path)


@pytest.mark.parametrize(
    "path", ["Dropboxes", "my onedrive", "Library/Caches", "nextcloudy", "health", "boxes"]
)
def test_other_names_tell_nothing(path: str) -> None:
    assert not is_synced(Path("/somewhere/that/is/not/there") / path)


def test_windows_says_where_its_drive_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path))
    assert is_synced(tmp_path / "health")


def test_in_a_synced_folder_there_is_nothing_but_the_file(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / ".stfolder").mkdir()
    person_file = PersonFile(folder / "alex.json")
    person_file.file().create({"name": "Alex"})
    person_file.put("notes", "n1")
    person_file.put("notes", "n2")
    assert beside(person_file) == {".stfolder", "alex.json"}
    [own] = (home / "state" / "files").iterdir()
    assert {path.name for path in own.iterdir()} == {"lock", "journal", "backups", "of"}
    assert not own.stat().st_mode & 0o077
    assert person_file.undo().what == "put n2"
    assert [version.what for version in person_file.file().versions("n1")] == []
    other = PersonFile(folder / "sam.json")
    other.file().create({"name": "Sam"})
    assert sidecars(disk.real(other.path)).lock != sidecars(disk.real(person_file.path)).lock
    assert any("its lock, journal and backups are in" in found.text for found in person_file.file().inspect())


def test_a_home_that_is_kept_in_step_keeps_no_lock_or_journal(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(own))
    (tmp_path / ".stfolder").mkdir()
    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    person_file.put("notes", "n1")
    assert beside(person_file) == {".stfolder", "alex.json"}
    assert next(own.rglob("journal")).read_bytes()
    assert person_file.undo().what == "put n1"


def test_the_new_file_of_a_save_has_a_name_that_syncing_programs_leave_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".stfolder").mkdir()
    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    made: list[str] = []
    open_new = disk.open_new

    def noted(path: Path) -> int:
        made.append(path.name)
        return open_new(path)

    monkeypatch.setattr(disk, "open_new", noted)
    person_file.put("notes", "n1")
    assert made[0] == "~syncthing~b12track-alex.json.tmp"
    assert sidecars(disk.real(person_file.path)).half.parent == person_file.path.parent


def test_a_folder_that_becomes_a_synced_one_takes_nothing_of_the_past(
    person_file: PersonFile, home: Path
) -> None:
    person_file.put("notes", "n1", text="first")
    person_file.put("notes", "n1", text="second")
    backups = {path.name for path in person_file.backups.iterdir()}
    (person_file.path.parent / ".stfolder").mkdir()
    found = person_file.file().versions("n1")
    assert [version.document["text"] for version in found] == ["first"], "before anything was brought over"
    assert person_file.undo().what == "put n1"
    assert [version.document["text"] for version in person_file.file().versions("n1")] == ["second"]
    assert beside(person_file) == {".stfolder", "alex.json"}
    [own] = (home / "state" / "files").iterdir()
    assert {path.name for path in (own / "backups").iterdir()} >= backups
    assert person_file.redo().what == "put n1"
    assert [person_file.undo().what for _ in range(3)] == ["put n1", "put n1", "the beginning"]
    (person_file.path.parent / ".stfolder").rmdir()
    assert person_file.redo().what == "the beginning", "once there it stays there"
    assert beside(person_file) == {"alex.json"}


def test_what_was_left_beside_by_a_crash_is_brought_over_by_the_next_save(person_file: PersonFile) -> None:
    (person_file.path.parent / ".stfolder").mkdir()
    past = person_file.journal.read_bytes()
    person_file.put("notes", "n1")
    person_file.journal.write_bytes(past)
    assert person_file.undo().what == "put n1"
    assert not person_file.journal.exists()
    assert person_file.undo().what == "the beginning", "the same lines twice are the same past"


def test_nothing_is_saved_where_the_journal_cannot_be_brought_over(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    (person_file.path.parent / ".stfolder").mkdir()
    before = person_file.path.read_bytes(), person_file.journal.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", broken)
        with pytest.raises(WriteFailed, match=r"could not be brought to .*input/output error"):
            person_file.put("notes", "n1")
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == before
    person_file.put("notes", "n1")
    assert person_file.undo().what == "put n1"
    assert person_file.undo().what == "the beginning"


def test_whoever_waited_for_the_old_lock_looks_again(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, try_lock = threading.Event(), disk.try_lock

    def noted(fd: int) -> bool:
        got = try_lock(fd)
        if not got:
            waits.set()
        return got

    monkeypatch.setattr(disk, "try_lock", noted)
    waiting = threading.Thread(target=lambda: person_file.put("notes", "n1"))
    lock = person_file.path.with_name("alex.json.lock")
    with Lock(lock):
        waiting.start()
        assert waits.wait(10)
        (person_file.path.parent / ".stfolder").mkdir()
        lock.unlink()
    waiting.join(10)
    assert not waiting.is_alive()
    assert person_file.ids("notes") == ["n1"]
    assert not person_file.journal.exists(), "it went where everybody looks from now on"
    assert not lock.exists()
    assert [person_file.undo().what for _ in range(2)] == ["put n1", "the beginning"]


def test_a_lock_says_when_it_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with Lock(path) as lock:
        assert not lock.is_gone()
        path.unlink()
        assert lock.is_gone()
        path.touch()
        assert lock.is_gone(), "another one keeps nobody out"


def test_a_folder_that_cannot_be_listed_has_no_traces(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    (person_file.path.parent / ".stfolder").mkdir()

    def refuse(_: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk, "names_in", refuse)
    assert not is_synced(person_file.path.parent)


def test_moved_backups_keep_their_names(person_file: PersonFile, home: Path) -> None:
    shutil.copy(person_file.path, person_file.backups / "alex.sync-conflict-1.json")
    (person_file.path.parent / ".stfolder").mkdir()
    person_file.put("notes", "n1")
    [own] = (home / "state" / "files").iterdir()
    assert "alex.sync-conflict-1.json" in {path.name for path in (own / "backups").iterdir()}
    assert not person_file.backups.exists()


def test_a_file_system_that_numbers_files_anew_each_time_can_be_saved_to(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, status = itertools.count(), disk.status

    def renumbered(path: Path) -> SimpleNamespace:
        found = status(path)
        fields = ("st_dev", "st_mode", "st_size", "st_mtime_ns", "st_ctime_ns")
        return SimpleNamespace(st_ino=next(numbers), **{name: getattr(found, name) for name in fields})

    monkeypatch.setattr(disk, "status", renumbered)
    person_file.put("notes", "n1")
    person_file.put("notes", "n2")
    assert person_file.ids("notes") == ["n1", "n2"]
    assert person_file.undo().what == "put n2"
