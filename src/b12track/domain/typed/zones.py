"""Time zones by name: whether this machine knows one, and how people type them.

`zoneinfo` is imported where it is needed: five milliseconds that most answers do without.
"""

from typing import TYPE_CHECKING

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import folded_words, quote

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def zone_named(name: str | None) -> "ZoneInfo | None":
    """The zone of this name; None where none is stated, or none of that name is known on this machine."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # an unknown name is a KeyError
        return None


def read_zone(text: str) -> str:
    """The name of a time zone in its right spelling; near names are in the refusal."""
    from zoneinfo import available_timezones  # walks a folder of hundreds of files: only when a zone is typed

    names = {name.casefold(): name for name in available_timezones()}
    words = folded_words(text).replace(" ", "_")
    if name := names.get(words):
        return name
    from difflib import get_close_matches  # ten milliseconds: only when something is wrong already

    # People type the town: it is compared with the last part of each name, and what has a slash with the whole.
    pool = {
        folded if "/" in words else folded.rsplit("/", 1)[-1]: name for folded, name in sorted(names.items())
    }
    near = [pool[folded] for folded in get_close_matches(words[:60], pool, 3, 0.7)]
    right = f"did you mean {' or '.join(near)}?" if near else "write one such as Europe/London"
    raise Refused("time zone", f"{quote(text)} is not a known time zone", right)
