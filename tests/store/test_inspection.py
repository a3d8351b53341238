"""What an inspection finds."""

import json
import sys
from pathlib import Path

import pytest

from b12track.store.disk import disk
from b12track.store.file import reading
from b12track.store.file.layout import to_bytes
from person_files import PersonFile, Record


def found(person_file: PersonFile, level: str) -> str:
    return "\n".join(finding.text for finding in person_file.file().inspect() if finding.level == level)


def test_a_healthy_file_has_nothing_but_good_news_and_stays_as_it_is(person_file: PersonFile) -> None:
    person_file.check = lambda _: None
    before = {path: path.read_bytes() for path in person_file.path.parent.rglob("*") if path.is_file()}
    assert {finding.level for finding in person_file.file().inspect()} == {"ok"}
    good = found(person_file, "ok")
    assert "6 records, revision 2, schema 2" in good
    assert "every record in it is valid" in good
    assert "1 change, 1 of them can be undone" in good
    assert "1 earlier state is kept and whole, the newest daily copy of Wed 4 Mar 2026" in good
    assert before == {
        path: path.read_bytes() for path in person_file.path.parent.rglob("*") if path.is_file()
    }


def test_what_was_taken_back_is_not_counted_among_what_can_be_undone(person_file: PersonFile) -> None:
    person_file.put("notes", "n1")
    assert "2 changes, 2 of them can be undone" in found(person_file, "ok")
    person_file.undo()
    assert "3 changes, 1 of them can be undone" in found(person_file, "ok")
    person_file.undo()
    assert "4 changes, none of them can be undone" in found(person_file, "ok")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / "alex.json")
    assert "is not where it was" in found(person_file, "error")
    assert list(tmp_path.iterdir()) == []


def test_records_that_are_not_valid_are_an_error_though_the_checksum_fits(person_file: PersonFile) -> None:
    def check(_: Record) -> None:
        raise ValueError("plans[0]:\nno phases")

    person_file.check = check
    assert "alex.json is not valid, although its checksum is right: plans[0]: no phases" in found(
        person_file, "error"
    )


def test_an_edit_by_hand_is_said(person_file: PersonFile) -> None:
    person_file.path.write_text(json.dumps(json.loads(person_file.path.read_text())))
    assert "another program has changed it" in found(person_file, "warning")


def test_a_link_is_said(person_file: PersonFile, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(person_file.path)
    assert "is a link to" in found(PersonFile(tmp_path / "link.json"), "ok")


def test_a_path_from_here_is_no_link(person_file: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(person_file.path.parent)
    assert "is a link to" not in found(PersonFile(Path(person_file.path.name)), "ok")


def test_junk_under_a_checksum_that_fits_is_an_error(person_file: PersonFile) -> None:
    state = reading.load(person_file.path, None).state
    for table in (b"5", b"[]", b'{"i1":5}', b'{"i1":{}}', b'{"i1":'):
        person_file.path.write_bytes(to_bytes(state._replace(tables={**state.tables, "injections": table})))
        assert "is not valid, although its checksum is right" in found(person_file, "error"), table


def test_files_open_to_others_are_said(person_file: PersonFile) -> None:
    person_file.path.chmod(0o644)
    person_file.backups.chmod(0o755)
    assert found(person_file, "warning").count("can be read by others") == 2


def test_on_windows_nothing_is_claimed_of_modes(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_file.path.chmod(0o666)  # what Windows says of every file
    monkeypatch.setattr(sys, "platform", "win32")
    assert "can be read by others" not in found(person_file, "warning")
    assert "the folder decides" in found(person_file, "ok")
    assert "cannot be flushed to the disk on this system" in found(person_file, "warning")


def test_what_is_wrong_with_the_journal_is_said(person_file: PersonFile) -> None:
    with person_file.journal.open("ab") as journal:
        journal.write(b'{"torn')
    assert "1 lines of" in found(person_file, "warning")
    person_file.path.write_bytes(person_file.path.read_bytes().replace(b'"token":"', b'"token":"x'))
    assert "does not know the file's last change" in found(person_file, "warning")
    person_file.journal.unlink()
    assert "the journal holds 0 changes" in found(person_file, "ok")
    person_file.journal.mkdir()
    assert "nothing can be undone" in found(person_file, "error")


def test_what_a_crash_left_is_said(person_file: PersonFile) -> None:
    person_file.path.with_name("alex.json.tmp").write_text("")
    assert "cut short" in found(person_file, "warning")


def test_backups_that_cannot_be_listed_are_said(person_file: PersonFile) -> None:
    for path in person_file.backups.iterdir():
        path.unlink()
    told = "alex.json.backups is gone or empty, though the file was changed 1 time: no earlier state is kept"
    assert told in found(person_file, "warning")
    person_file.backups.rmdir()
    assert told in found(person_file, "warning")
    assert "are kept and whole" not in found(person_file, "ok")
    person_file.backups.write_text("")
    assert "cannot be read" in found(person_file, "warning")


def test_a_folder_that_cannot_be_flushed_is_said(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "flush_folder", lambda _: False)
    assert "on this system" in found(person_file, "warning")

    def broken(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, "flush_folder", broken)
    assert "input/output error" in found(person_file, "warning")


def test_copies_that_cannot_be_made_are_said(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "may_write", lambda folder: folder != person_file.backups)
    told = found(person_file, "warning")
    assert "alex.json.backups cannot be written to: the day's copy cannot be made" in told
    assert "nothing can be saved" not in told


BEGINS = "the way back in the journal begins with a change of"


@pytest.mark.parametrize("later", [False, True])
def test_a_journal_that_was_lost_is_not_forgotten_with_the_next_save(
    person_file: PersonFile, later: bool
) -> None:
    for name in ("n1", "n2", "n3"):
        person_file.put("notes", name)
    assert BEGINS not in found(person_file, "ok") + found(person_file, "warning")
    person_file.journal.unlink()
    if later:
        person_file.clock.next_day()
    person_file.put("notes", "n4")
    day = "Thu 5 Mar 2026" if later else "Wed 4 Mar 2026"
    told = found(person_file, "warning")
    assert f"{BEGINS} {day}: what was before it cannot be undone" in told
    assert "a part of the journal is gone" in told


def test_a_file_that_came_without_its_journal_is_no_matter_for_worry(
    person_file: PersonFile, tmp_path: Path
) -> None:
    person_file.put("notes", "n1")
    (tmp_path / "new").mkdir()
    here = PersonFile(tmp_path / "new" / "alex.json")
    here.path.write_bytes(person_file.path.read_bytes())
    here.path.chmod(0o600)
    for name in ("n2", "n3"):
        here.clock.next_day()
        here.put("notes", name)
    assert f"{BEGINS} Thu 5 Mar 2026: what was before it cannot be undone" in found(here, "ok")
    assert "journal" not in found(here, "warning")
