"""The palette, without the keys that would bring the app down.

Textual's own looks up a line, or its list, that is not there yet when a page is turned early, and leaves twice when two
keys come in one breath.
"""

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches


class Palette(CommandPalette):
    """Every command by its name."""

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except (KeyError, NoMatches):
            return

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
