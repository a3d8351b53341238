"""`note`: a dated line that trends and the page show."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.talk.entered import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.records import Note
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.record_names import one_line
from b12track.usecases.enter.entries import add_note


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="+",
        help='the note, such as "started metformin"; write - to type it on the next lines',
    )
    parser.add_argument(
        "--date", metavar="DAY", help="the day: 2026-01-31, yesterday, 3d-ago; today if left out"
    )
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the line."""
    person_file = session.person_file(writing=True)
    day = read_date(args.date, person_file.today) if args.date is not None else person_file.today
    entered = add_note(person_file, Note("", day, session.read_text(" ".join(args.text))))
    said = f"note of {show_date(day, person_file.today)}: {one_line(entered.value.text)}"
    tell_entered(session, person_file, "notes", entered.value, entered.saved, said)
