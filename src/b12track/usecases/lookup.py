"""Finding the one record that is meant: by its id, or by a beginning of it that no other id has."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from b12track.domain.record import loading
from b12track.domain.record.faults import Deed, Hint, Refused
from b12track.domain.record.records import Record, Supply
from b12track.domain.wording.text import clean, quote
from b12track.store.file.snapshot import Snapshot

SHORTEST = 3
_NAMED = 5


class Found(NamedTuple):
    """A record with its kind and its id (of a symptom, its name)."""

    kind: str
    id: str
    value: Any


def pick(typed: str, ids: Sequence[str], what: str, otherwise: Hint) -> str:
    """The id that was typed, or the only one that begins so; `otherwise` is what is right where there is none."""
    if typed in ids:
        return typed
    found = [id for id in ids if len(typed) >= SHORTEST and id.startswith(typed)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(what, f"{quote(typed)} is the beginning of several", f"write one of {_some(found)}")
    right = f"write one of {_some(ids)}" if ids else otherwise
    raise Refused(what, f"{quote(typed)} is not the id of anything recorded here", right)


def find_supply(record: Record, typed: str) -> Supply:
    """The supply of this id, or the only one whose id begins so."""
    ids = [supply.id for supply in record.supplies]
    id = pick(typed, ids, "supply", Deed("add supply"))
    return record.supplies[ids.index(id)]


def find_record(snapshot: Snapshot, typed: str) -> Found:
    """The record of this id, of any kind."""
    id = clean(typed, "id")
    if id == "person":
        raise Refused("id", "the person cannot be chosen as a record", Deed("person"))
    found = snapshot.find(id) if id else None
    if found is None:
        id = pick(id, snapshot.ids(id) if len(id) >= SHORTEST else [], "id", Deed("history"))
        found = snapshot.find(id)
        assert found is not None, "an id that is listed is there"
    kind, raw = found
    return Found(kind, id, loading.load(kind, raw))


def _some(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED
    return ", ".join(ids[:_NAMED]) + (f" and {more} more" if more > 0 else "")
