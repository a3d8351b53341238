"""Two regimens side by side, in words: the answer, and all that must stand beside it.

What always holds: nothing says that one works or is better, and no interval is named as one to choose; where the
entries cannot tell, it is said what they could not have shown.
"""

from collections.abc import Sequence
from datetime import date

from b12track.domain.record.records import Treatment
from b12track.domain.rules.comparison import Comparison, Side
from b12track.domain.rules.regimens import Regimen, Run
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.intervals import show_every
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.text import capital
from b12track.domain.wording.trend_words import (
    BEFORE_ROUNDING,
    NOT_WHY,
    could_be,
    is_off_by_rounding,
    lacks,
    one_decimal,
)

ONLY_ONE = (
    "There is nothing to compare yet. This needs an earlier regimen (drug, dose, route and interval) and the present "
    "one, each with four weeks or more between doses, and a whole cycle on the earlier one."
)
EARLY = "A dose taken on a bad day makes the end of its cycle look bad."
LEVELS = "everything else that changed is in this number"


def regimen_names(one: Regimen, other: Regimen) -> tuple[str, str]:
    """The two by what they differ in, the interval always: "every 12 weeks" and "every 8 weeks"."""
    names = []
    for regimen in (one, other):
        parts = [
            regimen.drug if one.drug.casefold() != other.drug.casefold() else "",
            show_dose(regimen.dose_mcg) if one.dose_mcg != other.dose_mcg else "",
            ROUTES[regimen.route] if one.route != other.route else "",
            show_every(regimen.every),
        ]
        names.append(" ".join(filter(None, parts)))
    return names[0], names[1]


def run_words(run: Run, others: Sequence[Run], today: date) -> str:
    """A run by what sets it apart from the others, with its days and its cycles."""
    names = [regimen_names(run.regimen, other.regimen)[0] for other in others]
    name = max(names, key=len)
    if not run.cycles:
        return f"{name}, no whole cycle yet"
    days = show_day_range(run.cycles[0].start, run.cycles[-1].stop, today, weekday=False)
    return f"{name}, {days}, {counted(len(run.cycles), 'whole cycle')}"


def dip_words(dip: float | None, good: str) -> str:
    """How deep a dip was: "1.6"; "none" where there was none, and a rise by its name."""
    if dip is None:
        return "unknown"
    depth = -dip if good == "high" else dip
    if one_decimal(depth) == "0.0":
        return "none"
    return one_decimal(depth) if depth > 0 else f"{one_decimal(-depth)} the other way"


def compare_sentences(found: Comparison, good: str) -> list[str]:
    """The answer: what the dips were, and whether one was smaller."""
    if found.verdict == "not_enough":
        return [lacks(found.missing)]
    before, after = regimen_names(found.before.regimen, found.after.regimen)
    dips = (
        f"on {before} the dip was {dip_words(found.before.dips.dip, good)} "
        f"({counted(found.before.dips.cycles, 'cycle')}), "
        f"on {after} {dip_words(found.after.dips.dip, good)} ({found.after.dips.cycles})"
    )
    if found.verdict == "cannot_tell" or found.effect is None or found.low is None or found.high is None:
        return [f"{capital(dips)}.", cannot_tell(found)]
    told = f"{found.verdict} by {one_decimal(abs(found.effect))} ({could_be(found.low, found.high)})"
    dip, dip_now = found.before.dips.dip, found.after.dips.dip
    if dip is not None and dip_now is not None and is_off_by_rounding(dip, dip_now, found.effect):
        told += f", {BEFORE_ROUNDING}"
    return [f"{capital(dips)}: {told}.", NOT_WHY]


def cannot_tell(found: Comparison) -> str:
    """What the entries could not have shown."""
    about = one_decimal(found.detectable or 0.0)
    return f"Cannot tell: a difference under about {about} points would not show with these entries."


def beside_sentences(found: Comparison, today: date) -> list[str]:
    """What stands beside the answer: the levels, early doses, how much was logged, and what else was going on."""
    before, after = regimen_names(found.before.regimen, found.after.regimen)
    said = []
    if found.detectable is not None and found.verdict != "cannot_tell":
        said.append(
            f"A difference under about {one_decimal(found.detectable)} points would not show with these entries."
        )
    levels = [side.dips.level for side in (found.before, found.after)]
    if levels[0] is not None and levels[1] is not None:
        said.append(f"Overall {one_decimal(levels[0])}, then {one_decimal(levels[1])}: {LEVELS}.")
    if not found.before.early_doses and not found.after.early_doses:
        said.append("No dose came early.")
    else:
        said.append(
            f"Doses that came early: {_early(found.before)} on {before}, {_early(found.after)} on {after}."
        )
    if found.before.came_early or found.after.came_early:
        said.append(EARLY)
    if found.is_logged_unevenly:
        shares = [f"{round(100 * side.dips.share)} %" for side in (found.before, found.after)]
        said.append(f"{shares[0]} of the days were logged on {before}, {shares[1]} on {after}.")
    beside = [treatment_words(treatment, today) for treatment in found.treatments]
    beside += [f"{note.text} ({show_date(note.date, today, weekday=False)})" for note in found.notes]
    if beside:
        said.append(f"In these days: {'; '.join(beside)}.")
    return said


def _early(side: Side) -> str:
    return f"{side.early_doses} of {side.dips.cycles}"


def treatment_words(treatment: Treatment, today: date) -> str:
    """ "metformin since 10 Feb", "iron 3 Mar - 2 Jun"."""
    if treatment.last_on is None:
        return f"{treatment.name} since {show_date(treatment.first_on, today, weekday=False)}"
    return f"{treatment.name} {show_day_range(treatment.first_on, treatment.last_on, today, weekday=False)}"
