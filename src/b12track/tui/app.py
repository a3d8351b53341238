"""The app: its screens and forms, the way between them, its keys and colours.

What always holds: one form is open at a time. What the screens show, and how it is saved, is `following`'s.
"""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import events, work
from textual._path import CSSPathType
from textual.app import SystemCommand
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from b12track.tui.actions import APP, bindings_for, commands_for
from b12track.tui.following import FollowingApp
from b12track.tui.places import FORMS, LEAVE, bring, first_mode, screens
from b12track.tui.refusals import worded
from b12track.tui.stylesheet import ReadOnce
from b12track.tui.theme import DARK, THEMES
from b12track.tui.widgets.message_line import Message
from b12track.usecases.faults import NeedsYes, Refused, StoreFault
from b12track.usecases.people import Broken, Selection
from b12track.usecases.person_file import PersonFile

T = TypeVar("T")
OURS = {theme.name: theme for theme in THEMES}
# Long enough for the first picture to be there before the statistics begin.
AFTER_FIRST_PICTURE_SECONDS = 0.05
LAYOUT_SECONDS = 0.01
# What the app gives back where the made-up year is to be opened next.
LOOK_AROUND = -1


class B12App(FollowingApp):
    """b12track on the whole terminal."""

    TITLE = "b12track"
    BINDINGS = bindings_for(APP)
    MODES = screens()
    # The first screen's style is read along with the app's, because every later one is a parse of its own.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "features/home/home.tcss"]
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None

    theme: Reactive[str] = Reactive(DARK.name)

    def __init__(
        self,
        people: Sequence[PersonFile | Broken],
        selection: Selection,
        *,
        demo: bool = False,
        theme: str = DARK.name,
    ) -> None:
        # The first screen is the first mode: a blank one before it would cost a tenth of the start.
        self.DEFAULT_MODE = first_mode([isinstance(person, PersonFile) for person in people])  # type: ignore[misc]
        super().__init__()
        self.stylesheet = ReadOnce(variables=self.stylesheet._variables)
        self.people = people
        self.selection = selection
        self.asked_now = selection.now
        self.demo = demo
        self.makes_ready = False
        if theme in OURS and theme != self.theme:
            self.theme = theme
        if len(people) == 1 and isinstance(people[0], PersonFile):
            self.begin_with(people[0])

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours alone."""
        return OURS

    # Beginning and leaving

    def on_load(self) -> None:
        gc.disable()  # one collection in the middle of the start would cost more than the whole picture

    def on_unmount(self) -> None:
        gc.unfreeze()
        gc.enable()

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def on_ready(self) -> None:
        self.set_timer(AFTER_FIRST_PICTURE_SECONDS, self._settle_in)

    def _settle_in(self) -> None:
        """What the first picture need not wait for."""
        self.complete_view()
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

    def open_person(self, person_file: PersonFile) -> None:
        """Show another person from now on."""
        self.message = Message()
        self.show(person_file)
        self.go("home")

    async def on_event(self, event: events.Event) -> None:
        """What is still typed while the app is leaving finds no screen any more."""
        is_leaving = self._exit or self._closing or not self._screen_stack
        if not (is_leaving and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    def _remember_theme(self, theme: Theme) -> None:
        from b12track.usecases.machine.preferences import choose_theme  # only once somebody chooses

        if not self.demo:
            choose_theme(theme.name)

    # What a feature asks for

    async def write_or_ask(self, deed: Callable[[bool], T]) -> T | None:
        """Run a use case that may want a yes; None where the person says no. Only from a worker."""
        try:
            return await self.write(partial(deed, False))
        except NeedsYes as unusual:
            from b12track.tui.forms.choice import confirm

            if not await confirm(self, worded(unusual), "Save it all the same", "Back, nothing is saved"):
                return None
            return await self.write(partial(deed, True))

    def go(self, mode: str) -> None:
        """Change to another screen; what was refused on this one is not said there."""
        if self.message.is_fault and self.message is not self.trouble:
            self.message = Message()
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
            self.say(worded(fault), is_fault=True)

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
