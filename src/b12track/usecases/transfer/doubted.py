"""A dose from elsewhere that is far from the plan's: a unit or a decimal mark was mistaken, unless it is meant."""

from b12track.domain.record import loading
from b12track.domain.record.faults import Deed
from b12track.domain.record.records import Record
from b12track.domain.rules.unusual import amount_doubts
from b12track.usecases.transfer.compare import Entry, Row


def doubted(row: Entry | Row, record: Record) -> Entry | Row:
    """The row as it is, or refused until somebody says that such a dose was given."""
    if isinstance(row, Row) or row.kind != "injections":
        return row
    doubts = amount_doubts(loading.load(row.kind, row.raw), record)
    return Row(row.kind, "", "refused", doubts[0], row.where, (Deed("was so", "so"),)) if doubts else row
