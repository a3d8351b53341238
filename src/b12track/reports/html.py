"""The page as one HTML file that prints on one sheet, of A4 or of Letter.

What always holds: the file refers to nothing outside itself and a policy in it forbids that; everything that was
entered is escaped and stands in its own direction; black on white, nothing said by colour. The size of the type is
chosen from how much there is to say, because a browser cannot be asked to make a page fit.
"""

from collections.abc import Iterator
from html import escape
from math import ceil

from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.text import width
from b12track.reports.diary import Diary
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
    fill,
)

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
# In millimetres what A4 and Letter have in common, less the margins; then the titles' column and the chart.
_WIDTH, _HEIGHT = 188, 257
_TITLES, _CHART, _CYCLE = 25, 54, 45
# A point in millimetres; how much of the type's size a column of text is wide, on the wide side; a line's height.
_POINT, _COLUMN, _LINE = 0.3528, 0.52, 1.32

_NAME_SPACE = ' xmlns="http://www.w3.org/2000/svg"'

_STYLE = """
@page { margin: 11mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; max-width: 188mm; overflow-wrap: anywhere; font-variant-numeric: lining-nums tabular-nums;
  font: SIZEpt/1.32 Arial, "Liberation Sans", Helvetica, "Noto Sans", sans-serif; }
p, h1, h2, figure { margin: 0; }
header { border-bottom: 0.5mm solid #000; padding-bottom: 1mm; }
.who { display: flex; flex-wrap: wrap; gap: 0 6mm; align-items: baseline; }
.who span:last-child { margin-left: auto; }
h1 { font-size: 1.5em; line-height: 1.2; }
section { display: flex; border-bottom: 0.2mm solid #888; padding: PADDINGmm 0; break-inside: avoid; }
h2 { flex: 0 0 25mm; font-size: 0.86em; line-height: 1.53; letter-spacing: 0.04em; }
section > div { flex: 1; min-width: 0; }
section:first-of-type p { font-weight: bold; }
.scores { border-collapse: collapse; }
.scores th, .scores td { padding: 0 5mm 0 0; text-align: left; font-weight: normal; vertical-align: baseline; }
.scores .number { text-align: right; }
.small { font-size: 0.92em; }
figure { margin: 1mm 0 0.6mm -25mm; }
figcaption { margin-left: 25mm; }
figure svg { display: block; width: 100%; height: auto; }
figure .wide { width: SHARE%; }
footer { font-size: 0.9em; padding-top: 1.2mm; }
.coding { break-before: page; font-size: 8.5pt; }
.coding h1 { font-size: 1.3em; }
.coding p, .coding ul { margin: 1.2mm 0; }
.coding ul { padding-left: 5mm; }
.coding table { border-collapse: collapse; width: 100%; table-layout: fixed; }
.coding th, .coding td { border: 0.2mm solid #777; padding: 0.5mm 1mm; text-align: left; vertical-align: top; }
.coding tr { break-inside: avoid; }
.narrow { display: none; }
@media screen { body { padding: 8mm 4mm; } }
@media screen and (max-width: 640px) {
  body { font-size: 16px; padding: 4mm; overflow-wrap: break-word; }
  .wide { display: none; }
  .narrow { display: block; }
  section { display: block; padding: 3mm 0; }
  h2 { margin-bottom: 1mm; }
  figure, figcaption { margin-left: 0; }
  .scores thead { display: none; }
  .scores tr { display: block; padding: 0.5mm 0; }
  .scores th { display: block; padding: 0; font-weight: bold; }
  .scores td { display: inline; padding: 0 2mm 0 0; }
  .scores td[data-head]::before { content: attr(data-head) " "; font-size: 0.85em; }
  .who span:last-child { margin-left: 0; }
  .coding { overflow-x: auto; font-size: 14px; }
  .coding table { min-width: 180mm; }
}
"""


