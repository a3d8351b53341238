"""Getting the last state back when the data file cannot be read.

What always holds: the file that cannot be read is left as it is, and nothing is written over. What was put together is
a document like any backup, so that a person can look at it before going back to it.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from b12track.domain.record import document
from b12track.domain.record.faults import Deed, Refused
from b12track.store.disk import disk, saving
from b12track.store.faults import Exists, Missing, StoreFault, Unreadable
from b12track.store.file.reading import load
from b12track.store.file.strict import Newer
from b12track.store.history.rescue import rescued
from b12track.usecases.output_files import exchange_bytes
from b12track.usecases.people import Selection
from b12track.usecases.transfer.doctor import path_of


class Found(NamedTuple):
    """What was put together: whose file, from which backup and how many changes since, and where it was written.

    `left_out` are changes that the journal has and that could not be followed: when, and what.
    """

    path: Path
    written: Path
    person: str
    backup: str
    changes: int
    last: datetime | None
    warning: str | None
    left_out: tuple[tuple[str, str], ...] = ()


def rescue(selection: Selection, into: Path) -> Found:
    """Write the last state that the backups and the journal have of a file that cannot be read; it stays as it is."""
    path = path_of(selection)
    _refuse_what_can_be_read(path)
    found = rescued(path, document.read)
    if found is None:
        raise Refused(path, "there is no backup of it that can be read; nothing was written")
    try:
        warning = saving.make(disk.real(into), exchange_bytes(found.document))
    except Exists:
        raise Refused(into, "is there already", "name another file") from None
    except StoreFault as fault:
        raise Refused("", str(fault)) from None
    last = datetime.fromisoformat(found.at) if found.at is not None else None
    name = found.document["person"]["name"]
    return Found(path, into, name, found.day, found.changes, last, warning, found.left_out)


def _refuse_what_can_be_read(path: Path) -> None:
    try:
        load(disk.real(path), document.read, trusting=False)
    except Missing:
        return  # somebody has removed it, and what belongs to it may still be there
    except Unreadable as fault:
        if isinstance(fault.__cause__, Newer):
            raise
        return
    raise Refused(path, "can be read, so there is nothing to rescue", Deed("backup"))
