"""Records that are valid and still look like a slip: worth a look, never wrong by themselves.

What always holds: nothing is changed and nothing is judged; each is a sentence with the records it speaks of.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from b12track.domain.record.records import Record
from b12track.domain.typed.amounts import dose_matches
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import LAB_UNITS
from b12track.domain.typed.zones import zone_named
from b12track.domain.wording.phrases import counted


class Slip(NamedTuple):
    """What looks odd, and in which records."""

    text: str
    records: tuple[str, ...]


def slips_of(record: Record, today: date) -> list[Slip]:
    """Everything that looks odd, the kinds in the order of the document."""
    slips = []
    for number, plan in enumerate(record.plans):
        later = [other for other in record.plans[number + 1 :] if other.set_on == plan.set_on]
        if later:
            text = f"two plans were set on {show_date(plan.set_on)}; the one entered later is in force"
            slips.append(Slip(text, (plan.id, later[-1].id)))
        if plan.ended_on is not None and plan.ended_on <= plan.set_on:
            slips.append(
                Slip(f"the plan of {show_date(plan.set_on)} was stopped before it began", (plan.id,))
            )
    slips += [*_injections(record, today), *_zones(record)]
    dated = [
        *(("log", log.id, log.date) for log in record.symptoms),
        *(("lab result", lab.id, lab.date) for lab in record.labs),
        *(("note", note.id, note.date) for note in record.notes),
        *(("treatment", treatment.id, treatment.first_on) for treatment in record.treatments),
        *((f"{a.kind} of a date", a.id, a.recorded_on) for a in record.adjustments),
        *(("move to a phase", transition.id, transition.on) for transition in record.transitions),
    ]
    for what, id, day in dated:
        if day > today:
            slips.append(Slip(f"a {what} is dated {show_date(day)}, which is still to come", (id,)))
    for lab in record.labs:
        if lab.unit not in LAB_UNITS:
            text = f"the {lab.test} result of {show_date(lab.date)} has an unusual unit, {lab.unit}"
            slips.append(Slip(text, (lab.id,)))
    used = Counter(injection.supply_id for injection in record.injections if injection.supply_id)
    for supply in record.supplies:
        if supply.held is not None and used[supply.id] > supply.held:
            more = counted(used[supply.id] - supply.held, "dose")
            text = f"more doses were recorded from a supply than it held: {more} too many"
            slips.append(Slip(text, (supply.id,)))
    return slips


def _injections(record: Record, today: date) -> Iterator[Slip]:
    counted = [injection for injection in record.injections if injection.counts]
    for day, count in Counter(injection.given_on for injection in counted).items():
        if count > 1:
            same = tuple(injection.id for injection in counted if injection.given_on == day)
            yield Slip(f"{count} injections on {show_date(day)} count", same)
    for injection in record.injections:
        when = show_date(injection.given_on)
        if injection.given_on > today:
            yield Slip(f"an injection is dated {when}, which is still to come", (injection.id,))
        strength, volume = injection.strength_mcg_per_ml, injection.volume_ml
        if (
            strength is not None
            and volume is not None
            and not dose_matches(injection.dose_mcg, strength, volume)
        ):
            yield Slip(f"the dose of {when} does not fit its strength and volume", (injection.id,))
        if injection.recorded_at is not None and injection.recorded_at < injection.given_at - timedelta(
            days=1
        ):
            yield Slip(f"the injection of {when} was entered before it was given", (injection.id,))


def _zones(record: Record) -> Iterator[Slip]:
    """An offset that the zone named beside it did not have."""
    zones: dict[str, tzinfo | None] = {}
    for injection in record.injections:
        if not injection.zone:
            continue
        if injection.zone not in zones:
            zones[injection.zone] = zone_named(injection.zone)
        zone, day = zones[injection.zone], show_date(injection.given_on)
        if zone is None:
            yield Slip(f"the injection of {day} has a time zone that is not known here", (injection.id,))
        elif _offset(injection.given_at, zone) != injection.given_at.utcoffset():
            text = f"the injection of {day} has a time that was not the local time of {injection.zone} then"
            yield Slip(text, (injection.id,))


def _offset(instant: datetime, zone: tzinfo) -> timedelta | None:
    try:
        return instant.astimezone(zone).utcoffset()
    except OverflowError:  # at the very ends of the calendar
        return instant.utcoffset()
