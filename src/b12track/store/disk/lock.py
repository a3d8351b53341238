"""One writer at a time: the lock beside a data file.

Held over the whole read-change-write. The lock file is never deleted, but for one case: a second program could hold
the deleted one while a third makes a new one, and both would write. The system gives the lock back when its holder
ends, however it ends. Readers take no lock.

`held` takes it in the place where everybody looks for it. What always holds inside: nobody else holds the file, and
whatever belongs to it is in the places that were handed out. Whoever waited while another brought the sidecars over to
this machine's state folder (the one case) finds the old lock gone, and looks again. That is why the old lock is removed
last, and only by who holds both.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from b12track.store.disk import backups, disk, saving
from b12track.store.disk.sidecars import Sidecars, is_there, note_down, sidecars
from b12track.store.disk.synced import names_there
from b12track.store.faults import Busy, WriteFailed, reason
from b12track.store.file.reading import header_at
from b12track.store.history import journal

LIMIT_SECONDS = 10.0
"""A save takes a fiftieth of a second; who waits longer than this waits for something that hangs."""

SHORTEST_WAIT_SECONDS = 0.0005
LONGEST_WAIT_SECONDS = 0.02


class Lock:
    """The lock at a path, held inside `with`."""

    def __init__(self, path: Path) -> None:
        """Name the lock; nothing is touched."""
        self._path = path
        self._fd = -1
        self._unwanted = False

    def __enter__(self) -> Self:
        """Wait for the lock, but not for ever."""
        try:
            self._fd = disk.open_to_keep(self._path)
        except OSError as error:
            raise WriteFailed(
                f"nothing was saved: {self._path} cannot be opened: {reason(error)}", files=[self._path]
            ) from error
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Give the lock back."""
        try:
            disk.close(self._fd)
        except OSError:
            return  # what was saved is saved; the system takes the lock back when we end
        if self._unwanted:
            try:
                disk.remove(self._path)
            except OSError:
                return  # somebody waits for it already, and will find nothing to bring over but this

    def remove(self) -> None:
        """Remove the lock that is held: at once, or nobody else could know that it is gone; OSError.

        Where an open file cannot be removed, nobody can hold one that is gone either, and it is done afterwards.
        """
        if disk.removes_what_is_open():
            disk.remove(self._path)
        else:
            self._unwanted = True

    def is_gone(self) -> bool:
        """Say whether the lock that was waited for has been removed: then it keeps nobody out."""
        try:
            there, ours = disk.status(self._path), disk.status_of_open(self._fd)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return not os.path.samestat(there, ours)

    def _wait(self) -> None:
        # The stopwatch, not the time of day: waiting is the only thing in the store that takes time into account.
        # Asked again and again rather than once: a call that waits in the system cannot be given a limit.
        started, wait = time.monotonic(), SHORTEST_WAIT_SECONDS
        while True:
            try:
                if disk.try_lock(self._fd):
                    return
            except OSError as error:
                raise WriteFailed(
                    f"nothing was saved: {self._path} cannot be locked: {reason(error)}", files=[self._path]
                ) from error
            if time.monotonic() - started >= LIMIT_SECONDS:
                raise Busy(
                    f"nothing was saved: another b12track is just saving (it holds {self._path}); please try again",
                    files=[self._path],
                )
            time.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)


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
                _bring_over(target, places, places.beside)
                note_down(target, places)
            yield places
            return


def _bring_over(target: Path, places: Sidecars, beside: Sidecars) -> None:
    if not (is_there(beside.lock) or is_there(beside.journal)):
        return
    with Lock(beside.lock) as lock:
        try:
            data = journal.read(beside.journal)
            header = header_at(target) if data and is_there(target) else None
            if header is not None and is_there(places.journal) and not journal.is_of(data, header):
                # Where none is there yet, the save finds it and puts it aside, and tells of it.
                backups.put_aside(beside.journal, places.backups)
            else:
                # Twice is no harm, should we be cut short in between: the way back through the states is the same.
                if data:
                    journal.append(places.journal, data if data.endswith(b"\n") else data + b"\n")
                disk.remove(beside.journal)
            # What cannot be listed cannot be removed either, and is told of there.
            for name in names_there(beside.backups):
                backups.take_in(beside.backups / name, places.backups)
            disk.remove_folder(beside.backups)
            lock.remove()
        except OSError as error:
            raise WriteFailed(
                f"nothing was saved: {beside.journal} could not be brought to {places.journal.parent},"
                f" where it belongs in a synced folder: {reason(error)}",
                files=[beside.journal, places.journal.parent],
            ) from error
