"""The earlier contents of a record.

They come from the whole journal, also from changes that a file restored by hand no longer knows: whoever looks for a
lost version looks for just those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from b12track.store.file.layout import same
from b12track.store.history import journal
from b12track.store.outcomes import Version

if TYPE_CHECKING:
    from b12track.store.opened import Opened


def versions(file: Opened, id: str) -> list[Version]:
    """Return the earlier contents, newest first, each once and the present one left out."""
    found: list[Version] = []
    now = file.read()
    for entry in filter(None, journal.entries(journal.of(file.path))):
        steps = reversed([step for step in entry.edits if step.id == id])
        contents = [(step.kind, record) for step in steps for record in (step.after, step.before)]
        contents += [(kept.kind, kept.document) for kept in entry.kept if kept.id == id]
        for kind, record in contents:
            known = (now.get(kind, id), *(version.document for version in found))
            if record is not None and not any(same(record, other) for other in known):
                found.append(Version(entry.at, entry.what, kind, record))
    return found
