"""One person's file, opened at one moment: what every use case works on.

It reads whole saved states and saves changes; the record it hands out decodes its daily logs only when somebody looks
at them, because most commands never do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast, overload

from b12track import clock
from b12track.domain.record import loading
from b12track.domain.record.records import KINDS, Person, Record
from b12track.domain.rules.doubt import Doubt, file_missing, file_unreadable, in_two_files
from b12track.store.datafile import Datafile
from b12track.store.disk import disk
from b12track.store.edits import Change
from b12track.store.faults import Missing, StoreFault
from b12track.store.file.snapshot import Snapshot, documents_in
from b12track.store.opened import Seen
from b12track.store.outcomes import Saved

__all__ = ["LazySequence", "PersonFile", "Saved", "Seen", "Work", "record_of", "saves_made"]

T = TypeVar("T")
Work = Callable[[Snapshot, Record], Change]


class PersonFile:
    """A person's data file and the moment that counts as now.

    What it shows is what this machine can see: conflict copies beside the file are merged in memory. `record`, `doubts`
    and `snapshot` look whether there is something newer; `seen` is of the last look and `name` of that or of the save
    after it, so that one answer is of one state. `lost` is why the last look found no file that can be used.

    A newcomer's file is made by their first save, and only if that is not refused: a slip leaves nothing behind.
    Where it `keeps_last`, a file that goes away or goes bad leaves the last state to look at; a save is refused.
    """

    def __init__(self, path: Path, asked_now: str | None = None, newcomer: Person | None = None) -> None:
        self.path = path
        self.file = Datafile(path, now=clock.machine_now, check=_check)
        self.created = False
        self.keeps_last = False
        self.told: list[str] = []
        self.lost: StoreFault | None = None
        self._last: Seen | None = None
        self._blank: Snapshot | None = None
        if newcomer is not None:
            self._blank = self.file.blank(loading.dump(newcomer))
        self._asked_now = asked_now
        self._record: tuple[Snapshot, Record] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Look anew and take the moment anew: in the app time goes on, and a person's zone may change."""
        try:
            zone = self.snapshot().person.get("timezone")
        except Missing:
            if self._last is not None:
                raise
            zone = None  # the file is still to be made
        self.now: datetime = clock.now_for(zone, self._asked_now)

    @property
    def today(self) -> date:
        """The date that it is for this person."""
        return self.now.date()

    @property
    def name(self) -> str:
        """The person's name."""
        state = self.file.just_saved or (self._last.snapshot if self._last is not None else self.snapshot())
        return str(state.person["name"])

    def snapshot(self) -> Snapshot:
        """The newest saved state; a newcomer's is blank until the first save."""
        if self._blank is not None and not self.file.exists():
            return self._blank
        try:
            self._last, self.lost = self.file.seen(), None
        except StoreFault as fault:
            if not self.keeps_last or self._last is None:
                raise
            self.lost, name = fault, str(self._last.snapshot.person["name"])
            doubt = file_missing(name) if isinstance(fault, Missing) else file_unreadable(name, fault.why)
            self._last = self._last._replace(doubts=(doubt,))
        return self._last.snapshot

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about what this machine sees of the person."""
        self.snapshot()
        return self.doubts_seen

    @property
    def doubts_seen(self) -> tuple[Doubt, ...]:
        """The same of what was seen last, and which other file beside it has the person's record as well."""
        if self._last is None:
            return ()
        twins = self.file.twins() if self.lost is None else ()
        return (*self._last.doubts, *(in_two_files(self.name, self.path.name, twin.name) for twin in twins))

    @property
    def seen(self) -> Seen | None:
        """What was seen last: the state, the copies that are in it, what both sides changed; None of a newcomer."""
        return self._last

    def record(self) -> Record:
        """The newest saved state, as values."""
        snapshot = self.snapshot()
        if self._record is None or self._record[0] is not snapshot:
            self._record = (
                snapshot,
                record_of(snapshot, self._record[1] if self._record is not None else None),
            )
        return self._record[1]

    def save(self, work: Work) -> Saved:
        """Save what `work` makes of the newest state, with no other program in between."""
        if self._blank is not None and not self.file.exists():
            work(self._blank, record_of(self._blank))  # whatever it refuses is refused before there is a file
            self.file.create(self._blank.person)
            self.created = True
        elif self.file.copies():
            # What was shown, and may be changed now, had them in it.
            from b12track.usecases.transfer.merge import merge_copies

            self.told += merge_copies(self)
        last = self._record[1] if self._record is not None else None
        return self.file.change(lambda snapshot: work(snapshot, record_of(snapshot, last)))

    def make(self, work: Callable[[Snapshot, Record], tuple[T, Change]]) -> tuple[T, Saved]:
        """Save as above, and give back what `work` made on the state that was saved over."""

        def change(snapshot: Snapshot, record: Record) -> Change:
            made, change = work(snapshot, record)
            return change._replace(made=made)

        saved = self.save(change)
        return cast("T", saved.made), saved

    def new_id(self, snapshot: Snapshot, kind: str) -> str:
        """An id that no record of this kind has."""
        from b12track.domain.record import ids  # who only looks makes none

        return ids.new_id(kind, _Taken(snapshot, kind))


class _Taken:
    """The ids of one kind, asked one by one."""

    def __init__(self, snapshot: Snapshot, kind: str) -> None:
        self._snapshot, self._kind = snapshot, kind

    def __contains__(self, id: object) -> bool:
        return self._snapshot.get(self._kind, str(id)) is not None


def saves_made() -> int:
    """How many saves this run has put in place, whatever became of the answer."""
    return len(disk.put_in_place)


def record_of(snapshot: Snapshot, last: Record | None = None) -> Record:
    """The values of a saved state; each kind is decoded when it is first looked at.

    What is the same in the record that was looked at last is shared with it: fifty years of logs are neither decoded
    nor kept twice because of the one of today.
    """
    return Record(
        loading.load("person", snapshot.person),
        **{kind: LazySequence(snapshot, kind, getattr(last, kind, ())) for kind in KINDS},
    )


class LazySequence(Sequence[Any]):
    """The records of one kind, decoded when they are first looked at."""

    def __init__(self, snapshot: Snapshot, kind: str, last: Sequence[Any] = ()) -> None:
        self._snapshot, self._kind = snapshot, kind
        self._values: tuple[Any, ...] | None = None
        # The values of each table by its bytes: of the record before, until these are looked at.
        self._known: Mapping[bytes, tuple[Any, ...]] = last._known if isinstance(last, LazySequence) else {}

    def _loaded(self) -> tuple[Any, ...]:
        if self._values is None:
            pieces = self._snapshot.pieces(self._kind)
            known = self._known
            self._known = {
                piece: known[piece] if piece in known else loading.load_all(self._kind, documents_in(piece))
                for piece in pieces
            }
            self._values = tuple(value for piece in pieces for value in self._known[piece])
        return self._values

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._loaded()[index]

    def __len__(self) -> int:
        return len(self._loaded())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._loaded())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._loaded() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._kind)


def _check(raw: dict[str, Any]) -> None:
    from b12track.domain.record import document

    document.refuse_invalid(raw)
