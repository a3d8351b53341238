"""Everybody, two lines each, worst first; one is chosen.

What always holds: a file that cannot be read stands on top and says "status unknown", never a date.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from b12track.domain.rules.overview import Overview
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.phrases import days
from b12track.domain.wording.text import clip, pad, printable, width, wrap
from b12track.usecases.look.everybody import Seen

_COLOURS = {"overdue": "urgent", "late": "late", "due": "notice"}
_NAME_MOST = 24
_LINES_EACH = 3


class Persons(Widget, can_focus=True):
    """The people, of whom one is chosen."""

    DEFAULT_CSS = """
    Persons { height: auto; min-height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "", show=False),
        Binding("up", "step(-1)", "", show=False),
        Binding("enter", "open", "open"),
    ]

    class Opened(Message):
        """The chosen person is to be opened."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self._seen: Sequence[Seen] = ()
        self._chosen = 0

    def show(self, seen: Sequence[Seen], chosen: Path | None = None) -> None:
        """Show these people; the one who was chosen stays so, by their file."""
        if chosen is None and self._chosen < len(self._seen):
            chosen = self._seen[self._chosen].path
        self._seen = seen
        self._chosen = next((n for n, person in enumerate(seen) if person.path == chosen), 0)
        self.refresh(layout=True)

    def render(self) -> Text:
        """Everybody."""
        room, colours = max(self.size.width, 1), self.app.theme_variables
        if not self._seen:
            return Text("Nobody is entered yet: a begins.", style=colours["muted"])
        most = min(_NAME_MOST, room // 3)
        names = max(min(width(printable(person.name)), most) for person in self._seen)
        lines: list[Text] = []
        for number, person in enumerate(self._seen):
            lines += self._person(number, person, names, room, colours)
        return Text("\n", no_wrap=True, overflow="crop").join(lines)

    def _person(
        self, number: int, person: Seen, names: int, room: int, colours: dict[str, str]
    ) -> list[Text]:
        overview = person.overview
        is_chosen = number == self._chosen
        meta = Style(
            meta={"person": number}, bgcolor=colours["panel"] if is_chosen else None, bold=is_chosen or None
        )
        name = pad(clip(printable(person.name), names), names)
        indent = names + 4
        if overview is None:
            head, colour, facts = "▲ STATUS UNKNOWN", colours["urgent"], person.doubtful
        else:
            headline = headline_of(overview)
            head = f"{headline.shape} {headline.words} {headline.when}".rstrip()
            colour = colours[_COLOURS.get(overview.status.name, "foreground")]
            facts = " · ".join(filter(None, (person.doubtful, _facts(overview))))
        pointer = "▸" if is_chosen else " "
        first = Text(style=meta)
        first.append(f"{pointer} ", colours["accent"])
        first.append(f"{name}  ", colours["foreground"])
        first.append(clip(printable(head), max(room - indent, 4)), f"bold {colour}")
        first.append(" " * max(room - width(first.plain), 0))
        lines = [first]
        for line in wrap(printable(facts), max(room - indent, 12))[:_LINES_EACH]:
            text = Text(" " * indent, style=Style(meta={"person": number}))
            text.append(line, colours["muted"])
            lines.append(text)
        return [*lines, Text()]

    def action_step(self, by: int) -> None:
        """The person below or above."""
        self._chosen = min(max(self._chosen + by, 0), max(len(self._seen) - 1, 0))
        self.refresh()

    def action_open(self) -> None:
        """Open the chosen person."""
        if self._seen:
            self.post_message(self.Opened(self._chosen))

    def on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("person")
        if number is not None:
            self._chosen = number
            self.refresh()
            self.post_message(self.Opened(number))


def _facts(overview: Overview) -> str:
    """ "last Mon 17 Aug (96 days ago) · no visit recorded"."""
    said = []
    if overview.last is not None:
        ago = overview.days_since_last or 0
        when = "today" if ago == 0 else f"{days(ago)} ago"
        said.append(f"last {show_date(overview.last.given_on, overview.today)} ({when})")
    else:
        said.append("no injection recorded")
    visit = overview.visit
    if visit is None:
        said.append("no visit recorded")
    else:
        said.append(f"{visit.purpose} {show_date(visit.on, overview.today)} {show_time(visit.at)}")
    course = overview.course
    if course is not None and course.to_confirm:
        said.append(f"{course.phase.name} not confirmed")
    return " · ".join(said)
