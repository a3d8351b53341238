"""What is known of a record across the machines that change it, and how two such knowledges become one.

What always holds: `join` is commutative, associative and idempotent, because every part of it is a union or takes the
greater of two values that have one order. A register's rank is its latest stamp, then whether it is gone, then its
content, so that a tie falls the same way on every machine.

Decided: a deletion has no stamp of its own; it carries the stamp of the content that was deleted. So it takes away what
whoever deleted had seen, and a change made meanwhile on another machine survives it, whichever was later. Rejected:
the later of the two wins, because a lost entry is worse than one that has to be deleted twice.

Decided: the scores of a day are registers of their own, and so are the lines of its note, because two machines log one
evening. A note that was rewritten replaces the one that its writer saw (`past`); two that were written apart both stay.

Decided: a stamp alone does not name a change, because two machines may give the same one. What was seen is therefore
remembered by its stamp and a sign of its content (`signed`); two contents under one stamp are two changes, and whoever
saw one of them has not seen the other. Rejected: the machine's name instead, because a folder can be copied, and what
names its journal with it.

What comes without a stamp, from a file that was edited by hand, counts as the oldest: its stamp is 0. What 0.1.0 has
stamped has no sign.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zlib import crc32

from b12track.store.edits import Record
from b12track.store.file.layout import canonical

_WRITTEN = "recorded_at"
UNKNOWN = 0
"""The stamp of what has none."""

KEPT = 32
"""How many of a record's last changes are remembered beside its first, so that a list does not grow for ever."""

_SIGN = 32
"""How many bits of a signed stamp are the sign."""


def signed(stamp: int, content: Any) -> int:
    """Return what names a change: its stamp, and behind it a sign of the content that it made."""
    return stamp << _SIGN | crc32(canonical(content).encode("utf-8", "surrogatepass"))


def unsigned(stamp: int) -> int:
    """Return what names a change of which nobody knows the content any longer."""
    return stamp << _SIGN


def kept_stamp(found: int) -> int | str:
    """Return a signed stamp as it is kept: not as one number, which many programs would round."""
    stamp, sign = found >> _SIGN, found & ((1 << _SIGN) - 1)
    return f"{stamp}-{sign:08x}" if sign else stamp


def read_stamp(kept: int | str) -> int:
    """Return the signed stamp that is kept."""
    if isinstance(kept, int):
        return unsigned(kept)
    stamp, _, sign = kept.partition("-")
    return int(stamp) << _SIGN | int(sign, 16)


_NOTHING: frozenset[Any] = frozenset()


class Held(NamedTuple):
    """A record of any kind but a log: when it came and each time that it changed, whether it is gone, its content.

    Its stamps are signed. The content of a deleted record is kept only where another record may speak of it.
    """

    stamps: tuple[int, ...]
    gone: bool
    content: Record | None

    @property
    def latest(self) -> int:
        """When it changed last."""
        return self.stamps[-1]


class Part(NamedTuple):
    """What names a day's log: when it came, whether it is gone, its value."""

    stamp: int
    gone: bool
    value: Record


class Day(NamedTuple):
    """What is known of the log of one date.

    `base` is the log without its date, scores and note. `scores` are those that stand, `stamps` says when each came,
    `beside` has the other values that came under the same stamp, `gone` the signed stamps of those that were deleted.
    `notes` are the notes that stand, each with its stamp; `past` are the signed stamps of those that were replaced or
    deleted.
    """

    base: Part | None = None
    scores: Mapping[str, Any] = {}
    stamps: Mapping[str, int] = {}
    gone: Mapping[str, frozenset[int]] = {}
    notes: frozenset[tuple[int, str]] = frozenset()
    past: frozenset[int] = frozenset()
    beside: Mapping[str, tuple[Any, ...]] = {}


def join(one: Held | None, other: Held | None) -> Held:
    """Return what both know of a record."""
    if one is None or other is None or one == other:
        found = one or other
        assert found is not None, "nobody asks for what neither knows"
        return found
    stamps = trimmed(tuple(sorted({*one.stamps, *other.stamps})))
    ranks = (one.latest, one.gone), (other.latest, other.gone)
    if ranks[0] == ranks[1]:
        return max(one, other, key=lambda held: canonical(held.content))._replace(stamps=stamps)
    return (one if ranks[0] > ranks[1] else other)._replace(stamps=stamps)


def join_days(one: Day, other: Day) -> Day:
    """Return what both know of a day."""
    if one == other:
        return one
    scores, stamps = dict(one.scores), dict(one.stamps)
    tied: set[str] = set()
    if one.gone or other.gone or one.beside or other.beside:
        tied.update(one.gone, other.gone, one.beside, other.beside)
    theirs = other.scores
    for name, stamp in other.stamps.items():
        own = stamps.get(name)
        if own is None or own < stamp:
            scores[name], stamps[name] = theirs[name], stamp
        elif own == stamp and scores[name] != theirs[name]:
            tied.add(name)
    gone, beside = _settled(tied, one, other, scores, stamps) if tied else ({}, {})
    past, notes = one.past, one.notes
    if other.notes:
        notes |= other.notes
    if other.past:
        past |= other.past
    if past:
        notes = frozenset(note for note in notes if past.isdisjoint((signed(*note), unsigned(note[0]))))
    base = one.base
    if other.base is not None and base != other.base:
        base = _joined_base(base, other.base)
    return Day(base, scores, stamps, gone, notes, past, beside)


