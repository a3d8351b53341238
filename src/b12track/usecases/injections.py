"""Recording an injection that was given.

What always holds: it has happened, its route was stated, its amounts agree; what is plausible but unusual is saved
only once a person says that it is meant. What is checked against other records is checked on the newest ones.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from b12track.domain.amounts import show_dose, show_strength
from b12track.domain.course import Timing
from b12track.domain.dates import show_date, show_time
from b12track.domain.documentation import audit_of
from b12track.domain.faults import NeedsYes
from b12track.domain.overview import Overview, overview_of
from b12track.domain.records import Injection, Record, Route
from b12track.domain.reigns import plan_of_dose
from b12track.domain.schedule import timing_of
from b12track.domain.sites import used_sites
from b12track.domain.stock import left_of
from b12track.domain.terms import SITES
from b12track.store.edits import Change, Put
from b12track.store.outcomes import Saved
from b12track.store.snapshot import Snapshot
from b12track.usecases.desk import Desk
from b12track.usecases.drafts import Draft, Given, check_draft, draft_injection, find_supply
from b12track.usecases.naming import IF_MEANT, name_of
from b12track.usecases.sound import raw_of

__all__ = [
    "Draft",
    "Given",
    "Recorded",
    "check_injection",
    "doubts_of",
    "draft_injection",
    "foresee",
    "record_injection",
    "sites_for",
    "supply_differences",
]

# A slip of one decimal place; labels and practice differ by as much, so it is asked about, never called wrong.
_SLIP = 10
# Nobody has an injection in the abdomen's muscle; under the skin it is the usual place.
_FIRST_PARTS: dict[Route, tuple[str, ...]] = {
    "IM": ("deltoid", "thigh", "ventrogluteal", "dorsogluteal"),
    "SC": ("abdomen", "thigh", "deltoid"),
}


class Recorded(NamedTuple):
    """An injection as it was recorded, and where the plan stood before and stands now."""

    injection: Injection
    saved: Saved
    before: Overview
    after: Overview
    timing: Timing | None


def record_injection(desk: Desk, draft: Draft, yes: bool = False) -> Recorded:
    """Record a dose that was given; what is unusual only with `yes`."""
    done: list[tuple[Injection, Record, Record]] = []

    def work(snapshot: Snapshot, record: Record) -> Change:
        injection = check_draft(draft, record, desk.now)
        if draft.supply_id is not None:
            find_supply(record, draft.supply_id)
        doubts = doubts_of(injection, record)
        if doubts and not yes:
            raise NeedsYes(f"{'; '.join(doubts)}: look again, {IF_MEANT}")
        injection = injection._replace(id=desk.new_id(snapshot, "injections"))
        done[:] = [(injection, record, _with(record, injection))]
        put = Put("injections", raw_of("injections", injection))
        return Change(name_of("injections", injection), (put,))

    saved = desk.save(work)
    injection, before, after = done[0]
    return Recorded(
        injection,
        saved,
        overview_of(before, desk.now),
        overview_of(after, desk.now),
        timing_of(after, injection),
    )


def doubts_of(injection: Injection, record: Record) -> list[str]:
    """What is plausible but unusual about a dose that is not among the record's: each a sentence to agree to."""
    return [
        *amount_doubts(injection, record),
        *same_day_doubts(injection, record),
        *supply_doubts(injection, record),
    ]


def amount_doubts(injection: Injection, record: Record) -> list[str]:
    """Ten times the plan's dose, or a tenth of it."""
    plan = plan_of_dose(record.plans, injection.given_on)
    if plan is None:
        return []
    dose, planned = injection.dose_mcg, plan.dose_mcg
    if dose >= planned * _SLIP:
        times = "ten times or more"
    elif dose * _SLIP <= planned:
        times = "a tenth or less"
    else:
        return []
    return [f"dose: {show_dose(dose)} is {times} of the plan's {show_dose(planned)}"]


def same_day_doubts(injection: Injection, record: Record) -> list[str]:
    """Another injection on the same day."""
    others = [other for other in record.injections if other.given_on == injection.given_on]
    if not others:
        return []
    times = " and ".join(show_time(i.given_at) if i.time_known else "no time stated" for i in others)
    day = show_date(injection.given_on)
    return [f"time: a second injection on {day}: {len(others)} recorded already ({times})"]


def supply_doubts(injection: Injection, record: Record) -> list[str]:
    """A supply that has nothing left for this one."""
    for supply in record.supplies:
        if supply.id == injection.supply_id and left_of(record, supply) == 0:
            return [f"supply: nothing is left of {supply.id}, which held {supply.held}"]
    return []


def supply_differences(injection: Injection, record: Record) -> list[str]:
    """Where a dose says something else than the label of the supply it was taken from."""
    supply = next((supply for supply in record.supplies if supply.id == injection.supply_id), None)
    if supply is None:
        return []
    labels: dict[str, Callable[[Any], str]] = {
        "strength_mcg_per_ml": show_strength,
        "container": str,
        "lot": lambda lot: f"lot {lot}",
        "expires": lambda day: f"expires {show_date(day, weekday=False)}",
    }
    said = []
    for name, show in labels.items():
        typed, held = getattr(injection, name), getattr(supply, name)
        if typed and held and typed != held:
            said.append(f"{show(typed)}; the supply says {show(held)}")
    return said


def foresee(record: Record, draft: Draft, overview: Overview) -> tuple[Overview, Timing | None]:
    """Where the plan would stand with this dose, and how the dose would meet its date; for a form."""
    if draft.route is None or not draft.drug or draft.dose_mcg is None:
        return overview, None
    injection = check_draft(draft, record, overview.now)
    after = _with(record, injection)
    return overview_of(after, overview.now), timing_of(after, injection)


def check_injection(draft: Draft, record: Record, overview: Overview) -> list[str]:
    """What is worth saying before a dose is saved: what does not agree with the plan, the label, the other doses."""
    if draft.route is None or not draft.drug or draft.dose_mcg is None:
        return []
    injection = check_draft(draft, record, overview.now)
    audit = audit_of(_with(record, injection), injection)
    said = [entry.text for entry in audit.contradictions if entry.code not in ("same_day", "entered_late")]
    return [*doubts_of(injection, record), *said, *supply_differences(injection, record)]


def _with(record: Record, injection: Injection) -> Record:
    return record._replace(injections=(*record.injections, injection))


def sites_for(record: Record, route: Route, today: date) -> list[tuple[str, int | None]]:
    """The sites to offer with the days since each was used: used ones first, the longest ago at the top."""
    used: list[tuple[str, int | None]] = [
        (site, (today - on).days) for site, on in used_sites(record, route, today)
    ]
    known = {site for site, _ in used}
    rank = {part: number for number, part in enumerate(_FIRST_PARTS[route])}
    others = sorted(
        (site for site in SITES if site not in known),
        key=lambda site: rank.get(site.partition("-")[2], len(rank)),
    )
    return used + [(site, None) for site in others]
