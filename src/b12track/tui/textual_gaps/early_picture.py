"""Another screen is shown as soon as it is laid out: the graphs open in 40 ms instead of 77.

Textual's own wait is longer than the whole picture takes, and then it draws at the next turn of its clock, which takes
as long as drawing. So it does after a form is gone and what it asked for is done: an undo waited for 8 ms on average,
and 17 at the most, to be shown. Private name: what a screen does at that turn.
"""

from textual.app import App, ScreenStackError

_LAYOUT_SECONDS = 0.01
# What the widgets were told goes from one to the next.
_TURNS_SECONDS = 0.002


class EarlyPicture(App[int]):
    """An app whose next screen is drawn once it is laid out."""

    def delay_update(self, delay: float = 0.05) -> None:
        """Wait no longer than the layout takes, and draw then."""
        super().delay_update(min(delay, _LAYOUT_SECONDS))
        self.set_timer(min(delay, _LAYOUT_SECONDS), self._draw)

    def draw_soon(self) -> None:
        """Draw what was done once every widget knows of it."""
        self.set_timer(_TURNS_SECONDS, self._draw)

    def _draw(self) -> None:
        try:
            self.screen._on_timer_update()
        except ScreenStackError:  # none is left while the app leaves
            return
