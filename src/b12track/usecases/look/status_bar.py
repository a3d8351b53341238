"""The next dose in a few letters, for a status bar: everybody in one word, and a line each for who looks closer.

What always holds: the few letters name nobody, because a bar is seen by whoever walks past; what is not certain is a
question mark, never a date.
"""

from typing import NamedTuple

from b12track.usecases.look.everybody import UNUSABLE, Seen, check_code, told

NOT_CERTAIN, NO_PLAN = "not_certain", "no_plan"


class Bar(NamedTuple):
    """What a bar shows, what it shows to who points at it, and the status that gives it its colour."""

    text: str
    tooltip: str
    status: str


def bar_of(people: list[Seen]) -> Bar:
    """Everybody in one word: the worst, and how many others there are; `people` stand worst first."""
    if not people:
        return Bar("", "", "upcoming")
    worst, *others = people
    status, word = NOT_CERTAIN, "?"
    if worst.overview is not None and check_code(worst) != UNUSABLE:
        found = worst.overview.status
        words = {
            "upcoming": f"{found.days_until}d",
            "due": "due",
            "late": f"late {found.days_overdue}d",
            "overdue": f"over {found.days_overdue}d",
        }
        status, word = found.name, words.get(found.name, "-")
    more = f" +{len(others)}" if others else ""
    return Bar(f"B12 {word}{more}", "\n".join(line for seen in people for line in told(seen)), status)


def bar_of_nobody(why: str) -> Bar:
    """What a bar shows before anybody is entered."""
    return Bar("B12 -", why, NO_PLAN)


def bar_unknown(why: str) -> Bar:
    """What a bar shows where the file that was named cannot be used."""
    return Bar("B12 ?", why, NOT_CERTAIN)
