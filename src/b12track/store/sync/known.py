"""What a state of a file tells of every record, whether it is shown or not, and what both sides know as one.

What always holds: `joined` is commutative, associative and idempotent, because each register is (`registers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from b12track.domain.record.records import KINDS
from b12track.store.edits import PERSON, SYMPTOMS
from b12track.store.file.layout import ASIDE, GONE, STAMPS, SYMPTOM_YEARS
from b12track.store.sync import registers, stamps
from b12track.store.sync.registers import Day, Held, Part

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from b12track.store.file.tables import LazyTables

Key = tuple[str, str]


class Known(NamedTuple):
    """What one side knows: its records by kind and id, its days by date."""

    records: dict[Key, Held]
    days: dict[str, Day]


def known(tables: LazyTables, without: Collection[str] = ()) -> Known:
    """Return what the tables of a state tell, but for the logs of some years."""
    aside = stamps.entries(tables, ASIDE)
    records: dict[Key, Held] = {}
    derived = {(kind, shown) for kind, *_, shown in aside.get("records", [])}
    for kind in (PERSON, *KINDS):
        if kind == SYMPTOMS:
            continue
        marks = stamps.entries(tables, STAMPS + kind)
        for id, record in tables.get(kind, {}).items():
            if (kind, id) not in derived:
                records[kind, id] = Held(stamps.stamps_of(marks.get(id)), False, record)
        for id, kept in stamps.entries(tables, GONE + kind).items():
            gone = stamps.held_gone(kept)
            records[kind, id] = registers.join(records.get((kind, id)), gone)
    for kind, id, all_stamps, gone, content, _ in aside.get("records", []):
        held = Held(tuple(all_stamps), gone, content)
        records[kind, id] = registers.join(records.get((kind, id)), held)
    return Known(records, _known_days(tables, without, aside))


def _known_days(tables: LazyTables, without: Collection[str], aside: Mapping[str, Any]) -> dict[str, Day]:
    named = {date: Part(*base) for date, base, _ in aside.get("days", [])}
    days: dict[str, Day] = {}
    for name in tables.of_kind(SYMPTOMS):
        if name not in without:
            marks = stamps.entries(tables, STAMPS + name)
            for id, log in tables[name].items():
                date = log["date"]
                day = registers.day_of(log, marks.get(id, registers.UNKNOWN))
                if date in named:
                    day = day._replace(base=named[date])
                days[date] = registers.join_days(days[date], day) if date in days else day
    for name in tables:
        if name.startswith(GONE + SYMPTOM_YEARS) and name.removeprefix(GONE) not in without:
            for date, kept in stamps.entries(tables, name).items():
                gone = registers.day_gone(kept)
                days[date] = registers.join_days(days[date], gone) if date in days else gone
    return days


def joined(one: Known, other: Known) -> Known:
    """Return what both know."""
    records, days = dict(one.records), dict(one.days)
    for key, held in other.records.items():
        records[key] = registers.join(records.get(key), held)
    for date, day in other.days.items():
        days[date] = registers.join_days(days[date], day) if date in days else day
    return Known(records, days)
