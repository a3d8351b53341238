"""Bringing together what two machines changed apart.

What always holds: a copy is merged by itself only if it is of this very file, which its header says; then nothing of
either side is lost, and the copy is moved among the backups, never deleted. A copy that cannot be read or is somebody
else's stays where it is, and one line says so. Reading merges nothing: whoever only looks changes nothing on the disk,
and is told that the next entry will.

`undo` and `redo` merge nothing either: what they take back must be what the person did last.
"""

from pathlib import Path
from typing import NamedTuple

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.wording.text import folded
from b12track.store.disk import disk
from b12track.store.faults import Missing, StoreFault, Unmergeable, Unreadable, reason
from b12track.store.file.reading import Loaded
from b12track.store.sync.merge import Tally
from b12track.usecases.contents import another_persons
from b12track.usecases.person_file import PersonFile


class MergedFile(NamedTuple):
    """One file that was merged: what came of it, where it was moved to if it was, and any doubt."""

    path: Path
    tally: Tally
    moved_to: Path | None
    warning: str | None


def merge_copies(person_file: PersonFile) -> list[str]:
    """Merge the copies that lie beside a person's file, and return a line on each."""
    folder = disk.real(person_file.path).parent
    try:
        disk.names_in(folder)
    except OSError as error:  # then nobody can say that there is no copy
        raise Unreadable(f"{folder} cannot be looked through: {reason(error)}", files=[folder]) from error
    return [_try(person_file, path) for path in person_file.file.copies()]


def copies_told(person_file: PersonFile) -> list[str]:
    """What somebody who only looks is told of the copies that lie beside a person's file."""
    names = person_file.file.seen().merged
    if not names:
        return []
    what = (
        f"Beside {person_file.name}'s file there is a copy from another machine, {names[0]}. What is in it is"
        " counted, and the next entry joins the two"
    )
    if len(names) > 1:
        what = (
            f"Beside {person_file.name}'s file there are {len(names)} copies from other machines. What is in them is"
            " counted, and the next entry joins them"
        )
    return [f"{what}; `b12track merge` does it now."]


def merge_file(
    person_file: PersonFile, path: Path, *, yes: bool = False, as_another: bool = False
) -> MergedFile:
    """Merge a file by hand; one begun separately only with `yes`, another person's only with `as_another`."""
    if path.is_dir():
        raise Refused(path, "is a folder", "name a file in it")
    if disk.real(path) == disk.real(person_file.path):
        raise Refused(path, f"is {person_file.name}'s file itself", "name the other one")
    try:
        copy = person_file.file.other(path)
    except Missing:
        raise Refused(path, "there is no such file; check its name") from None
    except Unreadable as fault:
        raise Refused(path, "cannot be read", f"{fault.why}; nothing was merged") from None
    name = str(copy.snapshot.person["name"])
    is_another = folded(name) != folded(person_file.name)
    if is_another and not as_another:
        raise another_persons(path, name, person_file.name)
    if not (person_file.file.began_as_this(copy) or yes or is_another):
        raise NeedsYes(
            path,
            f"was begun separately, for {name}",
            f"check whether that is the same person as {person_file.name}",
            does="merges it anyway",
        )
    try:
        return _merge(person_file, path, copy, keeps_person=is_another)
    except Unmergeable as fault:
        raise Refused(path, f"{fault}; nothing was merged") from None


def said_of(person_file: PersonFile, merged: MergedFile) -> str:
    """One line on what a merge did."""
    tally = merged.tally
    verbs = ((tally.added, "new"), (tally.changed, "changed"), (tally.removed, "deleted there"))
    parts = [came] if (came := ", ".join(f"{count} {verb}" for count, verb in verbs if count)) else []
    if tally.both:
        many = "1 was" if tally.both == 1 else f"{tally.both} were"
        parts.append(
            f"{many} changed on both sides: the later change is used, and the other is kept among its earlier versions"
        )
    if tally.overruled:
        the_days = "on 1 day" if tally.overruled == 1 else f"on {tally.overruled} days"
        parts.append(
            f"{the_days} the two say different things: the later scores and notes are used, and the others are kept"
            " among the earlier versions"
        )
    if tally.unplaced:
        many = "1 has" if tally.unplaced == 1 else f"{tally.unplaced} have"
        parts.append(f"{many} no place in the changed plan, and is kept among the earlier versions")
    line = f"Merged {merged.path.name} into {person_file.name}'s file: {'; '.join(parts) or 'it held nothing new'}."
    return f"{line} Warning: {merged.warning}." if merged.warning else line


def _try(person_file: PersonFile, path: Path) -> str:
    left = f"{path.name} beside {person_file.name}'s file was left as it is"
    try:
        copy = person_file.file.other(path)
    except Unreadable as fault:
        return f"{left}: it cannot be read: {fault.why}."
    except StoreFault as fault:
        return f"{left}: {fault}."
    try:
        if not person_file.file.is_of_this(copy):
            name = copy.snapshot.person["name"]
            was = (
                f"is {name}'s by now"
                if person_file.file.began_as_this(copy)
                else f"was begun separately, for {name}"
            )
            hint = "if that is the same person, merging the file by its name joins the two"
            return f"{left}: it {was}; {hint}."
        return said_of(person_file, _merge(person_file, path, copy))
    except (StoreFault, Unmergeable) as fault:
        return f"{left}: {fault}."


def _merge(person_file: PersonFile, path: Path, copy: Loaded, *, keeps_person: bool = False) -> MergedFile:
    saved, tally = person_file.file.merge(copy, f"merge of {path.name}", keeps_person=keeps_person)
    moved_to, warning = None, saved.warning
    try:
        moved_to = person_file.file.put_away(path)
    except OSError as error:
        warning = f"{path.name} could not be moved among the backups: {reason(error)}"
    return MergedFile(path, tally, moved_to, warning)
