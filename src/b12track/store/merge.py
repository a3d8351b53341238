"""Two states of one person's file, changed apart, made one: pure, no file is touched.

What always holds: the result does not depend on which side is whose, on the order in which several are merged, or on
how often; down to the bytes, so that two machines that merge the same two states write the same file and have nothing
left to merge. Whatever stood on one side and was not deleted on the other, by somebody who had seen it, stands.

What is known (`registers`) and what is shown are two things: the document must be valid, so a plan that is deleted is
shown as long as an adjustment or a transition speaks of it (a supply as long as an injection, a symptom as long as a
score); a record whose id another kind has taken is shown under one of its own; and an adjustment or a transition that
its plan, changed on the other side, has no place for is not shown, but kept among the versions. Decided: these are
worked out from what is known, every time anew, and kept `aside` with it. Rejected: to change what is known, because
then it would matter who merged first.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from b12track.store import registers, stamps
from b12track.store.changes import Kept
from b12track.store.edits import KINDS, PERSON, SYMPTOM_KINDS, SYMPTOMS, Put, Remove
from b12track.store.layout import (
    ASIDE,
    ENTRY,
    GONE,
    STAMPS,
    SYMPTOM_YEARS,
    Header,
    State,
    encode,
    in_order,
    same,
    year_table,
)
from b12track.store.registers import Day, Held, Part
from b12track.store.tables import LazyTables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from b12track.store.changes import Draft, Step
    from b12track.store.edits import Edit, Record

_REFERENCES = (
    ("adjustments", "plan_id", "plans"),
    ("transitions", "plan_id", "plans"),
    ("injections", "supply_id", "supplies"),
)
_DATED = {"adjustments": "recorded_on", "transitions": "on"}
# Who keeps an id that two kinds have: first those that others speak of.
_ID_ORDER = (
    "plans",
    "supplies",
    *(kind for kind in KINDS if kind not in ("plans", "supplies", SYMPTOM_KINDS)),
)

Key = tuple[str, str]


class Known(NamedTuple):
    """What one side knows: its records by kind and id, its days by date."""

    records: dict[Key, Held]
    days: dict[str, Day]


class Shown(NamedTuple):
    """What the document shows of it: records by kind and id, in their order, and what of that is otherwise than known.

    `aside` names the records that are shown under another id (or not, None), `days` the dates whose log is.
    """

    records: dict[str, dict[str, Record]]
    logs: dict[str, Record]
    aside: dict[Key, str | None]
    days: dict[str, str]


class Tally(NamedTuple):
    """What a merge did to our side: how many records came, changed and went, and what became of disagreements.

    `both` were changed on both sides, and the later change holds; `unplaced` have no place in their changed plan.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    both: int = 0
    unplaced: int = 0


class Merged(NamedTuple):
    """A merged state, or None where the other side knew nothing new; what was set aside; what was done."""

    state: State | None
    kept: tuple[Kept, ...]
    tally: Tally


def merge(ours: State, theirs: State) -> Merged:
    """Merge another state into ours."""
    if ours.tables == theirs.tables:
        return Merged(None, (), Tally())
    alike = _years_alike(ours, theirs)
    us, them = _known(ours, alike), _known(theirs, alike)
    both = _joined(us, them)
    if both == us:
        return Merged(None, (), Tally())
    logs = {name: json.loads(ours.tables[name]) for name in alike}
    shown = _shown(both, logs)
    if shown is None:  # an id in a year that is alike must give way
        alike, logs = frozenset(), {}
        us, them = _known(ours, alike), _known(theirs, alike)
        both = _joined(us, them)
        shown = _shown(both, logs)
        assert shown is not None
    tables = _encoded(both, shown)
    for name in alike:
        for each in (name, STAMPS + name, GONE + name):
            if each in ours.tables:
                tables[each] = ours.tables[each]
    tables = in_order(tables)
    kept, disagreed = _set_aside(us, them, both, shown)
    tally = _tally(_documents(ours.tables, alike), shown)
    unplaced = sum(shown_as is None for shown_as in shown.aside.values())
    return Merged(
        State(_header(ours.header, theirs.header, tables), tables),
        tuple(kept),
        tally._replace(both=disagreed, unplaced=unplaced),
    )


def _header(ours: Header, theirs: Header, tables: Mapping[str, bytes]) -> Header:
    # The same on both machines, as the tables are.
    digest = sha256(repr(sorted((ours.token, theirs.token))).encode())
    for name, line in tables.items():
        digest.update(b"%s:%s\n" % (name.encode(), line))
    return Header(
        schema=ours.schema,
        revision=max(ours.revision, theirs.revision) + 1,
        token=digest.hexdigest()[:24],
        file=min(filter(None, (ours.file, theirs.file)), default=""),
        clock=max(ours.clock, theirs.clock),
    )


# What a side knows


def _years_alike(ours: State, theirs: State) -> frozenset[str]:
    # Fifty years of logs of which one differs cost what one costs.
    if ASIDE in ours.tables or ASIDE in theirs.tables:
        return frozenset()
    return frozenset(
        name
        for name in ours.tables
        if name.startswith(SYMPTOM_YEARS)
        and all(
            ours.tables.get(each) == theirs.tables.get(each) for each in (name, STAMPS + name, GONE + name)
        )
    )


