"""The made-up year: valid on any day, the same every time, and a story worth looking at."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.domain.record import document
from b12track.domain.record.records import Record
from b12track.domain.reference.demo import demo_record
from b12track.domain.rules import flags
from b12track.domain.rules.overview import overview_of
from b12track.domain.rules.trends import trends_of

TODAY = date(2026, 11, 21)


def at_evening(record: Record, today: date) -> set[tuple[str, str]]:
    overview = overview_of(record, datetime(today.year, today.month, today.day, 21, tzinfo=UTC))
    return {(flag.code, flag.severity) for flag in flags.flags_of(overview)}


@given(st.dates(date(1900, 1, 1), date.max))
@settings(max_examples=25)
def test_every_day_has_a_valid_year(today: date) -> None:
    assert list(document.check(document.write(demo_record(today)))) == []


def test_the_same_day_gives_the_same_year() -> None:
    assert demo_record(TODAY) == demo_record(TODAY)


def test_the_dice_fall_alike_in_every_python() -> None:
    logs = demo_record(TODAY).symptoms[:3]
    assert [dict(log.scores) for log in logs] == [
        {"energy": 3, "sleep": 5, "tingling": 7, "soreness": 1},
        {"energy": 3, "sleep": 5, "tingling": 7, "soreness": 1},
        {"energy": 2, "sleep": 5, "tingling": 6, "soreness": 2},
    ]


@pytest.mark.parametrize("later", range(7))
def test_the_story_is_told_on_every_day_of_the_week(later: int) -> None:
    today = TODAY + timedelta(days=later)
    record = demo_record(today)
    trends = {trend.kind.name: trend for trend in trends_of(record, today)}
    assert {name: trends[name].change.verdict for name in ("energy", "sleep", "tingling")} == {
        "energy": "better",
        "sleep": "no_clear_change",
        "tingling": "better",
    }
    assert trends["energy"].wearing_off.verdict == "yes"
    assert at_evening(record, today) == {("wearing_off", "notice"), ("review_due", "notice")}


def test_one_dose_was_late_and_the_rest_were_on_time() -> None:
    overview = overview_of(demo_record(TODAY), datetime(2026, 11, 21, 14, 5, tzinfo=UTC))
    course = overview.course
    assert course is not None
    assert [timing for timing in course.timings.values() if timing.kind != "on_time"] == [("late", 7)]
    assert (overview.status.name, overview.status.days_until) == ("upcoming", 34)
    assert not course.to_confirm
    assert course.phase.name == "Maintenance"


def test_the_record_is_as_good_and_as_patchy_as_a_persons_own() -> None:
    record = demo_record(TODAY)
    days = (TODAY - record.plans[0].set_on).days
    assert 0.80 < len(record.symptoms) / days < 0.92
    assert record.symptoms[-1].date == TODAY - timedelta(days=1)
    assert sum(1 for injection in record.injections if not injection.lot) == 2
    late = [i for i in record.injections if i.recorded_at and (i.recorded_at - i.given_at).days > 7]
    assert len(late) == 3
    assert record.labs and record.visits and record.notes and record.questions and record.supplies
    # As plain text it holds nothing that a terminal, a page or a spreadsheet would have to be protected from.
    assert json.dumps(document.write(record)).isprintable()


def test_every_day_says_when_it_was_written_down() -> None:
    record = demo_record(TODAY)
    lags = [(log.recorded_at.date() - log.date).days for log in record.symptoms if log.recorded_at]
    assert len(lags) == len(record.symptoms)
    assert min(lags) == 0 and lags.count(1) > 10 and 3 <= sum(lag > 1 for lag in lags) <= 7
    assert all(log.recorded_at.date() < TODAY for log in record.symptoms if log.recorded_at)
