"""Published regimens, as citations to start typing from: never preselected, never advice.

What always holds: a template says what its source says. Where the source gives a range of doses or days, or
leaves something out, the field is left open (`drug` "", `route` and `dose_mcg` none, a phase that lasts until
it is confirmed) and `doses` or `caution` says so in words. Where its doses differ from phase to phase, each phase that
has one dose has it as its own. Each has its source and how well it was read.
"""

from typing import Literal, NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Confirmed, Doses, Span, Weekdays
from b12track.domain.record.records import Phase, Route
from b12track.domain.wording.text import quote

Mark = Literal["V", "S"]

MARKS: dict[Mark, str] = {
    "V": "read in an official source",
    "S": "read in a secondary source only: compare it with the prescription",
}

MONTHLY_OR_FOUR_WEEKLY = (
    '"Monthly" and "every 4 weeks" are not the same: 12 doses a year and 13. Enter the one that was ordered.'
)


class Template(NamedTuple):
    """One published regimen; `doses` says each phase's dose in words, as published."""

    id: str
    title: str
    drug: str
    route: Route | None
    dose_mcg: float | None
    phases: tuple[Phase, ...]
    doses: tuple[str, ...]
    source: str
    mark: Mark
    caution: str


_DAILY = Span("days", 1, 1)
_ALTERNATE_DAYS = Span("days", 2, 2)
_WEEKLY = Span("weeks", 1, 1)
_MONTHLY = Span("months", 1, 1)
_TWO_MONTHLY = Span("months", 2, 2)
_TWO_TO_THREE_MONTHLY = Span("months", 2, 3)

# "Three times a week" is entered as Monday, Wednesday, Friday; the caution says that the source names no days.
_THREE_TIMES_A_WEEK = Weekdays((0, 2, 4))
_DAYS_NOT_NAMED = "The source names no days of the week: enter the clinic's."
_HOW_LONG_IS_OPEN = "Where the source gives a range, the prescriber says how long each step lasts."

