"""Writing files that leave b12track: exports and backups.

What always holds: a file is whole or not there, readable by its owner alone, and never takes the place of anybody's
data file, of another person's records, or of what is no ordinary file; a file that is there is replaced only where that
was said, and nothing beside it is touched.
"""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from b12track import paths
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import KINDS
from b12track.domain.wording.text import folded
from b12track.reports.marks import Marked
from b12track.store.disk import disk, saving
from b12track.store.disk.sidecars import belongs_to_a_file
from b12track.store.faults import StoreFault
from b12track.usecases.contents import Contents, contents_at
from b12track.usecases.person_file import PersonFile

_ENDINGS = (".lock", ".journal", ".tmp")


class Written(NamedTuple):
    """A file that was written, or was found to hold the same already."""

    path: Path
    replaced: bool = False
    was_there: bool = False
    warning: str | None = None


def exchange_bytes(document: dict[str, Any], *, ascii_only: bool = False) -> bytes:
    """An exchange document as it is written: one record a line, so that people and programs can compare two of them."""

    def compact(value: Any) -> str:
        return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)

    parts = [f'"{key}": {compact(document[key])}' for key in ("format", "version", "person")]
    for kind in KINDS:
        if records := document.get(kind):
            lines = ",\n".join(f"  {compact(record)}" for record in records)
            parts.append(f'"{kind}": [\n{lines}\n]')
    if checksum := document.get("checksum"):
        parts.append(f'"checksum": {compact(checksum)}')
    return ("{" + ",\n".join(parts) + "}\n").encode()


def export_json(person_file: PersonFile, *, ascii_only: bool = False) -> bytes:
    """Everything that is recorded of a person, whatever day it is taken to be."""
    return exchange_bytes(person_file.snapshot().exchange(), ascii_only=ascii_only)


def write_file(
    person_file: PersonFile | None, path: Path, data: bytes, *, yes: bool = False, among_copies: bool = False
) -> Written:
    """Write a file for its owner alone; one that is there only with `yes`, and never anybody's records.

    `among_copies` is for a place among a data file's copies that nobody named: a name there says what a copy is.
    """
    refuse_to_replace(person_file, path, among_copies=among_copies)
    if os.path.lexists(path) and not yes:
        raise NeedsYes(path, "is there already", "name another file", does="replaces it")
    target = disk.real(path)
    replaced = target.exists()
    try:
        return Written(path, replaced=replaced, warning=saving.put(target, data))
    except StoreFault as fault:
        raise Refused("", str(fault), files=fault.files) from None


def write_marked(
    path: Path, made: Marked, previous: bytes | None, owner: str, what: str, *, yes: bool
) -> Written:
    """A file that says whose it is: `owner`'s is brought up to date, any other replaced only with `yes`.

    One that says the same already is left untouched, so that nobody who watches it is called for nothing.
    """
    if previous == made.data:
        return Written(path, was_there=True)
    is_theirs = owner == made.owner
    refuse_to_replace(None, path)  # before a yes is asked for, which could not help
    if previous is not None and not is_theirs and not yes:
        raise NeedsYes(path, f"is already there and is not {what}", "name another file", does="replaces it")
    return write_file(None, path, made.data, yes=yes or is_theirs)


def refuse_to_replace(person_file: PersonFile | None, path: Path, *, among_copies: bool = False) -> None:
    """Refuse a place where nothing is to be written, whatever was said: no file, a person's records, or another's."""
    if not path.parent.is_dir():
        raise Refused(
            path, f"there is no folder {path.parent}", "make it, or name another", files=[path.parent]
        )
    if path.is_dir():
        raise Refused(path, "is a folder", "name a file in it")
    if path.exists() and not path.is_file():
        raise Refused(path, "is not an ordinary file", "name another file")
    target = disk.real(path)
    contents = contents_at(target)
    is_data = _is_data_file(contents) or (person_file is not None and target == disk.real(person_file.path))
    # The lock, the journal or the half-written state of a data file.
    belongs = target.name.endswith(_ENDINGS) and _is_data_file(contents_at(target.with_suffix("")))
    is_a_copy = not among_copies and (
        belongs_to_a_file(target.parent)
        or (target.parent.suffix == ".backups" and _is_data_file(contents_at(target.parent.with_suffix(""))))
    )
    if is_data or belongs or is_a_copy:
        raise Refused(
            path, "belongs to a person's records, and b12track never writes over those", "name another file"
        )
    ours = person_file.name if person_file is not None else ""
    if contents is not None and contents.name and folded(contents.name) != folded(ours):
        whose = f", and not {ours}'s" if ours else ""
        raise Refused(
            path, f"holds {contents.name}'s records{whose}; nothing was changed", "name another file"
        )
    if target.parent == disk.real(paths.data_folder()) and target.suffix == ".json":
        among = "would lie in the folder of people's files and look like another person"
        raise Refused(path, among, "choose another folder")


def _is_data_file(contents: Contents | None) -> bool:
    return contents is not None and contents.kind == "data file"
