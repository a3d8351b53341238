"""What the pictures of the page share: their sheet, their greys, their shapes, and text made safe.

What always holds: it says the same in grey as in colour; shapes are drawn, so that no font has to hold them; nothing
outside is referred to; every text that came from a user is escaped.
"""

from html import escape
from typing import NamedTuple

from b12track.charts.models import Scale
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.text import clip

INK, SOFT, PALE, SHADE = "#1c1c1c", "#5a5a5a", "#c4c4c4", "#ededed"


class Sheet(NamedTuple):
    """How wide a picture is, in units; a character of its type is `char` wide, on the wide side."""

    width: int
    left: int
    font: int
    char: float
    is_narrow: bool = False

    @property
    def right(self) -> int:
        """Where the drawing ends."""
        return self.width - 8


# Four units to a millimetre of paper, 180 mm wide; and about one to a pixel of a phone.
WIDE = Sheet(width=720, left=140, font=9, char=5.2)
NARROW = Sheet(width=360, left=24, font=12, char=6.8, is_narrow=True)


def begin(sheet: Sheet, height: float, title: str, told: str) -> list[str]:
    """The element's start, with what is told to somebody who hears it."""
    size = (
        f'width="{sheet.width / 4:g}mm" height="{height / 4:g}mm"'
        if not sheet.is_narrow
        else f'width="{sheet.width}" height="{height:g}"'
    )
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.width} {height:g}" {size} role="img" '
        f'font-family="sans-serif" font-size="{sheet.font}" fill="{INK}">',
        f"<title>{safe(title)}</title>",
        f"<desc>{safe(told)}</desc>",
    ]


def arrow(x: float, y: float, scale: Scale) -> str:
    """A triangle toward the good end."""
    from_tip = f"{y - 3:g}l3 5h-6z" if scale.good == "high" else f"{y + 2:g}l3 -5h-6z"
    return f'<path d="M{x:g} {from_tip}"/>'


def diamond(x: float, y: float, filled: bool) -> str:
    """A dose: hollow where it is extra."""
    fill = SOFT if filled else "#ffffff"
    return f'<path d="M{x:.1f} {y - 4:g}l2.4 4l-2.4 4l-2.4 -4z" fill="{fill}" stroke="{SOFT}" stroke-width="0.8"/>'


def height_of(value: float, top: float, height: float) -> float:
    """Where a score from 0 to 10 lies in a panel."""
    return top + height * (1 - min(max(value, 0.0), 10.0) / 10)


def score_line(value: int, left: float, right: float, top: float, height: float) -> str:
    """The line of a score across a panel; that of the middle is dotted."""
    y = height_of(value, top, height)
    shade, dash = (PALE, ' stroke-dasharray="1 3"') if value == 5 else (SOFT, "")
    return f'<path d="M{left:g} {y:g}H{right:g}" stroke="{shade}" stroke-width="0.6"{dash}/>'


def scale_told(scale: Scale) -> str:
    """A symptom, its two ends and which is good, for somebody who hears it."""
    return phrases.SCALE_TOLD.format(symptom=scale.label, low=scale.low, high=scale.high, good=scale.good)


def cut(text: str, room: float, sheet: Sheet) -> str:
    """So much of a text as there is room for."""
    return safe(clip(" ".join(text.split()), int(room / sheet.char)))


def safe(text: str) -> str:
    """Escaped, and without the characters that XML does not know."""
    return escape("".join(char if char.isprintable() else " " for char in text))
