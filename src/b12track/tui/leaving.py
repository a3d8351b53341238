"""Leaving b12track: what is typed and not saved yet is not lost to one key.

What always holds: where nothing is unsaved it is left at once; asking again while it asks changes nothing.
"""

from typing import TYPE_CHECKING

from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option

if TYPE_CHECKING:
    from b12track.tui.app import B12App


async def leave(app: "B12App") -> None:
    """Ask whether to leave all the same."""
    options = (Option("y", "Leave without saving", True), Option("n", "Stay here", False))
    if await app.push_screen_wait(Choice("Leave?", f"Not saved yet: {'; '.join(unsaved(app))}.", options)):
        app.exit()


def unsaved(app: "B12App") -> list[str]:
    """What was typed and is not saved, also on a screen that is not on show."""
    screens = [screen for stack in app._screen_stacks.values() for screen in stack]
    return [text for screen in screens for text in getattr(screen, "unsaved", ())]
