"""The data files of several people in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from b12track.store import disk

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME_BYTES = 120
"""Well below the 255 that file systems allow, as the lock, journal and backups add to it."""

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices, whatever their ending."""


def composed(name: str) -> str:
    """Return a file name with its accents put together: some systems and syncing programs take them apart."""
    if name.isascii():
        return name
    from unicodedata import normalize  # here, because few names need it

    return normalize("NFC", name)


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
    from b12track.store.conflicts import originals_in  # here, because few folders ever hold a copy

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

    Decided: letters of every script stay, all else becomes a hyphen, so that no name can leave the folder,
    hide itself or mean something to a shell. Names that differ only in case or accents' composition collide
    on some file systems, so they count as taken here.
    """
    import unicodedata  # here, because only the first save of a new person needs it

    plain = unicodedata.normalize("NFC", name).casefold()
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else "-"
        for sign in unicodedata.normalize("NFC", plain)
    )
    stem = "-".join(part for part in kept.split("-") if part)
    stem = stem.encode("utf-8", "ignore")[:LONGEST_NAME_BYTES].decode("utf-8", "ignore") or "person"
    if stem in RESERVED:
        stem = f"{stem}-1"
    taken = {unicodedata.normalize("NFC", entry.name).casefold() for entry in _entries(folder)}
    number, candidate = 1, f"{stem}.json"
    while unicodedata.normalize("NFC", candidate).casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}.json"
    return folder / candidate


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
