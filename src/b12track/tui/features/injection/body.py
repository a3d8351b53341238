"""A small figure of the body, as a person looks down on their own: their left is on the left."""

from collections.abc import Mapping

from rich.text import Text

# Where each site stands in the figure: its row and column.
_PLACES = {
    "left-deltoid": (2, 3),
    "right-deltoid": (2, 13),
    "left-abdomen": (3, 7),
    "right-abdomen": (3, 9),
    "left-ventrogluteal": (4, 5),
    "right-ventrogluteal": (4, 11),
    "left-dorsogluteal": (5, 5),
    "right-dorsogluteal": (5, 11),
    "left-thigh": (6, 6),
    "right-thigh": (6, 10),
}
_FIGURE = (
    "your left   right",
    "       (_)       ",
    "    .-' '-.    ".center(17),
    "    || ' ||    ".center(17),
    "    '|   |'    ".center(17),
    "     |   |     ".center(17),
    "     | | |     ".center(17),
)
COLUMNS, LINES = len(_FIGURE[0]), len(_FIGURE)


def figure(keys: Mapping[str, str], chosen: str, colours: Mapping[str, str]) -> Text:
    """The figure with the keys of the sites; the chosen one is marked."""
    rows = [Text(line, style=colours["muted"]) for line in _FIGURE]
    for site, key in keys.items():
        if site not in _PLACES:
            continue
        row, column = _PLACES[site]
        style = f"bold reverse {colours['notice']}" if site == chosen else f"bold {colours['foreground']}"
        line = rows[row]
        rows[row] = Text.assemble(line[:column], (key, style), line[column + 1 :])
    return Text("\n").join(rows)
