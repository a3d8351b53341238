"""A link to a disk that is not there is no empty folder: nothing is known, and nothing is made in its place."""

from pathlib import Path

import pytest

from command_line import Run


@pytest.fixture
def disk_away(home: Path, tmp_path: Path) -> Path:
    """The folder of the files is a link into a disk that is not connected."""
    away = tmp_path / "disk" / "b12track"
    if home.exists():
        home.rmdir()
    home.symlink_to(away, target_is_directory=True)
    return away


@pytest.mark.parametrize("words", [("next", "--check"), ("next", "--all", "--check"), ("doctor",)])
def test_it_is_not_said_that_nobody_is_entered(run: Run, disk_away: Path, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.code == 3
    assert "is a link to what is not there now" in said.err and "connect the disk" in said.err
    assert "obody is entered" not in said.out + said.err
    assert not disk_away.parent.exists()


@pytest.mark.parametrize(
    "words", [("note", "b"), ("people", "add", "Bo"), ("note", "b", "--person", "Bo"), ("log", "energy=4")]
)
def test_no_new_file_is_begun(run: Run, disk_away: Path, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.code == 3 and "nothing was made" in said.err
    assert not disk_away.parent.exists()


def test_nor_through_a_file_that_is_named(run: Run, disk_away: Path, home: Path) -> None:
    said = run("note", "b", "--file", str(home / "alex.json"))
    assert said.code == 3 and "nothing was made" in said.err
    assert not disk_away.parent.exists()


def test_a_folder_that_is_not_there_yet_is_made(run: Run, home: Path, tmp_path: Path) -> None:
    if home.exists():
        home.rmdir()
    assert run("next", "--check").code == 30
    assert run("note", "b").code == 0
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    assert run("note", "b", "--file", str(tmp_path / "link" / "bo" / "bo.json")).code == 0
