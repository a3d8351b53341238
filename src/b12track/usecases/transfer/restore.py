"""Going back to a backup.

What always holds: what would change is told before anything does; afterwards the records are those of the backup, in
its order; one undo takes all of it back. A data file that cannot be read is never written over: a backup goes into
another file then.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from b12track import paths
from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.records import KINDS, Record
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.dates import read_date, show_date, show_when
from b12track.domain.wording.text import folded
from b12track.store.disk import disk
from b12track.store.edits import Change, Edit, Put, Remove, id_of
from b12track.store.faults import Unknown, Unreadable
from b12track.store.file.reading import load
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.contents import another_persons, contents_of
from b12track.usecases.people import Selection, begin, existing, open_person_file, people_in
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.compare import Raw, same
from b12track.usecases.transfer.document_file import check_name, check_whole, read_document
from b12track.usecases.transfer.encrypted import decrypt, is_encrypted, refuse_without_extra
from b12track.usecases.transfer.json_files import read_bytes


class Difference(NamedTuple):
    """What a backup would change in one kind of records."""

    kind: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    reordered: bool = False


class Restored(NamedTuple):
    """What a backup changed; nothing is saved where nothing differs. `created` is a file that was not there."""

    name: str
    differences: tuple[Difference, ...]
    saved: Saved | None
    created: Path | None = None


class Foreseen(NamedTuple):
    """Whose file a backup would change, whose backup it is, and what it would change; no file yet has no name.

    `state` is the whole record that it was foreseen for: the same number of differences may be others by then.
    """

    name: str | None
    backup_of: str
    differences: tuple[Difference, ...]
    state: Raw

    @property
    def of_another(self) -> bool:
        """Whether the backup bears another name than the file."""
        return self.name is not None and folded(self.name) != folded(self.backup_of)


class PastState(NamedTuple):
    """The state of a past day: the document, what going back to it is called, and the change that it ended with."""

    document: Raw
    name: str
    said: str


def read_past(selection: Selection, typed: str) -> PastState:
    """How everything was at the end of a day in the person's zone, from the journal."""
    person_file = open_person_file(selection)
    day = read_date(typed, person_file.today, field="as-of")
    refuse_to_come("as-of", day, person_file.today)
    end = datetime.combine(day, time.max, person_file.now.tzinfo)
    shown = show_date(day, person_file.today)
    try:
        past = person_file.file.as_of(end)
    except Unknown as unknown:
        raise Refused("as-of", f"{shown} cannot be had from the journal, {unknown}", Deed("doctor")) from None
    at = show_when(datetime.fromisoformat(past.at).astimezone(person_file.now.tzinfo), person_file.today)
    said = f"{person_file.name} as of {shown}: the last change by then was {past.what}, {at}."
    if past.has_arrivals:
        said += " What another machine recorded counts from the day it arrived here."
    return PastState(past.document, f"the state of {shown}", said)


def read_backup(path: Path, ask: Callable[[], str] | None = None) -> Raw:
    """The document in a backup: an exchange document, or one of the copies that b12track keeps of a data file.

    Where it is encrypted, `ask` is asked for the passphrase.
    """
    data = read_bytes(path)
    if is_encrypted(data):
        refuse_without_extra()
        if ask is None:
            raise Refused(path.name, "is encrypted", Deed("restore"))
        data = decrypt(data, ask(), path.name)
        return read_document(data, path.name)
    contents = contents_of(data)
    if contents is None or contents.kind != "data file":
        return read_document(data, path.name)
    try:
        # Whoever brings a file may have made its checksum too.
        return load(disk.real(path), None, trusting=False).snapshot.exchange()
    except Unreadable as fault:
        raise Refused(path.name, "cannot be used", fault.why) from None


def foresee_restore(
    selection: Selection, raw: Raw, filename: str, *, as_another: bool = False, of_whom_it_is: bool = False
) -> Foreseen:
    """What going back to a backup would change; one of another person's name is refused unless that was said.

    Where nobody is meant but the person `of_whom_it_is`, it is compared with their file, if there is one.
    """
    check_whole(raw, filename)
    if of_whom_it_is:
        person_file = next(
            (
                person
                for person in people_in(paths.data_folder(), selection.now)
                if isinstance(person, PersonFile) and folded(person.name) == folded(raw["person"]["name"])
            ),
            None,
        )
    else:
        person_file = existing(selection)
    if person_file is None:
        return Foreseen(None, raw["person"]["name"], _differences({}, raw), {})
    ours = person_file.snapshot().exchange()
    theirs = _for_person(ours, raw, filename, as_another=as_another)
    return Foreseen(person_file.name, raw["person"]["name"], _differences(ours, theirs), ours)


