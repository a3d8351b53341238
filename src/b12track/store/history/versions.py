"""The changes that were made, and the earlier contents of a record.

They come from the whole journal, also from changes that a file restored by hand no longer knows: whoever looks for a
lost version looks for just those.
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
