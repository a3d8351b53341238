"""`people`: everybody on this machine; add one, give one another name, or forget one whose file is gone."""

from argparse import ArgumentParser, Namespace

from b12track.cli.commands.next import facts_of
from b12track.cli.door.options import add_action
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.phrases import ago, no_injection, no_visit
from b12track.usecases.look.everybody import UNUSABLE, see
from b12track.usecases.people import add_person, forget_person, rename_person


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    add = add_action(actions, "add", "enter a new person", "people add Mum --timezone Europe/London")
    add.add_argument("name", metavar="NAME", help="the person's name; a first name is enough")
    add.add_argument(
        "--timezone", metavar="ZONE", help="the time zone, such as Europe/London; this machine's if left out"
    )
    rename = add_action(actions, "rename", "give a person another name", "people rename Mum Mother")
    rename.add_argument("old", metavar="OLD", help="the name as `people` shows it")
    rename.add_argument("new", metavar="NEW", help="the new name")
    forget = add_action(
        actions, "forget", "take a person whose file is gone off the list", "people forget Mum"
    )
    forget.add_argument("name", metavar="NAME", help="the name as `people` shows it")


def run(session: Session, args: Namespace) -> int:
    """List, add or rename."""
    if args.action == "add":
        _add(session, args)
        return 0
    if args.action == "rename":
        _rename(session, args)
        return 0
    if args.action == "forget":
        name, kept_in = forget_person(session.selection, args.name)
        if session.wants_json:
            session.json({"person": name, "kept_in": str(kept_in)})
        else:
            session.say(
                f"{name} is off the list. Nothing was deleted: what was kept beside the file is now in {kept_in}."
            )
        return 0
    people = see(session.everybody())
    if session.wants_json:
        session.json([facts_of(seen) for seen in people])
    else:
        for seen in people:
            overview = seen.overview
            if overview is None:
                doubts = " ".join(doubt.text for doubt in seen.doubts)
                session.say(f"{seen.name}  ? status unknown: {doubts}", shape="■")
                continue
            headline, since = headline_of(overview), overview.days_since_last
            last = f"last {ago(since)}" if since is not None else no_injection(overview)
            visit = "visit recorded" if overview.visit is not None else no_visit(overview)
            said = (str(headline), last, visit, seen.doubtful, seen.both_sides)
            session.say(f"{seen.name}  {' · '.join(filter(None, said))}", shape=headline.shape)
    return UNUSABLE if any(seen.overview is None for seen in people) else 0


def _add(session: Session, args: Namespace) -> None:
    named = session.selection.person
    if named is not None and named.casefold() != args.name.strip().casefold():
        raise Refused(
            "--person", "the name was given twice", "leave it out here, and write `b12track people add NAME`"
        )
    person_file = add_person(args.name, args.timezone, session.selection.file)
    if session.wants_json:
        session.json({"person": person_file.name, "path": str(person_file.path)})
        return
    session.say(f"Added {person_file.name}: {person_file.path}", whole=[person_file.path])


def _rename(session: Session, args: Namespace) -> None:
    if session.selection.person not in (None, args.old):
        raise Refused(
            "--person",
            "the name was given twice",
            "leave it out here, and write `b12track people rename OLD NEW`",
        )
    person_file = Session(session.selection._replace(person=args.old)).person_file()
    before = person_file.name
    saved = rename_person(person_file, args.new)
    now = saved.snapshot.person["name"]
    if session.wants_json:
        session.json({"person": now, "saved": saved.what, "changed": saved.changed}, warning=saved.warning)
        return
    session.say(f"Saved: {before} is now {now}.")
    session.caution(saved.warning)
