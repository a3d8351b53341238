"""The sizes that screens and forms are drawn for; the style sheets name them."""

from textual.geometry import Size

WIDTHS = [(0, "-narrow"), (64, "-normal"), (100, "-wide")]
HEIGHTS = [(0, "-short"), (20, "-medium"), (34, "-tall")]


def classes_for(size: Size) -> tuple[str, str]:
    """The names of a terminal's width and height."""
    across = [name for least, name in WIDTHS if size.width >= least]
    down = [name for least, name in HEIGHTS if size.height >= least]
    return across[-1], down[-1]
