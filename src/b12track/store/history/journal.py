"""The journal: what every change did, so that any of them can be taken back and no version is lost.

One JSON object a line, only ever appended, and on the disk before the data is replaced. Every state of the
data file has a token; an entry carries the token it leads to and the one it came from. What really happened
is the chain from the data file's token backwards; any other entry (a crash between journal and data, a file
restored by hand) is passed over. A line that was cut off or cannot be read is passed over as well.

After the replace a mark follows the entry: it landed (`marks`). Who only wants to know whether the file that is there
is the one that was saved last reads that last line and nothing else.

A journal has a name and counts its entries. A save on top of a state that lacks some of them begins a new name, so that
what is missing stays countable.

What another program, or another machine, brought into the file is not known here as a change. The next save puts the
difference before its own entry, as `arrived`: so the way back to any day has no gap.

Each line carries a checksum over itself: what an undo brings back is not shown to anybody before, so a date or a dose
that a failing disk has changed would come back as if it had been entered. Lines from before checksums are believed.

The daily commands append; only undo, versions and the like read it all. What an entry did stands last in its line: who
only asks what the latest changes are called need not decode the records of a whole import.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from b12track.domain.record.records import KINDS
from b12track.store.disk import disk
from b12track.store.disk.sidecars import sidecars
from b12track.store.edits import PERSON
from b12track.store.faults import Unreadable, reason
from b12track.store.file.layout import Header, encode
from b12track.store.history.marks import LANDED, Mark, checked, covers, fits, mark_in, sealed
from b12track.store.history.steps import Kept, Step

_EDITS, _LONG = b',"edits":', 64 * 1024
MOST_BYTES = 1024 * 1024 * 1024
"""Of fifty years a journal has some twenty megabytes."""

ELSEWHERE, BY_HAND = "elsewhere", "by hand"


class Entry(NamedTuple):
    """One change: the state that it led to and came from, when, what it is called, and what it did.

    `undoes` is the token of the change that this one took back, `redoes` that of the undo that this one took back.
    `kept` are contents of another file that a merge set aside: nothing to take back, but to be found again.
    `journal` and `number` say whose change it is and which; a merge and what arrived have no number of their own.
    `arrived` says how a difference came that is no change of ours; `brings` are the tokens of changes brought back.
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
    journal: str = ""
    number: int = 0
    arrived: str | None = None
    brings: tuple[str, ...] = ()


def line_of(entry: Entry) -> bytes:
    """Return an entry as a line of the journal."""
    fields: dict[str, Any] = entry._asdict()
    del fields["edits"], fields["kept"]
    # As `_asdict` would, in half the time: a merge or an import brings thousands.
    fields["kept"] = [dict(zip(Kept._fields, kept)) for kept in entry.kept]
    fields["edits"] = [dict(zip(Step._fields, step)) for step in entry.edits]
    always = Entry._fields[: Entry._fields.index("undoes")]
    return sealed(encode({name: value for name, value in fields.items() if value or name in always}))


def append(path: Path, line: bytes) -> None:
    """Add a line and wait until it is on the disk; OSError, with the journal as it was, if that cannot be."""
    fd = disk.open_to_keep(path)
    try:
        size = disk.status_of_open(fd).st_size
        torn = size > 0 and disk.read_end(fd, size, 1) != b"\n"
        try:
            disk.write_all(fd, b"\n" + line if torn else line)
            disk.flush(fd)
        except OSError:
            with suppress(OSError):
                # On a full disk half a line would keep the room that the next, shorter entry needs.
                disk.truncate(fd, size)
            raise
    finally:
        disk.close(fd)
    if size == 0:
        disk.flush_folder(path.parent)


def read(path: Path) -> bytes:
    """Return the whole journal; nothing where there is none."""
    try:
        return disk.content(path, MOST_BYTES)[0]
    except FileNotFoundError:
        return b""


def landed_in(data: bytes) -> set[str]:
    """Return the tokens of all states that are marked as landed."""
    return {mark.landed for mark in map(mark_in, data.split(b"\n")) if mark is not None}


def last_mark(data: bytes) -> Mark | None:
    """Return the last mark of a whole journal."""
    for line in _lines_from_the_end(data):
        if (mark := mark_in(line)) is not None:
            return mark
    return None


def is_of(data: bytes, header: Header) -> bool:
    """Say whether a journal is of the file with this header, in whichever state that is.

    Of another it is only where that is certain: both say which file they are of, this journal never was of the file's,
    it does not know the file's state, and none of its own changes is in the file.
    """
    mark = last_mark(data)
    if mark is None or fits(mark, header.file) or mark.journal in header.vector:
        return True
    found = [mark for mark in map(mark_in, data.split(b"\n")) if mark is not None]
    if any(mark.file == header.file or mark.landed == header.token for mark in found):
        return True
    return any(
        entry is not None and header.token in (entry.token, entry.parent)
        for entry in entries(data, in_outline=True)
    )


def is_copy_of(data: bytes, ours: Header | None, theirs: Header) -> bool:
    """Say whether a copy is of the same file, as far as the file and its journal say which that is.

    A merge with a file that was begun separately may give a file another id, so the changes that both have count too.
    """
    if ours is None:
        return is_of(data, theirs)
    if not ours.file or not theirs.file or ours.file == theirs.file or ours.vector.keys() & theirs.vector:
        return True
    return last_mark(data) is not None and is_of(data, theirs)


