"""What came of a save."""

from typing import NamedTuple

from b12track.store.file.snapshot import Snapshot


class Saved(NamedTuple):
    """What came of a change: the state now, what it is called, whether anything differed, any doubt, what it made."""

    snapshot: Snapshot
    what: str
    changed: bool
    warning: str | None
    made: object = None
