"""`restore`: go back to a backup; first it says what that would change."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.answers import tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import NeedsYes, Refused


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("backup", type=Path, metavar="FILE", help="a backup, or an exported document")
    parser.add_argument("--yes", action="store_true", help="go back to it without being asked")


def run(session: Session, args: Namespace) -> None:
    """Say what would change, ask, and go back."""
    from b12track.usecases.transfer.restore import (
        foresee_restore,
        in_words,
        read_backup,
        refuse_guess,
        restore,
    )

    name = args.backup.name
    raw = read_backup(args.backup)
    foreseen = foresee_restore(session.selection, raw, name)
    words = in_words(foreseen.differences)
    of_another = foreseen.name is not None and foreseen.backup_of.casefold() != foreseen.name.casefold()
    whose = (
        f" This is {foreseen.backup_of}'s backup, and the file is {foreseen.name}'s." if of_another else ""
    )
    yes = args.yes
    if foreseen.name is not None and foreseen.differences and not yes:
        if not session.is_interactive:
            raise NeedsYes("", f"{name}:{whose} It would change", f"{words}. --yes goes back to it")
        session.say(f"For {foreseen.name}, {name} would change: {words}.{whose}")
        if not session.agree("Go back to it?"):
            raise Refused("", "nothing was changed")
        yes = True
    elif yes:
        refuse_guess(session.selection, foreseen, name)
    done = restore(session.selection, raw, name, yes=yes)
    if session.wants_json:
        session.json(
            {
                "person": done.name,
                "changed": done.saved is not None,
                "kinds": [each._asdict() for each in done.differences],
            }
        )
        return
    if done.created is not None:
        session.say(f"A new file was begun for {done.name}: {done.created}", whole=[done.created])
    if done.saved is None:
        tell_saved(session, done.name, "", changed=False)
        return
    tell_saved(session, done.name, f"{done.saved.what} ({words})", warning=done.saved.warning)
    session.say("`b12track undo` takes it back.")
