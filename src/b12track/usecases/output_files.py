"""Writing files that leave b12track: exports and backups.

What always holds: a file is whole or not there, readable by its owner alone, and never takes the place of a data file;
a file that is there is replaced only where that was said.
"""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import KINDS
from b12track.store.disk import disk, saving
from b12track.store.disk.sidecars import sidecars
from b12track.store.faults import StoreFault
from b12track.usecases.person_file import PersonFile

# How a data file begins; a file that does is never written over by what leaves the app.
_DATA_FILE = b'{"b12track":'
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
    return ("{" + ",\n".join(parts) + "}\n").encode()


def export_json(person_file: PersonFile, *, ascii_only: bool = False) -> bytes:
    """Everything that is recorded of a person, whatever day it is taken to be."""
    return exchange_bytes(person_file.snapshot().exchange(), ascii_only=ascii_only)


def back_up(person_file: PersonFile, path: Path | None = None, *, yes: bool = False) -> Written:
    """Write a copy of everything: to a file or folder that was named, or beside the data file under today's date."""
    data = export_json(person_file)
    name = f"{person_file.path.stem}-{person_file.today.isoformat()}"
    if path is None:
        folder = sidecars(disk.real(person_file.path)).backups
        try:
            saving.make_folders(folder)
        except StoreFault as fault:
            raise Refused("", str(fault)) from None
    elif path.is_dir():
        folder = path
    else:
        return write_file(person_file, path, data, yes=yes)
    number, target = 1, folder / f"{name}.json"
    while os.path.lexists(target):
        if content_of(target) == data:
            return Written(target, was_there=True)
        number += 1
        target = folder / f"{name}-{number}.json"
    return write_file(person_file, target, data, yes=False)


def write_file(person_file: PersonFile | None, path: Path, data: bytes, *, yes: bool = False) -> Written:
    """Write a file for its owner alone; one that is there only with `yes`, and never a data file."""
    refuse_data_file(person_file, path)
    if not path.parent.is_dir():
        raise Refused(path, f"there is no folder {path.parent}", "make it, or name another")
    if path.is_dir():
        raise Refused(path, "is a folder", "name a file in it")
    if os.path.lexists(path) and not yes:
        raise NeedsYes(path, "is there already", "name another file", does="replaces it")
    target = disk.real(path)
    try:
        if target.exists():
            return Written(path, replaced=True, warning=saving.replace(target, data, lambda: None))
        return Written(path, warning=saving.make(target, data))
    except StoreFault as fault:
        raise Refused("", str(fault)) from None


def refuse_data_file(person_file: PersonFile | None, path: Path) -> None:
    """Refuse to write over somebody's records, or over what belongs to them."""
    target = disk.real(path)
    beside = target.name.endswith(_ENDINGS) and _is_data_file(
        target.with_name(target.name.rpartition(".")[0])
    )
    own = person_file is not None and target == disk.real(person_file.path)
    if beside or own or _is_data_file(target):
        raise Refused(
            path, "belongs to a person's records, which nothing is written over", "name another file"
        )


def _is_data_file(path: Path) -> bool:
    return (content_of(path, len(_DATA_FILE)) or b"").startswith(_DATA_FILE)


def content_of(path: Path, most: int = -1) -> bytes | None:
    """What a file holds; None where there is none, or none that can be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError):  # a ValueError is a name that no file can have
        return None
