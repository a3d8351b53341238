"""The daily check: everybody at once, in one note, discreet unless names were asked for.

What always holds: what is not certain is said before anything else; that the check failed is said too, and remembered.
Who has no plan is nobody's reminder: it is said when the reminder is installed and asked about, not every morning.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from b12track import paths
from b12track.domain.wording.text import capital
from b12track.usecases.look.everybody import NO_PLAN, UNUSABLE, Seen, check_code, see, told, wanted_only
from b12track.usecases.machine.followed_files import rewrite_followed
from b12track.usecases.machine.reminders import notifiers
from b12track.usecases.machine.reminders.setting import Run, keep_run, last_run
from b12track.usecases.people import Broken, Selection, named_file, open_all, people_in
from b12track.usecases.person_file import PersonFile

FAILED = "the daily check failed; open b12track to look"
GONE = "the records were not found where they used to be"
IT_RAN, NOT_CERTAIN = 0, UNUSABLE


class Note(NamedTuple):
    """What is said on the desktop: one line that names nobody, and a line a person where names were asked for."""

    said: str
    lines: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The line with whose it is."""
        return f"b12track: {self.said}"


class Checked(NamedTuple):
    """What came of a check."""

    code: int
    note: Note | None
    run: Run


def run_check(selection: Selection, now: datetime, *, within_days: int = 0, names: bool = False) -> Checked:
    """Look at everybody, say it, and bring what is followed up to date; `now` is the machine's."""
    before = last_run()
    try:
        seen = see(_people(selection))
        is_gone = not seen and before is not None and before.people > 0
        note = Note(GONE) if is_gone else note_of(seen, within_days, names=names)
        uncertain = is_gone or any(check_code(each) == UNUSABLE for each in seen)
        # How many they were is kept, so that tomorrow they are still missed.
        people = before.people if is_gone and before is not None else len(seen)
        run = Run(now, NOT_CERTAIN if uncertain else IT_RAN, note.said if note else "", people)
        rewrite_followed(selection.now)
    except Exception as fault:  # whatever it was: who relies on the check must hear that it failed
        note, people = Note(FAILED), before.people if before is not None else 0
        run = Run(now, NOT_CERTAIN, FAILED, people, failed=type(fault).__name__)
    if note is not None:
        run = run._replace(unsaid=notifiers.notify(note.title, note.lines))
    try:
        keep_run(run)
    except OSError as error:
        run = run._replace(unsaid=run.unsaid or f"the run could not be remembered: {error.strerror or error}")
    return Checked(run.code, note, run)


def note_of(people: Sequence[Seen], within_days: int, *, names: bool) -> Note | None:
    """One note about everybody, or none where there is nothing to say."""
    wanted = [seen for seen in wanted_only(list(people), within_days) if check_code(seen) != NO_PLAN]
    if not wanted:
        return None
    states = {_state(seen) for seen in wanted}
    said = next((words for state, words in _SAID.items() if state in states), "")
    if "not certain" in states and said:
        said = f"{said}, and not everything is certain"
    lines = tuple(line for seen in wanted for line in told(seen)) if names else ()
    return Note(said or "it is not certain whether something is due", lines)


_SAID = {
    "due": "something is due",
    "to confirm": "something needs to be confirmed",
    "soon": "something is due soon",
}


def _state(seen: Seen) -> str:
    overview = seen.overview
    if overview is None or check_code(seen) == UNUSABLE:
        return "not certain"
    if overview.status.name in ("due", "late", "overdue"):
        return "due"
    return "to confirm" if overview.course is not None and overview.course.to_confirm else "soon"


def without_plan(selection: Selection) -> list[str]:
    """Who has no plan, so that there is nothing to be reminded of."""
    return [seen.name for seen in see(_people(selection)) if check_code(seen) == NO_PLAN]


def in_words(checked: Checked) -> str:
    """What a check found, as it is read aloud."""
    if checked.note is None:
        return (
            "The check ran: nothing is due, as far as the records say."
            if checked.run.people
            else ("The check ran: nobody is entered yet.")
        )
    return "\n".join((f"{capital(checked.note.said)}.", *checked.note.lines))


def _people(selection: Selection) -> list[PersonFile | Broken]:
    """Everybody, whatever file is named for every other command; the file alone where this command names one."""
    if selection.file is not None:
        named_file(selection)
        return open_all(selection)
    return people_in(paths.data_folder(), selection.now)
