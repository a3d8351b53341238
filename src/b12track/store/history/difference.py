"""The difference between the records of two states, as steps that can be gone back on.

What always holds: who goes the steps has the other state's records in its order, and who goes them back has the first
state's in its own. A merge arranges records by when they came and logs by their days; its undo must not leave that.

Where no record differs there is nothing to do: an order alone is nothing that a person has done or could take back.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from b12track.store.edits import Put, Remove
from b12track.store.file.layout import kind_of, same
from b12track.store.file.snapshot import LazyTables, by_key
from b12track.store.history.changes import Draft
from b12track.store.history.steps import Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from b12track.store.edits import Edit, Key, Record
    from b12track.store.file.snapshot import Records


def steps(
    draft: Draft, tables: Mapping[str, bytes], here: Mapping[str, Records], wanted: Mapping[str, Records]
) -> list[Step]:
    """Bring a draft to the records of another state, and return what it took.

    Given are the tables that the other state has, and the records of both by table, but for tables that are alike.
    """
    old, new = by_key(here), by_key(wanted)
    if old.keys() == new.keys() and all(same(old[key], record) for key, record in new.items()):
        return []
    calm = {name for name in wanted if _only_grows(kind_of(name), here.get(name, {}), wanted[name], old)}
    edits: list[Edit] = [
        *(Remove(kind, id) for kind, id in old if (kind, id) not in new),
        *(
            Put(kind_of(name), record)
            for name, records in wanted.items()
            if name not in calm
            for id, record in records.items()
            if (kind_of(name), id) in old
        ),
    ]
    found = [step for step in map(draft.apply_ours, edits) if step is not None]
    for name in tables:
        if name in calm:
            kind, records = kind_of(name), wanted[name]
            found += [
                Step(kind, id, before, records[id], None)
                for id, before in here.get(name, {}).items()
                if not same(before, records[id])
            ]
            found += draft.arrange(name, records)
        elif name in wanted:
            kind, places = kind_of(name), {id: place for place, id in enumerate(wanted[name])}
            ids = list(draft.tables.get(name, {}))
            stay = _longest_rising([places[id] for id in ids])
            found += [draft.take(kind, id) for id in ids if places[id] not in stay]
            found += draft.arrange(name, dict(wanted[name]))
    return found


def _only_grows(
    kind: str, here: Mapping[str, Record], wanted: Mapping[str, Record], old: Mapping[Key, Record]
) -> bool:
    """Say whether a table keeps what it has in its order: then its steps need not be gone one by one.

    So it is with nearly every merge; a table of which something goes, or in which something comes to stand elsewhere,
    is worked on record by record.
    """
    if any(id not in here and (kind, id) in old for id in wanted):
        return False
    staying = (id for id in wanted if id in here)
    return all(id == next(staying, None) for id in here)


def between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Step, ...]:
    """Return what leads from the records of one state to those of another, looking only at tables that differ."""
    alike = {name for name in before if before[name] == after.get(name)}
    here, wanted = (LazyTables(tables).records(alike) for tables in (before, after))
    return tuple(steps(Draft(LazyTables(before)), after, here, wanted))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the most of the numbers, each once, that stand in rising order: what need not be moved."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    found, last = set[int](), ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
