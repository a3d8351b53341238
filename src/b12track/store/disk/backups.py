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
from b12track.store.disk.names import ENDING
from b12track.store.file.layout import Header, is_day

DAYS, WEEKS, MONTHS = 10, 8, 24
"""How many daily copies are kept; of the days before, for how many weeks one, and for how many months."""

_FOUND = "found-"


def keep_day(target: Path, backups: Path, day: str) -> None:
    """Keep the file as this day's backup unless the day has one, and thin out the older days; OSError."""
    name = day + ENDING
    if _is_there(backups / name):
        return
    _keep(target, backups, name)
    for old in thinned(days(backups), day):
        disk.remove(backups / (old + ENDING))


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
    name = f"schema-{schema}-revision-{revision}{ENDING}"
    if not _is_there(backups / name):
        _keep(target, backups, name)


def keep_found(target: Path, backups: Path, day: str, header: Header) -> None:
    """Keep a state that b12track did not write, or that is older than what it wrote; OSError.

    Decided: such copies are never thinned out, because nothing else may hold what one of them holds. Each state is kept
    once, however often it is met: a program that puts the same older file back every day costs one copy.
    """
    found = [backups / name for name in names_in(backups) if name.startswith(_FOUND)]
    size = disk.status(target).st_size
    alike = [copy for copy in found if disk.status(copy).st_size == size]
    if alike:
        data, _ = disk.content(target)
        if any(disk.content(copy)[0] == data for copy in alike):
            return
    _keep(target, backups, free_place(backups, f"{_FOUND}{day}-revision-{header.revision}{ENDING}").name)


def take_in(path: Path, backups: Path, as_name: str | None = None) -> Path:
    """Move a file in among the backups, where it stays under its name (or another), or one with a number; OSError.

    Copied and then removed, because it may lie on another disk.
    """
    disk.make_folder(backups)
    place = free_place(backups, as_name or path.name)
    _copy(path, place)
    disk.flush_folder(backups)
    disk.remove(path)
    return place


def free_place(folder: Path, name: str) -> Path:
    """Return where a file of this name can lie in a folder: with a number where the name is taken; OSError."""
    number, place = 1, folder / name
    while _is_there(place):
        number += 1
        place = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return place


def put_aside(journal: Path, backups: Path) -> None:
    """Move a journal that is of another file in among the backups, where nothing takes it for this one's; OSError."""
    take_in(journal, backups, as_name="of-another.journal")


def days(backups: Path) -> list[str]:
    """Return the days that have a backup, oldest first; OSError other than that there are none."""
    stems = [name.removesuffix(ENDING) for name in names_in(backups) if name.endswith(ENDING)]
    return sorted(filter(is_day, stems))


def copies(backups: Path) -> list[Path]:
    """Return every earlier state that is kept there, the newest day first, other copies behind; OSError."""
    names = [name for name in names_in(backups) if not name.endswith((".tmp", ".journal"))]
    daily = sorted((name for name in names if is_day(name.removesuffix(ENDING))), reverse=True)
    return [backups / name for name in (*daily, *sorted(set(names) - set(daily), reverse=True))]


def names_in(backups: Path) -> list[str]:
    """Return the names of all that is kept there; none where there is no folder; OSError."""
    try:
        return disk.names_in(backups)
    except FileNotFoundError:
        return []


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
    disk.write_new(half, disk.content(target)[0])
    disk.replace(half, backup)
