"""DATA, SYMPTOMS, YEAR and AFTER DOSES: what was logged, and what the daily scores may claim.

What always holds: DATA stands before any number, because everything rests on it; its days are those of the page, from
the first one logged on, and its whole cycles those of the plan in force that a next dose ended. A number that too few
days carry is not given; each direction has its own panel and its own arrow; the days that the numbers rest on stand
beneath them.
"""

from collections.abc import Sequence
from datetime import timedelta

from b12track.domain.record.intervals import shift
from b12track.domain.rules.after_doses import soreness_of
from b12track.domain.rules.logged import logging_of, written_of
from b12track.domain.rules.numbers import Mean
from b12track.domain.rules.numbers.days import logged
from b12track.domain.rules.trends import DoseHistory, Trend
from b12track.domain.typed.dates import show_day_range
from b12track.domain.typed.terms import site_label
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.phrases import days
from b12track.domain.wording.soreness_words import soreness_words
from b12track.domain.wording.trend_words import (
    ARROWS,
    change_is_off_by_rounding,
    change_words,
    difference,
    logging_sentence,
    not_enough,
    one_decimal,
)
from b12track.reports.cycles import against, names
from b12track.reports.page import (
    ChartSpot,
    Paragraph,
    ScoreRow,
    Scores,
    Section,
    entered,
    entered_label,
    fill,
    fold,
    join,
    say,
    section,
    several,
)
from b12track.reports.scope import Scope, is_watched

_MOST_ROWS = 10
_MOST_CHART_MONTHS = 24
_FEWEST_DAYS_DRAWN = 5
_MOST_REACTIONS = 3
_DAY = timedelta(days=1)


def data(scope: Scope, history: DoseHistory) -> Section:
    """Whether all of the record could be read, days logged, how many of them at once, and whole cycles."""
    said = say(phrases.NOTHING_LOGGED)
    if days_logged := {log.date for log in scope.record.symptoms if log.scores and scope.holds(log.date)}:
        found = logging_of(days_logged, written_of(scope.record), min(days_logged), scope.today)
        said = say(logging_sentence(found))
        if (run := history.regimens.in_force) is not None:
            said = join([said, several(len(run.cycles), phrases.WHOLE_CYCLES)])
    return section(phrases.DATA, say(phrases.NOT_CERTAIN) if scope.overview.doubts else None, said)


def symptoms(scope: Scope, trends: Sequence[Trend]) -> Section:
    """The table, what it rests on, and the end of loading."""
    if not trends:
        return section(phrases.SYMPTOMS)
    shown, left_out = _chosen(scope, trends)
    return section(
        phrases.SYMPTOMS,
        Scores(tuple(_row(trend) for trend in shown)),
        _rests_on(scope, shown),
        fill(phrases.ALSO_SCORED, symptoms=names(left_out)) if left_out else None,
        against(shown, "plateau") if any(trend.plateau.before is not None for trend in shown) else None,
    )


def year(scope: Scope, trends: Sequence[Trend]) -> Section:
    """The weeks of two symptoms, with doses, treatments and notes.

    They are the first that is good when high and the first that is good when low; what the plan says to watch comes
    first.
    """
    first = max(scope.first, shift(scope.today, "months", -_MOST_CHART_MONTHS) + _DAY)
    fit = [
        trend.kind
        for trend in sorted(trends, key=lambda trend: not is_watched(scope, trend.kind))
        if len(logged(trend.days, first.toordinal(), scope.today.toordinal() + 1)) >= _FEWEST_DAYS_DRAWN
    ]
    highs, lows = ([kind for kind in fit if kind.good == good] for good in ("high", "low"))
    kinds = (*highs[:1], *lows[:1]) if highs and lows else tuple(fit[:2])
    if not kinds:
        return section(phrases.YEAR, say(phrases.NO_PICTURE))
    phrase = phrases.YEAR_CAPTION_CUT if first > scope.first else phrases.YEAR_CAPTION
    shown = show_day_range(first, scope.today, weekday=False)
    caption = fill(phrase, number=_MOST_CHART_MONTHS, days=shown)
    return section(phrases.YEAR, ChartSpot(kinds, first, scope.today, caption))


def _chosen(scope: Scope, scored: Sequence[Trend]) -> tuple[list[Trend], list[Trend]]:
    """As many as there is room for, and the others: none to be watched, or that changed, gives way to one that is not.

    Both stay in their own order.
    """
    first: list[Trend] = []
    others: list[Trend] = []
    for trend in scored:
        changed = trend.change.verdict in ("better", "worse")
        changed = changed or "yes" in (trend.wearing_off.verdict, trend.plateau.verdict)
        (first if changed or is_watched(scope, trend.kind) else others).append(trend)
    names = {trend.kind.name for trend in [*first, *others][:_MOST_ROWS]}
    kept = [trend for trend in scored if trend.kind.name in names]
    return kept, [trend for trend in scored if trend.kind.name not in names]


def _row(trend: Trend) -> ScoreRow:
    label, arrow, change = entered_label(trend.kind.label), ARROWS[trend.kind.good], trend.change
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
            phrase = phrases.RESTS_ON_TREATED if change.treated else phrases.RESTS_ON
            days = phrase.format(start=_days_of(scope, change.start), now=_days_of(scope, change.now))
            periods.setdefault(days, []).append(trend)
    groups = sorted(periods.items(), key=lambda group: -len(group[1]))
    said = [
        fill(phrases.OF_SYMPTOM, symptom=names(group), text=f"{days}.") if number else say(f"{days}.")
        for number, (days, group) in enumerate(groups)
    ]
    if any(change_is_off_by_rounding(trend.change) for trend in trends):
        said.append(say(phrases.BEFORE_ROUNDING))
    return join(said) if said else None


def _days_of(scope: Scope, mean: Mean) -> str:
    shown = show_day_range(mean.start, mean.end, scope.today, weekday=False)
    return phrases.PERIOD.format(days=shown, logged=days(mean.days))


def after_doses(scope: Scope) -> Section:
    """Reactions, and how long soreness lasted."""
    if not scope.doses:
        return section(phrases.AFTER_DOSES)
    found = [i for i in reversed(scope.doses) if i.reaction]
    said = [say(f"{scope.on(i.given_on)} ", entered(i.reaction, 80)) for i in found]
    shown = join(fold(said, _MOST_REACTIONS, phrases.MORE_IN_THE_RECORD), "; ") if said else phrases.NONE
    reactions = fill(phrases.REACTIONS, reactions=shown)
    lasted, soreness = soreness_of(scope.record, scope.today, scope.first), say(phrases.NO_SORENESS)
    if lasted.followed:
        # The days until it was gone, by site.
        words = soreness_words(lasted.by_site, lambda site: site_label(site) or phrases.SITE_NOT_RECORDED)
        missed = len(lasted.doses) - lasted.followed
        phrase = phrases.SORENESS_NOT_FOLLOWED if missed else phrases.SORENESS
        soreness = fill(phrase, words=entered(words, 300), missed=missed, number=len(lasted.doses))
    return section(phrases.AFTER_DOSES, join([reactions, soreness]))
