"""Files that leave: whole, private, and never in the place of somebody's records."""

import json
import stat
from pathlib import Path

import pytest

from alex import alex, write_file
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.usecases.output_files import exchange_bytes, export_json
from b12track.usecases.output_files import write_file as write
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.backup import back_up, checksum_of


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_export_is_the_document_one_record_a_line(person_file: PersonFile) -> None:
    data = export_json(person_file)
    assert json.loads(data) == person_file.snapshot().exchange()
    lines = data.decode().splitlines()
    assert sum(line.startswith('  {"id": "inj') for line in lines) == 3


def test_an_export_of_nobodys_records_is_a_document_too() -> None:
    raw = {"format": "b12track", "version": 2, "person": {"name": "Zoë"}}
    assert json.loads(exchange_bytes(raw)) == raw
    assert "Zoë" in exchange_bytes(raw).decode()
    assert exchange_bytes(raw, ascii_only=True).isascii()


def test_a_written_file_is_its_owners_alone(person_file: PersonFile, tmp_path: Path) -> None:
    written = write(person_file, tmp_path / "out.json", b"{}")
    assert (written.replaced, mode(written.path)) == (False, 0o600)
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith("out")) == ["out.json"]


def test_a_file_that_is_there_is_replaced_only_with_a_yes(person_file: PersonFile, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"mine")
    with pytest.raises(NeedsYes, match="is there already"):
        write(person_file, target, b"{}")
    assert target.read_bytes() == b"mine"
    assert write(person_file, target, b"{}", yes=True).replaced
    assert target.read_bytes() == b"{}"


@pytest.mark.parametrize(
    "name",
    ["alex.json", "alex.json.lock", "alex.json.journal", "mum.json", "mum.json.journal", "mum.json.tmp"],
)
def test_records_are_never_written_over(person_file: PersonFile, tmp_path: Path, name: str) -> None:
    write_file(tmp_path / "mum.json", alex(person={"name": "Mum"}))
    (tmp_path / "mum.json.tmp").write_bytes(b"half a save")
    before = (tmp_path / name).read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / name)
    for path in (tmp_path / name, link, tmp_path / "." / name):
        with pytest.raises(Refused, match="belongs to a person's records"):
            write(person_file, path, b"{}", yes=True)
    assert (tmp_path / name).read_bytes() == before


def test_where_it_cannot_be_written_is_told(person_file: PersonFile, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no folder"):
        write(person_file, tmp_path / "no" / "out.json", b"{}")
    with pytest.raises(Refused, match="is a folder"):
        write(person_file, tmp_path, b"{}")
    read_only = tmp_path / "kept.json"
    read_only.write_bytes(b"mine")
    read_only.chmod(0o400)
    with pytest.raises(Refused, match="write-protected"):
        write(person_file, read_only, b"{}", yes=True)
    assert read_only.read_bytes() == b"mine"


def test_a_backup_has_the_days_name_and_never_replaces_another(person_file: PersonFile) -> None:
    first = back_up(person_file)
    assert first.path.name == "alex-2026-11-21.json"
    assert (mode(first.path), mode(first.path.parent)) == (0o600, 0o700)
    exchange = person_file.snapshot().exchange()
    assert json.loads(first.path.read_bytes()) == {**exchange, "checksum": checksum_of(exchange)}
    assert back_up(person_file).was_there
    person_file.file.undo()
    second = back_up(person_file)
    assert second.path.name == "alex-2026-11-21-2.json"
    assert json.loads(first.path.read_bytes()) != json.loads(second.path.read_bytes())


def test_a_backup_goes_where_it_is_sent(person_file: PersonFile, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert back_up(person_file, stick).path == stick / "alex-2026-11-21.json"
    assert back_up(person_file, stick / "a.json").path == stick / "a.json"
    with pytest.raises(NeedsYes, match="is there already"):
        back_up(person_file, stick / "a.json")
