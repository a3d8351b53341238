"""Changing, deleting, taking back.

What always holds: a change is checked like an entry, on the newest records and under the lock; every content before
it is kept. What cannot stand without another record goes with it, in one change that one undo takes back.

Undo tells first what it would take back, and takes back what was confirmed: the `token` of what was shown goes with
the yes, and where another program has saved meanwhile nothing happens.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.records import MOVE_DATES, OF_A_PLAN, Record
from b12track.domain.rules.overview import overview_of
from b12track.domain.rules.schedule import timings_of
from b12track.domain.rules.unusual import in_one_breath
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.phrases import days
from b12track.domain.wording.record_names import name_of
from b12track.store.edits import Change, Edit, Put, Remove
from b12track.store.faults import Missing, NothingLeft, UndoConflict, Untraceable
from b12track.store.file.snapshot import Snapshot
from b12track.store.history.versions import Version
from b12track.store.outcomes import Saved
from b12track.usecases.edit.checks import changed_value, check_change
from b12track.usecases.fields import Difference, differences
from b12track.usecases.lookup import Found, find_record
from b12track.usecases.person_file import PersonFile, record_of
from b12track.usecases.plan.foreseen import before_and_after
from b12track.usecases.validity import raw_of, refuse_unsound


class Edited(NamedTuple):
    """A record as it was and is, field by field, and how many other doses now meet their date differently.

    `turn` is the next dose before and after, where the change moves it.
    """

    kind: str
    before: Any
    after: Any
    differences: tuple[Difference, ...]
    timings_changed: int
    turn: str
    saved: Saved


class Deleted(NamedTuple):
    """What was deleted, what went with it, how many doses were unlinked from a supply; `turn` as above."""

    kind: str
    value: Any
    with_it: tuple[tuple[str, Any], ...]
    unlinked: int
    turn: str
    saved: Saved


def edit_record(
    person_file: PersonFile, typed_id: str, assignments: Sequence[str], yes: bool = False
) -> Edited:
    """Change fields of a record, each written as `field=value`; an empty value clears what may be empty."""

    def work(snapshot: Snapshot, record: Record) -> tuple[tuple[Found, Any, Record], Change]:
        found = find_record(snapshot, typed_id)
        after = changed_value(found, assignments, record, person_file.now, yes)
        doubts = check_change(found, after, snapshot, record, person_file.now)
        if doubts and not yes:
            raise NeedsYes("", in_one_breath(doubts))
        raw = raw_of(found.kind, after)
        put = Put(found.kind, raw)
        refuse_unsound(snapshot, (put,))
        edits = (put,) if after != found.value else ()
        return (found, after, record), Change(f"change to the {name_of(found.kind, found.value)}", edits)

    (found, after, before), saved = person_file.make(work)
    retimed = 0
    if found.kind in MOVE_DATES:
        same = [after if value.id == found.id else value for value in getattr(before, found.kind)]
        replaced: dict[str, Any] = {found.kind: same}
        was, now = timings_of(before), timings_of(before._replace(**replaced))
        retimed = sum(1 for id in {*was, *now} if id != found.id and was.get(id) != now.get(id))
    record = record_of(saved.snapshot)
    changed = differences(found.kind, found.value, after, record)
    turn = _turn(person_file, found.kind, before, record)
    return Edited(found.kind, found.value, after, changed, retimed, turn, saved)


def delete_record(person_file: PersonFile, typed_id: str) -> Deleted:
    """Take a record out; `undo` brings it back.

    Decided: a plan takes its adjustments and transitions along, which say nothing without it. A supply unlinks its
    injections, which keep the strength, lot and expiry that they were recorded with; refusing would leave a supply
    that was entered by mistake in the list for good. Either is one change.
    """

    def work(snapshot: Snapshot, record: Record) -> tuple[tuple[Deleted, Record], Change]:
        kind, id, value = find_record(snapshot, typed_id)
        with_it: list[tuple[str, Any]] = []
        edits: list[Edit] = []
        if kind == "plans":
            with_it = [(k, entry) for k in OF_A_PLAN for entry in getattr(record, k) if entry.plan_id == id]
            edits = [Remove(k, entry.id) for k, entry in with_it]
        elif kind == "supplies":
            linked = [injection for injection in record.injections if injection.supply_id == id]
            edits = [Put("injections", raw_of("injections", i._replace(supply_id=None))) for i in linked]
        elif kind == "symptom_kinds" and all(builtin.name != id for builtin in BUILTIN_SYMPTOMS):
            # A symptom of one's own cannot go while scores speak of it; what overlays a built-in one can.
            scored = sum(1 for log in record.symptoms if id in log.scores)
            if scored:
                why = f"{id} has scores on {days(scored)}, and they would lose their meaning"
                raise Refused("symptom", why, Deed("hide symptom", id))
        unlinked = len(edits) - len(with_it)
        what = f"deletion of the {name_of(kind, value)}"
        not_yet = Saved(snapshot, what, False, None)
        deleted = Deleted(kind, value, tuple(with_it), unlinked, "", not_yet)
        return (deleted, record), Change(what, (*edits, Remove(kind, id)))

    (deleted, before), saved = person_file.make(work)
    turn = _turn(person_file, deleted.kind, before, record_of(saved.snapshot))
    return deleted._replace(turn=turn, saved=saved)


def undo(person_file: PersonFile, confirmed: str | None = None) -> Saved:
    """Take back the latest change that is not yet taken back; where one was confirmed, that one or none."""
    try:
        return person_file.file.undo(confirmed)
    except Untraceable:
        raise Refused(
            "",
            "there is nothing left to undo on this machine; the change before that was made on another machine or by"
            " another program, or the journal is damaged",
            Deed("change by hand"),
        ) from None
    except (NothingLeft, Missing):
        raise Refused("", "there is nothing left to undo", "all changes are taken back already") from None
    except UndoConflict as conflict:
        raise Refused("", str(conflict)) from None


def redo(person_file: PersonFile) -> Saved:
    """Bring back what the latest undo took back."""
    try:
        return person_file.file.redo()
    except (NothingLeft, Missing):
        raise Refused(
            "", "there is nothing to redo", "redo only brings back what undo has just taken back"
        ) from None
    except UndoConflict as conflict:
        raise Refused("", str(conflict)) from None


def versions(person_file: PersonFile, typed_id: str) -> list[Version]:
    """The earlier contents of a record, newest first; of a deleted one, its id is written in full."""
    return person_file.file.versions(typed_id) or person_file.file.versions(
        find_record(person_file.snapshot(), typed_id).id
    )


def _turn(person_file: PersonFile, kind: str, before: Record, after: Record) -> str:
    """The next dose before and after a change, in a line; nothing where it stays as it was."""
    if kind not in MOVE_DATES:
        return ""
    was, now = (overview_of(record, person_file.now) for record in (before, after))
    return before_and_after(was, now) if headline_of(was) != headline_of(now) else ""
