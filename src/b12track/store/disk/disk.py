"""Every call of the store to the file system, one function each.

Nothing else in the store touches a file, so that a test can make any single call of a save fail and count
them all. These functions decide nothing; what differs between systems (a folder that cannot be flushed, a
replace that must be tried again) is evened out here. Below them stand the few things that are done with a file in
several calls: to read the whole of it, its beginning or its end, and to make a new one.
"""
# ruff: noqa: PTH100, PTH102, PTH105, PTH106, PTH108, PTH112, PTH116, PTH208
# (pathlib's methods are longer ways to the same calls, and its import takes five milliseconds)

import errno
import os
import stat
import sys
import time
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)

OURS_ALONE = 0o600
"""The mode of what b12track makes: its owner alone can read it."""

REPLACE_TRIES = 50
"""On Windows a file that someone reads cannot be replaced: tried again for half a second."""


put_in_place: list[Path] = []
"""The target of each save that this process has put in place: what an interrupt must not deny. It is kept here because
whoever asks has it loaded, while what saves may be half loaded by another thread."""

Stamp = tuple[int, int, int, int]
"""What differs whenever a file was replaced or written to: its number, when it was written, its size, and when anything
about it was changed; the times are in nanoseconds."""


def real(path: Path) -> Path:
    """Return where a path leads, links resolved; it need not exist."""
    return type(path)(os.path.realpath(path))  # not resolve(), which raises where links go in a circle


def absolute(path: Path) -> Path:
    """Return a path from the root on, links left as they are."""
    return type(path)(os.path.abspath(path))


def open_to_read(path: Path) -> int:
    """Open a file to read it; a pipe in its place does not keep us waiting."""
    return os.open(path, os.O_RDONLY | _BINARY | _NONBLOCK)


def open_new(path: Path) -> int:
    """Make a file that only its owner can read; one that is there already is an error."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, OURS_ALONE)


def open_to_keep(path: Path) -> int:
    """Open a file to read and append to it, made for its owner alone if it is not there."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, OURS_ALONE)


def read_all(fd: int) -> bytes:
    """Read the rest of a file."""
    parts = []
    while part := os.read(fd, 1 << 24):
        parts.append(part)
    return b"".join(parts)


def read_end(fd: int, size: int, count: int) -> bytes:
    """Read the last bytes of a file that has `size` bytes, `count` of them at the most."""
    os.lseek(fd, max(size - count, 0), os.SEEK_SET)
    return os.read(fd, count)


def write_all(fd: int, data: bytes) -> None:
    """Write all of the data, in as many calls as the system wants."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def truncate(fd: int, size: int) -> None:
    """Cut a file back to a size."""
    os.ftruncate(fd, size)


def flush(fd: int) -> None:
    """Wait until the file's content is on the disk."""
    _flush(fd)


def _flush(fd: int) -> None:
    # On macOS fsync waits only until it has reached the drive, which may keep it in its own memory for a while.
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(fd)  # a file system that does not know the other way: a network's, mostly
        return
    os.fsync(fd)


def close(fd: int) -> None:
    """Close a file."""
    os.close(fd)


def status_of_open(fd: int) -> os.stat_result:
    """Return the status of an open file."""
    return os.fstat(fd)


def status(path: Path) -> os.stat_result:
    """Return the status of the file that a path leads to."""
    return os.stat(path)


def stamp(path: Path) -> Stamp:
    """Return the stamp of the file that a path leads to."""
    return _stamp_of(os.stat(path))


def _stamp_of(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_mtime_ns, found.st_size, found.st_ctime_ns


def knows_modes() -> bool:
    """Say whether a file itself says who may read it; on Windows its folder does."""
    return sys.platform != "win32"


def may_write(folder: Path) -> bool:
    """Say whether we may put files into a folder."""
    return os.access(folder, os.W_OK | os.X_OK)


def set_mode(fd: int, mode: int) -> None:
    """Set who may read and write an open file, where the system knows such a thing."""
    if sys.platform != "win32":
        os.fchmod(fd, mode)


def link(path: Path, also: Path) -> None:
    """Give a file a second name; a name that is taken is an error."""
    os.link(path, also)


def replace(path: Path, target: Path) -> None:
    """Put a file in the place of another, in one step."""
    for left in reversed(range(REPLACE_TRIES)):
        try:
            os.replace(path, target)
        except PermissionError:
            if sys.platform != "win32" or not left:
                raise
            time.sleep(0.01)  # whoever reads the file there, a virus scanner say, lets go of it soon
        else:
            return


def remove(path: Path) -> None:
    """Remove a file; one that is not there is no error."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def removes_what_is_open() -> bool:
    """Say whether a file that somebody has open can be removed."""
    return sys.platform != "win32"


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can enter; one that is there is no error."""
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        if not os.path.isdir(path):
            raise


def remove_folder(path: Path) -> None:
    """Remove an empty folder; that there is none is no error."""
    try:
        os.rmdir(path)
    except (FileNotFoundError, NotADirectoryError):
        return


def names_in(path: Path) -> list[str]:
    """Return the names in a folder."""
    return os.listdir(path)


def flush_folder(path: Path) -> bool:
    """Wait until a folder's names are on the disk; False where the system cannot do that."""
    if sys.platform == "win32":
        return False
    fd = os.open(path, os.O_RDONLY)
    try:
        _flush(fd)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOTSUP):
            return False
        raise
    finally:
        os.close(fd)
    return True


def try_lock(fd: int) -> bool:
    """Take the lock on an open file if nobody has it; closing the file gives it back."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True
    import fcntl

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def content(path: Path, most: int | None = None) -> tuple[bytes, Stamp]:
    """Return what a file holds, and its stamp; OSError also where it is no file, or has more bytes than that."""
    fd = open_to_read(path)
    try:
        found = status_of_open(fd)
        if not stat.S_ISREG(found.st_mode):
            raise OSError("not a file")
        if most is not None and found.st_size > most:
            raise OSError(f"larger than {most >> 20} MB, far more than one person's records")
        return read_all(fd), _stamp_of(found)
    finally:
        close(fd)


def beginning(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, `size` of them at the most."""
    fd = open_to_read(path)
    try:
        return os.read(fd, size)
    finally:
        close(fd)


def ending(path: Path, count: int) -> bytes:
    """Return the last bytes of a file, `count` of them at the most."""
    fd = open_to_read(path)
    try:
        return read_end(fd, status_of_open(fd).st_size, count)
    finally:
        close(fd)


def write_new(path: Path, data: bytes, mode: int = OURS_ALONE) -> os.stat_result:
    """Make a file, flushed to the disk, in the place of a half-made one that may lie there; return its status."""
    remove(path)
    fd = open_new(path)
    try:
        if mode != OURS_ALONE:
            set_mode(fd, mode)
        write_all(fd, data)
        flush(fd)
        return status_of_open(fd)
    finally:
        close(fd)
