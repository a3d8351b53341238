"""CYCLE and BEFORE/NOW: what happens between two doses, and whether that changed with the regimen.

What always holds: the picture shows one symptom, chosen the same way at every visit and never because of what it
shows; every cycle is there alone, so that the average can be distrusted; nothing says why.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from b12track.domain.record.intervals import after
from b12track.domain.rules import regimens
from b12track.domain.rules.numbers.cycles import SHORTEST_DAYS
from b12track.domain.rules.trends import DoseHistory, Trend
from b12track.domain.typed.dates import show_day_range
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.compare_words import beside_sentences, compare_sentences
from b12track.domain.wording.intervals import show_every
from b12track.domain.wording.phrases import days
from b12track.domain.wording.trend_words import ARROWS, NOT_WHY, could_be, lower_or_higher, not_enough
from b12track.reports.page import (
    CycleShown,
    CycleSpot,
    Paragraph,
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

_MOST_COMPARED = 3
_MOST_NAMES = 10


def cycle(scope: Scope, trends: Sequence[Trend], history: DoseHistory) -> Section:
    """The picture of one symptom over one cycle, and late against mid-cycle for every symptom."""
    run = history.regimens.in_force
    if run is None:
        return section(phrases.CYCLE, say(phrases.NO_PLAN_NO_CYCLE))
    shown = _cycles(scope, run)
    whole = [one.stop for one in shown if one.stop is not None]
    if not whole and run.planned_days < SHORTEST_DAYS:
        every = show_every(run.regimen.every)
        return section(phrases.CYCLE, fill(phrases.TOO_CLOSE, every=every, number=SHORTEST_DAYS))
    # The first symptom that the plan says to watch and that is logged in these cycles, else the first that is.
    logged = [trend for trend in trends if shown and max(trend.days) >= shown[0].start]
    drawn = min(logged, key=lambda trend: not is_watched(scope, trend.kind), default=None)
    if drawn is None or not whole:
        return section(phrases.CYCLE, say(phrases.NO_WHOLE_CYCLE))
    first = shown[0].start
    window = after(run.regimen.every, first)
    caption = several(
        len(whole),
        phrases.CYCLE_CAPTION,
        symptom=entered_label(drawn.kind.label),
        arrow=ARROWS[drawn.kind.good],
        every=show_every(run.regimen.every),
        days=show_day_range(first, whole[-1] - timedelta(days=1), weekday=False),
    )
    return section(
        phrases.CYCLE,
        CycleSpot(
            drawn.kind,
            shown,
            scope.today,
            ((window.opens - first).days, (window.closes - first).days),
            caption,
        ),
        against(trends, "wearing_off") if trends else None,
    )


def _cycles(scope: Scope, run: regimens.Run) -> tuple[CycleShown, ...]:
    """The cycles of the run, and the one that has begun; how the dose that ended each one met its date."""
    met = {i.given_on: scope.timings[i.id] for i in scope.record.injections if i.id in scope.timings}
    found = []
    for one in run.cycles:
        if one.days >= SHORTEST_DAYS:
            remark = ""
            if one.stop in met:
                timing = met[one.stop]
                remark = phrases.CYCLE_REMARKS.get(timing.kind, "").format(days=days(timing.days))
            found.append(CycleShown(one.start, one.stop, remark))
    begun = run.cycles[-1].stop if run.cycles else None
    if begun is not None and begun <= scope.today:
        found.append(CycleShown(begun, None, phrases.SO_FAR))
    return tuple(found)


def against(trends: Sequence[Trend], which: Literal["wearing_off", "plateau"]) -> Paragraph:
    """For every symptom in one sentence whether it is lower or higher: late against mid-cycle, or than after loading.

    Those whose range holds 0 are named together, and so are those that have not enough days, each reason once.
    """
    one, every = {
        "wearing_off": (phrases.ONE_LATE, phrases.LATE),
        "plateau": (phrases.ONE_PLATEAU, phrases.PLATEAU),
    }[which]
    differ, unclear = [], []
    reasons: dict[str, list[Trend]] = {}
    for trend in trends:
        late, plateau = trend.wearing_off, trend.plateau
        found, effect = (late, late.effect) if which == "wearing_off" else (plateau, plateau.delta)
        if found.low is not None and found.high is not None:
            if found.low <= 0 <= found.high:
                unclear.append(trend)
            elif effect is not None:
                differ.append(
                    fill(
                        one,
                        symptom=entered_label(trend.kind.label),
                        difference=lower_or_higher(effect),
                        range=could_be(found.low, found.high),
                        cycles=several(late.cycles, phrases.CYCLES),
                    )
                )
        if found.verdict == "not_enough":
            reasons.setdefault(found.missing, []).append(trend)
    said = [*differ]
    if unclear:
        said.append(_whose(phrases.NO_DIFFERENCE, unclear))
    # Each with what it needs, as long as that stays short.
    if len(reasons) > 1 and sum(map(len, reasons.values())) > 2:
        reasons = {"": [trend for group in reasons.values() for trend in group]}
    said += [_whose(not_enough(reason), group) for reason, group in reasons.items()]
    verdicts = fill(every, verdicts=join(said, "; "))
    return join([verdicts, say(NOT_WHY)]) if differ else verdicts


def _whose(what: str, trends: Sequence[Trend]) -> Paragraph:
    return fill(phrases.WHOSE, what=what, symptoms=names(trends))


def before_now(scope: Scope, trends: Sequence[Trend]) -> Section | None:
    """Two regimens beside each other, and what else was going on; nothing where there are no two."""
    compared = [(trend, trend.compare) for trend in trends if trend.compare is not None and trend.days]
    if not compared:
        return None
    compared.sort(key=lambda pair: (pair[1].verdict == "not_enough", not is_watched(scope, pair[0].kind)))
    blocks = []
    for number, (trend, found) in enumerate(compared[:_MOST_COMPARED]):
        said = compare_sentences(found, trend.kind.good)
        if not number:
            said += beside_sentences(found, scope.today)
        told = " ".join(said)
        text = entered(told[:1].lower() + told[1:], 600)
        blocks.append(fill(phrases.OF_SYMPTOM, symptom=entered_label(trend.kind.label), text=text))
        if found.verdict == "not_enough":
            break  # it is the same for the others
    return section(phrases.BEFORE_NOW, *blocks)


def names(trends: Sequence[Trend]) -> Paragraph:
    """The symptoms by their names."""
    return join(fold([say(entered_label(trend.kind.label)) for trend in trends], _MOST_NAMES), ", ")
