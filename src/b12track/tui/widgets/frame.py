"""The frame of whatever lies over a screen: its keys stand in its lower edge, and each can be clicked."""

from collections.abc import Mapping

from textual.containers import Vertical

from b12track.domain.wording.text import printable, width
from b12track.tui.widgets.clicks import SHARED, clickable, literal

_BETWEEN = " · "
# What the corners of a frame and the blanks beside its words take.
_EDGES = 6


class Frame(Vertical):
    """Its title, and as many keys as find room, the last ones first: how to leave is always among them."""

    _said: str = ""

    def __init__(self, title: str, keys: str = "", clicks: Mapping[str, str] = SHARED) -> None:
        super().__init__(id="box")
        self.entitle(title)
        self.say_keys(keys, clicks)

    def entitle(self, title: str) -> None:
        """What stands in the upper edge: as it is, its brackets are no markup."""
        self.border_title = literal(printable(title))

    def say_keys(self, keys: str, clicks: Mapping[str, str] = SHARED) -> None:
        """The keys, with dots between them."""
        self._keys, self._clicks = keys, clicks
        self._say(self.outer_size.width or self.app.size.width)

    def on_resize(self) -> None:
        self._say(self.outer_size.width)

    def _say(self, columns: int) -> None:
        said = fitting(self._keys, columns - _EDGES)
        if said != self._said:
            self._said = said
            self.border_subtitle = clickable(said, self._clicks)


def fitting(keys: str, room: int) -> str:
    """The keys that find room; the first ones go first."""
    parts = keys.split(_BETWEEN)
    while len(parts) > 1 and width(_BETWEEN.join(parts)) > room:
        del parts[0]
    return _BETWEEN.join(parts)
