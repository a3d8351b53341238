"""How the rules say no.

A refusal is a value: the field that it is about ("" where it is about the whole), a sentence that says what was wrong,
and hints that say what would be right. A hint is words that hold everywhere, or a `Deed`: something else that the
person can do, which each face words in its own terms, the command line with its commands and options, the app with
its places. Whoever raises a refusal has changed nothing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Deed(NamedTuple):
    """Something else that can be done, by the name that each face has words for, and what it is done to."""

    name: str
    of: str = ""
    also: str = ""


Hint = str | Deed


class Refused(ValueError):
    """What was asked for cannot be done.

    A file may stand for the field; it and what else is in `files` are known by path, for a face that says names alone.
    """

    def __init__(self, field: object, sentence: str, *hints: Hint, files: Sequence[Path] = ()) -> None:
        """Say which field, what was wrong with it, and what would be right."""
        super().__init__(field, sentence, *hints)
        self.field = str(field)
        self.files = (*files, field) if isinstance(field, Path) else tuple(files)
        self.sentence = sentence
        self.hints = hints

    def __str__(self) -> str:
        """In words that hold everywhere; a face says the deeds as well."""
        return self.worded(unsaid)

    @property
    def why(self) -> str:
        """The same where the field stands beside it already, such as in the report on a table's cell."""
        return self.worded(unsaid, with_field=False)

    def worded(self, say: Callable[[Deed], str], *, with_field: bool = True) -> str:
        """One line in the words of a face; `say` puts a deed into them, "" where that face has no such thing."""
        return in_one_line((self.field if with_field else "", self.sentence), self.hints, say)


def in_one_line(parts: Sequence[str], hints: Sequence[Hint], say: Callable[[Deed], str]) -> str:
    """What was wrong, and behind it what would be right, where there is something to say of it."""
    wrong = ": ".join(filter(None, parts))
    right = ", or ".join(filter(None, (hint if isinstance(hint, str) else say(hint) for hint in hints)))
    if wrong.endswith((".", "?")):  # a whole sentence stands for itself
        return f"{wrong} {right[:1].upper()}{right[1:]}".rstrip()
    return ": ".join(filter(None, (wrong, right)))


def unsaid(_deed: Deed) -> str:
    """No words for a deed: the line says what holds everywhere."""
    return ""


class NeedsYes(Refused):
    """Plausible but unusual: refused until the person says that it is meant, which then does what `does` says."""

    def __init__(self, field: object, sentence: str, *hints: Hint, does: str = "saves it as it is") -> None:
        """Say what is unusual, what may be right instead, and what a yes does."""
        super().__init__(field, sentence, *hints)
        self.does = does
