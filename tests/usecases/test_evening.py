"""The evening log behind the screen: its day, its scores, its small pictures."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import SymptomLog
from b12track.usecases.enter.daily_log import evening_of, log_on, log_symptoms, mend_log, strips
from builders import record
from stage import person_file_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-21T00:00", "2026-11-20"),
        ("2026-11-21T03:59", "2026-11-20"),
        ("2026-11-21T04:00", "2026-11-21"),
        ("2026-11-21T23:59", "2026-11-21"),
        ("2026-01-01T01:00", "2025-12-31"),
    ],
)
def test_between_midnight_and_four_it_is_about_the_evening_before(moment: str, day: str) -> None:
    assert evening_of(datetime.fromisoformat(moment)).isoformat() == day


def test_mending_replaces_what_was_asked_and_keeps_the_rest(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record())
    log_symptoms(person_file, TODAY, {"energy": 4, "fog": 6}, "a note")
    mend_log(person_file, TODAY, {"energy": None, "sleep": 3}, "another")
    log = log_on(person_file, TODAY)
    assert log is not None
    assert (dict(log.scores), log.note) == ({"fog": 6, "sleep": 3}, "another")
    with pytest.raises(Refused):
        mend_log(person_file, TODAY, {"fog": None, "sleep": None}, "")


def logs(days: int) -> list[SymptomLog]:
    return [SymptomLog(f"s{n}", TODAY - timedelta(days=n), {"energy": n % 11}) for n in range(days)]


@pytest.mark.parametrize(("columns", "wide"), [(56, 56), (55, 28), (28, 28), (27, 14), (14, 14), (13, 0)])
def test_strips_are_as_wide_as_there_is_room(columns: int, wide: int, tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(symptoms=logs(60)))
    found = strips(person_file, person_file.record(), TODAY, columns)
    assert {len(blocks) for blocks in found.values()} == ({wide} if wide else set())


def test_strips_reach_over_the_turn_of_the_year_and_leave_gaps(tmp_path: Path) -> None:
    day = date(2026, 1, 10)
    there = [SymptomLog("s1", day, {"energy": 10}), SymptomLog("s2", date(2025, 12, 30), {"energy": 0})]
    person_file = person_file_of(tmp_path, record(symptoms=there))
    energy = strips(person_file, person_file.record(), day, 56)["energy"]
    assert energy[-1] == "█"
    assert energy[-12] == "▁"
    assert energy.count("·") == 54
