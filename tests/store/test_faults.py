"""Every call to the file system is made to fail once, in every kind of save: the state before, or the state after."""

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from b12track.store.disk import disk
from b12track.store.disk.people import list_everybodys, list_files
from b12track.store.edits import Put, Remove
from b12track.store.faults import Exists, StoreFault, Unknown, WriteFailed
from b12track.store.file import migrations, reading
from b12track.store.history.rescue import rescued
from injured import Injured
from length import LONG
from person_files import PersonFile, record

SAVES: dict[str, Callable[[PersonFile], object]] = {
    "add": lambda person_file: person_file.put("notes", "n9"),
    "edit": lambda person_file: person_file.put("symptoms", "s1", date="2026-02-02"),
    "many": lambda person_file: person_file.save(
        Remove("plans", "p1"), Put("labs", record("labs", "l1")), what="many"
    ),
    "undo": lambda person_file: person_file.undo(),
    "redo": lambda person_file: person_file.redo(),
    "merge": lambda person_file: person_file.file().merge(
        reading.load(person_file.path.with_name("other.json"), None), "merge"
    ),
    "over what was changed by hand": lambda person_file: person_file.put("notes", "n9"),
    "over an older file": lambda person_file: person_file.put("notes", "n9"),
}


# How a call fails: with what, whether it was done all the same, and whether all later calls fail too. The short form
# has any two of the three together, the long one all three.
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO, "closed": errno.EACCES}
WAYS_TO_FAIL = [
    pytest.param(
        error, after, lasting, id=f"{name}-{'done' if after else 'undone'}-{'on' if lasting else 'once'}"
    )
    for number, (name, error) in enumerate(ERRORS.items())
    for after in (False, True)
    for lasting in (False, True)
    if LONG or (number + after + lasting) % 2 == 0
]


def by_hand(person_file: PersonFile) -> None:
    """What an editor does, which is no call of ours that could fail."""
    data = person_file.path.read_bytes()
    person_file.path.write_bytes(data.replace(b'"id":"n1"}', b'"id":"n1" }'))


def older(person_file: PersonFile) -> None:
    """An older file in the place of the newer."""
    person_file.path.write_bytes(person_file.path.with_name("older.json").read_bytes())


def prepared(folder: Path) -> PersonFile:
    person_file = PersonFile(folder / "alex.json")
    person_file.file().create({"name": "Alex"})
    person_file.save(
        Put("plans", record("plans", "p1")),
        Put("symptoms", record("symptoms", "s1", date="2025-12-31")),
        Put("symptoms", record("symptoms", "s2", date="2026-01-01")),
        what="the beginning",
    )
    person_file.put("notes", "n1")
    shutil.copy(person_file.path, folder / "older.json")
    person_file.put("notes", "n2")
    other = PersonFile(folder / "other.json")
    shutil.copy(person_file.path, other.path)
    other.save(Remove("plans", "p1"), Put("labs", record("labs", "l1")), what="elsewhere")
    person_file.undo()
    person_file.clock.next_day()  # so that the save also makes a backup
    return person_file


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> PersonFile:
    """What every try begins with, made once: so the same state has the same bytes in all of them."""
    return prepared(tmp_path_factory.mktemp("template"))


PREPARED: dict[str, Callable[[PersonFile], None]] = {
    "over what was changed by hand": by_hand,
    "over an older file": older,
}


@pytest.mark.long
@pytest.mark.parametrize(("error", "after", "lasting"), WAYS_TO_FAIL)
@pytest.mark.parametrize("save", SAVES)
def test_a_save_that_fails_anywhere_leaves_a_whole_state(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    template: PersonFile,
    save: str,
    error: int,
    after: bool,
    lasting: bool,
) -> None:
    number, hits = 0, set()
    while True:
        number += 1
        folder = tmp_path / f"try-{number}"
        shutil.copytree(template.path.parent, folder)
        person_file = PersonFile(folder / "alex.json")
        person_file.clock = template.clock
        if save in PREPARED:
            PREPARED[save](person_file)
        before = person_file.exchange()
        refused: StoreFault | None = None
        with monkeypatch.context() as patch:
            injured = Injured(patch, number, error, after=after, lasting=lasting)
            try:
                SAVES[save](person_file)
            except StoreFault as fault:
                refused = fault
        if not injured.hit:
            break
        hits.add(injured.hit)
        where = f"{save}, call {number}: {injured.hit}"
        done = person_file.exchange()
        if refused is not None:
            assert done == before, where
            assert "\n" not in str(refused), where
            assert isinstance(refused, StoreFault), where
        else:
            assert done != before, where
        left = left_behind(folder)
        can_be_changed(person_file, done, where)
        if left not in GONE_BACK:  # the very same files were gone back through from there already
            GONE_BACK.add(left)
            goes_back_to_the_beginning(person_file, where)
    assert refused is None
    assert hits >= {"open_new", "write_all", "flush", "close", "replace", "link", "flush_folder", "try_lock"}