def _known(state: State, without: frozenset[str]) -> Known:
    tables = LazyTables(state.tables)
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


def _known_days(tables: LazyTables, without: frozenset[str], aside: Mapping[str, Any]) -> dict[str, Day]:
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
                days[date] = registers.join_days(days.get(date, Day()), day)
    for name in tables:
        if name.startswith(GONE + SYMPTOM_YEARS) and name.removeprefix(GONE) not in without:
            for date, kept in stamps.entries(tables, name).items():
                days[date] = registers.join_days(days.get(date, Day()), registers.day_gone(kept))
    return days


def _joined(one: Known, other: Known) -> Known:
    records, days = dict(one.records), dict(one.days)
    for key, held in other.records.items():
        records[key] = registers.join(records.get(key), held)
    for date, day in other.days.items():
        days[date] = registers.join_days(days.get(date, Day()), day)
    return Known(records, days)


# What of it is shown


def _shown(known: Known, other_logs: Mapping[str, Mapping[str, Record]]) -> Shown | None:
    """Return what is shown; None if one of the other logs would have to be shown under another id."""
    records: dict[str, dict[str, Record]] = {kind: {} for kind in (PERSON, *KINDS) if kind != SYMPTOMS}
    for (kind, id), held in sorted(known.records.items(), key=_place):
        if not held.gone and held.content is not None:
            records[kind][id] = held.content
    logs = {
        date: registers.log_of(day, date) for date, day in sorted(known.days.items()) if registers.stands(day)
    }
    aside: dict[Key, str | None] = {}
    scored = {name for log in logs.values() for name in log["scores"]}
    scored.update(name for year in other_logs.values() for log in year.values() for name in log["scores"])
    _show_what_is_spoken_of(known, records, scored, aside)
    for key in _unplaced(records):
        del records[key[0]][key[1]]
        aside[key] = None
    days = _give_each_its_id(records, logs, other_logs, aside)
    return None if days is None else Shown(records, logs, aside, days)


def _place(found: tuple[Key, Held]) -> tuple[int, str]:
    (_, id), held = found
    return held.stamps[0], id


def _show_what_is_spoken_of(
    known: Known, records: dict[str, dict[str, Record]], scored: set[str], aside: dict[Key, str | None]
) -> None:
    wanted = {
        (target, str(record[field]))
        for kind, field, target in _REFERENCES
        for record in records[kind].values()
        if record.get(field)
    } | {(SYMPTOM_KINDS, name) for name in scored}
    again = [
        (key, known.records[key])
        for key in wanted
        if key[1] not in records[key[0]] and key in known.records and known.records[key].content is not None
    ]
    for (kind, id), held in again:
        records[kind][id] = held.content or {}
        aside[kind, id] = id
    for kind in {kind for (kind, _), _ in again}:
        held_by_id = {id: known.records[kind, id] for id in records[kind]}
        ordered = sorted(held_by_id, key=lambda id: (held_by_id[id].stamps[0], id))
        records[kind] = {id: records[kind][id] for id in ordered}


def _unplaced(records: Mapping[str, Mapping[str, Record]]) -> Iterator[Key]:
    plans = records["plans"]
    for kind, dated in _DATED.items():
        for id, record in list(records[kind].items()):
            plan = plans.get(str(record.get("plan_id")))
            if plan is not None and not _fits(kind, record, dated, plan):
                yield kind, id


def _fits(kind: str, record: Record, dated: str, plan: Record) -> bool:
    try:
        in_time = record[dated] >= plan["set_on"]
        return bool(in_time and (kind != "transitions" or record["to_phase"] < len(plan["phases"])))
    except (KeyError, TypeError):
        return True  # what is not valid anyway is not ours to judge


def _give_each_its_id(
    records: dict[str, dict[str, Record]],
    logs: dict[str, Record],
    other_logs: Mapping[str, Mapping[str, Record]],
    aside: dict[Key, str | None],
) -> dict[str, str] | None:
    """Give those that have another's id one of their own; return the new ids of logs by their dates."""
    counted = Counter(id for kind in _ID_ORDER if kind != SYMPTOMS for id in records[kind])
    counted.update(log["id"] for log in logs.values())
    counted.update(id for year in other_logs.values() for id in year)
    twice = {id for id, count in counted.items() if count > 1}
    if not twice:
        return {}
    if any(id in twice for year in other_logs.values() for id in year):
        return None
    taken, used, days = set(counted), set[str](), dict[str, str]()
    for kind in _ID_ORDER:
        if kind == SYMPTOMS:
            for date, log in logs.items():
                if log["id"] in used:
                    days[date] = log["id"] = _free(log["id"], taken)
                used.add(log["id"])
            continue
        for id in [id for id in records[kind] if id in used]:
            shown = _free(id, taken)
            aside[kind, id] = shown
            records[kind] = {
                shown if each == id else each: {**record, "id": shown} if each == id else record
                for each, record in records[kind].items()
            }
            if kind == "supplies":
                _follow(records, id, shown, aside)
        used.update(records[kind])
    return days


