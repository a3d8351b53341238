"""The first line of every screen: the program, the person, the date and the time."""

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.text import clip, printable, width
from b12track.tui.view import View


class Heading(Widget):
    """Who this is about, and what day it is."""

    DEFAULT_CSS = """
    Heading { height: 1; padding: 0 1; color: $muted; text-wrap: nowrap; }
    """

    view: reactive[View | None] = reactive(None)

    def __init__(self, title: str = "", *, demo: bool = False) -> None:
        super().__init__()
        self._title, self._demo = title, demo

    def render(self) -> Text:
        """The line, cut where the terminal is narrow: the person stays, the date goes first."""
        room = self.size.width
        name = printable(self.view.name) if self.view is not None else ""
        left = Text("b12track", style=f"bold {self._colour('accent')}")
        if name:
            left.append(" · ", style=self._colour("muted"))
            left.append(clip(name, max(room - 11, 4)), style=f"bold {self._colour('foreground')}")
        if self._demo:
            left.append(" · demo, nothing is kept", style=self._colour("late"))
        if self._title:
            left.append(f" · {self._title}", style=self._colour("muted"))
        right = self._moment(room - width(left.plain) - 2)
        left.append(right.rjust(room - width(left.plain)), style=self._colour("muted"))
        left.truncate(max(room, 1))
        return left

    def _moment(self, room: int) -> str:
        if self.view is None:
            return ""
        now = self.view.now
        forms = (
            f"{show_date(now.date())} {show_time(now)}",
            f"{show_date(now.date(), now.date())} {show_time(now)}",
            show_time(now),
        )
        return next((form for form in forms if len(form) <= room), "")

    def _colour(self, name: str) -> str:
        return self.app.theme_variables[name]
