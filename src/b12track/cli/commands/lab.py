"""`lab`: a laboratory result, as the laboratory wrote it."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.talk.entered import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.records import Lab
from b12track.domain.typed.amounts import read_range, read_result
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.typed.terms import read_unit
from b12track.domain.wording.record_names import show_result
from b12track.usecases.enter.entries import add_lab


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("test", metavar="TEST", help="the test, such as b12, mma, hb")
    parser.add_argument("value", metavar="VALUE", help='the result as a number; "<150" and ">2000" in quotes')
    parser.add_argument("unit", metavar="UNIT", help="the unit on the laboratory's sheet, such as ng/L")
    parser.add_argument("--date", metavar="DAY", help="the day the blood was taken; today if left out")
    parser.add_argument("--range", metavar="LOW-HIGH", help="the laboratory's own range, such as 180-914")
    parser.add_argument("--lab", metavar="NAME", default="", help="the name of the laboratory")
    parser.add_argument("--note", metavar="TEXT", default="", help="a line to keep with it")
    parser.add_argument("--yes", action="store_true", help="save it although the unit is not known here")
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the result."""
    comparator, value = read_result(args.value)
    unit = read_unit(args.unit, yes=args.yes)
    low, high = read_range(args.range) if args.range is not None else (None, None)
    person_file = session.person_file(writing=True)
    day = read_date(args.date, person_file.today) if args.date is not None else person_file.today
    lab = Lab("", day, args.test, value, unit, comparator, low, high, args.lab, args.note)
    entered = add_lab(person_file, lab)
    said = f"{show_result(entered.value)}, {show_date(day, person_file.today)}"
    tell_entered(session, person_file, "labs", entered.value, entered.saved, said)
