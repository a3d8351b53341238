"""What is scrolled where it is higher than the screen, while up and down go on moving between what stands in it.

Textual's own takes up and down for itself as soon as there is something to scroll, from whatever has the focus inside.
"""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Scroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Follows the focus; by itself it answers to the wheel and to the page keys alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "a page up", show=False),
        Binding("pagedown", "page_down", "a page down", show=False),
    ]
