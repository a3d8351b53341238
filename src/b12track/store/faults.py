"""How the store says that a data file cannot be used.

Each is one line for a person: what was wrong, what became of the file, and what to do. Whoever raises a
`StoreFault` has left the saved state as it was; trouble that shows only after the new state is in place is
not a fault but the `warning` of what was saved. `NothingLeft` and `UndoConflict` are no faults of the file:
the caller turns them into refusals.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from b12track.domain.record.faults import Deed, Hint, in_one_line, unsaid


class StoreFault(Exception):
    """The data file cannot be used; the sentence says why, and the hints where to turn, as in a refusal.

    `why` is the cause alone, for who says the rest in other words. The files and folders whose paths stand in the
    sentence are named, for a face that says names alone.
    """

    def __init__(self, sentence: str, *hints: Hint, why: str = "", files: Sequence[Path] = ()) -> None:
        """Say it in one line."""
        super().__init__(sentence, *hints)
        self.sentence, self.hints, self.why, self.files = sentence, hints, why or sentence, tuple(files)

    def __str__(self) -> str:
        return self.worded(unsaid)

    def comes_after(self, saves: int) -> bool:
        """Say whether it came after so many saves as something else: then those are to be told beside it."""
        return saves > 0

    def worded(self, say: Callable[[Deed], str]) -> str:
        """One line in the words of a face, as a refusal's."""
        return in_one_line((self.sentence,), self.hints, say)


class Missing(StoreFault):
    """A file that was named is not there."""


class Exists(StoreFault):
    """A file was to be made where there is one already."""


class Unreadable(StoreFault):
    """The file is damaged, not ours, of a newer version or closed to us; it was kept as it is."""


def link_leads_nowhere(link: Path) -> Unreadable:
    """The fault of a link on the way to the files whose target is not there: what it led to is not known to be gone."""
    why = f"{link} is a link to what is not there now"
    return Unreadable(
        f"{why}, so nobody can tell who is entered; nothing was made",
        "connect the disk that it leads to, or remove the link if it is not wanted",
        why=why,
        files=[link],
    )


class WriteFailed(StoreFault):
    """Nothing was saved; the state before is intact."""

    def comes_after(self, saves: int) -> bool:  # noqa: ARG002  # it speaks of the save itself
        """Say no: whatever was saved before was something else, such as a copy that was merged on the way."""
        return False


class Busy(WriteFailed):
    """Another b12track held the file for longer than anyone should wait."""


class NothingLeft(Exception):
    """There is no change to take back, or none to bring back."""


class Untraceable(NothingLeft):
    """There is a change to take back, but the journal here does not know it."""


class UndoConflict(Exception):
    """A change cannot be taken back, because what it touched is no longer as it left it."""


class Unknown(Exception):
    """The journal does not lead back so far; the message says why."""


def reason(error: BaseException) -> str:
    """Return what the system said, without its number and paths."""
    said = getattr(error, "strerror", None)
    return said.lower() if said else str(error) or type(error).__name__


class Unmergeable(Exception):
    """Two files cannot be made one, because what came of it would not be valid; both are as they were."""
