"""Leaving b12track: what is typed and not saved yet is not lost to one key.

What always holds: where nothing is unsaved it is left at once; asking again while it asks changes nothing.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from b12track.tui.features.forms.choice import Choice
from b12track.tui.features.forms.fields import Option

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class Leave(Choice):
    """Whether to leave although something is not saved."""


async def leave(app: "B12App") -> None:
    """Leave, or ask first."""
    typed = list(_unsaved(app))
    if not typed:
        app.exit()
    elif not isinstance(app.screen, Leave):
        options = (Option("y", "Leave without saving", True), Option("n", "Stay here", False))
        if await app.push_screen_wait(Leave("Leave?", f"Not saved yet: {'; '.join(typed)}.", options)):
            app.exit()


def _unsaved(app: "B12App") -> Iterator[str]:
    """Also what was typed on a screen that is not on show."""
    for stack in app._screen_stacks.values():
        for screen in stack:
            yield from getattr(screen, "unsaved", ())
