"""Earlier whole states of a data file: one for each of the last ten days with changes, then one a week, one a month.

A second net under the journal. A save replaces the file and leaves the old one alone, so a backup is a second
name for the old file: it costs no copying where the file system knows such links.

Decided: a day's backup that cannot be made does not stop the save, which says so in its warning. Refusing
would lose what somebody has just typed to protect states that the journal holds anyway. The backup before a
migration is another matter: the journal cannot lead back across it, so no backup, no migration.
"""

import errno
from collections.abc import Iterable
from pathlib import Path

from b12track.store.disk import disk
from b12track.store.file.layout import Header

DAYS, WEEKS, MONTHS = 10, 8, 24
"""How many daily copies are kept; of the days before, for how many weeks one, and for how many months."""

_ENDING = ".json"
_FOUND = "found-"


def keep_day(target: Path, backups: Path, day: str) -> None:
    """Keep the file as this day's backup unless the day has one, and thin out the older days; OSError."""
    name = day + _ENDING
    if _is_there(backups / name):
        return
    _keep(target, backups, name)
    for old in thinned(days(backups), day):
        disk.remove(backups / (old + _ENDING))


def thinned(found: Iterable[str], today: str) -> list[str]:
    """Return the days whose copies are no longer wanted.

    Decided: by their order among themselves, never by how long ago they seem to be: a clock that was wrong for a day
    must not cost a year of copies. One that is dated after today is kept and not counted. Of a week or a month the
    first copy stays, so that what stays today stays tomorrow.
    """
    from datetime import date  # here, because most saves make no copy

    counted = sorted((day for day in found if day <= today), reverse=True)
    weeks: dict[object, str] = {}
    months: dict[object, str] = {}
    for day in counted[DAYS:]:
        week = date.fromisoformat(day).isocalendar()[:2]
        if week in weeks or len(weeks) < WEEKS:
            weeks[week] = day
        elif day[:7] in months or len(months) < MONTHS:
            months[day[:7]] = day
    kept = {*counted[:DAYS], *weeks.values(), *months.values()}
    return [day for day in counted if day not in kept]


def keep_schema(target: Path, backups: Path, schema: int, revision: int) -> None:
    """Keep the file as it was before its migration; OSError."""
    name = f"schema-{schema}-revision-{revision}{_ENDING}"
    if not _is_there(backups / name):
        _keep(target, backups, name)


def keep_found(target: Path, backups: Path, day: str, header: Header) -> None:
    """Keep a state that b12track did not write, or that is older than what it wrote; OSError.

    Decided: such copies are never thinned out, because nothing else may hold what one of them holds. Each state is kept
    once, however often it is met: a program that puts the same older file back every day costs one copy.
    """
    if _is_kept(target, backups):
        return
    name = f"{_FOUND}{day}-revision-{header.revision}{_ENDING}"
    number = 1
    while _is_there(backups / name):
        number += 1
        name = f"{_FOUND}{day}-revision-{header.revision}-{number}{_ENDING}"
    _keep(target, backups, name)


def _is_kept(target: Path, backups: Path) -> bool:
    """Say whether a copy of those that were found holds exactly these bytes, and is a file of its own."""
    try:
        names = [name for name in disk.names_in(backups) if name.startswith(_FOUND)]
    except FileNotFoundError:
        return False
    size = disk.status(target).st_size
    alike = [backups / name for name in names if disk.status(backups / name).st_size == size]
    return bool(alike) and _bytes(target) in map(_bytes, alike)


def _bytes(path: Path) -> bytes:
    fd = disk.open_to_read(path)
    try:
        return disk.read_all(fd)
    finally:
        disk.close(fd)


def take_in(path: Path, backups: Path, as_name: str | None = None) -> Path:
    """Move a file in among the backups, where it stays under its name (or another), or one with a number; OSError.

    Copied and then removed, because it may lie on another disk.
    """
    disk.make_folder(backups)
    name = Path(as_name or path.name)
    number, place = 1, backups / name
    while _is_there(place):
        number += 1
        place = backups / f"{name.stem}-{number}{name.suffix}"
    _copy(path, place)
    disk.flush_folder(backups)
    disk.remove(path)
    return place


def put_aside(journal: Path, backups: Path) -> None:
    """Move a journal that is of another file in among the backups, where nothing takes it for this one's; OSError."""
    take_in(journal, backups, as_name="of-another.journal")


def days(backups: Path) -> list[str]:
    """Return the days that have a backup, oldest first; OSError other than that there are none."""
    try:
        names = disk.names_in(backups)
    except FileNotFoundError:
        return []
    stems = [name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)]
    return sorted(stem for stem in stems if _is_day(stem))


def _is_day(stem: str) -> bool:
    from datetime import date

    try:
        return len(stem) == len("2026-01-31") and date.fromisoformat(stem).isoformat() == stem
    except ValueError:
        return False


def copies(backups: Path) -> list[Path]:
    """Return every earlier state that is kept there, the newest day first, other copies behind; OSError."""
    try:
        names = [name for name in disk.names_in(backups) if not name.endswith((".tmp", ".journal"))]
    except FileNotFoundError:
        return []
    daily = sorted((name for name in names if _is_day(name.removesuffix(_ENDING))), reverse=True)
    return [backups / name for name in (*daily, *sorted(set(names) - set(daily), reverse=True))]


def _is_there(path: Path) -> bool:
    try:
        disk.status(path)
    except FileNotFoundError:
        return False
    return True


def _keep(target: Path, backups: Path, name: str) -> None:
    disk.make_folder(backups)
    try:
        disk.link(target, backups / name)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO):
            raise
        _copy(target, backups / name)
    disk.flush_folder(backups)


def _copy(target: Path, backup: Path) -> None:
    half = backup.with_name(backup.name + ".tmp")
    disk.remove(half)
    source = disk.open_to_read(target)
    try:
        fd = disk.open_new(half)
        try:
            disk.write_all(fd, disk.read_all(source))
            disk.flush(fd)
        finally:
            disk.close(fd)
    finally:
        disk.close(source)
    disk.replace(half, backup)
