"""All flags in full, the most severe first; those that were put away stand below."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.rules.flag import SHAPES, Flag
from b12track.domain.wording.text import printable
from b12track.tui.features.home.attention import NOTHING
from b12track.tui.forms.modal import Modal
from b12track.tui.sizes import HEIGHTS, WIDTHS
from b12track.tui.theme import COLOURS
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Scroll


class FlagRow(Widget, can_focus=True):
    """One flag: its severity as a shape and a word, and its sentence."""

    DEFAULT_CSS = """
    FlagRow { height: auto; padding: 0 1; margin: 0 0 1 0; }
    FlagRow:focus { background: $panel; }
    FlagRow:hover { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "pick", "open")]

    class Picked(Message):
        """This flag is to be opened."""

        def __init__(self, flag: Flag) -> None:
            super().__init__()
            self.flag = flag

    def __init__(self, flag: Flag) -> None:
        super().__init__()
        self.flag = flag

    def render(self) -> Text:
        colours = self.app.theme_variables
        return Text.assemble(
            (
                f"{SHAPES[self.flag.severity]} {self.flag.severity}  ",
                f"bold {colours[COLOURS[self.flag.severity]]}",
            ),
            printable(self.flag.text),
        )

    def action_pick(self) -> None:
        self.post_message(self.Picked(self.flag))

    def on_click(self) -> None:
        self.action_pick()


class FlagList(Modal[Flag | None]):
    """Pick one to open it."""

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("listing.tcss")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "FlagRow"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back"),
        Binding("f", "leave", "back", show=False),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        flags, away = self._view.flags or (), self._view.away
        with Vertical(id="box") as box:
            box.border_title = printable(f"Needs attention · {self._view.name}").replace("[", "\\[")
            box.border_subtitle = "↑ ↓ choose · Enter opens · Esc back"
            with Scroll():
                if not flags:
                    yield Static(NOTHING, classes="aside")
                for flag in flags:
                    yield FlagRow(flag)
                if away:
                    yield Static("Put away until their records change", classes="aside")
                for flag in away:
                    yield FlagRow(flag)

    def on_flag_row_picked(self, event: FlagRow.Picked) -> None:
        self.dismiss(event.flag)

    def action_leave(self) -> None:
        self.dismiss(None)
