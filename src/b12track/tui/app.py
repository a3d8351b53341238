"""The app: whose file is open, the one view that the screens watch, and the way between them.

What always holds: a save runs in a thread and under the file's lock, and the view that follows is what was saved. A
change by another program shows within a second. What is being typed belongs to its widget and is never touched here.
"""

import asyncio
import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, work
from textual._path import CSSPathType
from textual.app import App, SystemCommand
from textual.reactive import Reactive, reactive
from textual.screen import Screen
from textual.theme import Theme

from b12track.domain.dates import show_time
from b12track.tui.actions import APP, bindings_for, commands_for
from b12track.tui.places import FORMS, LEAVE, bring, first_mode, screens
from b12track.tui.stylesheet import ReadOnce
from b12track.tui.theme import DARK, THEMES
from b12track.tui.view import View
from b12track.tui.widgets.message_line import Message
from b12track.usecases.desk import Desk
from b12track.usecases.faults import NeedsYes, Refused, StoreFault
from b12track.usecases.people import Broken, Selection, look_beside

if TYPE_CHECKING:
    from b12track.usecases.put_away import Flags

T = TypeVar("T")
OURS = {theme.name: theme for theme in THEMES}
TICK_SECONDS = 1.0
# Long enough for the first picture to be there before the statistics begin.
AFTER_FIRST_PICTURE_SECONDS = 0.05
LAYOUT_SECONDS = 0.01
_MINUTE = "%Y-%m-%d %H:%M"
# What the app gives back where the made-up year is to be opened next.
LOOK_AROUND = -1


