"""The palette, without the keys that would bring the app down.

Textual's own looks up parts of itself that are not there yet, or no more, when keys come early or late, and leaves
twice when two come in one breath.
"""

from textual import events
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.widgets import LoadingIndicator


class Palette(CommandPalette):
    """Every command by its name."""

    def _on_mount(self, event: events.Mount) -> None:
        if self not in self.app.screen_stack:  # left by a key that came with the one that opened it
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except (KeyError, NoMatches):
            return

    async def _watch__show_busy(self) -> None:
        if self.query(LoadingIndicator):
            await super()._watch__show_busy()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
