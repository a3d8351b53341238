"""Names for new records: a letter for the kind, then nine characters that nobody mixes up.

An id says nothing about its record and is never used twice in a file. The one exception is a symptom log,
which is named after its day, so that two machines that log one evening speak of one log.
"""

import os
from collections.abc import Container
from datetime import date

LETTERS = {
    "injections": "i",
    "labs": "l",
    "visits": "v",
    "notes": "n",
    "questions": "q",
    "supplies": "k",
    "plans": "p",
    "adjustments": "a",
    "transitions": "t",
    "treatments": "m",
    "symptoms": "s",
}
# No i, l, o or u: they pass for 1, 1, 0 and v. Thirty-two, so that five bits of a byte choose one evenly.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 9


def new_id(kind: str, taken: Container[str]) -> str:
    """A fresh id for a record of this kind (`injections`, `labs`, ...), not among those taken."""
    while True:
        name = LETTERS[kind] + "".join(ALPHABET[byte & 31] for byte in os.urandom(LENGTH))
        if name not in taken:
            return name


def log_id(day: date, taken: Container[str]) -> str:
    """The id of a day's symptom log: named after the day, unless that name is taken by another record."""
    name = f"{LETTERS['symptoms']}{day.isoformat()}"
    return new_id("symptoms", taken) if name in taken else name
