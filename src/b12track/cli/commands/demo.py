"""`demo`: look around in a made-up year; nothing is saved.

On a terminal the app opens on it; where nobody can look at the app, the made-up person's state is shown.
"""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.open_app import can_open
from b12track.cli.talk.session import Session


def configure(parser: ArgumentParser) -> None:
    """The command takes no words of its own."""


def run(session: Session, args: Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Open the app on the made-up year, or show the made-up person's state."""
    if not session.wants_json and can_open():
        from b12track.tui.run import run_demo  # half a second that no command pays

        return run_demo(session.selection)
    from b12track.cli.commands.status import show_one
    from b12track.domain.wording.headline import sentence_of
    from b12track.usecases.look.overview import look, status_facts
    from b12track.usecases.transfer.demo import demo_person_file

    with demo_person_file(session.selection.now) as person_file:
        overview = look(person_file)
        if session.wants_json:
            session.json(status_facts(overview))
            return 0
        session.say("A made-up year of a made-up person; nothing is saved.")
        session.line()
        session.say(sentence_of(overview))
        session.line()
        show_one(session, overview)
    return 0
