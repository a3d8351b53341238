"""A fault of the app's own prints no record: Textual's own report shows every local value, somebody's notes among them.

Private names: where a fault comes to, what has gone wrong, and closing at once.
"""

from typing import Any

from textual.app import App
from textual.worker import WorkerFailed


class QuietCrash(App[int]):
    """An app that says nothing of what it held when it goes down."""

    def crashed(self, error: BaseException | None) -> None:
        """Called once, before the terminal is given back."""

    def _fatal_error(self) -> None:
        fault: BaseException | None = self._exception
        if isinstance(fault, WorkerFailed):  # it says nothing of where the fault was
            fault = fault.error
        self.crashed(fault)
        self._close_messages_no_wait()

    def panic(self, *_renderables: Any) -> None:
        """Go down without a word; some faults bring a picture of themselves."""
        self._fatal_error()
