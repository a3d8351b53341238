"""Whether a record may be saved: by itself, and together with the records that it speaks of.

What always holds: nothing is saved that would make the exchange document invalid, whichever face it came through. The
logs of other years are left alone; they have nothing to do with a record outside them.
"""

from collections.abc import Collection
from typing import Any

from b12track.domain.record import document, fields, loading
from b12track.domain.record.faults import Refused
from b12track.domain.record.field_types import Fault
from b12track.domain.record.records import KINDS
from b12track.store.edits import PERSON, SYMPTOMS, Edit, Put, id_of
from b12track.store.file.snapshot import Snapshot


def raw_of(kind: str, value: Any) -> dict[str, Any]:
    """The raw record of a value, if it is valid by itself."""
    raw = loading.dump(value)
    for fault in fields.table_of(kind).check(raw, ""):
        raise refusal(fault)
    return raw


def refuse_unsound(snapshot: Snapshot, edits: Collection[Edit]) -> None:
    """Refuse changes after which the records would not fit each other, as the exchange document's rules see it."""
    logs = [edit.document for edit in edits if isinstance(edit, Put) and edit.kind == SYMPTOMS]
    years = sorted({int(log["date"][:4]) for log in logs})
    whole: dict[str, Any] = {"format": document.FORMAT, "version": document.VERSION}
    for kind in (PERSON, *KINDS):
        if kind == SYMPTOMS:
            records = [log for year in years for log in snapshot.documents_of_year(kind, year)]
        else:
            records = snapshot.documents(kind)
        found = {id_of(kind, record): record for record in records}
        for edit in edits:
            if edit.kind == kind and isinstance(edit, Put):
                found[edit.id] = edit.document
            elif edit.kind == kind:
                found.pop(edit.id, None)
        whole[kind] = list(found.values())
    (whole[PERSON],) = whole[PERSON]
    for fault in document.check(whole):
        raise refusal(fault)


def refusal(fault: Fault) -> Refused:
    """A fault of the document as a refusal of the one record that was touched."""
    field = fault.path.rpartition("]")[2].lstrip(".") or fault.path
    return Refused(field, fault.text)
