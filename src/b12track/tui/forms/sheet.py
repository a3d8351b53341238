"""A list that lies over a screen, of which one is picked."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget

from b12track.tui.forms.modal import Modal
from b12track.tui.view import View
from b12track.tui.widgets.chooser import Chooser
from b12track.tui.widgets.frame import Frame
from b12track.tui.widgets.scroll import Scroll

T = TypeVar("T")


class Sheet(Modal[T]):
    """Whose it is, the rows, and the keys; the row that is opened is the answer."""

    HEADING = ""
    KEYS = "↑ ↓ choose · Enter opens · Esc back"
    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("sheet.tcss")
    AUTO_FOCUS = "Chooser"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back")]

    def __init__(self, view: View) -> None:
        super().__init__()
        self.list_view = view

    def compose(self) -> ComposeResult:
        with Frame(f"{self.HEADING} · {self.list_view.name}", self.KEYS), Scroll():
            yield from self.compose_rows()

    def compose_rows(self) -> Iterable[Widget]:
        """The rows, or what is said where there are none."""
        raise NotImplementedError

    def on_chooser_opened(self, event: Chooser.Opened) -> None:
        event.stop()
        self.dismiss(event.item)
