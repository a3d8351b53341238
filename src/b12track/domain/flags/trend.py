"""Flags that rest on the numbers: late in the cycle, against the end of loading, against the start."""

from collections.abc import Iterator

from b12track.domain.flags.flag import Flag
from b12track.domain.overview import Overview
from b12track.domain.trends import trends_of


def verdicts(overview: Overview) -> Iterator[Flag]:
    """Each symptom whose days carry a verdict that needs an eye."""
    if not overview.record.injections:
        return
    for trend in trends_of(overview.record, overview.today):
        label, higher = trend.kind.label, trend.kind.good == "low"
        word = "higher" if higher else "lower"
        if trend.wearing_off.verdict == "yes":
            text = (
                f"{label} was {word} late in the cycle than mid-cycle ({trend.wearing_off.cycles} cycles, "
                f"{trend.wearing_off.days} days). This does not show why."
            )
            yield Flag("wearing_off", "notice", text, (trend.kind.name,))
        if trend.plateau.verdict == "yes":
            text = f"{label} is {word} than at the end of loading."
            yield Flag("plateau", "notice", text, (trend.kind.name,))
        if trend.change.verdict == "worse":
            text = (
                f"{label} is {word} than at the start. New or worse numbness, unsteadiness, memory or mood: "
                "see a clinician promptly."
            )
            yield Flag("worse", "notice", text, (trend.kind.name,))
