"""What undo would take back, said before it does."""

from datetime import date
from pathlib import Path

from b12track.domain.record.records import Note
from b12track.usecases.edit.undo import Undoable, next_undo, redo, undo
from b12track.usecases.enter.entries import add_note
from b12track.usecases.enter.injection import draft_injection, record_injection
from b12track.usecases.enter.injection_draft import Given
from builders import LOADING, plan, record
from stage import person_file_of


def test_it_names_the_change_and_whether_dates_move(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(plan(LOADING, set_on="2026-11-16")))
    add_note(person_file, Note("", date(2026, 11, 20), "a cold"))
    assert next_undo(person_file) == Undoable("note of Fri 20 Nov 2026", moves_dates=False)
    draft = draft_injection(person_file.record(), person_file.now, Given(route="IM"))
    record_injection(person_file, draft)
    assert next_undo(person_file) == Undoable("injection of Sat 21 Nov 2026", moves_dates=True)
    assert undo(person_file).what == "injection of Sat 21 Nov 2026"
    assert next_undo(person_file) == Undoable("note of Fri 20 Nov 2026", moves_dates=False)
    redo(person_file)
    assert next_undo(person_file) == Undoable("injection of Sat 21 Nov 2026", moves_dates=True)


def test_where_nothing_was_changed_there_is_nothing(tmp_path: Path) -> None:
    assert next_undo(person_file_of(tmp_path, record())) is None
