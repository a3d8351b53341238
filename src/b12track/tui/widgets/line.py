"""A line to type in.

What always holds: what is pasted comes whole. Textual's own takes the first line of it and drops the others unsaid.
"""

from textual import events
from textual.widgets import Input


class Line(Input):
    """One line of text; pasted lines are joined."""

    def __init__(
        self, value: str = "", placeholder: str = "", *, id: str | None = None, selected: bool = False
    ) -> None:
        super().__init__(value, placeholder, select_on_focus=selected, id=id)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        lines = event.text.replace("\t", " ").splitlines()
        text = " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else "".join(lines)
        self.replace(text, *self.selection)
