"""`import`: bring in records from a file; `--dry-run` says first what would come in."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from b12track.cli.door.options import add_as_another
from b12track.cli.talk.answers import choice, tell_saved
from b12track.cli.talk.refusals import with_hints, worded
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import SINGULAR
from b12track.domain.wording.text import quote

if TYPE_CHECKING:
    from b12track.usecases.transfer.compare import Outcome, Row
    from b12track.usecases.transfer.csv.table import Stated
    from b12track.usecases.transfer.import_records import Choices, Imported

# What became of a row, and of so many records; a row that is joined is counted with none, because its record is.
_WORDS: "dict[Outcome, tuple[str, str]]" = {
    "new": ("is added", "new"),
    "added": ("adds to a record that is here", "completed"),
    "same": ("is here already", "already here"),
    "joined": ("", ""),
    "kept": ("is left as it is here", "left as it is here"),
    "replaced": ("is replaced", "replaced"),
    "refused": ("REFUSED", "refused"),
    "left": ("is not imported", "not imported"),
}
_LONG = 5000
_FEW = 3


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "source",
        type=Path,
        metavar="FILE",
        help="what `export json` wrote, a FHIR bundle (JSON), a table (CSV, xlsx, ods) or a folder of "
        "CSV files",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only say what would be added; nothing is changed"
    )
    parser.add_argument(
        "--replace", action="store_true", help="where a record here is different, replace it with the file's"
    )
    parser.add_argument(
        "--skip-refused", action="store_true", help="leave out what is refused and import the rest"
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="import it without asking, also what is unusual: a second injection on a day, an unknown "
        "unit, a dose far from the plan's",
    )
    add_as_another(parser)
    rows = parser.add_argument_group("for tables from elsewhere")
    rows.add_argument("--kind", metavar="KIND", help="what the rows hold, such as symptoms or injections")
    rows.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN,…",
        help="which column is which, such as date=Datum,energy=Energie",
    )
    rows.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what is true of every row and stands in no column, such as route=IM",
    )
    rows.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="take only the rows with this in that column; a * stands for any text, and alone for any "
        "that is not empty",
    )
    rows.add_argument(
        "--scale",
        action="append",
        default=[],
        metavar="LOW-HIGH",
        help="the scale of the scores, such as 1-5, or 5-1 if it runs the other way; of one symptom: "
        "energy=1-5",
    )
    rows.add_argument(
        "--words",
        action="append",
        default=[],
        metavar="WORD=SCORE,…",
        help="which score a word stands for, such as good=7,bad=3; for tests, which test a name means, "
        "such as Cobalamin=b12",
    )
    rows.add_argument(
        "--several",
        choices=("first", "last", "highest", "lowest"),
        help="which score to take where a day has several",
    )
    rows.add_argument(
        "--header-row",
        metavar="N",
        help="the row with the headings, such as 3, or 2-3 for two rows; 0 if there are none",
    )
    rows.add_argument("--sheet", metavar="NAME", help="the sheet to read from a spreadsheet")
    rows.add_argument(
        "--delimiter", metavar="MARK", help="what stands between the columns: comma, semicolon, tab or bar"
    )
    rows.add_argument("--decimal", choices=("comma", "point"), help="what stands before the decimals")
    rows.add_argument(
        "--dates", choices=("dmy", "mdy", "ymd"), help="the order of day, month and year in dates"
    )
    rows.add_argument(
        "--encoding", metavar="NAME", help="how the file is encoded, if not as UTF-8, such as cp1252"
    )


def run(session: Session, args: Namespace) -> None:
    """Bring the file in, or say what would come in."""
    from b12track.usecases.transfer.import_records import Choices

    progress = _Progress()
    choices = Choices(args.replace, args.dry_run, args.yes, args.as_another, args.skip_refused, progress.tell)
    stated, was_shown = _stated(args), False
    if session.is_interactive and not (session.wants_json or args.yes or args.dry_run):
        looked, stated = _import(session, args.source, stated, choices._replace(dry_run=True), progress)
        if was_shown := looked.is_foreign:
            _show_mapping(session, looked)
            session.say(_sums(looked))
            _show_left(session, looked)
            for row in looked.rows:
                if row.outcome == "refused":
                    session.say(f"{row.where}: {_outcome(row)}")
            comes_in = choices.skip_refused or not any(row.outcome == "refused" for row in looked.rows)
            comes_in = comes_in and (choices.as_another or not looked.other_name)
            if comes_in and not session.agree("Import this?"):
                session.say("Nothing was changed.")
                return
    done, _ = _import(session, args.source, stated, choices, progress)
    if session.wants_json:
        session.json(
            _facts(done, args.dry_run), warning=done.saved.warning if done.saved is not None else None
        )
    elif args.dry_run:
        session.say(f"For {done.name}. This is a dry run: nothing is changed.")
        if done.other_name:
            session.say(f"The file is {done.other_name}'s: its records are imported only with --as-another.")
        _show_mapping(session, done)
        session.table([(row.kind, row.where or row.id, _outcome(row)) for row in done.rows])
        session.say(_sums(done))
    else:
        _tell(session, done, args.source.name, was_shown=was_shown)


def _import(
    session: Session, source: Path, stated: "Stated", choices: "Choices", progress: "_Progress"
) -> "tuple[Imported, Stated]":
    """Import, asking a person for what can be read in more than one way."""
    from b12track.usecases.transfer.csv.table import Unstated
    from b12track.usecases.transfer.import_file import import_file

    while True:
        try:
            return import_file(session.selection, source, stated, choices), stated
        except Unstated as unstated:
            if not session.is_interactive or session.wants_json:
                raise
            session.say(worded(unstated))
            stated = stated.with_answer(
                unstated.option, choice(session, f"--{unstated.option}", unstated.choices)
            )
        finally:
            progress.clear()


def _stated(args: Namespace) -> "Stated":
    """What was said about a file of rows."""
    from b12track.usecases.transfer.csv.file import ENCODINGS
    from b12track.usecases.transfer.csv.table import DELIMITERS, Stated

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
        tuple(_pair(typed, "--where", "COLUMN=VALUE", "category=Energy") for typed in args.where),
        _scales(args.scale),
        _pairs(args.words, "--words", "WORD=SCORE", "good=7"),
        _header_rows(args.header_row),
        args.sheet,
        args.several,
    )


def _scales(typed: list[str]) -> dict[str, str]:
    """The scale of all scores, under no name, and those of single symptoms."""
    found: dict[str, str] = {}
    for text in typed:
        name, equals, scale = text.rpartition("=")
        if name.strip() in found:
            raise Refused("--scale", f"{quote(text)} is there twice")
        found[name.strip() if equals else ""] = scale.strip()
    return found


def _header_rows(typed: str | None) -> tuple[int, int] | None:
    """The rows of the headings, counted as a spreadsheet counts them."""
    import re

    if typed is None:
        return None
    found = re.fullmatch(r"([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?", typed.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last or (first == 0 and last):
        raise Refused("--header-row", f"{quote(typed)} is not the number of a row", "write it as 3, 2-3 or 0")
    return first, last


def _pair(typed: str, option: str, form: str, example: str) -> tuple[str, str]:
    """A name and what it stands for."""
    name, equals, value = (part.strip() for part in typed.partition("="))
    if not (name and equals and value):
        raise Refused(option, f"{quote(typed)} is not {form}", f"write it as {example}")
    return name, value


def _pairs(
    typed: list[str], option: str, form: str = "FIELD=COLUMN", example: str = "date=Datum"
) -> dict[str, str]:
    """Names and what they stand for; a comma parts two of them where a name follows it."""
    import re

    found: dict[str, str] = {}
    for text in typed:
        for part in re.split(r",(?=\s*[^,=]+=)", text):
            name, value = _pair(part, option, form, example)
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
    counts: dict[str, object] = {outcome: dict(done.counted(outcome)) for outcome in _WORDS}
    rows = [row for row in done.rows if dry_run or row.outcome in ("refused", "left")]
    return {
        "person": done.name,
        "dry_run": dry_run,
        "changed": done.saved is not None and done.saved.changed,
        **counts,
        "mapping": [column._asdict() for column in done.mapped],
        "remarks": list(done.remarks),
        "rows": [
            {
                "kind": row.kind,
                "id": row.id,
                "outcome": row.outcome,
                "why": with_hints(row.why, row.hints),
                "where": row.where,
            }
            for row in rows
        ],
    }


def _show_mapping(session: Session, done: "Imported") -> None:
    """How the file is understood: each column, with an example of what it says and what that becomes."""
    for remark in done.remarks:
        session.say(remark)
    rows = [("what", "from", "for example")]
    for field, heading, cell, becomes in done.mapped:
        if not becomes:
            example = f"{quote(cell)} cannot be read" if cell else "is empty"
        else:
            example = cell if becomes == cell else f"{cell} becomes {becomes}"
        rows.append((field, heading or "for every row", example))
    if done.mapped:
        session.table(rows)
        session.line()


def _outcome(row: "Row") -> str:
    why = with_hints(row.why, row.hints) if row.why else ""
    return ": ".join(filter(None, (_WORDS[row.outcome][0], why)))


def _tell(session: Session, done: "Imported", name: str, *, was_shown: bool) -> None:
    if done.created is not None:
        session.say(f"A new file was begun for {done.name}: {done.created}", whole=[done.created])
    if not was_shown:
        _show_mapping(session, done)
    saved = done.saved
    changed = saved is not None and (saved.changed or done.created is not None)
    tell_saved(session, done.name, f"import of {name}", changed, saved.warning if saved is not None else None)
    session.say(_sums(done))
    for row in done.rows:
        if row.outcome in ("kept", "refused"):
            session.say(f"{row.where or f'{row.kind} {row.id}'}: {_outcome(row)}")
    if not was_shown:
        _show_left(session, done)


def _show_left(session: Session, done: "Imported") -> None:
    """What was not taken: a line for each, and one for all that are left for the same reason."""
    reasons: dict[str, list[str]] = {}
    for row in done.rows:
        if row.outcome == "left":
            reasons.setdefault(f"{row.kind} {with_hints(row.why, row.hints)}", []).append(row.where)
    if reasons:
        session.say("Not imported:")
    for reason, places in reasons.items():
        more = f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
        session.say(f"{'; '.join(places[:_FEW])}{more}: {reason.partition(' ')[2]}", indent="  ", margin="  ")


def _sums(done: "Imported") -> str:
    """How many records of which kinds had which outcome.

    Several rows of a table may make one day's log: it is counted once, and what is refused by its rows.
    """
    named = {**SINGULAR, "labs": "test result", "symptoms": "symptom log", "symptom_kinds": "symptom kind"}
    places = [row.where for row in done.rows if row.where]
    one, many = ("entry", "entries") if places and places[0].startswith("entry") else ("row", "rows")
    parts = []
    for outcome, (_, words) in _WORDS.items():
        counts = []
        for kind, number in done.counted(outcome).items():
            if kind == "symptoms" and outcome == "refused" and places:
                counts.append(counted(number, f"{one} of symptoms", f"{many} of symptoms"))
            elif kind in named:
                counts.append(counted(number, named[kind], "supplies" if kind == "supplies" else ""))
            elif kind != "person":  # a resource of a bundle, by the name that it has there
                counts.append(f"{number} {kind}")
        if counts and words:
            parts.append(f"{words}: {', '.join(counts)}")
    if not parts:
        return "The file holds no records."
    joined = done.counted("joined").total()
    if not joined:
        return f"{'; '.join(parts)}."
    more = f"1 more {one} belongs" if joined == 1 else f"{joined} more {many} belong"
    return f"{'; '.join(parts)}. {more} to these records."
