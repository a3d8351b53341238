"""Recording an injection that was given.

What always holds: it has happened, its route was stated, its amounts agree; what is plausible but unusual is saved
only once a person says that it is meant. What is checked against other records is checked on the newest ones.
"""

from datetime import datetime
from typing import NamedTuple

from b12track.domain.record.faults import NeedsYes
from b12track.domain.record.records import Injection, Record
from b12track.domain.rules.audit import audit_of
from b12track.domain.rules.course import Timing
from b12track.domain.rules.overview import Overview, overview_of
from b12track.domain.rules.schedule import timing_of
from b12track.domain.rules.unusual import doubts_of, in_one_breath, supply_differences
from b12track.domain.wording.record_names import name_of
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.enter.injection_draft import Draft, check_draft
from b12track.usecases.lookup import find_supply
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of


class Recorded(NamedTuple):
    """An injection as it was recorded, and where the plan stood before and stands now."""

    injection: Injection
    saved: Saved
    before: Overview
    after: Overview
    timing: Timing | None


def record_injection(person_file: PersonFile, draft: Draft, yes: bool = False) -> Recorded:
    """Record a dose that was given; what is unusual only with `yes`."""

    def work(snapshot: Snapshot, record: Record) -> tuple[tuple[Injection, Record], Change]:
        injection = check_draft(draft, record, person_file.now)
        if draft.supply_id is not None:
            find_supply(record, draft.supply_id)
        doubts = doubts_of(injection, record, person_file.now.date())
        if doubts and not yes:
            raise NeedsYes("", in_one_breath(doubts))
        injection = injection._replace(id=person_file.new_id(snapshot, "injections"))
        put = Put("injections", raw_of("injections", injection))
        return (injection, record), Change(name_of("injections", injection), (put,))

    (injection, before), saved = person_file.make(work)
    after, timing = _after(before, injection, person_file.now)
    return Recorded(injection, saved, overview_of(before, person_file.now), after, timing)


def foresee(record: Record, draft: Draft, overview: Overview) -> tuple[Overview, Timing | None]:
    """Where the plan would stand with this dose, and how the dose would meet its date; for a form."""
    if draft.is_short_of_much:
        return overview, None
    injection = check_draft(draft, record, overview.now)
    return _after(record, injection, overview.now)


def check_injection(draft: Draft, record: Record, overview: Overview) -> list[str]:
    """What is worth saying before a dose is saved: what does not agree with the plan, the label, the other doses."""
    if draft.is_short_of_much:
        return []
    injection = check_draft(draft, record, overview.now)
    audit = audit_of(_with(record, injection), injection)
    said = [entry.text for entry in audit.contradictions if entry.code not in ("same_day", "entered_late")]
    return [*doubts_of(injection, record, overview.now.date()), *said, *supply_differences(injection, record)]


def _after(record: Record, injection: Injection, now: datetime) -> tuple[Overview, Timing | None]:
    """Where the plan stands with a dose, and how the dose met its date: mostly it is the last one."""
    with_it = _with(record, injection)
    overview = overview_of(with_it, now)
    is_last = overview.last is not None and overview.last.id == injection.id
    return overview, overview.last_timing if is_last else timing_of(with_it, injection)


def _with(record: Record, injection: Injection) -> Record:
    return record._replace(injections=(*record.injections, injection))
