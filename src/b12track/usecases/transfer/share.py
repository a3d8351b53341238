"""The page for a caregiver's phone as a file: everybody's, or one person's.

What always holds: who cannot be read is on the page, as not certain; a page that says the same already is left
untouched; a file that is not such a page is replaced only where that was said.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from b12track import clock
from b12track.reports.marks import Marked
from b12track.reports.share import Card, owner, owner_of, page, says_the_same
from b12track.usecases.contents import content_of
from b12track.usecases.look.everybody import UNUSABLE, check_code, see
from b12track.usecases.output_files import Written, write_marked
from b12track.usecases.people import Broken
from b12track.usecases.person_file import PersonFile

_DOUBT = "Not certain: what is recorded could not be read without a doubt when this was written."


def page_of(
    people: Sequence[PersonFile | Broken],
    previous: bytes = b"",
    asked_now: str | None = None,
    *,
    of_one: bool = False,
) -> Marked:
    """The page; the previous one where it says the same."""
    seen = see(list(people))
    written: datetime = clock.now_for(None, asked_now)
    whose = seen[0].overview.record.person if of_one and seen[0].overview is not None else None
    # On the page each keeps their place, whatever is due.
    in_order = sorted(seen, key=lambda each: (each.name.casefold(), each.path.name))
    cards = [
        Card(each.name, each.overview, _DOUBT if check_code(each) == UNUSABLE else "") for each in in_order
    ]
    data = page(cards, written, whose)
    return Marked(previous if says_the_same(data, previous) else data, owner(whose))


def write_page(
    people: Sequence[PersonFile | Broken],
    path: Path,
    asked_now: str | None = None,
    *,
    of_one: bool = False,
    yes: bool = False,
) -> Written:
    """The page in its place."""
    previous = content_of(path)
    made = page_of(people, previous or b"", asked_now, of_one=of_one)
    return write_marked(path, made, previous, owner_of(previous or b""), "such a page", yes=yes)
