"""`lab`: a laboratory result, as the laboratory wrote it."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.door.rows import add_rows, enter_typed
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import show_result


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    add_rows(parser, "labs", {"test": None, "value": None, "unit": None})
    parser.add_argument("--yes", action="store_true", help="save it although the unit is not known here")
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the result."""
    person_file, entered = enter_typed(session, args, "labs")
    said = f"{show_result(entered.value)}, {show_date(entered.value.date, person_file.today)}"
    tell_entered(session, person_file, "labs", entered.value, entered.saved, said)
