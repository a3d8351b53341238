"""Nobody is taken for another: whose records a file holds is read, and no --yes stands for the answer."""

import json
import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from alex import alex, read_file, write_file
from b12track.store.disk.sidecars import sidecars
from command_line import Run

DAYS = [{"id": "n1", "date": "2026-01-01", "text": "Mum's own line"}]


def mum(**more: object) -> dict[str, object]:
    """Mum's records, which are not Alex's."""
    return alex(person={"name": "Mum", "clinic": "Hillside"}, notes=DAYS, **more)


@pytest.fixture
def mum_file(alex_file: Path) -> Path:
    """Mum's data file, beside Alex's."""
    path = alex_file.with_name("mum.json")
    write_file(path, mum())
    return path


def pretty(path: Path) -> bytes:
    """The same data file as somebody else's program may have written it."""
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4), encoding="utf-8")
    return path.read_bytes()


def test_a_data_file_is_known_however_it_is_written(run: Run, mum_file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "mum.json"
    elsewhere.write_bytes(pretty(mum_file))
    for path in (mum_file, elsewhere):
        before = path.read_bytes()
        for argv in (["export", "json"], ["backup"], ["export", "ics"], ["report"]):
            said = run(*argv, "-o", str(path), "--yes", "--person", "Alex")
            assert said.code == 1
            assert "belongs to a person's records" in said.err or "cannot be written as" in said.err
            assert path.read_bytes() == before


def test_what_is_left_of_a_data_file_is_never_written_over(run: Run, alex_file: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.json"
    cut.write_bytes(alex_file.read_bytes()[:300])
    assert "belongs to a person's records" in run("export", "json", "-o", str(cut), "--yes").err


def test_another_persons_export_is_never_written_over(run: Run, mum_file: Path, tmp_path: Path) -> None:
    assert mum_file.exists()
    for name, export in (
        ("a.json", ["export", "json"]),
        ("a.csv", ["export", "csv", "--kind", "notes"]),
        ("person.csv", ["export", "csv", "--kind", "person"]),
        ("b.json", ["export", "fhir"]),
    ):
        path = tmp_path / name
        assert run(*export, "-o", str(path), "--person", "Mum").code == 0
        before = path.read_bytes()
        said = run(*export, "-o", str(path), "--person", "Alex", "--yes")
        assert (said.code, path.read_bytes()) == (1, before)
        assert "holds Mum's records, and not Alex's; nothing was changed" in said.err
        assert run(*export, "-o", str(path), "--person", "Mum", "--yes").code == 0


def test_a_backup_among_the_people_makes_no_person(run: Run, alex_file: Path) -> None:
    for place in (alex_file.parent, alex_file.with_name("copy.json")):
        said = run("backup", "-o", str(place))
        assert said.code == 1 and "would lie in the folder of people's files" in said.err
    assert run("people").out.count("\n") == 1


def test_nothing_is_written_among_the_copies(run: Run, alex_file: Path, tmp_path: Path) -> None:
    assert run("note", "one").code == 0
    copies = Path(f"{alex_file}.backups")
    before = sorted(copies.iterdir())
    place = str(copies / "2001-01-01.json")
    for argv in (["backup"], ["export", "json"], ["export", "fhir"], ["export", "ics"]):
        said = run(*argv, "-o", place, "--yes")
        assert said.code == 1 and "belongs to a person's records" in said.err, argv
    (tmp_path / "link").symlink_to(copies)
    assert run("backup", "-o", str(tmp_path / "link" / "x.json")).code == 1
    alex_file.write_text("{", encoding="utf-8")
    assert "belongs to a person's records" in run("doctor", "--rescue", place).err
    assert sorted(copies.iterdir()) == before
    (tmp_path / "mine.backups").mkdir()
    assert run("doctor", "--rescue", str(tmp_path / "mine.backups" / "x.json")).code == 0


def test_nothing_is_written_among_what_this_machine_keeps_of_a_synced_file(run: Run, alex_file: Path) -> None:
    (alex_file.parent / ".stfolder").mkdir()
    assert run("note", "one").code == 0
    copies = sidecars(alex_file).backups
    assert copies.parent != alex_file.parent
    for folder in (copies, copies.parent):
        said = run("backup", "-o", str(folder / "x.json"))
        assert said.code == 1 and "belongs to a person's records" in said.err
        assert not (folder / "x.json").exists()


@pytest.mark.parametrize("command", ["import", "restore"])
def test_no_yes_stands_for_another_person(run: Run, alex_file: Path, tmp_path: Path, command: str) -> None:
    path, before = tmp_path / "mum-export.json", read_file(alex_file)
    path.write_text(json.dumps(mum()), encoding="utf-8")
    for extra in ([], ["--person", "Alex"]):
        said = run(command, str(path), "--yes", *extra)
        assert said.code == 1 and read_file(alex_file) == before
        assert "is Mum's, and the file here is Alex's; nothing was changed" in said.err
        assert "--as-another takes the records of Mum into the file of Alex" in said.err
    assert run(command, str(path), "--yes", "--as-another").code == 0
    after = read_file(alex_file)
    assert after["person"] == before["person"]
    assert after["notes"][-1]["text"] == "Mum's own line"
    assert run("undo").code == 0
    assert read_file(alex_file) == before


def test_no_yes_merges_another_persons_file(run: Run, alex_file: Path, tmp_path: Path) -> None:
    other, before = tmp_path / "other" / "mum.json", read_file(alex_file)
    other.parent.mkdir()
    write_file(other, alex(person={"name": "Mum", "clinic": "Hillside"}, notes=[{**DAYS[0], "id": "n77"}]))
    said = run("merge", str(other), "--yes")
    assert said.code == 1 and read_file(alex_file) == before
    assert "is Mum's, and the file here is Alex's" in said.err
    assert run("merge", str(other), "--as-another").code == 0
    after = read_file(alex_file)
    assert after["person"] == before["person"]
    assert "n77" in [note["id"] for note in after["notes"]]


@pytest.mark.usefixtures("mum_file")
def test_a_spreadsheet_of_ours_says_whose_it_is(run: Run, alex_file: Path, tmp_path: Path) -> None:
    doses, folder, before = tmp_path / "doses.csv", tmp_path / "all", read_file(alex_file)
    run("export", "csv", "--kind", "injections", "-o", str(doses), "--person", "Mum")
    run("export", "csv", "-o", str(folder), "--person", "Mum")
    for source in (doses, folder, folder / "notes.csv"):
        said = run("import", str(source), "--yes", "--person", "Alex")
        assert said.code == 1 and "is Mum's, and the file here is Alex's" in said.err
        assert read_file(alex_file) == before
        assert run("import", str(source), "--person", "Mum").code == 0
    assert run("import", str(folder / "notes.csv"), "--as-another", "--person", "Alex").code == 0
    assert read_file(alex_file)["notes"][-1]["text"] == "Mum's own line"
    mixed = doses.read_text(encoding="utf-8").splitlines()
    doses.write_text("\n".join([*mixed, mixed[1].replace("Mum", "Dad")]), encoding="utf-8")
    assert "holds the records of Dad and Mum" in run("import", str(doses), "--person", "Mum").err


@pytest.mark.usefixtures("alex_file")
def test_nothing_beside_the_target_is_touched_and_it_ends_up_private(run: Run, tmp_path: Path) -> None:
    target, beside = tmp_path / "out.json", tmp_path / "out.json.tmp"
    target.write_text("somebody's", encoding="utf-8")
    beside.write_text("mine", encoding="utf-8")
    target.chmod(0o644)
    assert run("export", "json", "-o", str(target), "--yes").code == 0
    assert beside.read_text(encoding="utf-8") == "mine"
    assert {entry.name for entry in tmp_path.iterdir()} == {"home", "out.json", "out.json.tmp"}
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
@pytest.mark.usefixtures("alex_file")
def test_what_is_no_file_is_never_replaced(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("folder.ics").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("device")  # as little a file as a device is, and nobody's machine is at stake
        for name, why in (
            ("pipe", "not an ordinary file"),
            ("folder.ics", "is a folder"),
            ("device", "not an ordinary file"),
        ):
            kind = stat.S_IFMT(Path(name).stat().st_mode)
            for format in ("json", "ics"):
                said = run("export", format, "-o", name, "--yes")
                assert said.code == 1 and why in said.err
            assert stat.S_IFMT(Path(name).stat().st_mode) == kind
