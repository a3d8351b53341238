"""What is known of the person: typed field by field, taken back by undo."""

from pathlib import Path
from typing import Any

import pytest

from b12track.domain.record.faults import Refused
from b12track.usecases.edit.person import LABELS, rows_of_person, set_fields
from b12track.usecases.people import add_person
from b12track.usecases.person_file import PersonFile


def person(person_file: PersonFile) -> dict[str, Any]:
    return person_file.snapshot().person


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
def test_a_field_is_read_as_it_is_kept(person_file: PersonFile, word: str, key: str, value: Any) -> None:
    before = person(person_file)
    set_fields(person_file, [word])
    assert person(person_file)[key] == value
    person_file.file.undo()
    assert person(person_file) == before


def test_nothing_after_the_sign_clears(person_file: PersonFile) -> None:
    set_fields(person_file, ["indication=", "timezone=", "neurological=not known", "born=", "codes="])
    assert person(person_file) == {"name": "Alex"}


def test_a_zone_moves_the_moment(person_file: PersonFile) -> None:
    set_fields(person_file, ["timezone=Pacific/Kiritimati"])
    assert person_file.today.isoformat() == "2026-11-22"


def test_several_fields_are_one_change_with_the_name(person_file: PersonFile) -> None:
    before = person(person_file)
    saved = set_fields(person_file, ["clinic=A", "name=B", "cause=C"])
    assert saved.what == "name changed from Alex to B; person: cause, clinic"
    person_file.file.undo()
    assert person(person_file) == before


def test_a_name_that_is_somebody_elses_changes_nothing(
    person_file: PersonFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    add_person("Bo")
    before = person(person_file)
    with pytest.raises(Refused, match="bo is there already"):
        set_fields(person_file, ["clinic=A", "name=bo"])
    assert person(person_file) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "it is not said what to change"),
        (["timezone"], "has no value"),
        (["age=3"], "is not a field of this person: write one of name, born"),
        (["zone=UTC"], "did you mean timezone"),
        (["timezone=London"], "did you mean Europe/London"),
        (["timezone=../../etc/passwd"], "is not a known time zone"),
        (["born=03/04/1971"], "can be read as"),
        (["born=tomorrow"], "still to come"),
        (["neurological=a bit"], "write yes, no"),
        (["name="], "name: it cannot be left empty"),
        (["clinic=a\x1bb"], "control character"),
        (["clinic=A", "clinic=B"], "it was written twice"),
        (["clinic=A", "born=soon"], "born: "),
    ],
)
def test_a_slip_changes_nothing(person_file: PersonFile, words: list[str], says: str) -> None:
    before = person(person_file)
    with pytest.raises(Refused, match=says):
        set_fields(person_file, words)
    assert person(person_file) == before


def test_everything_is_shown_with_its_label(person_file: PersonFile) -> None:
    rows = dict(rows_of_person(person_file.record().person))
    assert list(rows) == list(LABELS.values())
    assert (rows["Name"], rows["Born"], rows["Time zone"]) == ("Alex", "not entered", "Europe/London")
