"""`undelete`: bring back what was deleted, without undoing anything else."""

from argparse import ArgumentParser, Namespace

from b12track.cli.talk.answers import saved_facts
from b12track.cli.talk.session import Session
from b12track.domain.wording.phrases import counted
from b12track.usecases.edit.undelete import undelete


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "id", metavar="ID", help="the id as `history --deleted` lists it; its first letters are enough"
    )


def run(session: Session, args: Namespace) -> None:
    """Bring it back with what went in the same deletion, and name it all."""
    person_file = session.person_file(writing=True)
    done = undelete(person_file, args.id)
    if session.wants_json:
        session.json(
            {
                **saved_facts(person_file, done.saved),
                "brought_back": list(done.names),
                "relinked": done.relinked,
            },
            warning=done.saved.warning,
        )
        return
    if not done.saved.changed:
        session.say(f"Nothing changed for {person_file.name}: it is there already.")
        return
    linked = f", and {counted(done.relinked, 'injection')} linked to it again" if done.relinked else ""
    session.say(f"Brought back for {person_file.name}: {', '.join(done.names)}{linked}.")
    session.say("`b12track undo` takes this back.")
    session.caution(done.saved.warning)
