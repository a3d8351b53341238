"""Flags that rest on the numbers: late in the cycle, against the end of loading, against the start.

What always holds: they look every day, at several symptoms, and so they ask more than the numbers themselves do. The
level of 5 % is shared among the symptoms, and the range printed is that of the share; `worse` and `plateau` are raised
only where the verdict holds and held as of one window earlier, so that one bad stretch of days raises neither.

Measured on made-up years of four symptoms without an effect, a dose every 4 weeks, where they are told of most: any of
the three flags is up in 13.3 of 100 at a correlation of 0.6 (8,800 years, known to 1.4) and in 10 without any (4,000
years), where 15 are promised. Rejected: half of the share for `worse` and `plateau`, whose start is the same at every
look of the year; it makes 9 and 7 of them, and takes from what is told to somebody who is worse more than the promise
asks.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from b12track.domain.record.records import SymptomKind
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.numbers import ChangeVerdict, Plateau
from b12track.domain.rules.numbers.noise import LEVEL
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.trends import Days, DoseHistory, days_of, dose_history, looked_at
from b12track.domain.wording.trend_words import plateau_flag, wearing_off_flag, worse_flag


def verdicts(overview: Overview) -> Iterator[Flag]:
    """Each symptom whose days carry a verdict that needs an eye; with a new dose it is a new flag."""
    if overview.last is None:
        return
    record, today = overview.record, overview.today
    records = (overview.last.id,)
    kinds = looked_at(record, overview.plan)
    days = days_of(record, [kind.name for kind in kinds], today)
    history = dose_history(record, today)
    level = LEVEL / max(len(kinds), 1)
    for kind in kinds:
        scored, name = days[kind.name], kind.name
        worn = history.wearing_off(scored, kind, today, level)
        if worn.verdict == "yes":
            yield Flag("wearing_off", "notice", wearing_off_flag(worn, kind, today), records, name)
        fallen = lasting_plateau(history, scored, kind, today, level)
        if fallen is not None:
            yield Flag("plateau", "notice", plateau_flag(fallen, kind, today), records, name)
        worse = lasting_worse(history, scored, kind, today, level)
        if worse is not None:
            yield Flag("worse", "notice", worse_flag(worse, kind, today), records, name)


def lasting_worse(
    history: DoseHistory, days: Days, kind: SymptomKind, today: date, level: float
) -> ChangeVerdict | None:
    """Worse than at the start, today and one window earlier."""
    found = history.change(days, kind, today, level)
    if found.verdict != "worse" or found.now is None:
        return None
    earlier = today - (found.now.end - found.now.start) - timedelta(days=1)
    return found if history.change(days, kind, earlier, level).verdict == "worse" else None


def lasting_plateau(
    history: DoseHistory, days: Days, kind: SymptomKind, today: date, level: float
) -> Plateau | None:
    """Worse than at the end of loading, today and one window earlier."""
    found = history.plateau(days, kind, today, level)
    if found.verdict != "yes" or found.now is None:
        return None
    earlier = today - (found.now.end - found.now.start) - timedelta(days=1)
    return found if history.plateau(days, kind, earlier, level).verdict == "yes" else None
