"""`note`: a dated line that trends and the page show."""

from argparse import ArgumentParser, Namespace

from b12track.cli.entered import tell_entered
from b12track.cli.session import Session
from b12track.cli.word_order import allow_any_order
from b12track.domain.dates import read_date, show_date
from b12track.domain.records import Note
from b12track.usecases.entries import add_note
from b12track.usecases.naming import one_line


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("text", metavar="TEXT", nargs="+", help='such as "started metformin"')
    parser.add_argument("--date", metavar="DAY", help="2026-01-31, yesterday, 3d-ago; without it, today")
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the line."""
    desk = session.desk(writing=True)
    day = read_date(args.date, desk.today) if args.date is not None else desk.today
    entered = add_note(desk, Note("", day, " ".join(args.text)))
    said = f"note of {show_date(day, desk.today)}: {one_line(entered.value.text)}"
    tell_entered(session, desk, "notes", entered.value, entered.saved, said)
