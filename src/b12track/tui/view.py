"""One person as of now, as the screens show it.

A view never changes; a new one takes its place. Two views are the same only if they are one and the same, because
comparing fifty years of logs at every minute would cost more than showing them.
"""

from datetime import date, datetime

from b12track.domain.record.records import Record
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import Overview
from b12track.usecases.look.overview import look
from b12track.usecases.person_file import PersonFile


class View:
    """A person's person_file, what it showed at one moment, and the flags once they are worked out."""

    __slots__ = ("_snapshot", "away", "flags", "overview", "person_file")

    def __init__(self, person_file: PersonFile) -> None:
        self.person_file = person_file
        person_file.keeps_last = True  # a file that goes away leaves what was on show
        self._snapshot = person_file.snapshot()
        self.overview: Overview = look(person_file)
        self.flags: tuple[Flag, ...] | None = None
        self.away: tuple[Flag, ...] = ()

    def with_flags(self, flags: tuple[Flag, ...] | None, away: tuple[Flag, ...] = ()) -> "View":
        """The same moment with its flags: those that are open, and those that were put away."""
        view = object.__new__(View)
        view.person_file, view._snapshot, view.overview = self.person_file, self._snapshot, self.overview
        view.flags, view.away = flags, away
        return view

    def same_records(self, other: "View | None") -> bool:
        """Whether nothing but the time of day differs."""
        return other is not None and self._snapshot is other._snapshot and self.today == other.today

    def tells_only_flags(self, before: "View | None") -> bool:
        """Whether it is the view before with other flags: what shows none of them need not be drawn anew."""
        return before is not None and self is not before and self.overview is before.overview

    def same_person(self, other: "View | None") -> bool:
        """Whether both are of one person."""
        return other is not None and self.person_file is other.person_file

    @property
    def record(self) -> Record:
        """Everything that is known of the person."""
        return self.overview.record

    @property
    def now(self) -> datetime:
        """The moment, in the person's zone."""
        return self.overview.now

    @property
    def today(self) -> date:
        """The date that it is for the person."""
        return self.overview.today

    @property
    def name(self) -> str:
        """The person's name."""
        return self.overview.record.person.name
