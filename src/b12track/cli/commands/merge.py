"""`merge`: bring together what two machines changed apart."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from b12track.cli.door.options import add_as_another
from b12track.cli.talk.session import Session


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "copy",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="another copy of the same person's file; if left out, the copies that a sync program left "
        "beside the file",
    )
    parser.add_argument("--yes", action="store_true", help="also merge a file that was begun separately")
    add_as_another(parser)


def run(session: Session, args: Namespace) -> None:
    """Merge, and say what came of it; one undo takes it back."""
    from b12track.usecases.people import open_person_file
    from b12track.usecases.transfer.merge import merge_copies, merge_file, said_of

    person_file = open_person_file(session.selection)
    if args.copy is None:
        said = merge_copies(person_file)
        if session.wants_json:
            session.json({"person": person_file.name, "said": said})
            return
        for line in said or [f"There is no copy beside {person_file.name}'s file to merge."]:
            session.say(line)
        return
    merged = merge_file(person_file, args.copy, yes=args.yes, as_another=args.as_another)
    if session.wants_json:
        facts: dict[str, Any] = {
            "person": person_file.name,
            "merged": str(merged.path),
            **merged.tally._asdict(),
        }
        session.json(
            {**facts, "moved_to": str(merged.moved_to) if merged.moved_to else None}, warning=merged.warning
        )
        return
    session.say(said_of(person_file, merged))
