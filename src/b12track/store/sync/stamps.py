"""When each record was changed, kept beside the records for the day on which two machines' files are merged.

What always holds: a change's stamps are greater than every stamp in the file that it was made from, and not before its
time of day (milliseconds since 1970); so in one line of changes the later always counts as the later, whatever the
machines' clocks say. The stamps of a table stand in a line of their own, so a day's log costs those of its year.

`stamps T` has the stamps of each record in T: one, or all of them, ascending. `gone T` has those of the deleted ones,
with their content where other records may speak of it. Each bears a sign of the content that it stands for
("1772655301000-1a2b3c4d"), because another machine may give the same stamp to another content. A day's log has its
parts' stamps under its id, without a sign, because their values stand beside them; what was deleted of a day stands
under its date, signed. `aside` holds what a merge shows otherwise than it is; the next change settles it:
what is shown is from then on what is.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from b12track.store.edits import SYMPTOM_KINDS, SYMPTOMS
from b12track.store.file.layout import (
    ASIDE,
    ENTRY,
    GONE,
    STAMPS,
    table_for,
    year_table,
)
from b12track.store.file.snapshot import LazyTables
from b12track.store.history.steps import Step
from b12track.store.sync import registers
from b12track.store.sync.registers import UNKNOWN, Day, Held, Part

SPOKEN_OF = frozenset({SYMPTOM_KINDS, "plans", "supplies"})
"""The kinds that records of other kinds speak of: their content is kept when they are deleted."""


def stamp_at(now: datetime, latest: int) -> int:
    """Return the first stamp of a change made now to a file with this latest stamp."""
    return max(int(now.timestamp() * 1000), latest + 1)


def mark(tables: LazyTables, steps: Iterable[Step], first: int) -> int:
    """Give a change's stamps to the records that it changed, and return the last one given.

    Each step has one of its own, because the order in which records came is the order in which they stand. Logs
    stand by date and share theirs, so that an import of fifty years does not run ahead of the clock.
    """
    stamp = first
    if ASIDE in tables:
        settle(tables, stamp)
        stamp += 1
    days: set[str] = set()
    last = stamp
    for step in steps:
        if step.kind == SYMPTOMS:
            touched = {log["date"] for log in (step.before, step.after) if log is not None}
            if touched & days:  # what is written twice in one change is written one after the other
                stamp, days = stamp + 1, set()
            days |= touched
            _mark_log(tables, step, stamp)
            last = stamp
        else:
            _mark(tables, step, stamp)
            last, stamp, days = stamp, stamp + 1, set()
    return last


def _mark(tables: LazyTables, step: Step, stamp: int) -> None:
    marks = entries(tables, STAMPS + step.kind)
    before = stamps_of(marks.get(step.id)) if step.before is not None else ()
    if step.after is not None:
        marks[step.id] = packed((*before, registers.signed(stamp, step.after)))
        put_entries(tables, STAMPS + step.kind, marks)
    else:
        if marks.pop(step.id, None) is not None:
            put_entries(tables, STAMPS + step.kind, marks)
        bury(tables, step.kind, step.id, Held(before, True, step.before))


def bury(tables: LazyTables, kind: str, id: str, held: Held) -> None:
    """Keep the stamps of a deleted record, and its content where others may speak of it."""
    gone = entries(tables, GONE + kind)
    if kind not in SPOKEN_OF:
        held = held._replace(content=None)
    gone[id] = packed_gone(registers.join(held_gone(gone.get(id)), held))
    put_entries(tables, GONE + kind, gone)


def _mark_log(tables: LazyTables, step: Step, stamp: int) -> None:
    day = Day()
    if step.before is not None:
        table, date = table_for(SYMPTOMS, step.before), step.before["date"]
        marks = entries(tables, STAMPS + table)
        day = registers.day_of(step.before, marks.pop(step.id, UNKNOWN))
        if step.after is None or step.after["date"] != date:
            put_entries(tables, STAMPS + table, marks)
            _bury_day(tables, table, date, registers.without(day))
            day = Day()
    if step.after is not None:
        table, date = table_for(SYMPTOMS, step.after), step.after["date"]
        day = registers.changed_day(day, step.after, stamp)
        marks = entries(tables, STAMPS + table)
        marks[step.id] = registers.marks_of(day)
        put_entries(tables, STAMPS + table, marks)
        _bury_day(tables, table, date, day)


def _bury_day(tables: LazyTables, table: str, date: str, day: Day) -> None:
    if kept := registers.kept_of(day):
        gone = entries(tables, GONE + table)
        both = registers.join_days(registers.day_gone(gone.get(date, {})), registers.day_gone(kept))
        gone[date] = registers.kept_of(both)
        put_entries(tables, GONE + table, gone)


def settle(tables: LazyTables, stamp: int) -> None:
    """Make what the last merge showed otherwise than it is the truth, as of this stamp."""
    aside = entries(tables, ASIDE)
    for kind, id, stamps, gone, content, shown in aside.get("records", []):
        if shown is not None:
            marks = entries(tables, STAMPS + kind)
            before = stamps_of(stamps if shown == id else stamps[:1])
            marks[shown] = packed((*before, registers.signed(stamp, tables.get(kind, {}).get(shown))))
            put_entries(tables, STAMPS + kind, marks)
        if shown != id:
            bury(tables, kind, id, Held(stamps_of(stamps), True, content))
        del gone
    for date, _, shown in aside.get("days", []):
        table = year_table(int(date[:4]))
        log = tables.get(table, {}).get(shown)
        if log is not None:  # nobody has taken it out by hand
            marks = entries(tables, STAMPS + table)
            day = registers.day_of(log, marks.get(shown, UNKNOWN))
            marks[shown] = registers.marks_of(day._replace(base=Part(stamp, False, log)))
            put_entries(tables, STAMPS + table, marks)
    del tables[ASIDE]


# How they are kept


def entries(tables: LazyTables, name: str) -> dict[str, Any]:
    """Return the entries of a table that holds no records."""
    table: dict[str, Any] = tables.get(name, {})
    found: dict[str, Any] = table.get(ENTRY, {})
    return found


def put_entries(tables: LazyTables, name: str, found: dict[str, Any]) -> None:
    """Take the new entries of a table that holds no records; one without any goes."""
    if found:
        tables[name] = {ENTRY: found}
    elif name in tables:
        del tables[name]


def stamps_of(kept: Any) -> tuple[int, ...]:
    """Return all stamps of a record, signed, from how they are kept."""
    if isinstance(kept, list):
        return tuple(map(registers.read_stamp, kept))
    return (registers.read_stamp(kept or UNKNOWN),)


def packed(stamps: tuple[int, ...]) -> Any:
    """Return signed stamps as they are kept."""
    kept = [registers.kept_stamp(stamp) for stamp in registers.trimmed(stamps)]
    return kept if len(kept) > 1 else kept[0]


def held_gone(kept: Any) -> Held | None:
    """Return what is kept of a deleted record."""
    if kept is None:
        return None
    if isinstance(kept, dict):
        return Held(stamps_of(kept["stamps"]), True, kept["was"])
    return Held(stamps_of(kept), True, None)


def packed_gone(held: Held) -> Any:
    """Return what is kept of a deleted record, as it is kept."""
    stamps = packed(held.stamps)
    return stamps if held.content is None else {"stamps": stamps, "was": held.content}
