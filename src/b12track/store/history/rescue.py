"""The last state that can be put together when a data file cannot be read: a copy and what the journal adds.

The copy is of a morning; the journal has every change since, each with the content that it led to. So a file that
another program has cut short, or a failing disk has damaged, costs no entry of that day. Of several copies the one is
taken from which the changes lead furthest, whatever day its name says: a clock may have been wrong.

Nothing is written here, and nothing is guessed: what cannot be followed from the copy on is left, and named.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from b12track.domain.record.records import KINDS
from b12track.store.disk import backups, disk
from b12track.store.disk.sidecars import sidecars
from b12track.store.edits import PERSON, id_of
from b12track.store.faults import StoreFault
from b12track.store.file.layout import State, same
from b12track.store.file.migrations import reads_alike
from b12track.store.file.reading import header_at, load
from b12track.store.file.snapshot import LazyTables, Snapshot
from b12track.store.history import journal, past
from b12track.store.history.changes import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from b12track.store.edits import Key, Record
    from b12track.store.file.layout import Header
    from b12track.store.file.reading import Check, Loaded
    from b12track.store.history.journal import Entry


class Rescued(NamedTuple):
    """A document put together: the copy it began from, how many changes the journal added, and when the last was.

    `left_out` are the changes that the journal has and the document has not, the first first: when, and what.
    """

    document: Record
    day: str
    changes: int
    at: str | None
    left_out: tuple[tuple[str, str], ...] = ()


def rescued(path: Path, check: Check) -> Rescued | None:
    """Return the last state that the readable copies and the journal give; None if there is no copy."""
    target = disk.real(path)
    places = sidecars(target)
    try:
        found = backups.copies(places.backups)
    except OSError:
        return None
    ours = None  # where it cannot be read, who it is of is said by what is kept beside it
    with suppress(OSError):
        ours = header_at(target)
    data = b""  # the copy alone is better than nothing
    with suppress(StoreFault):
        data = journal.of(path, ours)
    copies: list[tuple[Loaded, str]] = []
    for copy in found:
        with suppress(StoreFault):
            copies.append((load(copy, check, trusting=False), copy.stem))
    own = [each for each in copies if journal.is_copy_of(data, ours, each[0].state.header)]
    if not own and ours is None:
        # Nothing ties the journal to any of the copies: the newest day says whose they are.
        data = b""
        own = [each for each in copies if each[0].state.header.file == copies[0][0].state.header.file]
    furthest: tuple[int, Loaded, str, list[Entry]] | None = None
    for loaded, stem in own:
        changes = _since(data, loaded.state.header)
        revision = changes[-1].revision if changes else loaded.state.header.revision
        if furthest is None or revision > furthest[0]:
            furthest = revision, loaded, stem, changes
    if furthest is None:
        return None
    _, loaded, day, changes = furthest
    # As many of the changes as make a valid document: nearly always all of them, so the last is tried first.
    for count in reversed(range(1, len(changes) + 1)):
        draft = Draft(LazyTables(loaded.state.tables))
        past.replay(draft, changes[:count])
        document = Snapshot(State(loaded.state.header, draft.tables.encoded())).exchange()
        try:
            check(document)
        except ValueError:
            continue
        last = changes[count - 1]
        return Rescued(document, day, count, last.at, _left_out(data, last.token, document))
    document = loaded.snapshot.exchange()
    return Rescued(document, day, 0, None, _left_out(data, loaded.state.header.token, document))


def _left_out(data: bytes, token: str, document: Record) -> tuple[tuple[str, str], ...]:
    """Return the changes whose outcome a document has not, but for a save that was cut short before it landed.

    A line that cannot be read breaks the way back to what is older, and the copy may hold that all the same. So it is
    looked for: what a change led to is there, or a later change that is not left out began from it.
    """
    entries = [entry for entry in journal.entries(data) if entry is not None]
    on_the_way = {entry.token for entry in journal.chain(data, token)}
    landed = {entry.parent for entry in entries} | journal.landed_in(data)
    there: dict[Key, list[Record | None]] = {
        (kind, id_of(kind, record)): [record]
        for kind in (PERSON, *KINDS)
        for record in ([document[kind]] if kind == PERSON else document.get(kind, ()))
    }
    left = []
    for entry in entries:
        found = [(there.setdefault((step.kind, step.id), [None]), step) for step in entry.edits]
        if entry.token not in on_the_way:
            if entry.token not in landed:
                continue
            if not all(any(same(each, step.after) for each in states) for states, step in found):
                left.append((entry.at, entry.what))
                continue
        for states, step in found:
            states.append(step.before)
    return tuple(reversed(left))


def _since(data: bytes, header: Header) -> list[Entry]:
    """Return the changes that lead on from a state, as far as they mean today what they meant then."""
    # Of several that came from one state the last is what happened: the others were cut short before the data.
    after = {entry.parent: entry for entry in reversed(list(journal.entries(data))) if entry is not None}
    token = header.token
    found: list[Entry] = []
    while (entry := after.pop(token, None)) is not None and reads_alike(entry.schema):
        found.append(entry)
        token = entry.token
    return found
