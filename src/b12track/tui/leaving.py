"""Leaving b12track: what is typed and not saved yet is not lost to one key.

What always holds: where nothing is unsaved it is left at once; asking again while it asks changes nothing.
"""

from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option


async def leave(app: B12App) -> None:
    """Ask whether to leave all the same."""
    options = (Option("y", "Leave without saving", True), Option("n", "Stay here", False))
    if await app.ask(Choice("Leave?", f"Not saved yet: {'; '.join(app.unsaved)}.", options)):
        app.exit()
