"""The keys that act here and now, at the foot of the screen; each can be clicked.

One widget draws them all, because a widget for each key would cost every screen a tenth of its start.
"""

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

_PALETTE = -1


class KeyBar(Widget):
    """The footer: as many keys as fit into its lines, the screen's own before the app's."""

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
        lines = 1 if self.screen.has_class("-short") else 2
        palette = 0 if self.screen.is_modal else len(" ".join(self.PALETTE)) + 1
        text, line, used = Text(no_wrap=True), 1, 0
        self._places = []
        for number, (_, binding) in enumerate(self._keys):
            shown = self.app.get_key_display(binding)
            size = len(shown) + 1 + len(binding.description)
            if used + size > width - (palette if line == lines else 0):
                if line == lines:
                    break
                if used:
                    text.right_crop(2)  # a line that is wider than the room would be folded
                text.append("\n")
                line, used = line + 1, 0
                if size > width - (palette if line == lines else 0):
                    break
            self._places.append((line - 1, used, used + size, number))
            text.append(shown, key_style)
            text.append(f" {binding.description}  ", title_style)
            used += size + 2
        if palette:
            self._places.append((line - 1, used, used + palette, _PALETTE))
            text.append(self.PALETTE[0], key_style)
            text.append(f" {self.PALETTE[1]}", title_style)
        return text

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
                    self.app.action_command_palette()
                else:
                    node, binding = self._keys[number]
                    await self.app.run_action(binding.action, node)
                return
