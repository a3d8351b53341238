"""`treatment`: something taken beside the injections, from a day to a day."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.door.rows import add_rows, enter_typed, typed_rows
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import facts
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.record_names import Surroundings, describe, show_treatment
from b12track.usecases.enter.treatments import KIND, stop_treatment, treatments_of

_STOP = "stop"


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without a name it lists what is taken."""
    add_rows(parser, KIND, {"name": "*"})
    parser.add_argument(
        "--on", metavar="DAY", help="the last day it was taken, with `stop NAME`; today if left out"
    )
    parser.add_argument("--yes", action="store_true", help="save it although it is unusual")
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Enter, end or list."""
    if not args.name:
        _list(session)
    elif args.name[0] == _STOP:
        _stop(session, args)
    else:
        _add(session, args)


def _add(session: Session, args: Namespace) -> None:
    if args.on is not None:
        raise Refused("--on", "it goes with `treatment stop NAME`", "write --from and --to instead")
    person_file, entered = enter_typed(session, args, KIND)
    value = entered.value
    said = show_treatment(value, person_file.today)
    tell_entered(session, person_file, KIND, value, entered.saved, said)


def _stop(session: Session, args: Namespace) -> None:
    if len(args.name) == 1:
        raise Refused(
            "name", "it is not said what has stopped", "write it, such as `b12track treatment stop metformin`"
        )
    if set(typed_rows(session, args, KIND)) != {"name"}:
        raise Refused("treatment", "only --on goes with stop", "`b12track edit` changes anything else")
    person_file = session.person_file()
    last = read_date(args.on, person_file.today, field="on") if args.on is not None else None
    stopped = stop_treatment(person_file, " ".join(args.name[1:]), last)
    value = stopped.value
    assert value.last_on is not None, "what was stopped has a last day"
    said = f"{value.name}, last taken {show_date(value.last_on, person_file.today)}"
    tell_entered(session, person_file, KIND, value, stopped.saved, said)


def _list(session: Session) -> None:
    person_file = session.answering()
    known = treatments_of(person_file.record(), person_file.today)
    if session.wants_json:
        session.json([facts(KIND, treatment) for treatment in known])
    elif not known:
        session.say(
            f"{person_file.name}: nothing is entered that is taken beside the injections. `b12track "
            "treatment NAME` enters something."
        )
    else:
        rows = [(show_date(t.first_on), t.id, describe(KIND, t, Surroundings())) for t in known]
        session.table(rows)
