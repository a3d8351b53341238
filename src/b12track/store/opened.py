"""A data file as it was last read, and what this machine can see of it: what reading and writing it both stand on.

What always holds: what is handed out is the newest saved state, read again only where the file is another one since.
It may be shared by threads, and looking writes nothing.

Whoever answers a question asks `seen` and never reads the file alone, because two machines that wrote at once leave two
files, and the injection may be in the other one: conflict copies are merged in memory. What cannot be seen, or cannot
be what it was, is a `Doubt`; a copy that was merged cleanly is none. Where there is no copy and the journal's last line
names the state of the file, as nearly always, all this costs a look at the folder and one short read.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from b12track.domain.rules import doubt
from b12track.domain.rules.doubt import Doubt
from b12track.store.disk import disk
from b12track.store.disk.people import has_neighbours
from b12track.store.disk.sidecars import sidecars
from b12track.store.faults import Missing, Unreadable, reason
from b12track.store.file.layout import Header, State
from b12track.store.file.reading import Check, Loaded, altered_on, load
from b12track.store.file.snapshot import Snapshot
from b12track.store.history import marks


class Seen(NamedTuple):
    """What can be seen: the state, why it may not be all, and what is to be told beside it.

    `copies` lie beside the file, `merged` are the names of those that are in the state; `disagreed` counts the records
    that both sides changed, of which the later holds.
    """

    snapshot: Snapshot
    header: Header
    doubts: tuple[Doubt, ...] = ()
    copies: tuple[Path, ...] = ()
    merged: tuple[str, ...] = ()
    disagreed: int = 0


class Opened:
    """The data file at a path, which need not exist yet."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], check: Check | None = None) -> None:
        """Name the file; nothing is touched. `check` raises ValueError for an exchange document not valid."""
        self.path = path
        self.now = now
        self.check = check
        self.just_saved: Snapshot | None = None
        """The state that it was saved over with since it was last looked at."""
        self._latest: tuple[Path, Loaded] | None = None
        # What was looked at, and what was seen there: as long as all of it is the same, nothing else can be seen.
        self._look: tuple[Loaded, Path, tuple[object, ...], Seen] | None = None

    def exists(self) -> bool:
        """Say whether there is a file."""
        return self.stamp() is not None

    def stamp(self) -> disk.Stamp | None:
        """Return what differs whenever the file has changed; None when it is not there."""
        try:
            return disk.stamp(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Unreadable(f"{self.path} cannot be used: {reason(error)}", files=[self.path]) from error

    def read(self) -> Snapshot:
        """Return the state that is saved now; Missing or Unreadable."""
        return self.loaded().snapshot

    def copies(self) -> list[Path]:
        """Return what looks like conflict copies of it; cheap where nothing of the kind lies beside it."""
        return _copies_beside(disk.real(self.path))

    def seen(self) -> Seen:
        """Return what this machine can see of it, conflict copies merged in memory; Missing or Unreadable."""
        target, self.just_saved = disk.real(self.path), None
        loaded, last = self._loaded(target), self._look
        if last is not None and last[0] is not loaded:
            last = None
        belonging = last[1] if last is not None else sidecars(target).journal
        copies = _copies_beside(target)
        around = tuple((path.name, _stamp_at(path)) for path in (belonging, *copies))
        if last is not None and last[2] == around:
            return last[3]
        name = str(loaded.snapshot.person.get("name"))
        of_copies: list[Doubt] = []
        merged: list[str] = []
        disagreed, state = 0, loaded.state
        for copy in copies:
            from b12track.store.sync.conflicts import joined  # here, because few files ever have a copy

            found = joined(self.check, loaded, state, copy, name)
            of_copies += found.doubts
            if found.state is not None:
                merged.append(copy.name)
                disagreed += found.disagreed
                state = found.state
        snapshot = loaded.snapshot if state is loaded.state else Snapshot(state)
        # The journal knows the file, not what is seen.
        header = state.header._replace(token=loaded.state.header.token)
        doubts: list[Doubt] = []
        if not loaded.vouched or header.altered:
            on = altered_on(loaded, self.now().tzinfo) if not loaded.vouched else header.altered
            doubts.append(doubt.file_changed(name, date.fromisoformat(on)))
        doubts += (*_doubts_of_journal(belonging, loaded.state.header, header.vector, name), *of_copies)
        seen = Seen(snapshot, state.header, tuple(doubts), tuple(copies), tuple(merged), disagreed)
        self._look = loaded, belonging, around, seen
        return seen

    def loaded(self) -> Loaded:
        """Return what is saved now with what reading it told: for the store's own modules."""
        return self._loaded(disk.real(self.path))

    def _loaded(self, target: Path) -> Loaded:
        if self._latest is not None and self._latest[0] == target and self._latest[1].stamp == self.stamp():
            return self._latest[1]
        try:
            loaded = load(target, self.check)
        except Missing as error:
            raise Missing(f"{self.path} is not there", files=[self.path]) from error
        self._latest = target, loaded
        return loaded

    def saved(self, target: Path, state: State, size: int) -> Snapshot:
        """Take over a state that was just saved, without reading it: for the store's own modules."""
        snapshot = Snapshot(state)
        self._latest, self.just_saved = None, snapshot
        try:
            stamp = disk.stamp(target)
        except OSError:
            return snapshot  # the state is known all the same; whatever the file is now is read next time
        if stamp[2] == size:
            loaded = Loaded(state, snapshot, stamp, state.header.schema, sealed=True, vouched=True)
            self._latest = target, loaded
        return snapshot


def _copies_beside(target: Path) -> list[Path]:
    if not has_neighbours(target):
        return []
    from b12track.store.sync.conflicts import copies_of  # here, because few files ever have a neighbour

    return copies_of(target)


def _stamp_at(path: Path) -> disk.Stamp | None:
    try:
        return disk.stamp(path)
    except OSError:
        return None


def _doubts_of_journal(path: Path, header: Header, vector: Mapping[str, int], name: str) -> tuple[Doubt, ...]:
    """Whether the journal is the file's, and the file (with its copies) lacks a change that landed here."""
    try:
        line = marks.last_line(path)
        mark = marks.mark_in(line)
        if mark is not None and marks.fits(mark, header.file):
            another, older = mark.another, not marks.covers(vector, mark.vector)
        elif not line or b'"token":"%s"' % header.token.encode() in line:
            return ()
        else:
            from b12track.store.history import journal  # here, because the last line nearly always says it

            data = journal.read(path)
            mark = journal.last_mark(data)
            if mark is not None and not journal.is_of(data, header):
                another, older = mark.file, False
            else:
                another = mark.another if mark is not None else ""
                older = journal.lacks(data, header.token, vector)
    except OSError:
        return ()  # that the journal cannot be read is told by `doctor`, and says nothing about the file
    found = (doubt.journal_of_another(name),) if another else ()
    return (*found, doubt.file_older(name)) if older else found