_DIARY_STYLE = """
@page { size: landscape; margin: 9mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; max-width: 279mm; overflow-wrap: anywhere; font-variant-numeric: lining-nums tabular-nums;
  font: 9pt/1.25 Arial, "Liberation Sans", Helvetica, "Noto Sans", sans-serif; }
p, h1 { margin: 0; }
header { display: flex; flex-wrap: wrap; gap: 0 6mm; align-items: baseline; }
header span:last-child { margin-left: auto; }
h1 { font-size: 1.5em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 1mm 0; }
th, td { border: 0.2mm solid #999; padding: 0; text-align: center; font-weight: normal; height: 4.75mm; }
thead th { border-color: #000; height: auto; padding: 0.5mm; line-height: 1.15; }
thead b { display: block; }
thead small { display: block; font-size: 0.8em; }
.day { width: 16mm; text-align: left; padding-left: 1mm; white-space: nowrap; }
.note { width: 44mm; text-align: left; padding-left: 1mm; font-size: 0.85em; }
th.first, td.first { border-left: 0.6mm solid #000; }
.weekend { background: #eee; print-color-adjust: exact; }
.tick { color: #555; font-size: 0.8em; white-space: nowrap; overflow-wrap: normal; }
@media screen { body { padding: 8mm 4mm; } main { overflow-x: auto; } table { min-width: 250mm; } }
"""


