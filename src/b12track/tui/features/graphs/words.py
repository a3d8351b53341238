"""What stands below a graph: the verdict, and what it rests on.

What always holds: nothing is claimed where the entries do not carry it; it then says what is missing.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.records import SymptomKind
from b12track.domain.rules.after_doses import Soreness
from b12track.domain.rules.comparison import Comparison
from b12track.domain.rules.numbers import Mean
from b12track.domain.rules.trends import Trend
from b12track.domain.typed.dates import show_day_range
from b12track.domain.wording.compare_words import beside_sentences, compare_sentences
from b12track.domain.wording.phrases import days
from b12track.domain.wording.soreness_words import soreness_sentences
from b12track.domain.wording.trend_words import (
    ARROWS,
    BEFORE_ROUNDING,
    change_is_off_by_rounding,
    change_words,
    difference,
    in_short,
    logging_sentence,
    one_decimal,
    wearing_off_sentence,
)

_COLOURS = {"better": "calm", "worse": "late", "yes": "late"}


class Verdict(NamedTuple):
    """A question, its answer in a few words, what that rests on, and the variable of its colour."""

    question: str
    answer: str
    rests_on: str = ""
    colour: str = "foreground"


def over_time(trend: Trend, today: date, *, is_roomy: bool) -> list[Verdict]:
    """Better than at the start? Fallen back since loading? And was it logged, where there is room?"""
    change, plateau = trend.change, trend.plateau
    means = _means(change.start, change.now, today, "treatment had begun" if change.treated else "")
    if change_is_off_by_rounding(change):
        means += f"; the difference was {BEFORE_ROUNDING}"
    verdicts = [
        Verdict(
            "Since the start",
            in_short(change),
            means,
            _COLOURS.get(change.verdict, "foreground"),
        )
    ]
    if plateau.verdict != "not_enough":
        verdicts.append(
            Verdict(
                "End of loading",
                in_short(plateau),
                _means(plateau.before, plateau.now, today),
                _COLOURS.get(plateau.verdict, "foreground"),
            )
        )
    if is_roomy:
        verdicts.append(Verdict("Logged", logging_sentence(trend.logging)))
    return verdicts


def wears_off(trend: Trend) -> Verdict:
    """Is it worse late in the cycle than in its middle?"""
    found = trend.wearing_off
    return Verdict(
        "Does it wear off?",
        wearing_off_sentence(found),
        "The last quarter of each full cycle of the present plan against its middle half, by days since the dose.",
        _COLOURS.get(found.verdict, "foreground"),
    )


def wears_off_in_short(trend: Trend) -> Verdict:
    """The same in one line."""
    found = trend.wearing_off
    colour = "muted" if found.missing else _COLOURS.get(found.verdict, "foreground")
    label = f"{trend.kind.label} {ARROWS[trend.kind.good]}"
    return Verdict(label, wearing_off_sentence(found), colour=colour)


def did_it_help(found: Comparison, kind: SymptomKind, today: date) -> Verdict:
    """Was the dip before the dose smaller? With what must stand beside the answer."""
    answer = " ".join(compare_sentences(found, kind.good))
    return Verdict("Was the dip smaller?", answer, " ".join(beside_sentences(found, today)))


def soreness(found: Soreness) -> list[Verdict]:
    """How long it lasted: it comes with the dose, so that nothing else is asked of it."""
    return [Verdict("After the doses", sentence) for sentence in soreness_sentences(found)]


def in_a_line(trend: Trend) -> Verdict:
    """One line for each symptom, where several are shown."""
    change, label = trend.change, f"{trend.kind.label} {ARROWS[trend.kind.good]}"
    if change.verdict == "not_enough":
        return Verdict(label, change.missing, colour="muted")
    numbers = difference(change.delta, change.low, change.high)
    return Verdict(
        label, f"{change_words(change)}, {numbers}", colour=_COLOURS.get(change.verdict, "foreground")
    )


def _means(start: Mean | None, now: Mean | None, today: date, said: str = "") -> str:
    if start is None or now is None:
        return ""
    before = ", ".join(filter(None, (_period(start, today), said)))
    return f"{one_decimal(start.mean)} ({before}) → {one_decimal(now.mean)} ({_period(now, today)})"


def _period(mean: Mean, today: date) -> str:
    return f"{show_day_range(mean.start, mean.end, today, weekday=False)}, {days(mean.days)}"
