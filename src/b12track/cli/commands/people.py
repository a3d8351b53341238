"""`people`: everybody on this machine; add one, or give one another name."""

from argparse import ArgumentParser, Namespace

from b12track.cli.commands.next import facts_of
from b12track.cli.options import add_common_below
from b12track.cli.session import Session
from b12track.domain.faults import Refused
from b12track.domain.headline import headline_of
from b12track.domain.words import days
from b12track.usecases.everybody import UNUSABLE, Seen, see
from b12track.usecases.people import add_person, rename_person


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    add = actions.add_parser("add", help="a new person", allow_abbrev=False)
    add.add_argument("name")
    add.add_argument("--timezone", metavar="ZONE", help="such as Europe/London; without it, the machine's")
    rename = actions.add_parser("rename", help="another name for a person", allow_abbrev=False)
    rename.add_argument("old")
    rename.add_argument("new")
    for action in (add, rename):
        add_common_below(action)


def run(session: Session, args: Namespace) -> int:
    """List, add or rename."""
    if args.action == "add":
        desk = add_person(args.name, args.timezone)
        session.say(f"Added {desk.name}: {desk.path}")
        return 0
    if args.action == "rename":
        if session.selection.person not in (None, args.old):
            raise Refused("--person: say who is meant once, as `people rename OLD NEW`")
        desk = Session(session.selection._replace(person=args.old)).desk()
        before = desk.name
        saved = rename_person(desk, args.new)
        session.say(f"Saved: {before} is now {saved.snapshot.person['name']}.")
        return 0
    people = see(session.everybody())
    if session.wants_json:
        session.json([facts_of(seen) for seen in people])
    else:
        for seen in people:
            session.say(_line(seen))
    return UNUSABLE if any(seen.overview is None for seen in people) else 0


def _line(seen: Seen) -> str:
    overview = seen.overview
    if overview is None:
        return f"{seen.name}  ? status unknown: {seen.reason}"
    since = overview.days_since_last
    last = f"last {days(since)} ago" if since is not None else "no injection recorded"
    visit = "visit recorded" if overview.visit is not None else "no visit"
    return f"{seen.name}  {headline_of(overview)} · {last} · {visit}"
