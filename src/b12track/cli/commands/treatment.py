"""`treatment`: something taken beside the injections, from a day to a day."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.talk.entered import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import facts
from b12track.domain.record.records import TREATMENT_KINDS, Treatment
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.typed.terms import read_treatment_kind
from b12track.domain.wording.record_names import Surroundings, describe
from b12track.usecases.enter.treatments import KIND, add_treatment, stop_treatment, treatments_of

_STOP = "stop"


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without a name it lists what is taken."""
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="*",
        help='what is taken, such as metformin; "stop NAME" when it is no longer taken',
    )
    parser.add_argument("--kind", metavar="K", help=f"what kind it is: {', '.join(TREATMENT_KINDS)}")
    parser.add_argument("--from", dest="first", metavar="DAY", help="the first day it was taken")
    parser.add_argument(
        "--to", dest="last", metavar="DAY", help="the last day it was taken; leave it out while it goes on"
    )
    parser.add_argument("--on", metavar="DAY", help="with stop: the last day it was taken; today if left out")
    parser.add_argument("--note", metavar="TEXT", default="", help="a line to keep with it")
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
    if args.kind is None:
        raise Refused(
            "--kind", "it is not said what kind this is", f"write one of {', '.join(TREATMENT_KINDS)}"
        )
    if args.first is None:
        raise Refused("--from", "it is not said since when", "write the first day, such as --from 2026-02-10")
    person_file = session.person_file(writing=True)
    kind = read_treatment_kind(args.kind)
    first = read_date(args.first, person_file.today, field="from")
    last = read_date(args.last, person_file.today, field="to") if args.last is not None else None
    treatment = Treatment("", " ".join(args.name), kind, first, last, args.note)
    entered = add_treatment(person_file, treatment, yes=args.yes)
    value = entered.treatment
    said = f"from {show_date(value.first_on, person_file.today)}, {describe(KIND, value, Surroundings())}"
    tell_entered(session, person_file, KIND, value, entered.saved, said)


def _stop(session: Session, args: Namespace) -> None:
    if len(args.name) == 1:
        raise Refused(
            "name", "it is not said what has stopped", "write it, such as `b12track treatment stop metformin`"
        )
    if args.kind is not None or args.first is not None or args.last is not None or args.note:
        raise Refused("treatment", "only --on goes with stop", "`b12track edit` changes anything else")
    person_file = session.person_file()
    last = read_date(args.on, person_file.today, field="on") if args.on is not None else None
    stopped = stop_treatment(person_file, " ".join(args.name[1:]), last)
    value = stopped.treatment
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
