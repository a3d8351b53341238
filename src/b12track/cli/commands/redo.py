"""`redo`: bring back what undo took back."""

from argparse import ArgumentParser, Namespace

from b12track.cli.talk.session import Session
from b12track.usecases.edit.change import redo


def configure(parser: ArgumentParser) -> None:
    """The command takes no words of its own."""


def run(session: Session, _: Namespace) -> None:
    """Bring it back, and name it."""
    person_file = session.person_file()
    saved = redo(person_file)
    if session.wants_json:
        session.json({"person": person_file.name, "redone": saved.what}, warning=saved.warning)
        return
    session.say(f"Redone for {person_file.name}: {saved.what}.")
    session.caution(saved.warning)
