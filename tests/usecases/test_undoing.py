"""What undo would take back, said before it does."""

from datetime import date
from pathlib import Path

import pytest

from alex import NOW
from b12track.domain.record.faults import Refused
from b12track.store.edits import Change, Put
from b12track.usecases.edit.change import delete_record, edit_record, redo, undo
from b12track.usecases.edit.latest import latest_changes
from b12track.usecases.enter.daily_log import log_symptoms, mend_log
from b12track.usecases.enter.entries import enter
from b12track.usecases.enter.injection import record_injection
from b12track.usecases.enter.injection_draft import Given, draft_injection
from b12track.usecases.person_file import PersonFile
from builders import LOADING, plan, record
from stage import person_file_of


def coming(person_file: PersonFile) -> tuple[str, bool]:
    [change] = latest_changes(person_file, 1)
    return change.what, change.moves_dates


def test_it_names_the_change_and_whether_dates_move(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(plan(LOADING, set_on="2026-11-16")))
    enter(person_file, "notes", {"text": "a cold", "date": "2026-11-20"})
    assert coming(person_file) == ("note of Fri 20 Nov 2026", False)
    draft = draft_injection(person_file.record(), person_file.now, Given(route="IM"))
    record_injection(person_file, draft)
    assert coming(person_file) == ("injection of Sat 21 Nov 2026", True)
    assert undo(person_file).what == "injection of Sat 21 Nov 2026"
    assert coming(person_file) == ("note of Fri 20 Nov 2026", False)
    redo(person_file)
    assert coming(person_file) == ("injection of Sat 21 Nov 2026", True)


def test_where_nothing_was_changed_there_is_nothing(tmp_path: Path) -> None:
    assert latest_changes(person_file_of(tmp_path, record()), 1) == []


def test_what_was_confirmed_is_taken_back_and_nothing_that_came_meanwhile(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record())
    enter(person_file, "notes", {"text": "first"})
    [shown] = latest_changes(person_file, 1)
    enter(PersonFile(person_file.path, NOW), "notes", {"text": "by another program"})
    before = person_file.path.read_bytes()
    with pytest.raises(Refused, match="another change was saved meanwhile"):
        undo(person_file, shown.token)
    assert person_file.path.read_bytes() == before
    now = latest_changes(person_file, 2)
    assert [change.token for change in now][1] == shown.token
    assert undo(person_file, now[0].token).what == now[0].what
    assert undo(person_file, shown.token).what == shown.what


def said(person_file: PersonFile) -> str:
    [change] = latest_changes(person_file, 1)
    return change.said


def test_a_change_says_what_it_did(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(plan(LOADING, set_on="2026-11-16")))
    log_symptoms(person_file, date(2026, 11, 20), {"energy": 4, "sleep": 5})
    assert said(person_file) == "Energy 4, Sleep 5 for Fri 20 Nov"
    mend_log(person_file, date(2026, 11, 20), {"energy": 10, "sleep": None}, "slept badly\nand woke")
    assert said(person_file) == (
        "Energy 10 (before: 4), Sleep left blank (before: 5), the note “slept badly / and woke” for Fri 20 Nov"
    )
    mend_log(person_file, date(2026, 11, 20), {}, "")
    assert said(person_file) == "no note for Fri 20 Nov"
    note = enter(person_file, "notes", {"text": "a cold", "date": "2026-11-20"}).value
    assert said(person_file) == "Note of Fri 20 Nov 2026: a cold"
    edit_record(person_file, note.id, ["text=a bad cold"])
    assert said(person_file) == "Change to the note of Fri 20 Nov 2026: note: a cold → a bad cold"
    delete_record(person_file, note.id)
    assert said(person_file) == "Deletion of the note of Fri 20 Nov 2026: a bad cold"
    enter(person_file, "notes", {"text": "long " * 400, "date": "2026-11-20"})
    assert len(said(person_file)) == 300 and said(person_file).endswith("…")


def test_a_change_of_many_records_or_of_the_person_says_its_name(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record())
    many = [Put("notes", {"id": f"n{n}", "date": "2026-11-20", "text": "again " * 20}) for n in range(2000)]
    person_file.save(lambda _snapshot, _record: Change("import of many.json", tuple(many)))
    (change,) = latest_changes(person_file, 1)
    assert (change.said, change.moves_dates) == ("Import of many.json", False)
    assert undo(person_file, change.token).what == "import of many.json"
    assert list(person_file.record().notes) == []
