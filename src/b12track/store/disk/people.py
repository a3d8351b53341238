"""The data files of several people in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from b12track.domain.wording.text import folded
from b12track.store.disk import disk
from b12track.store.disk.names import composed, stem_for
from b12track.store.disk.sidecars import noted_in
from b12track.store.disk.synced import is_synced
from b12track.store.faults import Unreadable, reason

if TYPE_CHECKING:
    from pathlib import Path


def list_files(folder: Path) -> list[Path]:
    """Return the data files in a folder, sorted; none where there is no folder; Unreadable if it is closed to us.

    A copy that a syncing program left beside a file is not another person's.
    """
    entries = sorted(
        entry for entry in _entries(folder) if entry.name.endswith(".json") and not entry.name.startswith(".")
    )
    stems = [composed(entry.stem) for entry in entries]
    if not any(one is not other and one.startswith(other) for one in stems for other in stems):
        return entries
    from b12track.store.sync.conflicts import originals_in  # here, because few folders ever hold a copy

    names = list(originals_in(folder, [entry.name for entry in entries]))
    return [entry for entry in entries if entry.name in names]


def list_missing(folder: Path) -> list[Path]:
    """Return the data files that are gone from a folder while what belongs to them is still there, sorted."""
    entries = _entries(folder)
    names = {composed(entry.name) for entry in entries}
    found = {
        folder / entry.name.removesuffix(ending)
        for entry in entries
        for ending in (".json.journal", ".json.backups")
        if entry.name.endswith(ending) and composed(entry.name.removesuffix(ending)) + ".json" not in names
    }
    found = {path.with_name(path.name + ".json") for path in found}
    if is_synced(disk.real(folder)):
        found |= {path for path in noted_in(folder) if composed(path.name) not in names}
    return sorted(found)


def has_neighbours(path: Path) -> bool:
    """Say whether beside a data file lies what a closer look might find to be a copy of it; this look is cheap."""
    target = disk.real(path)
    stem = composed(target.name).removesuffix(".json")
    try:
        names = disk.names_in(target.parent)
    except OSError:
        return False
    return any(
        name.startswith(stem)
        and name != composed(target.name)
        and (name.endswith(".json") or "conflict" in name[len(stem) :].casefold())
        for name in map(composed, names)
    )


def file_for(folder: Path, name: str) -> Path:
    """Return a free path in the folder for a person: the name's letters and digits, and a number if it is taken.

    Names that differ only in case or accents' composition collide on some file systems, so they count as taken here.
    """
    stem = stem_for(name)
    names = {entry.name for entry in _entries(folder)}
    # A name whose file is gone is not free while what belongs to it is there.
    taken = {folded(name.removesuffix(ending)) for name in names for ending in ("", ".journal", ".backups")}
    number, candidate = 1, f"{stem}.json"
    while folded(candidate) in taken:
        number += 1
        candidate = f"{stem}-{number}.json"
    return folder / candidate


def _entries(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in disk.names_in(folder)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Unreadable(f"{folder} cannot be listed: {reason(error)}", files=[folder]) from error