def _for_person(ours: Raw, raw: Raw, filename: str, *, as_another: bool) -> Raw:
    """A backup as it would come into a person's file; of another name it brings the records and not the person."""
    name, other = str(ours["person"]["name"]), str(raw["person"]["name"])
    if folded(name) == folded(other):
        return raw
    if not as_another:
        raise another_persons(filename, other, name)
    return {**raw, "person": ours["person"]}


def restore(
    selection: Selection,
    raw: Raw,
    filename: str,
    *,
    yes: bool = False,
    as_another: bool = False,
    confirmed: Foreseen | None = None,
) -> Restored:
    """Go back to a backup; what would be lost or changed only with `yes`.

    Where what it would change was shown and confirmed, anything else is refused.
    """
    check_whole(raw, filename)
    person_file = existing(selection)
    created = None
    if person_file is None:
        person_file = begin(selection, check_name(raw, filename))
        created = person_file.path

    def work(snapshot: Snapshot, _record: Record) -> tuple[tuple[Difference, ...], Change]:
        ours = snapshot.exchange()
        theirs = raw if created is not None else _for_person(ours, raw, filename, as_another=as_another)
        found = _differences(ours, theirs)
        if found and not yes and created is None:
            raise NeedsYes(filename, in_words(found), does="goes back to it")
        if created is None and confirmed is not None and confirmed.state != ours:
            raise Refused(
                filename,
                "something else was saved meanwhile, so nothing was changed",
                "please look at it once more",
            )
        return found, Change(f"return to {filename}", _edits(ours, theirs) if found else ())

    found, saved = person_file.make(work)
    return Restored(str(saved.snapshot.person["name"]), found, saved if found else None, created)


def in_words(differences: Sequence[Difference]) -> str:
    """What would change, in a sentence: "symptoms: 3 brought back, 1 changed, 12 removed; labs: 1 brought back"."""
    parts = []
    for each in differences:
        words = [
            f"{each.added} brought back" if each.added else "",
            f"{each.changed} changed" if each.changed else "",
            f"{each.removed} removed" if each.removed else "",
        ]
        said = ", ".join(filter(None, words)) or "in another order"
        parts.append(f"{each.kind.replace('_', ' ')}: {said}")
    return "; ".join(parts) or "nothing differs"


def _differences(ours: Raw, theirs: Raw) -> tuple[Difference, ...]:
    found = []
    if not ours or not same("person", ours["person"], theirs["person"]):
        found.append(Difference("person", added=int(not ours), changed=int(bool(ours))))
    for kind in KINDS:
        here, there = _by_id(kind, ours), _by_id(kind, theirs)
        each = Difference(
            kind,
            added=sum(1 for id in there if id not in here),
            changed=sum(1 for id in there if id in here and not same(kind, here[id], there[id])),
            removed=sum(1 for id in here if id not in there),
            reordered=_order(kind, here) != _order(kind, there),
        )
        if any(each[1:]):
            found.append(each)
    return tuple(found)


def _edits(ours: Raw, theirs: Raw) -> tuple[Edit, ...]:
    """Edits after which the records are exactly those of the backup."""
    edits: list[Edit] = [Put("person", theirs["person"])]
    for kind in KINDS:
        here, there = _by_id(kind, ours), _by_id(kind, theirs)
        staying = {id: here[id] for id in here if id in there}
        merged = {**staying, **{id: there[id] for id in there if id not in here}}
        in_place = _order(kind, merged) == _order(kind, there)
        edits += [Remove(kind, id) for id in here if id not in there or not in_place]
        edits += [Put(kind, entry) for id, entry in there.items() if not in_place or here.get(id) != entry]
    return tuple(edits)


def _by_id(kind: str, raw: Raw) -> dict[str, dict[str, Any]]:
    return {id_of(kind, entry): entry for entry in raw.get(kind) or ()}


def _order(kind: str, records: dict[str, dict[str, Any]]) -> list[str]:
    """The ids in the order in which they are kept: logs lie by their years."""
    if kind == "symptoms":
        return sorted(records, key=lambda id: records[id]["date"][:4])
    return list(records)
