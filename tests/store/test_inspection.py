"""What an inspection finds."""

import json
import sys
from pathlib import Path

import pytest

from b12track.store import disk, reading
from b12track.store.layout import to_bytes
from desk import Desk, Record


def found(desk: Desk, level: str) -> str:
    return "\n".join(finding.text for finding in desk.file().inspect() if finding.level == level)


def test_a_healthy_file_has_nothing_but_good_news_and_stays_as_it_is(desk: Desk) -> None:
    desk.check = lambda _: None
    before = {path: path.read_bytes() for path in desk.path.parent.rglob("*") if path.is_file()}
    assert {finding.level for finding in desk.file().inspect()} == {"ok"}
    good = found(desk, "ok")
    assert "6 records, revision 2, schema 1" in good
    assert "every record in it is valid" in good
    assert "1 changes, 1 of them can be walked back" in good
    assert "1 daily backup, the newest of 2026-03-04" in good
    assert before == {path: path.read_bytes() for path in desk.path.parent.rglob("*") if path.is_file()}


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "alex.json")
    assert "is not there" in found(desk, "error")
    assert list(tmp_path.iterdir()) == []


def test_records_that_are_not_valid_are_an_error_though_the_checksum_fits(desk: Desk) -> None:
    def check(_: Record) -> None:
        raise ValueError("plans[0]:\nno phases")

    desk.check = check
    assert "alex.json is not valid, though its checksum fits: plans[0]: no phases" in found(desk, "error")


def test_an_edit_by_hand_is_said(desk: Desk) -> None:
    desk.path.write_text(json.dumps(json.loads(desk.path.read_text())))
    assert "another program has written to it" in found(desk, "warning")


def test_a_link_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(desk.path)
    assert "is a link to" in found(Desk(tmp_path / "link.json"), "ok")


def test_a_path_from_here_is_no_link(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.path.parent)
    assert "is a link to" not in found(Desk(Path(desk.path.name)), "ok")


def test_junk_under_a_checksum_that_fits_is_an_error(desk: Desk) -> None:
    state = reading.load(desk.path, None).state
    for table in (b"5", b"[]", b'{"i1":5}', b'{"i1":{}}', b'{"i1":'):
        desk.path.write_bytes(to_bytes(state._replace(tables={**state.tables, "injections": table})))
        assert "is not valid, though its checksum fits" in found(desk, "error"), table


def test_files_open_to_others_are_said(desk: Desk) -> None:
    desk.path.chmod(0o644)
    desk.backups.chmod(0o755)
    assert found(desk, "warning").count("is open to others") == 2


def test_on_windows_nothing_is_claimed_of_modes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.path.chmod(0o666)  # what Windows says of every file
    monkeypatch.setattr(sys, "platform", "win32")
    assert "open to others" not in found(desk, "warning")
    assert "decided by their folder" in found(desk, "ok")
    assert "cannot be flushed on this system" in found(desk, "warning")


def test_what_is_wrong_with_the_journal_is_said(desk: Desk) -> None:
    with desk.journal.open("ab") as journal:
        journal.write(b'{"torn')
    assert "1 lines of" in found(desk, "warning")
    desk.path.write_bytes(desk.path.read_bytes().replace(b'"token":"', b'"token":"x'))
    assert "does not know the file's last change" in found(desk, "warning")
    desk.journal.unlink()
    assert "the journal holds 0 changes" in found(desk, "ok")
    desk.journal.mkdir()
    assert "nothing can be undone" in found(desk, "error")


def test_what_a_crash_left_is_said(desk: Desk) -> None:
    desk.path.with_name("alex.json.tmp").write_text("")
    assert "cut short" in found(desk, "warning")


def test_backups_that_cannot_be_listed_are_said(desk: Desk) -> None:
    for path in desk.backups.iterdir():
        path.unlink()
    desk.backups.rmdir()
    assert "0 daily backups" in found(desk, "ok")
    desk.backups.write_text("")
    assert "cannot be read" in found(desk, "warning")


def test_a_folder_that_cannot_be_flushed_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush_folder", lambda _: False)
    assert "on this system" in found(desk, "warning")

    def broken(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, "flush_folder", broken)
    assert "input/output error" in found(desk, "warning")
