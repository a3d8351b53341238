"""How much was logged, and how much of it at once: what stands beside every verdict.

What always holds: a log written on its own day or the next is prompt; of logs whose writing nobody noted, as of those
of the first version of the file, nothing is said.
"""

from collections.abc import Set
from datetime import date
from typing import NamedTuple

from b12track.domain.record.records import Record

_PROMPT_DAYS = 1


class Logging(NamedTuple):
    """Of so many `days` so many are `logged`; of these, `timed` say when they were written, `prompt` the same day or
    the next.
    """

    logged: int
    days: int
    prompt: int
    timed: int

    @property
    def share(self) -> float:
        """The share of days logged."""
        return self.logged / self.days if self.days else 0.0

    @property
    def prompt_share(self) -> float | None:
        """The share of logs written the same day or the next; None where nobody noted when."""
        return self.prompt / self.timed if self.timed else None


class Written(NamedTuple):
    """The days whose log says when it was written, and those of them that were written at once."""

    timed: frozenset[date]
    prompt: frozenset[date]


def written_of(record: Record) -> Written:
    """When the logs of a record were written, as far as somebody noted it."""
    timed = [(log.date, log.recorded_at) for log in record.symptoms if log.recorded_at is not None]
    prompt = [day for day, at in timed if (at.date() - day).days <= _PROMPT_DAYS]
    return Written(frozenset(day for day, _ in timed), frozenset(prompt))


def logging_of(logged: Set[date], written: Written, first: date, last: date) -> Logging:
    """How much was logged from a day to a day, both included; the days logged lie between them."""
    days = max((last - first).days + 1, 0)
    return Logging(len(logged), days, len(logged & written.prompt), len(logged & written.timed))
