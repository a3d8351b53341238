"""File names: how two of them are compared, and the one that a person's name becomes."""

from collections.abc import Iterable

from b12track.domain.wording.text import folded

ENDING = ".json"
"""What the name of a data file ends with."""

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


def all_composed(names: Iterable[str]) -> list[str]:
    """Return file names as above, each in its place."""
    return [composed(name) for name in names]


def stem_for(name: str) -> str:
    """Return a person's name as the name of a file, still without its ending.

    Decided: letters of every script stay, all else becomes a hyphen, so that no name can leave the folder, hide itself
    or mean something to a shell.
    """
    from unicodedata import category  # here, because only the first save of a new person needs it

    kept = "".join(sign if category(sign)[0] in "LMN" else "-" for sign in folded(name))
    stem = "-".join(part for part in kept.split("-") if part)
    stem = stem.encode("utf-8", "ignore")[:LONGEST_NAME_BYTES].decode("utf-8", "ignore") or "person"
    return f"{stem}-1" if stem in RESERVED else stem
