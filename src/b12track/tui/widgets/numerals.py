"""Numbers drawn large out of half blocks: three lines high, or five where there is room."""

_PIXELS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_ROWS = 5


def large(number: str, *, twice: bool = False) -> list[str]:
    """The number's lines: three, or with `twice` five."""
    rows = [" ".join(_PIXELS[digit][row] for digit in number if digit in _PIXELS) for row in range(_ROWS)]
    if twice:
        return ["".join(("█" if pixel == "#" else " ") * 2 for pixel in row) for row in rows]
    rows.append(" " * len(rows[0]))
    return [
        "".join(_HALVES[top == "#", bottom == "#"] for top, bottom in zip(rows[line], rows[line + 1]))
        for line in range(0, _ROWS, 2)
    ]
