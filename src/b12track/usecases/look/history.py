"""What is recorded, newest first.

What always holds: everything is in it, also what is dated in the future, whatever is taken as now. The choices of
which symptoms are asked for are no entries and stand elsewhere.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import chain
from typing import Any, NamedTuple

from b12track.domain.record import fields
from b12track.domain.record.faults import Refused
from b12track.domain.record.records import KINDS, Record
from b12track.domain.rules.audit import GAP_LABELS, Audit, audit_all, line_of
from b12track.domain.rules.course import Timing
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import (
    SINGULAR,
    day_of,
    describe,
    name_of,
    one_line,
    surroundings_of,
)
from b12track.domain.wording.text import quote
from b12track.usecases.look.years import logs_of_year
from b12track.usecases.person_file import PersonFile

LISTED = tuple(kind for kind in KINDS if kind != "symptom_kinds")
_OTHER_WORDS = {
    "dose": "injections",
    "score": "symptoms",
    "symptom": "symptoms",
    "appointment": "visits",
    "result": "labs",
    "skip": "adjustments",
    "move": "adjustments",
    "stock": "supplies",
}


class Item(NamedTuple):
    """One record of the history; a supply has no day, and only a dose has a timing."""

    kind: str
    value: Any
    day: date | None
    timing: Timing | None
    text: str

    @property
    def word(self) -> str:
        """What one record of its kind is called."""
        return SINGULAR[self.kind]

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.value.id)


def history(record: Record, kinds: Collection[str] = (), since: date | None = None) -> list[Item]:
    """The records of these kinds (none named: of all) from a day on, newest first; those without a day last."""
    wanted = [kind for kind in LISTED if not kinds or kind in kinds]
    around = surroundings_of(record, with_timings="injections" in wanted)
    items = [
        Item(
            kind,
            value,
            day_of(kind, value),
            around.timings.get(value.id) if kind == "injections" else None,
            describe(kind, value, around),
        )
        for kind in wanted
        for value in getattr(record, kind)
    ]
    if since is not None:
        items = [item for item in items if item.day is not None and item.day >= since]
    items.reverse()  # of two at one moment, the later in the file is the newer
    items.sort(key=_moment)
    return items


def facts_of(item: Item) -> dict[str, Any]:
    """A record for programs: every key of the exchange document, its kind, and of a dose its timing.

    Decided: `kind` is the list of the document that the record is from. An adjustment's own `kind`, skip or move, is
    then its `adjustment`, and a treatment's its `treatment`; rejected was leaving them, because one key for both makes
    the records impossible to tell apart.
    """
    raw = fields.facts(item.kind, item.value)
    if item.kind == "adjustments":
        raw["adjustment"] = raw["kind"]
    if item.kind == "treatments":
        raw["treatment"] = raw["kind"]
    if item.kind == "injections":
        raw["timing"] = item.timing._asdict() if item.timing is not None else None
    return {**raw, "kind": item.kind}


def read_kind(typed: str) -> str:
    """A kind of record as people type it: "injection", "injections", "logs"."""
    words = "_".join(typed.casefold().replace("-", " ").split())
    names = {**_OTHER_WORDS, **{SINGULAR[kind]: kind for kind in LISTED}}
    names = {**names, **{f"{word}s": kind for word, kind in names.items()}, **{kind: kind for kind in LISTED}}
    if words in names:
        return names[words]
    from difflib import get_close_matches  # only to help after a slip

    near = list(dict.fromkeys(names[match] for match in get_close_matches(words[:60], names, 4, 0.6)))
    right = f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(LISTED)}"
    raise Refused("kind", f"{quote(typed)} is not a kind of record", right)


def _moment(item: Item) -> tuple[timedelta, timedelta]:
    """How long ago, seen from the end of the calendar: by day, and within it by the time of day, the day's own last."""
    if item.day is None:
        return timedelta.max, timedelta.max
    at: datetime | None = getattr(item.value, "given_at", None) or getattr(item.value, "at", None)
    if at is None:
        return date.max - item.day, timedelta(days=-1)
    return date.max - item.day, -timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


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
        wanted = [kind for kind in LISTED if not self._kinds or kind in self._kinds]
        others = [kind for kind in wanted if kind != "symptoms"]
        dated = history(self._record._replace(symptoms=()), others) if others else []
        years = self._person_file.snapshot().years() if "symptoms" in wanted else []
        logs = (
            item
            for year in reversed(years)
            for item in history(
                self._record._replace(symptoms=logs_of_year(self._person_file, year)), ("symptoms",)
            )
        )
        in_turn = merge((item for item in dated if item.day is not None), logs, key=_order)
        for item in chain(in_turn, (item for item in dated if item.day is None)):
            day = show_date(item.day) if item.day is not None and self._words else ""
            text = f"{day} {item.word} {item.text}".casefold()
            if all(word in text for word in self._words):
                yield item


def _order(item: Item) -> tuple[int, int]:
    day = item.day.toordinal() if item.day is not None else 0
    return -day, 1 if item.kind == "symptoms" else 0 if item.kind in _BEFORE_THE_LOG else 2
