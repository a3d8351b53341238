"""Taking in an exchange document: what is new comes in, what is the same stays, what differs is never overwritten
silently.

What always holds: all of it or nothing, as one change that one undo takes back; two records are the same when they
mean the same, whatever keys they leave out; what comes of it is a valid record again.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from b12track.domain import document, schema
from b12track.domain.faults import NeedsYes, Refused
from b12track.domain.records import KINDS, Record
from b12track.domain.text import clip, printable
from b12track.store.datafile import Saved, Snapshot
from b12track.store.edits import Change, Edit, Put, Remove, id_of
from b12track.store.faults import Missing
from b12track.usecases.desk import Desk
from b12track.usecases.json_files import parse_json
from b12track.usecases.people import FILE_VARIABLE, NobodyYet, Selection, open_desk

Raw = dict[str, Any]
Outcome = Literal["new", "same", "kept", "replaced", "refused"]
_NAMED = 3
# A key or a name in a document may be as long as the document.
_LONGEST_REFUSAL = 400


class Row(NamedTuple):
    """What becomes of one record of a document, and why where that needs saying."""

    kind: str
    id: str
    outcome: Outcome
    why: str = ""


class Imported(NamedTuple):
    """What came of an import; nothing is saved in a dry run. `other_name` is whose document it is, if not ours."""

    name: str
    rows: tuple[Row, ...]
    saved: Saved | None
    created: Path | None
    other_name: str = ""

    def counted(self, outcome: Outcome) -> Counter[str]:
        """How many records had this outcome, by kind."""
        return Counter(row.kind for row in self.rows if row.outcome == outcome)


def read_document(data: bytes, name: str) -> Raw:
    """An exchange document as it was written; what it says is checked when it meets the records."""
    raw = parse_json(data, name)
    if not isinstance(raw, dict):
        raise Refused(f"{name}: is not an exchange document: it is no JSON object")
    if "format" not in raw and "b12track" in raw:
        raise Refused(f"{name}: is a data file and no exchange document: `b12track restore` takes it")
    if "format" not in raw and "phases" in raw:
        raise Refused(f"{name}: is a plan alone: `b12track plan set --from` takes it")
    return raw


def import_document(
    selection: Selection,
    raw: Raw,
    filename: str,
    *,
    replace: bool = False,
    dry_run: bool = False,
    yes: bool = False,
) -> Imported:
    """Bring a document's records into the file that is meant; a file that is not there is begun for its person."""
    desk = _existing(selection)
    if desk is None:
        check_whole(raw, filename)
        return _into_new(selection, raw, filename, dry_run=dry_run, yes=yes)
    name, theirs = desk.name, check_name(raw, filename)
    other_name = theirs if theirs.casefold() != name.casefold() else ""
    if other_name and not yes and not dry_run:
        raise NeedsYes(
            f"{filename}: is {other_name}'s document, and the file is {name}'s: look whose is meant, or say --yes"
        )
    compared: list[_Comparison] = []

    def work(snapshot: Snapshot, record: Record) -> Change:
        check_whole(raw, filename, [kind.name for kind in record.symptom_kinds])
        compared[:] = [_compare(snapshot.exchange(), raw, replace=replace, with_person=not other_name)]
        rows, edits = compared[0]
        if refused := [row for row in rows if row.outcome == "refused"] if not dry_run else []:
            raise Refused(f"{filename}: {_refusal(refused)}")
        return Change(f"import of {filename}", edits)

    if dry_run:
        work(desk.snapshot(), desk.record())
        return Imported(name, compared[0].rows, None, None, other_name)
    saved = desk.save(work)
    return Imported(name, compared[0].rows, saved, None, other_name)


def check_whole(raw: Raw, filename: str, known_symptoms: Sequence[str] = ()) -> None:
    """Refuse a document that is not valid, naming the first faults."""
    try:
        document.read(raw, known_symptoms)
    except document.Invalid as invalid:
        raise Refused(f"{filename}: {clip(printable(str(invalid)), _LONGEST_REFUSAL)}") from None
    except RecursionError:
        raise Refused(f"{filename}: is nested too deeply to be a record") from None


