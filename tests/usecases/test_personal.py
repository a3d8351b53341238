"""What is known of the person: typed field by field, taken back by undo."""

from pathlib import Path
from typing import Any

import pytest

from b12track.domain.faults import Refused
from b12track.usecases.desk import Desk
from b12track.usecases.people import add_person
from b12track.usecases.personal import LABELS, set_fields, shown


def person(desk: Desk) -> dict[str, Any]:
    return desk.snapshot().person


@pytest.mark.parametrize(
    ("word", "key", "value"),
    [
        ("timezone=europe/paris", "timezone", "Europe/Paris"),
        ("born=14 Mar 1971", "born", "1971-03-14"),
        ("neurological=Yes", "neurological", True),
        ("neurological=n", "neurological", False),
        ("codes=E53.8, D51.0,E53.8", "codes", ["E53.8", "D51.0"]),
        ("cause=autoimmune gastritis", "cause", "autoimmune gastritis"),
        ("Clinic=a=b", "clinic", "a=b"),
        ("name=Alexandra", "name", "Alexandra"),
    ],
)
def test_a_field_is_read_as_it_is_kept(desk: Desk, word: str, key: str, value: Any) -> None:
    before = person(desk)
    set_fields(desk, [word])
    assert person(desk)[key] == value
    desk.file.undo()
    assert person(desk) == before


def test_nothing_after_the_sign_clears(desk: Desk) -> None:
    set_fields(desk, ["indication=", "timezone=", "neurological=not known", "born=", "codes="])
    assert person(desk) == {"name": "Alex"}


def test_a_zone_moves_the_desk(desk: Desk) -> None:
    set_fields(desk, ["timezone=Pacific/Kiritimati"])
    assert desk.today.isoformat() == "2026-11-22"


def test_several_fields_are_one_change_with_the_name(desk: Desk) -> None:
    before = person(desk)
    saved = set_fields(desk, ["clinic=A", "name=B", "cause=C"])
    assert saved.what == "name Alex to B; person: clinic, cause"
    desk.file.undo()
    assert person(desk) == before


def test_a_name_that_is_somebody_elses_changes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    add_person("Bo")
    before = person(desk)
    with pytest.raises(Refused, match="bo is there already"):
        set_fields(desk, ["clinic=A", "name=bo"])
    assert person(desk) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "nothing was said"),
        (["timezone"], "has no value"),
        (["zone=UTC"], "is not a known field: write one of name, born"),
        (["timezone=London"], "did you mean Europe/London"),
        (["timezone=../../etc/passwd"], "is not a known time zone"),
        (["born=03/04/1971"], "can be read as"),
        (["born=tomorrow"], "still to come"),
        (["neurological=a bit"], "write yes, no"),
        (["name="], "name: is empty"),
        (["clinic=a\x1bb"], "control character"),
        (["clinic=A", "clinic=B"], "is there twice"),
        (["clinic=A", "born=soon"], "born: "),
    ],
)
def test_a_slip_changes_nothing(desk: Desk, words: list[str], says: str) -> None:
    before = person(desk)
    with pytest.raises(Refused, match=says):
        set_fields(desk, words)
    assert person(desk) == before


def test_everything_is_shown_with_its_label(desk: Desk) -> None:
    rows = dict(shown(desk.record().person))
    assert list(rows) == list(LABELS.values())
    assert (rows["Name"], rows["Born"], rows["Time zone"]) == ("Alex", "not entered", "Europe/London")
