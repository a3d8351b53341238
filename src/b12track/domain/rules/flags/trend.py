"""Flags that rest on the numbers: late in the cycle, against the end of loading, against the start."""

from collections.abc import Iterator

from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.trends import trends_of
from b12track.domain.wording.trend_words import NOT_WHY


def verdicts(overview: Overview) -> Iterator[Flag]:
    """Each symptom whose days carry a verdict that needs an eye; with a new dose it is a new flag."""
    if overview.last is None:
        return
    records = (overview.last.id,)
    for trend in trends_of(overview.record, overview.today):
        label, name = trend.kind.label, trend.kind.name
        word = "higher" if trend.kind.good == "low" else "lower"
        if trend.wearing_off.verdict == "yes":
            text = (
                f"{label} was {word} late in the cycle than mid-cycle ({trend.wearing_off.cycles} cycles, "
                f"{trend.wearing_off.days} days). {NOT_WHY}"
            )
            yield Flag("wearing_off", "notice", text, records, name)
        if trend.plateau.verdict == "yes":
            text = f"{label} is {word} than at the end of loading."
            yield Flag("plateau", "notice", text, records, name)
        if trend.change.verdict == "worse":
            text = (
                f"{label} is {word} than at the start. New or worse numbness, unsteadiness, memory or mood: "
                "see a clinician promptly."
            )
            yield Flag("worse", "notice", text, records, name)
