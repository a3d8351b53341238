"""A button of one line.

Decided: our own. Textual's brings more rules than all the rest of a form, which are read when the first form
opens and looked through for every widget from then on; of them a button of one line needs three.
"""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget


class Button(Widget, can_focus=True):
    """Pressed with Enter or a click."""

    DEFAULT_CSS = """
    Button {
        width: auto; min-width: 10; height: 1; padding: 0 2; text-align: center; text-wrap: nowrap;
        color: $foreground; background: $panel;
    }
    Button:hover { background: $chosen; }
    Button:focus { background: $notice; color: $background; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "press", "press", show=False)]

    class Pressed(Message):
        """It was pressed."""

        def __init__(self, button: "Button") -> None:
            super().__init__()
            self.button = button

    def __init__(self, label: str, *, id: str) -> None:
        super().__init__(id=id)
        self._label = label

    def render(self) -> Text:
        """What it does."""
        return Text(self._label)

    def action_press(self) -> None:
        """Do it."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_press()
