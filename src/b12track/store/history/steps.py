"""What a change did to one record, as the journal keeps it."""

from typing import NamedTuple

from b12track.store.edits import Record


class Step(NamedTuple):
    """What one edit did to one record: None is a record that is not there.

    `at` is the place that it left, where it left one; None where it stayed in its place or came new.
    """

    kind: str
    id: str
    before: Record | None
    after: Record | None
    at: int | None


class Kept(NamedTuple):
    """A content that a merge set aside, to be found among the versions of its record."""

    kind: str
    id: str
    document: Record
