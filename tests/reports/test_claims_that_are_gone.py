"""What the page once said though the entries did not: "+0.2 (-17.6 to 18.1)", and "better" of more doses."""

import re
from datetime import date, timedelta

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Phase, Record, SymptomLog
from b12track.reports import text
from b12track.reports.summary import summarise
from builders import LOADING, LOADING_DAYS, dose, overview, plan, record

EVERY_8_WEEKS = Phase("Maintenance", "maintenance", Span("weeks", 8, 8))


def page(whole: Record, today: str) -> str:
    return text.page(summarise(whole, overview(whole, today).now))


def logs(name: str, scores: dict[date, int]) -> list[SymptomLog]:
    return [SymptomLog(f"s{day}", day, {name: score}) for day, score in sorted(scores.items())]


def sore_after_each() -> Record:
    """Six loading doses in twelve days and three of eight weeks, each sore for two days; the last is logged longer."""
    given = [date(2026, int(text[:2]), int(text[3:])) for text in LOADING_DAYS]
    given += [given[-1] + timedelta(weeks=8 * n) for n in range(1, 4)]
    scores = {given[-1] + timedelta(days=after): 0 for after in range(3, 10)} | dict.fromkeys(given, 4)
    for day in given:
        scores = {day + timedelta(days=1): 2, day + timedelta(days=2): 1} | scores
    return record(
        plan(LOADING, EVERY_8_WEEKS),
        injections=[dose(f"{day}") for day in given],
        symptoms=logs("soreness", scores),
    )


def few_and_uneven(name: str) -> Record:
    """Nineteen days in seven months, in runs of the same score."""
    days = [
        "04-26",
        "05-06",
        "05-10",
        "05-14",
        "05-18",
        "05-19",
        "05-20",
        "05-21",
        "05-22",
        "05-25",
        "05-26",
        "05-27",
        "05-29",
        "06-02",
    ]
    days += ["11-03", "11-11", "11-13", "11-19", "11-20"]
    scores = [2, 3, 3, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 0, 0, 0, 0]
    given = [date(2026, 4, 5) + timedelta(weeks=8 * n) for n in range(5)]
    return record(
        plan(EVERY_8_WEEKS, set_on="2026-04-05"),
        injections=[dose(f"{day}") for day in given],
        symptoms=logs(
            name, {date.fromisoformat(f"2026-{day}"): score for day, score in zip(days, scores, strict=True)}
        ),
    )


def test_soreness_is_not_better_because_loading_has_more_doses() -> None:
    said = page(sore_after_each(), "2026-07-23")
    assert "better" not in said
    assert "Soreness, days: " in said


def test_no_range_that_says_nothing_is_printed() -> None:
    for name in ("soreness", "energy"):
        said = page(few_and_uneven(name), "2026-11-21")
        assert all(
            float(high) - float(low) <= 10 for low, high in re.findall(r"\((-?[\d.]+) to (-?[\d.]+)\)", said)
        )
        assert " to " not in next(line for line in said.splitlines() if name in line.casefold())
