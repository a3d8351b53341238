"""What stands on a vial's label, as people type it; "not known" is an answer for lot and expiry."""

import re
from datetime import date

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import length_of_month
from b12track.domain.rules.audit import EXPIRY_NOT_KNOWN, NOT_KNOWN
from b12track.domain.typed.dates import FIRST_YEAR, read_date
from b12track.domain.wording.text import clean, folded_words, quote

_NOT_KNOWN = (NOT_KNOWN, "not-known", "unknown", "not recorded")
_MONTH = r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})|(?P<first>[0-9]{1,2})[-/](?P<last>[0-9]{4})"

# On a label 05/27 is May 2027; anywhere else it is a day in May.
_SHORT_MONTH = r"[0-9]{1,2}[-/. ][0-9]{2}"


def is_not_known(text: str) -> bool:
    """Whether somebody answered that it is not known."""
    return folded_words(text) in _NOT_KNOWN


def with_expiry_not_known(note: str) -> str:
    """A note with the line that says so; the field itself can only hold a date."""
    lines = note.splitlines()
    if EXPIRY_NOT_KNOWN in (line.casefold() for line in lines):
        return note
    return "\n".join([*lines, EXPIRY_NOT_KNOWN])


def without_expiry_not_known(note: str) -> str:
    """A note without that line, once the day is known."""
    return "\n".join(line for line in note.splitlines() if line.casefold() != EXPIRY_NOT_KNOWN)


def read_lot(text: str) -> str:
    """A lot as it stands on the label, or that it is not known."""
    return NOT_KNOWN if is_not_known(text) else clean(text, "lot", limit=60)


def read_expiry(text: str, today: date) -> date:
    """The last day on which a vial may be used; a label that says only the month means the last day of it."""
    if found := re.fullmatch(_MONTH, text.strip()):
        year = int(found["year"] or found["last"])
        month = int(found["month"] or found["first"])
        if 1 <= month <= 12 and year >= FIRST_YEAR:
            return date(year, month, length_of_month(year, month))
    if re.fullmatch(_SHORT_MONTH, text.strip()):
        raise Refused("expires", f"{quote(text)} could be a day or a month", "write 05/2027 or 31 May 2027")
    return read_date(text, today, forward=True, field="expires")
