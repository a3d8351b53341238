"""Soreness after doses, by site, by route and by product: what was followed, and how long it lasted.

What always holds: up to five doses every value is said, from six the median; there is no verdict, because doses that
alternate between two sites five times each are rarer than the claims that would be made of fewer.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Injection, Record, SymptomKind
from b12track.domain.rules.numbers.soreness import SoreDays, middle_of, sore_days

SORENESS = "soreness"


class SoreDose(NamedTuple):
    """One injection and the days until its soreness was gone; None where that was not followed."""

    injection: Injection
    days: SoreDays | None


class Group(NamedTuple):
    """Doses that share a site, a route or a product: every value in order, and from six doses on the median."""

    name: str
    values: tuple[SoreDays, ...]
    median: SoreDays | None
    not_followed: int


class Soreness(NamedTuple):
    """The doses, the earliest first, and every score."""

    kind: SymptomKind
    scores: Mapping[date, float]
    doses: tuple[SoreDose, ...]

    @property
    def followed(self) -> int:
        """After how many doses soreness was logged."""
        return sum(dose.days is not None for dose in self.doses)

    @property
    def by_site(self) -> list[Group]:
        """By where it was given."""
        return self._groups(lambda injection: injection.site)

    @property
    def by_route(self) -> list[Group]:
        """By route."""
        return self._groups(lambda injection: injection.route)

    @property
    def by_product(self) -> list[Group]:
        """By drug."""
        return self._groups(lambda injection: injection.drug)

    def _groups(self, name_of: Callable[[Injection], str]) -> list[Group]:
        """The groups of a kind in the order in which they first appear; what a dose lacks is the empty name."""
        groups: dict[str, list[SoreDays | None]] = {}
        for dose in self.doses:
            groups.setdefault(name_of(dose.injection), []).append(dose.days)
        found = []
        for name, days in groups.items():
            values = tuple(value for value in days if value is not None)
            found.append(Group(name, values, middle_of(values), len(days) - len(values)))
        return found


def soreness_of(record: Record, today: date, first: date = date.min) -> Soreness:
    """The soreness after every injection up to today, extra ones included, from a day on if that is asked.

    Two injections on one day cannot be told apart and are one, the later in the list.
    """
    scores: dict[date, float] = {
        log.date: log.scores[SORENESS]
        for log in record.symptoms
        if SORENESS in log.scores and log.date <= today
    }
    given = {i.given_on: i for i in record.injections if i.given_on <= today}
    order = sorted(given)
    following = dict(pairwise(order))
    kind = next(kind for kind in all_kinds(record) if kind.name == SORENESS)
    return Soreness(
        kind,
        scores,
        tuple(
            SoreDose(given[day], sore_days(scores, day, following.get(day, today + timedelta(days=1))))
            for day in order
            if day >= first
        ),
    )
