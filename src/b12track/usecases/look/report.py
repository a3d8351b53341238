"""The page for a clinician: made as one value, then laid out in the format that was asked for.

What always holds: the chart is drawn here and handed to the formats, which decide nothing. Each format is imported when
it is asked for.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import show_date
from b12track.reports.page import Paragraph, Scores, Summary
from b12track.reports.scope import Since as Since  # the faces say it too
from b12track.usecases.look.overview import look
from b12track.usecases.person_file import PersonFile

if TYPE_CHECKING:
    from b12track.reports.diary import Diary
    from b12track.reports.pdf import Printed
    from b12track.usecases.output_files import Written

Format = Literal["txt", "md", "html", "pdf"]
FORMATS: tuple[Format, ...] = ("txt", "md", "html", "pdf")
_ENDINGS: dict[str, Format] = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
PAPERS: dict[str, Literal["a4", "us-letter"]] = {"a4": "a4", "letter": "us-letter"}

# What a page can be known by: its closing words, or for a PDF its author.
_CLOSING, _SHEET, _AUTHOR = b"b12track records what you enter", b"<p>Later, in b12track:", b"b12track"


class Rendered(NamedTuple):
    """A page in one format, and what has to be said beside it."""

    data: bytes
    warning: str = ""
    is_text: bool = True


def make_report(
    person_file: PersonFile,
    since: Since = None,
    extra_questions: Sequence[str] = (),
    with_coding: bool = False,
    until: date | None = None,
) -> Summary:
    """The page as of the file's moment."""
    from b12track.reports.summary import summarise  # the page's rules; most commands do without

    amended = amendments(person_file) if with_coding else None
    overview = look(person_file)
    return summarise(
        overview.record, overview.now, since, extra_questions, amended, until, doubts=overview.doubts
    )


def layout_of_the_page() -> tuple[int, list[tuple[str, str]]]:
    """The number of the layout, and what stands in each section."""
    from b12track.reports import layout

    return layout.VERSION, layout.description()


def format_of(path: Path | None) -> Format:
    """The format that a file's name asks for; plain text where it asks for none, and never under another's ending."""
    if path is None or not path.suffix:
        return "txt"
    found = _ENDINGS.get(path.suffix.casefold())
    if found is None:
        raise Refused(
            path.name,
            f"the page cannot be written as {path.suffix}",
            "end the name in .txt, .md, .html or .pdf",
        )
    return found


def render_report(
    person_file: PersonFile, summary: Summary, format: Format, paper: str = "a4", columns: int = 80
) -> Rendered:
    """The page in one format, as text in so many columns."""
    from b12track.usecases.look.charts import draw_spots

    drawings = draw_spots(person_file.record(), summary.spots) if summary.spots else {}
    if format == "txt":
        from b12track.reports import text

        return Rendered(text.page(summary, drawings, columns).encode())
    if format == "md":
        from b12track.reports import markdown

        return Rendered(markdown.page(summary, drawings).encode())
    if format == "html":
        from b12track.reports import html

        return Rendered(html.page(summary, drawings).encode())
    from b12track.reports import pdf

    return _rendered(pdf.page(summary, drawings, PAPERS[paper]))


def _rendered(printed: "Printed") -> Rendered:
    missing = " ".join(printed.unshown)
    warning = (
        f"no font on this machine can show {missing}: the page has boxes in their place and says so; install a font "
        "for that script, or make the page as HTML"
    )
    return Rendered(printed.data, warning if missing else "", is_text=False)


def write_report(person_file: PersonFile, rendered: Rendered, path: Path, *, yes: bool = False) -> "Written":
    """The page into a file, whole and for its owner alone.

    Decided: an earlier page of b12track is replaced without asking, because the page of last week is of no use the
    day before the appointment; anything else that is there only with `yes`.
    """
    # With the store's way of writing, only when something is written.
    from b12track.usecases.output_files import write_file

    return write_file(person_file, path, rendered.data, yes=yes or _is_page(path))


def make_diary(person_file: PersonFile, month: str | None) -> "Diary":
    """The sheet of a month to fill in by hand; without a month, of the one that it is."""
    from b12track.domain.typed.dates import read_month
    from b12track.reports.diary import diary

    overview = look(person_file)
    return diary(overview, read_month(month, overview.today) if month is not None else overview.today)


def render_diary(sheet: "Diary", format: Format, paper: str = "a4") -> Rendered:
    """The sheet for paper: HTML or PDF."""
    if format == "html":
        from b12track.reports import html

        return Rendered(html.diary_sheet(sheet).encode())
    if format == "pdf":
        from b12track.reports import pdf

        return _rendered(pdf.diary_sheet(sheet, PAPERS[paper]))
    raise Refused("", "the diary sheet is for printing", "name a file that ends in .html or .pdf")


def report_facts(summary: Summary) -> dict[str, Any]:
    """The page for programs: its sections with their sentences and the table."""
    facts: dict[str, Any] = {
        "person": summary.header.name.text,
        "printed": summary.printed_on.isoformat(),
        "subject": summary.header.subject.text,
        "sections": [
            {
                "title": section.title,
                "text": [block.text for block in section.blocks if isinstance(block, Paragraph)],
                "scores": [
                    {**row._asdict(), "label": row.label.text}
                    for block in section.blocks
                    if isinstance(block, Scores)
                    for row in block.rows
                ],
            }
            for section in summary.sections
        ],
        "closing": summary.closing,
    }
    if (coding := summary.coding) is not None:
        facts["coding"] = {
            "intro": [paragraph.text for paragraph in coding.intro],
            "rows": [
                dict(zip(coding.headings, [row.when, *(cell.text for cell in row.cells)], strict=True))
                for row in coding.rows
            ],
            "cautions": [paragraph.text for paragraph in coding.cautions],
        }
    return facts


def amendments(person_file: PersonFile) -> dict[str, str]:
    """What was changed in injections after they were first saved, and when it was changed last.

    What was changed and then undone is no amendment.
    """
    snapshot = person_file.snapshot()
    said = {}
    for id, (first, at) in person_file.file.amended("injections").items():
        now = snapshot.get("injections", id) or {}
        changed = sorted(key for key in {*first, *now} if first.get(key) != now.get(key))
        if changed:
            from datetime import datetime

            on = show_date(datetime.fromisoformat(at).date(), weekday=False)
            said[id] = f"{', '.join(key.replace('_', ' ') for key in changed)} changed, last on {on}"
    return said


def _is_page(path: Path) -> bool:
    """Whether a file is a page that b12track wrote."""
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        return False
    if data.startswith(b"%PDF"):
        return _AUTHOR in data
    return (_CLOSING in data or _SHEET in data) and not data.startswith(b"{")
