"""Taking in an exchange document.

What always holds: a document is valid or refused whole, with the first faults and their paths; a symptom that only
the reader's file knows is known.
"""

from collections.abc import Sequence
from typing import Any

from b12track.domain.record import document
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Record
from b12track.domain.wording.text import clip, printable
from b12track.usecases.contents import contents_of_json
from b12track.usecases.people import Selection, existing
from b12track.usecases.transfer.backup import without_checksum
from b12track.usecases.transfer.compare import Raw, entries_of
from b12track.usecases.transfer.import_records import Brought, Choices, Imported, Source, take_in
from b12track.usecases.transfer.json_files import parse_json

# A key or a name in a document may be as long as the document.
_LONGEST_REFUSAL = 400


def read_document(data: bytes, name: str) -> Raw:
    """An exchange document as it was written; what it says is checked when it meets the records."""
    return as_document(parse_json(data, name), name)


def as_document(raw: Any, name: str) -> Raw:
    """What a JSON file holds, if that is an exchange document; said in a line if it is another of ours."""
    if not isinstance(raw, dict):
        raise Refused(name, "is not an export of b12track", "it is not a JSON object")
    contents = contents_of_json(raw)
    if contents is not None and contents.kind == "data file":
        raise Refused(name, "is a data file, not an export of b12track", Deed("restore"))
    if contents is not None and contents.kind == "plan":
        raise Refused(name, "is only a plan", Deed("plan from file"))
    return without_checksum(raw, name)


def import_document(selection: Selection, raw: Raw, filename: str, **choices: Any) -> Imported:
    """Bring a document's records into the file that is meant; a file that is not there is begun for its person."""
    if existing(selection) is None:
        check_whole(raw, filename)  # whose it is counts for something only in a document that is one
    check_name(raw, filename)

    def brought(record: Record, _ours: Raw) -> Brought:
        check_whole(raw, filename, [kind.name for kind in record.symptom_kinds])
        return Brought(list(entries_of(raw)))

    return take_in(
        selection, Source(filename, raw["person"]["name"], raw["person"], brought), Choices(**choices)
    )


def check_whole(raw: Raw, filename: str, known_symptoms: Sequence[str] = ()) -> None:
    """Refuse a document that is not valid, naming the first faults."""
    try:
        document.refuse_invalid(raw, known_symptoms)
    except document.Invalid as invalid:
        raise Refused(filename, f"{clip(printable(str(invalid)), _LONGEST_REFUSAL)}") from None
    except RecursionError:
        raise Refused(filename, "is nested too deeply to be a record") from None


def check_name(raw: Raw, filename: str) -> str:
    """Whose document it is."""
    person = raw.get("person")
    name = person.get("name") if isinstance(person, dict) else None
    if not isinstance(name, str):
        check_whole(raw, filename)
        raise Refused(filename, "does not say whose it is", "person.name is missing")
    return name
