"""The made-up year as a file of its own, for looking around.

What always holds: it lies in a folder that goes away, so nothing that is done in it is kept, and nobody's data is
touched.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from b12track import clock
from b12track.domain import document
from b12track.domain.demo import ZONE, demo_record
from b12track.domain.records import KINDS
from b12track.store.edits import Change, Put
from b12track.store.sidecars import sidecars
from b12track.usecases.desk import Desk


@contextmanager
def demo_desk(asked_now: str | None = None) -> Iterator[Desk]:
    """The file of a made-up person, which is gone afterwards."""
    from pathlib import Path
    from tempfile import TemporaryDirectory  # only for who looks around

    now: datetime = clock.now_for(ZONE, asked_now)
    raw = document.write(demo_record(now.date()))
    with TemporaryDirectory(prefix="b12track-demo-", ignore_cleanup_errors=True) as folder:
        desk = Desk(Path(folder) / "alex.json", asked_now)
        desk.file.create(raw["person"])
        edits = tuple(Put(kind, entry) for kind in KINDS for entry in raw[kind])
        desk.save(lambda _snapshot, _record: Change("the made-up year", edits))
        # The year was always there: undo is for what somebody does in it.
        sidecars(desk.path).journal.unlink()
        desk.refresh()
        yield desk
