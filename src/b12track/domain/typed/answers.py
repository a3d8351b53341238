"""Plain answers as people type them: yes or no, a count, one of a few words, names with commas between.

What always holds: an answer is one of those that were asked for or refused by the name of its field, and told what
would be right.
"""

import re
from collections.abc import Sequence

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import clean, folded_words, quote

_YES, _NO = ("yes", "y", "true", "on"), ("no", "n", "false", "off")
_LONGEST_NAME = 60


def read_flag(text: str, field: str, right: str = "yes or no") -> bool:
    """Yes or no; `right` is what is told to be an answer."""
    words = folded_words(text)
    if words in _YES or words in _NO:
        return words in _YES
    raise Refused(field, f"{quote(text)} is not an answer", f"write {right}")


def read_count(text: str, field: str, most: int, least: int = 0) -> int:
    """A whole number within its limits."""
    if re.fullmatch("[0-9]{1,6}", text.strip()) and least <= int(text) <= most:
        return int(text)
    raise Refused(field, f"{quote(text)} is not a whole number from {least} to {most}")


def read_days(text: str, field: str, most: int) -> int:
    """A number of days ahead: 14d, 14 days, 2 weeks, or the number alone."""
    found = re.fullmatch("([0-9]{1,6}) ?(d|days?|w|weeks?)?", folded_words(text))
    days = int(found[1]) * (7 if (found[2] or "d").startswith("w") else 1) if found else -1
    if 0 <= days <= most:
        return days
    raise Refused(field, f"{quote(text)} is not a number of days up to {most}", "write it as 14d or 2 weeks")


def read_choice(text: str, field: str, choices: Sequence[str]) -> str:
    """One of a few words."""
    words = folded_words(text)
    if words in choices:
        return words
    raise Refused(field, f"{quote(text)} is not known", f"write {' or '.join(choices)}")


def read_names(text: str, field: str) -> tuple[str, ...]:
    """Names with commas between them, each once."""
    names = (clean(name, field, limit=_LONGEST_NAME) for name in text.split(","))
    return tuple(dict.fromkeys(filter(None, names)))
