"""The app: its screens and forms, the way between them, its keys and colours.

What the screens show, and how it is saved, is `following`'s; what is done and asked `deeds`'; in which order keys are
taken `typing_ahead`'s; when memory is looked through `tidying`'s. This module knows no screen and no form: it finds
them by their places when they are opened, so that every one of them may know the app.
"""

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.types import CSSPathType

from b12track.tui.actions import APP, Command, bindings_for, commands_for
from b12track.tui.places import DEEDS, FORMS, LEAVE, MODES, bring, first_mode, screens
from b12track.tui.textual_gaps.layout_once import OwnStyles
from b12track.tui.textual_gaps.quiet_crash import QuietCrash
from b12track.tui.textual_gaps.stops import StopsBetweenTurns
from b12track.tui.textual_gaps.strips import are_lighter
from b12track.tui.textual_gaps.stylesheet import ReadOnce
from b12track.tui.theme import DARK, THEMES
from b12track.tui.tidying import TidyingApp
from b12track.tui.typing_ahead import TypingAheadApp
from b12track.tui.widgets.message_line import Message
from b12track.usecases.machine.keymap import Keymap
from b12track.usecases.people import Broken, Selection
from b12track.usecases.person_file import PersonFile

OURS = {theme.name: theme for theme in THEMES}
# Long enough for the first picture to be there before the statistics begin.
AFTER_FIRST_PICTURE_SECONDS = 0.05
# So long without a key is a rest.
_AT_REST_SECONDS = 0.5
# What the app gives back where the made-up year is to be opened next.
LOOK_AROUND = -1
_FOR_ANYBODY = (("help",), ("people",), ("palette",), ("theme",), (LEAVE,))


