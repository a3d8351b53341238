"""`redo`: bring back what undo took back."""

from argparse import ArgumentParser, Namespace

from b12track.cli.session import Session
from b12track.usecases.changes import redo


def configure(parser: ArgumentParser) -> None:
    """The command takes no words of its own."""


def run(session: Session, _: Namespace) -> None:
    """Bring it back, and name it."""
    desk = session.desk()
    saved = redo(desk)
    if session.wants_json:
        session.json({"person": desk.name, "redone": saved.what})
        return
    session.say(f"Redone for {desk.name}: {saved.what}.")
    if saved.warning:
        session.warn(f"warning: {saved.warning}")
