"""`restore`: go back to a backup, or to how everything was on a day; first it says what that would change."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.door.options import add_as_another
from b12track.cli.talk.answers import tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import NeedsYes, Refused


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "backup", nargs="?", type=Path, metavar="FILE", help="a backup, or what `export json` wrote"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="instead of a file: go back to how everything was at the end of that day",
    )
    parser.add_argument("--yes", action="store_true", help="go back without asking")
    add_as_another(parser)


def run(session: Session, args: Namespace) -> None:
    """Say what would change, ask, and go back."""
    from b12track.usecases.transfer.restore import (
        foresee_restore,
        in_words,
        read_backup,
        read_past,
        restore,
    )

    if (args.backup is None) == (args.as_of is None):
        raise Refused("", "it is not said what to go back to", "name a backup FILE, or write --as-of DATE")
    if args.as_of is not None:
        past = read_past(session.selection, args.as_of)
        name, raw = past.name, past.document
        session.warn(past.said)
    else:
        name, raw = args.backup.name, read_backup(args.backup, lambda: session.secret("Passphrase:"))
    foreseen = foresee_restore(session.selection, raw, name, as_another=args.as_another)
    words = in_words(foreseen.differences)
    whose = (
        f" This is {foreseen.backup_of}'s backup, and the file is {foreseen.name}'s."
        if foreseen.of_another
        else ""
    )
    yes = args.yes
    if foreseen.name is not None and foreseen.differences and not yes:
        if not session.is_interactive:
            going = f"{whose.lstrip()} Going" if whose else "going"
            would = f"{going} back to it would change {foreseen.name}'s file ({words})"
            raise NeedsYes(name, would, does="does so")
        session.say(f"For {foreseen.name}, {name} would change: {words}.{whose}")
        if not session.agree("Go back to this?"):
            raise Refused("", "you said no, so nothing was changed")
        yes = True
    done = restore(session.selection, raw, name, yes=yes, as_another=args.as_another, confirmed=foreseen)
    if session.wants_json:
        session.json(
            {
                "person": done.name,
                "changed": done.saved is not None,
                "kinds": [each._asdict() for each in done.differences],
            },
            warning=done.saved.warning if done.saved is not None else None,
        )
        return
    if done.created is not None:
        session.say(f"A new file was begun for {done.name}: {done.created}", whole=[done.created])
    if done.saved is None:
        tell_saved(session, done.name, "", changed=False)
        return
    tell_saved(session, done.name, f"{done.saved.what} ({words})", warning=done.saved.warning)
    session.say("`b12track undo` takes this back.")
