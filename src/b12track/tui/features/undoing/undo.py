"""Undo names what it takes back, and asks first where a date would move."""

from functools import partial

from b12track.tui.app import B12App
from b12track.tui.forms.choice import question
from b12track.usecases.edit import change
from b12track.usecases.edit.undo import next_undo


async def undo(app: B12App) -> None:
    """Take back the latest change."""
    view = app.view
    if view is None:
        return
    coming = next_undo(view.person_file)
    if coming is not None and coming.moves_dates:
        text = f"Undo for {view.name}: {coming.what}? Dates of the plan may move."
        asked = question(text, "Undo it", "Leave it as it is", title="Undo", name=view.name)
        if not await app.ask(asked):
            return
    confirmed = coming.token if coming is not None else None
    saved = await app.write(partial(change.undo, view.person_file, confirmed))
    app.say(f"Undone for {view.name}: {saved.what} · U brings it back")


async def redo(app: B12App) -> None:
    """Bring back what undo took back."""
    view = app.view
    if view is None:
        return
    saved = await app.write(partial(change.redo, view.person_file))
    app.say(f"Brought back for {view.name}: {saved.what} · u undo")
