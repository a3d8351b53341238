"""Whether a record may be saved: by itself, and together with the records that it speaks of.

What always holds: nothing is saved that would make the exchange document invalid, whichever face it came through. The
logs of other years are left alone; they have nothing to do with a record outside them.
"""

from typing import Any

from b12track.domain.record import document, fields
from b12track.domain.record.faults import Refused
from b12track.domain.record.field_types import Fault
from b12track.domain.record.records import KINDS
from b12track.store.edits import SYMPTOMS, id_of
from b12track.store.file.snapshot import Snapshot


def raw_of(kind: str, value: Any) -> dict[str, Any]:
    """The raw record of a value, if it is valid by itself."""
    raw = fields.dump(kind, value)
    for fault in fields.SCHEMAS[kind].check(raw, ""):
        raise refusal(fault)
    return raw


def refuse_unsound(snapshot: Snapshot, kind: str, raw: dict[str, Any]) -> None:
    """Refuse a changed record that no longer fits the others, as the exchange document's rules see it."""
    whole: dict[str, Any] = {
        "format": document.FORMAT,
        "version": document.VERSION,
        "person": snapshot.person,
    }
    for other in KINDS:
        if other != SYMPTOMS:
            whole[other] = _replaced(snapshot.documents(other), other, raw if other == kind else None)
    if kind == SYMPTOMS:
        year = int(raw["date"][:4])
        whole[kind] = _replaced(snapshot.documents_of_year(kind, year), kind, raw)
    for fault in document.check(whole):
        raise refusal(fault)


def refusal(fault: Fault) -> Refused:
    """A fault of the document as a refusal of the one record that was touched."""
    field = fault.path.rpartition("]")[2].lstrip(".") or fault.path
    return Refused(field, fault.text)


def _replaced(records: list[dict[str, Any]], kind: str, raw: dict[str, Any] | None) -> list[dict[str, Any]]:
    if raw is None:
        return records
    return [*(record for record in records if id_of(kind, record) != id_of(kind, raw)), raw]
