"""The picture itself: drawn anew for every size, one large or several small.

What always holds: all drawing happens in the app's own thread, because the charts share one canvas.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual.widget import Widget

from b12track.domain.wording.text import width
from b12track.usecases.look.charts import Palette

Colour = tuple[int, int, int]
Draw = Callable[[int, int, Palette], str]

_GUTTER = 2
_SIDE_BY_SIDE = 72
_LEAST_ROWS = 6
_TALLEST = 24


class Picture(NamedTuple):
    """What is to be drawn, one chart or several, and what tells it from another picture."""

    draws: tuple[Draw, ...]
    of: tuple[object, ...]


class Chart(Widget):
    """One chart as large as there is room, or several small ones beside and below each other."""

    DEFAULT_CSS = """
    Chart { height: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._drawn: tuple[tuple[object, ...], Text] | None = None

    def show(self, picture: Picture) -> None:
        """Show this from now on."""
        self._picture = picture
        self.refresh()

    def render(self) -> Text:
        """The picture at the size that there is."""
        picture, columns, rows = self._picture, self.size.width, self.size.height
        if picture is None or columns < 1 or rows < 1:
            return Text()
        key = (picture.of, columns, rows, self.app.theme)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self._drawing(picture.draws, columns, rows)
        return self._drawn[1]

    def _drawing(self, draws: Sequence[Draw], columns: int, rows: int) -> Text:
        palette = palette_of(self.app.theme_variables)
        if len(draws) == 1:
            return as_text(draws[0](columns, rows, palette))
        across = 2 if columns >= _SIDE_BY_SIDE else 1
        down = -(-len(draws) // across)
        down = max(min(down, rows // _LEAST_ROWS), 1)
        without_room = max(len(draws) - down * across, 0)
        rows -= 1 if without_room else 0
        each = (columns - _GUTTER * (across - 1)) // across
        height = max(min(rows // down, _TALLEST), 1)
        lines: list[Text] = []
        for row in range(down):
            beside = [
                as_text(draw(each, height, palette)).split("\n", allow_blank=True)
                for draw in draws[row * across : (row + 1) * across]
            ]
            for number in range(height):
                line = Text(no_wrap=True)
                for place, chart in enumerate(beside):
                    part = chart[number] if number < len(chart) else Text()
                    line.append_text(part)
                    if place + 1 < len(beside):
                        line.append(" " * (each + _GUTTER - width(part.plain)))
                lines.append(line)
        if without_room:
            said = (
                "1 more symptom does not fit here: ↑ ↓ shows it"
                if without_room == 1
                else f"{without_room} more symptoms do not fit here: ↑ ↓ shows them one by one"
            )
            lines.append(Text(said, style=self.app.theme_variables["muted"]))
        return Text("\n", no_wrap=True).join(lines)


def as_text(drawing: str) -> Text:
    """A drawing with its colours."""
    text = Text.from_ansi(drawing)
    text.no_wrap = True
    return text


def palette_of(colours: dict[str, str]) -> Palette:
    """The theme's colours for a drawing."""
    return Palette(
        data=_rgb(colours["muted"]),
        line=_rgb(colours["notice"]),
        faint=_between(_rgb(colours["line"]), _rgb(colours["muted"])),
        dose=_rgb(colours["late"]),
        note=_rgb(colours["accent"]),
        good=_rgb(colours["calm"]),
        text=_rgb(colours["foreground"]),
    )


def _rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _between(one: Colour, other: Colour) -> Colour:
    """Quiet, but still to be seen: what is drawn in it lies behind everything else."""
    return (one[0] + other[0]) // 2, (one[1] + other[1]) // 2, (one[2] + other[2]) // 2
