"""When memory is looked through for what nobody needs any more: while nobody types, not between a key and its picture.

Python would do it in the middle of whatever makes something new, a save above all, for up to a twentieth of a second.
What always holds: however long somebody types without a rest, memory does not grow without end.
"""

import gc

from textual import events
from textual.app import App
from textual.timer import Timer

_REST_SECONDS = 0.3
# So many rests in a row are a pause, in which a look through everything disturbs nobody.
_PAUSE = 3
# In things that were made and are still there: what is worth a look at the new ones, and at all of them.
_SOME, _MANY = 1_000, 50_000
# Without any rest at all.
_TOO_MANY = 200_000


class TidyingApp(App[int]):
    """An app that tidies up while nobody types."""

    def __init__(self) -> None:
        super().__init__()
        self._rests = self._kept = 0
        self._rest: Timer | None = None
        self._has_left = False
        self._before = gc.get_threshold()

    def on_load(self) -> None:
        gc.disable()  # one look in the middle of the start would cost more than the whole picture

    def begin_tidying(self) -> None:
        """The first picture is there: what is there now stays, and is not looked through again and again."""
        if self._has_left:  # before that picture was complete
            return
        gc.freeze()
        gc.set_threshold(_TOO_MANY, *self._before[1:])
        gc.enable()
        self._rest = self.set_interval(_REST_SECONDS, self.tidy)

    def on_unmount(self) -> None:
        self._has_left = True
        gc.unfreeze()
        gc.set_threshold(*self._before)
        gc.enable()

    async def on_event(self, event: events.Event) -> None:
        """Whoever types is not resting."""
        if self._rest is not None and isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._rests = 0
            self._rest.reset()
            self._rest.resume()
        await super().on_event(event)

    def tidy(self) -> None:
        """Somebody has not typed for a little while, or for another little while since."""
        self._rests += 1
        made = gc.get_count()[0]
        if self._rests >= _PAUSE and self._rest is not None:
            self._rest.pause()
        if self._rests >= _PAUSE and self._kept + made > _MANY:
            gc.collect()
            self._kept = 0
        elif made > _SOME:
            self._kept += made
            gc.collect(1)
