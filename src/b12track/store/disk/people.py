"""The data files of several people in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from b12track.domain.wording.text import folded
from b12track.store.disk import disk
from b12track.store.disk.names import composed, stem_for

if TYPE_CHECKING:
    from pathlib import Path


def list_files(folder: Path) -> list[Path]:
    """Return the data files in a folder, sorted; none where there is no folder.

    A copy that a syncing program left beside a file is not another person's.
    """
    try:
        entries = sorted(
            entry
            for entry in folder.iterdir()
            if entry.name.endswith(".json") and not entry.name.startswith(".")
        )
    except (FileNotFoundError, NotADirectoryError):
        return []
    stems = [composed(entry.stem) for entry in entries]
    if not any(one is not other and one.startswith(other) for one in stems for other in stems):
        return entries
    from b12track.store.sync.conflicts import originals_in  # here, because few folders ever hold a copy

    names = list(originals_in(folder, [entry.name for entry in entries]))
    return [entry for entry in entries if entry.name in names]


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
    taken = {folded(entry.name) for entry in _entries(folder)}
    number, candidate = 1, f"{stem}.json"
    while folded(candidate) in taken:
        number += 1
        candidate = f"{stem}-{number}.json"
    return folder / candidate


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
