"""What the daily scores may claim, for the command and for programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from b12track.domain.record.faults import Refused
from b12track.domain.rules.numbers import Mean
from b12track.domain.rules.trends import Trend, trends_of
from b12track.domain.typed.dates import show_date
from b12track.usecases.enter.daily_log import find_kind
from b12track.usecases.person_file import PersonFile


def look_at_trends(
    person_file: PersonFile, names: Sequence[str] = (), since: date | None = None
) -> list[Trend]:
    """The symptoms that are named, or all that are asked for or were ever scored; from a day on, if that is asked."""
    if since is not None and since > person_file.today:
        raise Refused(
            "since",
            f"{show_date(since)} is still to come",
            f"write a day up to {show_date(person_file.today)}",
        )
    record = person_file.record()
    wanted = {find_kind(record, name).name for name in names} if names else None
    return trends_of(record, person_file.today, since, wanted)


def trend_facts(trends: Sequence[Trend]) -> dict[str, Any]:
    """What `trends --json` says: raw differences, late minus early; null where there is nothing."""
    return {"symptoms": {trend.kind.name: _facts(trend) for trend in trends}}


def _facts(trend: Trend) -> dict[str, Any]:
    change, wearing_off, plateau = trend.change, trend.wearing_off, trend.plateau
    return {
        "start": _mean(change.start),
        "now": _mean(change.now),
        "change": {key: getattr(change, key) for key in ("delta", "low", "high", "verdict")},
        "wearing_off": {
            key: getattr(wearing_off, key) for key in ("effect", "low", "high", "cycles", "verdict")
        },
        "plateau": {key: getattr(plateau, key) for key in ("delta", "low", "high", "verdict")},
    }


def _mean(mean: Mean | None) -> dict[str, Any] | None:
    if mean is None:
        return None
    return {"mean": mean.mean, "days": mean.days, "from": mean.start.isoformat(), "to": mean.end.isoformat()}
