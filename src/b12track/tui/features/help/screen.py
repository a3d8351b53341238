"""Help: the keys of the place one came from, then all others; on its second page when to seek care.

What always holds: the keys come from the one table of actions, so that no key is without its line here; the first line
of the first page names the second.
"""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.reference.care import NOT_WATCHED, SIGNS, SOURCES
from b12track.domain.reference.numbers import WHAT_NUMBERS_MEAN
from b12track.domain.wording.page_phrases import PROMISE
from b12track.domain.wording.text import pad, width, wrap
from b12track.tui.actions import ACTIONS, APP, actions_of, bindings_for
from b12track.tui.screen import FeatureScreen
from b12track.tui.widgets.scroll import Page

_MOST = 110
_KEY = 5
_TITLE = 18
_BESIDE = 64
_SCOPES = {
    APP: "Everywhere but in text fields",
    "home": "Home",
    "graphs": "Graphs",
    "list": "List",
    "plan": "Plan",
    "report": "Report",
    "people": "People",
}
_LOG = (
    ("0-9", "score the row and go to the next; t is ten"),
    ("↓", "leave the row empty"),
    ("⌫", "go back and clear"),
    ("← →", "change the score by one"),
    ("Enter", "save the day"),
)


class HelpScreen(FeatureScreen):
    """What somebody in doubt looks for."""

    HEADING = "help"
    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("help"),
        Binding("question_mark", "turn", "when to seek care", key_display="?"),
    ]
    AUTO_FOCUS = "#body"

    def __init__(self) -> None:
        super().__init__()
        self._is_on_care = False

    def compose_body(self) -> Iterable[Widget]:
        with Page(id="body"):
            yield Static("", id="text", markup=False)

    def on_screen_resume(self) -> None:
        self._is_on_care = False
        self._show()

    def on_resize(self) -> None:
        self._show()

    def action_turn(self) -> None:
        """The other page."""
        self._is_on_care = not self._is_on_care
        self._show()

    def _show(self) -> None:
        room = min(max(self.size.width - 6, 20), _MOST)
        lines = self._care(room) if self._is_on_care else self._keys(room)
        self.query_one("#text", Static).update(Text("\n", no_wrap=True).join(lines))
        self.query_one("#body").scroll_home(animate=False)

    def _keys(self, room: int) -> list[Text]:
        """The keys of the place that one came from, and all others."""
        colours = self.app.theme_variables
        came_from = self.app.came_from
        lines = [
            Text(line, style=colours["late"]) for line in wrap("When to seek care: press ? once more.", room)
        ]
        lines.append(Text())
        for scope in sorted(_SCOPES, key=lambda scope: scope != came_from):
            lines.append(self._title(_SCOPES[scope]))
            if scope == "home":
                lines += [self._key(key, "", said, room) for key, said in _LOG]
            lines += [
                self._key(a.key_name(self.app.keys), a.title, a.help, room)
                for a in actions_of(scope)
                if a.key
            ]
            lines.append(Text())
        without = ", ".join(action.title for action in ACTIONS if not action.key)
        lines.append(self._key("ctrl+p", "", f"find all of this by name, also {without}", room))
        return lines

    def _care(self, room: int) -> list[Text]:
        """When to seek care, and what b12track promises and does not."""
        colours = self.app.theme_variables
        lines = [self._title("When to seek care")]
        marks = []
        for sign in SIGNS:
            marks.append(sign.mark)
            lines += self._paragraph(f"{sign.what}: ", f"{sign.turn_to}. [{sign.mark}]", room)
        known = "; ".join(f"[{mark}] {SOURCES[mark]}" for mark in dict.fromkeys(marks))
        lines += [Text(line, style=colours["muted"]) for line in wrap(known, room)]
        lines += [Text(line, style=colours["late"]) for line in wrap(NOT_WATCHED, room)]
        lines += [Text(), self._title("What b12track does and does not do")]
        lines += [Text(line) for line in wrap(PROMISE, room)]
        lines += [Text(), self._title("What the numbers mean")]
        for said in WHAT_NUMBERS_MEAN:
            lines += self._paragraph("", said, room)
        lines += [Text(), Text("The keys: press ? once more.", style=colours["muted"])]
        return lines

    def _title(self, text: str) -> Text:
        return Text(text, style=f"bold {self.app.theme_variables['notice']}")

    def _paragraph(self, what: str, said: str, room: int) -> list[Text]:
        """A sign and where to turn; the second in bold where it follows on the same line."""
        colours, lines = self.app.theme_variables, []
        for number, line in enumerate(wrap(f"{what}{said}", room - 2)):
            text = Text("· " if not number else "  ", style=colours["muted"])
            text.append(line, colours["foreground"])
            lines.append(text)
        start = len(what)
        for text in lines:
            size = len(text.plain) - 2
            if start < size:
                text.stylize("bold", max(start, 0) + 2)
            start -= size + 1
        return lines

    def _key(self, key: str, title: str, said: str, room: int) -> Text:
        colours = self.app.theme_variables
        columns = _KEY if width(key) < _KEY else width(key) + 1
        text = Text(pad(key, columns), style=f"bold {colours['foreground']}")
        if room < _BESIDE:
            said, title = title or said, ""
        if title:
            text.append(pad(title, _TITLE), f"not bold {colours['foreground']}")
        lines = wrap(said, max(room - width(text.plain), 10))
        indent = " " * width(text.plain)
        for number, line in enumerate(lines):
            text.append(("\n" + indent if number else "") + line, f"not bold {colours['muted']}")
        return text
