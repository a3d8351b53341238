"""Flags: what needs a person's eye, the most severe first.

What always holds: a flag says what was entered and what the plan says, never what to do about the body; its records
are those that it rests on, so that putting it away lasts only until they change.
"""

from collections.abc import Callable, Iterator

from b12track.domain.rules.doubt import in_words
from b12track.domain.rules.flag import SEVERITIES, Flag
from b12track.domain.rules.flags import dose, plan, supply, trend, visit
from b12track.domain.rules.overview import Overview

Rule = Callable[[Overview], Iterator[Flag]]


def not_certain(overview: Overview) -> Iterator[Flag]:
    """Each doubt about what this machine sees: on top, because all that follows rests on it; none can be put away."""
    for doubt in overview.doubts:
        yield Flag("not_certain", "urgent", in_words(doubt))


# In the order in which flags of one severity stand.
RULES: tuple[Rule, ...] = (
    not_certain,
    dose.timing_of_next,
    dose.transition_due,
    visit.visit_unrecorded,
    dose.same_day,
    dose.repletion_lapsed,
    dose.differs_from_plan,
    visit.visit_after_window,
    supply.supplies,
    trend.verdicts,
    dose.order_unmet,
    dose.early_dose,
    dose.skipped,
    visit.review_due,
    dose.transition_near,
    visit.no_visit,
    plan.plan_gaps,
    dose.record_gaps,
    plan.no_plan,
)

# What cannot be put away: it stands until the records say otherwise.
LASTING = frozenset({"not_certain", "overdue", "late", "due", "transition_due", "same_day"})


def flags_of(overview: Overview) -> tuple[Flag, ...]:
    """Every flag as of now, the most severe first."""
    found = [flag for rule in RULES for flag in rule(overview)]
    return tuple(sorted(found, key=lambda flag: SEVERITIES.index(flag.severity)))


def can_be_put_away(flag: Flag) -> bool:
    """Whether a person may put this flag away until its records change."""
    return flag.severity in ("notice", "info") and flag.code not in LASTING