GONE_BACK: set[frozenset[tuple[str, int, bytes]]] = set()


def left_behind(folder: Path) -> frozenset[tuple[str, int, bytes]]:
    """Every file with its mode and its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return frozenset((str(p.relative_to(folder)), p.stat().st_mode, p.read_bytes()) for p in files)


def can_be_changed(person_file: PersonFile, state: dict[str, Any], where: str) -> None:
    """The file can be saved to, whatever the save before held open, and that be undone."""
    person_file.put("questions", "q1")
    assert person_file.ids("questions") == ["q1"], where
    person_file.undo()
    assert json.dumps(person_file.exchange()) == json.dumps(state), where
    assert not person_file.path.with_name("alex.json.tmp").exists(), where


def goes_back_to_the_beginning(person_file: PersonFile, where: str) -> None:
    """All before can be undone, and redone."""
    while True:
        if person_file.undo().what == "the beginning":
            break
    assert person_file.exchange() == {"format": "b12track", "version": 2, "person": {"name": "Alex"}}, where
    person_file.redo()


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EPERM])
def test_a_file_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, lasting: bool
) -> None:
    number = 0
    while True:
        number += 1
        person_file = PersonFile(tmp_path / f"try-{number}" / "deep" / "alex.json")
        refused = False
        with monkeypatch.context() as patch:
            injured = Injured(patch, number, error, after=False, lasting=lasting)
            try:
                person_file.file().create({"name": "Alex"})
            except StoreFault:
                refused = True
        if not injured.hit:
            break
        assert person_file.path.exists() != refused, injured.hit
        if refused:
            person_file.file().create({"name": "Alex"})
        assert person_file.file().read().person == {"name": "Alex"}


READS: dict[str, Callable[[PersonFile], object]] = {
    "with a copy": lambda person_file: person_file.file().seen(),
    "what was deleted": lambda person_file: person_file.file().deleted(),
    "a past state": lambda person_file: person_file.file().as_of(
        person_file.clock.time - timedelta(minutes=1)
    ),
    "what is missing": lambda person_file: person_file.file().lost(),
    "an inspection": lambda person_file: person_file.file().inspect(),
    "everybody": lambda person_file: (
        list_files(person_file.path.parent),
        list_everybodys(person_file.path.parent),
    ),
    "a rescue": lambda person_file: rescued(person_file.path, lambda _: None),
}


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES], ids=["broken", "closed"])
@pytest.mark.parametrize("read", READS)
def test_a_look_that_fails_anywhere_is_told_in_a_line_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: str, error: int, lasting: bool
) -> None:
    person_file = prepared(tmp_path)
    person_file.put("notes", "n3")
    person_file.remove("notes", "n3")
    older(person_file)
    shutil.copy(tmp_path / "other.json", tmp_path / "alex.sync-conflict-20260304-201500-ABCDEFG.json")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for number in range(1, 1000):
        with monkeypatch.context() as patch:
            injured = Injured(patch, number, error, after=False, lasting=lasting)
            try:
                READS[read](person_file)
            except (StoreFault, Unknown) as fault:
                assert "\n" not in str(fault), (read, number, injured.hit)
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
        if not injured.hit:
            return
    raise AssertionError("a look has an end")


def test_another_program_that_makes_the_file_first_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_file = PersonFile(tmp_path / "alex.json")
    link = disk.link

    def late(path: Path, also: Path) -> None:
        also.write_text("theirs")
        link(path, also)

    monkeypatch.setattr(disk, "link", late)
    with pytest.raises(Exists):
        person_file.file().create({"name": "Alex"})
    assert person_file.path.read_text() == "theirs"
    assert not person_file.path.with_name("alex.json.tmp").exists()


@pytest.mark.parametrize("error", [errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV])
def test_where_files_cannot_have_two_names_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(disk, "link", refuse)
    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    first = person_file.path.read_bytes()
    assert person_file.put("notes", "n1").warning is None
    [backup] = person_file.backups.iterdir()
    assert backup.read_bytes() == first
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_called_so(person_file: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    before = person_file.path.read_bytes(), person_file.journal.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write_all", full)
        with pytest.raises(WriteFailed, match="the disk is full; what was there before is unchanged"):
            person_file.put("notes", "n1")
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == before
    assert person_file.put("notes", "n1").changed


def test_each_step_is_on_the_disk_before_the_next(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_file.clock.next_day()
    steps: list[str] = []
    for name in ("open_new", "open_to_keep", "write_all", "flush", "link", "replace", "flush_folder"):
        call = getattr(disk, name)

        def noted(*arguments: Any, name: str = name, call: Callable[..., Any] = call) -> Any:
            steps.append(name)
            return call(*arguments)

        monkeypatch.setattr(disk, name, noted)
    person_file.put("notes", "n1")
    lock, whole, entry = (
        ["open_to_keep"],
        ["open_new", "write_all", "flush"],
        ["open_to_keep", "write_all", "flush"],
    )
    mark = ["open_to_keep", "write_all"]
    assert steps == [*lock, *whole, *entry, "link", "flush_folder", "replace", "flush_folder", *mark]
    person_file.journal.unlink()
    steps.clear()
    person_file.put("notes", "n2")
    assert steps == [*lock, *whole, *entry, "flush_folder", "replace", "flush_folder", *mark], (
        "a new journal's name as well"
    )


@pytest.mark.parametrize("call", ["write_all", "flush"])
def test_a_journal_with_no_room_for_an_entry_is_cut_back(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before, state, real, calls = (
        person_file.journal.read_bytes(),
        person_file.path.read_bytes(),
        getattr(disk, call),
        [],
    )

    def full_the_second_time(fd: int, *data: bytes) -> None:
        calls.append(fd)
        if len(calls) == 1:
            real(fd, *data)
            return
        os.write(fd, b'{"half')
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(disk, call, full_the_second_time)
        with pytest.raises(WriteFailed, match="the disk is full"):
            person_file.put("notes", "n1")
    assert len(calls) == 2
    assert (person_file.journal.read_bytes(), person_file.path.read_bytes()) == (before, state)


def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount a file system can have a small one")
    try:
        (folder / "something else").write_bytes(b"x" * 65_536)
        person_file = PersonFile(folder / "alex.json")
        person_file.file().create({"name": "Alex"})
        saved = 0
        with pytest.raises(WriteFailed, match="the disk is full"):
            for saved in range(100):
                person_file.put("notes", f"n{saved}", text="x" * 3000)
        assert saved > 2
        assert person_file.ids("notes") == [f"n{number}" for number in range(saved)]
        assert not person_file.path.with_name("alex.json.tmp").exists()
        for _ in range(3):
            with pytest.raises(WriteFailed):
                person_file.put("notes", "more", text="x" * 30_000)
        assert person_file.ids("notes") == [f"n{number}" for number in range(saved)]
        (folder / "something else").unlink()
        assert person_file.undo().what == f"put n{saved - 1}", "once there is room"
        assert person_file.put("notes", "more", text="x" * 3000).changed
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_doubt_after_the_new_state_is_in_place_is_a_warning(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> bool:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(disk, "flush_folder", broken)
    saved = person_file.put("notes", "n1")
    assert saved.changed
    assert saved.warning is not None
    assert saved.warning.startswith("saved, but it might not survive")
    assert person_file.ids("notes") == ["n1"]


def test_a_day_without_its_backup_is_saved_all_the_same(person_file: PersonFile) -> None:
    shutil.rmtree(person_file.backups)
    person_file.backups.write_text("in the way")
    saved = person_file.put("notes", "n1")
    assert saved.changed
    assert "the day's backup" in (saved.warning or "")
    assert person_file.ids("notes") == ["n1"]


def test_without_its_backup_nothing_is_migrated(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(person_file.backups)
    person_file.backups.write_text("in the way")
    before = person_file.path.read_bytes(), person_file.journal.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.only_adds, lambda tables: tables))
    with pytest.raises(WriteFailed):
        person_file.put("notes", "n1")
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == before


def test_an_interrupt_leaves_the_state_before(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = person_file.path.read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            person_file.put("notes", "n1")
    assert person_file.path.read_bytes() == before
    assert not person_file.path.with_name("alex.json.tmp").exists()
    assert person_file.put("notes", "n1").changed


def test_what_a_crash_left_is_replaced(person_file: PersonFile) -> None:
    half = person_file.path.with_name("alex.json.tmp")
    half.write_text('{"b12track"')
    person_file.put("notes", "n1")
    assert not half.exists()
    outside = person_file.path.with_name("outside")
    half.symlink_to(outside)
    person_file.put("notes", "n2")
    assert not outside.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteFailed):
        PersonFile(tmp_path / "file" / "alex.json").file().create({"name": "Alex"})
