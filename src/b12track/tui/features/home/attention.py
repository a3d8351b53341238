"""What needs attention: at most four flags, the rest folded into one line; each opens the thing it is about."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from b12track.domain.rules.flag import SHAPES, Flag
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.text import in_lines, printable, wrap
from b12track.tui.theme import COLOURS
from b12track.tui.view import View

MOST = 4
NOTHING = "Nothing open in the record. b12track does not watch for danger signs: ? when to seek care."


class Attention(Widget, can_focus=True):
    """The flags in short; Tab comes here, up and down choose, Enter opens. A click leaves the focus in the log."""

    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "previous", show=False),
        Binding("enter", "open", "open"),
    ]

    view: reactive[View | None] = reactive(None, repaint=False)
    chosen: reactive[int] = reactive(0)

    class Opened(Message):
        """A flag is to be opened; None is the list of all."""

        def __init__(self, flag: Flag | None) -> None:
            super().__init__()
            self.flag = flag

    def on_mount(self) -> None:
        self.border_title = "Needs attention"

    def watch_view(self, before: View | None, view: View | None) -> None:
        # After a save those from before stand until it is known what they are by now; most often they stay.
        if before is None or view is None or view is before or view.flags != before.flags:
            self.refresh()

    def flags(self) -> Sequence[Flag]:
        """All of them, as far as they are worked out."""
        return (self.view.flags if self.view is not None else None) or ()

    def render(self) -> Text:
        """Each flag with its shape, as many of its lines as there is room for."""
        colours = self.app.theme_variables
        if self.view is None or self.view.flags is None:
            return Text("…", style=colours["muted"])
        shown, room = shown_of(self.flags()), max(self.size.width - 2, 8)
        if not shown:
            return Text("\n").join(Text(line, style=colours["muted"]) for line in wrap(NOTHING, room + 2))
        if self.size.height <= 1:
            flag, others = shown[0], len(self.flags()) - 1
            style = Style(color=colours[COLOURS[flag.severity]], meta={"flag": 0}, reverse=self.has_focus)
            tail = f" +{others} (f)" if others else ""
            text = f"{SHAPES[flag.severity]} {in_lines(printable(flag.text), max(room - len(tail), 4), 1)[0]}"
            return Text.assemble((text, style), (tail, Style(meta={"flag": -1})))
        rest = folded(self.flags(), shown)
        wanted = [len(wrap(printable(flag.text), room)) for flag in shown]
        counts = _share(wanted, self.size.height - bool(rest))
        airy = sum(counts) + len(counts) + bool(rest) <= self.size.height and self.size.height >= 12
        out: list[Text] = []
        for number, (flag, count) in enumerate(zip(shown, counts)):
            kept = in_lines(printable(flag.text), room, count)
            is_chosen = self.has_focus and number == self.chosen
            style = Style(meta={"flag": number}, reverse=is_chosen)
            shape = Style(color=colours[COLOURS[flag.severity]], bold=True)
            for line, text in enumerate(kept):
                mark = SHAPES[flag.severity] if line == 0 else " "
                out.append(Text.assemble((f"{mark} ", shape + style), (text, style)))
            if airy:
                out.append(Text())
        if rest:
            is_chosen = self.has_focus and self.chosen == len(shown)
            out.append(Text(f"  {rest}", Style(color=colours["muted"], meta={"flag": -1}, reverse=is_chosen)))
        return Text("\n", no_wrap=True).join(out)

    def action_step(self, by: int) -> None:
        """Choose the flag below or above."""
        shown = shown_of(self.flags())
        last = len(shown) - 1 + bool(folded(self.flags(), shown))
        self.chosen = min(max(self.chosen + by, 0), max(last, 0))

    def action_open(self) -> None:
        """Open what the chosen flag is about."""
        self._open(self.chosen)

    def on_click(self, event: events.Click) -> None:
        """A click on a flag opens it."""
        number = event.style.meta.get("flag")
        if number is not None:
            self._open(number)

    def _open(self, number: int) -> None:
        shown = shown_of(self.flags())
        self.post_message(self.Opened(shown[number] if 0 <= number < len(shown) else None))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


def shown_of(flags: Sequence[Flag]) -> list[Flag]:
    """The flags to show one by one: what is more than small, or the small ones where there is nothing else."""
    larger = [flag for flag in flags if flag.severity != "info"]
    return (larger or list(flags))[:MOST]


def folded(flags: Sequence[Flag], shown: Sequence[Flag]) -> str:
    """The rest in one line."""
    rest = flags[len(shown) :]
    if not rest:
        return ""
    thing = "smaller thing" if all(flag.severity == "info" for flag in rest) else "more thing"
    return f"{counted(len(rest), thing)} (f)"


def _share(wanted: Sequence[int], lines: int) -> list[int]:
    """How many lines each gets: one at least, the first what it needs, then two each, then the rest in order."""
    counts = [1] * len(wanted)
    most_each = [wanted, [min(want, 2) for want in wanted], wanted]
    for step, most in enumerate(most_each):
        for number in range(len(wanted)) if step else range(min(len(wanted), 1)):
            counts[number] += max(min(most[number] - counts[number], lines - sum(counts)), 0)
    return counts
