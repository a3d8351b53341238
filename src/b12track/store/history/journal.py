"""The journal: what every change did, so that any of them can be taken back and no version is lost.

One JSON object a line, only ever appended, and on the disk before the data is replaced. Every state of the
data file has a token; an entry carries the token it leads to and the one it came from. What really happened
is the chain from the data file's token backwards; any other entry (a crash between journal and data, a file
restored by hand) is passed over. A line that was cut off or cannot be read is passed over as well.

Each line carries a checksum over itself: what an undo brings back is not shown to anybody before, so a date or a dose
that a failing disk has changed would come back as if it had been entered. Lines from before checksums are believed.

The daily commands append and read one byte; only undo, redo and versions read it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from b12track.domain.record.records import KINDS
from b12track.store.disk import disk
from b12track.store.disk.sidecars import sidecars
from b12track.store.edits import PERSON
from b12track.store.faults import Unreadable, reason
from b12track.store.file.layout import encode
from b12track.store.history.changes import Kept, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_CHECKSUM = b',"crc32":'


class Entry(NamedTuple):
    """One change: the state that it led to and came from, when, what it is called, and what it did.

    `undoes` is the token of the change that this one took back, `redoes` that of the undo that this one took back.
    `kept` are contents of another file that a merge set aside: nothing to take back, but to be found again.
    """

    revision: int
    token: str
    parent: str
    schema: int
    at: str
    what: str
    edits: tuple[Step, ...]
    undoes: str | None = None
    redoes: str | None = None
    kept: tuple[Kept, ...] = ()


def line_of(entry: Entry) -> bytes:
    """Return an entry as a line of the journal."""
    fields = {
        **entry._asdict(),
        "edits": [step._asdict() for step in entry.edits],
        "kept": [kept._asdict() for kept in entry.kept] or None,
    }
    body = encode({name: value for name, value in fields.items() if value is not None})
    return b"%s%s%d}\n" % (body[:-1], _CHECKSUM, crc32(body))


def append(path: Path, line: bytes) -> None:
    """Add a line and wait until it is on the disk; OSError, with the journal as it was, if that cannot be."""
    fd = disk.open_to_keep(path)
    try:
        size = disk.status_of_open(fd).st_size
        torn = size > 0 and disk.read_last_byte(fd, size) != b"\n"
        try:
            disk.write_all(fd, b"\n" + line if torn else line)
            disk.flush(fd)
        except OSError:
            _cut(fd, size)
            raise
    finally:
        disk.close(fd)
    if size == 0:
        disk.flush_folder(path.parent)


def _cut(fd: int, size: int) -> None:
    # On a full disk half a line would keep the room that the next, shorter entry needs.
    try:
        disk.truncate(fd, size)
    except OSError:
        return


def read(path: Path) -> bytes:
    """Return the whole journal; nothing where there is none."""
    try:
        fd = disk.open_to_read(path)
    except FileNotFoundError:
        return b""
    try:
        return disk.read_all(fd)
    finally:
        disk.close(fd)


def of(path: Path) -> bytes:
    """Return the journal of a data file; Unreadable if it is closed to us."""
    places = sidecars(disk.real(path))
    journals = [places.journal] if places.beside is None else [places.journal, places.beside.journal]
    found = []
    for journal in journals:
        try:
            found.append(read(journal))
        except OSError as error:
            raise Unreadable(f"{journal} cannot be read: {reason(error)}; nothing was changed") from error
    return b"\n".join(found)


def entries(data: bytes) -> Iterator[Entry | None]:
    """Go through the entries from the last to the first; None for a line that is none."""
    for line in reversed(data.split(b"\n")):
        if line:
            yield _entry(line)


def chain(data: bytes, token: str) -> Iterator[Entry]:
    """Go through the changes that led to the state with this token, from the last to the first known."""
    for entry in entries(data):
        if entry is not None and entry.token == token:
            yield entry
            token = entry.parent


def _changes(data: bytes, token: str) -> Iterator[Entry]:
    # A merge that changed no record, only what is known of them, is nothing that a person could take back.
    return (entry for entry in chain(data, token) if entry.edits)


def to_undo(data: bytes, token: str) -> Entry | None:
    """Return the latest change that is not yet taken back."""
    taken_back = 0
    for entry in _changes(data, token):
        if entry.undoes is not None:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return entry
    return None


def to_redo(data: bytes, token: str) -> Entry | None:
    """Return the latest undo that is not yet taken back; a new change since leaves none."""
    brought_back = 0
    for entry in _changes(data, token):
        if entry.redoes is not None:
            brought_back += 1
        elif entry.undoes is None:
            return None
        elif brought_back:
            brought_back -= 1
        else:
            return entry
    return None


def is_whole(data: bytes, token: str, revision: int) -> bool:
    """Say whether the way back from a state ends where the file was made, as far as the revisions tell."""
    oldest = revision + 1
    for entry in chain(data, token):
        oldest = entry.revision
    return oldest <= 2


def _entry(line: bytes) -> Entry | None:
    try:
        found: dict[str, Any] = json.loads(_checked(line))
        steps = tuple(Step(**step) for step in found.pop("edits"))
        kept = tuple(Kept(**each) for each in found.pop("kept", ()))
        if not all(step.kind == PERSON or step.kind in KINDS for step in steps):
            return None
        return Entry(**found, edits=steps, kept=kept)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _checked(line: bytes) -> bytes:
    body, mark, checksum = line.rpartition(_CHECKSUM)
    if not mark:
        return line
    body += b"}"
    if checksum != b"%d}" % crc32(body):
        raise ValueError("the line is not as it was written")
    return body
