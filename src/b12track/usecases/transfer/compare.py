"""Records that come from elsewhere, held against those that are here: what is new, what is the same, what differs.

What always holds: two records are the same when they mean the same, whatever keys they leave out; nothing that is
here is changed unless that was said; what comes of it is a valid document, or what would break it is refused.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from b12track.domain.record import document, fields, loading
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import KINDS
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import clip, printable
from b12track.store.edits import Edit, Put, Remove, id_of

Raw = dict[str, Any]
Outcome = Literal["new", "added", "same", "joined", "kept", "replaced", "refused", "left"]
Progress = Callable[[int, int], None]
NAMED = 3
REPLACE = Deed("replace")
_LONGEST_REFUSAL = 600
_EVERY = 1000


class Row(NamedTuple):
    """What becomes of one record, and why where that needs saying; `where` is its place in a file of rows.

    A row that is `joined` is no record of its own: it belongs to one that another row of the same file brings.
    `hints` are what else can be done about it, which each face words in its own terms.
    """

    kind: str
    id: str
    outcome: Outcome
    why: str = ""
    where: str = ""
    hints: tuple[Deed, ...] = ()


class Entry(NamedTuple):
    """A record that wants to come in; one that `adds` is what is here already and more."""

    kind: str
    raw: Raw
    where: str = ""
    adds: bool = False

    @property
    def id(self) -> str:
        """The id that it has or is to have."""
        return id_of(self.kind, self.raw)


class Mapped(NamedTuple):
    """One column as it is understood, with the first cell that says something and what it becomes."""

    field: str
    heading: str
    cell: str = ""
    becomes: str = ""


class Merged(NamedTuple):
    """What becomes of every record, and the edits that do it."""

    rows: tuple[Row, ...]
    edits: tuple[Edit, ...]

    @property
    def refused(self) -> list[Row]:
        """What cannot come in."""
        return [row for row in self.rows if row.outcome == "refused"]


def silent(_done: int, _total: int) -> None:
    """Nobody is told how far it is."""


def same(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two valid records mean the same: absent, null and the default are one, and so are 1 and 1.0."""
    if one == other:
        return True
    # Compared as they would be written, because equal instants may have different local dates.
    return loading.dump(loading.load(kind, one)) == loading.dump(loading.load(kind, other))


def merge(
    ours: Raw,
    theirs: Sequence[Entry | Row],
    person: Raw | None,
    *,
    replace: bool = False,
    progress: Progress = silent,
) -> Merged:
    """What would become of records, each valid by itself; what was refused before stays so."""
    found = _Comparison(ours, replace)
    if person is not None:
        found.take_person(person)
    for number, entry in enumerate(theirs):
        if number % _EVERY == 0:
            progress(number, len(theirs))
        found.take(entry)
    found.refuse_what_breaks_the_rest()
    return Merged(tuple(found.rows), tuple(edit for edits in found.edits for edit in edits))


def refusal(file: str, refused: Sequence[Row]) -> Refused:
    """The first refusals in a sentence, what happened to the rest, and what would be right."""
    named = "; ".join(
        f"{row.where or f'{row.kind} {clip(row.id, 40)}'.strip()}: {row.why}" for row in refused[:NAMED]
    )
    more = f"; and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
    hints: dict[str, Deed] = {}
    for hint in (hint for row in refused for hint in row.hints):
        hints.setdefault(hint.name, hint)
    said = f"{clip(printable(named), _LONGEST_REFUSAL)}{more}; nothing was changed"
    return Refused(file, said, *hints.values())


