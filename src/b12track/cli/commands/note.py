"""`note`: a dated line that trends and the page show."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.door.rows import add_rows, enter_typed
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import one_line


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    add_rows(parser, "notes", {"text": "+"})
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the line."""
    person_file, entered = enter_typed(session, args, "notes")
    said = f"note of {show_date(entered.value.date, person_file.today)}: {one_line(entered.value.text)}"
    tell_entered(session, person_file, "notes", entered.value, entered.saved, said)
