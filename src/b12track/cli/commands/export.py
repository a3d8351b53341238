"""`export`: everything that is recorded, in the format that is asked for."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "format",
        choices=("json", "csv", "ics", "fhir"),
        help="json: the exchange document, with everything; csv: for spreadsheets; "
        "ics: for calendars; fhir: for a clinic's program",
    )
    parser.add_argument("--kind", metavar="KIND", help="of csv: such as symptoms, injections or labs")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to; without it, to the screen; of csv without --kind, a folder",
    )
    parser.add_argument("--bom", action="store_true", help="of csv: mark it as UTF-8, as Excel wants it")
    parser.add_argument("--yes", action="store_true", help="replace a file that is there")


def run(session: Session, args: Namespace) -> None:
    """Write the export, to the screen or to a file."""
    from b12track.usecases.transfer.export import export, export_to, read_kind

    kind = read_kind(args.kind) if args.kind is not None else None
    to_screen = args.output is None or str(args.output) == "-"
    if session.wants_json and to_screen and args.format in ("csv", "ics"):
        raise Refused(
            "--json", f"{args.format} is no JSON", "leave one of the two out, or name a file with -o"
        )
    person_file = session.person_file()
    if to_screen:
        _show(export(person_file, args.format, kind, mark=args.bom, ascii_only=sys.stdout.isatty()))
        return
    written = export_to(person_file, args.format, args.output, kind, mark=args.bom, yes=args.yes)
    if session.wants_json:
        files = [
            {"path": str(each.path), "replaced": each.replaced, "was_there": each.was_there}
            for each in written
        ]
        session.json(files[0] if len(files) == 1 else files)
        return
    for each in written:
        said = "Nothing changed" if each.was_there else "Exported"
        session.say_written(f"{said} for {person_file.name}", each)


def _show(data: bytes) -> None:
    """The bytes as they are for a program; for a terminal, what it shows and obeys none of."""
    sys.stdout.flush()
    if sys.stdout.isatty():
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        print(printable(text, lines=True), end="")
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
