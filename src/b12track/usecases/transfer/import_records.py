"""Bringing records from a file into a person's file, whatever the file's format.

What always holds: all of it or nothing, unless it was said that what is refused stays out; one change, which one undo
takes back; a file that is not there is begun only once it is certain that something comes in. Another person's
records come in only where that was said, and never with that person's name.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from b12track.domain.record import document, loading
from b12track.domain.record.faults import Deed
from b12track.domain.record.records import Record
from b12track.domain.rules.unusual import amount_doubts
from b12track.domain.wording.text import folded
from b12track.store.edits import Change
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.contents import another_persons
from b12track.usecases.people import FIRST_NAME, Selection, begin, existing
from b12track.usecases.transfer.compare import (
    Entry,
    Mapped,
    Merged,
    Outcome,
    Progress,
    Raw,
    Row,
    merge,
    refusal,
    silent,
)


class Brought(NamedTuple):
    """The records of a file as far as they are valid; how its columns are understood; what was read off it.

    Where it `is_foreign`, another program wrote it, and a person looks at what it becomes before it comes in.
    """

    entries: Sequence[Entry | Row]
    mapped: tuple[Mapped, ...] = ()
    remarks: tuple[str, ...] = ()
    is_foreign: bool = False


class Source(NamedTuple):
    """What is to come in: from which file, whose it is if that is said, and its records.

    They are asked for once it is known what is here: `brought` is given the record and its raw document.
    """

    name: str
    owner: str | None
    person: Raw | None
    brought: Callable[[Record, Raw], Brought]
    remarks: tuple[str, ...] = ()


class Choices(NamedTuple):
    """What was said about how to take it in."""

    replace: bool = False
    dry_run: bool = False
    yes: bool = False
    as_another: bool = False
    skip_refused: bool = False
    progress: Progress = silent


class Imported(NamedTuple):
    """What came of an import; nothing is saved in a dry run. `other_name` is whose document it is, if not ours."""

    name: str
    rows: tuple[Row, ...]
    saved: Saved | None
    created: Path | None
    other_name: str = ""
    remarks: tuple[str, ...] = ()
    mapped: tuple[Mapped, ...] = ()
    is_foreign: bool = False

    def counted(self, outcome: Outcome) -> Counter[str]:
        """How many records had this outcome, by kind."""
        return Counter(row.kind for row in self.rows if row.outcome == outcome)


def take_in(selection: Selection, source: Source, choices: Choices) -> Imported:
    """Bring records into the file that is meant; a file that is not there is begun for the person named."""
    person_file = existing(selection)
    theirs = source.owner
    name: str = person_file.name if person_file is not None else selection.person or theirs or FIRST_NAME
    other_name = theirs if theirs is not None and folded(theirs) != folded(name) else ""
    if other_name and not choices.as_another and not choices.dry_run:
        raise another_persons(source.name, other_name, name, is_there=person_file is not None)
    person = source.person if not other_name else None
    what = f"import of {source.name}"

    def compare(ours: Raw, record: Record) -> tuple[Brought, Merged]:
        brought = source.brought(record, ours)
        merged = merge(ours, brought.entries, person, replace=choices.replace, progress=choices.progress)
        if merged.refused and not choices.dry_run and not choices.skip_refused:
            raise refusal(source.name, merged.refused)
        return brought, merged

    def work(snapshot: Snapshot, record: Record) -> tuple[tuple[Brought, Merged], Change]:
        found = compare(snapshot.exchange(), record)
        return found, Change(what, found[1].edits)

    saved, created = None, None
    if person_file is None:
        # Nothing is there to be changed by others, so what is found now is what comes in.
        nobody = {"format": document.FORMAT, "version": document.VERSION, "person": {"name": name}}
        brought, merged = compare(nobody, document.load(nobody))
        if not choices.dry_run and (merged.edits or person is not None):
            person_file = begin(selection, name)
            saved = person_file.save(lambda _snapshot, _record: Change(what, merged.edits))
            created = person_file.path
    elif choices.dry_run:
        brought, merged = compare(person_file.snapshot().exchange(), person_file.record())
    else:
        (brought, merged), saved = person_file.make(work)
    remarks = (*source.remarks, *brought.remarks)
    return Imported(
        name, merged.rows, saved, created, other_name, remarks, brought.mapped, brought.is_foreign
    )


def doubted(row: Entry | Row, record: Record) -> Entry | Row:
    """A row as it is; a dose far from the plan's, by a mistaken unit or decimal mark, until somebody says it was so."""
    if isinstance(row, Row) or row.kind != "injections":
        return row
    doubts = amount_doubts(loading.load(row.kind, row.raw), record)
    return Row(row.kind, "", "refused", doubts[0], row.where, (Deed("was so", "so"),)) if doubts else row
