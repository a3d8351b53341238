"""A new whole state in the place of the old one, in one step, or not at all.

The order is the promise: the whole new file is on the disk under another name; then the journal's entry is;
then the day's backup is made; then the new file takes the old one's place; then the folder is flushed.
Whatever fails before the replace leaves the old state (WriteFailed). What fails after it leaves the new
state, and a warning: after a loss of power the old state might still come back, but never a mixture.

Whoever saves a data file holds its lock, so one fixed name for the new file is enough, in the same folder (or it could
not be put in place in one step), and what a crash leaves there is replaced by the next save.
"""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from b12track.store.disk import disk
from b12track.store.disk.sidecars import is_there
from b12track.store.faults import Exists, WriteFailed, reason


def put(target: Path, data: bytes, half: Path | None = None) -> str | None:
    """Save the data for its owner alone, in the place of what is there, or else as a new file.

    Return what is in doubt, if anything.
    """
    half = half or _new_half(target)
    if is_there(target):
        return replace(target, data, half, lambda: None, disk.OURS_ALONE)
    return make(target, data, half)


def _new_half(target: Path) -> Path:
    # A name of its own: what lies beside the target under a name that is easily guessed is somebody's.
    return target.with_name(f".b12track-{os.urandom(8).hex()}.tmp")


def replace(
    target: Path,
    data: bytes,
    half: Path,
    prepare: Callable[[], str | None],
    new_mode: int | None = None,
) -> str | None:
    """Save the data; `prepare` does what must be done just before. Return what is in doubt, if anything.

    The file keeps who may read it, unless a new mode is named.
    """

    def swap() -> str | None:
        doubt = prepare()
        disk.replace(half, target)
        return doubt

    try:
        mode = stat.S_IMODE(disk.status(target).st_mode) & 0o777
    except OSError as error:
        raise _failed(target, error) from error
    if not mode & stat.S_IWUSR:
        # Replacing needs no leave to write the file itself; whoever took that leave away meant something by it.
        raise WriteFailed(f"nothing was saved: {target} is write-protected", files=[target])
    return _put(target, half, data, mode if new_mode is None else new_mode, swap)


def make(target: Path, data: bytes, half: Path | None = None) -> str | None:
    """Save the data as a new file; Exists if another one is there, also one that has come this very moment."""
    half = half or _new_half(target)

    def swap() -> None:
        try:
            disk.link(half, target)
        except FileExistsError as error:
            raise Exists(f"{target} is there already; nothing was changed", files=[target]) from error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO):
                raise
            disk.replace(half, target)  # no links here; the lock still keeps others of us out
        else:
            _discard(half)

    return _put(target, half, data, disk.OURS_ALONE, swap)


def make_folders(folder: Path) -> None:
    """Make a folder and those above it as far as they lack, for their owner alone; WriteFailed."""
    lacking = []
    while True:
        try:
            disk.status(folder)
            break
        except FileNotFoundError:
            lacking.append(folder)
            folder = folder.parent
        except OSError as error:
            raise _failed(folder, error) from error
    try:
        for each in reversed(lacking):
            disk.make_folder(each)
            disk.flush_folder(each.parent)
    except OSError as error:
        raise _failed(lacking[0], error) from error


def _put(target: Path, half: Path, data: bytes, mode: int, swap: Callable[[], str | None]) -> str | None:
    written: os.stat_result | None = None
    try:
        written = disk.write_new(half, data, mode)
        doubt = swap()
    except OSError as error:
        _discard(half)
        raise _failed(target, error) from error
    except BaseException:
        # Whoever is interrupted in that very moment must not be told that nothing was saved.
        with suppress(OSError):
            if written is not None and os.path.samestat(disk.status(target), written):
                disk.put_in_place.append(target)
        _discard(half)
        raise
    disk.put_in_place.append(target)
    try:
        disk.flush_folder(target.parent)
    except OSError as error:
        return (
            f"saved, but it might not survive a loss of power:"
            f" {target.parent} could not be flushed: {reason(error)}"
        )
    return doubt


def _discard(half: Path) -> None:
    try:
        disk.remove(half)
    except OSError:
        return  # the next save replaces it, and `doctor` speaks of it


def _failed(target: Path, error: OSError) -> WriteFailed:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "the disk is full" if full else reason(error)
    return WriteFailed(
        f"nothing was saved to {target}: {why}; what was there before is unchanged", files=[target]
    )