def _settled(
    tied: Iterable[str], one: Day, other: Day, scores: dict[str, Any], stamps: dict[str, int]
) -> tuple[dict[str, frozenset[int]], dict[str, tuple[Any, ...]]]:
    """Settle the scores of which several are of one stamp, or some deleted; return what is gone, and what is beside."""
    gone: dict[str, frozenset[int]] = {}
    beside: dict[str, tuple[Any, ...]] = {}
    for name in tied:
        stamp, standing, deleted = _joined_scores(name, one, other)
        if deleted:
            gone[name] = deleted
        if standing:
            *others, scores[name] = standing
            stamps[name] = stamp
            if others:
                beside[name] = tuple(others)
        elif name in stamps:
            del scores[name], stamps[name]
    return gone, beside


def _joined_scores(name: str, one: Day, other: Day) -> tuple[int, list[Any], frozenset[int]]:
    """Return the latest stamp of a score, its values of that stamp which nobody deleted, and what was deleted of it.

    The last of the values is shown; the others are known still, so that deleting the one deletes no other unseen.
    """
    deleted = one.gone.get(name, frozenset()) | other.gone.get(name, frozenset())
    days = [day for day in (one, other) if name in day.stamps]
    latest = max((*(day.stamps[name] for day in days), *(stamp >> _SIGN for stamp in deleted)))
    deleted = frozenset(stamp for stamp in deleted if stamp >> _SIGN == latest)
    values = {
        canonical(value): value
        for day in days
        if day.stamps[name] == latest
        for value in (*day.beside.get(name, ()), day.scores[name])
    }
    standing = [
        values[text]
        for text in sorted(values)
        if deleted.isdisjoint((signed(latest, values[text]), unsigned(latest)))
    ]
    return latest, standing, deleted


def _joined_base(one: Part | None, other: Part) -> Part:
    """Return what names a log: the later one, with when the first of both was written down, which is kept for good."""
    if one is None:
        return other
    if one.value == other.value:  # as nearly always: what changed of the day were its scores
        return one if one[:2] > other[:2] else other
    written = sorted(filter(None, (one.value.get(_WRITTEN), other.value.get(_WRITTEN))), key=_moment)
    bare = [
        part._replace(value={key: value for key, value in part.value.items() if key != _WRITTEN})
        for part in (one, other)
    ]
    later = max(bare, key=lambda part: (part.stamp, canonical(part.value), part.gone))
    return later._replace(value={**later.value, _WRITTEN: written[0]}) if written else later


def _moment(written: str) -> tuple[datetime, str]:
    try:
        return datetime.fromisoformat(written).astimezone(UTC), written
    except ValueError:  # somebody's own words: they come last
        return datetime.max.replace(tzinfo=UTC), written


def grow_apart(one: Held, other: Held) -> bool:
    """Say whether two contents of a record were written without either knowing of the other."""
    if one.stamps == other.stamps:
        return one.gone == other.gone and one.content != other.content
    return not _knew(one, other.latest) and not _knew(other, one.latest)


def _knew(held: Held, stamp: int) -> bool:
    """Say whether who wrote a content had seen the one of a stamp; of many, those long ago count as seen."""
    return stamp in held.stamps or (len(held.stamps) > KEPT and stamp < held.stamps[1])


def trimmed(stamps: tuple[int, ...]) -> tuple[int, ...]:
    """Return the stamps that are kept: when the record came, which is its place, and the last ones.

    It does not matter whether two lists are trimmed before they are joined or afterwards: what either of them drops has
    enough later ones above it in both.
    """
    return stamps if len(stamps) <= KEPT + 1 else (stamps[0], *stamps[-KEPT:])


# A day and its log


def day_of(log: Record, marks: Any) -> Day:
    """Return what a log that stands, and its stamps, tell of its day."""
    if not isinstance(marks, dict):
        marks = {"at": marks or UNKNOWN}
    at = marks["at"]
    base = dict(log)
    base.pop("date", None)
    scores = base.pop("scores", None)
    if not isinstance(scores, dict):
        scores = {}
    stamps: dict[str, int] = dict.fromkeys(scores, marks.get("rest", at))
    if own := marks.get("scores"):
        for name, stamp in own.items():
            if name in stamps:
                stamps[name] = stamp
    beside: dict[str, tuple[Any, ...]] = {}
    if "beside" in marks:
        beside = {name: tuple(values) for name, values in marks["beside"].items() if name in stamps}
    notes: frozenset[tuple[int, str]] = _NOTHING
    note = base.get("note")
    if isinstance(note, str) and note:
        del base["note"]
        kept = marks.get("note", at)
        if not isinstance(kept, list):
            kept = [[kept, note]]
        notes = frozenset((stamp, text) for stamp, text in kept)
        if note_of(notes) != note:  # somebody who edited the file by hand has replaced them all
            notes = frozenset({(max(stamp for stamp, _ in notes), note)})
    # By place: of fifty years on two machines there are forty thousand of these.
    return Day(Part(at, False, base), scores, stamps, {}, notes, _NOTHING, beside)


