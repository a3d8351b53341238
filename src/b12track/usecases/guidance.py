"""What b12track promises and does not do, what its numbers mean, and when to seek care: the words of the help."""

from b12track.domain.reference.care import NOT_WATCHED, SIGNS, SOURCES, Sign
from b12track.domain.reference.numbers import WHAT_NUMBERS_MEAN
from b12track.domain.wording.page_phrases import PROMISE

__all__ = ["NOT_WATCHED", "PROMISE", "SIGNS", "SOURCES", "WHAT_NUMBERS_MEAN", "Sign"]
