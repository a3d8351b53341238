"""SYMPTOMS and AFTER DOSES: what the daily scores may claim.

What always holds: a number that too few days carry is not given; each direction has its own panel and its own arrow;
the days that the numbers rest on stand beneath them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from b12track.domain.record.intervals import shift
from b12track.domain.record.records import SymptomKind
from b12track.domain.rules.numbers import Mean
from b12track.domain.rules.trends import Trend
from b12track.domain.typed.dates import show_day_range
from b12track.domain.wording.phrases import days
from b12track.domain.wording.trend_words import (
    ARROWS,
    NOT_WHY,
    RANGE,
    change_words,
    difference,
    not_enough,
    one_decimal,
)
from b12track.reports.page import (
    ChartSpot,
    Paragraph,
    Run,
    ScoreRow,
    Scores,
    Section,
    entered,
    entered_label,
    fold,
    join,
    say,
    section,
)
from b12track.reports.scope import Scope

SORENESS = "soreness"
_MOST_ROWS = 10
_MOST_NAMES = 10
_MOST_CHART_MONTHS = 24
_FEWEST_DAYS_DRAWN = 5
_LONGEST_SORE_DAYS = 14
_FEWEST_DOSES = 3
_MOST_REACTIONS = 3
_DAY = timedelta(days=1)


def symptoms(scope: Scope, trends: Sequence[Trend]) -> Section:
    """The table, what it rests on, the chart, late in the cycle and the end of loading."""
    scored = [trend for trend in trends if trend.days]
    if not scored:
        return section("SYMPTOMS")
    shown, left_out = _chosen(scope, scored)
    # Soreness is of a few days after a dose: it wears off by itself, and says nothing of loading.
    lasting = [trend for trend in shown if trend.kind.name != SORENESS]
    return section(
        "SYMPTOMS",
        Scores(tuple(_row(trend) for trend in shown)),
        _rests_on(scope, shown),
        say("Also scored: ", *_names(left_out), ".") if left_out else None,
        _chart(scope, lasting),
        _late(lasting),
        _plateau(lasting),
    )


def _chosen(scope: Scope, scored: Sequence[Trend]) -> tuple[list[Trend], list[Trend]]:
    """As many as there is room for, and the others: none to be watched, or that changed, gives way to one that is not.

    Both stay in their own order.
    """
    first = sorted(scored, key=lambda trend: not (_is_watched(scope, trend.kind) or _speaks(trend)))
    names = {trend.kind.name for trend in first[:_MOST_ROWS]}
    kept = [trend for trend in scored if trend.kind.name in names]
    return kept, [trend for trend in scored if trend.kind.name not in names]


def _is_watched(scope: Scope, kind: SymptomKind) -> bool:
    """Whether the plan says to watch it, by its name or by its label."""
    plan = scope.overview.plan
    watched = [word.casefold() for word in plan.watch] if plan is not None else []
    return kind.name.casefold() in watched or kind.label.casefold() in watched


def _speaks(trend: Trend) -> bool:
    """Whether one of the verdicts says that something changed."""
    changed = trend.change.verdict in ("better", "worse")
    return changed or "yes" in (trend.wearing_off.verdict, trend.plateau.verdict)


def _names(trends: Sequence[Trend]) -> tuple[Run, ...]:
    return join(fold([say(_label(trend)) for trend in trends], _MOST_NAMES, "more"), ", ").runs


def _label(trend: Trend) -> Run:
    return entered_label(trend.kind.label)


def _row(trend: Trend) -> ScoreRow:
    label, arrow, change = _label(trend), ARROWS[trend.kind.good], trend.change
    if change.verdict == "not_enough" or change.start is None or change.now is None:
        return ScoreRow(label, arrow, missing=not_enough(change.missing))
    return ScoreRow(
        label,
        arrow,
        one_decimal(change.start.mean),
        one_decimal(change.now.mean),
        difference(change.delta, change.low, change.high),
        change_words(change),
    )


def _rests_on(scope: Scope, trends: Sequence[Trend]) -> Paragraph | None:
    """The days of the start and of now: once for those that share them, and by name for the others."""
    periods: dict[str, list[Trend]] = {}
    for trend in trends:
        change = trend.change
        if change.verdict != "not_enough" and change.start is not None and change.now is not None:
            begun = "treatment had begun" if change.treated else "before treatment"
            words = f"*{_days_of(scope, change.start)}, {begun}; **{_days_of(scope, change.now)}"
            periods.setdefault(words, []).append(trend)
    groups = sorted(periods.items(), key=lambda group: -len(group[1]))
    said = []
    for number, (words, group) in enumerate(groups):
        names = [*_names(group), Run(": ")] if number else []
        said.append(say(*names, words, "."))
    return join(said) if said else None


def _days_of(scope: Scope, mean: Mean) -> str:
    return f"{show_day_range(mean.start, mean.end, scope.today, weekday=False)}, {days(mean.days)}"


def _chart(scope: Scope, trends: Sequence[Trend]) -> ChartSpot | None:
    """Two panels: the first symptom that is good when high and the first that is good when low.

    What the plan says to watch comes first.
    """
    first = max(scope.first, shift(scope.today, "months", -_MOST_CHART_MONTHS) + _DAY)
    fit = [
        trend.kind
        for trend in sorted(trends, key=lambda trend: not _is_watched(scope, trend.kind))
        if sum(first <= day <= scope.today for day in trend.days) >= _FEWEST_DAYS_DRAWN
    ]
    highs, lows = ([kind for kind in fit if kind.good == good] for good in ("high", "low"))
    kinds = (*highs[:1], *lows[:1]) if highs and lows else tuple(fit[:2])
    if not kinds:
        return None
    cut = f" of the last {_MOST_CHART_MONTHS} months" if first > scope.first else ""
    days_shown = show_day_range(first, scope.today, weekday=False)
    return ChartSpot(kinds, first, scope.today, f"Weekly means{cut}, {days_shown}")


def _late(trends: Sequence[Trend]) -> Paragraph | None:
    """Wearing off, for every symptom, in one sentence."""
    if not trends:
        return None
    found = [
        say(_label(trend), f" {difference(late.effect, late.low, late.high)}, {late.cycles} cycles")
        for trend in trends
        for late in [trend.wearing_off]
        if late.verdict == "yes"
    ]
    said = join([*found, *_without(trends, "wearing_off", "no clear difference")], "; ")
    return say(f"Late against mid-cycle ({RANGE}): ", *said.runs, f". {NOT_WHY}" if found else ".")


def _plateau(trends: Sequence[Trend]) -> Paragraph | None:
    """Worse than at the end of loading; left out where there is no loading to compare with."""
    if all(trend.plateau.before is None for trend in trends):
        return None
    found = [
        say(_label(trend), f" {difference(now.delta, now.low, now.high)}")
        for trend in trends
        for now in [trend.plateau]
        if now.verdict == "yes"
    ]
    worse = [say("worse: ", *join(found, ", ").runs)] if found else []
    said = join([*worse, *_without(trends, "plateau", "not clearly worse")], "; ")
    return say(f"Against the end of loading ({RANGE}): ", *said.runs, f". {NOT_WHY}" if found else ".")


def _without(
    trends: Sequence[Trend], which: Literal["wearing_off", "plateau"], no_words: str
) -> list[Paragraph]:
    """The symptoms whose days say no, and those that have not enough of them, each reason once."""
    said = []
    verdicts = [(trend, trend.wearing_off if which == "wearing_off" else trend.plateau) for trend in trends]
    if no := [trend for trend, found in verdicts if found.verdict == "no"]:
        said.append(say(f"{no_words}: ", *_names(no)))
    reasons: dict[str, list[Trend]] = {}
    for trend, found in verdicts:
        if found.verdict == "not_enough":
            reasons.setdefault(found.missing, []).append(trend)
    # Each with what it needs, as long as that stays short.
    if len(reasons) <= 1 or sum(map(len, reasons.values())) <= 2:
        return said + [say(f"{not_enough(reason)}: ", *_names(group)) for reason, group in reasons.items()]
    unknown = [trend for group in reasons.values() for trend in group]
    return [*said, say("not enough entries: ", *_names(unknown))]


def after_doses(scope: Scope) -> Section:
    """Reactions, and how long soreness lasted."""
    return section("AFTER DOSES", join([_reactions(scope), _soreness(scope)]) if scope.doses else None)


def _reactions(scope: Scope) -> Paragraph:
    found = [i for i in reversed(scope.doses) if i.reaction]
    said = [say(f"{scope.on(i.given_on)} ", entered(i.reaction, 80)) for i in found]
    return say("Reactions: ", *(join(fold(said, _MOST_REACTIONS), "; ").runs or ("none recorded",)), ".")


def _soreness(scope: Scope) -> Paragraph:
    """Over the doses after which soreness was scored until it was gone."""
    scores = {log.date: log.scores[SORENESS] for log in scope.record.symptoms if SORENESS in log.scores}
    every_day = sorted({i.given_on for i in scope.record.injections})
    following = dict(pairwise(every_day))
    given = sorted({i.given_on for i in scope.doses})
    spells = [_sore_days(scores, day, following.get(day, scope.today + _DAY)) for day in given]
    logged = [spell for spell in spells if spell is not None]
    if len(logged) < _FEWEST_DOSES:
        return say(
            f"Soreness: not enough entries (logged until gone after {len(logged)} of {len(given)} doses)."
        )
    sore = [spell for spell in logged if spell]
    if not sore:
        return say(f"No soreness after {len(logged)} doses logged.")
    low, high = min(sore), max(sore)
    how_long = days(low) if low == high else f"{low}-{high} days"
    return say(f"Soreness lasted {how_long} after {len(sore)} of {len(logged)} doses logged.")


def _sore_days(scores: Mapping[date, int], given_on: date, next_on: date) -> int | None:
    """How many days were sore in a row from the dose on; None where that was not logged until it was gone.

    Where the evening of the dose was not logged, the day after it begins.
    """
    start = given_on if given_on in scores else given_on + _DAY
    for after in range(_LONGEST_SORE_DAYS + 1):
        day = start + timedelta(days=after)
        if day >= next_on or day not in scores:
            return None
        if scores[day] == 0:
            return (day - given_on).days if after else 0
    return None
