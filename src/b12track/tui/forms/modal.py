"""What lies over a screen until it is answered.

What always holds: it is left once. And what shows through it is what lies below as it is laid out now: Textual keeps
what was painted through a screen, so one that lies below two others would still show there as it was before the
terminal changed its size.
"""

from typing import Any, TypeVar

from textual.await_complete import AwaitComplete

from b12track.tui.sizes import HEIGHTS, WIDTHS, classes_for
from b12track.tui.textual_gaps.veil import Veiled

T = TypeVar("T")


class Modal(Veiled[T]):
    """Something that is answered, and then gone."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self._is_answered = False
        # Before the first layout: classes that come after it would have everything laid out again.
        self.add_class(*classes_for(self.app.size))

    @property
    def is_waiting(self) -> bool:
        """Whether it is there, every part of it, and not answered yet."""
        return self.is_mounted and not self._is_answered

    def said(self, answer: Any) -> str:  # noqa: ARG002  # each modal says it of its own answer
        """What the app says once this was answered; nothing where it says it by itself or there is nothing to say."""
        return ""

    def on_mount(self) -> None:
        for below in self.app.screen_stack[:-1]:
            below.screen_layout_refresh_signal.subscribe(self, lambda _: self.refresh())

    def action_leave(self) -> None:
        """Leave it unanswered."""
        self.dismiss(None)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with this answer, unless it was left before."""
        if self._is_answered or self.app.screen is not self:
            return AwaitComplete()
        self._is_answered = True
        return super().dismiss(result)
