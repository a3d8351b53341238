"""What is plausible but unusual about a dose: asked about before it is recorded, and never called wrong.

What always holds: each is a sentence that a person can agree to; the dose itself may be among the record's or not.
"""

from collections.abc import Callable
from typing import Any

from b12track.domain.record.records import Injection, Record
from b12track.domain.rules.plans_in_force import plan_of_dose
from b12track.domain.rules.schedule import wanted_dose
from b12track.domain.rules.stock import left_of
from b12track.domain.typed.amounts import show_dose, show_strength
from b12track.domain.typed.dates import show_date, show_time

# A slip of one decimal place; labels and practice differ by as much, so it is asked about, never called wrong.
_SLIP = 10


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
    dose, planned = injection.dose_mcg, wanted_dose(record, plan, injection)
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
