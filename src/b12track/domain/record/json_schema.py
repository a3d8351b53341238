"""The exchange document as a JSON Schema (2020-12), for programs that write or read it.

What always holds: it is made of the table that checks a document here, so the two cannot drift apart. A schema sees
one record at a time: what ties records to each other (an id that is there once, one log a day, a plan that an
adjustment names) is checked here alone.
"""

from b12track.domain.record import fields
from b12track.domain.record.document import FORMAT, READ_VERSIONS
from b12track.domain.record.field_types import JsonSchema
from b12track.domain.record.records import KINDS, VERSION

_TIED = (
    "The records of one person, as b12track exchanges them. Keys that are not required may be absent or null. "
    "Not said here, and checked when a document is read: an id is there once in the whole document; there is one "
    "log a date; what is named by its id or its name (a plan, a phase, a supply, a symptom, a time zone) exists; a "
    "range does not begin after its end; an adjustment or transition is not before its plan; a move says to which "
    "date; a document of version 1 has no key that is new in 2."
)


def document_schema() -> JsonSchema:
    """The schema of a whole document."""
    lists = {
        kind: {"anyOf": [{"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}, {"type": "null"}]}
        for kind in KINDS
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:b12track:exchange:{VERSION}",
        "title": "b12track exchange document",
        "description": _TIED,
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"enum": [*READ_VERSIONS]},
            "person": fields.PERSON.json_schema(),
            **lists,
            "checksum": {"type": "string"},
        },
        "required": ["format", "version", "person"],
        "additionalProperties": False,
        "$defs": {kind: fields.SCHEMAS[kind].json_schema() for kind in KINDS},
    }
