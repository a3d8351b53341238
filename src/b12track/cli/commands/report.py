"""`report`: the one page to bring to an appointment."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import read_date
from b12track.usecases.look.report import (
    FORMATS,
    PAPERS,
    Rendered,
    Since,
    format_of,
    layout_of_the_page,
    make_diary,
    make_report,
    render_diary,
    render_report,
    report_facts,
    write_report,
)


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "--format", choices=FORMATS, help="the format; if left out, by the ending of FILE, or else plain text"
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        help="where the page begins: a date, last-visit or all; the last twelve months if left out",
    )
    parser.add_argument(
        "--until", metavar="DATE", help="make the page as it was at the end of that day; now if left out"
    )
    parser.add_argument(
        "--layout", action="store_true", help="explain what stands where on the page, and why"
    )
    parser.add_argument(
        "--question",
        action="append",
        default=[],
        metavar="TEXT",
        help="one more question to ask at the appointment",
    )
    parser.add_argument("--with-coding", action="store_true", help="add a page for the billing desk (US)")
    parser.add_argument(
        "--diary", action="store_true", help="make a sheet to fill in by hand, one row a day, as HTML or PDF"
    )
    parser.add_argument(
        "--month",
        metavar="MONTH",
        help="with --diary: the month, such as 2026-12 or December; this month if left out",
    )
    parser.add_argument(
        "--paper", choices=tuple(PAPERS), default="a4", help="the paper for PDF; HTML prints on both"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the file to write; the screen if left out"
    )
    parser.add_argument(
        "--yes", action="store_true", help="replace the file even if b12track did not write it"
    )


def run(session: Session, args: Namespace) -> None:
    """Make the page or the diary sheet, and show it or write it."""
    if args.layout:
        version, sections = layout_of_the_page()
        if session.wants_json:
            said = [{"title": title, "holds": holds} for title, holds in sections]
            session.json({"version": version, "sections": said})
            return
        session.say(f"Layout {version} of the page, the same from visit to visit and from person to person:")
        session.rows(sections)
        return
    person_file = session.answering(as_data=args.output is None or str(args.output) == "-")
    if args.month is not None and not args.diary:
        raise Refused("--month", "it goes with --diary alone", "add --diary, or leave it out")
    format = args.format or format_of(args.output)
    if args.diary:
        rendered = render_diary(make_diary(person_file, args.month), format, args.paper)
    else:
        today = person_file.today
        until = read_date(args.until, today, field="until") if args.until is not None else None
        since = _since(args.since, until or today)
        summary = make_report(person_file, since, args.question, args.with_coding, until)
        if session.wants_json and args.output is None:
            session.json(report_facts(summary))
            return
        rendered = render_report(person_file, summary, format, args.paper)
    if args.output is None or str(args.output) == "-":
        _show(session, rendered)
    else:
        written = write_report(person_file, rendered, args.output, yes=args.yes)
        if session.wants_json:
            facts = {"path": str(written.path), "replaced": written.replaced}
            session.json(facts, warning=written.warning)
        else:
            session.say_written(f"{'Diary sheet' if args.diary else 'Page'} for {person_file.name}", written)
    session.caution(rendered.warning)


def _since(text: str | None, today: date) -> Since:
    if text is None:
        return None
    words = text.strip().casefold().replace(" ", "-")
    if words in ("all", "last-visit"):
        return "all" if words == "all" else "last-visit"
    return read_date(text, today, field="since")


def _show(session: Session, rendered: Rendered) -> None:
    """To the screen; a PDF only into a pipe, because a terminal would choke on it."""
    if not rendered.is_text:
        if sys.stdout.isatty():
            raise Refused("report", "a PDF needs a file to go into", "name one, such as -o page.pdf")
        sys.stdout.flush()
        sys.stdout.buffer.write(rendered.data)
        sys.stdout.buffer.flush()
        return
    for line in rendered.data.decode().splitlines():
        session.line(line)
