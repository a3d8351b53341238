"""What `doctor` finds out about a data file and what belongs to it.

Nothing is changed and no lock is taken; every finding is one line for a person. Unlike a read, it looks at
every byte, also of a file whose checksum fits.
"""

from __future__ import annotations

import stat
from datetime import date, datetime
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.wording.phrases import counted
from b12track.store.disk import backups, disk
from b12track.store.disk.names import ENDING
from b12track.store.disk.sidecars import is_there, sidecars
from b12track.store.disk.synced import names_there
from b12track.store.edits import PERSON
from b12track.store.faults import Missing, StoreFault, reason
from b12track.store.file.layout import holds_records
from b12track.store.file.reading import load
from b12track.store.file.snapshot import LazyTables
from b12track.store.file.strict import Newer
from b12track.store.history import journal, marks
from b12track.store.sync.conflicts import belongs_to, copies_of, file_of, load_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from b12track.store.disk.sidecars import Sidecars
    from b12track.store.file.layout import Header
    from b12track.store.file.reading import Check, Loaded


class Finding(NamedTuple):
    """One thing that an inspection found: level is "ok", "warning" or "error"."""

    level: str
    text: str


def inspect(path: Path, check: Check | None) -> list[Finding]:
    """Look a data file over, or what is left of one that is gone."""
    target = disk.real(path)
    places = sidecars(target)
    if not is_there(target):
        text = f"{target} is not where it was; the files that belong to it are still there"
        return [Finding("error", text), *_rescue(places, None), *_around(target, places, None, check)]
    try:
        loaded = load(target, check)
    except StoreFault as fault:
        text = f"{target} cannot be used: {fault.why}; it was kept as it is"
        return [Finding("error", text), *_rescue(places, fault), *_around(target, places, None, check)]
    found = [*_content(target, loaded, check), *_around(target, places, loaded, check)]
    if target != disk.absolute(path):
        found.insert(0, Finding("ok", f"{path} is a link to {target}"))
    return found


def _rescue(places: Sidecars, fault: StoreFault | None) -> Iterator[Finding]:
    if not (fault and isinstance(fault.__cause__, Newer)) and is_there(places.backups):
        text = "puts together its latest state, as far as the backups and the journal have it"
        yield Finding("warning", f"`b12track doctor --rescue FILE` {text}")


def _content(target: Path, loaded: Loaded, check: Check | None) -> Iterator[Finding]:
    try:
        whole = load(target, check, trusting=False)
    except StoreFault as fault:
        yield Finding("error", f"{target} is not valid, although its checksum is right: {fault.why}")
        return
    header = loaded.state.header
    tables = LazyTables(whole.state.tables)
    count = sum(len(table) for name, table in tables.items() if name != PERSON and holds_records(name))
    yield Finding(
        "ok", f"{target} can be read: {count} records, revision {header.revision}, schema {loaded.schema}"
    )
    if loaded.schema != header.schema:
        yield Finding("warning", f"the next change brings its schema to {header.schema}, after a backup")
    elif not loaded.vouched or header.altered:
        yield Finding(
            "warning",
            "another program has changed it. Its contents are valid: if they are right,"
            " `b12track doctor --accept` accepts them",
        )
    else:
        yield Finding("ok", "every record in it is valid")


def _around(target: Path, places: Sidecars, loaded: Loaded | None, check: Check | None) -> Iterator[Finding]:
    if places.beside is not None:
        yield Finding(
            "ok",
            "its folder is synced with other machines, so its lock, journal and backups are in "
            f"{places.journal.parent}",
        )
    for copy in copies_of(target):
        yield _copy(copy, target, loaded, check)
    yield from _private(target, places.lock, places.journal, places.backups)
    yield from _journal(target, places, loaded)
    yield from _backups(places, loaded)
    if _status(places.half) is not None:
        yield Finding(
            "warning",
            f"{places.half} is left over from a save that was cut short; the next save removes it",
        )
    yield from _saving(target, places)