def of(path: Path, header: Header | None) -> bytes:
    """Return the journal of a data file with this header, nothing of one that is of another; Unreadable if closed.

    Where the file cannot be read nobody can tell, and it is returned as it lies there.
    """
    places = sidecars(disk.real(path))
    journals = [places.journal] if places.beside is None else [places.journal, places.beside.journal]
    found = []
    for journal in journals:
        try:
            found.append(read(journal))
        except OSError as error:
            raise Unreadable(f"{journal} cannot be read: {reason(error)}", files=[journal]) from error
    return b"\n".join(data for data in found if header is None or is_of(data, header))


def entries(data: bytes, *, in_outline: bool = False) -> Iterator[Entry | None]:
    """Go through the entries from the last to the first; None for a line that is none.

    In outline a change of very many records has one step for each kind that it touched, without id and contents.
    """
    for line in _lines_from_the_end(data):
        if line and not line.startswith(LANDED):
            yield (_outline(line) if in_outline and len(line) > _LONG else None) or _entry(line)


def _lines_from_the_end(data: bytes) -> Iterator[bytes]:
    """Go through the lines one by one: who wants the last ones copies no others."""
    ends = len(data)
    while ends >= 0:
        begins = data.rfind(b"\n", 0, ends) + 1
        yield data[begins:ends]
        ends = begins - 1


def chain(data: bytes, token: str, *, in_outline: bool = False) -> Iterator[Entry]:
    """Go through the changes that led to the state with this token, from the last to the first known."""
    for entry in entries(data, in_outline=in_outline):
        if entry is not None and entry.token == token:
            yield entry
            token = entry.parent


def _changes(data: bytes, token: str, *, in_outline: bool = False) -> Iterator[Entry]:
    # A merge that changed no record, only what is known of them, is nothing that a person could take back.
    return (entry for entry in chain(data, token, in_outline=in_outline) if entry.edits)


def to_undo(data: bytes, token: str) -> Entry | None:
    """Return the latest change that is not yet taken back."""
    return next(to_undo_in_turn(data, token), None)


def to_undo_in_turn(data: bytes, token: str, *, in_outline: bool = False) -> Iterator[Entry]:
    """Go through the changes that can be taken back, the latest first; none beyond what came from another machine."""
    taken_back = 0
    for entry in _changes(data, token, in_outline=in_outline):
        if entry.arrived is not None:
            if entry.arrived != BY_HAND:
                return
        elif entry.undoes is not None:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            yield entry


def to_redo(data: bytes, token: str) -> Entry | None:
    """Return the latest undo that is not yet taken back; a new change since leaves none."""
    brought_back = 0
    for entry in _changes(data, token):
        if entry.arrived is not None:
            return None
        if entry.redoes is not None:
            brought_back += 1
        elif entry.undoes is None:
            return None
        elif brought_back:
            brought_back -= 1
        else:
            return entry
    return None


def missing(data: bytes, token: str, vector: Mapping[str, int]) -> list[Entry]:
    """Return the changes that landed here and are not in a state with this token and vector, the last first.

    What was brought back since, or was taken back here before it went missing, is not missing.
    """
    mark = last_mark(data)
    found = [entry for entry in entries(data) if entry is not None]
    in_it = {entry.token for entry in chain(data, token)}
    brought = {each for entry in found if entry.token in in_it for each in entry.brings}
    came_from = {entry.parent for entry in found}
    if mark is None:
        # A journal from before there were marks: a change landed if another one was made on top of it.
        if token not in {entry.token for entry in found} | came_from:
            return []
        return [entry for entry in found if entry.token in came_from and entry.token not in in_it]
    landed = came_from | landed_in(data)
    return [
        entry
        for entry in found
        if entry.token in landed
        and entry.number
        and vector.get(entry.journal, 0) < entry.number <= mark.vector.get(entry.journal, 0)
        and entry.token not in brought
    ]


def counted(data: bytes) -> dict[str, int]:
    """Return how far each journal's changes are known in this one, whatever the file holds."""
    mark = last_mark(data)
    found = dict(mark.vector) if mark is not None else {}
    for entry in entries(data):
        if entry is not None and entry.number:
            found[entry.journal] = max(entry.number, found.get(entry.journal, 0))
    return found


def lacks(data: bytes, token: str, vector: Mapping[str, int]) -> bool:
    """Say whether a state lacks a change that landed here, made on this machine or seen on it."""
    mark = last_mark(data)
    if mark is None:
        return bool(missing(data, token, vector))
    return not covers(vector, mark.vector)


def is_whole(data: bytes, token: str, revision: int) -> bool:
    """Say whether the way back from a state ends where the file was made, as far as the revisions tell."""
    oldest = revision + 1
    for entry in chain(data, token):
        if entry.arrived is not None and entry.arrived != BY_HAND:
            return False
        oldest = entry.revision
    return oldest <= 2


def _outline(line: bytes) -> Entry | None:
    """Read a line but for what the entry did; None where that does not stand last, as in lines of older versions."""
    begins = line.find(_EDITS)
    head = line[: max(begins, 0)]
    if b'"journal":' not in head:
        return None
    kinds = [
        kind for kind in (PERSON, *KINDS) if line.find(b'{"kind":"%s","id":' % kind.encode(), begins) >= 0
    ]
    bare = [Step(kind, "", None, None, None)._asdict() for kind in kinds]
    try:
        checked(line)
    except ValueError:
        return None
    return _entry(b"%s%s%s}" % (head, _EDITS, encode(bare)))


def _entry(line: bytes) -> Entry | None:
    try:
        found: dict[str, Any] = json.loads(checked(line))
        steps = tuple(Step(**step) for step in found.pop("edits"))
        kept = tuple(Kept(**each) for each in found.pop("kept", ()))
        brings = tuple(found.pop("brings", ()))
        if not all(step.kind == PERSON or step.kind in KINDS for step in steps):
            return None
        return Entry(**found, edits=steps, kept=kept, brings=brings)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
