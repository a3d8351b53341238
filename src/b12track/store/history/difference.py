"""The difference between the records of two states, as steps that can be gone back on.

What always holds: who goes the steps has the other state's records in its order, and who goes them back has the first
state's in its own. A merge arranges records by when they came and logs by their days; its undo must not leave that.

Where no record differs there is nothing to do: an order alone is nothing that a person has done or could take back.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from b12track.store.edits import PERSON, Put, Remove
from b12track.store.file.layout import kind_of, same, table_for
from b12track.store.file.lazy import LazyTables
from b12track.store.history.changes import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from b12track.store.edits import Edit, Key, Record
    from b12track.store.history.steps import Step


def steps(
    draft: Draft, tables: Mapping[str, bytes], old: Mapping[Key, Record], new: Mapping[Key, Record]
) -> list[Step]:
    """Bring a draft to the records of another state, and return what it took.

    Given are the tables that the other state has, and the records of both, but for tables that are alike in both.
    """
    if old.keys() == new.keys() and all(same(old[key], record) for key, record in new.items()):
        return []
    edits: list[Edit] = [
        *(Remove(kind, id) for kind, id in old if (kind, id) not in new),
        *(Put(kind, record) for (kind, id), record in new.items() if (kind, id) in old),
    ]
    found = [step for step in map(draft.apply_ours, edits) if step is not None]
    wanted: dict[str, dict[str, Record]] = {}
    for (kind, id), record in new.items():
        wanted.setdefault(table_for(kind, record) if kind != PERSON else PERSON, {})[id] = record
    for name in tables:
        if name in wanted:
            found += _arranged(draft, name, wanted[name])
    return found


def between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Step, ...]:
    """Return what leads from the records of one state to those of another, looking only at tables that differ."""
    alike = {name for name in before if before[name] == after.get(name)}
    old, new = (LazyTables(tables).documents(alike) for tables in (before, after))
    return tuple(steps(Draft(LazyTables(before)), after, old, new))


def _arranged(draft: Draft, table: str, wanted: Mapping[str, Record]) -> Iterator[Step]:
    kind, places = kind_of(table), {id: place for place, id in enumerate(wanted)}
    here = draft.ids_in(table)
    stay = _longest_rising([places[id] for id in here])
    for id in here:
        if places[id] not in stay:
            yield draft.take(kind, id)
    yield from draft.arrange(table, dict(wanted))


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
