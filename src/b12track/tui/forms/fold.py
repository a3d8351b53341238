"""A line that says what is filled in, and opens into its fields with a key or a click.

What always holds: a closed line hides nothing that is wrong; it opens by itself where one of its fields has a fault.
"""

from collections.abc import Iterable

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import printable, width

_LABEL = 13


class Fold(Vertical):
    """A summary with its key; beneath it, once opened, the fields."""

    DEFAULT_CSS = """
    Fold { height: auto; margin: 0 0 1 0; }
    Fold .summary { height: auto; }
    Fold .summary:hover { background: $panel; }
    Fold .inside { height: auto; display: none; padding: 0 0 0 2; }
    Fold.-open .inside { display: block; }
    Fold .inside Field { margin: 0; }
    """

    def __init__(self, key: str, label: str, fields: Iterable[Widget], *, is_open: bool = False) -> None:
        super().__init__(classes="-open" if is_open else "")
        self.key, self.label = key, label
        self._fields = tuple(fields)
        self._summary = Static("", classes="summary", markup=False)
        self._text, self._hint = "", ""
        self._drawn: tuple[int, str, str] | None = None

    def compose(self) -> ComposeResult:
        yield self._summary
        with Vertical(classes="inside"):
            yield from self._fields

    def say(self, text: str, hint: str = "") -> None:
        """What is filled in, and where it comes from."""
        self._text, self._hint = text, hint
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        """Drawn anew only when something differs: each drawing is a layout of the whole form."""
        state = (self.size.width, self._text, self._hint)
        if state == self._drawn:
            return
        self._drawn = state
        colours = self.app.theme_variables
        label = self.label.ljust(_LABEL)
        text = Text()
        text.append(label, colours["muted"])
        text.append(printable(self._text) or "—", colours["foreground"])
        text.append(f"  {self.key}", f"bold {colours['foreground']}")
        hint = printable(self._hint)
        room = self.size.width - width(text.plain) - width(hint)
        if hint and room >= 2:
            text.append(" " * room + hint, colours["muted"])
        self._summary.update(text)

    def open(self) -> None:
        """Open, with the focus in the first field."""
        self.add_class("-open")
        self.query("Input, Picker").first().focus()

    def on_click(self) -> None:
        if not self.has_class("-open"):
            self.open()
