"""What is shown of what is known, and how both are kept.

What always holds: what is shown depends on nothing but what is known, and makes a valid document. So a plan that is
deleted is shown as long as an adjustment or a transition speaks of it (a supply as long as an injection, a symptom as
long as a score); a record whose id another kind has taken is shown under one of its own; and an adjustment or a
transition that its plan, changed on the other side, has no place for is not shown, but kept among the versions.

Decided: all that is worked out anew each time and kept `aside`, beside what is known. Rejected: to change what is
known, because then it would matter who merged first.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from b12track.domain.record.records import KINDS
from b12track.store.edits import PERSON, SYMPTOM_KINDS, SYMPTOMS, Key, Record
from b12track.store.file.layout import ASIDE, ENTRY, GONE, STAMPS, SYMPTOM_YEARS, encode
from b12track.store.file.snapshot import Records
from b12track.store.sync import registers, stamps
from b12track.store.sync.registers import Day, Held

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


class OtherLogs:
    """The logs of years that are alike on both sides: looked at only as far as others depend on them."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        """Take the bytes of their tables, which are trusted."""
        self._lines = list(lines)

    def ids(self) -> set[str]:
        """Return their ids. A quote inside text is escaped, so nothing but a key is taken for one."""
        found = {id for line in self._lines for id in _ID.findall(line)}
        if any(b"\\" in id for id in found):
            return {log["id"] for line in self._lines for log in json.loads(line).values()}
        return {id.decode() for id in found}

    def scored(self) -> set[str]:
        """Return the symptoms that they score."""
        return {name for line in self._lines for log in json.loads(line).values() for name in log["scores"]}


_ID = re.compile(rb'"id":"([^"]*)"')


def shown_of(known: Known, other_logs: OtherLogs) -> Shown | None:
    """Return what is shown; None if one of the other logs would have to be shown under another id."""
    records: dict[str, dict[str, Record]] = {kind: {} for kind in (PERSON, *KINDS) if kind != SYMPTOMS}
    in_turn = sorted(known.records.items(), key=lambda each: (each[1].stamps[0], each[0][1]))
    for (kind, id), held in in_turn:
        if not held.gone and held.content is not None:
            records[kind][id] = held.content
    logs = {
        date: registers.log_of(day, date) for date, day in sorted(known.days.items()) if registers.stands(day)
    }
    aside: dict[Key, str | None] = {}
    scored = set[str]().union(*(log["scores"] for log in logs.values()))
    if any(kind == SYMPTOM_KINDS and held.gone for (kind, _), held in known.records.items()):
        scored |= other_logs.scored()
    _show_what_is_spoken_of(known, records, scored, aside)
    for key in _unplaced(records):
        del records[key[0]][key[1]]
        aside[key] = None
    days = _give_each_its_id(records, logs, other_logs, aside)
    return None if days is None else Shown(records, logs, aside, days)


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
    for kind, dated in _DATED.items():
        for id, record in list(records[kind].items()):
            plan = records["plans"].get(str(record.get("plan_id")))
            if plan is None:
                continue
            try:
                has_place = record[dated] >= plan["set_on"] and (
                    kind != "transitions" or record["to_phase"] < len(plan["phases"])
                )
            except (KeyError, TypeError):
                continue  # what is not valid anyway is not ours to judge
            if not has_place:
                yield kind, id


def _give_each_its_id(
    records: dict[str, dict[str, Record]],
    logs: dict[str, Record],
    other_logs: OtherLogs,
    aside: dict[Key, str | None],
) -> dict[str, str] | None:
    """Give those that have another's id one of their own; return the new ids of logs by their dates."""
    counted = Counter(id for kind in _ID_ORDER if kind != SYMPTOMS for id in records[kind])
    counted.update(log["id"] for log in logs.values())
    others = other_logs.ids()
    counted.update(others)
    twice = {id for id, count in counted.items() if count > 1}
    if not twice:
        return {}
    if not others.isdisjoint(twice):
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


def tables_of(shown: Shown) -> dict[str, Records]:
    """Return the tables of the records that are shown."""
    tables = {kind: table for kind, table in shown.records.items() if table}
    for date, log in shown.logs.items():
        tables.setdefault(SYMPTOM_YEARS + date[:4], {})[log["id"]] = log
    return tables


def encoded(known: Known, shown: Shown, records: Mapping[str, Records]) -> dict[str, bytes]:
    """Return the tables that keep what is known and show what is shown, given the records of these."""
    marks: dict[str, dict[str, Any]] = {}
    for (kind, id), held in sorted(known.records.items()):
        if (kind, id) in shown.aside:
            continue
        name = (GONE if held.gone else STAMPS) + kind
        marks.setdefault(name, {})[id] = stamps.packed_gone(held) if held.gone else stamps.packed(held.stamps)
    for date, day in sorted(known.days.items()):
        if (log := shown.logs.get(date)) is not None:
            table = STAMPS + SYMPTOM_YEARS + date[:4]
            marks.setdefault(table, {})[log["id"]] = registers.marks_of(day)
        if kept := registers.kept_of(day):
            table = GONE + SYMPTOM_YEARS + date[:4]
            marks.setdefault(table, {})[date] = kept
    tables = {**records, **{name: {ENTRY: found} for name, found in marks.items()}}
    aside: dict[str, list[Any]] = {}
    for (kind, id), shown_as in sorted(shown.aside.items()):
        held = known.records[kind, id]
        kept_stamps = [registers.kept_stamp(stamp) for stamp in held.stamps]
        aside.setdefault("records", []).append([kind, id, kept_stamps, held.gone, held.content, shown_as])
    for date, id in sorted(shown.days.items()):
        base = known.days[date].base
        assert base is not None, "a log that is shown has a name"
        aside.setdefault("days", []).append([date, list(base), id])
    if aside:
        tables[ASIDE] = {ENTRY: aside}
    return {name: encode(table) for name, table in tables.items()}