def _follow(records: dict[str, dict[str, Record]], id: str, shown: str, aside: dict[Key, str | None]) -> None:
    """Let the injections speak of a supply under the id that it is shown under."""
    for each, record in records["injections"].items():
        if record.get("supply_id") == id:
            records["injections"][each] = {**record, "supply_id": shown}
            aside["injections", each] = each


def _free(id: str, taken: set[str]) -> str:
    number = 2
    while f"{id}-{number}" in taken:
        number += 1
    taken.add(found := f"{id}-{number}")
    return found


# How it is kept


def _encoded(known: Known, shown: Shown) -> dict[str, bytes]:
    tables: dict[str, Any] = {kind: table for kind, table in shown.records.items() if table}
    marks: dict[str, dict[str, Any]] = {}
    for (kind, id), held in sorted(known.records.items()):
        if (kind, id) in shown.aside:
            continue
        name = (GONE if held.gone else STAMPS) + kind
        marks.setdefault(name, {})[id] = stamps.packed_gone(held) if held.gone else stamps.packed(held.stamps)
    for date, day in sorted(known.days.items()):
        table = year_table(int(date[:4]))
        if date in shown.logs:
            log = shown.logs[date]
            tables.setdefault(table, {})[log["id"]] = log
            marks.setdefault(STAMPS + table, {})[log["id"]] = registers.marks_of(day)
        if kept := registers.kept_of(day):
            marks.setdefault(GONE + table, {})[date] = kept
    tables |= {name: {ENTRY: found} for name, found in marks.items()}
    if aside := _encoded_aside(known, shown):
        tables[ASIDE] = {ENTRY: aside}
    return {name: encode(table) for name, table in tables.items()}


def _encoded_aside(known: Known, shown: Shown) -> dict[str, Any]:
    records = []
    for (kind, id), shown_as in sorted(shown.aside.items()):
        held = known.records[kind, id]
        records.append([kind, id, list(held.stamps), held.gone, held.content, shown_as])
    days = []
    for date, id in sorted(shown.days.items()):
        base = known.days[date].base
        assert base is not None
        days.append([date, list(base), id])
    return {name: found for name, found in (("records", records), ("days", days)) if found}


# What is to be told


def _set_aside(us: Known, them: Known, both: Known, shown: Shown) -> tuple[list[Kept], int]:
    """Return their contents that do not show and could not be found here, and how many records disagreed."""
    kept, disagreed = [], 0
    for (kind, id), theirs in them.records.items():
        ours = us.records.get((kind, id))
        if (kind, id) in shown.aside and shown.aside[kind, id] is None and theirs.content is not None:
            kept.append(Kept(kind, id, theirs.content))
        elif ours is not None and registers.grow_apart(ours, theirs) and not (ours.gone and theirs.gone):
            disagreed += 1
            if (
                not theirs.gone
                and theirs.content
                and not same(theirs.content, both.records[kind, id].content)
            ):
                kept.append(Kept(kind, id, theirs.content))
    for date, day in them.days.items():
        if not registers.stands(day) or date not in us.days or day == us.days[date] or date not in shown.logs:
            continue
        log = registers.log_of(day, date)
        if not _holds(shown.logs[date], log):
            kept.append(Kept(SYMPTOMS, shown.logs[date]["id"], {**log, "id": shown.logs[date]["id"]}))
    return kept, disagreed


def _holds(log: Record, other: Record) -> bool:
    """Say whether a log has all that another one has."""
    lines = str(log.get("note") or "").split("\n")
    return all(log["scores"].get(name) == score for name, score in other["scores"].items()) and all(
        line in lines for line in str(other.get("note") or "").split("\n") if line
    )


def _documents(tables: Mapping[str, bytes], without: Collection[str]) -> dict[Key, Record]:
    found: dict[Key, Record] = {}
    lazy = LazyTables(tables)
    for kind in (PERSON, *KINDS):
        for name in lazy.of_kind(kind):
            if name not in without:
                found |= {(kind, id): record for id, record in lazy[name].items()}
    return found


def steps(draft: Draft, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Step]:
    """Go through what a merge did to each record, so that it can be taken back."""
    alike = {name for name in before if before[name] == after.get(name)}
    old, new = _documents(before, alike), _documents(after, alike)
    edits: list[Edit] = [Remove(kind, id) for kind, id in old if (kind, id) not in new]
    edits += [Put(kind, record) for (kind, _), record in new.items()]
    return filter(None, map(draft.apply, edits))


def _tally(before: Mapping[Key, Record], shown: Shown) -> Tally:
    after = {(kind, id): record for kind, table in shown.records.items() for id, record in table.items()}
    after |= {(SYMPTOMS, log["id"]): log for log in shown.logs.values()}
    changed = sum(1 for key in before.keys() & after.keys() if not same(before[key], after[key]))
    return Tally(len(after.keys() - before.keys()), changed, len(before.keys() - after.keys()))
