"""Two states of one person's file, changed apart, made one: pure, no file is touched.

What always holds: the result does not depend on which side is whose, on the order in which several are merged, or on
how often; down to the bytes, so that two machines that merge the same two states write the same file and have nothing
left to merge. Whatever stood on one side and was not deleted on the other, by somebody who had seen it, stands.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from b12track.domain.record.records import KINDS
from b12track.store.edits import PERSON, SYMPTOMS, Key, Record
from b12track.store.file.layout import ASIDE, GONE, STAMPS, SYMPTOM_YEARS, Header, State, in_order, same
from b12track.store.file.reading import logs_alike
from b12track.store.file.snapshot import LazyTables, Records, by_key
from b12track.store.history import marks
from b12track.store.history.steps import Kept
from b12track.store.sync import registers, stamps
from b12track.store.sync.registers import Day, Held, Part
from b12track.store.sync.resolution import Known, OtherLogs, Shown, encoded, shown_of, tables_of


class Tally(NamedTuple):
    """What a merge did to our side: how many records came, changed and went, and what became of disagreements.

    `both` were changed on both sides, and the later change holds; `overruled` are the days of which the other side says
    something that a later score or note here holds against; `unplaced` have no place in their changed plan.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    both: int = 0
    overruled: int = 0
    unplaced: int = 0


class Merged(NamedTuple):
    """A merged state, or None where the other side knew nothing new; what was set aside; what was done.

    `before` and `after` are the tables of records of ours and of the merged state, but for years that are alike.
    """

    state: State | None
    kept: tuple[Kept, ...]
    tally: Tally
    before: Mapping[str, Records] = {}
    after: Mapping[str, Records] = {}


def as_records_for(theirs: State, ours: State) -> State:
    """Return another person's state as one of ours: it brings records, and neither the person nor which file it is.

    The count of its journal's changes stays with it as well, unless it began as our file: who later finds that journal
    in the place of ours must not take it for ours, and nothing that is only in it is missed in ours.
    """
    about = (PERSON, STAMPS + PERSON, GONE + PERSON)
    tables = {name: data for name, data in theirs.tables.items() if name not in about}
    tables |= {name: ours.tables[name] for name in about if name in ours.tables}
    is_one_file = theirs.header.file == ours.header.file
    vector = theirs.header.vector if is_one_file else {}
    return State(theirs.header._replace(file=ours.header.file, vector=vector), in_order(tables))


def merge(
    ours: State,
    theirs: State,
    *,
    here: LazyTables | None = None,
    there: LazyTables | None = None,
    to_be_kept: bool = True,
) -> Merged:
    """Merge another state into ours; one that is only looked at needs no token of its own.

    Whoever has decoded the tables of either already hands them over; they are looked at and not changed.
    """
    is_seen = marks.covers(ours.header.vector, theirs.header.vector)
    if is_seen and ours.tables == theirs.tables:
        return Merged(None, (), Tally())
    # Fifty years of logs of which one differs cost what one costs.
    is_aside = ASIDE in ours.tables or ASIDE in theirs.tables
    alike = frozenset[str]() if is_aside else logs_alike(ours, theirs)
    here = LazyTables(ours.tables) if here is None else here
    there = LazyTables(theirs.tables) if there is None else there
    us, them = known(here, alike), known(there, alike)
    both = joined(us, them)
    if is_seen and both == us:
        return Merged(None, (), Tally())
    # Where nothing of the other side stands because ours is the later, it is known from now on that its changes were
    # seen, and what they were is set aside.
    shown = shown_of(both, OtherLogs(ours.tables[name] for name in alike))
    if shown is None:  # an id in a year that is alike must give way
        alike = frozenset()
        us, them = known(here, alike), known(there, alike)
        both = joined(us, them)
        shown = shown_of(both, OtherLogs(()))
        assert shown is not None
    kept, disagreed, overruled = _set_aside(us, them, both, shown)
    del us, them  # of fifty years they are as large as all that is made next
    before, after = here.records(alike), tables_of(shown)
    tables = encoded(both, shown, after)
    for name in alike:
        for each in (name, STAMPS + name, GONE + name):
            if each in ours.tables:
                tables[each] = ours.tables[each]
    tables = in_order(tables)
    were, are = by_key(before), by_key(after)
    staying = [(were[key], record) for key, record in are.items() if key in were]
    tally = Tally(
        added=len(are) - len(staying),
        changed=sum(not same(*pair) for pair in staying),
        removed=len(were) - len(staying),
        both=disagreed,
        overruled=overruled,
        unplaced=sum(shown_as is None for shown_as in shown.aside.values()),
    )
    header = _header(ours.header, theirs.header, tables if to_be_kept else {})
    return Merged(State(header, tables), tuple(kept), tally, before, after)


def _header(ours: Header, theirs: Header, tables: Mapping[str, bytes]) -> Header:
    token = ""
    if tables:
        from hashlib import sha256  # here, because whoever only looks need not load it

        # The same on both machines, as the tables are.
        digest = sha256(repr(sorted((ours.token, theirs.token))).encode())
        for name, line in tables.items():
            digest.update(b"%s:%s\n" % (name.encode(), line))
        token = digest.hexdigest()[:24]
    return Header(
        schema=ours.schema,
        revision=max(ours.revision, theirs.revision) + 1,
        token=token,
        file=min(filter(None, (ours.file, theirs.file)), default=""),
        clock=max(ours.clock, theirs.clock),
        vector=marks.both(ours.vector, theirs.vector),
        altered=max(ours.altered, theirs.altered),
    )


def _set_aside(us: Known, them: Known, both: Known, shown: Shown) -> tuple[list[Kept], int, int]:
    """Return their contents that do not show and could not be found here, how many records disagreed, and days."""
    kept, disagreed, overruled = [], 0, 0
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
        if date not in us.days or day == us.days[date] or date not in shown.logs or not registers.stands(day):
            continue
        log = shown.logs[date]
        if not _holds(log, day):
            lost = registers.log_of(day, date)
            lost["id"] = log["id"]
            kept.append(Kept(SYMPTOMS, log["id"], lost))
            overruled += 1
    return kept, disagreed, overruled


def _holds(log: Record, day: Day) -> bool:
    """Say whether a log has all that stands of a day."""
    if not day.scores.items() <= log["scores"].items():
        return False
    if not day.notes:
        return True
    lines = {"", *str(log.get("note") or "").split("\n")}
    return lines.issuperset(line for _, text in day.notes for line in text.split("\n"))


# What one side knows, and what both know


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
        held = Held(stamps.stamps_of(all_stamps), gone, content)
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
