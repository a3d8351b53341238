"""`visit`: an appointment, ahead or past."""

import re
from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.door.rows import add_rows, enter_typed
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.typed.dates import read_when, show_when
from b12track.domain.typed.terms import purpose_doubt

# A time as the next word: 10:20, 9.30, 10am, 2:30pm.
_CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2}|(?:[:.][0-9]{2})?[ap]m)"


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    add_rows(parser, "visits", {"at": None, "purpose": "+"})
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the appointment."""
    words = args.purpose[1:] if args.purpose[0] == "at" else args.purpose
    if len(words) > 1 and re.fullmatch(_CLOCK, words[0], re.IGNORECASE):
        args.at, args.purpose = (
            f"{args.at} {words[0]}",
            words[1:],
        )  # nobody put the day and its time in quotes
    person_file, entered = enter_typed(session, args, "visits")
    visit, when = entered.value, read_when(args.at, person_file.now, forward=True)
    parts = (
        visit.purpose,
        show_when(visit.at, person_file.today),
        f"with {visit.who}" if visit.who else "",
        f"at {visit.where}" if visit.where else "",
        "" if when.time_known else "no time was typed, so noon is used",
        "already past"
        if (visit.at < person_file.now if when.time_known else when.day < person_file.today)
        else "",
    )
    tell_entered(session, person_file, "visits", visit, entered.saved, ", ".join(filter(None, parts)))
    if (doubt := purpose_doubt(visit.purpose)) and not session.wants_json:
        session.say(f"Please note: it is for {visit.purpose}; {doubt}")
