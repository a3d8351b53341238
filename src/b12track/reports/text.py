"""The page as plain text, 80 columns wide, for the terminal, a message or a printer without graphics.

What always holds: no line takes more columns than it may; what was entered cannot start an escape, and where it runs
from right to left marks around it hold the line, so that dates and numbers stay in their places.
"""

from collections.abc import Iterator

from b12track.domain.wording.text import clip, pad, width, wrap
from b12track.reports.page import (
    Block,
    ChartSpot,
    Coding,
    CycleSpot,
    Drawing,
    Drawings,
    Header,
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


def page(summary: Summary, drawings: Drawings | None = None) -> str:
    """The whole page, its last line ended."""
    lines = [*_header(summary.header), *wrap(plain(summary.header.subject), COLUMNS)]
    for section in summary.sections:
        lines += ["", *_section(section, drawings or {})]
    lines += ["", *wrap(summary.closing, COLUMNS)]
    if summary.coding is not None:
        lines += _coding(summary.coding)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _header(header: Header) -> list[str]:
    """The name with what belongs to it, on one line where there is room."""
    name, facts = isolated(header.name), "   ".join((header.born, header.record_no))
    room = COLUMNS - width(name) - width(facts) - width(header.printed)
    if room >= 5:
        return [f"{name}   {facts}{header.printed.rjust(room - 3 + len(header.printed))}"]
    return [*wrap(name, COLUMNS), f"{facts}   {header.printed}"]


def plain(paragraph: Paragraph) -> str:
    """The words of a paragraph in their order on the line."""
    return "".join(map(isolated, paragraph.runs))


def isolated(run: Run) -> str:
    """The text of a run, between marks without width where it turns the direction."""
    turned = run.entered and turns(run.text)
    return f"{_LEFT_TO_RIGHT}{run.text}{_LEFT_TO_RIGHT}" if turned else run.text


def _section(section: Section, drawings: Drawings) -> Iterator[str]:
    title = pad(section.title, _INDENT)
    for number, line in enumerate(line for block in section.blocks for line in _block(block, drawings)):
        yield title + line.removeprefix(" " * _INDENT) if number == 0 else line


def _block(block: Block, drawings: Drawings) -> Iterator[str]:
    match block:
        case Scores():
            yield from _scores(block)
        case ChartSpot() | CycleSpot():
            yield from _chart(block, drawings.get(block))
        case Paragraph():
            yield from _hanging("", plain(block), _INDENT)


def _hanging(label: str, text: str, indent: int) -> Iterator[str]:
    """A text in its column, with a label before its first line."""
    for number, line in enumerate(wrap(text, COLUMNS - indent)):
        yield pad("" if number else label, indent) + line


def _scores(table: Scores) -> Iterator[str]:
    longest = max(width(isolated(row.label)) for row in table.rows)
    columns = (longest + 3, 7, 7, 21)
    yield " " * _INDENT + table.key
    yield _columns(columns, table.headings)
    for row in table.rows:
        label = f"{pad(isolated(row.label), longest)} {row.arrow}"
        if row.missing:
            yield from _hanging(" " * _NARROW + label, row.missing, _NARROW + columns[0])
        else:
            yield _columns(columns, (label, row.start, row.now, row.change, row.verdict))


def _columns(columns: tuple[int, ...], cells: tuple[str, ...]) -> str:
    padded = "".join(pad(cell, room) for cell, room in zip(cells, columns))
    return f"{' ' * _NARROW}{padded}{cells[-1]}"


def _chart(spot: Spot, drawing: Drawing | None) -> Iterator[str]:
    if drawing is None:
        return
    yield from _hanging("", f"{plain(spot.caption)} ({drawing.key})", _INDENT)
    for strip in drawing.strips:
        label = pad(clip(isolated(strip.label), _LABEL), _LABEL)
        yield f"{' ' * _NARROW}{label} {pad(strip.arrow, 1)} {strip.signs}"


def _coding(coding: Coding) -> Iterator[str]:
    yield from ("", "", *wrap(coding.title, COLUMNS), "")
    for paragraph in coding.intro:
        yield from wrap(plain(paragraph), COLUMNS)
    for row in coding.rows:
        yield from ("", row.when)
        for heading, cell in zip(coding.headings[1:], row.cells):
            yield from _hanging(f"  {heading}", plain(cell), _HEADING)
    yield ""
    for paragraph in coding.cautions:
        yield from _hanging("- ", plain(paragraph), 2)
