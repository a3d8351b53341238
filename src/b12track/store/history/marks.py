"""The marks in the journal: how far the changes that were made here have landed.

After the replace of a save a mark follows its entry: it landed, and this is how far every journal's changes (the file's
`vector`) have been in place here. So the last line alone tells whether the file that is there is older than what was
saved on this machine, and an answer needs no more of the journal. The mark is not waited for: one that a loss of power
takes makes no change doubtful, it only leaves the entry to look like a save that was cut short.

It also says which file the journal is of. Two files can be renamed into each other, and what one person entered must
never be missed in, or brought back into, another's record.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from b12track.store.disk import disk
from b12track.store.file.layout import encode

LANDED = b'{"landed":'
_CHECKSUM = b',"crc32":'
_LAST_BYTES = 4096
_ALWAYS = ("landed", "vector", "journal", "number")


class Mark(NamedTuple):
    """What stands after an entry that landed: its state, how far all changes have been here, and where we are.

    `journal` and `number` are this journal's own name and how many changes it counts by now. `file` is the file that it
    is of, empty in marks from before that was said. `another` is the file whose journal was found in this one's place
    and put aside, until the file is taken as it is.
    """

    landed: str
    vector: Mapping[str, int]
    journal: str
    number: int
    file: str = ""
    another: str = ""


def append(path: Path, mark: Mark) -> None:
    """Say that an entry landed; what cannot be said is no harm."""
    try:
        fd = disk.open_to_keep(path)
        try:
            said = {name: value for name, value in mark._asdict().items() if value or name in _ALWAYS}
            disk.write_all(fd, sealed(encode(said)))
        finally:
            disk.close(fd)
    except OSError:
        return


def last_line(path: Path) -> bytes:
    """Return the last line of a journal if it is a short one, as a mark always is; OSError but for none being there."""
    try:
        end = disk.ending(path, _LAST_BYTES)
    except FileNotFoundError:
        return b""
    return end.rstrip(b"\n").rpartition(b"\n")[2]


def mark_in(line: bytes) -> Mark | None:
    """Return the mark that a line is."""
    if not line.startswith(LANDED):
        return None
    try:
        mark = Mark(**json.loads(checked(line)))
    except (ValueError, TypeError, RecursionError):
        return None
    numbers = [mark.number, *mark.vector.values()] if isinstance(mark.vector, dict) else [None]
    texts = (mark.landed, mark.journal, mark.file, mark.another)
    return (
        mark
        if all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)
        else None
    )


def fits(mark: Mark, file: str) -> bool:
    """Say whether a mark alone leaves no doubt that its journal is of this file, as far as either says which it is."""
    return not mark.file or not file or mark.file == file


def covers(vector: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Say whether a state with one vector has every change that one with the other has."""
    return all(vector.get(name, 0) >= number for name, number in other.items())


def both(vector: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Return the vector of what two states have together."""
    return {name: max(vector.get(name, 0), other.get(name, 0)) for name in sorted({*vector, *other})}


def sealed(body: bytes) -> bytes:
    """Return a line with the checksum over itself."""
    return b"".join((memoryview(body)[:-1], _CHECKSUM, b"%d}\n" % crc32(body)))


def checked(line: bytes) -> bytes:
    """Return what a line says, if its checksum fits or it is from before there were any; ValueError."""
    ends = line.rfind(_CHECKSUM)
    if ends < 0:
        return line
    # Of an import a line has megabytes: it is summed up where it lies, and copied once.
    body = memoryview(line)[:ends]
    if line[ends + len(_CHECKSUM) :] != b"%d}" % crc32(b"}", crc32(body)):
        raise ValueError("the line is not as it was written")
    return b"".join((body, b"}"))
