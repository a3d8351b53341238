"""The page for a clinician: made as one value, then laid out in the format that was asked for.

What always holds: the chart is drawn here and handed to the formats; a file is written whole and for its owner alone
before it takes its place, and only an earlier page of b12track is ever replaced.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from b12track.domain.dates import show_date
from b12track.domain.faults import Refused
from b12track.reports.page import ChartSpot, Drawing, Paragraph, ScoreRow, Scores, Summary
from b12track.reports.scope import Since
from b12track.usecases.desk import Desk

Format = Literal["txt", "md", "html", "pdf"]
FORMATS: tuple[Format, ...] = ("txt", "md", "html", "pdf")
PAPERS: dict[str, Literal["a4", "us-letter"]] = {"a4": "a4", "letter": "us-letter"}

# What a page can be known by: its closing words, or for a PDF its author.
_CLOSING, _AUTHOR = b"b12track records what you enter", b"b12track"


class Rendered(NamedTuple):
    """A page in one format, and what has to be said beside it."""

    data: bytes
    warning: str = ""


class Written(NamedTuple):
    """A page in a file."""

    path: Path
    replaced: bool
    warning: str = ""


def make_report(
    desk: Desk, since: Since = None, extra_questions: Sequence[str] = (), with_coding: bool = False
) -> Summary:
    """The page as of the desk's moment."""
    from b12track.reports.summary import summarise  # the page's rules; most commands do without

    amended = amendments(desk) if with_coding else None
    return summarise(desk.record(), desk.now, since, extra_questions, amended)


def render_report(desk: Desk, summary: Summary, format: Format, paper: str = "a4") -> Rendered:
    """The page in one format."""
    drawing = _drawing(desk, summary)
    if format == "txt":
        from b12track.reports import text

        return Rendered(text.page(summary, drawing).encode())
    if format == "md":
        from b12track.reports import markdown

        return Rendered(markdown.page(summary, drawing).encode())
    if format == "html":
        from b12track.reports import html

        return Rendered(html.page(summary, drawing).encode())
    from b12track.reports import pdf

    printed = pdf.page(summary, drawing, PAPERS[paper])
    if not printed.unshown:
        return Rendered(printed.data)
    missing = " ".join(printed.unshown)
    return Rendered(
        printed.data,
        f"no font on this machine has {missing}: the PDF says so where they are missing; install a font for that "
        "script (Noto has one for each), or use --format html",
    )


def write_report(rendered: Rendered, path: Path) -> Written:
    """The page into a file; an earlier page is replaced, anything else is not."""
    replaced = path.exists()
    if replaced and not _is_report(path):
        raise Refused(f"-o: {path} is there and is no page of b12track; name another file")
    _write_whole(path, rendered.data)
    return Written(path, replaced, rendered.warning)


def report_facts(summary: Summary) -> dict[str, Any]:
    """The page for programs: its sections with their sentences and the table."""
    return {
        "person": summary.header.name.text,
        "printed": summary.printed_on.isoformat(),
        "subject": summary.header.subject.text,
        "sections": [
            {
                "title": section.title,
                "text": [block.text for block in section.blocks if isinstance(block, Paragraph)],
                "scores": [
                    _facts(row) for block in section.blocks if isinstance(block, Scores) for row in block.rows
                ],
            }
            for section in summary.sections
        ],
        "closing": summary.closing,
    }


def _facts(row: ScoreRow) -> dict[str, str]:
    return {**row._asdict(), "label": row.label.text}


def amendments(desk: Desk) -> dict[str, str]:
    """What was changed in injections after they were first saved, and when it was changed last.

    Read once from the journal of all changes: what was changed and then undone is no amendment.
    """
    from b12track.store import disk, journal  # only the worksheet looks back
    from b12track.store.sidecars import sidecars

    snapshot = desk.snapshot()
    first: dict[str, dict[str, Any]] = {}
    last: dict[str, str] = {}
    for entry in filter(None, journal.entries(journal.read(sidecars(disk.real(desk.path)).journal))):
        for step in entry.edits:
            if step.kind == "injections" and step.after is not None:
                first.setdefault(step.id, step.before or step.after)
                if step.before is not None:
                    last[step.id] = entry.at
    said = {}
    for id, at in last.items():
        now = snapshot.get("injections", id) or {}
        changed = sorted(key for key in {*first[id], *now} if first[id].get(key) != now.get(key))
        if changed:
            from datetime import datetime

            on = show_date(datetime.fromisoformat(at).date(), weekday=False)
            said[id] = f"{', '.join(key.replace('_', ' ') for key in changed)} changed, last on {on}"
    return said


def _drawing(desk: Desk, summary: Summary) -> Drawing | None:
    for section in summary.sections:
        for block in section.blocks:
            if isinstance(block, ChartSpot):
                from b12track.usecases.drawing import draw_page

                return draw_page(desk.record(), block)
    return None


def _is_report(path: Path) -> bool:
    """Whether a file is a page that b12track wrote, so that it may be replaced."""
    if not path.is_file():
        return False
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        return _AUTHOR in data
    return _CLOSING in data and not data.lstrip().startswith(b"{")


def _write_whole(path: Path, data: bytes) -> None:
    """Beside the place first, for the owner alone, then into it in one step."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
