"""The changes that were made, the earlier contents of a record, and what was saved here and is not in the file.

They come from the whole journal, also from changes that a file restored by hand no longer knows: whoever looks for a
lost version looks for just those. What is missing because an older file was put in the place of the newer one is
brought back by the use cases, which know whether a record fits the others; what was chosen is noted in the change that
brought it back. Taking the file as it is says that nothing is missed any longer.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from b12track.store.file.layout import same
from b12track.store.history import journal
from b12track.store.history.steps import Step

if TYPE_CHECKING:
    from b12track.store.edits import Record
    from b12track.store.opened import Opened


class Made(NamedTuple):
    """A change that was made: what it is called, when, what it did, and the token that names it."""

    what: str
    at: str
    edits: tuple[Step, ...]
    token: str


class Version(NamedTuple):
    """An earlier content of a record: when and by which change it ended, and the record itself.

    Of a content that no change ended, because a file restored by hand took its place: when and by which it came.
    """

    at: str
    what: str
    kind: str
    document: Record


def versions(file: Opened, id: str) -> list[Version]:
    """Return the earlier contents, newest first, each once and the present one left out."""
    found: list[Version] = []
    now = file.read()
    for entry in filter(None, journal.entries(journal.of(file.path, file.loaded().state.header))):
        steps = reversed([step for step in entry.edits if step.id == id])
        contents = [(step.kind, record) for step in steps for record in (step.after, step.before)]
        contents += [(kept.kind, kept.document) for kept in entry.kept if kept.id == id]
        for kind, record in contents:
            known = (now.get(kind, id), *(version.document for version in found))
            if record is not None and not any(same(record, other) for other in known):
                found.append(Version(entry.at, entry.what, kind, record))
    return found


def latest(file: Opened, count: int) -> list[Made]:
    """Return the latest changes that are not taken back yet, the last one first; those of many records in outline."""
    header = file.loaded().state.header
    data = journal.of(file.path, header)
    return [
        Made(entry.what, entry.at, entry.edits, entry.token)
        for entry in islice(journal.to_undo_in_turn(data, header.token, in_outline=True), count)
    ]


def amended(file: Opened, kind: str) -> dict[str, tuple[Record, str]]:
    """Return the records of a kind that were changed after they were saved: as they were first, and when last."""
    first: dict[str, Record] = {}
    last: dict[str, str] = {}
    for entry in filter(None, journal.entries(journal.of(file.path, file.loaded().state.header))):
        for step in entry.edits:
            if step.kind == kind and step.after is not None:
                first[step.id] = step.before or step.after
                if step.before is not None:
                    last.setdefault(step.id, entry.at)
    return {id: (first[id], at) for id, at in last.items()}


class Lost(NamedTuple):
    """A change that only the journal has: a short name for it, its token, when, what it is called and what it did."""

    id: str
    token: str
    at: str
    what: str
    steps: tuple[Step, ...]


def lost(file: Opened) -> list[Lost]:
    """Return the changes that landed here and are not in the file, the first first."""
    header = file.seen().header
    data = journal.of(file.path, file.loaded().state.header)
    found = reversed(journal.missing(data, header.token, header.vector))
    return [Lost(entry.token[:6], entry.token, entry.at, entry.what, entry.edits) for entry in found]