def page(summary: Summary, drawings: Drawings | None = None) -> str:
    """The whole file."""
    size = type_size(summary)
    # Where even the smallest type is too large, the pictures give way, and the white between the sections.
    too_high = max(_height(summary, size) - _HEIGHT, 0)
    share = max(100 - ceil(100 * too_high / (_CHART + _CYCLE)), 50)
    style = _STYLE.replace("SIZE", f"{size:g}").replace("SHARE", str(share))
    style = style.replace("PADDING", "0.4" if too_high else "1.1")
    header = summary.header
    said = (header.born, header.record_no, header.printed)
    facts = "".join(f"<span>{escape(fact)}</span>" for fact in said)
    lines = [
        *_head(summary.title, style),
        f'<header><div class="who"><h1>{_run(header.name)}</h1>{facts}</div>',
        f"<p>{_runs(header.subject)}</p></header>",
        "<main>",
        *(_section(section, drawings or {}) for section in summary.sections),
        "</main>",
        f"<footer><p>{escape(summary.closing)}</p></footer>",
        *(_coding(summary.coding) if summary.coding is not None else ()),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def diary_sheet(sheet: Diary) -> str:
    """A month to fill in, on one sheet laid across."""
    heads = "".join(
        f'<th scope="col" class="first" colspan="{11 if sheet.is_ticked else 1}"><b>{_run(column.label)}</b>'
        f"<small>{_runs(fill(phrases.DIARY_ENDS, low=column.low, high=column.high))}</small></th>"
        for column in sheet.columns
    )
    numbers = '<td class="tick first">0</td>' + "".join(
        f'<td class="tick">{number}</td>' for number in range(1, 11)
    )
    cells = (numbers if sheet.is_ticked else '<td class="first"></td>') * len(sheet.columns)
    rows = (
        f'<tr{" class=weekend" if row.is_weekend else ""}><th scope="row" class="day">{escape(row.day)}</th>'
        f'{cells}<td class="note first"><bdi dir="auto">{escape(row.planned)}</bdi></td></tr>'
        for row in sheet.rows
    )
    lines = [
        *_head(sheet.title, _DIARY_STYLE),
        f"<header><h1>{_run(sheet.name)}</h1><span>{escape(sheet.month)}</span>"
        f"<span>{escape(sheet.printed)}</span></header>",
        f"<p>{_runs(sheet.next_dose)} {escape(sheet.how)}</p>",
        "<main><table><thead><tr>",
        f'<th scope="col" class="day">{escape(phrases.DIARY_DAY)}</th>{heads}'
        f'<th scope="col" class="note first">{escape(phrases.DIARY_PLANNED)}</th>',
        "</tr></thead><tbody>",
        *rows,
        "</tbody></table></main>",
        f"<footer><p>{escape(phrases.DIARY_AFTERWARDS)}</p></footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _head(title: str, style: str) -> Iterator[str]:
    """What every file begins with: a policy that lets it refer to nothing outside itself."""
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield "<body>"


def _section(section: Section, drawings: Drawings) -> str:
    blocks = []
    for block in section.blocks:
        match block:
            case Scores():
                blocks.append(_scores(block))
            case ChartSpot() | CycleSpot():
                blocks.append(_chart(block, drawings.get(block)))
            case Paragraph():
                blocks.append(f"<p>{_runs(block)}</p>")
    shown = "\n".join(blocks)
    return f"<section><h2>{escape(section.title)}</h2><div>{shown}</div></section>"


def _scores(table: Scores) -> str:
    kinds = ("", ' class="number"', ' class="number"', "", "")
    heads = "".join(f'<th scope="col"{kind}>{escape(head)}</th>' for kind, head in zip(kinds, table.headings))
    rows = []
    for row in table.rows:
        label = f'<th scope="row">{row.arrow} {_run(row.label)}</th>'
        cells = "".join(
            f'<td{kind} data-head="{escape(head)}">{escape(cell)}</td>'
            for kind, head, cell in zip(
                kinds[1:], phrases.SCORES_ON_A_PHONE, (row.start, row.now, row.change, row.verdict)
            )
        )
        if row.missing:
            cells = f'<td colspan="4">{escape(row.missing)}</td>'
        rows.append(f"<tr>{label}{cells}</tr>")
    body = "\n".join(rows)
    return (
        f'<table class="scores"><thead class="small"><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>\n'
        f'<p class="small">{escape(table.key)}</p>'
    )


def _chart(spot: Spot, drawing: Drawing | None) -> str:
    if drawing is None:
        return ""
    pictures = "\n".join(
        # In HTML the name space goes without saying; without it the file names no address at all.
        f'<div class="{name}">{svg.replace(_NAME_SPACE, "").strip()}</div>'
        for name, svg in (("wide", drawing.svg), ("narrow", drawing.narrow_svg))
    )
    return f'<figure><figcaption class="small">{_runs(spot.caption)}</figcaption>\n{pictures}</figure>'


def _coding(coding: Coding) -> Iterator[str]:
    yield f'<div class="coding"><h1>{escape(coding.title)}</h1>'
    yield from (f"<p>{_runs(paragraph)}</p>" for paragraph in coding.intro)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in coding.headings)
    widths = "".join(
        f'<col style="width: {100 * share / sum(coding.shares):.1f}%">' for share in coding.shares
    )
    yield f"<table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>"
    for row in coding.rows:
        cells = "".join(f"<td>{_runs(cell)}</td>" for cell in row.cells)
        yield f'<tr><th scope="row">{escape(row.when)}</th>{cells}</tr>'
    yield "</tbody></table><ul>"
    yield from (f"<li>{_runs(paragraph)}</li>" for paragraph in coding.cautions)
    yield "</ul></div>"


def _runs(paragraph: Paragraph) -> str:
    return "".join(map(_run, paragraph.runs))


def _run(run: Run) -> str:
    return f'<bdi dir="auto">{escape(run.text)}</bdi>' if run.entered else escape(run.text)


def type_size(summary: Summary) -> float:
    """The largest type with which the page is likely to fit its sheet, in points."""
    return next((size for size in SIZES if _height(summary, size) <= _HEIGHT), SIZES[-1])


def _height(summary: Summary, size: float) -> float:
    """How high the page would be, in millimetres; rather too much than too little."""
    columns, line = _WIDTH / (size * _POINT * _COLUMN), size * _POINT * _LINE
    room = columns * (_WIDTH - _TITLES) / _WIDTH
    height = (
        line * (1.8 + _lines(summary.header.subject.text, columns) + _lines(summary.closing, columns)) + 4
    )
    for section in summary.sections:
        height += 2.5
        for block in section.blocks:
            match block:
                case Paragraph():
                    height += line * _lines(block.text, room)
                case Scores():
                    height += line * (len(block.rows) + 2)
                case ChartSpot():
                    height += line + _CHART
                case CycleSpot():
                    height += line + _CYCLE
    return height


def _lines(text: str, room: float) -> int:
    return max(1, ceil(width(text) / room))
