"""Looking a data file over, and what can be had again of one that cannot be read.

What always holds: nothing is changed and nothing is written over; a file that cannot be read is looked at all the same,
and left as it is. What a rescue puts together is a document like any backup, to be looked at before going back to it.
"""

import os
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from b12track import clock
from b12track.domain.record import document
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import KINDS
from b12track.domain.rules.slips import slips_of
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.text import folded
from b12track.store.datafile import Datafile
from b12track.store.disk import disk, saving
from b12track.store.faults import Exists, Missing, StoreFault, Unreadable
from b12track.store.file.reading import load
from b12track.store.file.strict import Newer
from b12track.store.history.rescue import rescued
from b12track.store.missing import is_missing
from b12track.usecases.output_files import exchange_bytes, refuse_to_replace
from b12track.usecases.people import (
    Broken,
    Selection,
    files_of,
    named_file,
    no_folder,
    open_all,
    open_person_file,
)
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.restore import foresee_restore, in_words, read_backup


class Finding(NamedTuple):
    """One thing that was found: "ok", "look" (odd, maybe a slip), "warning" or "error"."""

    level: str
    text: str
    records: tuple[str, ...] = ()


class Examined(NamedTuple):
    """What was found in one person's file."""

    path: Path
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether the file can be worked with."""
        return all(finding.level != "error" for finding in self.findings)


def examine_all(selection: Selection) -> list[Examined]:
    """Look over the file of the person who is meant; where nobody is named, everybody's."""
    if selection.person is not None or named_file(selection) is not None:
        return [examine(selection, path_of(selection))]
    return [examine(selection, person.path) for person in open_all(selection)]


def examine(selection: Selection, path: Path) -> Examined:
    """Look over the file at a path, or what is left of one that is gone."""
    file = Datafile(path, now=clock.machine_now, check=document.read)
    if not file.exists() and not is_missing(path):
        raise Missing(f"{path} is not there", files=[path])
    findings = [Finding(level, text) for level, text in file.inspect()]
    if all(finding.level != "error" for finding in findings):
        findings += _twice(file, path)
        person_file = PersonFile(path, selection.now)
        record = person_file.record()
        odd = [Finding("look", slip.text, slip.records) for slip in slips_of(record, person_file.today)]
        if not record.person.timezone:
            sets_one = "`b12track person timezone=Europe/London` sets one"
            odd.append(Finding("look", f"no time zone is entered, so the machine's is used; {sets_one}"))
        findings += odd or [Finding("ok", "nothing in the records looks odd")]
    return Examined(path, tuple(findings))


def _twice(file: Datafile, path: Path) -> list[Finding]:
    """Files in the same folder that were begun as this one and are of the same name, each counted alone."""
    found = []
    name = str(file.read().person["name"])
    for other, loaded in file.begun_alike(thoroughly=True):
        if file.is_of_this(loaded):
            text = (
                f"{other.name} beside it is {name}'s too, and was begun as the same file: each is counted alone. If"
                f" both are needed, `b12track merge {quote(str(other))}`, said for {path.name}, takes in what it"
                " has; then move it to another folder"
            )
            found.append(Finding("warning", text))
        else:
            text = (
                f"{other.name} beside it was begun as the same file, though it is {loaded.snapshot.person['name']}'s: "
                "a clinic's program would take the two for one person, so no bundle is written for one. Written out "
                "as JSON and imported as somebody new, one of them gets a file of its own"
            )
            found.append(Finding("look", text))
    return found


def examine_backup(selection: Selection, path: Path) -> Examined:
    """Look a backup over: that it can be read, whose it is, and what it would bring back."""
    raw = read_backup(path)
    foreseen = foresee_restore(selection._replace(person=None, file=None), raw, path.name, of_whom_it_is=True)
    count = sum(len(raw.get(kind) or ()) for kind in KINDS)
    findings = [
        Finding("ok", f"{path} can be read: {foreseen.backup_of}'s, {counted(count, 'record')}, all valid")
    ]
    if foreseen.name is None:
        findings.append(
            Finding(
                "ok",
                f"nobody here is called {foreseen.backup_of}, so restoring it would bring back everything",
            )
        )
    else:
        words = in_words(foreseen.differences)
        findings.append(Finding("ok", f"restoring it would change {foreseen.name}'s file: {words}"))
    return Examined(path, tuple(findings))


def blame_files(selection: Selection) -> None:
    """After a failure that nobody foresaw: say so if it is a file that is not what its checksum claims; StoreFault."""
    for path in files_of(selection):
        try:
            load(disk.real(path), document.read, trusting=False)
        except Missing:
            continue
        except Unreadable as fault:
            kept = f"{path} cannot be used: {fault.why}; it was kept as it is"
            raise Unreadable(kept, Deed("doctor"), why=fault.why, files=[path]) from fault


def path_of(selection: Selection) -> Path:
    """Where the file is, also if it cannot be read."""
    if (named := named_file(selection)) is not None:
        return no_folder(named)
    everybody = open_all(selection._replace(person=None))
    wanted = folded(selection.person) if selection.person is not None else None
    broken = [entry.path for entry in everybody if isinstance(entry, Broken) and folded(entry.name) == wanted]
    if broken:
        return broken[0]
    if wanted is None and len(everybody) == 1:
        return everybody[0].path
    return open_person_file(selection).path


class Rescued(NamedTuple):
    """What was put together: whose file, from which backup and how many changes since, and where it was written.

    `left_out` are changes that the journal has and that could not be followed: when, and what.
    """

    path: Path
    written: Path
    person: str
    backup: str
    changes: int
    last: datetime | None
    warning: str | None
    left_out: tuple[tuple[str, str], ...] = ()


def rescue(selection: Selection, into: Path) -> Rescued:
    """Write the last state that the backups and the journal have of a file that cannot be read; it stays as it is."""
    path = path_of(selection)
    try:
        load(disk.real(path), document.read, trusting=False)
    except Missing:
        pass  # somebody has removed it, and what belongs to it may still be there
    except Unreadable as fault:
        if isinstance(fault.__cause__, Newer):
            raise
    else:
        raise Refused(path, "can be read, so there is nothing to rescue", Deed("backup"))
    if not os.path.lexists(into):
        refuse_to_replace(None, into)
    found = rescued(path, document.read)
    if found is None:
        raise Refused(path, "there is no backup of it that can be read, so nothing was written")
    try:
        warning = saving.make(disk.real(into), exchange_bytes(found.document))
    except Exists:
        raise Refused(into, "is there already", "name another file") from None
    except StoreFault as fault:
        raise Refused("", str(fault)) from None
    last = datetime.fromisoformat(found.at) if found.at is not None else None
    name = found.document["person"]["name"]
    return Rescued(path, into, name, found.day, found.changes, last, warning, found.left_out)
