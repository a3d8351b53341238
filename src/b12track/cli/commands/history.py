"""`history`: what is recorded, newest first; of one record, its earlier contents."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date, datetime

from b12track.cli.talk.session import Session
from b12track.domain.record.fields import facts
from b12track.domain.record.loading import load
from b12track.domain.typed.dates import read_date, show_date, show_when
from b12track.domain.wording.record_names import describe, name_of, surroundings_of
from b12track.usecases.edit.change import versions
from b12track.usecases.edit.undelete import deleted_records
from b12track.usecases.look.history import facts_of, history, read_kind
from b12track.usecases.person_file import PersonFile


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("id", nargs="?", metavar="ID", help="show how this record was before each change")
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        metavar="K",
        help="only this kind, such as injections; or several: injections,labs",
    )
    parser.add_argument(
        "--deleted",
        action="store_true",
        help="what was deleted and can be brought back, the latest first",
    )
    parser.add_argument("--since", metavar="DAY", help="only from this day on")


def run(session: Session, args: Namespace) -> None:
    """List the records, or the earlier contents of one."""
    kinds = [read_kind(word) for typed in args.kind for word in typed.split(",")]
    if args.id is not None:
        _versions(session, args.id)
        return
    person_file = session.answering()
    since = read_date(args.since, person_file.today, field="since") if args.since is not None else None
    if args.deleted:
        _deleted(session, person_file, kinds, since)
        return
    items = history(person_file.record(), kinds, since)
    if session.wants_json:
        session.json([facts_of(item) for item in items])
    elif not items:
        there = (
            "nothing of that kind or time is recorded"
            if args.kind or args.since
            else "nothing is recorded yet"
        )
        if person_file.doubts:
            there = "nothing of what was asked for could be read"
        session.say(f"{person_file.name}: {there}.")
    else:
        rows = []
        for item in items:
            day = show_date(item.day) if item.day is not None else ""
            rows.append((day, item.id, f"{item.word}: {item.text}"))
        session.table(rows)


def _deleted(session: Session, person_file: PersonFile, kinds: Sequence[str], since: date | None) -> None:
    found = [
        gone
        for gone in deleted_records(person_file)
        if (not kinds or gone.kind in kinds) and (since is None or gone.at.date() >= since)
    ]
    if session.wants_json:
        session.json(
            [
                {
                    **facts(gone.kind, gone.value),
                    "kind": gone.kind,
                    "deleted_at": gone.at.isoformat(),
                    "by": gone.what,
                }
                for gone in found
            ]
        )
    elif not found:
        session.say(f"{person_file.name}: no deleted records to bring back.")
    else:
        session.table(
            [
                (
                    show_when(gone.at, person_file.today),
                    gone.id,
                    f"{name_of(gone.kind, gone.value)} ({gone.text}), "
                    f"{'taken back' if gone.taken_back else 'deleted'}",
                )
                for gone in found
            ]
        )
        session.say("`b12track undelete ID` brings a record back, with what was deleted together with it.")


def _versions(session: Session, typed_id: str) -> None:
    person_file = session.answering()
    found = versions(person_file, typed_id)
    if session.wants_json:
        session.json(
            [{"until": v.at, "ended_by": v.what, "kind": v.kind, "record": v.document} for v in found]
        )
    elif not found:
        session.say(f"{person_file.name}: this record has not been changed since it was entered.")
    else:
        around = surroundings_of(person_file.record(), with_timings=False)
        for version in found:
            said = describe(version.kind, load(version.kind, version.document), around)
            until = datetime.fromisoformat(version.at).astimezone(person_file.now.tzinfo)
            session.say(f"Before the {version.what} on {show_when(until, person_file.today)}: {said}", "  ")
