"""The palette: everything that can be done, found by its name.

What always holds: what is shown is there with the key that asked for it, so that a name and Enter may be typed in one
breath.
"""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from b12track.domain.wording.text import clip, pad, width, wrap
from b12track.tui.actions import Command
from b12track.tui.app import OURS, B12App
from b12track.tui.forms.modal import Modal
from b12track.tui.widgets.chooser import Chooser
from b12track.tui.widgets.frame import Frame
from b12track.tui.widgets.line import Line
from b12track.tui.widgets.scroll import Scroll

# The least that is worth a column of its own, and how far words go in that have none.
_LEAST_ROOM, _INDENT = 20, 4


class Commands(Chooser[Command], can_focus=False):
    """What was found, each with what it is for."""

    NOTHING = "There is nothing by that name."
    IS_LED = True

    def draw(self, item: Command, room: int) -> list[Text]:
        """The name, and beside it what it is for; where that has no room on the line, on those below."""
        colours = self.app.theme_variables
        names = max(width(command.title) for command in self.items) + 2
        beside = room - names >= _LEAST_ROOM
        first, *further = wrap(item.help, room - names) if beside else ("", *wrap(item.help, room - _INDENT))
        lines = [Text(clip(pad(item.title, names), room), style=colours["foreground"])]
        lines[0].append(first, f"not bold {colours['muted']}")
        indent = " " * (names if beside else _INDENT)
        return [*lines, *(Text(indent + words, f"not bold {colours['muted']}") for words in further)]


class Palette(Modal[Command]):
    """Every command by its name."""

    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette #box {
        width: 90; max-width: 100%; height: auto; max-height: 100%; margin: 1 0; padding: 0 1;
        border: round $notice; border-title-color: $foreground; border-subtitle-color: $muted;
        background: $surface;
    }
    Palette Scroll { height: auto; max-height: 1fr; margin: 1 0 0 0; }
    """
    AUTO_FOCUS = "Line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back"),
        Binding("ctrl+p", "leave", "back", show=False),
        Binding("down", "step(1)", "next", show=False, priority=True),
        Binding("up", "step(-1)", "previous", show=False, priority=True),
        Binding("pagedown", "leaf(1)", "a page down", show=False),
        Binding("pageup", "leaf(-1)", "a page up", show=False),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)
        self.line = Line(placeholder="e.g. visit")
        self.found = Commands(commands)

    def compose(self) -> ComposeResult:
        with Frame("What would you like to do?", "↑ ↓ choose · Enter does it · Esc back"):
            yield self.line
            with Scroll():
                yield self.found

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.found.show(matching(self._commands, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.found.action_open()

    def on_chooser_opened(self, event: Commands.Opened) -> None:
        event.stop()
        self.dismiss(event.item)

    def action_step(self, by: int) -> None:
        """The command below or above."""
        self.found.action_step(by)

    def action_leaf(self, by: int) -> None:
        """Some commands further or back."""
        self.found.action_leaf(by)


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """The commands that hold every word that was typed: those whose name begins so first, then by name, then by use."""
    words = typed.casefold().split()
    ranked: list[tuple[int, Command]] = []
    for command in commands:
        name, said = command.title.casefold(), f"{command.title} {command.help}".casefold()
        if all(word in said for word in words):
            rank = 2 if not all(word in name for word in words) else int(not name.startswith(" ".join(words)))
            ranked.append((rank, command))
    return [command for _, command in sorted(ranked, key=lambda found: found[0])]


async def open_palette(app: B12App) -> None:
    """Find a command, and do it."""
    command = await app.ask(Palette(app.commands()))
    if command is not None:
        app.call_later(partial(app.run_action, command.does))


async def choose_theme(app: B12App) -> None:
    """Light, dark or high contrast."""
    from b12track.tui.forms.choice import Choice
    from b12track.tui.forms.picking import Option

    titles = {name.removeprefix("b12track-").replace("-", " "): name for name in OURS}
    options = [Option(title[0], title.capitalize(), name) for title, name in titles.items()]
    name = await app.ask(Choice("Colours", "Which colours are easiest on your eyes?", options))
    if name is not None:
        app.theme = name
