"""`export`: everything that is recorded, in the format that is asked for."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from b12track.cli.talk.answers import written_facts
from b12track.cli.talk.following import add_following, end_following, tell_written
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable

if TYPE_CHECKING:
    from b12track.usecases.output_files import Written


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "format",
        choices=("json", "csv", "ics", "fhir", "schema"),
        help="json: everything, for b12track on another machine; csv: for spreadsheets; "
        "ics: for calendars; fhir: for a clinic's program; schema: what the json holds, for programmers",
    )
    parser.add_argument(
        "--kind", metavar="KIND", help="for csv: what to write, such as symptoms, injections or labs"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="the file to write; the screen if left out; for csv without --kind, a folder",
    )
    parser.add_argument(
        "--bom", action="store_true", help="for csv: mark the file as UTF-8, which Excel needs"
    )
    parser.add_argument("--all", action="store_true", help="for ics: everybody in one calendar")
    add_following(parser, "for ics: the calendar")
    parser.add_argument("--yes", action="store_true", help="replace the file if it is there already")


def run(session: Session, args: Namespace) -> None:
    """Write the export, to the screen or to a file."""
    from b12track.usecases.transfer.export import export, export_to, read_kind, schema_of_document, schema_to

    if args.all or args.follow or args.unfollow:
        _write_followed(session, args)
        return
    to_screen = args.output is None or str(args.output) == "-"
    if args.format == "schema":  # no person's file has to be there for it
        if args.kind is not None:
            raise Refused(
                "--kind", "it goes with csv alone", "leave it out: the schema describes the whole document"
            )
        if to_screen:
            _show(schema_of_document(ascii_only=sys.stdout.isatty()))
        else:
            _tell(session, [schema_to(args.output, yes=args.yes)], "")
        return
    kind = read_kind(args.kind) if args.kind is not None else None
    if session.wants_json and to_screen and args.format in ("csv", "ics"):
        raise Refused("--json", f"{args.format} is not JSON", "leave --json out, or name a file with -o")
    person_file = session.answering(as_data=to_screen)
    if to_screen:
        _show(export(person_file, args.format, kind, mark=args.bom, ascii_only=sys.stdout.isatty()))
        return
    written = export_to(person_file, args.format, args.output, kind, mark=args.bom, yes=args.yes)
    _tell(session, written, f" for {person_file.name}")


def _tell(session: Session, written: "Sequence[Written]", whom: str) -> None:
    """Which files were written, and for whom if they are somebody's."""
    if session.wants_json:
        files = list(map(written_facts, written))
        session.json(files[0] if len(files) == 1 else files)
        for each in written:
            session.caution(each.warning)
        return
    for each in written:
        session.say_written(f"{'Nothing changed' if each.was_there else 'Exported'}{whom}", each)


def _write_followed(session: Session, args: Namespace) -> None:
    """A calendar of everybody, or one that follows the records or follows them no longer."""
    from b12track.usecases.look.everybody import see
    from b12track.usecases.machine.followed_files import CALENDAR, follow
    from b12track.usecases.people import is_named
    from b12track.usecases.transfer.calendars import calendar_of_all, write_calendar, write_calendar_of_all

    if args.format != "ics":
        option = "--all" if args.all else "--follow" if args.follow else "--unfollow"
        raise Refused(option, "it goes with ics alone", "write `b12track export ics`")
    if args.kind is not None:
        raise Refused("--kind", "it goes with csv alone", "leave it out: a calendar holds doses and visits")
    if args.unfollow:
        end_following(session, CALENDAR, args.output)
        return
    is_file = args.output is not None and str(args.output) != "-"
    if args.follow and not is_file:
        raise Refused(
            "--follow",
            "a calendar that is kept up to date needs a file",
            "name it with -o, such as -o b12.ics",
        )
    if args.all and is_named(session.selection):
        raise Refused(
            "--all", "this asks for everybody, but one person was named too", "leave one of the two out"
        )
    if args.all:
        people = session.everybody()
        for each in see(people):
            session.tell_doubts(each.doubts, as_data=not is_file)
        if not is_file:
            _show(calendar_of_all(people).data)
            return
        whose, written = "everybody", write_calendar_of_all(people, args.output, yes=args.yes)
    else:
        person_file = session.answering()
        whose, written = person_file.name, write_calendar(person_file, args.output, yes=args.yes)
    if args.follow:
        follow(CALENDAR, args.output, None if args.all else person_file.path)
    tell_written(session, written, whose, follows=args.follow)


def _show(data: bytes) -> None:
    """The bytes as they are for a program; for a terminal, what it shows and obeys none of."""
    sys.stdout.flush()
    if sys.stdout.isatty():
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        print(printable(text, lines=True), end="")
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
