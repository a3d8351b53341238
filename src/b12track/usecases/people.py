"""Several people: whose file is meant, and everybody at once.

What always holds: a command works on one person who was named or is the only one; it never writes to a guess, also not
between two files of one name. One file that cannot be read never hides the others.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from b12track import paths
from b12track.domain.record import loading
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Person, Record
from b12track.domain.rules.doubt import Doubt, file_missing, file_unreadable
from b12track.domain.typed.zones import read_zone
from b12track.domain.wording.text import clean, folded, quote
from b12track.store.disk import people as folder
from b12track.store.edits import Change, Put
from b12track.store.faults import Missing, StoreFault
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile

FILE_VARIABLE = "B12TRACK_FILE"
FIRST_NAME = "me"


class Selection(NamedTuple):
    """Whose file a command is to work on, as it was typed."""

    file: Path | None = None
    person: str | None = None
    now: str | None = None


class Broken(NamedTuple):
    """A person of whom nothing can be said: the file is gone, or cannot be read."""

    name: str
    path: Path
    reason: StoreFault
    doubt: Doubt


class NobodyYet(Refused):
    """There is no person's file on this machine."""

    def __init__(self) -> None:
        super().__init__("", "nobody is entered yet", Deed("begin"))


def open_person_file(selection: Selection, *, writing: bool = False, anew: bool = False) -> PersonFile:
    """The file of the person who is meant; a writing command may create the first one.

    Where a file was and is gone, only who brings its records back may begin it `anew`.
    """
    named = named_file(selection)
    if named is not None:
        return _open_file(named, selection, writing, anew)
    files = everybodys_files()
    if not files:
        if not writing:
            raise NobodyYet
        return _newcomer(folder.file_for(paths.data_folder(), selection.person or FIRST_NAME), selection)
    if selection.person is not None:
        try:
            return _find(selection.person, files, selection)
        except Untold as untold:
            if writing and anew and untold.broken.doubt.code == "file_missing":
                return _newcomer(untold.broken.path, selection)
            raise
    if len(files) > 1:
        found = [open_or_tell(path, selection) for path in files]
        bare = [folded(entry.name) for entry in found]
        names = ", ".join(
            sorted(
                f"{entry.name} ({entry.path.name})" if bare.count(folded(entry.name)) > 1 else entry.name
                for entry in found
            )
        )
        raise Refused("", f"there are several people, {names}", Deed("say whose"))
    found_one = open_or_tell(files[0], selection)
    if isinstance(found_one, Broken):
        raise Untold(found_one)
    return found_one


def open_all(selection: Selection) -> list[PersonFile | Broken]:
    """Everybody, or the one who was named; files that cannot be read are told, not hidden."""
    if named_file(selection) is not None or selection.person is not None:
        try:
            return [open_person_file(selection)]
        except Untold as untold:
            return [untold.broken]
    files = everybodys_files()
    if not files:
        raise NobodyYet
    return [open_or_tell(path, selection) for path in files]


def everybodys_files(place: Path | None = None) -> list[Path]:
    """The data files in a folder (this machine's), also those that are gone while what belongs to them is there."""
    return folder.list_everybodys(place or paths.data_folder())


class Untold(StoreFault):
    """Nothing can be said of a person who was named; `broken` says why."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(broken.reason.sentence, *broken.reason.hints, files=broken.reason.files)
        self.broken = broken


def people_in(folder_of_files: Path, asked_now: str | None) -> list[PersonFile | Broken]:
    """Everybody whose file is in a folder; nobody where it holds none."""
    return [open_or_tell(path, Selection(now=asked_now)) for path in everybodys_files(folder_of_files)]


def existing(selection: Selection) -> PersonFile | None:
    """The file of the person who is meant, if it is there."""
    try:
        return open_person_file(selection)
    except (Missing, NobodyYet):
        return None
    except Untold as untold:
        if untold.broken.doubt.code == "file_missing":
            return None
        raise


def begin(selection: Selection, name: str) -> PersonFile:
    """A new file for a person, where the selection says."""
    return open_person_file(
        selection._replace(file=named_file(selection), person=name), writing=True, anew=True
    )


def is_named(selection: Selection) -> bool:
    """Whether it was said whose file is meant."""
    return selection.person is not None or named_file(selection) is not None


def files_of(selection: Selection) -> list[Path]:
    """The files that may be meant, none of them opened."""
    named = named_file(selection)
    return [named] if named is not None else folder.list_files(paths.data_folder())


def forget_person(selection: Selection, name: str) -> tuple[str, Path]:
    """Take a person whose file is gone off the list; what belongs to it is put away, and where is returned."""
    named = [
        entry for entry in open_all(selection._replace(person=None)) if folded(entry.name) == folded(name)
    ]
    gone = [entry for entry in named if isinstance(entry, Broken) and entry.doubt.code == "file_missing"]
    if gone:
        from b12track.store.missing import forget

        return gone[0].name, forget(gone[0].path)
    if named:
        raise Refused(
            named[0].name,
            "the file is still there, and only somebody whose file is gone can be taken off the list",
            f"move {named[0].path} out of the folder first",
        )
    _find(name, everybodys_files(), selection)
    raise AssertionError("whoever is not there is refused")


def look_beside(person_file: PersonFile, *, merging: bool) -> list[str]:
    """Merge the copies that a syncing program left beside a file, or tell of them; a line on each."""
    if not person_file.file.exists() or not person_file.file.copies():
        return []
    from b12track.usecases.transfer import merge

    return merge.merge_copies(person_file) if merging else merge.copies_told(person_file)


def add_person(
    name: str, timezone: str | None = None, file: Path | None = None, *, now: str | None = None
) -> PersonFile:
    """A new person with an empty file of their own: among the others, or where it was named."""
    name = new_name(name)
    timezone = read_zone(timezone) if timezone is not None else None
    person_file = PersonFile(
        folder.file_for(paths.data_folder(), name) if file is None else no_folder(file), now
    )
    if person_file.file.exists():
        raise Refused(
            "file",
            f"{person_file.path.name} is there already, and is {person_file.name}'s",
            "name another file",
        )
    person_file.file.create(loading.dump(Person(name, timezone=timezone)))
    person_file.refresh()
    person_file.created = True
    return person_file


def rename_person(person_file: PersonFile, name: str) -> Saved:
    """Another name for the same person; the file keeps its place."""
    name = free_name(person_file, name)

    def work(snapshot: Snapshot, record: Record) -> Change:
        what = f"name {record.person.name} to {name}"
        return Change(what, (Put("person", {**snapshot.person, "name": name}),))

    return person_file.save(work)


def new_name(name: str) -> str:
    """A newcomer's name as it is kept, if it is nobody's yet."""
    return _free_among(name, everybodys_files())


def free_name(person_file: PersonFile, name: str) -> str:
    """A name as it is kept, if it is nobody else's."""
    return _free_among(name, [path for path in everybodys_files() if path != person_file.path])


