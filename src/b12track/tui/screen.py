"""What every screen that stays has: the heading, its body, the message line, the keys, and the view.

What always holds: a screen is told of a new view only while it is the one on show (or lies under a form there);
one that is elsewhere takes the newest when it is come back to.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from b12track.tui.sizes import HEIGHTS, WIDTHS
from b12track.tui.view import View
from b12track.tui.widgets.heading import Heading
from b12track.tui.widgets.key_bar import KeyBar
from b12track.tui.widgets.message_line import Message, MessageLine

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class FeatureScreen(Screen[None]):
    """A screen that shows the person as of now."""

    HEADING = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    view: reactive[View | None] = reactive(None, init=False)

    def compose(self) -> ComposeResult:
        yield Heading(self.HEADING, demo=self.b12.demo).data_bind(FeatureScreen.view)
        with Vertical(id="place"):
            yield from self.compose_body()
        yield MessageLine()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        """The screen's own widgets."""
        return ()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was typed here and is not saved yet."""
        return ()

    @property
    def b12(self) -> "B12App":
        """The app, by its own type."""
        return cast("B12App", self.app)

    def on_mount(self) -> None:
        self.watch(self.app, "view", self._take_view)
        self.watch(self.app, "message", self._take_message)

    def make_ready(self, view: View) -> None:
        """Take a view before the screen is ever on show, so that coming to it is only drawing."""
        self.view = view

    def on_screen_resume(self) -> None:
        self._take_view(self.b12.view)

    def _take_view(self, view: View | None) -> None:
        if self in self.app.screen_stack:
            self.view = view

    def _take_message(self, message: Message) -> None:
        self.query_one(MessageLine).message = message
