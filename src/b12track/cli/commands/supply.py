"""`supply`: vials and ampoules at home."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import add_action
from b12track.cli.talk.entered import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import facts
from b12track.domain.record.records import Supply
from b12track.domain.rules.entry import MOST_DOSES
from b12track.domain.typed.amounts import read_strength, read_volume
from b12track.domain.typed.answers import read_count
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.typed.terms import read_container, read_drug
from b12track.domain.wording.labels import is_not_known, read_expiry, read_lot
from b12track.domain.wording.record_names import Surroundings, describe
from b12track.usecases.enter.supplies import add_supply, left_words, open_supply, stock_of


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without an action it lists what is there."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    add = add_action(
        actions,
        "add",
        "enter what you have at home, from its label",
        "supply add --strength 1000mcg/ml --volume 1ml --count 5 --lot A1 --expires 2027-05",
    )
    add.add_argument("--count", metavar="DOSES", required=True, help="how many doses it holds")
    add.add_argument("--drug", metavar="DRUG", help="the drug; the plan's if left out")
    add.add_argument("--strength", metavar="STRENGTH", help="the strength on the label, such as 1000mcg/ml")
    add.add_argument("--volume", metavar="VOLUME", help="the volume of one vial, such as 1ml")
    add.add_argument("--container", metavar="KIND", help="single-dose or multi-dose")
    add.add_argument("--lot", metavar="LOT", help="the lot number on the label")
    add.add_argument(
        "--expires",
        metavar="DAY",
        help="the expiry date on the label: 2027-05-31, or 2027-05 for the end of that month",
    )
    add.add_argument("--opened", metavar="DAY", help="the day a vial was opened")
    opened = add_action(
        actions, "open", "record that a vial was opened", "supply open k4m2q7t9xd --date yesterday"
    )
    opened.add_argument("id", metavar="ID", help="the id of the supply, as `supply list` shows it")
    opened.add_argument("--date", metavar="DAY", help="the day; today if left out")
    add_action(actions, "list", "show what is at home and how much is left", "supply list")


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
    person_file = session.person_file(writing=True)
    if args.expires is not None and not is_not_known(args.expires):
        supply = supply._replace(expires=read_expiry(args.expires, person_file.today))
    if args.opened is not None:
        supply = supply._replace(opened_on=read_date(args.opened, person_file.today, field="opened"))
    added = add_supply(person_file, supply)
    said = f"{describe('supplies', added.supply, Surroundings())} ({added.supply.id})"
    if args.drug is None:
        said += "; the drug is the plan's"
    if added.supply.expires is not None and added.supply.expires < person_file.today:
        said += "; it has expired"
    tell_entered(session, person_file, "supplies", added.supply, added.saved, said)


def _open(session: Session, args: Namespace) -> None:
    person_file = session.person_file()
    day = read_date(args.date, person_file.today) if args.date is not None else None
    opened = open_supply(person_file, args.id, day)
    supply = opened.supply
    if supply.opened_on is None:
        raise Refused("supply", "it is not open", "`b12track supply list` shows what is")
    what = " ".join(filter(None, (supply.drug, f"lot {supply.lot}" if supply.lot else "")))
    said = (
        f"{what} ({supply.id}) opened {show_date(supply.opened_on, person_file.today)}, "
        f"{left_words(opened.left)}"
    )
    tell_entered(session, person_file, "supplies", supply, opened.saved, said)


def _list(session: Session) -> None:
    person_file = session.answering()
    stock = stock_of(person_file.record())
    if session.wants_json:
        session.json([{**facts("supplies", supply), "left": left} for supply, left in stock])
    elif not stock:
        session.say(
            f"{person_file.name}: no vials or ampoules are entered. `b12track supply add` enters them."
        )
    else:
        session.table(
            [
                (supply.id, left_words(left), describe("supplies", supply, Surroundings()))
                for supply, left in stock
            ]
        )
