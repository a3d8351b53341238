"""What is being typed of a day, apart from what is saved of it: only what was typed is saved."""

from b12track.domain.record.records import SymptomLog


class Draft:
    """What is being typed of one day of one person, from what is saved of it on."""

    def __init__(self, title: str, saved: SymptomLog | None = None) -> None:
        self.title = title
        self.saved = saved
        self.scores = dict(saved.scores) if saved is not None else {}
        self.note = saved.note if saved is not None else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return not self.scores and not self.note.strip()

    @property
    def changes(self) -> dict[str, int | None]:
        """The scores that were typed; None where one was cleared."""
        before = self.saved.scores if self.saved is not None else {}
        return {
            name: self.scores.get(name)
            for name in {**before, **self.scores}
            if self.scores.get(name) != before.get(name)
        }

    @property
    def changed_note(self) -> str | None:
        """The note, where it was typed."""
        return self.note if self.note != (self.saved.note if self.saved is not None else "") else None

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self.changes) or self.changed_note is not None
