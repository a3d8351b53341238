"""`doctor`: look the data file over and say what is found, or get back what one held that is damaged."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.session import Session
from b12track.domain.wording.phrases import counted
from b12track.usecases.look.everybody import UNUSABLE

_LONGEST = 30


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--all", action="store_true", help="list every record that looks odd, however many")
    parser.add_argument(
        "--rescue",
        type=Path,
        metavar="FILE",
        help="write the last state that backups and journal have of a file that cannot be read",
    )


def run(session: Session, args: Namespace) -> int:
    """Say what was found; exit 3 if the file cannot be used."""
    if args.rescue is not None:
        return _rescue(session, args.rescue)
    from b12track.usecases.transfer.doctor import examine

    examined = examine(session.selection)
    if session.wants_json:
        session.json(
            {
                "path": str(examined.path),
                "usable": examined.usable,
                "findings": [{**each._asdict(), "records": list(each.records)} for each in examined.findings],
            }
        )
        return 0 if examined.usable else UNUSABLE
    session.say(f"Looked at {examined.path}; nothing was changed.", whole=[examined.path])
    odd = [each for each in examined.findings if each.level == "look"]
    hidden = odd[_LONGEST:] if not args.all else []
    shown = [each for each in examined.findings if each not in hidden]
    session.rows(
        [(each.level, _text(each.text, each.records)) for each in shown], whole=[examined.path.parent]
    )
    if hidden:
        session.say(f"and {len(hidden)} more to look at: --all lists them")
    return 0 if examined.usable else UNUSABLE


def _text(text: str, records: tuple[str, ...]) -> str:
    return f"{text} ({', '.join(records)})" if records else text


def _rescue(session: Session, into: Path) -> int:
    from b12track.usecases.transfer.rescue import rescue

    found = rescue(session.selection, into)
    if session.wants_json:
        last = found.last.isoformat() if found.last is not None else None
        session.json(
            {**found._asdict(), "path": str(found.path), "written": str(found.written), "last": last}
        )
        return 0
    changes = counted(found.changes, "change")
    since = f" and {changes} since, the last on {found.last:%Y-%m-%d at %H:%M}" if found.last else ""
    paths = [found.path, found.written]
    said = f"Put together for {found.person} from the backup of {found.backup}{since}: {found.written}"
    session.say(said, whole=paths)
    if found.warning is not None:
        session.warn(f"Warning: {found.warning}")
    session.say(
        f"Look whether it is whole. To go on with it: move {found.path} to another folder and keep it, then"
        f" `b12track restore {found.written} --file {found.path}`",
        whole=paths,
    )
    return 0
