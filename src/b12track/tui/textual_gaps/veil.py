"""What shows through something that lies over a screen, dimmed: a form opens in two thirds of the time.

Textual has every piece of text of the screen below dimmed anew through Rich at each drawing, and draws a form several
times until it is open. Of the styles there are a few dozen. Private name: the picture of another screen.
"""

from functools import lru_cache
from typing import Any, TypeVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from b12track.tui.textual_gaps.layout_once import LaidOutOnce

T = TypeVar("T")
# More than a theme's colours make with each other.
_MOST_STYLES = 2048


class Veil(Visual):
    """A screen as it is drawn, dimmed; what could be clicked there cannot be."""

    def __init__(self, seen: BackgroundScreen) -> None:
        self._screen, self._colour = seen.screen, seen.color

    def render_strips(
        self,
        width: int,  # noqa: ARG002  # the screen below is as wide as the one above
        height: int | None,
        style: Style,  # noqa: ARG002  # every cell has its own
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        """Every line of the screen below."""
        # By what a style is, not by what it says: telling styles apart takes longer than looking the colours up.
        seen: dict[int, RichStyle] = {}
        below = self._screen._compositor.render_strips()[:height]
        lines = []
        for strip in below:
            line = []
            for text, look, _ in strip:
                dimmed = seen.get(id(look))
                if dimmed is None:
                    dimmed = seen[id(look)] = _dimmed(look, self._colour)
                line.append(Segment(text, dimmed))
            lines.append(Strip(line, strip.cell_length))
        return lines

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """As high as the screen."""
        return self._screen.size.height


class Veiled(ModalScreen[T], LaidOutOnce[T]):
    """A screen through which the one below is seen dimly."""

    def render(self) -> Any:
        """What shows through."""
        below = super().render()
        return Veil(below) if isinstance(below, BackgroundScreen) else below


@lru_cache(_MOST_STYLES)
def _dimmed(look: RichStyle | None, colour: Color) -> RichStyle:
    if look is None:
        return RichStyle.null()
    plain = look.clear_meta_and_links()
    colours = [
        (Color.from_rich_color(each) + colour).rich_color if each is not None else None
        for each in (plain.color, plain.bgcolor)
    ]
    return plain + RichStyle.from_color(*colours)
