"""One line above the keys: what was saved, or what was wrong."""

from typing import NamedTuple

from textual.widgets import Static

from b12track.domain.wording.text import printable


class Message(NamedTuple):
    """What the app last said, and whether it is a fault."""

    text: str = ""
    is_fault: bool = False


class MessageLine(Static):
    """Where the app says what it did."""

    DEFAULT_CSS = """
    MessageLine { height: auto; min-height: 1; max-height: 3; padding: 0 1; color: $calm; }
    MessageLine.-fault { color: $urgent; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="-quiet")

    def on_mount(self) -> None:
        self.watch(self.app, "message", self.show)

    def show(self, message: Message) -> None:
        """Say this from now on."""
        self.set_class(message.is_fault, "-fault")
        self.set_class(not message.text, "-quiet")
        sign = ("▲ " if message.is_fault else "✓ ") if message.text else ""
        self.update(sign + printable(message.text))
