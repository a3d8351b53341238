"""`plan`: show it, enter it, and what was said about it: confirmed, skipped, moved, stopped."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from b12track.cli.door.options import add_action
from b12track.cli.talk.session import Session

_BY = "who decided it, such as Riverside"
_DAY = "2026-01-31, today, 3d-ago, mon"


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
    confirm.add_argument("--by", default="", metavar="WHO", help="who said so")
    confirm.add_argument("--on", metavar="DAY", help=f"the day it was said: {_DAY}")
    confirm.add_argument("--first-due", metavar="DAY", help="the date of the next dose, if that was said")
    confirm.add_argument("--yes", action="store_true", help="save it although it is unusual")
    phase = add_action(
        actions, "phase", "record that the plan moved to another phase", 'plan phase 2 --by "Dr Okafor"'
    )
    phase.add_argument(
        "phase",
        metavar="N",
        help="the number of the phase, counted from 1, or its name, as `plan show` lists it",
    )
    phase.add_argument("--by", default="", metavar="WHO", help="who said so")
    phase.add_argument("--on", metavar="DAY", help=f"the day it was said: {_DAY}")
    phase.add_argument("--first-due", metavar="DAY", help="the date of the next dose, if that was said")
    phase.add_argument("--yes", action="store_true", help="save it although it is unusual")
    skip = add_action(
        actions, "skip", "record that the next date is skipped", "plan skip --by Riverside --reason flu"
    )
    skip.add_argument("--by", required=True, metavar="WHO", help=_BY)
    skip.add_argument("--due", metavar="DAY", help="the date of the next dose, if that was said")
    skip.add_argument("--reason", default="", metavar="WHY", help="the reason, in a few words")
    skip.add_argument("--yes", action="store_true", help="save it although it is unusual")
    move = add_action(
        actions, "move", "record that the next date is moved", "plan move thursday --by Riverside"
    )
    move.add_argument("date", metavar="DATE", help="the new day")
    move.add_argument("--by", required=True, metavar="WHO", help=_BY)
    move.add_argument("--reason", default="", metavar="WHY", help="the reason, in a few words")
    move.add_argument("--yes", action="store_true", help="save it although it is unusual")
    stop = add_action(
        actions, "stop", "record that the plan was stopped", 'plan stop --reason "Dr Okafor ended it"'
    )
    stop.add_argument("--on", metavar="DAY", help=f"the first day without it: {_DAY}")
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
        return None
    return _change(session, args)


def _change(session: Session, args: Namespace) -> int | None:
    from b12track.cli.talk.answers import tell_saved
    from b12track.domain.typed.dates import read_date
    from b12track.usecases.look.overview import next_facts
    from b12track.usecases.plan import foreseen
    from b12track.usecases.plan.change import carry_out

    person_file = session.person_file()  # what has no plan yet is not begun for the sake of a refusal

    def day(typed: str | None, field: str, forward: bool = False) -> Any:
        return (
            read_date(typed, person_file.today, forward=forward, field=field) if typed is not None else None
        )

    if args.action == "confirm":
        first_due = day(args.first_due, "first-due", forward=True)
        on = day(args.on, "on")
        done = carry_out(person_file, foreseen.foresee_confirm, args.by, on, first_due, args.yes)
    elif args.action == "phase":
        first_due = day(args.first_due, "first-due", forward=True)
        on = day(args.on, "on")
        done = carry_out(person_file, foreseen.foresee_phase, args.phase, args.by, on, first_due, args.yes)
    elif args.action == "skip":
        due = day(args.due, "due", forward=True)
        done = carry_out(person_file, foreseen.foresee_skip, args.by, due, args.reason, args.yes)
    elif args.action == "move":
        due = day(args.date, "date", forward=True)
        done = carry_out(person_file, foreseen.foresee_move, due, args.by, args.reason, args.yes)
    else:
        done = carry_out(person_file, foreseen.foresee_stop, day(args.on, "on"), args.reason)
    turn, saved = done
    if session.wants_json:
        session.json(
            {
                "saved": turn.what,
                "id": turn.value.id,
                "before": next_facts(turn.before),
                "after": next_facts(turn.after),
                "passed": [on.isoformat() for on in turn.passed],
            },
            warning=saved.warning,
        )
        return None
    why = f" ({args.reason})" if getattr(args, "reason", "") else ""
    if args.action != "stop":
        why = f", by {args.by}{why}" if args.by else f", who said so is not recorded{why}"
    tell_saved(session, person_file.name, f"{turn.what}{why}", saved.changed, saved.warning)
    session.say(foreseen.before_and_after(turn.before, turn.after))
    if passed := foreseen.passed_words(turn):
        session.say(passed)
    if again := foreseen.count_again(turn):
        session.say(again)
    return None
