"""`backup`: a copy of everything, as an exchange document that `restore` and `import` read."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.session import Session


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="a file or a folder; without it, beside the data file",
    )
    parser.add_argument("--yes", action="store_true", help="replace a file that is there")


def run(session: Session, args: Namespace) -> None:
    """Write the backup and say where it is."""
    from b12track.usecases.output_files import back_up

    person_file = session.person_file()
    written = back_up(person_file, args.output, yes=args.yes)
    if session.wants_json:
        session.json(
            {"path": str(written.path), "replaced": written.replaced, "was_there": written.was_there}
        )
        return
    said = "Nothing changed since the last backup" if written.was_there else "Backup"
    session.say_written(f"{said} for {person_file.name}", written)
