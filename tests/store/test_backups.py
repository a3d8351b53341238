"""A backup for each day with changes, the newest ten."""

import pytest

from b12track.store import backups
from desk import Desk


def test_the_first_change_of_a_day_keeps_the_file_from_before(desk: Desk) -> None:
    desk.clock.next_day()
    evening = desk.path.read_bytes()
    desk.put("notes", "n1")
    desk.put("notes", "n2")
    day = desk.clock().date().isoformat()
    assert (desk.backups / f"{day}.json").read_bytes() == evening
    assert backups.days(desk.backups) == ["2026-03-04", "2026-03-05"]


def test_a_backup_is_itself_a_data_file(desk: Desk) -> None:
    before = desk.exchange()
    desk.clock.next_day()
    desk.put("notes", "n1")
    desk.path.write_bytes((desk.backups / "2026-03-05.json").read_bytes())
    assert desk.exchange() == before
    assert desk.undo().what == "the beginning"


def test_the_newest_ten_days_are_kept(desk: Desk) -> None:
    for number in range(14):
        desk.clock.next_day()
        desk.put("notes", f"n{number}")
    assert backups.days(desk.backups) == [f"2026-03-{day:02}" for day in range(9, 19)]


def test_what_is_not_a_days_backup_stays(desk: Desk) -> None:
    mine = ["mine.json", "2026-01-1x.json", "20260101ab.json", "schema-1-revision-3.json", "2026-01-01.txt"]
    for name in mine:
        (desk.backups / name).write_text("mine")
    for number in range(12):
        desk.clock.next_day()
        desk.put("notes", f"n{number}")
    assert {name for name in mine if (desk.backups / name).exists()} == set(mine)
    assert len(list(desk.backups.iterdir())) == len(mine) + 10


@pytest.mark.parametrize("gone", [True, False])
def test_no_folder_is_no_backups(desk: Desk, gone: bool) -> None:
    assert backups.days(desk.backups / "none" if gone else desk.backups) == ([] if gone else ["2026-03-04"])


def test_a_backup_is_not_changed_by_later_saves(desk: Desk) -> None:
    desk.clock.next_day()
    desk.put("notes", "n1")
    kept = (desk.backups / "2026-03-05.json").read_bytes()
    desk.put("notes", "n2")
    desk.undo()
    assert (desk.backups / "2026-03-05.json").read_bytes() == kept
