"""The words and options of a command that enters a record, made of the rows of its kind.

What always holds: what an option is called, what the help says of it and how it is read stand in its row; a command
says what it knows better than the row does.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Mapping

from b12track.cli.talk.session import Session
from b12track.domain.record import field_types as types
from b12track.domain.record.faults import Refused
from b12track.domain.record.schema import Field
from b12track.usecases.enter.entries import Entered, enter
from b12track.usecases.fields import rows_entered
from b12track.usecases.person_file import PersonFile

_METAVARS = {types.INSTANT: "WHEN", types.DAY: "DAY"}
# Behind these stands a person or a clinic.
_WHO = ("by", "with")
_LINES = (types.LINES, types.FULL_LINES)


def add_rows(
    parser: ArgumentParser,
    kind: str,
    words: Mapping[str, str | None] | None = None,
    apart: Collection[str] = (),
    *,
    told: Mapping[str, str] | None = None,
    enters: bool = False,
) -> None:
    """An argument for each row: a word for those in `words`, with how many it may be, and an option for any other.

    Those `apart` are said by the command itself, and `told` is what it knows better about some. Where it does nothing
    but enter, an option that has to be said is asked for at once.
    """
    words, told = words or {}, told or {}
    rows = {row.key: row for row in rows_entered(kind) if row.key not in apart}
    for key, nargs in words.items():
        row = rows.pop(key)
        parser.add_argument(
            key, metavar=_metavar(row, row.plain), nargs=nargs, help=told.get(key) or _told(row)
        )
    for row in rows.values():
        if row.type == types.FLAG:
            continue  # a switch, which says one of its two answers: the command names it
        parser.add_argument(
            f"--{row.plain.replace('_', '-')}",
            dest=row.key,
            metavar=_metavar(row, row.plain if row.reader else "text"),
            required=enters and row.must_be_said,
            help=told.get(row.key) or _told(row),
        )


def _metavar(row: Field, word: str) -> str:
    return "WHO" if row.plain in _WHO else _METAVARS.get(row.type, word.upper())


def _told(row: Field) -> str:
    return f"{row.told or row.called}{'; write - to type it on the next lines' if row.type in _LINES else ''}"


def typed_rows(session: Session, args: Namespace, kind: str) -> dict[str, str]:
    """What was typed of each row, by its key."""
    typed = {}
    for row in rows_entered(kind):
        words = getattr(args, row.key, None)
        text = " ".join(words) if isinstance(words, list) else words
        if text is not None:
            typed[row.key] = session.read_text(text) if row.type in _LINES else text
    return typed


def enter_typed(session: Session, args: Namespace, kind: str) -> tuple[PersonFile, Entered]:
    """Enter what was typed, into the file of whom it is about."""
    typed = typed_rows(session, args, kind)
    for row in rows_entered(kind):
        if row.must_be_said and row.key not in typed:
            raise Refused(f"--{row.plain}", "it is not said", f"write {row.told}")
    person_file = session.person_file(writing=True)
    return person_file, enter(person_file, kind, typed, yes=getattr(args, "yes", False))
