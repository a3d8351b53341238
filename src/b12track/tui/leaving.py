"""Leaving b12track: what is typed and not saved yet is not lost to one key.

What always holds: where nothing is unsaved it is left at once; asking again while it asks changes nothing. Where
something cannot be saved after all, the app stays and says why.
"""

from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option


async def leave(app: B12App) -> None:
    """Save and leave, leave, or stay."""
    options = (
        Option("s", "Save and leave", "save"),
        Option("l", "Leave without saving", "leave"),
        Option("n", "Stay", None),
    )
    answer = await app.ask(Choice("Leave?", f"Not saved yet: {'; '.join(app.unsaved)}.", options))
    if (answer == "save" and await app.save_everything()) or answer == "leave":
        app.exit()
