"""The evening log: which day it asks about, what that day holds, and the weeks before it as small pictures.

What always holds: between midnight and four the question is about the evening before. Only the logs of the years that
are looked at are decoded, because the first picture must not wait for fifty of them.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from b12track.charts.strip import strip
from b12track.domain.record.records import Record, SymptomLog
from b12track.usecases.enter.daily_log import Logged, log_of, log_symptoms, mend_log, shown_kinds
from b12track.usecases.person_file import PersonFile

__all__ = ["Logged", "evening_of", "log_on", "mend_log", "save_log", "shown_kinds", "strips"]

_NIGHT_ENDS = 4
_STRIP_DAYS = 56


def evening_of(now: datetime) -> date:
    """The day that "how was today?" is about."""
    return now.date() - timedelta(days=1) if now.hour < _NIGHT_ENDS else now.date()


def log_on(person_file: PersonFile, day: date) -> SymptomLog | None:
    """What is saved of a day."""
    return log_of(person_file.snapshot(), day)


def save_log(person_file: PersonFile, day: date, scores: Mapping[str, int], note: str) -> Logged:
    """Save a day that was not yet logged; what another program saved meanwhile stays."""
    return log_symptoms(person_file, day, scores, note)


def strips(person_file: PersonFile, record: Record, last_day: date, columns: int) -> dict[str, str]:
    """The last eight weeks of each symptom that is asked for, a block for one, two or four days as there is room."""
    days_each = next((each for each in (1, 2, 4) if _STRIP_DAYS // each <= columns), 0)
    if not days_each:
        return {}
    scores = _scores(person_file, last_day - timedelta(days=_STRIP_DAYS - 1), last_day)
    return {kind.name: strip(_means(scores, kind.name, last_day, days_each)) for kind in shown_kinds(record)}


def _means(
    scores: Mapping[date, Mapping[str, int]], name: str, last_day: date, days_each: int
) -> list[float | None]:
    found: list[float | None] = []
    for first in range(_STRIP_DAYS - 1, -1, -days_each):
        days = [last_day - timedelta(days=first - step) for step in range(days_each)]
        values = [scores[day][name] for day in days if name in scores.get(day, {})]
        found.append(sum(values) / len(values) if values else None)
    return found


def _scores(person_file: PersonFile, first: date, last: date) -> dict[date, Mapping[str, int]]:
    snapshot = person_file.snapshot()
    return {
        date.fromisoformat(raw["date"]): raw["scores"]
        for year in range(first.year, last.year + 1)
        for raw in snapshot.documents_of_year("symptoms", year)
        if first.isoformat() <= raw["date"] <= last.isoformat()
    }
