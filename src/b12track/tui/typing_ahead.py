"""What is typed goes on one thing at a time: the next only when what the last one did is at rest.

So keys that are sent in one burst, over a slow line or by quick fingers, do what they do one a second. A key that comes
while nothing is being done goes on at once.

What comes by itself, while somebody types, is another matter: what was typed before it can have been read falls.

At rest means: nothing that was begun is still being done (a form that opens, a save), the screen is there with every
part, and no message is under way in any of them.
"""

import asyncio
from collections import deque
from contextlib import suppress

from textual import events
from textual.app import ScreenStackError
from textual.screen import Screen

from b12track.tui.deeds import DeedsApp

# A message that one part hands to the next is in neither's queue for less than a turn of the loop.
_TURNS = 2
_SOON = 24
_BETWEEN_LOOKS_SECONDS = 0.001
# Whatever hangs, the keyboard comes back.
_PATIENCE_SECONDS = 10.0


class TypingAheadApp(DeedsApp):
    """An app whose keys, clicks and pasted text wait for each other."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Event] = deque()
        self._handed_on: events.Event | None = None
        self._watch: asyncio.Task[None] | None = None
        self._laid_out: Screen[object] | None = None
        self._is_left = False
        # How much was typed so far; whoever asks unasked looks whether it goes on.
        self.typed_so_far = 0

    async def on_event(self, event: events.Event) -> None:
        """Take what is typed in its turn; what is still typed while the app is leaving falls."""
        if not isinstance(event, events.InputEvent | events.Paste):
            await super().on_event(event)
            return
        if self._is_left or not self._goes_on(event):
            return
        with suppress(ScreenStackError):  # none is left while the app leaves
            if event.time >= getattr(self.screen, "read_from", 0.0):
                await super().on_event(event)

    @property
    def is_typed_ahead(self) -> bool:
        """Whether something that was typed waits for its turn."""
        return self._watch is not None

    def _goes_on(self, event: events.Event) -> bool:
        is_typed = isinstance(event, events.Key | events.Paste | events.MouseDown | events.MouseUp)
        if not is_typed or event.is_forwarded:
            return True
        if event is self._handed_on:
            self._handed_on = None
            return True
        self.typed_so_far += 1
        is_free = self._watch is None and not self.is_doing
        if self._watch is None:
            self._watch = asyncio.create_task(self._hand_on())
        if not is_free:
            self._typed.append(event)
        return is_free

    async def _hand_on(self) -> None:
        try:
            await self._come_to_rest()
            while self._typed and not self._is_left:
                self._handed_on = self._typed.popleft()
                self.post_message(self._handed_on)
                await self._come_to_rest()
        finally:
            self._watch = None

    async def _come_to_rest(self) -> None:
        """Wait until nothing is being done, but never for ever."""
        loop = asyncio.get_running_loop()
        until, looks, still = loop.time() + _PATIENCE_SECONDS, 0, 0
        while still < _TURNS and loop.time() < until and not self._is_left:
            # A save on a slow disk must not be slowed by asking for it.
            await asyncio.sleep(0 if looks < _SOON else _BETWEEN_LOOKS_SECONDS)
            looks += 1
            still = still + 1 if self._is_still() else 0
            if still == _TURNS and self._laid_out is not self.screen:
                # How many rows a page of it holds is known once it is laid out.
                self._laid_out, still = self.screen, 0
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.screen.wait_for_refresh(), until - loop.time())

    def _is_still(self) -> bool:
        if self._handed_on is not None or self.is_doing or self.message_queue_size:
            return False
        try:
            screen = self.screen
        except ScreenStackError:
            return True
        if not screen.is_mounted or getattr(screen, "is_looking", False):
            return False
        return not any(node.message_queue_size for node in screen.walk_children(with_self=True))

    def exit(self, *args: object, **named: object) -> None:
        """Leave; nothing that is typed from now on counts."""
        self._is_left = True
        super().exit(*args, **named)  # type: ignore[arg-type]
