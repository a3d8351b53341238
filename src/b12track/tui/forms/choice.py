"""A question with a key for each answer.

What always holds: no answer is preselected and Enter alone picks none; Escape leaves everything as it is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widgets import Static

from b12track.domain.wording.text import printable, wrap
from b12track.tui.forms.modal import Modal
from b12track.tui.forms.picking import Option
from b12track.tui.widgets.chooser import Chooser
from b12track.tui.widgets.frame import Frame
from b12track.tui.widgets.scroll import Page

# Nobody has read a question sooner than this after it has come.
TO_READ_SECONDS = 0.5


class Answers(Chooser[Option]):
    """Answers, each with its key."""

    AIRY = True
    LETS_GO = True
    DEFAULT_CSS = """
    Answers { margin: 0 0 1 0; }
    """

    def draw(self, item: Option, room: int) -> list[Text]:
        """Its key, and what it means."""
        variables = self.app.theme_variables
        words = wrap(printable(item.label), max(room - 3, 8)) or [""]
        first = Text.assemble(
            (f"{item.key}  ", f"bold {variables['notice']}"), (words[0], variables["foreground"])
        )
        return [first, *(Text(f"   {line}", variables["foreground"]) for line in words[1:])]

    def by_key(self, event: events.Key) -> Option | None:
        """The answer whose key was pressed, if it is one's."""
        typed = event.character.casefold() if event.character is not None else None
        return next((option for option in self.items if option.key == typed), None)


class Choice(Modal[Any]):
    """Ask one thing; the value of the answer that was picked, or None."""

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("choice.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "back")]
    AUTO_FOCUS = "Answers"

    def __init__(
        self, title: str, text: str, options: Sequence[Option], *, body: str = "", unasked: bool = False
    ) -> None:
        """Say whether it comes unasked: what was typed before it can have been read is no answer to it."""
        super().__init__()
        self._heading, self._text, self._body = title, text, body
        self._unasked = unasked
        self.read_from = 0.0
        self.answers = Answers(options, chosen=None)

    def compose(self) -> ComposeResult:
        with Frame(self._heading, "Esc back"), Page(can_focus=False):
            yield Static(printable(self._text, lines=True), id="text", markup=False)
            if self._body:
                yield Static(printable(self._body, lines=True), id="body", markup=False)
            yield self.answers

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if self._unasked:
            self.read_from = event.time + TO_READ_SECONDS

    def on_chooser_opened(self, event: Answers.Opened) -> None:
        event.stop()
        self.dismiss(event.item.stands_for)

    def on_key(self, event: events.Key) -> None:
        """The key of an answer picks it."""
        if (option := self.answers.by_key(event)) is not None:
            event.stop()
            self.dismiss(option.stands_for)


def question(text: str, yes: str, no: str, *, title: str = "Please check", name: str = "") -> Choice:
    """Whether it is meant; Escape and `n` are no."""
    options = (Option("y", yes, True), Option("n", no, False))
    return Choice(" · ".join(filter(None, (title, name))), text, options)
