"""The sizes that screens and forms are drawn for; the style sheets name them."""

WIDTHS = [(0, "-narrow"), (64, "-normal"), (100, "-wide")]
HEIGHTS = [(0, "-short"), (20, "-medium"), (34, "-tall")]