def check_name(raw: Raw, filename: str) -> str:
    """Whose document it is."""
    person = raw.get("person")
    name = person.get("name") if isinstance(person, dict) else None
    if not isinstance(name, str):
        check_whole(raw, filename)
        raise Refused(f"{filename}: does not say whose it is: person.name is missing")
    return name


def same(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two valid records mean the same: absent, null and the default are one, and so are 1 and 1.0."""
    if one == other:
        return True
    table = schema.PERSON if kind == "person" else schema.SCHEMAS[kind]
    # Compared as they would be written, because equal instants may have different local dates.
    return table.dump(table.load(one)) == table.dump(table.load(other))


class _Comparison(NamedTuple):
    rows: tuple[Row, ...]
    edits: tuple[Edit, ...]


def _compare(ours: Raw, theirs: Raw, *, replace: bool, with_person: bool) -> _Comparison:
    """What would become of every record, and the edits that do it."""
    rows: list[Row] = []
    edits: list[Edit] = []
    if with_person:
        row, person = _compare_person(ours["person"], theirs["person"], replace)
        rows.append(row)
        if person is not None:
            edits.append(Put("person", person))
    here = {id_of(kind, entry): (kind, entry) for kind in KINDS[1:] for entry in ours.get(kind) or ()}
    kinds_here = {entry["name"]: ("symptom_kinds", entry) for entry in ours.get("symptom_kinds") or ()}
    days_here = {entry["date"]: entry for entry in ours.get("symptoms") or ()}
    for kind in KINDS:
        for entry in theirs.get(kind) or ():
            id = id_of(kind, entry)
            found = (kinds_here if kind == "symptom_kinds" else here).get(id)
            day = days_here.get(entry["date"]) if kind == "symptoms" else None
            if found is None and day is not None:
                row, change = _compare_day(id, entry, day, replace)
            else:
                row, change = _compare_record(kind, id, entry, found, replace)
                if day is not None and day["id"] != id and change:
                    row, change = (
                        Row(kind, id, "refused", f"there is a log of {entry['date']} already, {day['id']}"),
                        [],
                    )
            rows.append(row)
            edits += change
    if edits and not any(row.outcome == "refused" for row in rows):
        rows += _together(ours, edits)
    return _Comparison(tuple(rows), tuple(edits))


def _compare_record(
    kind: str, id: str, entry: Raw, found: tuple[str, Raw] | None, replace: bool
) -> tuple[Row, list[Edit]]:
    if found is None:
        return Row(kind, id, "new"), [Put(kind, entry)]
    known_kind, known = found
    if known_kind != kind:
        return Row(kind, id, "refused", f"the id is that of another record here, in {known_kind}"), []
    if same(kind, known, entry):
        return Row(kind, id, "same"), []
    if replace:
        return Row(kind, id, "replaced", _differences(kind, known, entry)), [Put(kind, entry)]
    if kind == "symptom_kinds" and same(kind, {**known, "shown": True}, {**entry, "shown": True}):
        # Whether a symptom is asked for is this file's own setting, nothing that was recorded.
        return Row(kind, id, "kept", "only what is asked for differs"), []
    return Row(kind, id, "refused", f"is here with other content ({_differences(kind, known, entry)})"), []


def _compare_day(id: str, entry: Raw, known: Raw, replace: bool) -> tuple[Row, list[Edit]]:
    """A log whose day has one here already, under another id."""
    if same("symptoms", {**known, "id": id}, entry):
        return Row("symptoms", id, "same"), []
    if replace:
        return Row("symptoms", id, "replaced", f"takes the place of {known['id']}"), [
            Remove("symptoms", known["id"]),
            Put("symptoms", entry),
        ]
    return Row("symptoms", id, "refused", f"there is a log of {entry['date']} already, {known['id']}"), []


def _compare_person(known: Raw, entry: Raw, replace: bool) -> tuple[Row, Raw | None]:
    """What is not known of the person comes in; what is known stays, unless it is to be replaced."""
    ours, theirs = (schema.PERSON.dump(schema.PERSON.load(each)) for each in (known, entry))
    differing = [key for key in theirs if key in ours and key != "name" and ours[key] != theirs[key]]
    news = [key for key in theirs if key not in ours]
    if not differing and not news:
        return Row("person", "person", "same"), None
    if replace:
        return Row("person", "person", "replaced", ", ".join(differing + news)), {
            **known,
            **theirs,
            "name": known["name"],
        }
    person = {**known, **{key: theirs[key] for key in news}}
    if differing:
        why = f"{', '.join(differing)} as here; --replace takes the file's"
        return Row("person", "person", "kept", why), person if news else None
    return Row("person", "person", "new", ", ".join(news)), person


def _together(ours: Raw, edits: Sequence[Edit]) -> list[Row]:
    """What would not be valid any more once the records stand together."""
    whole = {
        **ours,
        **{kind: {id_of(kind, entry): entry for entry in ours.get(kind) or ()} for kind in KINDS},
    }
    for edit in edits:
        if edit.kind == "person":
            continue
        if isinstance(edit, Put):
            whole[edit.kind][edit.id] = edit.document
        else:
            whole[edit.kind].pop(edit.id, None)
    faults = document.check({**whole, **{kind: list(whole[kind].values()) for kind in KINDS}})
    return [
        Row(fault.path.partition("[")[0], "", "refused", f"with what is here, {fault}")
        for fault in list(faults)[:_NAMED]
    ]


def _differences(kind: str, known: Raw, entry: Raw) -> str:
    """Which keys differ."""
    table = schema.SCHEMAS[kind]
    ours, theirs = table.dump(table.load(known)), table.dump(table.load(entry))
    return ", ".join(key for key in table.fields if ours.get(key) != theirs.get(key))


def _refusal(refused: Sequence[Row]) -> str:
    named = "; ".join(f"{row.kind}{' ' + row.id if row.id else ''}: {row.why}" for row in refused[:_NAMED])
    more = f"; and {len(refused) - _NAMED} more" if len(refused) > _NAMED else ""
    replaceable = any("other content" in row.why or "already" in row.why for row in refused)
    return f"{clip(printable(named), _LONGEST_REFUSAL)}{more}; nothing was changed" + (
        "; --replace takes the file's" if replaceable else ""
    )


def _existing(selection: Selection) -> Desk | None:
    """The file that is meant, if it is there."""
    try:
        return open_desk(selection)
    except (Missing, NobodyYet):
        return None


def _into_new(selection: Selection, raw: Raw, filename: str, *, dry_run: bool, yes: bool) -> Imported:
    """The whole document into a file that is begun for its person."""
    person = raw["person"]["name"]
    name = selection.person or person
    other_name = person if person.casefold() != name.casefold() else ""
    if other_name and not yes and not dry_run:
        raise NeedsYes(f"{filename}: is {person}'s document, not {name}'s: look whose is meant, or say --yes")
    rows = tuple(Row(kind, id_of(kind, entry), "new") for kind in KINDS for entry in raw.get(kind) or ())
    if dry_run:
        return Imported(name, rows, None, None, other_name)
    desk = begin(selection, name)
    edits = [Put(kind, entry) for kind in KINDS for entry in raw.get(kind) or ()]
    whose = [] if other_name else [Put("person", raw["person"])]
    saved = desk.save(lambda _snapshot, _record: Change(f"import of {filename}", (*whose, *edits)))
    return Imported(name, rows, saved, desk.path, other_name)


def begin(selection: Selection, name: str) -> Desk:
    """A new file for a person, where the selection says."""
    named = selection.file
    if named is None and selection.person is None and (stated := os.environ.get(FILE_VARIABLE)):
        named = Path(stated).expanduser()
    return open_desk(selection._replace(file=named, person=name), writing=True)
