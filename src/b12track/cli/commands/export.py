"""`export`: everything that is recorded, in the format that is asked for."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.session import Session


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("format", choices=("json",), help="json: the exchange document, with everything")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to; without it, to the screen"
    )
    parser.add_argument("--yes", action="store_true", help="replace a file that is there")


def run(session: Session, args: Namespace) -> None:
    """Write the export, to the screen or to a file."""
    from b12track.usecases.files import export_json, write_file

    desk = session.desk()
    if args.output is None or str(args.output) == "-":
        # A terminal is shown plain ASCII, so that no text in the records can mean anything to it.
        sys.stdout.flush()
        sys.stdout.buffer.write(export_json(desk, ascii_only=sys.stdout.isatty()))
        sys.stdout.buffer.flush()
        return
    written = write_file(desk, args.output, export_json(desk), yes=args.yes)
    if session.wants_json:
        session.json({"path": str(written.path), "replaced": written.replaced})
        return
    session.say(f"Exported for {desk.name}: {written.path}{' (replaced)' if written.replaced else ''}")
    if written.warning:
        session.warn(f"warning: {written.warning}")