class B12App(App[int]):
    """b12track on the whole terminal."""

    TITLE = "b12track"
    BINDINGS = bindings_for(APP)
    MODES = screens()
    # The first screen's style is read along with the app's, because every later one is a parse of its own.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "features/home/home.tcss"]
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None

    theme: Reactive[str] = Reactive(DARK.name)
    view: reactive[View | None] = reactive(None, init=False)
    message: reactive[Message] = reactive(Message(), init=False)

    def __init__(
        self,
        people: Sequence[Desk | Broken],
        selection: Selection,
        *,
        demo: bool = False,
        theme: str = DARK.name,
    ) -> None:
        # The first screen is the first mode: a blank one before it would cost a tenth of the start.
        self.DEFAULT_MODE = first_mode([isinstance(person, Desk) for person in people])  # type: ignore[misc]
        super().__init__()
        self.stylesheet = ReadOnce(variables=self.stylesheet._variables)
        self.people = people
        self.selection = selection
        self.demo = demo
        self.makes_ready = False
        self._stamp: object = None
        self._told_of_copies: list[str] = []
        self._trouble: Message | None = None
        if theme in OURS and theme != self.theme:
            self.theme = theme
        if len(people) == 1 and isinstance(people[0], Desk):
            self._stamp = people[0].file.stamp()
            self.set_reactive(B12App.view, View(people[0]))

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours alone."""
        return OURS

    # Whose file is open

    def on_load(self) -> None:
        gc.disable()  # one collection in the middle of the start would cost more than the whole picture

    def on_unmount(self) -> None:
        gc.unfreeze()
        gc.enable()

    def on_mount(self) -> None:
        self.set_interval(TICK_SECONDS, self.tick)
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def on_ready(self) -> None:
        self.set_timer(AFTER_FIRST_PICTURE_SECONDS, self._settle_in)

    def _settle_in(self) -> None:
        """What the first picture need not wait for."""
        if self.view is not None and self.view.flags is None:
            self._work_out_flags(self.view)
        if self.makes_ready:
            self._make_ready()
        else:
            gc.enable()

    @work(group="ready")
    async def _make_ready(self) -> None:
        from b12track.tui.warming import warm

        await warm(self)

    def look_around(self) -> None:
        """Leave, to come back in the made-up year."""
        self.exit(LOOK_AROUND)

    def open_person(self, desk: Desk) -> None:
        """Show another person from now on."""
        self.message = Message()
        self._show(desk)
        self.go("home")

    def _show(self, desk: Desk) -> None:
        self._stamp = desk.file.stamp()
        view = View(desk)
        if view.same_records(self.view) and self.view is not None:
            self.view = view.with_flags(self.view.flags, self.view.away)
            return
        if view.same_person(self.view) and self.view is not None:
            # The flags from before stand until the new ones are worked out, so that nothing flickers.
            view = view.with_flags(self.view.flags, self.view.away)
        self.view = view
        self.call_after_refresh(self._work_out_flags, view)

    @work(thread=True, exclusive=True, group="flags")
    def _work_out_flags(self, view: View) -> None:
        # The rules and the statistics, after the first picture.
        from b12track.usecases.put_away import flags_now

        flags = flags_now(view.desk, view.overview)
        self.call_from_thread(self._take_flags, view, flags)

    def _take_flags(self, view: View, flags: "Flags") -> None:
        if self.view is not None and self.view.same_records(view):
            self.view = self.view.with_flags(flags.open, flags.away)

    def look_again(self) -> None:
        """Work the flags out anew: one was put away, or brought back."""
        if self.view is not None:
            self._work_out_flags(self.view)

    async def on_event(self, event: events.Event) -> None:
        """What is still typed while the app is leaving finds no screen any more."""
        is_leaving = self._exit or self._closing or not self._screen_stack
        if not (is_leaving and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    def tick(self) -> None:
        """Look whether the file has changed, or the minute."""
        if self.view is None:
            return
        desk, before = self.view.desk, self.view.now
        try:
            desk.file.read()  # tells of a file that went away or went bad
            changed = desk.file.stamp() != self._stamp
            desk.refresh()
            if changed or f"{desk.now:{_MINUTE}}" != f"{before:{_MINUTE}}":
                self._show(desk)
                self._merge_copies(desk)
        except StoreFault as fault:
            self._trouble = Message(str(fault), True)
            self.message = self._trouble
        else:
            if self.message == self._trouble:
                self.say("The file can be read again")

    @work(thread=True, exclusive=True, group="copies")
    def _merge_copies(self, desk: Desk) -> None:
        # Where another machine has changed the file as well, a syncing program leaves a copy beside it.
        try:
            lines = look_beside(desk, merging=True)
        except StoreFault:
            return  # the file itself cannot be used, which is told where it is shown
        if lines != self._told_of_copies:
            self.call_from_thread(self._tell_of_copies, desk, lines)

    def _tell_of_copies(self, desk: Desk, lines: list[str]) -> None:
        self._told_of_copies = lines
        if self.view is not None and self.view.desk is desk:
            self._show(desk)
            if lines:
                self.say(" ".join(lines))

    def _remember_theme(self, theme: Theme) -> None:
        from b12track.usecases.preferences import choose_theme  # only once somebody chooses

        if not self.demo:
            choose_theme(theme.name)

    # What a feature asks for

    async def write(self, deed: Callable[[], T], *, show: bool = True) -> T:
        """Run a use case in a thread, so that a slow disk never holds up a key; then show what it saved."""
        done = await asyncio.to_thread(deed)
        if show:
            self.show_saved()
        return done

    def show_saved(self) -> None:
        """Show the newest saved state."""
        if self.view is not None:
            self._show(self.view.desk)

    async def write_or_ask(self, deed: Callable[[bool], T]) -> T | None:
        """Run a use case that may want a yes; None where the person says no. Only from a worker."""
        try:
            return await self.write(partial(deed, False))
        except NeedsYes as unusual:
            from b12track.tui.features.forms.choice import confirm

            if not await confirm(self, str(unusual), "Save it all the same", "Back, nothing is saved"):
                return None
            return await self.write(partial(deed, True))

    def say(self, text: str, *, is_fault: bool = False) -> None:
        """One line above the keys."""
        self.message = Message(text, is_fault)

    def saved(self, what: str = "", then: str = "u undo") -> None:
        """The line after a save: for whom, when, and how to mend a slip."""
        if self.view is None:
            return
        head = f"Saved for {self.view.name} {show_time(self.view.now)}"
        self.say(" · ".join(filter(None, (head, what, then))))

    def go(self, mode: str) -> None:
        """Change to another screen."""
        self.switch_mode(mode)

    def open(self, form: str, **asked: Any) -> None:
        """Open a form, unless one is open or about to be: of two keys in one breath the second finds it so.

        Only whether to leave may be asked over a form.
        """
        there = {worker.name for worker in self.workers if worker.group == "form" and not worker.is_finished}
        if not there or (form == LEAVE and LEAVE not in there):
            self.run_worker(self._bring(form, asked), name=form, group="form")

    async def _bring(self, form: str, asked: Mapping[str, Any]) -> None:
        """Open a form and wait until it is done with."""
        try:
            await bring(FORMS[form])(self, **asked)
        except (Refused, StoreFault) as fault:
            self.say(str(fault), is_fault=True)

    # Keys and the palette

    def delay_update(self, delay: float = 0.05) -> None:
        """Show another screen as soon as it is laid out: Textual's own wait is longer than the whole picture takes."""
        super().delay_update(min(delay, LAYOUT_SECONDS))
        # And draw it then, rather than at the next turn of Textual's clock, which takes as long as drawing.
        self.set_timer(min(delay, LAYOUT_SECONDS), self._draw)

    def _draw(self) -> None:
        if self._screen_stack:  # none is left while the app leaves
            self.screen._on_timer_update()

    def action_go(self, mode: str) -> None:
        self.go(mode)

    def action_open(self, form: str) -> None:
        self.open(form)

    async def action_quit(self) -> None:
        """Leave at once, or where something is not saved ask first."""
        from b12track.tui.leaving import unsaved

        if unsaved(self):
            self.open(LEAVE)
        else:
            self.exit()

    def action_command_palette(self) -> None:
        from b12track.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The focus moves before there is anybody, too; only what leads to somebody's records waits."""
        leads = action in ("go", "open", "there") and parameters not in (("help",), ("people",))
        return self.view is not None or not leads

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette: the same table as the keys."""
        for title, said, does in commands_for(self.current_mode):
            if self.view is not None or does in ("quit", "change_theme"):
                yield SystemCommand(title, said, partial(self.run_action, does))

    async def action_there(self, mode: str, does: str) -> None:
        """Go to a screen and do what it can."""
        await self.switch_mode(mode)
        await self.screen.run_action(does)
