"""A question with a key for each answer.

What always holds: no answer is preselected and Enter alone picks none; Escape leaves everything as it is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import printable
from b12track.tui.forms.modal import Modal
from b12track.tui.forms.picking import Option
from b12track.tui.sizes import WIDTHS

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class Choice(Modal[Any]):
    """Ask one thing; the value of the answer that was picked, or None."""

    CSS_PATH = Path(__file__).with_name("choice.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "back")]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    AUTO_FOCUS = ""

    def __init__(self, title: str, text: str, options: Sequence[Option], *, body: str = "") -> None:
        super().__init__()
        self._heading, self._text, self._options, self._body = title, text, tuple(options), body

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = printable(self._heading).replace("[", "\\[")
            box.border_subtitle = "Esc back"
            with VerticalScroll(can_focus=False):
                yield Static(printable(self._text, lines=True), id="text", markup=False)
                if self._body:
                    yield Static(printable(self._body, lines=True), id="body", markup=False)
            for option in self._options:
                yield Answer(option)

    def on_answer_picked(self, event: "Answer.Picked") -> None:
        self.dismiss(event.option.stands_for)

    def on_key(self, event: events.Key) -> None:
        """The key of an answer picks it; other keys move between the answers or do nothing."""
        for option in self._options:
            if event.character is not None and event.character.casefold() == option.key:
                event.stop()
                self.dismiss(option.stands_for)
                return
        if event.key in ("down", "up"):
            event.stop()
            (self.focus_next if event.key == "down" else self.focus_previous)(Answer)

    def action_leave(self) -> None:
        self.dismiss(None)


class Answer(Widget, can_focus=True):
    """One answer: its key, and what it means."""

    DEFAULT_CSS = """
    Answer { height: auto; padding: 0 1; }
    Answer:hover { background: $panel; }
    Answer:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "pick", "")]

    class Picked(Message):
        """This answer was picked."""

        def __init__(self, option: Option) -> None:
            super().__init__()
            self.option = option

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.option = option

    def render(self) -> Text:
        variables = self.app.theme_variables
        return Text.assemble(
            (f"{self.option.key}  ", f"bold {variables['notice']}"),
            (printable(self.option.label), variables["foreground"]),
        )

    def action_pick(self) -> None:
        self.post_message(self.Picked(self.option))

    def on_click(self) -> None:
        self.action_pick()


async def confirm(app: "B12App", text: str, yes: str, no: str, *, title: str = "Please look again") -> bool:
    """Whether it is meant; Escape and `n` are no."""
    options = (Option("y", yes, True), Option("n", no, False))
    name = app.view.name if app.view is not None else ""
    return bool(await app.push_screen_wait(Choice(" · ".join(filter(None, (title, name))), text, options)))
