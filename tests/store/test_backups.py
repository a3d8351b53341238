"""A backup for each day with changes, the newest ten."""

import pytest

from b12track.store.disk import backups
from person_files import PersonFile


def test_the_first_change_of_a_day_keeps_the_file_from_before(person_file: PersonFile) -> None:
    person_file.clock.next_day()
    evening = person_file.path.read_bytes()
    person_file.put("notes", "n1")
    person_file.put("notes", "n2")
    day = person_file.clock().date().isoformat()
    assert (person_file.backups / f"{day}.json").read_bytes() == evening
    assert backups.days(person_file.backups) == ["2026-03-04", "2026-03-05"]


def test_a_backup_is_itself_a_data_file(person_file: PersonFile) -> None:
    before = person_file.exchange()
    person_file.clock.next_day()
    person_file.put("notes", "n1")
    person_file.path.write_bytes((person_file.backups / "2026-03-05.json").read_bytes())
    assert person_file.exchange() == before
    assert person_file.undo().what == "the beginning"


def test_the_newest_ten_days_are_kept(person_file: PersonFile) -> None:
    for number in range(14):
        person_file.clock.next_day()
        person_file.put("notes", f"n{number}")
    assert backups.days(person_file.backups) == [f"2026-03-{day:02}" for day in range(9, 19)]


def test_what_is_not_a_days_backup_stays(person_file: PersonFile) -> None:
    mine = ["mine.json", "2026-01-1x.json", "20260101ab.json", "schema-1-revision-3.json", "2026-01-01.txt"]
    for name in mine:
        (person_file.backups / name).write_text("mine")
    for number in range(12):
        person_file.clock.next_day()
        person_file.put("notes", f"n{number}")
    assert {name for name in mine if (person_file.backups / name).exists()} == set(mine)
    assert len(list(person_file.backups.iterdir())) == len(mine) + 10


@pytest.mark.parametrize("gone", [True, False])
def test_no_folder_is_no_backups(person_file: PersonFile, gone: bool) -> None:
    assert backups.days(person_file.backups / "none" if gone else person_file.backups) == (
        [] if gone else ["2026-03-04"]
    )


def test_a_backup_is_not_changed_by_later_saves(person_file: PersonFile) -> None:
    person_file.clock.next_day()
    person_file.put("notes", "n1")
    kept = (person_file.backups / "2026-03-05.json").read_bytes()
    person_file.put("notes", "n2")
    person_file.undo()
    assert (person_file.backups / "2026-03-05.json").read_bytes() == kept
