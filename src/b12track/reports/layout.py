"""The layout of the page, which stays the same from visit to visit and from person to person.

What always holds: every page has these sections in this order, so that a clinic meets the same picture twice; what is
empty says so. Whoever changes what a section holds, or their order, gives the layout its next number.
"""

from typing import NamedTuple

VERSION = 1


class Place(NamedTuple):
    """A section of the page: its title and what stands in it."""

    title: str
    holds: str


ASKED = Place("ASKED", "what the person wants to ask; a question that was answered or settled is not here")
DATA = Place(
    "DATA", "how many days are logged, how many of them at once, and the whole cycles: what all else rests on"
)
WHY = Place("WHY", "the reason for the injections as it was entered, with the clinic's own codes")
PLAN = Place("PLAN", "what was ordered, by whom and when; moves that were confirmed, or are not yet")
DOSES = Place(
    "DOSES", "the last dose, the next one, how the doses met their dates, intervals, routes and sites"
)
CYCLE = Place(
    "CYCLE",
    "one symptom over one cycle of the plan in force, by days since the dose: every cycle faint, their median strong, "
    "the last quarter shaded, the day due marked; beside it each cycle alone, with its length. The symptom is the "
    "first that the plan says to watch, else the first that is logged",
)
BEFORE_NOW = Place(
    "BEFORE/NOW",
    "the dip before the dose under two regimens, from whole cycles; what else changed and what could not have shown. "
    "Only where there are two to compare",
)
SYMPTOMS = Place(
    "SYMPTOMS", "each symptom at the start and now, the difference with its range, and in a word"
)
YEAR = Place("YEAR", "weekly means, one panel for each direction, with doses, treatments and notes")
LABS = Place("LABS", "results with their own range and the days since the last injection; no judgement")
AFTER_DOSES = Place("AFTER DOSES", "reactions, and the days of soreness by site")
TOGETHER = Place("TOGETHER", "doses off their date, dates skipped or moved, reviews, treatments, notes")
GAPS = Place("GAPS", "what the record lacks or contradicts")

PLACES = (
    *(ASKED, DATA, WHY, PLAN, DOSES, CYCLE, BEFORE_NOW, SYMPTOMS, YEAR, LABS, AFTER_DOSES, TOGETHER, GAPS),
)


def description() -> list[tuple[str, str]]:
    """The layout in words: each section and what it holds."""
    return [(place.title, f"{place.holds}.") for place in PLACES]