def _copy(copy: Path, file: Path, loaded: Loaded | None, check: Check | None) -> Finding:
    """What a file is that looks like a copy which two machines' changes left beside another."""
    looks = f"{copy.name} beside it looks like a copy that arose because two machines changed the file"
    try:
        other = load_copy(copy, check)
    except StoreFault as fault:
        return Finding(
            "warning",
            f"{looks}, and cannot be read: {fault.why}; if you do not need it, move it out of the folder",
        )
    if loaded is None or belongs_to(other.state, loaded.state):
        return Finding(
            "warning", f"{looks}: what is in it is counted, and `b12track merge` joins the two for good"
        )
    whose = other.snapshot.person.get("name")
    return Finding(
        "warning",
        f"{looks}, but it was begun separately or bears another name ({whose}'s): nothing in it is "
        "counted; if it is of this person, "
        f"`b12track merge {quote(str(copy))} --file {quote(str(file))}` takes it in, if not, move it out of the "
        "folder",
    )


def _private(*paths: Path) -> Iterator[Finding]:
    if not disk.knows_modes():
        yield Finding("ok", "on this system the folder decides who can read its files")
        return
    wide = []
    for path in paths:
        mode = _status(path)
        if mode is not None and mode & (stat.S_IRWXG | stat.S_IRWXO):
            wide.append(path)
    yield from (Finding("warning", f"{path} can be read by others; `chmod go=` closes it") for path in wide)
    if not wide:
        yield Finding("ok", "nobody else can read its files")


def _journal(target: Path, places: Sidecars, loaded: Loaded | None) -> Iterator[Finding]:
    path = places.journal
    try:
        data = journal.read(path)
    except OSError as error:
        yield Finding("error", f"{path} cannot be read: {reason(error)}; nothing can be undone")
        return
    mark = journal.last_mark(data)
    if mark is not None and loaded is not None:
        if not journal.is_of(data, loaded.state.header):
            yield Finding(
                "warning",
                f"{path} is the journal of another file{_whose(target, mark.file)}: nothing in it is used. If two"
                " files have changed their names, give each its own back; if this one is right,"
                " `b12track doctor --accept` puts that journal aside among the copies and begins a new one",
            )
            return
        if mark.another:
            yield Finding(
                "warning",
                f"in the place of its journal lay that of another file{_whose(target, mark.another)}; it was put"
                f" aside among the copies in {places.backups}. If two files have changed their names, give each its"
                " own back; if this one is right, `b12track doctor --accept` says so",
            )
    found = list(journal.entries(data))
    entries = [entry for entry in found if entry is not None]
    header = loaded.state.header if loaded is not None else None
    if header is not None and not entries and header.revision > 1 and places.beside is None:
        yield Finding(
            "warning",
            f"{path} is gone or empty, though the file was changed {counted(header.revision - 1, 'time')}: no "
            "earlier change can be undone or brought back",
        )
    lines = f"the journal holds {counted(len(entries), 'change')}"
    if header is not None and entries:
        undoable = sum(1 for _ in journal.to_undo_in_turn(data, header.token))
        lines += f", {undoable or 'none'} of them can be undone"
        is_known = any(journal.chain(data, header.token))
        if not is_known and header.token not in {entry.parent for entry in entries}:
            yield Finding("warning", f"{path} does not know the file's last change; nothing can be undone")
        if (
            entries[0].token not in {header.token, *journal.landed_in(data)}
            and entries[0].parent == header.token
        ):
            yield Finding("ok", f"its last entry ({entries[0].what}) belongs to a save that was cut short")
    yield Finding("ok", lines)
    if header is not None:
        for entry in reversed(journal.missing(data, header.token, header.vector)):
            yield Finding(
                "warning",
                f"only the journal has {entry.token[:6]}: {entry.what}, saved "
                f"{show_when(datetime.fromisoformat(entry.at))}:"
                f" `b12track doctor --bring-back {entry.token[:6]}` makes it again, and `--accept` leaves it out",
            )
    if len(entries) < len(found):
        yield Finding(
            "warning", f"{len(found) - len(entries)} lines of {path} cannot be read and are left out"
        )


def _whose(target: Path, id: str) -> str:
    """Name the data file in the same folder that has this id, if one has."""
    for name in sorted(names_there(target.parent)):
        if name.endswith(ENDING) and name != target.name and file_of(target.with_name(name)) == id:
            return f", {name}"
    return ""


