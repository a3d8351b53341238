"""`doctor`: look the data file over and say what is found, or get back what one held that is damaged."""

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from pathlib import Path
from shlex import quote

from b12track.cli.talk.answers import saved_facts, tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.wording.phrases import counted
from b12track.usecases.look.everybody import UNUSABLE

_LONGEST = 30


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "backup",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="a backup to check: whose it is, and what restoring it would change",
    )
    parser.add_argument(
        "--all", action="store_true", help="list every record that looks odd, however many there are"
    )
    parser.add_argument(
        "--rescue",
        type=Path,
        metavar="FILE",
        help="when a file cannot be read or is gone: write its latest state, as far as backups and "
        "journal have it",
    )
    parser.add_argument(
        "--bring-back",
        nargs="+",
        metavar="ID",
        help="make lost changes again: the journal has them, but an older file was put in the place of "
        "the newer one",
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help="accept the file as it is, although it is older or was changed by another program",
    )


def run(session: Session, args: Namespace) -> int:
    """Say what was found; exit 3 if the file cannot be used."""
    if args.rescue is not None:
        return _rescue(session, args.rescue)
    if args.bring_back is not None:
        return _bring_back(session, args.bring_back)
    if args.accept:
        from b12track.usecases.edit.undelete import accept

        person_file = session.person_file(writing=True)
        accept(person_file)
        name = person_file.name
        if session.wants_json:
            session.json({"person": name, "accepted": True})
        else:
            session.say(
                f"{name}'s file is accepted as it is. What was in it before is kept among its copies."
            )
        return 0
    from b12track.usecases.transfer.doctor import examine_all, examine_backup

    found = (
        [examine_backup(session.selection, args.backup)] if args.backup else examine_all(session.selection)
    )
    if session.wants_json:
        facts = [
            {
                "path": str(examined.path),
                "usable": examined.usable,
                "findings": [{**each._asdict(), "records": list(each.records)} for each in examined.findings],
            }
            for examined in found
        ]
        session.json(facts if len(facts) > 1 else facts[0])
    else:
        for number, examined in enumerate(found):
            if number:
                session.line()
            session.say(f"Looked at {examined.path}; nothing was changed.", whole=[examined.path])
            odd = [each for each in examined.findings if each.level == "look"]
            hidden = odd[_LONGEST:] if not args.all else []
            rows = [
                (each.level, f"{each.text} ({', '.join(each.records)})" if each.records else each.text)
                for each in examined.findings
                if each not in hidden
            ]
            session.rows(rows, whole=[examined.path.parent])
            if hidden:
                session.say(f"There are {len(hidden)} more to look at: --all lists them all.")
    return 0 if all(examined.usable for examined in found) else UNUSABLE


def _bring_back(session: Session, ids: list[str]) -> int:
    from b12track.usecases.edit.undelete import bring_back

    person_file = session.person_file(writing=True)
    saved, left = bring_back(person_file, ids)
    if session.wants_json:
        session.json({**saved_facts(person_file, saved), "left": left}, warning=saved.warning)
        return 0
    tell_saved(session, person_file.name, saved.what, saved.changed, saved.warning)
    if left:
        still = "1 change is still missing" if left == 1 else f"{left} changes are still missing"
        session.say(f"{still}: `b12track doctor` lists them.")
    return 0


def _rescue(session: Session, into: Path) -> int:
    from b12track.usecases.transfer.doctor import rescue

    found = rescue(session.selection, into)
    if session.wants_json:
        session.json(
            {
                **found._asdict(),
                "left_out": [list(each) for each in found.left_out],
                "path": str(found.path),
                "written": str(found.written),
                "last": found.last.isoformat() if found.last is not None else None,
            }
        )
        return 0
    paths = [found.path, found.written]
    backup = show_date(date.fromisoformat(found.backup))
    changes = counted(found.changes, "change")
    since = f" and {changes} since, the last on {show_when(found.last)}" if found.last else ""
    session.say(
        f"Put together for {found.person} from the backup of {backup}{since}: {found.written}", whole=paths
    )
    session.caution(found.warning)
    for at, what in found.left_out:
        session.say(
            f"Left out: {what}, saved on {show_when(datetime.fromisoformat(at))}: no copy leads there."
        )
    session.say(
        f"Please check that it is complete. To use it: move {found.path} to another folder and keep "
        "it, then type"
        f" `b12track restore {quote(str(found.written))} --file {quote(str(found.path))}`",
        whole=paths,
    )
    return 0
