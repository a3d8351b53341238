"""What stands on a screen, cell by cell, as a picture: SVG to compare in tests, PNG to look at.

What always holds: the same cells give the same bytes. Nothing of a picture is named after an object in memory; the PNG
is set by typst in the typefaces that it carries, never in those of the machine.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.app import App

FONT = "DejaVu Sans Mono"
# Of this typeface, in parts of its size: how wide a cell is, how far the letters reach up, how high a line is.
ADVANCE, ASCENT, HEIGHT = 0.60205078125, 0.9282, 1.1641
SIZE_PT = 10
# In the pictures that are compared, a cell and a line in units of their own.
CELL, LINE = 10, 20
PAD_PT = 12
PIXELS_PER_INCH = 144

# Where a block begins in its cell and how high it is; a touch larger than the cell, so that two of them meet.
BLOCKS = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 0.5)} | {
    sign: (1 - eighths / 8, eighths / 8) for eighths, sign in enumerate("▁▂▃▄▅▆▇", 1)
}
SEAMLESS = 1.02
# Column and row of the dots of a braille sign, in the order of their bits.
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))


class Look(NamedTuple):
    """How a cell is drawn."""

    colour: str
    ground: str
    bold: bool
    underlined: bool


class Cell(NamedTuple):
    """A character, the columns it takes, and its look."""

    text: str
    columns: int
    look: Look


class Run(NamedTuple):
    """Cells beside each other that look alike, from a column on."""

    row: int
    column: int
    text: str
    columns: int
    look: Look


def cells_of(app: App[Any]) -> list[list[Cell]]:
    """The rows of cells that are on the screen."""
    colours = app.theme_variables
    plain = Look(colours["foreground"], colours["background"], False, False)
    rows = []
    for strip in app.screen._compositor.render_strips():
        row = []
        for segment in strip:
            look = _look(segment.style, plain)
            for char in segment.text:
                if columns := cell_len(char):
                    row.append(Cell(char, columns, look))
                elif row:
                    row[-1] = row[-1]._replace(text=row[-1].text + char)
        rows.append(row)
    return rows


def _look(style: Style | None, plain: Look) -> Look:
    if style is None:
        return plain
    colour, ground = _hex(style.color, plain.colour), _hex(style.bgcolor, plain.ground)
    if style.reverse:
        colour, ground = ground, colour
    return Look(colour, ground, bool(style.bold), bool(style.underline))


def _hex(colour: Color | None, otherwise: str) -> str:
    return (otherwise if colour is None or colour.is_default else colour.get_truecolor().hex).lower()


def _runs(rows: list[list[Cell]]) -> Iterator[Run]:
    for number, row in enumerate(rows):
        column = 0
        for look, group in groupby(_plain_blanks(row), key=lambda cell: cell.look):
            cells = list(group)
            columns = sum(cell.columns for cell in cells)
            yield Run(number, column, "".join(cell.text for cell in cells), columns, look)
            column += columns


def _plain_blanks(row: list[Cell]) -> Iterator[Cell]:
    """A blank has no colour of its own: it looks like the cell before it where their ground is the same."""
    before: Look | None = None
    for cell in row:
        look = cell.look
        if cell.text == " " and not look.underlined and before is not None and before.ground == look.ground:
            look = before._replace(underlined=False) if not before.underlined else look
        before = look
        yield cell._replace(look=look)


def to_svg(app: App[Any]) -> str:
    """The screen for comparing: small, and a line for each run of cells that look alike."""
    ground = app.theme_variables["background"].lower()
    wide, high = CELL * app.size.width, LINE * app.size.height
    classes: dict[str, str] = {}
    body = [f'<rect width="{wide}" height="{high}" fill="{ground}"/>']
    for run in _runs(cells_of(app)):
        x, y, look = CELL * run.column, LINE * run.row, run.look
        if look.ground != ground:
            body.append(
                f'<rect x="{x}" y="{y}" width="{CELL * run.columns}" height="{LINE}" fill="{look.ground}"/>'
            )
        text = run.text.strip(" ")
        if text:
            x += CELL * (len(run.text) - len(run.text.lstrip(" ")))
            style = f"fill:{look.colour}{';font-weight:bold' * look.bold}"
            style += ";text-decoration:underline" * look.underlined
            name = classes.setdefault(style, f"c{len(classes)}")
            body.append(f'<text class="{name}" x="{x}" y="{y + 15}">{escape(text)}</text>')
    styles = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">',
            f"<style>text{{font:16.6px {FONT},monospace;white-space:pre}}{styles}</style>",
            *body,
            "</svg>",
            "",
        ]
    )


def to_png(app: App[Any]) -> bytes:
    """The screen for looking at."""
    import typst

    rows, ground = cells_of(app), app.theme_variables["background"].lower()
    cell, line = ADVANCE * SIZE_PT, HEIGHT * SIZE_PT
    width, height = app.size.width * cell + 2 * PAD_PT, app.size.height * line + 2 * PAD_PT
    out = [
        f'#set page(width: {width:.3f}pt, height: {height:.3f}pt, margin: 0pt, fill: rgb("{ground}"))',
        f'#set text(font: "{FONT}", size: {SIZE_PT}pt, ligatures: false)',
        '#set text(top-edge: "baseline", bottom-edge: "baseline")',
        "#let g(x, y, w, c) = place(dx: x * 1pt, dy: y * 1pt, rect(width: w * 1pt, height: "
        f"{line:.3f}pt, fill: rgb(c)))",
        "#let t(x, y, c, w, s) = place(dx: x * 1pt, dy: y * 1pt, text(fill: rgb(c), weight: w, s))",
        "#let r(x, y, w, h, c) = place(dx: x * 1pt, dy: y * 1pt, rect(width: w * 1pt, height: h * 1pt, fill: rgb(c)))",
        "#let u(x, y, w, c) = place(dx: x * 1pt, dy: y * 1pt, line(length: w * 1pt, stroke: 0.6pt + rgb(c)))",
    ]
    for run in _runs(rows):
        x, y, look = PAD_PT + run.column * cell, PAD_PT + run.row * line, run.look
        if look.ground != ground:
            out.append(f'#g({x:.3f}, {y:.3f}, {run.columns * cell + 0.02:.3f}, "{look.ground}")')
        weight = "bold" if look.bold else "regular"
        for offset, piece in _pieces(run.text):
            at = x + offset * cell
            shapes = list(_shapes(piece))
            if shapes:
                for left, top, wide, high in shapes:
                    place = f"{at + left * cell:.3f}, {y + top * line:.3f}"
                    out.append(f'#r({place}, {wide * cell:.3f}, {high * line:.3f}, "{look.colour}")')
                continue
            quoted = piece.replace("\\", "\\\\").replace('"', '\\"')
            out.append(f'#t({at:.3f}, {y + ASCENT * SIZE_PT:.3f}, "{look.colour}", "{weight}", "{quoted}")')
        if look.underlined and run.text.strip():
            out.append(f'#u({x:.3f}, {y + line - 0.9:.3f}, {run.columns * cell:.3f}, "{look.colour}")')
    source = "\n".join(out).encode()
    made: bytes = typst.compile(source, format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True)
    return made


def _shapes(sign: str) -> Iterator[tuple[float, float, float, float]]:
    """Blocks and braille as rectangles in parts of a cell: a typeface leaves seams, and shows dots that are not set."""
    if sign in BLOCKS:
        top, high = BLOCKS[sign]
        yield 0, top, SEAMLESS, high * SEAMLESS
    elif "\u2800" < sign <= "\u28ff":
        for bit, (column, row) in enumerate(DOTS):
            if ord(sign) - 0x2800 >> bit & 1:
                yield 0.12 + 0.5 * column, 0.05 + 0.25 * row, 0.26, 0.14


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Letters together, because their typeface keeps the columns; every other sign in a place of its own."""
    column = 0
    for kind, group in groupby(text, key=lambda char: "letters" if char.isascii() and char != " " else char):
        piece = "".join(group)
        if kind == "letters":
            yield column, piece
        elif kind != " ":
            yield from ((column + n * cell_len(kind), sign) for n, sign in enumerate(piece))
        column += cell_len(piece)
