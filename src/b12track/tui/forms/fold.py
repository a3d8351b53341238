"""A line that says what is filled in, and opens into its fields with a key or a click.

What always holds: a closed line hides nothing that is wrong; it opens by itself where one of its fields has a fault.
Its fields are made with it and put on the screen only when it opens: most are never looked at, and each costs the form
a part of its opening.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from b12track.domain.wording.text import printable, width
from b12track.tui.app import B12App
from b12track.tui.forms.fields import Field

_LABEL = 13


class Fold(Vertical):
    """A summary with its key; beneath it, once opened, the fields."""

    app = getters.app(B12App)
    DEFAULT_CSS = """
    Fold { height: auto; margin: 0 0 1 0; }
    Fold .summary { height: auto; }
    Fold .summary:hover { background: $panel; }
    Fold .inside { height: auto; padding: 0 0 0 2; }
    Fold .inside Field { margin: 0; }
    """

    def __init__(self, key: str, label: str, fields: Iterable[Field[Any]], *, is_open: bool = False) -> None:
        super().__init__()
        self.key, self.label = key, label
        self.fields = tuple(fields)
        self.is_open = is_open
        self._summary = Static("", classes="summary", markup=False)
        self._text, self._hint = "", ""
        self._drawn: tuple[int, str, str] | None = None

    def compose(self) -> ComposeResult:
        yield self._summary
        if self.is_open:
            yield Vertical(*self.fields, classes="inside")

    @property
    def folded(self) -> tuple[Field[Any], ...]:
        """The fields that are not on the screen."""
        return () if self.is_open else self.fields

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

    def unfold(self, focus: Field[Any] | None = None) -> None:
        """Open, with the focus in a field: the first one, if no other is named."""
        self.app.do(partial(self._unfold, focus or self.fields[0]))

    async def _unfold(self, focus: Field[Any]) -> None:
        if not self.is_open:
            self.is_open = True
            await self.mount(Vertical(*self.fields, classes="inside"))
        focus.control.focus()

    def on_click(self) -> None:
        if not self.is_open:
            self.unfold()
