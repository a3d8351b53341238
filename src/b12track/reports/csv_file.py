"""Records as CSV: one file a kind, a column a field, and the same records back.

What always holds: what is written is read back as it was, to the last character; no cell is run as a formula by the
spreadsheet that opens it. A list within a record (a plan's phases) is JSON in one cell; an empty cell is a field that
was left out. Where a row stands in which file is the business of who reads it.

Decided: an apostrophe goes before whatever a spreadsheet would run, also in the middle of a text after a semicolon, a
tab or a line break, because a program that divides columns there (half of Europe's do) takes what follows for a cell
of its own, whatever the quotes around it say. Rejected: a leading space or tab, which cannot be told from the text's
own; refusing such text, which is harmless in every other place.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from b12track.domain.record import field_types as f
from b12track.domain.record import fields
from b12track.domain.record.field_types import FieldType
from b12track.domain.record.loading import raw_of
from b12track.domain.record.records import KINDS
from b12track.domain.record.schema import Field, Schema
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS

PERSON = "person"
# The column that says whose records they are; the person's own file says it by the name.
OWNER = "person"
SYMPTOMS = "symptoms"
FILES = (PERSON, *KINDS)

# What begins a formula, also in the full width that some spreadsheets fold.
_RUN = r"[=+\-@＝＋－＠﹦﹢﹣﹫]"
# Where a cell may begin, and what may be dropped before it is looked at: blanks, quotes, marks that nobody sees.
_START = r"((?:^|[;\t\r\n|])[\s\"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*)"
_TO_GUARD = re.compile(rf"{_START}('*{_RUN})")
_GUARDED = re.compile(rf"{_START}'('*{_RUN})")
# A cell that begins with a blank which some programs drop is marked as text too, whatever follows.
_BLANK_TO_GUARD = re.compile(r"^('*[\t\r\n])")
_BLANK_GUARDED = re.compile(r"^'('*[\t\r\n])")
_CUT = re.compile(r'[,;|"]|[^\S ]|^ | $')
_NUMBER = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
NUMBERS = (f.NUMBER, f.POSITIVE, f.NATURAL)
_NESTED = ("codes", "watch", "phases", "reviews")
_YES, _NO = ("yes", "true"), ("no", "false")
_SCORE = "score "
# A symptom that is called like a field of some record is told from it by the word before.
_KEYS = frozenset(
    (OWNER, *(key for table in (fields.PERSON, *fields.SCHEMAS.values()) for key in table.fields))
)


class BadCell(ValueError):
    """A cell that does not hold what its column is for."""


def write(kind: str, values: Iterable[Any], owner: str) -> str:
    """The CSV of one person's records of one kind; `person` is a kind of one record."""
    values = list(values)
    scores: tuple[str, ...] = ()
    if kind == SYMPTOMS:
        # Every symptom that was scored: the built-in ones in their order, then the others as they came.
        used = dict.fromkeys(name for log in values for name in log.scores)
        builtin = [one.name for one in BUILTIN_SYMPTOMS if one.name in used]
        scores = (*builtin, *(name for name in used if name not in builtin))
    whose = () if kind == PERSON else (guard(owner),)
    rows = [
        (guard(column) for column in columns(kind, scores)),
        *((*_row(kind, value, scores), *whose) for value in values),
    ]
    return "".join(",".join(map(_quoted, row)) + "\r\n" for row in rows)


