"""The page as Markdown, for notes and for portals that take it.

What always holds: everything but the layout is escaped, so that nothing in it becomes a heading, a link, a picture,
HTML or a formula, in plain Markdown and in what GitHub makes of it.
"""

import re
from collections.abc import Iterator

from b12track.domain.wording.text import pad, width
from b12track.reports.page import (
    ChartSpot,
    Coding,
    CycleSpot,
    Drawing,
    Drawings,
    Paragraph,
    Scores,
    Section,
    Spot,
    Summary,
)
from b12track.reports.text import isolated, plain

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~#&$@^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What begins a list, a rule, a heading's underline or a definition.
_AT_START = re.compile(r"(?P<mark>[-+=:])(?=[\s=-]|$)|(?P<number>[0-9]{1,9})(?=[.)](?:\s|$))")


def page(summary: Summary, drawings: Drawings | None = None) -> str:
    """The whole page, its last line ended."""
    header = summary.header
    first = " · ".join(map(escape, (header.born, header.record_no, header.printed)))
    lines = [f"# {escape(isolated(header.name))}", "", first, "", _words(header.subject), ""]
    for section in summary.sections:
        lines += [f"## {section.title}", "", *_section(section, drawings or {})]
    lines += ["---", "", escape(summary.closing)]
    if summary.coding is not None:
        lines += _coding(summary.coding)
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that no Markdown reader takes for anything but text."""
    shielded = _SPECIAL.sub(r"\\\g<0>", text.strip())
    start = _AT_START.match(shielded)
    if start is None:
        return shielded
    place = start.start("mark") if start["mark"] else start.end("number")
    return f"{shielded[:place]}\\{shielded[place:]}"


def _words(paragraph: Paragraph) -> str:
    return escape(plain(paragraph))


def _section(section: Section, drawings: Drawings) -> Iterator[str]:
    for block in section.blocks:
        match block:
            case Scores():
                yield from _scores(block)
            case ChartSpot() | CycleSpot():
                yield from _chart(block, drawings.get(block))
            case Paragraph():
                yield _words(block)
        yield ""


def _scores(table: Scores) -> Iterator[str]:
    yield from (escape(table.key), "")
    yield _row(*map(escape, table.headings))
    yield "| --- | ---: | ---: | --- | --- |"
    for row in table.rows:
        cells = ("", "", row.missing, "") if row.missing else (row.start, row.now, row.change, row.verdict)
        yield _row(f"{escape(isolated(row.label))} {row.arrow}", *map(escape, cells))


def _chart(spot: Spot, drawing: Drawing | None) -> Iterator[str]:
    if drawing is None:
        return
    yield from (f"{_words(spot.caption)} {escape(f'({drawing.key})')}", "", "```text")
    # A label cannot end the block it stands in.
    labels = [isolated(strip.label).replace("`", "'") for strip in drawing.strips]
    longest = max(map(width, labels))
    for label, strip in zip(labels, drawing.strips):
        yield f"{pad(label, longest)} {pad(strip.arrow, 1)} {strip.signs}"
    yield "```"


def _coding(coding: Coding) -> Iterator[str]:
    yield from ("", f"# {escape(coding.title)}", "")
    for paragraph in coding.intro:
        yield from (_words(paragraph), "")
    yield _row(*map(escape, coding.headings))
    yield _row(*("---" for _ in coding.headings))
    for row in coding.rows:
        yield _row(escape(row.when), *map(_words, row.cells))
    yield ""
    for paragraph in coding.cautions:
        yield f"- {_words(paragraph)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
