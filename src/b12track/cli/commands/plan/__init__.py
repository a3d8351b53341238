"""`plan`: show it, enter it, and what was said about it: confirmed, skipped, moved, stopped.

What always holds: a decision is a record, so its words and options are made of the rows of its kind. A plan that is
entered is a conversation, with its questions in `questions`; a stop is no record but how the plan ended.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.door.options import add_action
from b12track.cli.door.rows import add_rows
from b12track.cli.talk.session import Session


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without an action it shows the plan."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    add_action(actions, "show", "show the plan, its phases and dates, and what was decided", "plan show")
    templates = add_action(
        actions,
        "templates",
        "show published plans, as citations",
        "plan templates",
        "plan templates uk-hydroxocobalamin",
    )
    templates.add_argument("id", nargs="?", help="show this one in full")
    set_ = add_action(
        actions,
        "set",
        "enter a plan, or correct the one in force",
        "plan set",
        "plan set --from plan.json",
    )
    set_.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FILE",
        help="read the plan from a JSON file instead of asking",
    )
    set_.add_argument("--template", metavar="ID", help="show a published plan beside the questions")
    which = set_.add_mutually_exclusive_group()
    which.add_argument(
        "--corrects", action="store_true", help="this corrects the plan in force, which was entered wrongly"
    )
    which.add_argument("--new", action="store_true", help="this is a new plan")
    set_.add_argument("--loading-over", action="store_true", help="with --from: loading is over already")
    set_.add_argument("--by", default="", metavar="WHO", help="with --loading-over: who said so")
    set_.add_argument(
        "--begin-first",
        action="store_true",
        help="begin the plan with the first of the injections recorded before it",
    )
    set_.add_argument("--yes", action="store_true", help="save it although it is unusual")
    confirm = add_action(
        actions,
        "confirm",
        "record that the clinician confirmed the phase, or the move to the next one",
        'plan confirm --by "Dr Okafor"',
    )
    add_rows(confirm, "transitions", apart=("to_phase",))
    phase = add_action(
        actions, "phase", "record that the plan moved to another phase", 'plan phase 2 --by "Dr Okafor"'
    )
    add_rows(phase, "transitions", {"to_phase": None})
    skip = add_action(
        actions, "skip", "record that the next date is skipped", "plan skip --by Riverside --reason flu"
    )
    skip.set_defaults(kind="skip")
    add_rows(skip, "adjustments", apart=("kind",), enters=True)
    move = add_action(
        actions, "move", "record that the next date is moved", "plan move thursday --by Riverside"
    )
    move.set_defaults(kind="move")
    add_rows(move, "adjustments", {"due": None}, apart=("kind",), told={"due": "the new date"}, enters=True)
    for decides in (confirm, phase, skip, move):
        decides.add_argument("--yes", action="store_true", help="save it although it is unusual")
    stop = add_action(
        actions, "stop", "record that the plan was stopped", 'plan stop --reason "Dr Okafor ended it"'
    )
    stop.add_argument("--on", metavar="DAY", help="the first day without it; today if left out")
    stop.add_argument("--reason", default="", metavar="WHY", help="the reason, in a few words")


def run(session: Session, args: Namespace) -> int | None:
    """Show the plan or change it."""
    if args.action in (None, "show"):
        from b12track.cli.commands.plan.show import show

        return show(session)
    if args.action == "templates":
        from b12track.cli.commands.plan.templates import show_templates

        return show_templates(session, args.id)
    if args.action == "set":
        from b12track.cli.commands.plan.set_ import set_plan

        set_plan(session, args)
    else:
        from b12track.cli.commands.plan.change import change_plan

        change_plan(session, args)
    return None
