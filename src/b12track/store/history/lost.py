"""Changes that were saved here and are not in the file any more, because an older one was put in its place.

What always holds: the journal has them whole. They are brought back by the use cases, which know whether a record fits
the others; what was chosen is noted in the change that brought it back. Taking the file as it is says that nothing is
missed any longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from b12track.store.history import journal

if TYPE_CHECKING:
    from b12track.store.history.steps import Step
    from b12track.store.opened import Opened


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
