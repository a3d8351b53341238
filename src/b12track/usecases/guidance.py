"""What b12track promises and does not do, and when to seek care: the words of the help screen and of the page."""

from b12track.domain.reference.care import NOT_WATCHED, SIGNS, SOURCES, Sign
from b12track.reports.page import PROMISE

__all__ = ["NOT_WATCHED", "PROMISE", "SIGNS", "SOURCES", "Sign"]
