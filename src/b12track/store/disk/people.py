"""The data files of several people in one folder."""

from collections.abc import Iterable
from pathlib import Path

from b12track.domain.wording.text import folded
from b12track.store.disk import disk
from b12track.store.disk.names import ENDING, all_composed, composed, stem_for
from b12track.store.disk.sidecars import leads_nowhere, noted_in
from b12track.store.faults import Unreadable, link_leads_nowhere, reason


def list_files(folder: Path) -> list[Path]:
    """Return the data files in a folder, sorted; none where there is no folder; Unreadable if it is closed to us.

    A copy that a syncing program left beside a file is not another person's.
    """
    return [folder / name for name in _there(folder, _names(folder))]


def list_everybodys(folder: Path) -> list[Path]:
    """Return the same, and the data files that are gone while what belongs to them is still there, sorted."""
    names = _names(folder)
    known = all_composed(names)
    belonging = {
        name.removesuffix(ending)
        for name in names
        for ending in (".journal", ".backups")
        if name.endswith(ENDING + ending)
    }
    belonging |= {path.name for path in noted_in(folder)}
    gone = {name for name in belonging if composed(name) not in known}
    return sorted(folder / name for name in {*_there(folder, names), *gone})


def _there(folder: Path, names: Iterable[str]) -> list[str]:
    found = sorted(name for name in names if name.endswith(ENDING) and not name.startswith("."))
    stems = all_composed([name.removesuffix(ENDING) for name in found])
    if not any(one is not other and one.startswith(other) for one in stems for other in stems):
        return found
    from b12track.store.sync.conflicts import originals_in  # here, because few folders ever hold a copy

    originals = set(originals_in(folder, found))
    return [name for name in found if name in originals]


def has_neighbours(target: Path) -> bool:
    """Say whether beside a data file, links resolved, lies what a closer look might find to be a copy of it.

    This look is cheap.
    """
    try:
        names = disk.names_in(target.parent)
    except OSError:
        return False
    ours, *others = all_composed((target.name, *names))
    stem = ours.removesuffix(ENDING)
    return any(
        name.startswith(stem)
        and name != ours
        and (name.endswith(ENDING) or "conflict" in name[len(stem) :].casefold())
        for name in others
    )


def file_for(folder: Path, name: str) -> Path:
    """Return a free path in the folder for a person: the name's letters and digits, and a number if it is taken.

    Names that differ only in case or accents' composition collide on some file systems, so they count as taken here.
    """
    stem = stem_for(name)
    # A name whose file is gone is not free while what belongs to it is there.
    taken = {
        folded(name.removesuffix(ending))
        for name in _names(folder)
        for ending in ("", ".journal", ".backups")
    }
    number, candidate = 1, stem + ENDING
    while folded(candidate) in taken:
        number += 1
        candidate = f"{stem}-{number}{ENDING}"
    return folder / candidate


def _names(folder: Path) -> list[str]:
    try:
        return disk.names_in(folder)
    except (FileNotFoundError, NotADirectoryError):
        if (link := leads_nowhere(folder)) is not None:
            raise link_leads_nowhere(link) from None
        return []
    except OSError as error:
        raise Unreadable(f"{folder} cannot be listed: {reason(error)}", files=[folder]) from error
