"""`next`: when is the next dose due, a line for each person, a code for a script, a word for a status bar."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from b12track.cli.talk.session import Session
from b12track.domain.rules.doubt import in_words
from b12track.domain.wording.headline import headline_of
from b12track.store.faults import StoreFault
from b12track.usecases.look.everybody import NO_PLAN, UNUSABLE, Seen, see, told, wanted_only, worst_code
from b12track.usecases.look.overview import doubt_facts, next_facts
from b12track.usecases.people import NobodyYet

if TYPE_CHECKING:
    from b12track.usecases.look.status_bar import Bar

_MOST_DAYS = 3650


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--all", action="store_true", help="everybody, worst first")
    parser.add_argument(
        "--check",
        action="store_true",
        help="for scripts, by the exit code: 0 upcoming, complete or stopped, 10 due, late or a move to confirm, "
        "20 overdue, 30 no plan or nobody entered, 3 not certain",
    )
    parser.add_argument(
        "--due-only",
        action="store_true",
        help="leave out people whose next dose is still to come, or who have none",
    )
    parser.add_argument(
        "--within", metavar="DAYS", help="count a dose as due this long before its date: 14d, 2 weeks"
    )
    parser.add_argument(
        "--short", action="store_true", help="a few letters for a status bar; with --json for waybar"
    )


def run(session: Session, args: Namespace) -> int:
    """Answer for one person, or for everybody."""
    within_days = 0
    if args.within is not None:
        from b12track.domain.typed.answers import read_days  # only for what is still to come

        within_days = read_days(args.within, "within", _MOST_DAYS)
    try:
        everybody = see(session.everybody())
    except NobodyYet as nobody:
        if not (args.check or args.short):
            raise
        return _of_nobody(session, args, session.worded(nobody))
    except StoreFault as fault:
        if not args.short:
            raise
        from b12track.usecases.look.status_bar import bar_unknown

        _show_bar(session, bar_unknown(session.worded(fault)))
        return UNUSABLE
    people = wanted_only(everybody, within_days) if args.due_only else everybody
    if args.short:
        from b12track.usecases.look.status_bar import bar_of

        _show_bar(session, bar_of(people))
    elif session.wants_json:
        facts = [facts_of(seen) for seen in people]
        is_list = args.all or len(everybody) > 1
        session.json(facts if is_list else facts[0] if facts else None)
    else:
        for seen in people:
            shape = headline_of(seen.overview).shape if seen.overview is not None else ""
            doubts = [in_words(doubt) for doubt in seen.doubts]
            for line in told(seen):
                session.say(line, shape="■" if line in doubts else shape)
    if args.check:
        return worst_code(everybody, within_days)
    return UNUSABLE if any(seen.overview is None for seen in everybody) else 0


def facts_of(seen: Seen) -> dict[str, object]:
    """One person's facts; where nothing can be answered, why."""
    return next_facts(seen.overview) if seen.overview is not None else unanswered(seen)


def unanswered(seen: Seen) -> dict[str, object]:
    """What programs are told where nothing can be answered."""
    return {"person": seen.name, "not_certain": [doubt_facts(doubt) for doubt in seen.doubts]}


def _of_nobody(session: Session, args: Namespace, why: str) -> int:
    """Nobody is entered: for a script that is an answer with a code of its own."""
    if args.short:
        from b12track.usecases.look.status_bar import bar_of_nobody

        _show_bar(session, bar_of_nobody(why))
    elif session.wants_json:
        session.json([])
    else:
        session.say(why[:1].upper() + why[1:] + ".")
    return NO_PLAN if args.check else 0


def _show_bar(session: Session, bar: "Bar") -> None:
    """A bar reads one line, also of JSON; where there is nothing to show it is told nothing."""
    if session.wants_json:
        facts = {"text": bar.text, "tooltip": bar.tooltip, "class": bar.status}
        print(json.dumps(facts))  # escapes what is not ASCII, control characters too
    elif bar.text:
        session.line(bar.text)