class B12App(QuietCrash, StopsBetweenTurns, OwnStyles, TidyingApp, TypingAheadApp):
    """b12track on the whole terminal."""

    TITLE = "b12track"
    BINDINGS = bindings_for(APP)
    MODES = screens()
    # The first screen's style is read along with the app's, because every later one is a parse of its own.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "features/home/home.tcss"]
    ENABLE_COMMAND_PALETTE = False  # ours is an action like any other
    came_from = "home"  # where help was asked for
    AUTO_FOCUS = None

    theme: Reactive[str] = Reactive(DARK.name)

    def __init__(
        self,
        people: Sequence[PersonFile | Broken],
        selection: Selection,
        *,
        demo: bool = False,
        theme: str = DARK.name,
        keymap: Keymap | None = None,
    ) -> None:
        # The first screen is the first mode: a blank one before it would cost a tenth of the start.
        self.DEFAULT_MODE = first_mode([isinstance(person, PersonFile) for person in people])  # type: ignore[misc]
        are_lighter()
        super().__init__()
        self.stylesheet = ReadOnce(variables=self.get_css_variables())
        self.people = people
        self.selection = selection
        self.asked_now = selection.now
        self.demo = demo
        self.keys = keymap.keys if keymap is not None else {}
        self._keymap_faults = keymap.faults if keymap is not None else ()
        # Where the report of a fault of ours is, once there was one.
        self.crash_report: Path | None = None
        self.has_crashed = False
        # Whether what was being typed when the app went is kept; None where nothing was.
        self.typed_is_kept: bool | None = None
        if theme in OURS and theme != self.theme:
            self.theme = theme
        if len(people) == 1 and isinstance(people[0], PersonFile):
            self.begin_with(people[0])

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours alone."""
        return OURS

    # Beginning and leaving

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        if self.keys:
            self.set_keymap(self.keys)
        if not self.is_headless:
            self._answer_signals()

    def _answer_signals(self) -> None:
        """Told to go, or the terminal is gone: what is being typed is kept, and the terminal given back."""
        loop = asyncio.get_running_loop()
        if sys.platform != "win32":  # which knows no such stop
            self.answer_stops(loop)
        for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"):
            number = getattr(signal, name, None)  # not every system has each
            if number is not None:
                # Windows has no such handlers, and only the main thread may set one.
                with suppress(NotImplementedError, ValueError):
                    loop.add_signal_handler(number, self.told_to_go, 128 + number)

    def told_to_go(self, code: int) -> None:
        """Keep what is being typed, and leave."""
        self.keep_typed()
        self.exit(code)

    def crashed(self, error: BaseException | None) -> None:
        """Keep what is being typed, and where the fault was; neither may bring down what is going down."""
        from b12track.usecases.machine.crash_report import keep_report  # only where something went wrong

        if self.has_crashed:
            return
        self.has_crashed = True
        with suppress(Exception):
            self.keep_typed()
        if error is not None:
            self.crash_report = keep_report(error)

    def on_ready(self) -> None:
        self.set_timer(AFTER_FIRST_PICTURE_SECONDS, self._settle_in)

    def _settle_in(self) -> None:
        """What the first picture need not wait for."""
        self.complete_view()
        self._offer_draft_at_rest()
        if self._keymap_faults:
            self.say(" ".join(self._keymap_faults), is_fault=True)
        self.begin_tidying()

    def look_around(self) -> None:
        """Leave, to come back in the made-up year."""
        self.exit(LOOK_AROUND)

    def open_person(self, person_file: PersonFile) -> None:
        """Show another person from now on."""
        self.message = Message()
        self.show(person_file)
        self.go("home")
        self._offer_draft()

    def _offer_draft_at_rest(self, typed: int = 0) -> None:
        """Offer it once nothing was typed since the last look, and nothing else asks: never into the middle of that."""
        if typed == self.typed_so_far and not self.is_typed_ahead and not self.is_asking:
            self._offer_draft()
        else:
            self.set_timer(_AT_REST_SECONDS, partial(self._offer_draft_at_rest, self.typed_so_far))

    def _offer_draft(self) -> None:
        from b12track.usecases.machine.draft import kept_draft  # what the first picture need not wait for

        if self.view is not None and not self.demo and kept_draft(self.view.person_file):
            self.open("draft")

    def keep_typed(self) -> None:
        """Keep what is being typed, for each person apart, and note whether that could be."""
        from b12track.usecases.machine.draft import Draft, keep_draft

        if self.demo:
            return
        logs = [log for screen in self._screens() for log in getattr(screen, "kept_logs", ())]
        forms = [form for screen in self._screens() if (form := getattr(screen, "kept_form", None))]
        for person in self.people:
            if isinstance(person, PersonFile):
                is_open = self.view is not None and self.view.person_file is person
                theirs = tuple(log for path, log in logs if path == person.path)
                draft = Draft(theirs, tuple(forms) if is_open else ())
                if draft:
                    self.typed_is_kept = keep_draft(person, draft) and self.typed_is_kept is not False

    def log_taken_up(self, day: date, scores: dict[str, int], note: str, *, instead: bool) -> None:
        """Put a log that was being typed back where it was."""
        for screen in self._screens():
            if (take_up := getattr(screen, "take_up", None)) is not None:
                take_up(day, scores, note, instead=instead)

    async def save_everything(self) -> bool:
        """Save what is typed and not saved; False where something could not be."""
        for screen in reversed(self._screens()):
            if getattr(screen, "unsaved", ()):
                await screen.save_typed()
        return not self.unsaved

    def _remember_theme(self, theme: Theme) -> None:
        from b12track.usecases.machine.remembered import choose_theme  # only once somebody chooses

        if not self.demo:
            choose_theme(theme.name)

    @property
    def unsaved(self) -> list[str]:
        """What was typed and is not saved, also on a screen that is not on show."""
        return [text for screen in self._screens() for text in getattr(screen, "unsaved", ())]

    def _screens(self) -> list[Screen[Any]]:
        there: list[Screen[Any]] = []
        for mode in MODES:
            with suppress(KeyError):  # one that nobody has come to yet
                there += self.get_screen_stack(mode)
        return there

    # What a feature asks for

    def go(self, mode: str) -> None:
        """Change to another screen; what was said on this one is not said there, where a key may do something else."""
        if mode != self.current_mode and self.message is not self.trouble:
            self.message = Message()
        if mode == "help" and self.current_mode != "help":
            self.came_from = self.current_mode
        self.switch_mode(mode)

    def open(self, form: str, **asked: Any) -> None:
        """Open a form, or begin something else that asks, unless something asks already or nobody is there for it."""
        if self.view is None and (form,) not in _FOR_ANYBODY:
            return
        deed = partial(bring(DEEDS[form]), self) if form in DEEDS else partial(self.fill_in, form)
        self.begin(form, partial(deed, **asked), over_others=form == LEAVE)

    async def fill_in(self, form: str, **asked: Any) -> Any:
        """Let a form be filled in; what it saved, or None where it was left. Only from something that was begun."""
        made = bring(FORMS[form])(self.open_view, **asked)
        made.opened_as, made.was_asked_for_more = form, bool(asked)
        return await self.ask(made)

    # Keys and the palette

    def action_go(self, mode: str) -> None:
        self.go(mode)

    def action_open(self, form: str) -> None:
        self.open(form)

    async def action_quit(self) -> None:
        """Leave at once, or where something is not saved ask first."""
        if self.unsaved:
            self.open(LEAVE)
        else:
            self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The focus moves before there is anybody, too; only what leads to somebody's records waits."""
        leads = action in ("go", "open", "there") and parameters not in _FOR_ANYBODY
        return self.view is not None or not leads

    def commands(self) -> list[Command]:
        """The palette: the same table as the keys, without what needs somebody where nobody is there yet."""
        is_somebody = self.view is not None
        return [
            command
            for command in commands_for(self.current_mode, self.keys)
            if is_somebody or command.does in ("quit", "open('theme')")
        ]

    async def action_there(self, mode: str, does: str) -> None:
        """Go to a screen and do what it can."""
        await self.switch_mode(mode)
        await self.screen.run_action(does)
