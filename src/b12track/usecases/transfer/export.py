"""What leaves b12track as a file for other programs, format by format.

What always holds: everything that is recorded leaves, whatever day it is taken to be; a file that says the same
already is left untouched; a format is loaded only when it is asked for. `calendars` has the calendar files.
"""

import json
from pathlib import Path

from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.records import KINDS
from b12track.domain.wording.text import quote
from b12track.store.disk import saving
from b12track.store.faults import StoreFault
from b12track.usecases.contents import content_of
from b12track.usecases.output_files import Written, export_json, write_file
from b12track.usecases.person_file import PersonFile

# Without this mark in front, Excel takes letters with accents for others.
_MARK = b"\xef\xbb\xbf"


def export(
    person_file: PersonFile,
    format: str,
    kind: str | None = None,
    *,
    mark: bool = False,
    ascii_only: bool = False,
) -> bytes:
    """The records in a format; of CSV one kind."""
    if kind is not None and format != "csv":
        raise Refused("kind", "it goes with csv alone", f"leave it out: {format} holds every kind it can")
    if format == "csv":
        if kind is None:
            raise Refused(
                "csv", "a CSV file holds one kind of record", Deed("say kind"), Deed("folder for all")
            )
        return _csv(person_file, kind, mark=mark)
    if format == "fhir":
        from b12track.reports.fhir.bundle import bundle, entries

        _refuse_two_people_as_one(person_file)
        record, seen = person_file.record(), person_file.seen
        # A file of before they had ids has its person's name alone.
        file = (seen.header.file if seen is not None else "") or person_file.name
        # One resource a line, as in the exchange document, so that two bundles can be compared.
        head, *lines = (
            json.dumps(each, ensure_ascii=ascii_only, allow_nan=False).encode()
            for each in (bundle(person_file.now), *entries(record, person_file.now, file))
        )
        return b'%s,\n"entry": [\n%s\n]}\n' % (head[:-1], b",\n".join(b"  " + line for line in lines))
    if format == "ics":
        from b12track.usecases.transfer.calendars import calendar_of

        return calendar_of(person_file).data
    return export_json(person_file, ascii_only=ascii_only)


def export_to(
    person_file: PersonFile,
    format: str,
    path: Path,
    kind: str | None = None,
    *,
    mark: bool = False,
    yes: bool = False,
) -> list[Written]:
    """Write the records in a format; of CSV without a kind, a folder with a file for each."""
    if format == "csv" and kind is None:
        return _folder(person_file, path, mark=mark, yes=yes)
    if format == "ics" and kind is None:
        from b12track.usecases.transfer.calendars import write_calendar

        return [write_calendar(person_file, path, yes=yes)]
    return [_write(person_file, path, export(person_file, format, kind, mark=mark), yes=yes)]


def schema_of_document(*, ascii_only: bool = False) -> bytes:
    """The JSON Schema of the exchange document, which is nobody's."""
    from b12track.domain.record.json_schema import document_schema

    return json.dumps(document_schema(), ensure_ascii=ascii_only, indent=2).encode() + b"\n"


def schema_to(path: Path, *, yes: bool = False) -> Written:
    """Write the JSON Schema of the exchange document."""
    return _write(None, path, schema_of_document(), yes=yes)


def read_kind(typed: str) -> str:
    """The kind of record that was typed."""
    from b12track.reports.csv_file import FILES
    from b12track.usecases.look import history

    if typed in FILES:
        return typed
    try:
        return history.read_kind(typed)
    except Refused:
        raise Refused("kind", f"{quote(typed)} is not one of {', '.join(FILES)}") from None


def _csv(person_file: PersonFile, kind: str, *, mark: bool) -> bytes:
    from b12track.reports import csv_file

    record = person_file.record()
    values = [record.person] if kind == csv_file.PERSON else getattr(record, kind)
    return (_MARK if mark else b"") + csv_file.write(kind, values, person_file.name).encode()


def _refuse_two_people_as_one(person_file: PersonFile) -> None:
    """Where a file was copied for somebody else, both have one id, and a clinic's program would take them for one."""
    for other, loaded in person_file.file.begun_alike():
        if not person_file.file.is_of_this(loaded):
            raise Refused(
                person_file.path.name,
                f"was begun as the same file as {other.name}, which is {loaded.snapshot.person['name']}'s: a clinic's "
                "program would take the two for one person",
                "write one of the two out as JSON and import it as somebody new, into a file of its own",
            )


def _folder(person_file: PersonFile, folder: Path, *, mark: bool, yes: bool) -> list[Written]:
    """A file for each kind; all of them, or none if one is in the way."""
    if folder.exists() and not folder.is_dir():
        raise Refused(folder, "is a file", "name a folder for all kinds", Deed("say kind"))
    if not folder.exists() and not folder.parent.is_dir():
        raise Refused(
            folder, f"there is no folder {folder.parent}", "make it, or name another", files=[folder.parent]
        )
    files = {folder / f"{kind}.csv": _csv(person_file, kind, mark=mark) for kind in ("person", *KINDS)}
    differing = [path for path, data in files.items() if content_of(path) not in (None, data)]
    if differing and not yes:
        names = ", ".join(path.name for path in differing)
        raise NeedsYes(folder, f"holds {names} already", "name another folder", does="replaces them")
    try:
        saving.make_folders(folder)
    except StoreFault as fault:
        raise Refused("", str(fault)) from None
    return [_write(person_file, path, data, yes=yes) for path, data in files.items()]


def _write(person_file: PersonFile | None, path: Path, data: bytes, *, yes: bool) -> Written:
    if content_of(path) == data:
        return Written(path, was_there=True)
    return write_file(person_file, path, data, yes=yes)
