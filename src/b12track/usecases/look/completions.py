"""What could be typed next: people, symptoms, tests, sites, records with their sentence.

What always holds: nothing is written, merged or warned of; where it cannot be told whose records are meant, none of
them is offered. It is asked while somebody types, so of many records only the newest are described.
"""

from datetime import date
from heapq import nlargest
from typing import NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.rules.plans_in_force import plan_in_force
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import DRUGS, SITES, site_label
from b12track.domain.wording.record_names import SINGULAR, day_of, describe, surroundings_of
from b12track.store.faults import StoreFault
from b12track.usecases.look.history import LISTED
from b12track.usecases.people import Selection, everybodys_files, is_named, open_all, open_person_file
from b12track.usecases.person_file import PersonFile

_MOST = 60
_KINDS_OF_IDS = {
    "ids": LISTED,
    "injections": ("injections",),
    "supplies": ("supplies",),
    "stock": ("supplies",),
    "questions": ("questions",),
}
# Tests that people have; their own names come from what is recorded.
_TESTS = ("b12", "holotc", "mma", "homocysteine", "folate", "ferritin", "hb", "mcv")


class Word(NamedTuple):
    """A word that could be typed, and what it says."""

    word: str
    says: str = ""


def words(kind: str, selection: Selection) -> list[Word]:
    """The words of a kind."""
    try:
        if kind == "people":
            return [Word(person.name) for person in open_all(Selection())]
        return _of_person(kind, open_person_file(selection))
    except (Refused, StoreFault, OSError):
        return []


def is_to_be_named(selection: Selection) -> bool:
    """Whether it cannot be told whose records are meant, because several people are entered and none is named."""
    return not is_named(selection) and len(everybodys_files()) > 1


def _of_person(kind: str, person_file: PersonFile) -> list[Word]:
    record = person_file.record()
    if kind in _KINDS_OF_IDS:
        return _ids(record, _KINDS_OF_IDS[kind])
    if kind in ("symptoms", "scores"):
        sign = "=" if kind == "scores" else ""
        return [Word(f"{each.name}{sign}", each.label) for each in all_kinds(record)]
    if kind == "tests":
        return _once([*(lab.test for lab in record.labs), *_TESTS])
    if kind == "sites":
        said = {site: site_label(site) for site in SITES}
        used = [injection.site for injection in record.injections if injection.site]
        return [Word(site, said.get(site, "")) for site in dict.fromkeys([*said, *used])]
    if kind == "drugs":
        return _once([*(plan.drug for plan in record.plans), *DRUGS])
    if kind == "treatments":
        return _once([each.name for each in record.treatments])
    plan = plan_in_force(record.plans, person_file.today)
    return [Word(str(number), phase.name) for number, phase in enumerate(plan.phases if plan else (), 1)]


def _ids(record: Record, kinds: tuple[str, ...]) -> list[Word]:
    """The newest records of some kinds; a supply, which has no day, stands last."""
    found = [
        (day.toordinal() if (day := day_of(kind, value)) is not None else 0, -number, kind, value)
        for number, kind in enumerate(kinds)
        for value in getattr(record, kind)
    ]
    around = surroundings_of(record, with_timings=False)
    said = []
    for ordinal, _, kind, value in nlargest(_MOST, found, key=lambda each: each[:2]):
        on = f"{show_date(date.fromordinal(ordinal), weekday=False)}: " if ordinal else ""
        said.append(Word(value.id, f"{on}{SINGULAR[kind]}, {describe(kind, value, around)}"))
    return said


def _once(names: list[str]) -> list[Word]:
    return [Word(name) for name in dict.fromkeys(names)]
