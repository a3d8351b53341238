"""The keys that act here and now, at the foot of the screen; each can be clicked.

One widget draws them all, because a widget for each key would cost every screen a tenth of its start.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

_PALETTE = -1
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


def _used(row: Iterable[_Item]) -> int:
    """The columns up to where the next key would begin."""
    return sum(item.size + _GAP for item in row)


class KeyBar(Widget):
    """The footer: as many keys as fit into its lines, the screen's own before the app's; help is always there."""

    DEFAULT_CSS = """
    KeyBar { height: auto; max-height: 2; padding: 0 1; color: $muted; text-wrap: nowrap; }
    """
    PALETTE = ("ctrl+p", "all")

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[DOMNode, Binding]] = []
        self._drawn: tuple[object, Text] | None = None
        self._places: list[tuple[int, int, int, int]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self._keys = self._shown()
        if self._drawn is None or self._drawn[0] != self._state(self.size.width):
            self.refresh(layout=True)

    def render(self) -> Text:
        """The keys in lines."""
        return self._draw(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the keys need, two at the most."""
        return self._draw(width).plain.count("\n") + 1

    def _state(self, width: int) -> tuple[object, ...]:
        keys = tuple((binding.key, binding.description) for _, binding in self._keys)
        return width, self.screen.has_class("-short"), self.app.theme, keys

    def _draw(self, width: int) -> Text:
        """Drawn anew only when something differs, because the screen asks for it at every change of focus."""
        state = self._state(width)
        if self._drawn is None or self._drawn[0] != state:
            self._drawn = state, self._lay_out(width)
        return self._drawn[1]

    def _lay_out(self, width: int) -> Text:
        """What finds no room is in the palette, whose key is always there."""
        variables = self.app.theme_variables
        key_style, title_style = f"bold {variables['foreground']}", variables["muted"]
        text = Text(no_wrap=True)
        self._places = []
        for line, row in enumerate(self._rows(width)):
            text.append("\n" if line else "")
            used = 0
            for item in row:
                self._places.append((line, used, used + item.size, item.number))
                text.append("  " if used else "").append(item.key, key_style).append(
                    f" {item.title}", title_style
                )
                used += item.size + _GAP
        return text

    def _rows(self, width: int) -> list[list[_Item]]:
        """The keys in lines; help and the palette end the last one."""
        lines = 1 if self.screen.has_class("-short") else 2
        items = [
            _Item(number, self.app.get_key_display(binding), binding.description)
            for number, (_, binding) in enumerate(self._keys)
        ]
        last = [] if self.screen.is_modal else [_Item(_PALETTE, *self.PALETTE)]
        helps = [item for item in items if self._keys[item.number][1].action == _HELP]
        if helps and _used([*helps, *last]) <= width * 2 // 3:
            items.remove(helps[0])
            last = [*helps, *last]
        rows: list[list[_Item]] = [[]]
        for item in items:
            room = width - (_used(last) if len(rows) == lines else 0)
            if _used(rows[-1]) + item.size > room:
                if len(rows) == lines or item.size > width - _used(last):
                    break
                rows.append([])
            rows[-1].append(item)
        if rows[-1] and _used([*rows[-1], *last]) > width + _GAP and len(rows) < lines:
            rows.append([])
        rows[-1] += last
        return rows

    def _shown(self) -> list[tuple[DOMNode, Binding]]:
        active = self.screen.active_bindings.values()
        return [(entry.node, entry.binding) for entry in active if entry.binding.show and entry.enabled]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would do; also while a text field has the focus."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for line, start, end, number in self._places:
            if line == place.y and start <= place.x < end:
                if number == _PALETTE:
                    await self.app.run_action("open('palette')")
                else:
                    node, binding = self._keys[number]
                    await self.app.run_action(binding.action, node)
                return
