"""The made-up year as a file of its own, for looking around.

What always holds: it lies in a folder that goes away, so nothing that is done in it is kept, and nobody's data is
touched.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from b12track import clock
from b12track.domain.record import document
from b12track.domain.record.records import KINDS
from b12track.domain.reference.demo import ZONE, demo_record
from b12track.store.edits import Change, Put
from b12track.usecases.person_file import PersonFile


@contextmanager
def demo_person_file(asked_now: str | None = None) -> Iterator[PersonFile]:
    """The file of a made-up person, which is gone afterwards."""
    from pathlib import Path
    from tempfile import TemporaryDirectory  # only for who looks around

    now: datetime = clock.now_for(ZONE, asked_now)
    raw = document.write(demo_record(now.date()))
    with TemporaryDirectory(prefix="b12track-demo-", ignore_cleanup_errors=True) as folder:
        person_file = PersonFile(Path(folder) / "alex.json", asked_now)
        person_file.file.create(raw["person"])
        edits = tuple(Put(kind, entry) for kind in KINDS for entry in raw[kind])
        person_file.save(lambda _snapshot, _record: Change("the made-up year", edits))
        # The year was always there: undo is for what somebody does in it.
        person_file.file.forget_changes()
        person_file.refresh()
        yield person_file