def marks_of(day: Day) -> Any:
    """Return the stamps of a day's log as they are kept: one number where all its parts are of one moment."""
    assert day.base is not None, "a day without a log has no stamps"
    at = day.base.stamp
    marks: dict[str, Any] = {"at": at}
    if day.stamps:
        in_order = sorted(day.stamps.items())
        stamps = [stamp for _, stamp in in_order]
        rest = max(stamps, key=stamps.count)
        if rest != at:
            marks["rest"] = rest
        if own := {name: stamp for name, stamp in in_order if stamp != rest}:
            marks["scores"] = own
    if day.beside:
        marks["beside"] = {name: list(values) for name, values in sorted(day.beside.items())}
    if len(day.notes) > 1:
        marks["note"] = [list(note) for note in sorted(day.notes)]
    elif day.notes and (stamp := next(iter(day.notes))[0]) != at:
        marks["note"] = stamp
    return marks if len(marks) > 1 else at


def day_gone(kept: Mapping[str, Any]) -> Day:
    """Return what is kept of the deleted parts of a day."""
    base = Part(kept["at"], True, kept["base"]) if "base" in kept else None
    gone = {
        name: frozenset(map(read_stamp, stamps if isinstance(stamps, list) else [stamps]))
        for name, stamps in kept.get("scores", {}).items()
    }
    return Day(base, gone=gone, past=frozenset(map(read_stamp, kept.get("past", ()))))


def kept_of(day: Day) -> dict[str, Any]:
    """Return the deleted parts of a day as they are kept."""
    kept: dict[str, Any] = {}
    if day.base is not None and day.base.gone:
        kept |= {"at": day.base.stamp, "base": day.base.value}
    if day.gone:
        kept["scores"] = {name: list(map(kept_stamp, sorted(day.gone[name]))) for name in sorted(day.gone)}
    if day.past:
        kept["past"] = [kept_stamp(stamp) for stamp in sorted(day.past)]
    return kept


def without(day: Day) -> Day:
    """Return a day whose log was deleted: all that stood is gone as far as it was seen."""
    return Day(
        day.base._replace(gone=True) if day.base is not None else None,
        gone={**day.gone, **_seen(day, day.stamps)},
        past=day.past | {signed(*note) for note in day.notes},
    )


def _seen(day: Day, names: Iterable[str]) -> dict[str, frozenset[int]]:
    """Return the signed stamps of some scores of a day, those beside included."""
    return {
        name: frozenset(
            signed(day.stamps[name], value) for value in (*day.beside.get(name, ()), day.scores[name])
        )
        for name in names
    }


def changed_day(before: Day, after: Record, stamp: int) -> Day:
    """Return a day whose log was written anew at a moment: parts that stayed as they were keep their stamps."""
    new = day_of(after, stamp)
    stayed = {
        name: at
        for name, at in before.stamps.items()
        if name in new.scores and before.scores[name] == new.scores[name]
    }
    gone = _seen(before, before.stamps.keys() - new.scores.keys())
    beside = {name: values for name, values in before.beside.items() if name in stayed}
    new = new._replace(stamps={**new.stamps, **stayed}, gone=gone, beside=beside)
    if note_of(before.notes) == note_of(new.notes):
        return new._replace(notes=before.notes, past=before.past)
    return new._replace(past=before.past | {signed(*note) for note in before.notes})


def stands(day: Day) -> bool:
    """Say whether a day has a log: something of it is there that nobody deleted."""
    return (day.base is not None and not day.base.gone) or bool(day.notes) or bool(day.scores)


def log_of(day: Day, date: str) -> Record:
    """Return the log of a day that has one, its keys in one order whichever machine wrote them."""
    assert day.base is not None, "whoever knows a part of a log knows whose it is"
    base = day.base.value
    log = {"id": base["id"], "date": date, "scores": dict(sorted(day.scores.items()))}
    if len(base) > 1:
        log |= {key: base[key] for key in sorted(base) if key not in ("id", "note")}
    if day.notes:
        log["note"] = note_of(day.notes)
    elif "note" in base:
        log["note"] = base["note"]
    return log


def note_of(notes: Iterable[tuple[int, str]]) -> str:
    """Return the notes of a day as one, in the order in which they came, no line of a later one twice."""
    first, *others = [text for _, text in sorted(notes)] or [""]
    lines = first.split("\n")
    for text in others:
        lines += [line for line in text.split("\n") if line not in lines]
    return "\n".join(lines)
