"""`import`: bring in records from a file; `--dry-run` says first what would come in."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from b12track.cli.talk.answers import choice, tell_saved
from b12track.cli.talk.refusals import worded
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import SINGULAR
from b12track.domain.wording.text import quote

if TYPE_CHECKING:
    from b12track.usecases.transfer.import_file import Stated
    from b12track.usecases.transfer.import_records import Imported, Row

_WORDS = {
    "new": "comes in",
    "added": "adds to what is here",
    "same": "is here already",
    "kept": "stays as it is here",
    "replaced": "is replaced",
    "refused": "REFUSED",
}
_LONG = 5000


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "source",
        type=Path,
        metavar="FILE",
        help="an exchange document (JSON), a CSV file, a folder of CSV files",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and change nothing")
    parser.add_argument("--replace", action="store_true", help="where a record differs, take the file's")
    parser.add_argument(
        "--skip-refused", action="store_true", help="bring in the rest, without what is refused"
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="it is meant: another person's, a second injection on a day, a dose far from the plan's",
    )
    rows = parser.add_argument_group("for CSV")
    rows.add_argument("--kind", metavar="KIND", help="what the rows are, such as symptoms or injections")
    rows.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN,…",
        help="of a file from elsewhere: which column is which, such as date=Datum,energy=Energie",
    )
    rows.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what holds for every row and no column says, such as route=IM",
    )
    rows.add_argument("--delimiter", metavar="MARK", help="comma, semicolon, tab or bar")
    rows.add_argument("--decimal", choices=("comma", "point"), help="how numbers are written")
    rows.add_argument("--dates", choices=("dmy", "mdy", "ymd"), help="in which order dates are written")
    rows.add_argument("--encoding", metavar="NAME", help="if it is not UTF-8, such as cp1252")


def run(session: Session, args: Namespace) -> None:
    """Bring the file in, or say what would come in."""
    from b12track.usecases.transfer.csv.table import Unstated
    from b12track.usecases.transfer.import_file import Choices, import_file

    progress = _Progress()
    choices = Choices(args.replace, args.dry_run, args.yes, args.skip_refused, progress.tell)
    stated = _stated(args)
    while True:
        try:
            done = import_file(session.selection, args.source, stated, choices)
            break
        except Unstated as unstated:
            if not session.is_interactive or session.wants_json:
                raise
            session.say(worded(unstated))
            answer: Any = choice(session, f"--{unstated.option}", unstated.choices)
            stated = stated._replace(**{unstated.option: answer})
        finally:
            progress.clear()
    if session.wants_json:
        session.json(_facts(done, args.dry_run))
    elif args.dry_run:
        _show_rows(session, done)
    else:
        _tell(session, done, args.source.name)


def _stated(args: Namespace) -> "Stated":
    """What was said about a file of rows."""
    from b12track.usecases.transfer.csv.table import DELIMITERS, ENCODINGS, Stated

    if args.delimiter is not None and args.delimiter not in (*DELIMITERS, *DELIMITERS.values()):
        raise Refused("--delimiter", f"{quote(args.delimiter)} is not one of {', '.join(DELIMITERS)}")
    if args.encoding is not None and args.encoding.casefold() not in ENCODINGS:
        raise Refused("--encoding", f"{quote(args.encoding)} is not one of {', '.join(ENCODINGS)}")
    kind = None
    if args.kind is not None:
        from b12track.usecases.transfer.export import read_kind

        kind = read_kind(args.kind)
    return Stated(
        kind,
        args.delimiter,
        args.decimal,
        args.dates,
        args.encoding.casefold() if args.encoding is not None else None,
        _pairs(args.map, "--map"),
        _pairs(args.set, "--set"),
    )


def _pairs(typed: list[str], option: str) -> dict[str, str]:
    """Names and what they stand for; a comma parts two of them where a name follows it."""
    import re

    found: dict[str, str] = {}
    for pair in [each for text in typed for each in re.split(r",(?=\s*[\w-]+\s*=)", text)]:
        name, equals, value = pair.partition("=")
        name, value = name.strip(), value.strip()
        if not (name and equals and value):
            raise Refused(option, f"{quote(pair)} is not FIELD=COLUMN", "write it as date=Datum")
        if name in found:
            raise Refused(option, f"{quote(name)} is there twice")
        found[name] = value
    return found


class _Progress:
    """A line that says how far a long import is, where a person looks on."""

    def __init__(self) -> None:
        self._shown = ""

    def tell(self, done: int, total: int) -> None:
        """So many of so many records were compared."""
        if total >= _LONG and sys.stderr.isatty():
            self.clear()
            self._shown = f"{done} of {total} records compared"
            print(self._shown, end="\r", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print(" " * len(self._shown), end="\r", file=sys.stderr, flush=True)
            self._shown = ""


def _facts(done: "Imported", dry_run: bool) -> dict[str, object]:
    counts = {outcome: dict(done.counted(outcome)) for outcome in _WORDS}  # type: ignore[arg-type]
    refused = [row._asdict() for row in done.rows if row.outcome == "refused"]
    return {
        "person": done.name,
        "dry_run": dry_run,
        "changed": done.saved is not None and done.saved.changed,
        **counts,
        "rows": [row._asdict() for row in done.rows] if dry_run else refused,
    }


def _show_rows(session: Session, done: "Imported") -> None:
    session.say(f"For {done.name}; nothing is changed by a dry run.")
    if done.other_name:
        session.say(f"The document is {done.other_name}'s: it comes in only with --yes, without its person.")
    for remark in done.remarks:
        session.say(remark)
    session.table([(row.kind, row.where or row.id, _outcome(row)) for row in done.rows])
    session.say(_sums(done))


def _outcome(row: "Row") -> str:
    return f"{_WORDS[row.outcome]}{': ' + row.why if row.why else ''}"


def _tell(session: Session, done: "Imported", name: str) -> None:
    if done.created is not None:
        session.say(f"A new file was begun for {done.name}: {done.created}", whole=[done.created])
    for remark in done.remarks:
        session.say(remark)
    saved = done.saved
    changed = saved is not None and (saved.changed or done.created is not None)
    tell_saved(session, done.name, f"import of {name}", changed, saved.warning if saved is not None else None)
    session.say(_sums(done))
    for row in done.rows:
        if row.outcome in ("kept", "refused"):
            session.say(f"{row.where or f'{row.kind} {row.id}'}: {_outcome(row)}")


def _sums(done: "Imported") -> str:
    """How many records of which kinds had which outcome."""
    parts = []
    for outcome, words in (
        ("new", "new"),
        ("added", "added to"),
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
    return counted(number, one, many)
