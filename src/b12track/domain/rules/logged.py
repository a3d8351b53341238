"""How much was logged, and how much of it at once: what stands beside every verdict.

What always holds: a log written on its own day or the next is prompt; of logs whose writing nobody noted, as of those
of the first version of the file, nothing is said.
"""

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


def logging_of(record: Record, first: date, last: date, name: str = "") -> Logging:
    """What was logged of one symptom, or of any, from a day to a day, both included."""
    logged = prompt = timed = 0
    for log in record.symptoms:
        if first <= log.date <= last and (name in log.scores if name else log.scores):
            logged += 1
            if log.recorded_at is not None:
                timed += 1
                prompt += (log.recorded_at.date() - log.date).days <= _PROMPT_DAYS
    return Logging(logged, max((last - first).days + 1, 0), prompt, timed)
