"""The copies that a syncing program leaves beside a data file which two machines changed at once.

What always holds: a name only makes a file worth a look; whether it is a copy is said by the file's own header, which
all copies of one person's file share and nobody else's has. Some names say that there was a conflict, and are looked at
anywhere: Syncthing, Nextcloud and ownCloud, Dropbox, Google Drive, Resilio, Seafile, Synology and pCloud, in the
languages that they speak. Others might be anything: OneDrive's `alex-LAPTOP.json`, `alex (1).json`, iCloud's
`alex 2.json`. They are looked at only in a synced folder, so that a copy which somebody made by hand stays where it is,
and there only while they name the same person: a file that was copied to begin another person's is theirs.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from b12track.domain.rules import doubt
from b12track.domain.rules.doubt import Doubt
from b12track.store.disk import disk
from b12track.store.disk.names import ENDING, composed
from b12track.store.disk.synced import is_synced, names_there
from b12track.store.edits import PERSON
from b12track.store.faults import StoreFault, Unreadable
from b12track.store.file.layout import State
from b12track.store.file.reading import Check, Loaded, header_at, load, new_fault
from b12track.store.file.snapshot import Snapshot

_WORDS = (
    "conflict",  # also conflicted, conflicto, conflicterende
    "conflit",  # French; also conflito, conflitto
    "konflik",  # German and the north; also konfliktní, konflikcie
    "конфликт",
    "конфлікт",
    "ristiriita",
    "çakış",
    "ütköz",
    "競合",
    "冲突",
    "衝突",
    "충돌",
    "motstrid",  # Swedish, Norwegian
    "modstrid",  # Danish
    "bercanggah",
    "ขัดแย้ง",
)
_BEFORE_WORDS = (".", " ", "_", "(", "[")
"""What stands between a name and such a word; never a hyphen, which stands in names that b12track makes."""


def copies_of(path: Path) -> list[Path]:
    """Return what looks like copies of a data file and lies beside it, sorted."""
    target = disk.real(path)
    return [
        target.with_name(name)
        for name in copies_among(target.name, names_there(target.parent), target.parent)
    ]


def copies_among(name: str, names: Collection[str], folder: Path) -> list[str]:
    """Return the names that look like copies of this one and not of a longer one among them, sorted."""
    found = [other for other in names if _original(other, names, sure=True) == name]
    unsure = [other for other in names if _original(other, names, sure=False) == name]
    if unsure and is_synced(folder):
        ours = file_of(folder / name)
        alike = [other for other in unsure if ours and file_of(folder / other) == ours]
        found += [other for other in alike if not _are_two_people(folder / name, folder / other)]
    return sorted(found)


def _are_two_people(*paths: Path) -> bool:
    names = []
    for path in paths:
        try:
            names.append(str(load(path, None).snapshot.person.get("name")))
        except StoreFault:
            return False  # what cannot be read is told of beside the file that it looks like
    return names[0].casefold() != names[1].casefold()


def _original(name: str, names: Collection[str], *, sure: bool) -> str | None:
    originals = [other for other in names if other.endswith(ENDING) and _looks_like(name, other, sure=sure)]
    # A copy of a copy is a copy of what both are copies of.
    named = [
        other for other in originals if not any(_looks_like(other, each, sure=True) for each in originals)
    ]
    return max(named, key=len, default=None)


def _looks_like(name: str, other: str, *, sure: bool) -> bool:
    name, other = composed(name), composed(other)
    stem = other.removesuffix(ENDING)
    if name == other or not name.startswith(stem):
        return False
    if name.endswith(ENDING):
        rest = name[len(stem) : -len(ENDING)]
        return _says_conflict(rest) if sure else _might_be_one(rest)
    return sure and name.startswith(other) and _says_conflict(name[len(other) :])


def _says_conflict(rest: str) -> bool:
    return rest.startswith(_BEFORE_WORDS) and any(word in rest.casefold() for word in _WORDS)


def _might_be_one(rest: str) -> bool:
    if rest.startswith(" (") and rest.endswith(")"):
        return rest[2:-1].isdecimal()
    if rest.startswith(" "):
        return rest[1:].isdecimal()
    return rest.startswith("-") and rest.strip("- ") != ""  # whatever the machine is called


def file_of(path: Path) -> str | None:
    """Return which person's file the one at a path says that it is; None if it says nothing of the kind."""
    try:
        header = header_at(path)
    except OSError:
        return None
    return header.file or None if header is not None else None


def belongs_to(copy: State, ours: State) -> bool:
    """Say whether a copy is of the same file and still the same person's: then nobody needs to be asked."""
    if not (ours.header.file and copy.header.file == ours.header.file):
        return False
    if copy.tables.get(PERSON) == ours.tables.get(PERSON):
        return True
    names = [str(Snapshot(state).person.get("name")).casefold() for state in (copy, ours)]
    return names[0] == names[1]


def load_copy(path: Path, check: Check | None, beside: Loaded | None = None) -> Loaded:
    """Return what a copy holds, as it came from elsewhere; Unreadable, with nothing but why.

    Every byte is looked at, but for the tables that are the same in the file that it lies beside.
    """
    try:
        return load(path, check, trusting=False, beside=beside)
    except Unreadable as fault:
        why = fault.why.removeprefix("it cannot be read: ")
        raise Unreadable(f"{path.name} cannot be read: {why}", why=why) from fault


def originals_in(folder: Path, names: Collection[str]) -> Iterator[str]:
    """Go through the names of data files that are no copies of another one."""
    copies: set[str] = set()
    for name in names:
        if any(
            other != name and composed(other).startswith(composed(name).removesuffix(ENDING))
            for other in names
        ):
            copies.update(copies_among(name, names, folder))
    return (name for name in names if name not in copies)


class Joined(NamedTuple):
    """A state with what a copy adds to it, None where it cannot be told; why, and what both sides changed."""

    state: State | None
    doubts: tuple[Doubt, ...] = ()
    disagreed: int = 0


def joined(check: Check | None, loaded: Loaded, state: State, copy: Path, name: str) -> Joined:
    """Return what a copy adds to a state, in memory alone."""
    from b12track.store.sync.merge import merge  # here, because whoever lists files has nothing to merge

    try:
        other = load_copy(copy, check, beside=loaded)
    except StoreFault:  # `doctor` says why
        return Joined(None, (doubt.copy_unmerged(name, copy.name),))
    if not belongs_to(other.state, loaded.state):
        whose = str(other.snapshot.person.get("name"))
        separately = other.state.header.file != loaded.state.header.file
        return Joined(None, (doubt.copy_of_another(name, copy.name, whose, separately=separately),))
    merged = merge(state, other.state, there=other.snapshot.tables, to_be_kept=False)
    if merged.state is None:
        return Joined(state)
    if new_fault(check, loaded, merged.state.tables, merged=True) is not None:
        return Joined(None, (doubt.copy_unmerged(name, copy.name),))
    unplaced = merged.tally.unplaced
    doubts = (doubt.copy_unplaced(name, copy.name, unplaced),) if unplaced else ()
    return Joined(merged.state, doubts, merged.tally.both)
