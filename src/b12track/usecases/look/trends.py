"""What the daily scores may claim, for the command and for programs.

What always holds: a day to look from chooses which numbers and which picture are shown, and never which verdict is
given; a hunt for the stretch that says something would find one.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.loading import raw_of
from b12track.domain.rules.after_doses import SORENESS, Group, Soreness, soreness_of
from b12track.domain.rules.comparison import Side, comparable
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.rules.numbers import Mean
from b12track.domain.rules.numbers.recent import period
from b12track.domain.rules.regimens import Regimens, regimens_of
from b12track.domain.rules.trends import Trend, trends_of
from b12track.usecases.enter.daily_log import find_kind
from b12track.usecases.person_file import PersonFile


class Trends(NamedTuple):
    """The symptoms looked at, and soreness where it is among them."""

    trends: list[Trend]
    soreness: Soreness | None
    since: date | None = None


def look_at_trends(
    person_file: PersonFile, names: Sequence[str] = (), since: date | None = None, against: int = 1
) -> Trends:
    """The symptoms that are named, or all that are asked for or were ever scored."""
    today = person_file.today
    if since is not None:
        refuse_to_come("since", since, today)
    record = person_file.record()
    wanted = {find_kind(record, name).name for name in names} if names else None
    if against != 1:
        last = len(comparable(regimens_of(record, today)))
        if not 1 <= against <= last:
            right = (
                f"write a number from 1 to {last}" if last > 1 else "write 1" if last else "there is none yet"
            )
            raise Refused("compare", f"there is no earlier regimen {against} to compare with", right)
    soreness = soreness_of(record, today, since or date.min) if wanted is None or SORENESS in wanted else None
    return Trends(trends_of(record, today, wanted, against), soreness, since)


def person_regimens(person_file: PersonFile) -> Regimens:
    """The regimens of somebody as of now."""
    return regimens_of(person_file.record(), person_file.today)


def stretch_mean(trend: Trend, since: date, today: date) -> Mean | None:
    """The mean of the days from one on, where enough of them are logged."""
    return period(trend.days, since, today).mean()


def trend_facts(found: Trends, today: date) -> dict[str, Any]:
    """What `trends --json` says: raw differences, late minus early; null where there is nothing."""
    symptoms = {trend.kind.name: _facts(trend) for trend in found.trends}
    if found.since is not None:
        for trend in found.trends:
            symptoms[trend.kind.name]["since"] = _mean(stretch_mean(trend, found.since, today))
    return {"symptoms": symptoms, "soreness": _soreness(found.soreness)}


def _facts(trend: Trend) -> dict[str, Any]:
    change, wearing_off, plateau, compare = trend.change, trend.wearing_off, trend.plateau, trend.compare
    return {
        "start": _mean(change.start),
        "now": _mean(change.now),
        "change": {key: getattr(change, key) for key in ("delta", "low", "high", "verdict")},
        "wearing_off": {
            key: getattr(wearing_off, key) for key in ("effect", "low", "high", "cycles", "verdict")
        },
        "plateau": {key: getattr(plateau, key) for key in ("delta", "low", "high", "verdict")},
        "compare": compare
        and {
            "before": _side(compare.before),
            "after": _side(compare.after),
            **{key: getattr(compare, key) for key in ("effect", "low", "high", "detectable", "verdict")},
        },
        "logged": {"share": trend.logging.share, "prompt": trend.logging.prompt_share},
    }


def _mean(mean: Mean | None) -> dict[str, Any] | None:
    if mean is None:
        return None
    return {"mean": mean.mean, "days": mean.days, "from": mean.start.isoformat(), "to": mean.end.isoformat()}


def _side(side: Side) -> dict[str, Any]:
    regimen = side.regimen
    return {
        "regimen": {
            "drug": regimen.drug,
            "dose_mcg": regimen.dose_mcg,
            "route": regimen.route,
            "every": raw_of(regimen.every),
        },
        "cycles": side.dips.cycles,
        "dip": side.dips.dip,
        "level": side.dips.level,
        "early_doses": side.early_doses,
    }


def _soreness(found: Soreness | None) -> dict[str, Any] | None:
    """Of each dose the days until it was gone; `seen_gone` is false where it lasted at least that long."""
    if found is None:
        return None
    return {
        "doses": [
            {
                "id": dose.injection.id,
                "date": dose.injection.given_on.isoformat(),
                "days": dose.days.days if dose.days is not None else None,
                "seen_gone": dose.days.is_over if dose.days is not None else None,
            }
            for dose in found.doses
        ],
        "by_site": {group.name: _group(group) for group in found.by_site},
        "by_route": {group.name: _group(group) for group in found.by_route},
        "by_product": {group.name: _group(group) for group in found.by_product},
    }


def _group(group: Group) -> dict[str, Any]:
    """Every value up to five doses, from six the median."""
    return {
        "doses": len(group.values),
        "not_followed": group.not_followed,
        "days": [value.text for value in group.values] if group.median is None else None,
        "median": group.median.text if group.median is not None else None,
    }
