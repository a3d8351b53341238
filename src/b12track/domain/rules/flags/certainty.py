"""What is not certain about the record itself: it stands on top, because all that follows rests on it."""

from collections.abc import Iterator

from b12track.domain.rules.doubt import in_words
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import Overview


def not_certain(overview: Overview) -> Iterator[Flag]:
    """Each doubt about what this machine sees; none can be put away."""
    for doubt in overview.doubts:
        yield Flag("not_certain", "urgent", in_words(doubt))
