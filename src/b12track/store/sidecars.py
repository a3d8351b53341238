"""Where the files that belong to a data file live.

The only place that decides it. The temporary file of a save is not among them: it must be in the data file's
own folder, or it could not take its place in one step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Sidecars(NamedTuple):
    """The lock, the journal and the folder of backups of one data file."""

    lock: Path
    journal: Path
    backups: Path


def sidecars(path: Path) -> Sidecars:
    """Return the places that belong to a data file, given where it really is (links resolved)."""
    return Sidecars(
        lock=path.with_name(path.name + ".lock"),
        journal=path.with_name(path.name + ".journal"),
        backups=path.with_name(path.name + ".backups"),
    )
