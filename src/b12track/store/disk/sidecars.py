"""Where the files that belong to a data file live. The only place that decides it.

Beside it, so that whoever moves the folder moves them along; but where the folder is kept in step with other machines
they live in this machine's own state folder: a lock that is copied about locks nobody, and a journal says what was done
here. That is never a folder that is kept in step itself, as it would be where B12TRACK_HOME names a synced one.

Once there they stay there, also if the traces of the other program vanish: the way is decided by what is on the disk,
never by chance. `lock` moves what lay beside when the folder becomes a synced one.

The new file that a save prepares must be in the data file's own folder, or it could not take its place in one step. In
a synced folder its name is one that the programs leave alone: Syncthing `~syncthing~*.tmp`, the others `~*.tmp`.
"""

import os
from contextlib import suppress
from pathlib import Path

from b12track.store.disk import disk
from b12track.store.disk.synced import is_synced, names_there


class Sidecars:
    """The lock, the journal and the folder of backups of one data file, and the new file of a save.

    `beside` is where they would be beside the data file, if they are not.
    """

    def __init__(
        self, lock: Path, journal: Path, backups: Path, half: Path, beside: "Sidecars | None" = None
    ) -> None:
        """Name the places; nothing is touched."""
        self.lock = lock
        self.journal = journal
        self.backups = backups
        self.half = half
        self.beside = beside


def sidecars(path: Path) -> Sidecars:
    """Return the places that belong to a data file, given where it really is (links resolved)."""
    beside = Sidecars(
        lock=path.with_name(path.name + ".lock"),
        journal=path.with_name(path.name + ".journal"),
        backups=path.with_name(path.name + ".backups"),
        half=path.with_name(path.name + ".tmp"),
    )
    synced = is_synced(path.parent)
    if not synced and is_there(beside.lock):
        return beside
    from hashlib import sha256  # here, because a file whose lock lies beside it needs no other place

    folder = _own_folders() / sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    if not synced and not is_there(folder):
        return beside
    return Sidecars(
        lock=folder / "lock",
        journal=folder / "journal",
        backups=folder / "backups",
        half=path.with_name(f"~syncthing~b12track-{path.name}.tmp"),
        beside=beside,
    )


def _own_folders() -> Path:
    return this_machines_folder() / "files"


def this_machines_folder() -> Path:
    """Return the folder for what holds on this machine alone; never one that is kept in step with other machines."""
    from b12track.paths import HOME_VARIABLE, machines_own_folder, state_folder

    if not os.environ.get(HOME_VARIABLE):
        return machines_own_folder()  # whatever it looks like: there is no other
    state = state_folder()
    return machines_own_folder() if is_synced(disk.real(state)) else state


def belongs_to_a_file(folder: Path) -> bool:
    """Say whether a folder, links resolved, is one that holds a data file's copies, journal or lock and no other's."""
    own = disk.real(_own_folders())
    if folder == own or own in folder.parents:
        return True
    of = folder.with_suffix("")
    return folder.suffix == ".backups" and any(map(is_there, (sidecars(of).lock, sidecars(of).journal)))


_NOTE = "of"
_LONGEST_PATH_BYTES = 8192


def note_down(path: Path, places: Sidecars) -> None:
    """Write beside what belongs to a file on this machine which file that is; what cannot be written is no harm."""
    note = places.lock.with_name(_NOTE)
    if places.beside is None or is_there(note):
        return
    half = note.with_suffix(".tmp")
    with suppress(OSError):
        disk.write_new(half, str(path).encode("utf-8", "surrogateescape"))
        disk.replace(half, note)


def noted_in(folder: Path) -> list[Path]:
    """Return the data files in a synced folder that this machine has written to, whether they are there or not."""
    own, target, found = _own_folders(), disk.real(folder), []
    names = names_there(own)
    if not names or not is_synced(target):
        return []
    for name in names:
        with suppress(OSError, ValueError):
            noted = disk.beginning(own / name / _NOTE, _LONGEST_PATH_BYTES).decode("utf-8", "surrogateescape")
            path = type(folder)(noted)
            if path.parent == target:
                found.append(folder / path.name)
    return found


def leads_nowhere(folder: Path) -> Path | None:
    """Return the link on the way to a folder whose target is not there, as where a disk is not mounted."""
    way = disk.absolute(folder)
    for each in (*reversed(way.parents), way):
        try:
            disk.status(each)
        except FileNotFoundError:
            return each if each.is_symlink() else None
        except OSError:
            return None  # whoever asks meets that trouble, too
    return None


def is_there(path: Path) -> bool:
    """Say whether there is a file; one that cannot be asked about counts as there."""
    try:
        disk.status(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
