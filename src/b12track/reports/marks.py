"""By what a file that b12track wrote is known to be this person's, without naming anybody."""

from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from b12track.domain.record.records import Person

EVERYBODY = "everybody"


class Marked(NamedTuple):
    """What a file is to hold, and the mark in it of whose it is."""

    data: bytes
    owner: str


def digest(person: Person, *parts: str) -> str:
    """What tells this thing of this person from every other, and says nothing about it."""
    name = normalize("NFC", person.name).casefold()
    return sha256("\0".join((name, *parts)).encode()).hexdigest()[:24]
