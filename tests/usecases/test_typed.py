"""What stands in the fields of a form can be read back, and means the same."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Lab, Record
from b12track.domain.reference.demo import demo_record
from b12track.usecases.edit.change import edit_record
from b12track.usecases.fields import NEW_LINE, Typing, assignment, field_named, rows_in_forms, typed_text
from b12track.usecases.look.history import LISTED
from b12track.usecases.lookup import find_record
from builders import ALEX, EVERY_4_WEEKS, LOADING, dose, move, plan, record, transition
from stage import person_file_of

TODAY = date(2026, 11, 21)
DEMO = demo_record(TODAY)
ODD = record(
    plan(end_reason="tablets\nfrom June", ended_on=date(2026, 6, 5)),
    person=ALEX,
    injections=[
        dose(
            "03-13",
            at="12:00",
            time_known=False,
            counts=False,
            reaction="red\nand warm",
            strength_mcg_per_ml=500.5,
        )
    ],
    labs=[Lab("l1", date(2026, 1, 2), "b12", 0.5, "ng/L", "<", None, 914)],
    adjustments=[move("02-01", "02-05", reason="clinic closed")],
)


def records(whole: Record) -> list[tuple[Record, str, Any]]:
    return [(whole, kind, value) for kind in LISTED for value in getattr(whole, kind)[:12]]


def typed(kind: str, value: Any) -> dict[str, str]:
    """What stands in the fields of a form, by the keys of their rows."""
    return {row.key: typed_text(row, value) for row in rows_in_forms(kind)}


@pytest.mark.parametrize(("whole", "kind", "value"), [*records(DEMO), *records(ODD)])
def test_every_field_reads_back_as_what_it_was(tmp_path: Path, whole: Record, kind: str, value: Any) -> None:
    person_file = person_file_of(tmp_path, whole)
    written = [assignment(key, text) for key, text in typed(kind, value).items() if text]
    edited = edit_record(person_file, value.id, written, yes=True)
    assert edited.differences == ()
    assert find_record(person_file.snapshot(), value.id).value == value


def test_lines_are_shown_in_one_and_saved_as_they_were() -> None:
    text = typed("injections", ODD.injections[0])["reaction"]
    assert text == f"red{NEW_LINE}and warm"
    assert assignment("reaction", text) == "reaction=red\nand warm"


@pytest.mark.parametrize("word", ["phase", "to_phase"])
def test_phases_are_typed_and_shown_from_one(word: str) -> None:
    move = transition(0, "01-20")
    named = field_named("transitions", word)
    assert named is not None
    typing = Typing(move, record(plan(LOADING, EVERY_4_WEEKS)), datetime(2026, 1, 25, tzinfo=UTC), False)
    assert named.read("2", typing) == {"to_phase": 1}
    assert named.read("Maintenance", typing) == {"to_phase": 1}
    with pytest.raises(Refused, match="phase: 0 is not a phase of the plan: write one of 1 Loading"):
        named.read("0", typing)
    assert typed("transitions", move)["to_phase"] == "1"
