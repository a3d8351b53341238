"""What came of asking the store: a save, an earlier content, a finding."""

from typing import NamedTuple

from b12track.store.edits import Record
from b12track.store.file.snapshot import Snapshot


class Saved(NamedTuple):
    """What came of a change: the state now, what it is called, whether anything differed, any doubt, what it made."""

    snapshot: Snapshot
    what: str
    changed: bool
    warning: str | None
    made: object = None


class Made(NamedTuple):
    """A change that was made: what it is called, when, the kinds it touched, and the token that names it."""

    what: str
    at: str
    kinds: frozenset[str]
    token: str


class Version(NamedTuple):
    """An earlier content of a record: when and by which change it ended, and the record itself.

    Of a content that no change ended, because a file restored by hand took its place: when and by which it came.
    """

    at: str
    what: str
    kind: str
    document: Record


class Finding(NamedTuple):
    """One thing that an inspection found: level is "ok", "warning" or "error"."""

    level: str
    text: str
