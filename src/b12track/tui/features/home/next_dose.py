"""The card of the next dose: the largest thing on the screen."""

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from b12track.domain.wording.phrases import UNCONFIRMED
from b12track.domain.wording.text import clip, clip_parts, in_lines, printable, shortened, width, wrap
from b12track.tui.features.home.words import Bar, Card, card_of
from b12track.tui.view import View
from b12track.tui.widgets.numerals import large

_BAR_LEAST = 8
_BAR_MOST = 60
_IN_SHORT = 2


class NextDose(Widget):
    """When the next dose is wanted: a number drawn large, a shape, words, and what they rest on."""

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._card: Card | None = None

    def on_mount(self) -> None:
        self.border_title = "Next dose"

    def watch_view(self, before: View | None, view: View | None) -> None:
        if view is not None and view.tells_only_flags(before):
            return
        was, self._card = self._card, card_of(view.overview) if view is not None else None
        if self._card == was and view is not before:  # as after most evening logs
            return
        self.refresh()
        if self._card is not None:
            for name in ("urgent", "late", "notice", "calm"):
                self.set_class(name == self._card.severity, f"-{name}")

    def render(self) -> Text:
        """The headline beside its number, then the facts."""
        if self._card is None:
            return Text()
        card, room = self._card, max(self.size.width, 1)
        colours = self.app.theme_variables
        strong = f"bold {colours['foreground' if card.severity == 'calm' else card.severity]}"
        if self.size.height <= _IN_SHORT:
            headline = card.headline
            words = printable(" ".join(filter(None, (str(headline), *card.beneath[:1]))))
            # What does not fit goes from the end, but never that a move is not confirmed.
            if width(words) > room and UNCONFIRMED in headline.when:
                words = f"{headline.shape} {headline.words}, {UNCONFIRMED}"
            return Text(shortened(words, room), strong, no_wrap=True)
        top = self._headline(card, room, strong)
        facts: list[Text] = []
        for text in card.lines[:2]:
            if (left := self.size.height - len(top) - len(facts)) > 0:
                facts += map(Text, in_lines(printable(text), room, left))
        if card.bar is not None:
            facts.append(self._bar(card.bar, room, colours))
        facts += [_labelled(text, room, colours["muted"]) for text in card.lines[2:]]
        more = [_labelled(text, room, colours["muted"]) for text in card.more]
        spare = self.size.height - len(top) - len(facts)
        if spare >= 2:
            top.append(Text())
        if spare >= 3:
            top.insert(0, Text())
        if spare >= 3 + len(more):
            facts += more
        return Text("\n", no_wrap=True).join(top + facts)

    def _headline(self, card: Card, room: int, strong: str) -> list[Text]:
        """The large number on the left where it fits, the words beside it."""
        height = self.size.height
        picture = large(card.number, twice=height >= 13 and room >= 48) if card.number and height >= 7 else []
        indent = width(picture[0]) + 3 if picture else 0
        words = f"{card.headline.shape} {card.headline.words}"
        if picture and indent + width(words) > room:
            picture, indent = [], 0
        column = max(room - indent, 1)
        beside = [(line, strong) for line in wrap(words, column)]
        quiet = self.app.theme_variables["foreground"]
        for text in (card.headline.when, *card.beneath):
            beside += [(line, quiet) for line in wrap(printable(text), column)] if text else []
        beside = [("", quiet)] * ((len(picture) - len(beside)) // 2) + beside
        lines = []
        for number in range(max(len(picture), len(beside))):
            left = picture[number] if number < len(picture) else " " * max(indent - 3, 0)
            text, style = beside[number] if number < len(beside) else ("", quiet)
            lines.append(Text.assemble((left, strong), " " * (3 if indent else 0), (text, style)))
        return lines

    def _bar(self, bar: Bar, room: int, colours: dict[str, str]) -> Text:
        columns = min(room - width(bar.words) - 2, _BAR_MOST)
        if columns < _BAR_LEAST:
            return Text(clip(bar.words, room))
        full = min(round(columns * bar.gone / bar.whole), columns) if bar.whole else columns
        return Text.assemble(
            ("━" * full, colours["notice"]),
            ("╌" * (columns - full), colours["line"]),
            (f"  {bar.words}", colours["muted"]),
        )


def _labelled(text: str, room: int, muted: str) -> Text:
    """A line whose first word names it: "Last   Fri 30 Oct"; what finds no room behind it is left out whole."""
    label, gap, rest = printable(text).partition("  ")
    if not gap:
        return Text(clip(label, room))
    indent = f"{label}  {rest[: len(rest) - len(rest.lstrip())]}"
    return Text.assemble((indent, muted), clip_parts(rest.lstrip(), max(room - len(indent), 1)))
