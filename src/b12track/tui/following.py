"""The one view that the screens watch: the records of whoever's file is open, as of now.

What always holds: a save runs in a thread and under the file's lock, and the view that follows is what was saved. A
change by another program shows within a second. What is being typed belongs to its widget and is never touched here.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.app import App
from textual.reactive import reactive
from textual.worker import WorkerError

from b12track.domain.typed.dates import show_time
from b12track.store.faults import StoreFault
from b12track.tui.refusals import worded
from b12track.tui.view import View
from b12track.tui.widgets.message_line import Message
from b12track.usecases.machine.remembered import FOLLOWED, is_kept
from b12track.usecases.people import look_beside
from b12track.usecases.person_file import PersonFile, Seen, saves_made

if TYPE_CHECKING:
    from b12track.usecases.machine.put_away_flags import Flags

T = TypeVar("T")
TICK_SECONDS = 1.0
_MINUTE = "%Y-%m-%d %H:%M"


class FollowingApp(App[int]):
    """An app that shows one person's file, saves into it, and follows what others save."""

    view: reactive[View | None] = reactive(None, init=False)
    message: reactive[Message] = reactive(Message(), init=False)
    demo = False

    def __init__(self) -> None:
        super().__init__()
        self._seen: Seen | None = None
        self._told_of_copies: list[str] = []
        self.trouble: Message | None = None
        self.asked_now: str | None = None

    def on_mount(self) -> None:
        self.set_interval(TICK_SECONDS, self.tick)

    # What is shown

    def begin_with(self, person_file: PersonFile) -> None:
        """The first person, before there is a screen to be told."""
        self.set_reactive(FollowingApp.view, View(person_file))
        self._seen = person_file.seen

    @property
    def open_view(self) -> View:
        """The view, for what is begun only where somebody is open."""
        assert self.view is not None, "nobody is open"
        return self.view

    def show(self, person_file: PersonFile) -> None:
        """Show what is saved of a person by now."""
        view = View(person_file)
        self._seen = person_file.seen
        same_doubts = self.view is not None and view.overview.doubts == self.view.overview.doubts
        if view.same_records(self.view) and self.view is not None and same_doubts:
            self.view = view.with_flags(self.view.flags, self.view.away)
            return
        if view.same_person(self.view) and self.view is not None:
            # The flags from before stand until the new ones are worked out, so that nothing flickers.
            view = view.with_flags(self.view.flags, self.view.away)
        self.view = view
        self.call_after_refresh(self._work_out_flags, view)

    @work(exclusive=True, group="flags")
    async def _work_out_flags(self, view: View) -> None:
        def found() -> "Flags":
            # The rules and the statistics, after the first picture.
            from b12track.usecases.machine.notices import with_notices
            from b12track.usecases.machine.put_away_flags import flags_now

            flags = flags_now(view.person_file, view.overview)
            return flags if self.demo else flags._replace(open=with_notices(flags.open))

        flags = await asyncio.to_thread(found)
        if self.view is not None and self.view.same_records(view):
            self.view = self.view.with_flags(flags.open, flags.away)

    def complete_view(self) -> None:
        """Work out the flags of the first view, which its picture did not wait for."""
        if self.view is not None and self.view.flags is None:
            self._work_out_flags(self.view)

    async def view_with_flags(self) -> View:
        """The view, once its flags are worked out; for what shows them and nothing else."""
        self.complete_view()
        for worker in [worker for worker in self.workers if worker.group == "flags"]:
            with suppress(WorkerError):  # one that gave way to a newer one
                await worker.wait()
        return self.open_view

    def look_again(self) -> None:
        """Work the flags out anew: one was put away, or brought back."""
        if self.view is not None:
            self._work_out_flags(self.view)

    # What others do

    def tick(self) -> None:
        """Look whether the file has changed, or the minute."""
        if self.view is None:
            return
        person_file, before = self.view.person_file, self.view.now
        try:
            # Tells of a file that went away or went bad, and of a copy that came to lie beside it.
            changed = person_file.file.seen() is not self._seen
            person_file.refresh()
            if changed or f"{person_file.now:{_MINUTE}}" != f"{before:{_MINUTE}}":
                self.show(person_file)
                self._merge_copies(person_file)
        except StoreFault as fault:
            self.trouble = Message(worded(fault), True)
            self.message = self.trouble
            if self.view.overview.doubts != person_file.doubts:
                self.show(person_file)  # what was last seen, and on top that it is not certain
        else:
            if self.message == self.trouble:
                self.say("The file can be read again")

    @work(thread=True, exclusive=True, group="copies")
    def _merge_copies(self, person_file: PersonFile) -> None:
        # Where another machine has changed the file as well, a syncing program leaves a copy beside it.
        try:
            lines = look_beside(person_file, merging=True)
        except StoreFault:
            return  # the file itself cannot be used, which is told where it is shown
        if lines != self._told_of_copies:
            self.call_from_thread(self._tell_of_copies, person_file, lines)

    def _tell_of_copies(self, person_file: PersonFile, lines: list[str]) -> None:
        self._told_of_copies = lines
        if self.view is not None and self.view.person_file is person_file:
            self.show(person_file)
            if lines:
                self.say(" ".join(lines))

    # What is saved and said

    async def write(self, deed: Callable[[], T], *, show: bool = True) -> T:
        """Run a use case in a thread, so that a slow disk never holds up a key; then show what it saved."""
        saved = saves_made()
        try:
            done = await asyncio.to_thread(deed)
        except StoreFault as fault:
            if not fault.comes_after(saves_made() - saved):
                raise
            self.show_saved()
            stands = f"{fault.sentence}; what was saved until then is kept: look at the list before you save it again"
            raise StoreFault(stands, *fault.hints, files=fault.files) from fault
        if show:
            self.show_saved()
        if is_kept(FOLLOWED):
            self._rewrite_followed()
        return done

    @work(thread=True, exclusive=True, group="followed")
    def _rewrite_followed(self) -> None:
        # After the picture: nobody waits for a calendar. What could not be written, Home says.
        from b12track.usecases.machine.followed_files import rewrite_followed

        rewrite_followed(self.asked_now)

    def show_saved(self) -> None:
        """Show the newest saved state."""
        if self.view is not None:
            self.show(self.view.person_file)

    def say(self, text: str, *, is_fault: bool = False) -> None:
        """One line above the keys."""
        self.message = Message(text, is_fault)

    def saved(self, what: str = "", then: str = "u undo") -> None:
        """The line after a save: for whom, when, and how to mend a slip."""
        if self.view is None:
            return
        head = f"Saved for {self.view.name} {show_time(self.view.now)}"
        self.say(" · ".join(filter(None, (head, what, then))))
