"""What lies over a screen until it is answered.

What always holds: it is left once. Two keys in one breath both reach it, and the second must find nothing to do. And
what shows through it is what lies below as it is laid out now: Textual keeps what was painted through a screen, so one
that lies below two others would still show there as it was before the terminal changed its size.
"""

from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

T = TypeVar("T")


class Modal(ModalScreen[T]):
    """Something that is answered, and then gone."""

    _is_left = False

    def on_mount(self) -> None:
        for below in self.app.screen_stack[:-1]:
            below.screen_layout_refresh_signal.subscribe(self, self._paint_through)

    def _paint_through(self, _below: Screen[Any]) -> None:
        self.refresh()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with this answer, unless it was left before."""
        if self._is_left or self.app.screen is not self:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)