TEMPLATES = (
    Template(
        "uk-hydroxocobalamin",
        "BNF, no neurological involvement",
        "hydroxocobalamin",
        "IM",
        1000,
        (
            Phase("Loading, three times a week for 2 weeks", "repletion", _THREE_TIMES_A_WEEK, Doses(6)),
            Phase("Maintenance, every 2-3 months", "maintenance", _TWO_TO_THREE_MONTHLY),
        ),
        ("1 mg", "1 mg"),
        "BNF as quoted by the Pernicious Anaemia Society",
        "S",
        _DAYS_NOT_NAMED,
    ),
    Template(
        "uk-hydroxocobalamin-neuro",
        "BNF, neurological involvement",
        "hydroxocobalamin",
        "IM",
        1000,
        (
            Phase(
                "Loading, until no further improvement",
                "repletion",
                _ALTERNATE_DAYS,
                Confirmed(),
            ),
            Phase("Maintenance, every 2 months", "maintenance", _TWO_MONTHLY),
        ),
        ("1 mg", "1 mg"),
        "BNF as quoted by the Pernicious Anaemia Society",
        "S",
        "It is for the clinician to say when there is no further improvement.",
    ),
    Template(
        "uk-label-hydroxocobalamin",
        "UK product label",
        "hydroxocobalamin",
        "IM",
        None,
        (
            Phase("Loading, alternate days for 1-2 weeks", "repletion", _ALTERNATE_DAYS, Confirmed()),
            Phase("Loading, weekly until the count is normal", "repletion", _WEEKLY, Confirmed(), 250),
            Phase("Maintenance, every 2-3 months", "maintenance", _TWO_TO_THREE_MONTHLY, None, 1000),
        ),
        ("250 mcg - 1 mg", "250 mcg", "1 mg"),
        "electronic medicines compendium, product 31182",
        "V",
        "The dose differs between the steps. With neurological involvement the label gives maintenance every 2 "
        "months. " + _HOW_LONG_IS_OPEN,
    ),
    Template(
        "uk-dietary",
        "UK, diet-related deficiency",
        "hydroxocobalamin",
        "IM",
        1000,
        (
            Phase("Loading, three times a week for 2 weeks", "repletion", _THREE_TIMES_A_WEEK, Doses(6)),
            Phase("Maintenance, twice a year", "maintenance", Span("months", 6, 6)),
        ),
        ("the usual loading: 1 mg", "1 mg"),
        "Specialist Pharmacy Service",
        "S",
        'The source says "usual loading"; it is entered here as in the BNF without neurological involvement. '
        + _DAYS_NOT_NAMED,
    ),
    Template(
        "us-label-cyanocobalamin",
        "US label, cyanocobalamin",
        "cyanocobalamin",
        None,
        100,
        (
            Phase("Loading, daily for 6-7 days", "repletion", _DAILY, Confirmed()),
            Phase("Loading, alternate days for 7 doses", "repletion", _ALTERNATE_DAYS, Doses(7)),
            Phase("Loading, every 3-4 days for 2-3 weeks", "repletion", Span("days", 3, 4), Confirmed()),
            Phase("Maintenance, monthly", "maintenance", _MONTHLY),
        ),
        ("100 mcg", "100 mcg", "100 mcg", "100 mcg"),
        "cyanocobalamin injection label (US)",
        "V",
        "The label allows into muscle or deep under the skin: enter the route that was ordered. "
        + _HOW_LONG_IS_OPEN,
    ),
    Template(
        "us-label-hydroxocobalamin",
        "US label, hydroxocobalamin",
        "hydroxocobalamin",
        "IM",
        None,
        (
            Phase("Loading, daily for 5-10 days", "repletion", _DAILY, Confirmed(), 30),
            Phase("Maintenance, monthly", "maintenance", _MONTHLY),
        ),
        ("30 mcg", "100-200 mcg"),
        "hydroxocobalamin injection label (US)",
        "V",
        "The dose differs between the steps. " + _HOW_LONG_IS_OPEN,
    ),
    Template(
        "us-practice-cyanocobalamin",
        "US, common practice",
        "cyanocobalamin",
        None,
        1000,
        (
            Phase("Loading, daily for 7 days", "repletion", _DAILY, Doses(7)),
            Phase("Loading, weekly for 4 weeks", "repletion", _WEEKLY, Doses(4)),
            Phase("Maintenance, monthly", "maintenance", _MONTHLY),
        ),
        ("1000 mcg", "1000 mcg", "1000 mcg"),
        "secondary sites only",
        "S",
        "Ten times the dose of the US label. No route is cited: enter the one that was ordered.",
    ),
    Template(
        "us-weekly",
        "US, a weekly variant",
        "",
        None,
        1000,
        (
            Phase("Loading, weekly for 8 weeks", "repletion", _WEEKLY, Doses(8)),
            Phase("Maintenance, monthly", "maintenance", _MONTHLY),
        ),
        ("1000 mcg", "not stated here"),
        "secondary sites only",
        "S",
        "No drug, route or maintenance dose is cited: enter those that were ordered.",
    ),
    Template(
        "nl-hydroxocobalamin",
        "Netherlands",
        "hydroxocobalamin",
        None,
        1000,
        (
            Phase("Loading, 10 doses in 5 weeks", "repletion", Span("days", 3, 4), Doses(10)),
            Phase("Maintenance, every 2 months", "maintenance", _TWO_MONTHLY),
        ),
        ("1 mg", "1 mg"),
        "B12 Institute",
        "S",
        "Ten doses in 5 weeks, twice a week, every 3-4 days. No route is cited: enter the one that was ordered.",
    ),
)


def find(template_id: str) -> Template:
    """The template of this id."""
    words = template_id.strip().casefold()
    for template in TEMPLATES:
        if template.id == words:
            return template
    from difflib import get_close_matches  # ten milliseconds: only when something is wrong already

    near = get_close_matches(words[:60], [template.id for template in TEMPLATES], 3, 0.6)
    right = f"did you mean {' or '.join(near)}?" if near else f"write one such as {TEMPLATES[0].id}"
    raise Refused("template", f"{quote(template_id)} is not a known template", right)
