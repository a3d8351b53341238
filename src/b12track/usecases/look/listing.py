"""Everything, newest first, made only as far as somebody looks.

What always holds: the order and the words are those of the history; the logs of a year are decoded when the reader
comes to that year, so that twenty thousand records open as fast as twenty.
"""

from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from typing import NamedTuple

from b12track.domain.rules.audit import GAP_LABELS, Audit, audit_all, line_of
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of, one_line
from b12track.usecases.look.history import LISTED, Item, history
from b12track.usecases.look.years import logs_of_year
from b12track.usecases.person_file import PersonFile

GROUPS: dict[str, tuple[str, ...]] = {
    "Everything": (),
    "Injections": ("injections",),
    "Logs": ("symptoms",),
    "Tests": ("labs",),
    "Visits": ("visits",),
    "Notes": ("notes",),
    "Treatments": ("treatments",),
    "Questions": ("questions",),
    "Plans": ("plans", "adjustments", "transitions"),
    "Supplies": ("supplies",),
}
# Of what is on one day, what has no time of day comes first, but for a plan; a log stands between the two.
_BEFORE_THE_LOG = frozenset(("labs", "adjustments", "transitions", "treatments", "questions", "notes"))


class Marks(NamedTuple):
    """What an injection's record lacks or contradicts, in words."""

    missing: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.contradictions)


class Listing:
    """The records of some kinds that hold some words, newest first."""

    def __init__(self, person_file: PersonFile, kinds: Collection[str] = (), text: str = "") -> None:
        self._person_file, self._record = person_file, person_file.record()
        self._kinds = kinds
        self._words = text.casefold().split()
        self._audits: dict[str, Audit] | None = None
        self._found: list[Item] = []
        self._rest = self._matching()
        self.is_complete = False

    def reach(self, count: int) -> int:
        """Look until so many are found or there are no more; how many are known now."""
        while len(self._found) < count and not self.is_complete:
            item = next(self._rest, None)
            if item is None:
                self.is_complete = True
            else:
                self._found.append(item)
        return len(self._found)

    def page(self, start: int, count: int) -> list[Item]:
        """So many records from one on."""
        self.reach(start + count)
        return self._found[start : start + count]

    def place_of(self, id: str) -> int | None:
        """Where a record stands among those that are known by now."""
        return next((place for place, item in enumerate(self._found) if item.id == id), None)

    def marks(self, item: Item) -> Marks:
        """The gaps and contradictions of an injection."""
        if item.kind != "injections":
            return Marks()
        if self._audits is None:
            self._audits = {audit.injection.id: audit for audit in audit_all(self._record)}
        audit = self._audits[item.id]
        missing = tuple(GAP_LABELS[name] for name in audit.gaps)
        return Marks(missing, tuple(found.text for found in audit.contradictions))

    def line(self, item: Item) -> str:
        """The record as one line to paste."""
        if item.kind == "injections":
            return one_line(line_of(self._record, item.value))
        return f"{name_of(item.kind, item.value)}: {item.text}"

    def _matching(self) -> Iterator[Item]:
        for item in self._all():
            if not self._words:
                yield item
                continue
            day = show_date(item.day) if item.day is not None else ""
            text = f"{day} {item.word} {item.text}".casefold()
            if all(word in text for word in self._words):
                yield item

    def _all(self) -> Iterator[Item]:
        wanted = [kind for kind in LISTED if not self._kinds or kind in self._kinds]
        others = [kind for kind in wanted if kind != "symptoms"]
        dated = history(self._record._replace(symptoms=()), others) if others else []
        undated = [item for item in dated if item.day is None]
        logs: Iterable[Item] = self._logs() if "symptoms" in wanted else ()
        yield from merge((item for item in dated if item.day is not None), logs, key=_order)
        yield from undated

    def _logs(self) -> Iterator[Item]:
        for year in reversed(self._person_file.snapshot().years()):
            logs = logs_of_year(self._person_file, year)
            yield from history(self._record._replace(symptoms=logs), ("symptoms",))


def _order(item: Item) -> tuple[int, int]:
    day = item.day.toordinal() if item.day is not None else 0
    return -day, 1 if item.kind == "symptoms" else 0 if item.kind in _BEFORE_THE_LOG else 2