def _backups(places: Sidecars, loaded: Loaded | None) -> Iterator[Finding]:
    """Read every copy, and say which are good, which are not, and which has what nothing else knows of."""
    path = places.backups
    try:
        copies, days = backups.copies(path), backups.days(path)
        data = journal.read(places.journal)
    except OSError as error:
        yield Finding("warning", f"{path} cannot be read: {reason(error)}")
        return
    header = loaded.state.header if loaded is not None else None
    if header is not None and not journal.is_of(data, header):
        data = b""
    if header is not None and not copies and header.revision > 1 and (data or places.beside is None):
        yield Finding(
            "warning",
            f"{path} is gone or empty, though the file was changed {counted(header.revision - 1, 'time')}: no "
            "earlier state is kept; the next change makes a copy before it",
        )
        return
    known = journal.counted(data)
    good, daily = 0, []
    for copy in copies:
        try:
            found = load(copy, None)
            if not journal.is_copy_of(data, header, found.state.header):
                whose = found.snapshot.person.get("name")
                yield Finding(
                    "warning",
                    f"the copy {copy} is of another file ({whose}'s): it is not used here; move it to where it belongs",
                )
                continue
            good += found.vouched
            if header is not None and copy.stem in days and found.vouched:
                daily.append(found.state.header)
                here = marks.both(header.vector, known)
                if not marks.covers(here, found.state.header.vector):
                    yield Finding(
                        "warning",
                        f"the copy {copy} has changes that neither the file nor its journal has: both are older than"
                        f" it; `b12track restore {quote(str(copy))}` shows what it would bring back",
                    )
        except Missing:
            continue
        except StoreFault as fault:
            yield Finding("warning", f"the copy {copy} is damaged: {fault.why}")
            continue
    if header is not None:
        yield from _begins(data, header, daily)
    count = "1 earlier state is kept and whole" if good == 1 else f"{good} earlier states are kept and whole"
    yield Finding(
        "ok",
        f"{count}, the newest daily copy of {show_date(date.fromisoformat(days[-1]))}" if days else count,
    )


def _begins(data: bytes, header: Header, daily: list[Header]) -> Iterator[Finding]:
    """Say where the way back ends, where that is not where the file was made.

    A file may have come from another machine without its journal, which is no harm. One that has copies from before its
    journal begins was worked on here then: of that, something is gone.
    """
    way = list(journal.chain(data, header.token))
    if not way or way[-1].revision <= 2:
        return
    first = way[-1]
    began = next((copy.revision for copy in daily if copy.token == first.parent), first.revision - 1)
    is_gone = any(copy.revision < began for copy in daily)
    day = show_date(datetime.fromisoformat(first.at).date())
    text = f"the way back in the journal begins with a change of {day}: what was before it cannot be undone"
    if is_gone:
        text += ", though there are copies from before it: a part of the journal is gone, or cannot be read"
    yield Finding("warning" if is_gone else "ok", text)


def _saving(target: Path, places: Sidecars) -> Iterator[Finding]:
    try:
        trouble = "" if disk.flush_folder(target.parent) else " on this system"
    except OSError as error:
        trouble = f": {reason(error)}"
    if trouble:
        text = f"{target.parent} cannot be flushed to the disk{trouble}; a loss of power could undo a save"
        yield Finding("warning", text)
    else:
        yield Finding("ok", "saves are flushed to the disk")
    for folder in dict.fromkeys((target.parent, places.journal.parent)):
        if is_there(folder) and not disk.may_write(folder):
            yield Finding("warning", f"{folder} cannot be written to: nothing can be saved")
    if is_there(places.backups) and not disk.may_write(places.backups):
        yield Finding("warning", f"{places.backups} cannot be written to: the day's copy cannot be made")
    mode = _status(target)
    if mode is not None and disk.knows_modes() and not mode & stat.S_IWUSR:
        yield Finding("warning", f"{target} is write-protected: nothing can be saved")


def _status(path: Path) -> int | None:
    try:
        return disk.status(path).st_mode
    except OSError:
        return None
