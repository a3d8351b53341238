"""The keys that act here and now, at the foot of the screen; each can be clicked.

One widget draws them all, because a widget for each key would cost every screen a tenth of its start.
"""

from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from b12track.tui.actions import ACTIONS

MOST = 6
_ORDER = {action.name: place for place, action in enumerate(ACTIONS)}
_HELP = "go('help')"
_GAP = 2


class _Item(NamedTuple):
    """A key and what it does, by its place among the keys."""

    number: int
    key: str
    title: str

    @property
    def size(self) -> int:
        """The columns it takes."""
        return len(self.key) + 1 + len(self.title)


class KeyBar(Widget):
    """The footer: one line of six keys at most, the screen's own first; then the way to all the others.

    Where the line is narrow the last ones go; every key is in the help, and everything by its name in the palette.
    """

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; color: $muted; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[DOMNode, Binding]] = []
        self._drawn: tuple[object, Text] | None = None
        self._places: list[tuple[int, int, int]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        active = [entry for entry in self.screen.active_bindings.values() if entry.binding.show]
        # Each one's own in the order of the table: a key of somebody's own would stand last otherwise.
        whose = list(dict.fromkeys(entry.node for entry in active))
        active.sort(key=lambda entry: (whose.index(entry.node), _ORDER.get(entry.binding.id or "", 0)))
        self._keys = [(entry.node, entry.binding) for entry in active if entry.enabled]
        if self._drawn is None or self._drawn[0] != self._state(self.size.width):
            self.refresh()

    def render(self) -> Text:
        """The keys; drawn anew only when something differs, because every change of focus asks for them."""
        columns = self.size.width
        state = self._state(columns)
        if self._drawn is not None and self._drawn[0] == state:
            return self._drawn[1]
        items = [
            _Item(number, self.app.get_key_display(binding), binding.description)
            for number, (_, binding) in enumerate(self._keys)
        ]
        # The first six that fit beside the way to all keys.
        last = [item for item in items if self._keys[item.number][1].action == _HELP]
        chosen = [item for item in items if item not in last][:MOST]
        while chosen and sum(item.size + _GAP for item in (*chosen, *last)) > columns + _GAP:
            chosen.pop()
        variables = self.app.theme_variables
        key_style, title_style = f"bold {variables['foreground']}", variables["muted"]
        text = Text(no_wrap=True)
        self._places = []
        used = 0
        for item in (*chosen, *last):
            self._places.append((used, used + item.size, item.number))
            text.append("  " if used else "").append(item.key, key_style).append(
                f" {item.title}", title_style
            )
            used += item.size + _GAP
        self._drawn = state, text
        return text

    def _state(self, width: int) -> tuple[object, ...]:
        keys = tuple((binding.key, binding.description) for _, binding in self._keys)
        return width, self.app.theme, keys

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would do; also while a text field has the focus."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for start, end, number in self._places:
            if start <= place.x < end:
                node, binding = self._keys[number]
                await self.app.run_action(binding.action, node)
                return
