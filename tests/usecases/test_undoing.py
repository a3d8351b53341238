"""What undo would take back, said before it does."""

from datetime import date
from pathlib import Path

from b12track.domain.records import Note
from b12track.usecases.drafts import Given
from b12track.usecases.entries import add_note
from b12track.usecases.injections import draft_injection, record_injection
from b12track.usecases.undoing import Undoable, next_undo, redo, undo
from builders import LOADING, plan, record
from stage import desk_of


def test_it_names_the_change_and_whether_dates_move(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, record(plan(LOADING, set_on="2026-11-16")))
    add_note(desk, Note("", date(2026, 11, 20), "a cold"))
    assert next_undo(desk) == Undoable("note of Fri 20 Nov 2026", moves_dates=False)
    draft = draft_injection(desk.record(), desk.now, Given(route="IM"))
    record_injection(desk, draft)
    assert next_undo(desk) == Undoable("injection of Sat 21 Nov 2026", moves_dates=True)
    assert undo(desk).what == "injection of Sat 21 Nov 2026"
    assert next_undo(desk) == Undoable("note of Fri 20 Nov 2026", moves_dates=False)
    redo(desk)
    assert next_undo(desk) == Undoable("injection of Sat 21 Nov 2026", moves_dates=True)


def test_where_nothing_was_changed_there_is_nothing(tmp_path: Path) -> None:
    assert next_undo(desk_of(tmp_path, record())) is None
