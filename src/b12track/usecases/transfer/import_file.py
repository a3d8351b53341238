"""`import`: whatever a person brings, by what it is.

What always holds: what is named is looked at, not guessed from its ending alone; each way in is loaded only when it
is used.
"""

from pathlib import Path

from b12track import clock
from b12track.domain.record.faults import Refused
from b12track.usecases.people import Selection, existing
from b12track.usecases.transfer.csv.table import Stated, is_spreadsheet
from b12track.usecases.transfer.import_records import Choices, Imported, take_in
from b12track.usecases.transfer.json_files import read_bytes

__all__ = ["Choices", "Stated", "import_file"]


def import_file(selection: Selection, path: Path, stated: Stated, choices: Choices) -> Imported:
    """Bring in an exchange document, a CSV file, or a folder of those that were exported."""
    if path.is_dir():
        return _import_csv(selection, path, None, stated, choices)
    data = read_bytes(path)
    if _is_csv(path, data, stated):
        return _import_csv(selection, path, data, stated, choices)
    if stated != Stated():
        raise Refused(path.name, "is an exchange document, which needs nothing stated about its columns")
    from b12track.usecases.transfer.document_file import import_document, read_document

    return import_document(selection, read_document(data, path.name), path.name, **choices._asdict())


def _is_csv(path: Path, data: bytes, stated: Stated) -> bool:
    """Whether to read rows: a file that begins like an object is a document, whatever it is called."""
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if start == b"{" and not stated.is_mapped:
        return False
    return stated != Stated() or is_spreadsheet(data) or path.suffix.casefold() in (".csv", ".tsv", ".txt")


def _import_csv(
    selection: Selection, path: Path, data: bytes | None, stated: Stated, choices: Choices
) -> Imported:
    from b12track.usecases.transfer.csv.reader import source_of_file, source_of_folder

    person_file = existing(selection)
    now = person_file.now if person_file is not None else clock.now_for(None, selection.now)
    if data is None:
        source = source_of_folder(path, stated, now, choices)
    else:
        source = source_of_file(data, path.name, stated, now, choices)
    return take_in(selection, source, choices)
