"""A made-up year of one person's records, for pictures: the same values on every run."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from b12track.domain.record.records import Injection, Note, SymptomKind, SymptomLog

FIRST = date(2026, 1, 5)
LAST = date(2026, 11, 21)
ENERGY = SymptomKind("energy", "Energy", "worn out", "full of energy", "high")
TINGLING = SymptomKind("tingling", "Tingling or numbness", "never", "all the time", "low")
LOADING = [FIRST + timedelta(days=days) for days in (0, 2, 4, 7, 9, 11)]
MAINTENANCE = [LOADING[-1] + timedelta(days=56 * number) for number in range(1, 6)]
PHASES = [
    ("Loading", FIRST, LOADING[-1]),
    ("Maintenance, every 8 weeks", LOADING[-1] + timedelta(days=1), None),
]
NOTES = [Note("n1", date(2026, 2, 10), "started metformin"), Note("n2", date(2026, 7, 2), "flu")]


def injected(day: date, counts: bool = True) -> Injection:
    """A dose on a day."""
    at = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    return Injection(f"i{day.isoformat()}", at, "hydroxocobalamin", 1000, "IM", counts=counts)


INJECTIONS = [injected(day) for day in (*LOADING, *MAINTENANCE)] + [injected(date(2026, 9, 27), counts=False)]


def logged(day: date, **scores: int) -> SymptomLog:
    """The scores of a day."""
    return SymptomLog(f"s{day.isoformat()}", day, scores)


def year() -> list[SymptomLog]:
    """Energy rises and wears off in the last two weeks of a cycle; a month in early summer is not logged."""
    random = Random(3)
    logs: list[SymptomLog] = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        noise = random.gauss(0, 0.8)
        if random.random() < 1 / 7 or 140 < number < 165:
            continue
        since = min((day - dose).days for dose in (*LOADING, *MAINTENANCE) if dose <= day)
        energy = 3 + 3 * min(number / 90, 1) - max(0, since - 40) / 7 + noise
        tingling = 7 - 4 * min(number / 150, 1) + max(0, since - 42) / 14 - noise
        logs.append(logged(day, energy=_score(energy), tingling=_score(tingling)))
    return logs


def _score(value: float) -> int:
    return max(0, min(10, round(value)))
