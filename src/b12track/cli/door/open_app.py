"""The app, opened from the command line: `b12track` alone.

Where nobody can look at it, because the output is no terminal, it says in one line how to begin.
"""

import sys

from b12track.cli.talk.refusals import worded
from b12track.cli.talk.session import Session


def open_app(session: Session) -> int:
    """Open the app for the person who is meant, for everybody, or for the first start."""
    from b12track.usecases.people import NobodyYet

    is_seen = can_open()
    try:
        people = session.everybody(merging=is_seen)
    except NobodyYet as nobody:
        people = []
        if not is_seen:
            session.say(f"The app needs a terminal; {worded(nobody)}.")
            return 0
    if not is_seen:
        session.say(
            "The app needs a terminal. `b12track next` says when the next dose is due, and `b12track "
            "help` lists the rest."
        )
        return 0
    from b12track.tui.run import run_app  # half a second that no command pays

    code = run_app(people, session.selection)
    # What was saved last may have been left before the files that follow it were written.
    from b12track.cli.door.main import rewrite_followed

    rewrite_followed(session)
    return code


def can_open() -> bool:
    """Whether there is a terminal for somebody to look at."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())
