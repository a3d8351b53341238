"""Keys of one's own: a bad line is named and the rest holds."""

from pathlib import Path

import pytest

from b12track.usecases.machine.keymap import parse, read_keymap

DEFAULTS = {"app.injection": "i", "app.undo": "u", "list.delete": "d", "plan.date": "d"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("app.injektion = j", "line 2: there is nothing called app.injektion."),
        ("app.injection", "line 2: please write it as app.injection = j."),
        ("app.injection =", "line 2: please write it as app.injection = j."),
        ("app.injection = 5", "line 2: 5 cannot be used as a key; digits are for scores."),
        ("app.injection = d", "line 2: d is already the key of list.delete."),
        ("list.delete = u", "line 2: u is already the key of app.undo."),
    ],
)
def test_a_bad_line_is_named_and_the_rest_holds(line: str, fault: str) -> None:
    read = parse(f"# mine\n{line}\n\nplan.date = D  # capital\napp.undo = ctrl+u\n", DEFAULTS)
    assert read.faults == (f"Your own keys, {fault}",)
    assert read.keys == {"plan.date": "D", "app.undo": "ctrl+u"}


def test_two_keys_may_change_places() -> None:
    assert parse("app.undo = z\napp.injection = u", DEFAULTS).keys == {"app.undo": "z", "app.injection": "u"}


def test_the_file_lies_in_the_configuration_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    assert read_keymap(DEFAULTS) == ({}, ())
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "keymap.txt").write_text("app.injection = j\n", encoding="utf-8")
    assert read_keymap(DEFAULTS).keys == {"app.injection": "j"}
    (folder / "keymap.txt").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in read_keymap(DEFAULTS).faults[0]
