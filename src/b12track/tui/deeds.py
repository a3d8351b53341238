"""What is done at a person's word: from the key that begins it until it is saved, or left.

What always holds: one thing asks at a time, whoever opens it; only whether to leave may be asked over it. Whether
anything is still being done is known at every moment, so that what is typed meanwhile waits for it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from b12track.domain.record.faults import Refused
from b12track.store.faults import StoreFault
from b12track.tui.following import FollowingApp
from b12track.tui.refusals import worded
from b12track.tui.textual_gaps.early_picture import EarlyPicture

if TYPE_CHECKING:
    from b12track.tui.forms.modal import Modal  # nothing lies over the first picture

T = TypeVar("T")
Deed = Callable[[], Awaitable[object]]


class DeedsApp(EarlyPicture, FollowingApp):
    """An app that does one thing after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._under_way = 0
        self._begun: list[str] = []
        self._asked: list[Modal[Any]] = []

    def begin(self, name: str, deed: Deed, *, over_others: bool = False) -> None:
        """Begin something that asks, unless something else asks already, or is about to."""
        if name in self._begun or (self._begun and not over_others):
            return
        self._begun.append(name)
        self.do(deed, name)

    def do(self, deed: Deed, name: str = "") -> None:
        """Do something to its end; what is typed meanwhile waits, but for what it asks itself."""
        self._under_way += 1
        self.run_worker(self._done(deed, name), name=name, group="deeds")

    async def _done(self, deed: Deed, name: str) -> None:
        try:
            await deed()
        except (Refused, StoreFault) as fault:
            self.say(worded(fault), is_fault=True)
        finally:
            self._under_way -= 1
            if name in self._begun:
                self._begun.remove(name)
            if self.is_running:
                self.draw_soon()

    async def ask(self, modal: "Modal[T]") -> T | None:
        """Ask, and say what came of it; None where it was left. Only from something that was begun."""
        self._asked.append(modal)
        try:
            answer = await asyncio.shield(self.push_screen(modal, wait_for_dismiss=True))
        finally:
            self._asked.remove(modal)
        if answer is not None and (said := modal.said(answer)):
            self.saved(said)
        return answer

    @property
    def is_asking(self) -> bool:
        """Whether something was begun that asks, or is about to."""
        return bool(self._begun)

    @property
    def is_doing(self) -> bool:
        """Whether something is being done that waits for nobody's answer."""
        return self._under_way > sum(modal.is_waiting for modal in self._asked)
