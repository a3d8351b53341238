"""`merge`: bring together what two machines changed apart."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from b12track.cli.session import Session


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "copy",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="another state of the same person's file; without it, the conflict copies that lie beside the file",
    )
    parser.add_argument("--yes", action="store_true", help="merge also a file that was begun separately")


def run(session: Session, args: Namespace) -> None:
    """Merge, and say what came of it; one undo takes it back."""
    from b12track.usecases.copies import merge_copies, merge_file, said_of
    from b12track.usecases.people import open_desk

    desk = open_desk(session.selection)
    if args.copy is None:
        said = merge_copies(desk)
        if session.wants_json:
            session.json({"person": desk.name, "said": said})
            return
        for line in said or [f"No conflict copy lies beside {desk.name}'s file."]:
            session.say(line)
        return
    merged = merge_file(desk, args.copy, yes=args.yes)
    if session.wants_json:
        facts: dict[str, Any] = {"person": desk.name, "merged": str(merged.path), **merged.tally._asdict()}
        session.json({**facts, "moved_to": str(merged.moved_to) if merged.moved_to else None})
        return
    session.say(said_of(desk, merged))
