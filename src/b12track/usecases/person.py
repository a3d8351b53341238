"""Who the person is: name, time zone, why the injections, who prescribes.

What always holds: a time zone is one that this machine knows; nobody gets the name of somebody else here.
"""

from pathlib import Path

from b12track import paths
from b12track.domain.dates import read_zone
from b12track.domain.faults import Refused
from b12track.domain.records import Person, Record
from b12track.domain.schema import PERSON
from b12track.domain.text import clean
from b12track.store import people as folder
from b12track.store.datafile import Saved, Snapshot
from b12track.store.edits import Change, Put
from b12track.store.faults import StoreFault
from b12track.usecases.desk import Desk

__all__ = ["Saved", "change_person"]

_LINES = ("indication", "cause", "prescriber", "clinic")


def change_person(desk: Desk, person: Person) -> Saved:
    """Make the person's facts exactly these."""
    name = clean(person.name, "name")
    if not name:
        raise Refused("name: is empty; write the person's name")
    _refuse_taken(desk, name)
    zone = read_zone(person.timezone) if person.timezone else None
    if person.born is not None and person.born > desk.today:
        raise Refused("born: this day is still to come; write the day of birth")
    lines = {field: clean(getattr(person, field), field) for field in _LINES}
    kept = person._replace(name=name, timezone=zone, **lines)

    def work(snapshot: Snapshot, _: Record) -> Change:
        return Change(f"what is known of {name}", (Put("person", {**snapshot.person, **PERSON.dump(kept)}),))

    return desk.save(work)


def _refuse_taken(desk: Desk, name: str) -> None:
    """Another person in the folder may not have this name; a file elsewhere is nobody's neighbour."""
    for path in folder.list_files(paths.data_folder()):
        if path != desk.path and _name_in(path).casefold() == name.casefold():
            raise Refused(f"name: {name} is there already; another person needs another name")


def _name_in(path: Path) -> str:
    """The name that a file holds; a file that cannot be read keeps the name that it is filed under."""
    try:
        return Desk(path).name
    except StoreFault:
        return path.stem
