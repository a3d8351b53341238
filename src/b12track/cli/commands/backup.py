"""`backup`: a copy of everything, as an exchange document that `restore` and `import` read."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.answers import written_facts
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="the file or folder to write to; beside the data file if left out",
    )
    parser.add_argument(
        "--encrypt",
        action="store_true",
        help="lock the backup with a passphrase, which is asked for twice; any program for age files "
        "can open it",
    )
    parser.add_argument("--yes", action="store_true", help="replace the file if it is there already")


def run(session: Session, args: Namespace) -> None:
    """Write the backup and say where it is."""
    from b12track.usecases.transfer.backup import back_up

    person_file = session.answering()
    passphrase = _new_passphrase(session) if args.encrypt else None
    written = back_up(person_file, args.output, yes=args.yes, passphrase=passphrase)
    if session.wants_json:
        session.json(written_facts(written), warning=written.warning)
        return
    said = "Nothing changed since the last backup" if written.was_there else "Backup"
    session.say_written(f"{said} for {person_file.name}", written)
    if passphrase is not None and not written.was_there:
        session.say(
            "Keep the passphrase safe: nobody can read this backup without it, and b12track does not "
            "store it."
        )


def _new_passphrase(session: Session) -> str:
    """What is typed twice alike, unseen."""
    from b12track.usecases.transfer.encrypted import refuse_without_extra

    refuse_without_extra()
    passphrase = session.secret("A passphrase for the backup:")
    if not passphrase.strip():
        raise Refused(
            "passphrase",
            "nothing was typed, so no backup was written",
            "choose a few words that you will remember",
        )
    if session.secret("The same passphrase again:") != passphrase:
        raise Refused(
            "passphrase", "the two were not the same, so no backup was written", "type the same words twice"
        )
    return passphrase