def columns(kind: str, scores: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns of a kind; of symptom logs one for each symptom that was ever scored."""
    keys = tuple(table_of(kind).fields)
    if kind == PERSON:
        return keys
    named = (column for key in keys for column in (map(column_of, scores) if key == "scores" else (key,)))
    return (*named, OWNER)


def owner_column(header: Sequence[str]) -> str | None:
    """The column of a file of ours that says whose it is."""
    if OWNER in header:
        return OWNER
    return "name" if "name" in header and set(header) == set(fields.PERSON.fields) else None


def table_of(kind: str) -> Schema:
    """The fields of a kind."""
    return fields.PERSON if kind == PERSON else fields.SCHEMAS[kind]


def column_of(symptom: str) -> str:
    """The column that holds a symptom's scores."""
    return _SCORE + symptom if symptom in _KEYS or symptom.startswith(_SCORE) else symptom


def symptom_of(column: str) -> str | None:
    """The symptom whose scores a column holds; none for the log's own fields."""
    if column.startswith(_SCORE):
        return column.removeprefix(_SCORE)
    return None if column in _KEYS else column


def kinds_of(header: Sequence[str], symptoms: Iterable[str]) -> list[str]:
    """The kinds whose columns these can be, as far as their names say; `symptoms` are those that are known."""
    header = [column for column in header if column != OWNER]
    found = [
        kind
        for kind in FILES
        if kind != SYMPTOMS
        and set(header) <= set(table_of(kind).fields)
        and all(
            key in header for key, field in table_of(kind).fields.items() if field.required and key != "id"
        )
    ]
    if found == ["supplies"] and not {"count", "opened_on", "container"} & set(header):
        found = []  # a supply needs nothing but its id, so any few words would pass for one
    known = {column_of(name) for name in symptoms} | {"id", "date", "recorded_at", "note"}
    others = [column for column in header if column not in known and not column.startswith(_SCORE)]
    if "date" in header and (not others or {"id", "date", "note"} <= set(header)) and not found:
        found.append(SYMPTOMS)
    return found


def read_cell(field: Field, cell: str) -> Any:
    """The raw value that a cell stands for."""
    if field.key in _NESTED:
        try:
            return json.loads(unguard(cell))
        except (ValueError, RecursionError):
            raise BadCell('is not JSON such as ["energy", "mma"]') from None
    if field.type in NUMBERS:
        word = cell.strip()
        found = _NUMBER.fullmatch(word)
        if not found:
            raise BadCell("is not a number such as 7.5")
        return float(word) if found[1] or found[2] else int(word)  # as exactly as it was written
    if field.type == f.FLAG:
        word = cell.strip().casefold()
        if word not in (*_YES, *_NO):
            raise BadCell("is not yes or no")
        return word in _YES
    return unguard(cell)


def is_day(field: FieldType) -> bool:
    """Whether a column holds plain dates, which spreadsheets like to rewrite."""
    return field == f.DAY


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet runs; a lone apostrophe is a text that was stated to be empty."""
    if not text.strip("'"):
        return text + "'"
    return _BLANK_TO_GUARD.sub(r"'\1", _TO_GUARD.sub(r"\1'\2", text))


def unguard(cell: str) -> str:
    """The text that was guarded."""
    if "'" not in cell:
        return cell
    if not cell.strip("'"):
        return cell[1:]
    return _GUARDED.sub(r"\1\2", _BLANK_GUARDED.sub(r"\1", cell))


def _row(kind: str, value: Any, scores: Sequence[str]) -> Iterator[str]:
    defaults = value._field_defaults
    for key, field in table_of(kind).fields.items():
        entry = getattr(value, field.name)
        if kind == SYMPTOMS and key == "scores":
            yield from (str(entry[name]) if name in entry else "" for name in scores)
        elif entry is None or (entry == defaults.get(field.name) and entry in ("", ())):
            yield ""
        elif key in _NESTED:
            yield guard(json.dumps(raw_of(entry), ensure_ascii=False))
        elif field.type in NUMBERS:
            yield repr(entry)  # a number is never run, also one below zero
        elif field.type == f.FLAG:
            yield _YES[0] if entry else _NO[0]
        else:
            yield guard(str(raw_of(entry)))


def _quoted(cell: str) -> str:
    """A cell as it stands in the file: in quotes where any program could cut it in two."""
    if not _CUT.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def read_score(cell: str) -> int:
    """A score; a spreadsheet may turn 7 into 7.0, and anything else after the point is no whole score."""
    found = re.fullmatch(r"0*([0-9]|10)(?:[.,]0+)?", cell.strip(), re.ASCII)
    if not found:
        raise BadCell("is not a whole number from 0 to 10")
    return int(found[1])
