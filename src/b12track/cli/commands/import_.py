"""`import`: bring in records from a file; `--dry-run` says first what would come in."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from b12track.cli.answers import tell_saved
from b12track.cli.session import Session
from b12track.domain.faults import Refused
from b12track.usecases.naming import SINGULAR

if TYPE_CHECKING:
    from b12track.usecases.intake import Imported

_WORDS = {
    "new": "comes in",
    "same": "is here already",
    "kept": "stays as it is here",
    "replaced": "is replaced",
    "refused": "REFUSED",
}


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("source", type=Path, metavar="FILE", help="an exchange document (JSON)")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and change nothing")
    parser.add_argument("--replace", action="store_true", help="where a record differs, take the file's")
    parser.add_argument("--yes", action="store_true", help="it is meant, though it names another person")


def run(session: Session, args: Namespace) -> None:
    """Bring the file in, or say what would come in."""
    from b12track.usecases.exchange import import_document, read_document
    from b12track.usecases.json_files import read_bytes

    data, name = read_bytes(args.source), args.source.name
    if args.source.suffix.casefold() not in (".json", "") and not data.lstrip(
        b"\xef\xbb\xbf \r\n\t"
    ).startswith(b"{"):
        raise Refused(f"{name}: is not an exchange document: write the name of a JSON file")
    raw = read_document(data, name)
    done = import_document(
        session.selection, raw, name, replace=args.replace, dry_run=args.dry_run, yes=args.yes
    )
    if session.wants_json:
        session.json(_facts(done, args.dry_run))
    elif args.dry_run:
        _show_rows(session, done)
    else:
        _tell(session, done, name)


def _facts(done: "Imported", dry_run: bool) -> dict[str, object]:
    counts = {
        outcome: dict(done.counted(outcome)) for outcome in ("new", "same", "kept", "replaced", "refused")
    }
    rows = [row._asdict() for row in done.rows] if dry_run else []
    changed = done.saved is not None and done.saved.changed
    return {
        "person": done.name,
        "dry_run": dry_run,
        "changed": changed,
        **counts,
        **({"rows": rows} if dry_run else {}),
    }


def _show_rows(session: Session, done: "Imported") -> None:
    session.say(f"For {done.name}; nothing is changed by a dry run.")
    if done.other_name:
        session.say(f"The document is {done.other_name}'s: it comes in only with --yes, without its person.")
    session.table(
        [(row.kind, row.id, f"{_WORDS[row.outcome]}{': ' + row.why if row.why else ''}") for row in done.rows]
    )
    session.say(_sums(done))


def _tell(session: Session, done: "Imported", name: str) -> None:
    if done.created is not None:
        session.say(f"A new file was begun for {done.name}: {done.created}")
    saved = done.saved
    changed = saved is not None and (saved.changed or done.created is not None)
    tell_saved(session, done.name, f"import of {name}", changed, saved.warning if saved is not None else None)
    session.say(_sums(done))
    for row in done.rows:
        if row.outcome == "kept":
            session.say(f"{row.kind} {row.id}: {row.why}")


def _sums(done: "Imported") -> str:
    """How many records of which kinds had which outcome."""
    parts = []
    for outcome, words in (
        ("new", "new"),
        ("same", "there already"),
        ("replaced", "replaced"),
        ("refused", "refused"),
    ):
        counts = {kind: number for kind, number in done.counted(outcome).items() if kind != "person"}  # type: ignore[arg-type]
        if counts:
            kinds = ", ".join(_number(kind, number) for kind, number in counts.items())
            parts.append(f"{words}: {kinds}")
    return f"{'; '.join(parts)}." if parts else "No records."


def _number(kind: str, number: int) -> str:
    """ "1 injection", "12 symptom logs"."""
    one = {"symptoms": "symptom log", "symptom_kinds": "symptom kind"}.get(kind, SINGULAR[kind])
    many = "supplies" if kind == "supplies" else f"{one}s"
    return f"{number} {one if number == 1 else many}"
