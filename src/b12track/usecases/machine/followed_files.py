"""Files that follow the records: a calendar or a page for a phone, rewritten where their content changed.

How it goes: `follow` remembers a file that was written, on this machine; after every save, from whichever face, and
by the daily check, `rewrite_followed` makes each anew from the newest state and puts it in place if it differs.

What always holds: the save stands, whatever becomes of a followed file. A file that is no longer the one b12track
wrote there is left alone. What could not be written is told in a sentence and tried again. Two programs that save at
one time write one after the other, each from the newest state.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from b12track import paths
from b12track.domain.record.faults import Refused
from b12track.store.disk.sidecars import this_machines_folder
from b12track.store.faults import StoreFault, reason
from b12track.usecases.contents import content_of
from b12track.usecases.machine.remembered import FOLLOWED, is_kept, recall, remember
from b12track.usecases.output_files import refuse_to_replace
from b12track.usecases.people import Broken, people_in
from b12track.usecases.person_file import PersonFile

if TYPE_CHECKING:
    from b12track.reports.marks import Marked

_PLACE = FOLLOWED
CALENDAR, PAGE = "ics", "share"
NOUNS = {CALENDAR: "calendar", PAGE: "page"}
_NOT_OURS = "the file there now is not the one b12track wrote, so it was left alone"


class Followed(NamedTuple):
    """A file that follows: what it is, whose records it is made from (a person's file, or the folder with everybody's),
    the mark of whose it is, and why it could not be written last time, if it could not."""

    target: Path
    format: str
    data: Path
    of_everybody: bool
    owner: str
    trouble: str = ""

    @property
    def noun(self) -> str:
        """What people call it."""
        return NOUNS[self.format]


def followed_files() -> list[Followed]:
    """The files that follow on this machine."""
    kept = recall(_PLACE).get("files")
    return [found for raw in kept if (found := _read(raw))] if isinstance(kept, list) else []


def follow(format: str, target: Path, data: Path | None = None) -> None:
    """Let a file that was just written follow one person's file, or without one everybody's in the data folder."""
    target = target.absolute()
    owner = _owner_of(format)(content_of(target) or b"")
    followed = Followed(target, format, (data or paths.data_folder()).absolute(), data is None, owner)
    try:
        _keep([*(each for each in followed_files() if each.target != target), followed])
    except OSError as error:
        why = error.strerror or error
        raise Refused(target, f"was written, but b12track cannot keep it up to date: {why}") from None


def unfollow(target: Path) -> bool:
    """Forget a file; it stays as it is. Says whether it was followed; OSError."""
    target = target.absolute()
    before = followed_files()
    after = [each for each in before if each.target != target]
    if len(after) != len(before):
        _keep(after)
    return len(after) != len(before)


def rewrite_followed(asked_now: str | None = None) -> list[Followed]:
    """Bring every followed file up to date; those that could not be written, each with why."""
    if not is_kept(_PLACE) or not followed_files():
        return []
    from b12track.store.disk.lock import Lock

    try:
        with Lock(this_machines_folder() / f"{_PLACE}.lock"):
            before = followed_files()
            after = [_rewrite(each, asked_now) for each in before]
            if after != before:
                _keep(after)
    except (StoreFault, OSError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        return [each._replace(trouble=why) for each in followed_files()]
    return [each for each in after if each.trouble]


def told_beside_a_save(followed: Followed) -> str:
    """What stands beside the answer to a save whose followed file could not be written."""
    return (
        f"warning: {followed.target}: the {followed.noun} could not be written: {followed.trouble}; "
        "your entry is saved"
    )


def troubles() -> list[str]:
    """What Home says of followed files that could not be written, a sentence each."""
    return [
        f"The {each.noun} {each.target.name} could not be brought up to date: {each.trouble}. "
        "It is tried again with the next save."
        for each in followed_files()
        if each.trouble
    ]


def _rewrite(followed: Followed, asked_now: str | None) -> Followed:
    previous = content_of(followed.target)
    if previous is not None and _owner_of(followed.format)(previous) != followed.owner:
        return followed._replace(trouble=_NOT_OURS)
    try:
        made = _make(followed, previous or b"", asked_now)
    except StoreFault:
        return followed._replace(trouble="the records it is made from cannot be read")
    why = _put(followed.target, made.data) if made.data != previous else ""
    return followed._replace(owner=followed.owner if why else made.owner, trouble=why)


def _make(followed: Followed, previous: bytes, asked_now: str | None) -> "Marked":
    """What the file is to hold by now."""
    of_one = not followed.of_everybody
    people: list[PersonFile | Broken]
    people = [PersonFile(followed.data, asked_now)] if of_one else people_in(followed.data, asked_now)
    if followed.format == PAGE:
        from b12track.usecases.transfer.share import page_of

        return page_of(people, previous, asked_now, of_one=of_one)
    from b12track.usecases.transfer.calendars import calendar_of, calendar_of_all

    only = people[0] if of_one else None
    return calendar_of(only, previous) if isinstance(only, PersonFile) else calendar_of_all(people, previous)


def _owner_of(format: str) -> Callable[[bytes], str]:
    if format == CALENDAR:
        from b12track.reports.ics.calendar import owner_of
    else:
        from b12track.reports.share import owner_of
    return owner_of


def _put(target: Path, data: bytes) -> str:
    """Put the file in place for its owner alone; why not, if that cannot be."""
    from b12track.store.disk import disk, saving

    real = disk.real(target)
    # A name that the programs which keep a folder in step with other machines leave alone.
    half = real.with_name(f"~syncthing~b12track-{real.name}.tmp")
    try:
        if not real.parent.is_dir():
            return "its folder is not there"
        if real.exists() and not real.is_file():
            return "something else has taken its place"
        refuse_to_replace(None, target)
        saving.put(real, data, half)
    except Refused:
        return "a file with somebody's records has taken its place"
    except StoreFault as fault:
        return "the disk is full" if "the disk is full" in str(fault) else reason(fault.__cause__ or fault)
    except OSError as error:
        return reason(error)
    return ""


def _keep(files: Sequence[Followed]) -> None:
    remember(
        _PLACE,
        {
            "files": [
                {**each._asdict(), "target": os.fspath(each.target), "data": os.fspath(each.data)}
                for each in files
            ]
        },
    )


def _read(raw: Any) -> Followed | None:
    """One file as it was kept; none where what was kept is no such thing."""
    try:
        kept = Followed(**{**raw, "target": Path(raw["target"]), "data": Path(raw["data"])})
    except (TypeError, KeyError, ValueError):
        return None
    return kept if kept.format in NOUNS and isinstance(kept.trouble, str) else None
