"""The page as plain text, 80 columns wide or fewer, for the terminal, a message or a printer without graphics.

What always holds: no line takes more columns than it may; what was entered cannot start an escape, and where it runs
from right to left marks around it hold the line, so that dates and numbers stay in their places.
"""

from collections.abc import Iterator

from b12track.domain.wording.text import clip, pad, width, wrap
from b12track.reports.page import (
    ChartSpot,
    Coding,
    CycleSpot,
    Drawing,
    Drawings,
    Paragraph,
    Run,
    Scores,
    Section,
    Spot,
    Summary,
    turns,
)

COLUMNS = 80
_INDENT = 12
_NARROW = 2
_LABEL = 21
_HEADING = 18
_LEFT_TO_RIGHT = "\u200e"


def page(summary: Summary, drawings: Drawings | None = None, columns: int = COLUMNS) -> str:
    """The whole page, its last line ended."""
    header = summary.header
    # The name with what belongs to it, on one line where there is room.
    name, facts = isolated(header.name), "   ".join((header.born, header.record_no))
    room = columns - width(name) - width(facts) - width(header.printed)
    if room >= 5:
        lines = [f"{name}   {facts}{header.printed.rjust(room - 3 + len(header.printed))}"]
    else:
        facts = f"{facts}   {header.printed}"
        lines = [*wrap(name, columns), *([facts] if width(facts) <= columns else wrap(facts, columns))]
    lines += wrap(plain(header.subject), columns)
    for section in summary.sections:
        lines += ["", *_section(section, drawings or {}, columns)]
    lines += ["", *wrap(summary.closing, columns)]
    if summary.coding is not None:
        lines += _coding(summary.coding, columns)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def plain(paragraph: Paragraph) -> str:
    """The words of a paragraph in their order on the line."""
    return "".join(map(isolated, paragraph.runs))


def isolated(run: Run) -> str:
    """The text of a run, between marks without width where it turns the direction."""
    turned = run.entered and turns(run.text)
    return f"{_LEFT_TO_RIGHT}{run.text}{_LEFT_TO_RIGHT}" if turned else run.text


def _section(section: Section, drawings: Drawings, columns: int) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        match block:
            case Scores():
                lines += _scores(block, columns)
            case ChartSpot() | CycleSpot():
                lines += _chart(block, drawings.get(block), columns)
            case Paragraph():
                lines += _hanging("", plain(block), _INDENT, columns)
    return [pad(section.title, _INDENT) + line.removeprefix(" " * _INDENT) for line in lines[:1]] + lines[1:]


def _hanging(label: str, text: str, indent: int, columns: int) -> Iterator[str]:
    """A text in its column, with a label before its first line."""
    for number, line in enumerate(wrap(text, columns - indent)):
        yield pad("" if number else label, indent) + line


def _scores(table: Scores, columns: int) -> Iterator[str]:
    """A line a symptom; where that has no room, its cells below it, each with its heading."""
    longest = max(width(isolated(row.label)) for row in table.rows)
    widths = (longest + 3, 7, 7, 21)
    is_narrow = columns < _NARROW + sum(widths) + max(width(row.verdict) for row in table.rows)
    key = f"{table.headings[0]} · {table.key}" if is_narrow else table.key
    yield from _hanging("", key, _INDENT, columns)
    if not is_narrow:
        yield _columns(widths, table.headings)
    for row in table.rows:
        label = f"{pad(isolated(row.label), longest)} {row.arrow}"
        cells = (row.start, row.now, row.change, row.verdict)
        if is_narrow:
            yield " " * _NARROW + label
            told = row.missing or ", ".join(map(" ".join, zip(table.headings[1:], cells)))
            yield from _hanging("", told, _INDENT, columns)
        elif row.missing:
            yield from _hanging(" " * _NARROW + label, row.missing, _NARROW + widths[0], columns)
        else:
            yield _columns(widths, (label, *cells))


def _columns(widths: tuple[int, ...], cells: tuple[str, ...]) -> str:
    padded = "".join(pad(cell, room) for cell, room in zip(cells, widths))
    return f"{' ' * _NARROW}{padded}{cells[-1]}"


def _chart(spot: Spot, drawing: Drawing | None, columns: int) -> Iterator[str]:
    """Its signs beside their labels; where that has no room, below them."""
    if drawing is None:
        return
    yield from _hanging("", f"{plain(spot.caption)} ({drawing.key})", _INDENT, columns)
    for strip in drawing.strips:
        label = f"{' ' * _NARROW}{pad(clip(isolated(strip.label), _LABEL), _LABEL)} {pad(strip.arrow, 1)} "
        if columns < COLUMNS and columns < width(label) + width(strip.signs):
            yield label
            yield f"{' ' * _NARROW}{strip.signs}"
        else:
            yield f"{label}{strip.signs}"


def _coding(coding: Coding, columns: int) -> Iterator[str]:
    yield from ("", "", *wrap(coding.title, columns), "")
    for paragraph in coding.intro:
        yield from wrap(plain(paragraph), columns)
    for row in coding.rows:
        yield from ("", row.when)
        for heading, cell in zip(coding.headings[1:], row.cells):
            yield from _hanging(f"  {heading}", plain(cell), _HEADING, columns)
    yield ""
    for paragraph in coding.cautions:
        yield from _hanging("- ", plain(paragraph), 2, columns)
