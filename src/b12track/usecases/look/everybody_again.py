"""Everybody on this machine, looked at again: for the app that stays open all day.

What always holds: whoever is known keeps the person_file that they have; a file that could not be read is tried again.
"""

from collections.abc import Iterable
from pathlib import Path

from b12track import paths
from b12track.store.faults import StoreFault
from b12track.usecases.people import Broken, Selection, broken, everybodys_files
from b12track.usecases.person_file import PersonFile


def everybody_again(people: Iterable[PersonFile | Broken], selection: Selection) -> list[PersonFile | Broken]:
    """The people who were known, and those whose file came into the same folder since."""
    known = {person.path: person for person in people}
    folder = paths.data_folder()
    places = list(known)
    if all(path.parent == folder for path in places):
        here = everybodys_files()
        places = [path for path in places if path in here or path.exists()]
        places += [path for path in here if path not in known]
    return [_look_again(path, known.get(path), selection) for path in places]


def _look_again(path: Path, known: PersonFile | Broken | None, selection: Selection) -> PersonFile | Broken:
    try:
        if isinstance(known, PersonFile):
            known.file.seen()
            known.refresh()
            return known
        return PersonFile(path, selection.now)
    except StoreFault as fault:
        return broken(path, fault)