class _Comparison:
    """The records here, and what has become so far of those that come; `edits` go with `rows`."""

    def __init__(self, ours: Raw, replace: bool) -> None:
        self.ours, self.replace = ours, replace
        self.rows: list[Row] = []
        self.edits: list[list[Edit]] = []
        self.here = {
            id_of(kind, entry): (kind, entry) for kind in KINDS[1:] for entry in ours.get(kind) or ()
        }
        self.kinds_here = {
            entry["name"]: ("symptom_kinds", entry) for entry in ours.get("symptom_kinds") or ()
        }
        self.days_here = {entry["date"]: entry for entry in ours.get("symptoms") or ()}

    def take_person(self, entry: Raw) -> None:
        """What is not known of the person comes in; what is known stays, unless it is to be replaced."""
        known = self.ours["person"]
        ours, theirs = (loading.dump(loading.load("person", each)) for each in (known, entry))
        differing = [key for key in theirs if key in ours and key != "name" and ours[key] != theirs[key]]
        news = [key for key in theirs if key not in ours]
        if not differing and not news:
            row, comes = Row("person", "person", "same"), {}
        elif self.replace:
            row, comes = Row("person", "person", "replaced", ", ".join(differing + news)), theirs
        else:
            row, comes = Row("person", "person", "new", ", ".join(news)), {key: theirs[key] for key in news}
            if differing:
                why = f"{', '.join(differing)} stays as it is here"
                row = Row("person", "person", "kept", why, hints=(REPLACE,))
        self.rows.append(row)
        self.edits.append([Put("person", {**known, **comes, "name": known["name"]})] if comes else [])

    def take(self, entry: Entry | Row) -> None:
        """Hold one record against those that are here, and against those that came before it."""
        if isinstance(entry, Row):
            self.rows.append(entry)
            self.edits.append([])
            return
        kind, id, raw = entry.kind, entry.id, entry.raw
        places = self.kinds_here if kind == "symptom_kinds" else self.here
        found = places.get(id)
        day = self.days_here.get(raw["date"]) if kind == "symptoms" else None
        if found is not None or day is None:
            row, edits = self._compare_record(entry, found)
            if day is not None and day["id"] != id and edits:
                row, edits = _taken(entry, day), []
        elif same(kind, {**day, "id": id}, raw):  # another log of a day that has one
            row, edits = Row(kind, id, "same"), []
        elif self.replace:
            row = Row(kind, id, "replaced", f"replaces {day['id']}")
            edits = [Remove(kind, day["id"]), Put(kind, raw)]
        else:
            row, edits = _taken(entry, day), []
        if row.outcome == "new":
            places[id] = kind, raw
            if kind == "symptoms":
                self.days_here[raw["date"]] = raw
        self.rows.append(row._replace(where=entry.where))
        self.edits.append(edits)

    def _compare_record(self, entry: Entry, found: tuple[str, Raw] | None) -> tuple[Row, list[Edit]]:
        kind, id, raw = entry.kind, entry.id, entry.raw
        if found is None:
            return Row(kind, id, "new"), [Put(kind, raw)]
        known_kind, known = found
        if known_kind != kind:
            return Row(kind, id, "refused", f"another record here has this id, in {known_kind}"), []
        if same(kind, known, raw):
            return Row(kind, id, "same"), []
        said = differences(kind, known, raw)
        if entry.adds:
            return Row(kind, id, "added", said), [Put(kind, raw)]
        if self.replace:
            return Row(kind, id, "replaced", said), [Put(kind, raw)]
        if kind == "symptom_kinds" and same(kind, {**known, "shown": True}, {**raw, "shown": True}):
            # Whether a symptom is asked for is this file's own setting, nothing that was recorded.
            return Row(kind, id, "kept", "only which symptoms are asked about differs"), []
        return Row(kind, id, "refused", f"is here already, but differs ({said})", hints=(REPLACE,)), []

    def refuse_what_breaks_the_rest(self) -> None:
        """Refuse, until nothing is left to refuse, what would not be valid once the records stand together."""
        while any(self.edits) and (faults := self._faults_together()):
            blamed = {number: row for number, row in faults if number is not None}
            for number, row in blamed.items():
                self.rows[number], self.edits[number] = row, []
            if not blamed:
                self.rows += [row for _, row in faults[:NAMED]]
                self.edits = []

    def _faults_together(self) -> list[tuple[int | None, Row]]:
        """What is wrong with all records together, each with the number of the row that it is about, if it came.

        By itself each is in order: what came was checked when it was read, and what is here when it was saved.
        """
        whole: dict[str, Any] = {
            **self.ours,
            **{kind: {id_of(kind, entry): entry for entry in self.ours.get(kind) or ()} for kind in KINDS},
        }
        came: dict[tuple[str, str], int] = {}
        for number, edits in enumerate(self.edits):
            for edit in edits:
                if edit.kind == "person":
                    whole["person"] = edit.document if isinstance(edit, Put) else whole["person"]
                elif isinstance(edit, Put):
                    whole[edit.kind][edit.id] = edit.document
                    came[edit.kind, edit.id] = number
                else:
                    whole[edit.kind].pop(edit.id, None)
        lists = {kind: list(whole[kind].values()) for kind in KINDS}
        found: list[tuple[int | None, Row]] = []
        for fault in document.check_together({**whole, **lists}):
            kind, index, field = re.fullmatch(r"(\w*)(?:\[(\d+)\])?\.?(.*)", fault.path, re.DOTALL).groups()  # type: ignore[union-attr]
            id = id_of(kind, lists[kind][int(index)]) if index else ""
            place = came.get((kind, id))
            if place is None:
                found.append((None, Row(kind, "", "refused", f"together with what is here: {fault}")))
            else:
                row = self.rows[place]
                why = f"{field}: {fault.text}" if row.where else f"together with what is here: {fault}"
                found.append((place, row._replace(outcome="refused", why=why)))
        return found


def _taken(entry: Entry, day: Raw) -> Row:
    """A log is refused, because its day has another."""
    on = show_date(date.fromisoformat(day["date"]))
    why = f"there is already a log of {on}, {day['id']}"
    return Row(entry.kind, entry.id, "refused", why, hints=(REPLACE,))


def differences(kind: str, known: Raw, entry: Raw) -> str:
    """Which keys differ."""
    ours, theirs = (loading.dump(loading.load(kind, raw)) for raw in (known, entry))
    return ", ".join(key for key in fields.SCHEMAS[kind].fields if ours.get(key) != theirs.get(key))


def entries_of(raw: Mapping[str, Any]) -> Iterable[Entry]:
    """The records of an exchange document, in its order."""
    return (Entry(kind, entry) for kind in KINDS for entry in raw.get(kind) or ())
