"""How much was logged, and how much of it at once."""

from datetime import UTC, datetime, timedelta

from b12track.domain.rules.logged import Logging, logging_of, written_of
from b12track.domain.rules.trends import trends_of
from builders import day, logs, record


def test_days_and_those_written_the_same_day_or_the_next() -> None:
    written = [
        log._replace(
            recorded_at=datetime(log.date.year, log.date.month, log.date.day, 21, tzinfo=UTC)
            + timedelta(days=n)
        )
        for n, log in enumerate(logs("01-05", 5, 5, 5, 5))
    ]
    days = {log.date for log in written}
    found = logging_of(days, written_of(record(symptoms=written)), day("01-05"), day("01-12"))
    assert found == Logging(4, 8, 2, 4)
    assert (found.share, found.prompt_share) == (0.5, 0.5)


def test_of_logs_that_do_not_say_when_they_were_written_nothing_is_said() -> None:
    days = {day("01-05"), day("01-06")}
    written = written_of(record(symptoms=logs("01-05", 5, 5)))
    found = logging_of(days, written, day("01-05"), day("01-06"))
    assert (found.share, found.prompt_share) == (1.0, None)


def test_of_each_symptom_its_own_days_from_its_first_on() -> None:
    whole = record(symptoms=[*logs("01-05", 5), *logs("01-06", 5, name="fog")])
    found = {trend.kind.name: trend.logging for trend in trends_of(whole, day("01-08"))}
    assert (found["energy"], found["fog"]) == (Logging(1, 4, 0, 0), Logging(1, 3, 0, 0))


def test_where_nothing_was_logged_there_is_no_share() -> None:
    found = logging_of(set(), written_of(record()), day("01-06"), day("01-05"))
    assert found == Logging(0, 0, 0, 0) and found.share == 0.0
