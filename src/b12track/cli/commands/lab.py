"""`lab`: a laboratory result, as the laboratory wrote it."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.door.rows import add_rows, enter_typed
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.typed.amounts import parts_of_result
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import show_result


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    add_rows(parser, "labs", {"test": None, "value": None, "unit": "?"})
    parser.add_argument("--yes", action="store_true", help="save it although the unit is not known here")

    def find_unit(args: Namespace) -> None:
        """The unit may be the end of the value's word."""
        parts = parts_of_result(args.value)
        args.unit = args.unit if args.unit is not None else parts and parts[2]
        if not args.unit:
            parser.error("the following arguments are required: UNIT")

    allow_any_order(parser, find_unit)


def run(session: Session, args: Namespace) -> None:
    """Save the result."""
    person_file, entered = enter_typed(session, args, "labs")
    said = f"{show_result(entered.value)}, {show_date(entered.value.date, person_file.today)}"
    tell_entered(session, person_file, "labs", entered.value, entered.saved, said)
