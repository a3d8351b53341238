"""`undo`: take back the latest change."""

from argparse import ArgumentParser, Namespace

from b12track.cli.session import Session
from b12track.usecases.changes import undo


def configure(parser: ArgumentParser) -> None:
    """The command takes no words of its own."""


def run(session: Session, _: Namespace) -> None:
    """Take it back, and name it."""
    desk = session.desk()
    saved = undo(desk)
    if session.wants_json:
        session.json({"person": desk.name, "undone": saved.what})
        return
    session.say(f"Undone for {desk.name}: {saved.what}.")
    if saved.warning:
        session.warn(f"warning: {saved.warning}")
