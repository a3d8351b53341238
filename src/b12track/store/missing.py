"""People whose file is gone while what belongs to it is still there.

A file that somebody moved, or that a sync engine has not brought yet, must not make a person vanish from the answers:
its journal and copies say that there is one. Forgetting puts those away and deletes nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from b12track.store.disk import backups, disk
from b12track.store.disk.sidecars import is_there, sidecars
from b12track.store.edits import PERSON
from b12track.store.faults import Exists, StoreFault, WriteFailed, reason
from b12track.store.file.reading import load
from b12track.store.history import journal

if TYPE_CHECKING:
    from pathlib import Path

FORGOTTEN = "forgotten"


def name_of_lost(path: Path) -> str:
    """Return whose a file is that is gone or cannot be read, as its newest copy or its journal says.

    Failing that, the file's own name.
    """
    places = sidecars(disk.real(path))
    try:
        found = backups.copies(places.backups)
    except OSError:
        found = []
    try:
        data = journal.read(places.journal)
    except OSError:
        data = b""
    for copy in found:
        try:
            loaded = load(copy, None)
            if journal.is_of(data, loaded.state.header):
                return str(loaded.snapshot.person["name"])
        except (StoreFault, KeyError):
            continue
    entries = list(filter(None, journal.entries(data)))
    for step in (step for entry in entries for step in entry.edits):
        if step.kind == PERSON and step.after is not None:
            return str(json.loads(json.dumps(step.after)).get("name", path.stem))
    return path.stem


def is_missing(path: Path) -> bool:
    """Say whether a file is not there, and what was saved into it once is."""
    target = disk.real(path)
    if is_there(target):
        return False
    places = sidecars(target)
    return is_there(places.journal) or is_there(places.backups)


def forget(path: Path) -> Path:
    """Put away what belongs to a file that is gone, and return where to; WriteFailed, or Exists if it is there."""
    target = disk.real(path)
    if is_there(target):
        raise Exists(f"{path} is there; nothing was changed", files=[path])
    places = sidecars(target)
    belonging = [places.lock, places.journal, places.backups]
    folder = places.lock.parent
    if places.beside is not None:
        belonging = [folder]
        folder = folder.parent
    try:
        disk.make_folder(folder / FORGOTTEN)
        for each in belonging:
            if is_there(each):
                disk.replace(each, backups.free_place(folder / FORGOTTEN, each.name))
        disk.flush_folder(folder)
    except OSError as error:
        raise WriteFailed(f"{path.name} could not be forgotten: {reason(error)}") from error
    return folder / FORGOTTEN
