"""What is recorded, newest first.

What always holds: everything is in it, also what is dated in the future, whatever is taken as now. The choices of
which symptoms are asked for are no entries and stand elsewhere.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from b12track.domain.record import schema
from b12track.domain.record.faults import Refused
from b12track.domain.record.records import KINDS, Record
from b12track.domain.rules.course import Timing
from b12track.domain.wording.record_names import SINGULAR, Surroundings, day_of, describe, surroundings_of
from b12track.domain.wording.text import quote

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
    items = [_item(kind, value, around) for kind in wanted for value in getattr(record, kind)]
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
    raw = schema.facts(item.kind, item.value)
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


def _item(kind: str, value: Any, around: Surroundings) -> Item:
    timing = around.timings.get(value.id) if kind == "injections" else None
    return Item(kind, value, day_of(kind, value), timing, describe(kind, value, around))


def _moment(item: Item) -> tuple[timedelta, timedelta]:
    """How long ago, seen from the end of the calendar: by day, and within it by the time of day, the day's own last."""
    if item.day is None:
        return timedelta.max, timedelta.max
    at: datetime | None = getattr(item.value, "given_at", None) or getattr(item.value, "at", None)
    if at is None:
        return date.max - item.day, timedelta(days=-1)
    return date.max - item.day, -timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
