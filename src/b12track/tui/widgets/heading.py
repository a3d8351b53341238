"""The first line of every screen: whose records these are, the five places, the date and the time.

What always holds: the person stays whatever the width; the open place is lit, and each place shows its letter and is a
click. Where the line is narrow the program's name goes first, then the date, then the places but the open one.
"""

from datetime import date

from rich.style import Style
from rich.text import Text
from textual import events
from textual.reactive import reactive
from textual.widget import Widget

from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.text import capital, clip, printable, width
from b12track.tui.actions import TABS
from b12track.tui.view import View

_LEAST_NAME = 8


class Heading(Widget):
    """Who this is about, where one is, and what day it is."""

    DEFAULT_CSS = """
    Heading { height: 1; padding: 0 1; color: $muted; text-wrap: nowrap; }
    """

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self, title: str = "", *, demo: bool = False) -> None:
        super().__init__()
        self._title, self._demo = title, demo

    def watch_view(self, before: View | None, view: View | None) -> None:
        if view is before or _said(view) != _said(before):
            self.refresh()

    def render(self) -> Text:
        """The line, as much of it as the terminal is wide."""
        room = max(self.size.width, 1)
        tabs = self._tabs() if self.view is not None else Text()
        demo = " · demo, nothing is saved" if self._demo else ""
        name = printable(self.view.name) if self.view is not None else ""
        left = self._who(name, demo, room - len(tabs.plain) - 4, title="" if tabs else self._title)
        line = Text.assemble(left, "   " if tabs else "", tabs)
        right = ""
        if self.view is not None:
            now = self.view.now
            forms = (
                f"{show_date(now.date())} {show_time(now)}",
                f"{show_date(now.date(), now.date())} {show_time(now)}",
                show_time(now),
            )
            right = next((form for form in forms if len(form) <= room - width(line.plain) - 3), "")
        line.append(right.rjust(room - width(line.plain)), style=self._colour("muted"))
        line.truncate(room)
        return line

    def _who(self, name: str, demo: str, room: int, title: str) -> Text:
        """The program's name where there is room beside the person's."""
        program = "b12track" if not name or room >= len("b12track · ") + width(name) + len(demo) else ""
        text = Text(program, style=f"bold {self._colour('accent')}")
        if name:
            text.append(" · " if program else "", style=self._colour("muted"))
            text.append(
                clip(name, max(room - len(text.plain), _LEAST_NAME)),
                style=f"bold {self._colour('foreground')}",
            )
        text.append(
            demo if room >= len(text.plain) + len(demo) else " · demo" if demo else "",
            style=self._colour("late"),
        )
        if title:
            text.append(f" · {title}", style=self._colour("muted"))
        return text

    def _tabs(self) -> Text:
        """The places, the letter of each marked, the open one lit."""
        text = Text()
        for number, tab in enumerate(TABS):
            is_open = tab.id == self.app.current_mode
            style = Style.parse(
                f"bold {self._colour('background')} on {self._colour('accent')}"
                if is_open
                else self._colour("foreground")
            ) + Style(meta={"tab": tab.does})
            text.append("" if not number else " ")
            title = capital(tab.title)
            text.append(" ", style).append(title[:1], style + Style(underline=True, bold=True))
            text.append(f"{title[1:]} ", style)
        return text

    async def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked."""
        if does := event.style.meta.get("tab"):
            await self.app.run_action(does)

    def _colour(self, name: str) -> str:
        return self.app.theme_variables[name]


def _said(view: View | None) -> tuple[str, date, str] | None:
    """What the line says of a view: while it says the same, it need not be drawn anew."""
    return (view.name, view.now.date(), show_time(view.now)) if view is not None else None
