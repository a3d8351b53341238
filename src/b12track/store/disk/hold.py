"""Holding a data file: its lock, in the place where everybody looks for it.

What always holds inside: nobody else holds the file, and whatever belongs to it is in the places that were handed out.
Whoever waited while another brought the sidecars over to this machine's state folder finds the old lock gone, and
looks again. That is why the old lock is removed last, and only by who holds both.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from b12track.store.disk import backups, disk, saving
from b12track.store.disk.lock import Lock
from b12track.store.disk.sidecars import Sidecars, is_there, note_down, sidecars
from b12track.store.faults import WriteFailed, reason
from b12track.store.history import journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 5
"""A lock is moved once; one that seems gone each time is on a file system whose numbers say nothing."""


@contextmanager
def held(target: Path) -> Iterator[Sidecars]:
    """Hold the data file that is really there, and hand out the places that belong to it."""
    for left in reversed(range(ROUNDS)):
        places = sidecars(target)
        if places.beside is not None:
            saving.make_folders(places.lock.parent)
        with Lock(places.lock) as lock:
            if left and lock.is_gone():
                continue
            if places.beside is not None:
                _bring_over(places, places.beside)
                note_down(target, places)
            yield places
            return


def _bring_over(places: Sidecars, beside: Sidecars) -> None:
    if not (is_there(beside.lock) or is_there(beside.journal)):
        return
    with Lock(beside.lock) as lock:
        try:
            _take_journal(places, beside)
            _take_backups(places, beside)
            lock.remove()
        except OSError as error:
            raise WriteFailed(
                f"nothing was saved: {beside.journal} could not be brought to {places.journal.parent},"
                f" where it belongs in a synced folder: {reason(error)}",
                files=[beside.journal, places.journal.parent],
            ) from error


def _take_journal(places: Sidecars, beside: Sidecars) -> None:
    # Twice is no harm, should we be cut short in between: the way back through the states is the same.
    if data := journal.read(beside.journal):
        journal.append(places.journal, data if data.endswith(b"\n") else data + b"\n")
    disk.remove(beside.journal)


def _take_backups(places: Sidecars, beside: Sidecars) -> None:
    try:
        names = disk.names_in(beside.backups)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        backups.take_in(beside.backups / name, places.backups)
    disk.remove_folder(beside.backups)
