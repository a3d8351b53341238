"""Which symptoms are asked for every day, and one's own.

What always holds: something is always asked for, a symptom that is turned off keeps its scores, and no two symptoms of
a file share a name or a label.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from b12track.domain.record import loading
from b12track.domain.record.faults import Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import GoodEnd, Record, SymptomKind
from b12track.domain.wording.text import clean, folded, quote
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.enter.daily_log import find_kind
from b12track.usecases.person_file import PersonFile

# These stand beside the scores where a log is edited, so no symptom can have their names.
RESERVED_NAMES = frozenset({"date", "note", "id", "kind", "scores"})
NAME_LENGTH, WORDS_LENGTH = 30, 40
_MOST_NAMED = 3

# The one symptom that moves slowly enough to be asked for less than every day.
LIFE, WEEKLY = "life", "; weekly is enough"
ONCE_A_WEEK = "In the way of the day: weekly is enough."


class KindSaved(NamedTuple):
    """A symptom as it is now."""

    kind: SymptomKind
    saved: Saved


class KindsSaved(NamedTuple):
    """What became of the symptoms, in words, and the save."""

    what: str
    saved: Saved


def show_kind(person_file: PersonFile, name: str, shown: bool) -> KindSaved:
    """Ask for a symptom every day, or no longer; its scores stay either way."""

    def work(_: Snapshot, record: Record) -> tuple[SymptomKind, Change]:
        kind = find_kind(record, name)._replace(shown=shown)
        return kind, _named(f"symptom {kind.label}", _turned(record, {kind.name: shown}))

    found, saved = person_file.make(work)
    return KindSaved(found, saved)


def add_kind(person_file: PersonFile, kind: SymptomKind) -> KindSaved:
    """A symptom of the person's own, with its worded ends and which of them is good."""
    added = SymptomKind(
        _clean_name(kind.name),
        read_words(kind.label, "label") or kind.name.strip(),
        read_words(kind.low, "low"),
        read_words(kind.high, "high"),
        kind.good,
        kind.shown,
    )

    def work(_: Snapshot, record: Record) -> Change:
        _refuse_taken(record, added, kind.name)
        return _named(f"symptom {added.label}", (added,))

    return KindSaved(added, person_file.save(work))


def own_kind(
    record: Record, called: str, low: str = "", high: str = "", good: GoodEnd = "high"
) -> SymptomKind:
    """A symptom of the person's own as it is called; the name to type is made of its letters and digits."""
    label = read_words(called, "symptom")
    name = "-".join("".join(char if char.isalnum() else " " for char in folded(label)).split())
    own = SymptomKind(
        _not_reserved(name, called) if name else _clean_name(called),
        label,
        read_words(low, "low"),
        read_words(high, "high"),
        good,
    )
    _refuse_taken(record, own, called)
    return own


def choose_kinds(
    person_file: PersonFile, shown: Mapping[str, bool], own: SymptomKind | None = None
) -> KindsSaved:
    """Turn symptoms on and off by their names, and add one's own, in one step; the others stay as they are."""
    added = (own,) if own is not None else ()

    def work(_: Snapshot, record: Record) -> tuple[str, Change]:
        for kind in added:
            _refuse_taken(record, kind, kind.label)
        turned = _turned(record, shown, added)
        words = [f"{kind.label} {'on' if kind.shown else 'off'}" for kind in turned]
        words += [f"{kind.label} added" for kind in added]
        more = len(words) - _MOST_NAMED
        said = ", ".join([*words[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
        what = f"{'symptom' if len(words) == 1 else 'symptoms'} {said}"
        return said, _named(what, (*turned, *added))

    said, saved = person_file.make(work)
    return KindsSaved(said, saved)


def read_words(text: str, field: str) -> str:
    """What a symptom is called, or what one of its ends means: a few words that fit beside the scores."""
    return clean(text, field, limit=WORDS_LENGTH)


def _turned(
    record: Record, shown: Mapping[str, bool], added: Sequence[SymptomKind] = ()
) -> tuple[SymptomKind, ...]:
    """The symptoms that are no longer as they were; refused where none would be asked for."""
    kinds = {kind.name: kind for kind in all_kinds(record)}
    for name in shown:
        if name not in kinds:
            raise Refused("symptom", f"{quote(name)} is no longer there", "it was removed meanwhile")
    after = [kind._replace(shown=shown.get(kind.name, kind.shown)) for kind in kinds.values()]
    turned = tuple(kind for kind in after if kind != kinds[kind.name])
    if turned and not any(kind.shown for kind in (*after, *added)):
        if len(turned) == 1:
            raise Refused(
                "", f"{turned[0].label} is the only symptom that is asked about", "turn another one on first"
            )
        raise Refused("", "then no symptom would be asked about", "leave at least one of them on")
    return turned


def _named(what: str, kinds: tuple[SymptomKind, ...]) -> Change:
    return Change(what, tuple(Put("symptom_kinds", loading.dump(kind)) for kind in kinds))


def _refuse_taken(record: Record, added: SymptomKind, typed: str) -> None:
    for other in all_kinds(record):
        if added.name == other.name.casefold() or folded(added.label) == folded(other.label):
            raise Refused(
                "symptom",
                f"{quote(typed)} is there already as {other.name} ({other.label})",
                "show that one instead",
            )


def _clean_name(typed: str) -> str:
    """A name that can be typed before an equals sign: letters, digits and hyphens, in lower case."""
    words = clean(typed, "symptom", limit=NAME_LENGTH).casefold().replace("_", " ").replace("-", " ").split()
    if not words or not all(word.isalnum() for word in words):
        raise Refused(
            "symptom", f"{quote(typed)} cannot be a short name", "use letters and digits only, such as cramps"
        )
    return _not_reserved("-".join(words), typed)


def _not_reserved(name: str, typed: str) -> str:
    if name in RESERVED_NAMES:
        raise Refused(
            "symptom",
            f"{quote(typed)} is already a word with another meaning here",
            f"write another name, such as {name}-2",
        )
    return name
