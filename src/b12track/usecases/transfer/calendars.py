"""Calendar files: one person's, or everybody's in one.

What always holds: a calendar file that b12track wrote for the same people is brought up to date, any other is
replaced only where that was said; one that says the same already is left untouched, so that nobody who watches it is
called for nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from b12track.reports.ics.calendar import Part, calendar, calendar_of_everybody, owner_of
from b12track.reports.marks import EVERYBODY, Marked, digest
from b12track.usecases.contents import content_of
from b12track.usecases.look.overview import look
from b12track.usecases.output_files import Written, write_marked
from b12track.usecases.people import Broken
from b12track.usecases.person_file import PersonFile


def calendar_of(person_file: PersonFile, previous: bytes = b"") -> Marked:
    """One person's calendar."""
    data = calendar(look(person_file), person_file.snapshot().revision, previous)
    return Marked(data, digest(person_file.record().person, "person"))


def calendar_of_all(people: Sequence[PersonFile | Broken], previous: bytes = b"") -> Marked:
    """Everybody's calendar; of who cannot be read, what stood there before stays."""
    readable = [person for person in people if isinstance(person, PersonFile)]
    parts = [Part(look(person), person.snapshot().revision) for person in readable]
    is_whole = len(readable) == len(people)
    return Marked(calendar_of_everybody(parts, previous, is_whole=is_whole), EVERYBODY)


def write_calendar(person_file: PersonFile, path: Path, *, yes: bool = False) -> Written:
    """One person's calendar in its place."""
    previous = content_of(path)
    made = calendar_of(person_file, previous or b"")
    owner, what = owner_of(previous or b""), f"{person_file.name}'s calendar"
    return write_marked(path, made, previous, owner, what, yes=yes)


def write_calendar_of_all(people: Sequence[PersonFile | Broken], path: Path, *, yes: bool = False) -> Written:
    """Everybody's calendar in its place."""
    previous = content_of(path)
    made = calendar_of_all(people, previous or b"")
    return write_marked(path, made, previous, owner_of(previous or b""), "everybody's calendar", yes=yes)
