"""The page as PDF, set by typst, which comes with the extra `pdf`.

What always holds: the words go to typst as data and never as its language; no file is read or written and nothing is
fetched; the type is made smaller until the page fits its sheet. The document is tagged for screen readers (PDF/UA-1),
which also makes typst say which characters no font on this machine can show: then those are named, on the page and to
whoever asked, instead of being printed as empty boxes in silence.
"""

import json
import re
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any, Literal, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.wording import page_phrases as phrases
from b12track.reports.diary import Diary
from b12track.reports.page import (
    Block,
    ChartSpot,
    CycleSpot,
    Drawings,
    Paragraph,
    Run,
    Scores,
    Summary,
    fill,
    turns,
)

Paper = Literal["a4", "us-letter"]
NEEDS_EXTRA = ("PDF needs the extra", Deed("install extra", "pdf"), Deed("page in HTML"))

_UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ISOLATE, _END, _BREAK = "\u2068", "\u2069", "\u200b"
_LONGEST_WORD = 30


class Printed(NamedTuple):
    """A PDF, and the characters in it that no font on this machine can show."""

    data: bytes
    unshown: str = ""


def page(summary: Summary, drawings: Drawings | None = None, paper: Paper = "a4") -> Printed:
    """The whole document; Refused where typst is not there."""
    return _printed(template(), content_of(summary, drawings, paper), summary.printed_on)


def diary_sheet(sheet: Diary, paper: Paper = "a4") -> Printed:
    """A month to fill in, on one sheet laid across; Refused where typst is not there."""
    return _printed(template("diary.typ"), diary_content(sheet, paper), sheet.printed_on)


def _printed(source: bytes, content: dict[str, Any], printed_on: date) -> Printed:
    try:
        import typst  # only who wants a PDF has it and pays for it
    except ImportError:
        raise Refused("", *NEEDS_EXTRA) from None
    # The day alone: the same page of the same day is the same file.
    printed_at = int(datetime.combine(printed_on, time(12), UTC).timestamp())

    def compiled(standard: Literal["1.7", "ua-1"]) -> bytes:
        inputs = {"page": json.dumps(content)}
        return typst.compile(
            source, format="pdf", sys_inputs=inputs, pdf_standards=standard, timestamp=printed_at
        )

    try:
        return Printed(compiled("ua-1"))
    except typst.TypstError as error:
        unshown = _unshown(str(error.diagnostic))
    if unshown:
        named = ", ".join(f"U+{ord(char):04X}" for char in unshown[:20])
        content["unshown"] = phrases.UNSHOWN.format(named=named)
    return Printed(compiled("1.7"), unshown)


def template(name: str = "page.typ") -> bytes:
    """The look of a page, which is the same for everybody."""
    return resources.files(__package__).joinpath(name).read_bytes()


def _unshown(diagnostic: str) -> str:
    """The characters that typst found no font for, each once; a joiner or a selector alone is nothing to see."""
    found = "".join(_UNSHOWN.findall(diagnostic))
    found = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
    return "".join(dict.fromkeys(char for char in found if char.isprintable()))


def content_of(summary: Summary, drawings: Drawings | None, paper: Paper) -> dict[str, Any]:
    """What is handed to the template."""
    header, coding = summary.header, summary.coding
    return {
        "title": summary.title,
        "paper": paper,
        "name": [_run(header.name)],
        "born": header.born,
        "record_no": header.record_no,
        "printed": header.printed,
        "subject": _runs(header.subject),
        "sections": [
            {
                "title": section.title,
                "blocks": [shown for block in section.blocks for shown in _block(block, drawings or {})],
            }
            for section in summary.sections
        ],
        "closing": summary.closing,
        "unshown": "",
        "coding": {
            "title": [_run(Run(coding.title, True))],
            "intro": [_runs(paragraph) for paragraph in coding.intro],
            "headings": coding.headings,
            "shares": coding.shares,
            "rows": [[[row.when], *map(_runs, row.cells)] for row in coding.rows],
            "cautions": [_runs(paragraph) for paragraph in coding.cautions],
        }
        if coding is not None
        else None,
    }


def diary_content(sheet: Diary, paper: Paper) -> dict[str, Any]:
    """What is handed to the diary's template."""
    return {
        "title": sheet.title,
        "paper": paper,
        "name": [_run(sheet.name)],
        "month": sheet.month,
        "printed": sheet.printed,
        "next_dose": _runs(sheet.next_dose),
        "how": sheet.how,
        "afterwards": phrases.DIARY_AFTERWARDS,
        "day": phrases.DIARY_DAY,
        "planned": phrases.DIARY_PLANNED,
        "ticked": sheet.is_ticked,
        "columns": [
            {"label": _run(it.label), "ends": _runs(fill(phrases.DIARY_ENDS, low=it.low, high=it.high))}
            for it in sheet.columns
        ],
        "rows": [{**row._asdict(), "planned": _run(Run(row.planned, True))} for row in sheet.rows],
        "unshown": "",
    }


def _block(block: Block, drawings: Drawings) -> list[dict[str, Any]]:
    match block:
        case Paragraph():
            return [{"kind": "paragraph", "runs": _runs(block)}]
        case Scores():
            rows = [{**row._asdict(), "label": [_run(row.label)]} for row in block.rows]
            return [{"kind": "scores", "headings": block.headings, "rows": rows, "key": block.key}]
        case ChartSpot() | CycleSpot():
            drawing = drawings.get(block)
            if drawing is None:
                return []
            return [
                {
                    "kind": "chart",
                    "caption": _runs(block.caption),
                    "svg": drawing.svg,
                    "spoken": drawing.spoken,
                }
            ]


def _runs(paragraph: Paragraph) -> list[str]:
    return [_run(run) for run in paragraph.runs]


def _run(run: Run) -> str:
    """The text of a run: what was entered keeps its direction to itself, and may break within a very long word."""
    if not run.entered:
        return run.text
    words = (
        _BREAK.join(word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))
        for word in run.text.split(" ")
    )
    # Only where it is needed: the marks are invisible, but whoever searches the page would stumble over them.
    return f"{_ISOLATE}{' '.join(words)}{_END}" if turns(run.text) else " ".join(words)
