"""What is asked of the store: records put and removed, of the kinds that the exchange document has.

A record is the plain dictionary of the exchange document; its kind is the key it stands under there ("person"
for the person). The store knows where a record's id is and which year a symptom log belongs to; what else
makes a record valid is the domain's affair.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

Record = dict[str, Any]
Key = tuple[str, str]
"""What names a record among all: its kind and its id."""

PERSON = "person"
SYMPTOMS = "symptoms"
SYMPTOM_KINDS = "symptom_kinds"


def id_of(kind: str, document: Mapping[str, Any]) -> str:
    """Return the id under which a record is kept: a symptom kind's is its name."""
    if kind == PERSON:
        return PERSON
    found = document["name" if kind == SYMPTOM_KINDS else "id"]
    if not isinstance(found, str):
        raise TypeError(f"the id of a record in {kind} must be text, not {found!r}")
    return found


class Put(NamedTuple):
    """Save a record: a new one at the end of its kind, one with the same id in the place it has."""

    kind: str
    document: Record

    @property
    def id(self) -> str:
        """The id under which the record is kept."""
        return id_of(self.kind, self.document)


class Remove(NamedTuple):
    """Take a record out; one that is not there is no difference."""

    kind: str
    id: str


Edit = Put | Remove


class Change(NamedTuple):
    """Edits that are saved together or not at all, and what a person calls them.

    `brings` are the tokens of changes that had gone missing and are brought back by this one; `made` is what whoever
    thought the change out wants back once it is saved.
    """

    what: str
    edits: tuple[Edit, ...]
    brings: tuple[str, ...] = ()
    made: object = None
