"""Changes of a data file: made from the newest state, under the lock, saved in one step.

The file is read again under the lock if it is no longer the one that was read before, and once more if a program that
knows no lock has put another in its place meanwhile: one that keeps the folder in step with other machines. Whatever
goes wrong before the new file is in place leaves everything as it was; what was prepared in memory is dropped.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from b12track.store.disk import backups, disk, saving
from b12track.store.disk.lock import held
from b12track.store.disk.sidecars import Sidecars, is_there, leads_nowhere
from b12track.store.edits import PERSON, Change, Record
from b12track.store.faults import (
    Exists,
    Missing,
    NothingLeft,
    UndoConflict,
    Unmergeable,
    Untraceable,
    WriteFailed,
    link_leads_nowhere,
    reason,
)
from b12track.store.file.layout import Header, NotKeepable, State, encode, to_bytes
from b12track.store.file.migrations import newest, reads_alike
from b12track.store.file.reading import Loaded, altered_on, new_fault
from b12track.store.file.snapshot import LazyTables, Snapshot
from b12track.store.history import journal, marks
from b12track.store.history.changes import Draft
from b12track.store.history.journal import Entry
from b12track.store.history.marks import Mark
from b12track.store.history.steps import Kept, Step
from b12track.store.opened import Opened
from b12track.store.outcomes import Saved
from b12track.store.sync import stamps

if TYPE_CHECKING:
    from b12track.store.sync.merge import Tally

TRIES = 5
"""How often a change is made anew because another program has replaced the file meanwhile."""


class _Deed(NamedTuple):
    """A change that is ready to be saved; `state` is what it leads to where the draft does not say it."""

    what: str
    steps: tuple[Step, ...]
    undoes: str | None = None
    redoes: str | None = None
    kept: tuple[Kept, ...] = ()
    state: State | None = None
    brings: tuple[str, ...] = ()
    accepts: bool = False
    made: object = None


class _Overtaken(Exception):
    """Another program has put another file in the place of the one that was read."""


def blank(file: Opened, person: Record) -> Snapshot:
    """The state that a new file for a person would have; nothing is written."""
    return Snapshot(_first_state(file, person))


def _first_state(file: Opened, person: Record) -> State:
    try:
        tables = LazyTables({PERSON: encode({PERSON: person})})
        clock = stamps.stamp_at(file.now(), 0)
        stamps.mark(tables, [Step(PERSON, PERSON, None, person, None)], clock)
        return State(Header(newest(), 1, _token(), _token(), clock), tables.encoded())
    except NotKeepable as error:
        raise WriteFailed(f"nothing was saved to {file.path}: {error}", files=[file.path]) from error


def create(file: Opened, person: Record) -> Snapshot:
    """Make the file for a person; Exists if there is one."""
    target = disk.real(file.path)
    if not is_there(target.parent) and (link := leads_nowhere(file.path.parent)) is not None:
        raise link_leads_nowhere(link)  # the folder that would be made is not the one that is meant
    saving.make_folders(target.parent)
    with held(target) as places:
        if file.exists():
            raise Exists(f"{file.path} is there already; nothing was changed", files=[file.path])
        state = _first_state(file, person)
        saving.make(target, data := to_bytes(state), places.half)
        if is_there(places.journal):  # of a file that was here before: from now on this one counts
            marks.append(places.journal, Mark(state.header.token, {}, _token()[:8], 0, state.header.file))
        return file.saved(target, state, len(data))


def change(file: Opened, work: Callable[[Snapshot], Change]) -> Saved:
    """Save what `work` makes of the newest state."""

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        what, edits, brings, made = work(loaded.snapshot)
        done = [draft.apply(edit) for edit in edits]
        return _Deed(what, tuple(step for step in done if step is not None), brings=brings, made=made)

    return _save(file, deed)


def undo(file: Opened, confirmed: str | None) -> Saved:
    """Take back the latest change that is not yet taken back, if it is the one that was confirmed."""

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        header, known = loaded.state.header, journal.of(file.path, loaded.state.header)
        entry = journal.to_undo(known, header.token)
        if entry is None:
            if journal.is_whole(known, header.token, header.revision):
                raise NothingLeft("there is nothing to undo")
            raise Untraceable("the change before that is not in the journal here")
        if confirmed is not None and entry.token != confirmed:
            raise UndoConflict(
                f"another change was saved meanwhile ({entry.what}), so nothing was taken back"
            )
        return _Deed(entry.what, _reversed(file, entry, loaded, draft), undoes=entry.token)

    return _save(file, deed)


def redo(file: Opened) -> Saved:
    """Bring back what the latest undo took back."""

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        entry = journal.to_redo(journal.of(file.path, loaded.state.header), loaded.state.header.token)
        if entry is None:
            raise NothingLeft("there is nothing to redo")
        return _Deed(entry.what, _reversed(file, entry, loaded, draft), redoes=entry.token)

    return _save(file, deed)


def merge(file: Opened, other: Loaded, what: str, *, keeps_person: bool = False) -> "tuple[Saved, Tally]":
    """Take in what another file of the same person holds, in one change; Unmergeable.

    With `keeps_person` it is another person's, of which nothing but the records comes in.
    """
    from b12track.store.sync import merge as merging

    def deed(loaded: Loaded, draft: Draft) -> _Deed:
        theirs, there = other.state, other.snapshot.tables
        if keeps_person:
            theirs = merging.as_records_for(theirs, loaded.state)
            there = LazyTables(theirs.tables)
        merged = merging.merge(loaded.state, theirs, here=draft.tables, there=there)
        if merged.state is None:
            return _Deed(what, (), made=merged.tally)
        fault = new_fault(file.check, loaded, merged.state.tables, merged=True)
        if fault is not None:
            raise Unmergeable(f"the result would not be valid: {fault}")
        from b12track.store.history import difference  # here, because only a merge brings whole tables

        steps = tuple(difference.steps(draft, merged.state.tables, merged.before, merged.after))
        return _Deed(what, steps, kept=merged.kept, state=merged.state, made=merged.tally)

    saved = _save(file, deed)
    return saved, cast("Tally", saved.made)


def accept(file: Opened) -> Saved:
    """Take the file as it is: sealed, and nothing that was saved before is missed in it any longer."""

    def deed(loaded: Loaded, _draft: Draft) -> _Deed:
        before = loaded.state.header
        header = before._replace(revision=before.revision + 1, token=_token(), file=before.file or _token())
        return _Deed("the file taken as it is", (), state=State(header, loaded.state.tables), accepts=True)

    return _save(file, deed)


def _reversed(file: Opened, entry: Entry, loaded: Loaded, draft: Draft) -> tuple[Step, ...]:
    if not reads_alike(entry.schema):
        raise UndoConflict(
            f"{entry.what!r} was saved by an older b12track, before the file was brought up to date"
        )
    steps = tuple(draft.reverse(step) for step in reversed(entry.edits))
    # What was saved here once was valid, and whoever takes back the file's own last change has just that again.
    if entry.token != loaded.state.header.token or not (loaded.vouched and loaded.sealed):
        fault = new_fault(file.check, loaded, draft.tables.encoded())
        if fault is not None:
            raise UndoConflict(f"without {entry.what!r} the file would not be valid: {fault}")
    return steps


def _save(file: Opened, make: Callable[[Loaded, Draft], _Deed]) -> Saved:
    # Before the lock, which would leave its file in the folder.
    if not file.exists():
        raise Missing(f"{file.path} is not there", files=[file.path])
    target = disk.real(file.path)
    with held(target) as places:
        for _ in range(TRIES):
            try:
                return _save_once(file, target, places, make)
            except _Overtaken:
                continue
    raise WriteFailed(
        f"nothing was saved to {file.path}: another program keeps replacing it; please try again",
        files=[file.path],
    )


class _Met(NamedTuple):
    """How the journal here stands to the state that a save begins from.

    `token` is what the entry says it came from, `arrived` what is put before it; a state that is `foreign` (older than
    what was saved here, or written by something else) is kept before it is saved over. `another` is the file whose
    journal was found in the place of this one's; where it `is_there` still, the save puts it aside.
    """

    token: str
    journal: str
    number: int
    landed: Mapping[str, int]
    foreign: bool
    arrived: bytes
    another: str = ""
    is_there: bool = False


def _save_once(file: Opened, target: Path, places: Sidecars, make: Callable[[Loaded, Draft], _Deed]) -> Saved:
    loaded, now = file.loaded(), file.now()
    before = loaded.state.header
    draft = Draft(LazyTables(loaded.state.tables))
    try:
        deed = make(loaded, draft)
        if not deed.steps and deed.state is None:
            return Saved(loaded.snapshot, deed.what, changed=False, warning=None, made=deed.made)
        met = _met(file, places, loaded)
        if deed.state is None:
            # The next of this journal's changes; a merge, and what is taken as it is, are none of them.
            number = met.number + 1
            header = before._replace(
                schema=newest(),
                revision=before.revision + 1,
                token=_token(),
                file=before.file or _token(),
                clock=stamps.mark(draft.tables, deed.steps, stamps.stamp_at(now, before.clock)),
                vector=marks.both(before.vector, {met.journal: number}),
            )
            tables = draft.tables.encoded()
        else:
            number, (header, tables) = met.number, deed.state
        if deed.accepts:
            header = header._replace(altered="")
        elif not loaded.vouched:
            header = header._replace(altered=altered_on(loaded, now.tzinfo))
        state = State(header, tables)
        entry = Entry(
            revision=header.revision,
            token=header.token,
            parent=met.token,
            schema=header.schema,
            at=now.isoformat(),
            what=deed.what,
            edits=deed.steps,
            undoes=deed.undoes,
            redoes=deed.redoes,
            kept=deed.kept,
            journal=met.journal if deed.state is None else "",
            number=number if deed.state is None else 0,
            brings=deed.brings,
        )
        line = met.arrived + journal.line_of(entry)
    except NotKeepable as error:
        raise WriteFailed(f"nothing was saved to {file.path}: {error}", files=[file.path]) from error

    def prepare() -> str | None:
        if loaded.schema != newest():
            backups.keep_schema(target, places.backups, loaded.schema, before.revision)
        if met.foreign:
            backups.keep_found(target, places.backups, now.date().isoformat(), before)
        if met.is_there:
            backups.put_aside(places.journal, places.backups)
            # At once, so that it stays known, also should we be cut short or overtaken.
            begun = Mark(before.token, before.vector, met.journal, met.number, before.file, met.another)
            marks.append(places.journal, begun)
        journal.append(places.journal, line)
        warning = None
        try:
            backups.keep_day(target, places.backups, now.date().isoformat())
        except OSError as error:
            warning = f"saved, but the day's backup in {places.backups} could not be made: {reason(error)}"
        # A moment remains between this look and the replace; no system offers to do both in one.
        if not loaded.is_still_at(target):
            raise _Overtaken
        return warning

    data = to_bytes(state)
    warning = saving.replace(target, data, places.half, prepare)
    landed = header.vector if deed.accepts else marks.both(met.landed, header.vector)
    another = "" if deed.accepts else met.another
    marks.append(places.journal, Mark(header.token, landed, met.journal, number, header.file, another))
    snapshot = file.saved(target, state, len(data))
    return Saved(snapshot, deed.what, changed=bool(deed.steps), warning=warning, made=deed.made)


def _met(file: Opened, places: Sidecars, loaded: Loaded) -> _Met:
    before = loaded.state.header
    try:
        mark = marks.mark_in(marks.last_line(places.journal))
        if mark is not None and mark.landed == before.token and loaded.vouched:
            return _Met(before.token, mark.journal, mark.number, mark.vector, False, b"", mark.another)
        data = journal.read(places.journal)
    except OSError as error:
        raise WriteFailed(
            f"nothing was saved to {file.path}: {places.journal} cannot be read: {reason(error)}",
            files=[file.path, places.journal],
        ) from error
    mark = journal.last_mark(data)
    another = mark.another if mark is not None else ""
    is_anothers = mark is not None and not journal.is_of(data, before)
    if mark is not None and is_anothers:
        another, mark, data = mark.file, None, b""
    entries = [entry for entry in journal.entries(data) if entry is not None]
    known = {token for entry in entries for token in (entry.token, entry.parent)}
    latest = mark.landed if mark is not None else entries[0].token if entries else ""
    landed = mark.vector if mark is not None else {}
    is_older = mark is not None and mark.landed != before.token and not marks.covers(before.vector, landed)
    if mark is None or is_older:
        name, number = _token()[:8], 0
    else:
        name = mark.journal
        numbers = (entry.number for entry in entries if entry.journal == name)
        number = max(mark.number, before.vector.get(name, 0), *numbers)
    token, arrived = before.token, b""
    if not loaded.vouched:
        token = _token()
        arrived = _arrived(file, places, data, loaded, before.token, token, journal.BY_HAND)
    elif entries and before.token not in known | {latest}:
        arrived = _arrived(file, places, data, loaded, latest, token, journal.ELSEWHERE)
    foreign = is_older or is_anothers or not loaded.vouched
    return _Met(token, name, number, landed, foreign, arrived, another, is_anothers)


def _arrived(
    file: Opened, places: Sidecars, data: bytes, loaded: Loaded, parent: str, token: str, how: str
) -> bytes:
    """Return the line that says what came into the file without being a change made here."""
    # Here, because nearly every save is of a state that the journal knows.
    from b12track.store.history import difference, past

    tables = past.tables_at(places.backups, data, parent)
    steps = difference.between(tables, loaded.state.tables) if tables is not None else ()
    header = loaded.state.header
    what = "what another machine changed" if how == journal.ELSEWHERE else "what another program changed"
    entry = Entry(
        revision=header.revision,
        token=token,
        parent=parent if tables is not None or how == journal.BY_HAND else "",
        schema=header.schema,
        at=file.now().isoformat(),
        what=what,
        edits=steps,
        arrived=how if tables is not None else f"{how}, unknown",
    )
    return journal.line_of(entry)


def _token() -> str:
    return os.urandom(12).hex()
