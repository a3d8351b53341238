"""`import`: whatever a person brings, by what it is.

What always holds: what is named is looked at, not guessed from its ending alone; each way in is loaded only when it
is used.
"""

from datetime import datetime
from pathlib import Path

from b12track import clock
from b12track.domain.record.faults import Deed, Refused
from b12track.usecases.contents import contents_of_json
from b12track.usecases.people import Selection, existing
from b12track.usecases.transfer.csv.file import is_spreadsheet
from b12track.usecases.transfer.csv.table import Stated
from b12track.usecases.transfer.encrypted import refuse_encrypted
from b12track.usecases.transfer.import_records import Choices, Imported, take_in
from b12track.usecases.transfer.json_files import parse_json, read_bytes


def import_file(selection: Selection, path: Path, stated: Stated, choices: Choices) -> Imported:
    """Bring in an exchange document, a bundle, a table, or a folder of those that were exported."""
    if path.is_dir():
        return _import_csv(selection, path, None, stated, choices)
    data = read_bytes(path)
    # A file that begins like an object is a document, whatever it is called.
    is_object = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" and not stated.columns
    has_rows = is_spreadsheet(data) or path.suffix.casefold() in (".csv", ".tsv", ".txt")
    if not is_object and (has_rows or stated != Stated()):
        return _import_csv(selection, path, data, stated, choices)
    refuse_encrypted(data, path.name)
    raw = parse_json(data, path.name)
    contents = contents_of_json(raw)
    if contents is not None and contents.kind == "bundle":
        from b12track.usecases.transfer.fhir.bundle import source_of_bundle

        route = stated.values.get("route", "")
        if stated != Stated(values={"route": route} if route else {}):
            raise Refused(path.name, "is a bundle, where only the route can be said", Deed("set", "route"))
        source = source_of_bundle(raw, path.name, _now(selection), choices, route)
        return take_in(selection, source, choices)
    if stated != Stated():
        raise Refused(path.name, "is an export of b12track, so nothing needs to be said about its columns")
    from b12track.usecases.transfer.document_file import as_document, import_document

    return import_document(selection, as_document(raw, path.name), path.name, **choices._asdict())


def _now(selection: Selection) -> datetime:
    """The moment that it is taken to be, in the zone of the person who is meant."""
    person_file = existing(selection)
    return person_file.now if person_file is not None else clock.now_for(None, selection.now)


def _import_csv(
    selection: Selection, path: Path, data: bytes | None, stated: Stated, choices: Choices
) -> Imported:
    from b12track.usecases.transfer.csv.reader import source_of_file, source_of_folder

    now = _now(selection)
    if data is None:
        source = source_of_folder(path, stated, now, choices)
    else:
        source = source_of_file(data, path.name, stated, now, choices)
    return take_in(selection, source, choices)
