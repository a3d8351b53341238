"""A backup for each day with changes: the newest ten, then one a week, then one a month."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from b12track.store.disk import backups, disk
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


def test_the_newest_ten_days_are_kept_and_one_of_each_week_before(person_file: PersonFile) -> None:
    for number in range(14):
        person_file.clock.next_day()
        person_file.put("notes", f"n{number}")
    assert backups.days(person_file.backups) == ["2026-03-04", *(f"2026-03-{day:02}" for day in range(9, 19))]


def simulated(today: date, days: int, *jumps: tuple[int, str]) -> list[str]:
    """The copies after so many days with changes; on some days the clock says another date."""
    kept: set[str] = set()
    wrong = dict(jumps)
    for number in range(days):
        day = wrong.get(number, (today + timedelta(days=number)).isoformat())
        kept |= {day}
        kept -= set(backups.thinned(kept, day))
    return sorted(kept)


def test_after_three_years_there_is_a_copy_of_each_month_of_two() -> None:
    end = date(2026, 3, 4) + timedelta(days=3 * 365 - 1)
    kept = simulated(date(2026, 3, 4), 3 * 365)
    assert kept[-10:] == [(end - timedelta(days=number)).isoformat() for number in reversed(range(10))]
    older = kept[:-10]
    assert len(older) == backups.WEEKS + backups.MONTHS
    weeks = {date.fromisoformat(day).isocalendar()[:2] for day in older[-backups.WEEKS :]}
    assert len(weeks) == backups.WEEKS
    months = {day[:7] for day in older[: backups.MONTHS]}
    assert len(months) == backups.MONTHS


def test_who_changes_something_once_a_month_keeps_years() -> None:
    kept: set[str] = set()
    for number in range(60):
        day = f"{2026 + number // 12}-{number % 12 + 1:02}-15"
        kept |= {day}
        kept -= set(backups.thinned(kept, day))
    assert len(kept) == backups.DAYS + backups.WEEKS + backups.MONTHS


@pytest.mark.parametrize("wrong", ["2099-01-01", "1970-01-01", "2026-12-31", "2024-02-29"])
def test_a_day_with_a_wrong_clock_costs_no_copy_of_another_day(wrong: str) -> None:
    plain = simulated(date(2026, 3, 4), 365)
    jumped = simulated(date(2026, 3, 4), 365, (200, wrong))
    assert len(set(plain) - set(jumped)) <= 1, (
        "the day itself had another name, and one copy at most gave way to it"
    )
    assert len(jumped) >= len(plain)


def test_a_copy_dated_after_now_is_kept_and_not_counted(person_file: PersonFile) -> None:
    today = person_file.clock.time
    person_file.clock.time = today.replace(year=2099)
    person_file.put("notes", "with the wrong clock")
    person_file.clock.time = today
    for number in range(10):
        person_file.clock.next_day()
        person_file.put("notes", f"n{number}")
    assert backups.days(person_file.backups)[-11:] == [
        *(f"2026-03-{day:02}" for day in range(5, 15)),
        "2099-03-04",
    ]


def test_what_is_not_a_days_backup_stays(person_file: PersonFile) -> None:
    mine = ["mine.json", "2026-01-1x.json", "20260101ab.json", "schema-1-revision-3.json", "2026-01-01.txt"]
    for name in mine:
        (person_file.backups / name).write_text("mine")
    for number in range(12):
        person_file.clock.next_day()
        person_file.put("notes", f"n{number}")
    assert {name for name in mine if (person_file.backups / name).exists()} == set(mine)
    assert len(list(person_file.backups.iterdir())) == len(mine) + 11, "ten days, and one of the week before"


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


def test_a_year_of_days_with_a_wrong_clock_now_and_then_and_a_disk_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails on the way, no copy goes that should stay, and each that is there is whole."""
    target, folder = tmp_path / "alex.json", tmp_path / "copies"
    begin, expected = date(2026, 3, 4), set[str]()
    wrong = {100: "2099-12-31", 101: "1970-01-01", 250: "2026-03-05", 300: "2027-06-01"}
    remove = disk.remove

    def failing(_: Path) -> None:
        raise OSError(5, "Input/output error")

    for number in range(365):
        day = wrong.get(number, (begin + timedelta(days=number)).isoformat())
        target.unlink(missing_ok=True)
        target.write_text(day)
        monkeypatch.setattr(disk, "remove", failing if number % 7 == 3 else remove)
        with suppress(OSError):
            backups.keep_day(target, folder, day)
        expected |= {day}
        expected -= set(backups.thinned(expected, day))
        there = set(backups.days(folder))
        assert there >= expected, number
        assert all((folder / f"{each}.json").read_text() == each for each in there - {"2026-03-05"})
    assert len(backups.days(folder)) <= len(expected) + 7, "what could not be removed goes the next day"
    assert {"2099-12-31", "2027-06-01"} <= set(backups.days(folder))
