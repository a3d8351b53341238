"""The lock, what differs between systems, and what importing the store costs."""

import errno
import os
import subprocess
import sys
import time
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from b12track.store.disk import disk, lock
from b12track.store.faults import Busy, WriteFailed, reason
from person_files import PersonFile


def test_who_waits_too_long_is_told_so(person_file: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LIMIT_SECONDS", 0.01)
    before = person_file.path.read_bytes()
    with lock.Lock(person_file.path.with_name("alex.json.lock")):
        with pytest.raises(Busy, match="another b12track is just saving"):
            person_file.put("notes", "n1")
        assert person_file.file().read().ids("i") == ["i1", "i2"], "readers need no lock"
    assert person_file.path.read_bytes() == before
    assert person_file.put("notes", "n1").changed
    assert person_file.path.with_name("alex.json.lock").exists(), "it is never deleted"


def test_a_file_system_without_locks_is_said(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(disk, "try_lock", refuse)
    with pytest.raises(WriteFailed, match="cannot be locked: no locks available"):
        person_file.put("notes", "n1")


def test_a_lock_that_cannot_be_opened_is_said(person_file: PersonFile) -> None:
    path = person_file.path.with_name("alex.json.lock")
    path.unlink()
    path.mkdir()
    with pytest.raises(WriteFailed, match="cannot be opened"):
        person_file.put("notes", "n1")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[types.SimpleNamespace]:
    """The branches for Windows, with a lock that can be told what to say."""
    answers = types.SimpleNamespace(error=None, LK_NBLCK=2)

    def locking(*_: object) -> None:
        if answers.error is not None:
            raise OSError(answers.error, os.strerror(answers.error))

    answers.locking = locking
    monkeypatch.setitem(sys.modules, "msvcrt", answers)
    monkeypatch.setattr(sys, "platform", "win32")
    yield answers


def test_on_windows_the_lock_is_another(person_file: PersonFile, windows: types.SimpleNamespace) -> None:
    assert person_file.put("notes", "n1").warning is None
    windows.error = errno.EACCES
    assert disk.try_lock(0) is False
    windows.error = errno.EBADF
    with pytest.raises(WriteFailed):
        person_file.put("notes", "n2")
    assert disk.flush_folder(person_file.path.parent) is False


def test_on_windows_a_file_that_is_read_is_replaced_a_little_later(
    tmp_path: Path, windows: types.SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert windows
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    (tmp_path / "new").write_text("new")
    busy, replace = [3], os.replace

    def sometimes(path: Path, target: Path) -> None:
        if busy[0]:
            busy[0] -= 1
            raise PermissionError(errno.EACCES, "in use")
        replace(path, target)

    monkeypatch.setattr(os, "replace", sometimes)
    disk.replace(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "new"
    assert len(naps) == 3
    busy[0] = 1000
    with pytest.raises(PermissionError):
        disk.replace(tmp_path / "old", tmp_path / "older")
    assert 0 < sum(naps) < 1


def test_on_windows_a_folder_that_becomes_a_synced_one_can_still_be_saved_to(
    person_file: PersonFile, windows: types.SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert windows
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    opened, closed, unlinked = disk.open_to_keep, disk.close, disk.remove
    there: dict[int, Path] = {}

    def open_to_keep(path: Path) -> int:
        fd = opened(path)
        there[fd] = path
        return fd

    def close(fd: int) -> None:
        closed(fd)
        there.pop(fd, None)

    def remove(path: Path) -> None:
        if path in there.values():
            raise PermissionError(errno.EACCES, "in use")
        unlinked(path)

    for call in (open_to_keep, close, remove):
        monkeypatch.setattr(disk, call.__name__, call)
    (person_file.path.parent / ".stfolder").mkdir()
    lock = person_file.path.with_name("alex.json.lock")
    somebody_waits = disk.open_to_keep(lock)
    person_file.put("notes", "n1")
    assert lock.exists()
    disk.close(somebody_waits)
    person_file.put("notes", "n2")
    assert not lock.exists()
    assert [person_file.undo().what for _ in range(3)] == ["put n2", "put n1", "the beginning"]


@pytest.mark.parametrize("knows", [True, False], ids=["known", "unknown"])
def test_on_macos_the_drive_is_asked_to_write_what_it_keeps(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch, knows: bool
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="what macOS has is put into what every Unix has")
    asked: list[int] = []
    flushed: list[int] = []

    def control(_: int, what: int) -> None:
        asked.append(what)
        if not knows:
            raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", flushed.append)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert person_file.put("notes", "n1").warning is None
    assert asked == [51, 51, 51], "the new file, the journal, the folder"
    assert len(flushed) == (0 if knows else 3)


def test_elsewhere_it_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        disk.replace(tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_knows_no_flush_is_no_doubt(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fsync, folders = os.fsync, []

    def only_files(fd: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{fd}"):  # noqa: PTH112
            folders.append(fd)
            raise OSError(number, os.strerror(number))
        fsync(fd)

    monkeypatch.setattr(os, "fsync", only_files)
    saved = person_file.put("notes", "n1")
    if sys.platform == "linux":
        assert folders
    assert saved.warning is None


def test_a_write_in_pieces_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:7]))
    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    person_file.put("notes", "n1", text="x" * 100)
    assert person_file.ids("notes") == ["n1"]
    assert person_file.undo().what == "put n1"


def test_a_reason_is_never_empty() -> None:
    assert reason(OSError(28, "No space left on device")) == "no space left on device"
    assert reason(OSError("not a file")) == "not a file"
    assert reason(OSError()) == "OSError"


DEAR = (
    "tempfile",
    "secrets",
    "hashlib",
    "uuid",
    "dataclasses",
    "inspect",
    "platformdirs",
    "shutil",
    "random",
)


def test_importing_the_store_brings_nothing_dear() -> None:
    code = (
        "import sys, b12track.store.datafile, b12track.store.disk.people, b12track.paths; print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not set(DEAR) & set(loaded)
