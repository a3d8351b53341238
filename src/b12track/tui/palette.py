"""The palette, without the keys that would bring the app down.

Textual's own list looks up a line that is not there when a page is turned before anything is found.
"""

from textual.command import CommandPalette


class Palette(CommandPalette):
    """Every command by its name."""

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except KeyError:
            return
