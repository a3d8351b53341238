"""`supply`: vials and ampoules at home."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import add_action
from b12track.cli.door.rows import add_rows, enter_typed
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import facts
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.record_names import Surroundings, describe
from b12track.usecases.enter.supplies import left_words, open_supply, stock_of


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without an action it lists what is there."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    add = add_action(
        actions,
        "add",
        "enter what you have at home, from its label",
        "supply add --strength 1000mcg/ml --volume 1ml --count 5 --lot A1 --expires 2027-05",
    )
    add_rows(add, "supplies", enters=True)
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
    person_file, entered = enter_typed(session, args, "supplies")
    supply = entered.value
    said = f"{describe('supplies', supply, Surroundings())} ({supply.id})"
    if args.drug is None:
        said += "; the drug is the plan's"
    if supply.has_expired(person_file.today):
        said += "; it has expired"
    tell_entered(session, person_file, "supplies", supply, entered.saved, said)


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
                (
                    supply.id,
                    left_words(left),
                    describe("supplies", supply, Surroundings()),
                    "has expired" if supply.has_expired(person_file.today) else "",
                )
                for supply, left in stock
            ]
        )
