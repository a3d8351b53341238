"""A stop from outside, and going on: between two turns of the loop, and never in the middle of one.

Textual answers SIGTSTP wherever it comes. In the middle of a write to the terminal it then waits for the lock that it
holds itself: the app hangs for ever, the terminal is not given back, and no other signal is heard. And at SIGCONT it
takes the terminal a second time where it never gave it back (SIGSTOP cannot be answered), and two threads share the
keys. Private name: the driver, which has public ways to give the terminal back and to take it.
"""

import os
import signal
from asyncio import AbstractEventLoop

from textual.app import App


class StopsBetweenTurns(App[int]):
    """An app that may be stopped at any moment."""

    def answer_stops(self, loop: AbstractEventLoop) -> None:
        """Take both signals from Textual, whose driver has set its own answers by now."""
        loop.add_signal_handler(signal.SIGTSTP, self._stop)
        loop.add_signal_handler(signal.SIGCONT, self._go_on)

    def _stop(self) -> None:
        if self._driver is not None:
            self._driver.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        if self._driver is not None:
            self._driver.suspend_application_mode()  # given back once more does no harm
            self._driver.resume_application_mode()
            self.refresh(layout=True)
