"""The data files of several people."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.store.disk.names import RESERVED
from b12track.store.disk.people import file_for, list_files


def test_only_data_files_are_listed_in_order(tmp_path: Path) -> None:
    for name in (
        "b.json",
        "a.json",
        "a.json.lock",
        "a.json.journal",
        "a.json.tmp",
        ".hidden.json",
        "notes.txt",
    ):
        (tmp_path / name).write_text("")
    (tmp_path / "a.json.backups").mkdir()
    assert [path.name for path in list_files(tmp_path)] == ["a.json", "b.json"]
    assert list_files(tmp_path / "none") == []
    assert list_files(tmp_path / "b.json") == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Alex", "alex.json"),
        ("Mary Ann O'Neill", "mary-ann-o-neill.json"),
        ("Zoë", "zoë.json"),
        ("Zoe\u0308", "zoë.json"),
        ("李小龍", "李小龍.json"),
        ("प्रिया", "प्रिया.json"),
        ("../../etc/passwd", "etc-passwd.json"),
        ("/", "person.json"),
        ("", "person.json"),
        ("...", "person.json"),
        (".hidden", "hidden.json"),
        ("-rf", "rf.json"),
        ("a\0b\nc\x1b[31m", "a-b-c-31m.json"),
        ("\u202egnirts", "gnirts.json"),
        ("CON", "con-1.json"),
        ("😀", "person.json"),
        ("\ud83d", "person.json"),
    ],
)
def test_a_name_becomes_a_safe_file_name(tmp_path: Path, name: str, file: str) -> None:
    assert file_for(tmp_path, name) == tmp_path / file


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for expected in ("alex.json", "alex-2.json", "alex-3.json"):
        made = file_for(tmp_path, "ALEX")
        assert made.name == expected
        made.write_text("")
    (tmp_path / "SAM.json").write_text("")
    assert file_for(tmp_path, "Sam").name == "sam-2.json", "some file systems do not tell the two apart"


def test_nothing_is_made(tmp_path: Path) -> None:
    file_for(tmp_path / "none", "Alex")
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=300))
def test_no_name_leaves_the_folder(name: str) -> None:
    folder = Path("/somewhere/that/is/not/there")
    made = file_for(folder, name)
    assert made.parent == folder
    assert made.name.endswith(".json")
    assert len(made.name.encode()) < 200
    assert made.name[0] not in ".-"
    assert made.stem not in RESERVED
    assert made.name.isprintable()
