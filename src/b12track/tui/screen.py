"""What every screen that stays has: the heading, its body, the message line, the keys, and the view.

What always holds: a screen is told of a new view only while it is the one on show (or lies under a form there);
one that is elsewhere takes the newest when it is come back to.
"""

from collections.abc import Iterable

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widget import Widget

from b12track.tui.app import B12App
from b12track.tui.sizes import HEIGHTS, WIDTHS, classes_for
from b12track.tui.textual_gaps.layout_once import LaidOutOnce
from b12track.tui.view import View
from b12track.tui.widgets.heading import Heading
from b12track.tui.widgets.key_bar import KeyBar
from b12track.tui.widgets.message_line import MessageLine


class FeatureScreen(LaidOutOnce[None]):
    """A screen that shows the person as of now."""

    app = getters.app(B12App)
    HEADING = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    view: reactive[View | None] = reactive(None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._drawn_in = self.app.theme
        # Before the first layout: classes that come after it would have everything laid out and drawn again.
        self.add_class(*classes_for(self.app.size))

    def compose(self) -> ComposeResult:
        yield Heading(self.HEADING, demo=self.app.demo).data_bind(FeatureScreen.view)
        with Vertical(id="place"):
            yield from self.compose_body()
        yield MessageLine()
        yield KeyBar()

    @property
    def open_view(self) -> View:
        """The view, for what is shown only of somebody."""
        assert self.view is not None, "nobody is open"
        return self.view

    def compose_body(self) -> Iterable[Widget]:
        """The screen's own widgets."""
        return ()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was typed here and is not saved yet."""
        return ()

    @property
    def is_looking(self) -> bool:
        """Whether something that the next key needs is still to come."""
        return False

    # Textual calls these behind those of the screen itself, which need not call them.

    def on_mount(self) -> None:
        self.watch(self.app, "view", self._take_view)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw_anew())

    def on_screen_resume(self) -> None:
        self._take_view(self.app.view)
        self._draw_anew()

    def _draw_anew(self) -> None:
        """Texts that bear colours of their own are made anew in those of another theme, once the screen is on show."""
        if self in self.app.screen_stack and self._drawn_in != self.app.theme:
            self._drawn_in = self.app.theme
            self.mutate_reactive(FeatureScreen.view)
            # What is made for a size is made anew as well.
            self.post_message(events.Resize(self.size, self.size))

    def _take_view(self, view: View | None) -> None:
        if self in self.app.screen_stack:
            self.view = view
