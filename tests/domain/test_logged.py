"""How much was logged, and how much of it at once."""

from datetime import UTC, datetime, timedelta

from b12track.domain.rules.logged import Logging, logging_of
from builders import day, logs, record


def test_days_and_those_written_the_same_day_or_the_next() -> None:
    written = [
        log._replace(
            recorded_at=datetime(log.date.year, log.date.month, log.date.day, 21, tzinfo=UTC)
            + timedelta(days=n)
        )
        for n, log in enumerate(logs("01-05", 5, 5, 5, 5))
    ]
    found = logging_of(record(symptoms=written), day("01-05"), day("01-12"), "energy")
    assert found == Logging(4, 8, 2, 4)
    assert (found.share, found.prompt_share) == (0.5, 0.5)


def test_of_logs_that_do_not_say_when_they_were_written_nothing_is_said() -> None:
    found = logging_of(record(symptoms=logs("01-05", 5, 5)), day("01-05"), day("01-06"))
    assert (found.share, found.prompt_share) == (1.0, None)


def test_of_one_symptom_or_of_any() -> None:
    whole = record(symptoms=[*logs("01-05", 5), *logs("01-06", 5, name="fog")])
    assert logging_of(whole, day("01-05"), day("01-06"), "fog").logged == 1
    assert logging_of(whole, day("01-05"), day("01-06")).logged == 2
    assert logging_of(whole, day("01-06"), day("01-05")) == Logging(0, 0, 0, 0)
    assert logging_of(whole, day("01-06"), day("01-05")).share == 0.0
