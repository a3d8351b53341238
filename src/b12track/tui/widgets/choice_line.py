"""A line of a few choices of which one is taken: a click takes another, and so do the keys of the screen.

What always holds: the one that is taken is in sight, however narrow the line is.
"""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from b12track.domain.wording.text import printable, width

_GAP = 1


class ChoiceLine(Widget):
    """A name, and the choices beside it."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; padding: 0 1; color: $muted; }
    """

    class Taken(Message):
        """Another choice was clicked."""

        def __init__(self, line: "ChoiceLine", number: int) -> None:
            super().__init__()
            self.line, self.number = line, number

    def __init__(self, name: str = "", keys: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said, self._keys = name, keys
        self._labels: tuple[str, ...] = ()
        self._taken = 0

    def show(self, labels: Sequence[str], taken: int) -> None:
        """Show these choices, one of them taken."""
        self._labels, self._taken = tuple(printable(label) for label in labels), taken
        self.refresh()

    def render(self) -> Text:
        """The choices that fit, around the one that is taken."""
        colours = self.app.theme_variables
        name = f"{self._said}  " if self._said else ""
        text = Text(name, style=colours["muted"], no_wrap=True, overflow="crop")
        keys = f"  {self._keys}" if self._keys else ""
        room = self.size.width - width(name)
        first, last = self._in_sight(room)
        if first:
            text.append("‹ ", colours["muted"])
        for number in range(first, last):
            label, meta = f" {self._labels[number]} ", Style(meta={"choice": number})
            if number == self._taken:
                style = Style(
                    color=colours["foreground"], bgcolor=colours["panel"], bold=True, underline=True
                )
                text.append(" ", style=meta)
                text.append(label.strip(), style + meta)
                text.append(" ", style=meta)
            else:
                text.append(label, Style(color=colours["muted"]) + meta)
            text.append(" " * _GAP)
        if last < len(self._labels):
            text.append("›", colours["muted"])
        elif self.size.width - width(text.plain) >= width(keys):
            text.append(keys.rjust(self.size.width - width(text.plain)), colours["muted"])
        return text

    def _in_sight(self, room: int) -> tuple[int, int]:
        """From the first choice on if the taken one is in sight then, else as few as needed are left out."""
        sizes = [width(label) + 2 + _GAP for label in self._labels]
        for first in range(len(sizes)):
            used, last = 2 if first else 0, first
            while last < len(sizes) and used + sizes[last] + (2 if last + 1 < len(sizes) else -_GAP) <= room:
                used += sizes[last]
                last += 1
            if last > self._taken:
                return first, last
        return self._taken, min(self._taken + 1, len(sizes))

    def on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("choice")
        if number is not None:
            self.post_message(self.Taken(self, number))
