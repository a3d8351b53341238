"""What is scrolled where it is higher than its room.

What always holds: its bar stands where the text does. Nothing else in the app is scrolled by Textual's own container.
"""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget


class Page(VerticalScroll):
    """Answers to the wheel, and while the focus is in it to the keys that scroll."""

    def watch_show_vertical_scrollbar(self, is_shown: bool) -> None:
        """A bar that comes back stands where the text does: Textual moves it only while it is there."""
        if is_shown:
            self.vertical_scrollbar.position = self.scroll_y


class Scroll(Page, can_focus=False, inherit_bindings=False):
    """Follows the focus, while up and down go on moving between what stands in it.

    Textual's own takes them for itself as soon as there is something to scroll, from whatever has the focus inside;
    this answers to the wheel and to the page keys alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "a page up", show=False),
        Binding("pagedown", "page_down", "a page down", show=False),
    ]


def bring_in_sight(widget: Widget, top: int, lines: int = 1) -> None:
    """Scroll to these lines of a widget, where what it stands in is higher than the screen."""
    body = next((node for node in widget.ancestors if isinstance(node, Page)), None)
    if body is not None:
        above = widget.region.y - body.scrollable_content_region.y + body.scroll_offset.y
        body.scroll_to_region(Region(0, above + top, 1, lines), animate=False)
