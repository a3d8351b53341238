"""Everybody at once, worst first: what a caregiver looks at in the morning.

Looked at again, whoever is known keeps the person_file that they have; a file that could not be read is tried again.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from b12track import paths
from b12track.domain.rules.doubt import Doubt, in_words
from b12track.domain.rules.overview import Overview
from b12track.domain.wording.headline import sentence_of
from b12track.store.faults import StoreFault
from b12track.usecases.look.overview import look
from b12track.usecases.people import Broken, Selection, broken, everybodys_files
from b12track.usecases.person_file import PersonFile

# What `next --check` says to a script.
FINE, WANTED, OVERDUE, NO_PLAN, UNUSABLE = 0, 10, 20, 30, 3
_WORST_FIRST = (UNUSABLE, OVERDUE, WANTED, NO_PLAN, FINE)
_SEVERITY = ("overdue", "late", "due", "no_plan", "upcoming", "complete", "stopped")  # within one code


class Seen(NamedTuple):
    """One person as of now, or why nothing can be said; the file tells apart who bear the same name.

    `doubts` are why what is said is not certain, or why nothing is; `disagreed` counts the records that were changed on
    both sides of a conflict copy.
    """

    name: str
    path: Path
    overview: Overview | None
    doubts: tuple[Doubt, ...] = ()
    disagreed: int = 0

    @property
    def doubtful(self) -> str:
        """What is not certain, in words; nothing where all is."""
        return " ".join(map(in_words, self.doubts))

    @property
    def both_sides(self) -> str:
        """What is said where records were changed on two machines and the copies are not merged yet."""
        if not self.disagreed:
            return ""
        many = "1 entry was" if self.disagreed == 1 else f"{self.disagreed} entries were"
        return f"{self.name}: {many} changed on two machines; here the later change is used."


def see(people: list[PersonFile | Broken]) -> list[Seen]:
    """Everybody as of now, worst first; what is not certain stands on top."""
    return sorted(map(_see, people), key=_rank)


def _see(person: PersonFile | Broken) -> Seen:
    if isinstance(person, Broken):
        return Seen(person.name, person.path, None, (person.doubt,))
    try:
        overview = look(person)
    except StoreFault as fault:  # the file went away, or went bad, since it was opened
        return _see(broken(person.path, fault))
    if person.lost is not None:  # what was last seen of it is nothing to rely on
        return _see(broken(person.path, person.lost))
    seen = person.seen
    disagreed = seen.disagreed if seen is not None else 0
    return Seen(person.name, person.path, overview, overview.doubts, disagreed)


def _rank(seen: Seen) -> tuple[int, int, int, str]:
    code = _WORST_FIRST.index(check_code(seen))
    if seen.overview is None:
        return code, -1, 0, seen.name.casefold()
    status = seen.overview.status
    away = status.days_until - status.days_overdue
    return code, _SEVERITY.index(status.name), away, seen.name.casefold()


def told(seen: Seen) -> list[str]:
    """What is said of one person: what is not certain, a line each, then the answer as far as there is one."""
    answer = sentence_of(seen.overview) if seen.overview is not None else ""
    return [line for line in (*map(in_words, seen.doubts), answer, seen.both_sides) if line]


def check_code(seen: Seen, within_days: int = 0) -> int:
    """The code of one person; a dose that comes within so many days is wanted as a due one is."""
    overview = seen.overview
    if overview is None or seen.doubts:
        return UNUSABLE
    if overview.status.name == "overdue":
        return OVERDUE
    if overview.status.name == "no_plan":
        return NO_PLAN
    to_confirm = overview.course is not None and overview.course.to_confirm
    comes = overview.status.name == "upcoming" and overview.status.days_until <= within_days
    return WANTED if to_confirm or comes or overview.status.name in ("due", "late") else FINE


def worst_code(people: list[Seen], within_days: int = 0) -> int:
    """The worst of everybody's codes; nobody entered is as no plan."""
    return min((check_code(seen, within_days) for seen in people), key=_WORST_FIRST.index, default=NO_PLAN)


def wanted_only(people: list[Seen], within_days: int = 0) -> list[Seen]:
    """Those who need a look: never left out is who has no plan, or of whom nothing is certain."""
    return [seen for seen in people if check_code(seen, within_days) != FINE]


def everybody_again(people: Iterable[PersonFile | Broken], selection: Selection) -> list[PersonFile | Broken]:
    """The people who were known, and those whose file came into the same folder since."""
    known = {person.path: person for person in people}
    folder = paths.data_folder()
    places = list(known)
    if all(path.parent == folder for path in places):
        here = everybodys_files()
        places = [path for path in places if path in here or path.exists()]
        places += [path for path in here if path not in known]
    found: list[PersonFile | Broken] = []
    for path in places:
        person = known.get(path)
        try:
            if isinstance(person, PersonFile):
                person.refresh()
                found.append(person if person.lost is None else broken(path, person.lost))
            else:
                found.append(PersonFile(path, selection.now))
        except StoreFault as fault:
            found.append(broken(path, fault))
    return found
