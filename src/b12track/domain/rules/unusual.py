"""What is plausible but unusual about a dose: asked about before it is recorded, and never called wrong.

What always holds: each is a sentence that a person can agree to; the dose itself may be among the record's or not.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from b12track.domain.record.records import Injection, Record
from b12track.domain.rules.plans_in_force import plan_of_dose
from b12track.domain.rules.schedule import wanted_dose
from b12track.domain.rules.stock import left_of
from b12track.domain.typed.amounts import show_dose, show_strength
from b12track.domain.typed.dates import show_date, show_time

# A slip of one decimal place; labels and practice differ by as much, so it is asked about, never called wrong.
_SLIP = 10


def doubts_of(injection: Injection, record: Record, today: date) -> list[str]:
    """What is plausible but unusual about a dose that is not among the record's: each a sentence to agree to."""
    return [
        *amount_doubts(injection, record),
        *same_day_doubts(injection, record, today),
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


def same_day_doubts(injection: Injection, record: Record, today: date) -> list[str]:
    """Another injection on the same day."""
    on = injection.given_on
    others = [other for other in record.injections if other.given_on == on]
    day = "today" if on == today else f"on {show_date(on, today)}"
    match [show_time(other.given_at) if other.time_known else "" for other in others]:
        case []:
            return []
        case [""]:
            return [f"You already recorded an injection {day}, without its time. Save a second one?"]
        case [time]:
            return [f"You already recorded an injection {day} at {time}. Save a second one?"]
        case times:
            said = " and ".join(time or "without a time" for time in times)
            return [f"You already recorded {len(others)} injections {day} ({said}). Save one more?"]


def in_one_breath(doubts: Sequence[str]) -> str:
    """Doubts one after the other, each a sentence with its end."""
    return " ".join(doubt if doubt.endswith((".", "?")) else f"{doubt}." for doubt in doubts)


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
