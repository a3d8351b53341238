"""What lies over a screen until it is answered.

What always holds: it is left once. Two keys in one breath both reach it, and the second must find nothing to do.
"""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Modal(ModalScreen[T]):
    """Something that is answered, and then gone."""

    _is_left = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with this answer, unless it was left before."""
        if self._is_left or self.app.screen is not self:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)
