"""`visit`: an appointment, ahead or past."""

import re
from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.talk.entered import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.records import Visit
from b12track.domain.typed.dates import read_when, show_when
from b12track.usecases.enter.entries import add_visit


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "when",
        metavar="WHEN",
        help='the day and time, such as 2026-03-16 or "thursday 10:20" for next Thursday; a date may be past',
    )
    parser.add_argument(
        "purpose",
        metavar="PURPOSE",
        nargs="+",
        help="what it is for: injection, review, blood test, or other words",
    )
    parser.add_argument("--with", dest="who", metavar="WHO", default="", help="whom")
    parser.add_argument("--where", metavar="PLACE", default="", help="the clinic or place")
    parser.add_argument("--note", metavar="TEXT", default="", help="a line to keep with it")
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the appointment."""
    typed, purpose = args.when, args.purpose
    if len(purpose) > 1 and re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", purpose[0]):
        typed, purpose = f"{typed} {purpose[0]}", purpose[1:]  # nobody put the day and its time in quotes
    person_file = session.person_file(writing=True)
    when = read_when(typed, person_file.now, forward=True, field="when")
    entered = add_visit(
        person_file, Visit("", when.instant, " ".join(purpose), args.who, args.where, args.note)
    )
    visit = entered.value
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
