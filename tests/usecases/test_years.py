"""A picture decodes the years that it shows, and shows the same as from everything."""

from datetime import date
from pathlib import Path

import pytest

from b12track.domain.record.kinds import shown_kinds
from b12track.domain.record.records import Lab
from b12track.usecases.look.charts import draw_trend
from b12track.usecases.look.years import RANGES, days_of_range, record_of_days
from builders import ALEX, logs, record
from stage import person_file_of

LAB = Lab("l1", date(2023, 3, 1), "b12", 140, "ng/L")
RECORD = record(person=ALEX, symptoms=logs("2024-05-01", *[5, 6, 4] * 300), labs=[LAB])


@pytest.mark.parametrize("name", RANGES)
def test_a_picture_of_some_years_is_that_of_all(tmp_path: Path, name: str) -> None:
    person_file = person_file_of(tmp_path, RECORD)
    first, last = days_of_range(person_file, name)
    kind = shown_kinds(RECORD)[0]
    seen = record_of_days(person_file, first, last)
    assert draw_trend(seen, kind, first, last, 80, 20) == draw_trend(RECORD, kind, first, last, 80, 20)
    assert all(log.date.year >= first.year for log in seen.symptoms)


@pytest.mark.parametrize(
    ("name", "now", "first"),
    [
        ("1 month", "2026-11-21", date(2026, 10, 22)),
        ("1 month", "2026-03-31", date(2026, 3, 1)),
        ("3 months", "2026-11-21", date(2026, 8, 22)),
        ("1 year", "2028-02-29", date(2027, 3, 1)),
        ("1 year", "1900-01-01", date(1899, 1, 2)),
        ("all", "2024-01-01", date(2024, 1, 1)),
    ],
)
def test_a_range_goes_back_from_today(tmp_path: Path, name: str, now: str, first: date) -> None:
    person_file = person_file_of(tmp_path, RECORD, now)
    assert days_of_range(person_file, name) == (first, date.fromisoformat(now))


def test_all_begins_with_the_first_log_or_with_the_first_result(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, RECORD)
    assert days_of_range(person_file, "all") == (date(2024, 5, 1), date(2026, 11, 21))
    assert days_of_range(person_file, "all", [LAB]) == (date(2023, 3, 1), date(2026, 11, 21))


def test_nothing_logged_is_a_picture_of_today(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(person=ALEX))
    assert days_of_range(person_file, "all") == (date(2026, 11, 21), date(2026, 11, 21))
