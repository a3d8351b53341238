"""Bringing back what was deleted, or what only the journal has, without undoing anything else.

What always holds: what comes back fits the records as they are by now. What went in the same deletion comes back with
it and is linked again; a day that was logged anew gets only the scores that it lacks; what speaks of a plan or a
symptom that is gone is refused by name. One change, which one undo takes back.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from b12track.domain.record import loading
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import OF_A_PLAN, Record
from b12track.domain.wording.record_names import describe, name_of, surroundings_of
from b12track.domain.wording.text import quote
from b12track.store.edits import PERSON, SYMPTOMS, Change, Edit, Put, Remove, id_of
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import refuse_unsound

Raw = dict[str, Any]


class DeletedRecord(NamedTuple):
    """A record that is not there any more: when it went and how, and what it said."""

    kind: str
    id: str
    at: datetime
    what: str
    taken_back: bool
    text: str
    value: Any

    @property
    def said(self) -> str:
        """What it is, of which day, and what it said."""
        name = name_of(self.kind, self.value)
        return name if self.kind == "symptom_kinds" else f"{name}: {self.text}"


class Undeleted(NamedTuple):
    """What came back, how many records speak of it again, and the day that only got what it lacked, if it is one."""

    names: tuple[str, ...]
    relinked: int
    saved: Saved


def deleted_records(person_file: PersonFile) -> list[DeletedRecord]:
    """What was deleted and is not there now, what went last first."""
    around = surroundings_of(person_file.record(), with_timings=False)
    found = []
    for gone in person_file.file.deleted():
        value = loading.load(gone.kind, gone.document)
        at = datetime.fromisoformat(gone.at).astimezone(person_file.now.tzinfo)
        text = describe(gone.kind, value, around) if gone.kind != "symptom_kinds" else value.label
        id = id_of(gone.kind, gone.document)
        found.append(DeletedRecord(gone.kind, id, at, gone.what, gone.taken_back, text, value))
    return found


def undelete(person_file: PersonFile, typed_id: str) -> Undeleted:
    """Bring back a deleted record, and what went in the same deletion."""
    gone = [id_of(each.kind, each.document) for each in person_file.file.deleted()]
    near = [id for id in gone if id.startswith(typed_id)]
    id = typed_id if typed_id in near else near[0] if len(set(near)) == 1 else ""
    deletion = person_file.file.deletion_of(id) if id else None
    if deletion is None:
        if len(set(near)) > 1:
            raise Refused(
                "id", f"{quote(typed_id)} is the beginning of several", ", ".join(sorted(set(near)))
            )
        if person_file.snapshot().find(typed_id) is not None:
            raise Refused("id", f"{quote(typed_id)} is not deleted", Deed("history"))
        raise Refused("id", f"no deleted record has the id {quote(typed_id)}", Deed("deleted"))
    records = [(gone.kind, gone.document) for gone in deletion.gone]
    names: list[str] = []
    relinked = 0

    def work(snapshot: Snapshot, record: Record) -> Change:
        nonlocal names, relinked
        putting = Putting(snapshot, record)
        for kind, raw in sorted(records, key=lambda each: each[0] in OF_A_PLAN):
            putting.put(kind, raw)
        relinked = sum(putting.link(kind, before, after) for kind, before, after in deletion.unlinked)
        refuse_unsound(snapshot, putting.edits.values())
        names = putting.names
        return Change(f"return of the {names[0] if names else typed_id}", tuple(putting.edits.values()))

    saved = person_file.save(work)
    return Undeleted(tuple(names), relinked, saved)


class Putting:
    """Records put back among those that are there: what it takes, and what they are called."""

    def __init__(self, snapshot: Snapshot, record: Record) -> None:
        self._snapshot, self._record = snapshot, record
        self.edits: dict[tuple[str, str], Edit] = {}
        self.names: list[str] = []

    def put(self, kind: str, raw: Raw) -> None:
        """Put a record back that is not there."""
        id = id_of(kind, raw)
        if self._now(kind, id) is not None:
            return
        name = name_of(kind, loading.load(kind, raw))
        if (
            kind != "symptom_kinds"
            and (taken := self._snapshot.find(id)) is not None
            and taken[0] != "symptom_kinds"
        ):
            raise Refused(
                "id", f"{id} is another record now", "it was already brought back, or entered again"
            )
        if kind in OF_A_PLAN and self._now("plans", raw["plan_id"]) is None:
            raise Refused(
                name,
                f"belongs to the plan {raw['plan_id']}, which is not there",
                Deed("undelete", raw["plan_id"]),
            )
        if kind == "injections" and raw.get("supply_id") and self._now("supplies", raw["supply_id"]) is None:
            raw = {**raw, "supply_id": None}  # it keeps what it says of strength, lot and expiry
        if kind == SYMPTOMS:
            raw = self._beside_what_was_logged(name, raw)
            id = raw["id"]
        self.edits[kind, id] = Put(kind, raw)
        self.names.append(name)

    def link(self, kind: str, before: Raw, after: Raw) -> bool:
        """Let a record say again what it said before something was deleted, if nobody has changed that since."""
        id = id_of(kind, before)
        now = self._now(kind, id)
        changed = {key: value for key, value in before.items() if value != after.get(key)}
        if now is None or not changed or any(now.get(key) != after.get(key) for key in changed):
            return False
        self.edits[kind, id] = Put(kind, {**now, **changed})
        return True

    def step(self, kind: str, before: Raw | None, after: Raw | None) -> bool:
        """Do anew what a change did; False where the record is another one by now."""
        if after is not None and before is None:
            self.put(kind, after)
            return True
        id = PERSON if kind == PERSON else id_of(kind, after or before or {})
        now = self._now(kind, id)
        if now == after or (now is None and after is None):
            return True
        if now != before:
            return False
        self.edits[kind, id] = Put(kind, after) if after is not None else Remove(kind, id)
        self.names.append(
            name_of(kind, loading.load(kind, after or before or {})) if kind != PERSON else "person"
        )
        return True

    def _now(self, kind: str, id: str) -> Raw | None:
        edit = self.edits.get((kind, id))
        if edit is not None:
            return edit.document if isinstance(edit, Put) else None
        return self._snapshot.person if kind == PERSON else self._snapshot.get(kind, id)

    def _beside_what_was_logged(self, name: str, raw: Raw) -> Raw:
        known = {kind.name for kind in all_kinds(self._record)}
        known |= {
            id for (kind, id), edit in self.edits.items() if kind == "symptom_kinds" and isinstance(edit, Put)
        }
        for symptom in raw["scores"]:
            if symptom not in known:
                raise Refused(
                    name, f"scores {symptom}, which is not asked for here any more", Deed("undelete", symptom)
                )
        logs = self._snapshot.documents_of_year(SYMPTOMS, int(raw["date"][:4]))
        anew = next((log for log in logs if log["date"] == raw["date"]), None)
        if anew is None:
            return raw
        lacking = {
            symptom: score for symptom, score in raw["scores"].items() if symptom not in anew["scores"]
        }
        note = anew.get("note") or raw.get("note")
        return {**anew, "scores": {**anew["scores"], **lacking}, **({"note": note} if note else {})}


def bring_back(person_file: PersonFile, ids: Sequence[str]) -> tuple[Saved, int]:
    """Do anew what changes did that only the journal has; how many are missing still is returned as well.

    Where nothing is missing any more, the file is taken as it is.
    """
    lost = person_file.file.lost()
    chosen = [each for each in lost if each.id in ids or each.token in ids]
    unknown = [id for id in ids if all(id not in (each.id, each.token) for each in chosen)]
    if unknown:
        raise Refused("bring-back", f"{quote(unknown[0])} is not one of the missing changes", Deed("doctor"))

    def work(snapshot: Snapshot, record: Record) -> Change:
        putting = Putting(snapshot, record)
        for each in chosen:
            for step in each.steps:
                if not putting.step(step.kind, step.before, step.after):
                    raise Refused(
                        each.what,
                        f"{step.id} has been changed since, so this cannot be done again",
                        "enter it by hand",
                    )
        refuse_unsound(snapshot, putting.edits.values())
        what = f"return of {chosen[0].what}" if len(chosen) == 1 else f"return of {len(chosen)} changes"
        return Change(what, tuple(putting.edits.values()), tuple(each.token for each in chosen))

    saved = person_file.save(work)
    left = len(person_file.file.lost()) if saved.changed else len(lost) - len(chosen)
    if not left:
        person_file.file.accept()
    return saved, left


def accept(person_file: PersonFile) -> None:
    """Take the file as it is: nothing is missed in it any longer, and what something else wrote is taken for ours."""
    person_file.file.accept()
