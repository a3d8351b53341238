"""The phases that a person has been in, over all plans: for charts, and for what "the end of loading" was."""

from datetime import date, timedelta
from typing import NamedTuple

from b12track.domain.record.records import PhaseKind, Record
from b12track.domain.rules.course import walk
from b12track.domain.rules.plans_in_force import plans_that_held


class PhaseSpan(NamedTuple):
    """One stay in a phase; `end` is its last day, or None while it lasts."""

    name: str
    kind: PhaseKind
    start: date
    end: date | None
    first_given_on: date | None
    last_given_on: date | None


def phase_spans(record: Record, today: date) -> list[PhaseSpan]:
    """Every stay in a phase up to today, the earliest first."""
    spans: list[PhaseSpan] = []
    for plan, last_day in plans_that_held(record.plans):
        if plan.set_on > today:
            break
        course = walk(record, plan, min(last_day, today))
        ends = [following.entered_on for following in course.stretches[1:]]
        for stretch, left_on in zip(course.stretches, [*ends, None]):
            phase = plan.phases[stretch.phase]
            end = left_on or (last_day if last_day < today else None)
            spans.append(
                PhaseSpan(
                    phase.name, phase.kind, stretch.entered_on, end, stretch.started, stretch.last_given_on
                )
            )
    return spans


def repletion_before_maintenance(record: Record, today: date) -> tuple[date, date, date] | None:
    """First and last dose of the latest repletion that a maintenance followed, and since when that has lasted.

    Repletion may be several phases in a row, and may stand in an earlier plan. Without a dose in it there is no end
    of repletion to compare with.
    """
    maintenance_from: date | None = None
    last_dose: date | None = None
    first_dose: date | None = None
    for span in reversed(phase_spans(record, today)):
        if span.kind == "maintenance":
            if last_dose is not None:
                break
            maintenance_from = span.start
        elif maintenance_from is None:
            return None
        elif span.first_given_on is not None and span.last_given_on is not None:
            last_dose = last_dose or span.last_given_on
            first_dose = span.first_given_on
    if first_dose is None or last_dose is None or maintenance_from is None:
        return None
    return first_dose, last_dose, max(maintenance_from, last_dose + timedelta(days=1))