def _free_among(name: str, others: Iterable[Path]) -> str:
    name = _clean_name(name)
    if any(folded(name) == folded(open_or_tell(path, Selection()).name) for path in others):
        raise Refused("name", f"{name} is there already", "give another person another name")
    return name


def _clean_name(name: str) -> str:
    name = clean(name, "name")
    if not name:
        raise Refused("name", "is empty", "write the person's name")
    return name


def named_file(selection: Selection) -> Path | None:
    """The file that was named, here or for every command on this machine."""
    if selection.file is not None:
        return no_folder(selection.file)
    if selection.person is None and (stated := os.environ.get(FILE_VARIABLE)):
        return no_folder(paths.at_home(stated, FILE_VARIABLE))
    return None


def no_folder(file: Path) -> Path:
    """A path that was typed, if it is no folder; an empty one is the folder where the command was typed."""
    if file.is_dir():
        raise StoreFault(f"{file}: is a folder: name a person's data file in it", files=[file])
    return file


def _open_file(path: Path, selection: Selection, writing: bool, anew: bool) -> PersonFile:
    person_file = PersonFile(path, selection.now)
    if person_file.seen is not None:
        return person_file
    if not writing:
        raise Missing(
            f"{path}: there is no such file; check the name, or enter something into it first", files=[path]
        )
    from b12track.store.missing import (  # here, because nearly every file is where it was
        is_missing,
        name_of_lost,
    )

    if is_missing(path) and not anew:
        raise _gone(name_of_lost(path), path)
    return _newcomer(path, selection)


def is_beaten(selection: Selection, name: str) -> bool:
    """Whether the file that was named, which beats the person who was, is somebody else's."""
    is_named = selection.file is not None and selection.person is not None
    return is_named and folded(name) != folded(selection.person or "")


def _newcomer(path: Path, selection: Selection) -> PersonFile:
    name = _clean_name(selection.person) if selection.person is not None else FIRST_NAME
    return PersonFile(path, selection.now, Person(name))


def _find(person: str, files: Iterable[Path], selection: Selection) -> PersonFile:
    if not person.strip():
        raise Refused("whose", "is empty", "write the name of the person")
    found = [open_or_tell(path, selection) for path in files]
    named = [entry for entry in found if folded(entry.name) == folded(person)]
    if len(named) > 1:
        import shlex  # so that what is named can be typed

        # A copy made by hand, or two people: which is meant cannot be guessed.
        files_named = ", ".join(entry.path.name for entry in named)
        raise Refused(
            "whose",
            f"{len(named)} files belong to {person}: {files_named}",
            Deed("say which file", shlex.quote(str(named[0].path))),
            "if one is an old copy of the other, move it out of the folder",
        )
    for entry in named:
        if isinstance(entry, Broken):
            raise Untold(entry)
        return entry
    from difflib import get_close_matches  # only to help after a slip

    names = {folded(entry.name): entry.name for entry in found}
    close = [names[name] for name in get_close_matches(folded(person), names, n=3, cutoff=0.5)]
    near = close or sorted(names.values(), key=str.casefold)
    there = f"there {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
    raise Refused("whose", f"nobody is called {person}; {there}", Deed("add person"))


def open_or_tell(path: Path, selection: Selection) -> PersonFile | Broken:
    """The file at a path, or why nothing can be said of the person."""
    try:
        person_file = PersonFile(path, selection.now)
        if person_file.seen is None:
            person_file.snapshot()  # says why there is none
    except StoreFault as fault:
        return broken(path, fault)
    return person_file


def broken(path: Path, fault: StoreFault) -> Broken:
    """Why nothing can be said of a person, whose name is what the last good copy has."""
    from b12track.store.missing import name_of_lost  # here, for the same reason

    name = name_of_lost(path)
    if isinstance(fault, Missing):
        return Broken(name, path, _gone(name, path), file_missing(name))
    return Broken(name, path, fault, file_unreadable(name, fault.why))


def _gone(name: str, path: Path) -> Missing:
    return Missing(
        f"{name}'s file is not where it was, {path}; nothing was written",
        "put it back",
        Deed("forget", quote(name)),
        files=[path],
    )
