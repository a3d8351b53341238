"""`symptoms`: which symptoms are asked for, and one's own."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import add_action
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import SymptomKind
from b12track.usecases.enter.symptom_choices import LIFE, WEEKLY, add_kind, show_kind


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without an action it lists all symptoms."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    add_action(actions, "list", "list all symptoms, with what 0 and 10 mean", "symptoms list")
    show = add_action(actions, "show", "ask about a symptom from now on", "symptoms show fog")
    hide = add_action(
        actions, "hide", "stop asking about a symptom; its scores are kept", "symptoms hide soreness"
    )
    for each in (show, hide):
        each.add_argument("name", metavar="NAME", help="the word for it as `symptoms` lists it, such as fog")
    add = add_action(
        actions,
        "add",
        "add a symptom of your own",
        "symptoms add cramps --low none --high worst --good low",
    )
    add.add_argument("name", metavar="NAME", help="a short word for it, such as cramps")
    add.add_argument(
        "--label", default="", metavar="TEXT", help="the name to show; the short word if left out"
    )
    add.add_argument("--low", default="", metavar="WORDS", help="what 0 means, such as none")
    add.add_argument("--high", default="", metavar="WORDS", help="what 10 means, such as worst")
    add.add_argument(
        "--good", choices=("high", "low"), required=True, help="whether a high or a low score is good"
    )


def run(session: Session, args: Namespace) -> None:
    """List, show, hide or add."""
    if args.action in (None, "list"):
        kinds = all_kinds(session.answering().record())
        if session.wants_json:
            session.json([kind._asdict() for kind in kinds])
        else:
            session.table([("asked about" if kind.shown else "-", kind.name, _words(kind)) for kind in kinds])
        return
    person_file = session.person_file(writing=True)
    if args.action == "add":
        done = add_kind(person_file, SymptomKind(args.name, args.label, args.low, args.high, args.good))
        said = f"{_words(done.kind)}; score it as {done.kind.name}=6"
    else:
        done = show_kind(person_file, args.name, args.action == "show")
        label = done.kind.label
        said = f"{label} is asked about every day" if done.kind.shown else f"{label} is no longer asked about"
    tell_entered(session, person_file, "symptom_kinds", done.kind, done.saved, said)


def _words(kind: SymptomKind) -> str:
    ends = f"0 = {kind.low}, 10 = {kind.high}; " if kind.low and kind.high else ""
    return f"{kind.label}: {ends}{kind.good} is good{WEEKLY if kind.name == LIFE else ''}"
