"""`backup`: a copy of everything, as an exchange document that `restore` and `import` read."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="a file or a folder; without it, beside the data file",
    )
    parser.add_argument(
        "--encrypt",
        action="store_true",
        help="behind a passphrase, which is asked for twice; any program for age files opens it",
    )
    parser.add_argument("--yes", action="store_true", help="replace a file that is there")


def run(session: Session, args: Namespace) -> None:
    """Write the backup and say where it is."""
    from b12track.usecases.transfer.backup import back_up

    person_file = session.person_file()
    passphrase = _new_passphrase(session) if args.encrypt else None
    written = back_up(person_file, args.output, yes=args.yes, passphrase=passphrase)
    if session.wants_json:
        session.json(
            {"path": str(written.path), "replaced": written.replaced, "was_there": written.was_there}
        )
        return
    said = "Nothing changed since the last backup" if written.was_there else "Backup"
    session.say_written(f"{said} for {person_file.name}", written)
    if passphrase is not None and not written.was_there:
        session.say("Without its passphrase nobody can read it, and b12track keeps it nowhere.")


def _new_passphrase(session: Session) -> str:
    """What is typed twice alike, unseen."""
    from b12track.usecases.transfer.encrypted import refuse_without_extra

    refuse_without_extra()
    passphrase = session.secret("A passphrase for the backup:")
    if not passphrase.strip():
        raise Refused("passphrase", "nothing was typed; nothing was written", "choose a few words")
    if session.secret("The same once more:") != passphrase:
        raise Refused("passphrase", "the two are not alike; nothing was written", "type the same twice")
    return passphrase
