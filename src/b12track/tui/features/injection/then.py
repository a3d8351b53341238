"""The lines that say how it was the last time, and what a dose would do to the plan: counted or extra."""

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import printable
from b12track.tui.features.injection.reading import Then
from b12track.tui.widgets.flow import flow

_LABEL = 13


class LastLine(Static):
    """As it was the last time, all of it in words: `=` or a click takes it."""

    DEFAULT_CSS = """
    LastLine { height: auto; }
    LastLine:hover { background: $panel; }
    """

    class Taken(Message):
        """It is to be as it was the last time."""

    def __init__(self, words: str) -> None:
        super().__init__(f"=  as last time: {printable(words)}", markup=False)

    def on_click(self) -> None:
        self.post_message(self.Taken())


class ThenLine(Widget):
    """Counts, or extra: `x` or a click turns it round."""

    DEFAULT_CSS = """
    ThenLine { height: auto; }
    ThenLine:hover { background: $panel; }
    """

    class Turned(Message):
        """It is to be the other one."""

    def __init__(self) -> None:
        super().__init__()
        self.then: Then | str = ""
        self.is_extra = False

    def show(self, then: Then | str, *, is_extra: bool) -> None:
        """Show what follows, or why nothing does."""
        if (then, is_extra) == (self.then, self.is_extra):
            return
        self.then, self.is_extra = then, is_extra
        self.refresh(layout=True)

    def render(self) -> Text:
        """How the dose meets its date, and the two ways to count it."""
        return Text("\n", no_wrap=True).join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line, or two where there is no room."""
        return len(self._lines(width))

    def _lines(self, columns: int) -> list[Text]:
        colours = self.app.theme_variables
        label = Text("Then".ljust(_LABEL), style=colours["muted"])
        if isinstance(self.then, str):
            return self._broken(Text.assemble(label, self.then), columns)
        met = "" if self.is_extra else self.then.timing
        items = [Text(met, style=colours["calm" if met == "on time" else "late"])] if met else []
        for is_extra, words in ((False, self.then.counts), (True, self.then.extra)):
            is_it = is_extra == self.is_extra
            items.append(
                Text.assemble(
                    ("◉ " if is_it else "○ ", Style(color=colours["notice" if is_it else "muted"])),
                    ("x " if not is_it else "", Style(color=colours["foreground"], bold=True)),
                    (words, Style(color=colours["foreground" if is_it else "muted"])),
                )
            )
        first, *others = flow(items, columns, first=_LABEL, indent=_LABEL)
        return [part for line in (label + first, *others) for part in self._broken(line, columns)]

    def _broken(self, line: Text, columns: int) -> list[Text]:
        """A line that is too long for a narrow terminal in several, each beneath the words and not the label."""
        room = columns - _LABEL
        if line.cell_len <= columns or room < 1:
            return [line]
        head, *rest = line[_LABEL:].wrap(self.app.console, room)
        return [line[:_LABEL] + head, *(Text(" " * _LABEL) + part for part in rest)]

    def on_click(self) -> None:
        self.post_message(self.Turned())
