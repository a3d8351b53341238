"""`supply`: vials and ampoules at home."""

from argparse import ArgumentParser, Namespace

from b12track.cli.entered import tell_entered
from b12track.cli.options import add_action
from b12track.cli.session import Session
from b12track.domain.amounts import read_strength, read_volume
from b12track.domain.answers import read_count
from b12track.domain.dates import read_date, show_date
from b12track.domain.faults import Refused
from b12track.domain.records import Supply
from b12track.domain.schema import facts
from b12track.domain.terms import read_container, read_drug
from b12track.usecases.labels import is_not_known, read_expiry, read_lot
from b12track.usecases.naming import Surroundings, describe
from b12track.usecases.supplies import MOST_DOSES, add_supply, left_words, open_supply, stock_of


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without an action it lists what is there."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    add = add_action(
        actions,
        "add",
        "what came home, from its label",
        "supply add --strength 1000mcg/ml --volume 1ml --count 5 --lot A1 --expires 2027-05",
    )
    add.add_argument("--count", metavar="DOSES", required=True, help="how many doses")
    add.add_argument("--drug", metavar="DRUG", help="without it, the plan's")
    add.add_argument("--strength", metavar="STRENGTH", help="such as 1000mcg/ml")
    add.add_argument("--volume", metavar="VOLUME", help="of one vial, such as 1ml")
    add.add_argument("--container", metavar="KIND", help="single-dose or multi-dose")
    add.add_argument("--lot", metavar="LOT", help="from the label")
    add.add_argument(
        "--expires", metavar="DAY", help="from the label: 2027-05-31, or 2027-05 for its last day"
    )
    add.add_argument("--opened", metavar="DAY", help="when a vial of it was opened")
    opened = add_action(actions, "open", "a vial was opened", "supply open k4m2q7t9xd --date yesterday")
    opened.add_argument("id", metavar="ID", help="as `supply list` has it")
    opened.add_argument("--date", metavar="DAY", help="when; without it, today")
    add_action(actions, "list", "what is there and what is left of it", "supply list")


def run(session: Session, args: Namespace) -> None:
    """Enter, open or list."""
    if args.action == "add":
        _add(session, args)
    elif args.action == "open":
        _open(session, args)
    else:
        _list(session)


def _add(session: Session, args: Namespace) -> None:
    supply = Supply(
        "",
        read_drug(args.drug) if args.drug is not None else "",
        read_strength(args.strength) if args.strength is not None else None,
        read_volume(args.volume) if args.volume is not None else None,
        read_container(args.container) if args.container is not None else "",
        read_lot(args.lot) if args.lot is not None else "",
        held=read_count(args.count, "count", MOST_DOSES, least=1),
    )
    desk = session.desk(writing=True)
    if args.expires is not None and not is_not_known(args.expires):
        supply = supply._replace(expires=read_expiry(args.expires, desk.today))
    if args.opened is not None:
        supply = supply._replace(opened_on=read_date(args.opened, desk.today, field="opened"))
    added = add_supply(desk, supply)
    said = f"{describe('supplies', added.supply, Surroundings())} ({added.supply.id})"
    if args.drug is None:
        said += "; the drug is the plan's"
    if added.supply.expires is not None and added.supply.expires < desk.today:
        said += "; it has expired"
    tell_entered(session, desk, "supplies", added.supply, added.saved, said)


def _open(session: Session, args: Namespace) -> None:
    desk = session.desk()
    day = read_date(args.date, desk.today) if args.date is not None else None
    opened = open_supply(desk, args.id, day)
    supply = opened.supply
    if supply.opened_on is None:
        raise Refused("supply: it is not open")
    what = " ".join(filter(None, (supply.drug, f"lot {supply.lot}" if supply.lot else "")))
    said = f"{what} ({supply.id}) opened {show_date(supply.opened_on, desk.today)}, {left_words(opened.left)}"
    tell_entered(session, desk, "supplies", supply, opened.saved, said)


def _list(session: Session) -> None:
    desk = session.desk()
    stock = stock_of(desk.record())
    if session.wants_json:
        session.json([{**facts("supplies", supply), "left": left} for supply, left in stock])
    elif not stock:
        session.say(f"{desk.name}: no supply is entered. `b12track supply add` enters one.")
    else:
        session.table(
            [
                (supply.id, left_words(left), describe("supplies", supply, Surroundings()))
                for supply, left in stock
            ]
        )
