"""The keys that act here and now, at the foot of the screen; each can be clicked.

One widget draws them all, because a widget for each key would cost every screen a tenth of its start.
"""

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget


class KeyBar(Widget):
    """The footer: as many keys as fit into its lines, the screen's own before the app's."""

    DEFAULT_CSS = """
    KeyBar { height: auto; max-height: 2; padding: 0 1; color: $muted; }
    .-short KeyBar { max-height: 1; }
    """
    PALETTE = ("ctrl+p", "all")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh(layout=True)

    def render(self) -> Text:
        """The keys in lines; what finds no room is in the palette, whose key is always there."""
        variables = self.app.theme_variables
        key_style = Style(color=variables["foreground"], bold=True)
        title_style = Style(color=variables["muted"])
        lines = 1 if self.screen.has_class("-short") else 2
        last = " ".join(self.PALETTE)
        text, line, used = Text(no_wrap=True), 1, 0
        for number, (_, binding) in enumerate(self._shown()):
            shown = self.app.get_key_display(binding)
            size = len(shown) + 1 + len(binding.description) + 2
            room = self.size.width - (len(last) + 1 if line == lines else 0)
            if used + size - 2 > room:
                if line == lines:
                    break
                text.append("\n")
                line, used = line + 1, 0
                if size - 2 > self.size.width - (len(last) + 1 if line == lines else 0):
                    break
            meta = Style(meta={"number": number})
            text.append(shown, key_style + meta)
            text.append(f" {binding.description}  ", title_style + meta)
            used += size
        if not self.screen.is_modal:
            text.append(self.PALETTE[0], key_style + Style(meta={"number": -1}))
            text.append(f" {self.PALETTE[1]}", title_style + Style(meta={"number": -1}))
        return text

    def _shown(self) -> list[tuple[DOMNode, Binding]]:
        active = self.screen.active_bindings.values()
        return [(entry.node, entry.binding) for entry in active if entry.binding.show and entry.enabled]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would do; also while a text field has the focus."""
        number = event.style.meta.get("number")
        if number is None:
            return
        if number == -1:
            self.app.action_command_palette()
            return
        shown = self._shown()
        if number < len(shown):
            node, binding = shown[number]
            await self.app.run_action(binding.action, node)
