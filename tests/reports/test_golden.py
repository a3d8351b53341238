"""The page of the made-up year in every format, held to what was looked at and found good.

After a wanted change: B12TRACK_WRITE_GOLDEN=1 python -m pytest tests/reports/test_golden.py, and look at what changed.
"""

import json
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from b12track.reports import html, markdown, pdf, text
from b12track.reports.page import Drawings, Summary
from pages import bare, facts_of, in_order, made_up_year, page_of
from pdf_words import pages_of, words_of

GOLDEN = Path(__file__).parent / "golden"
QUESTION = "Is the blood test of spring worth repeating?"
AMENDED = {"i3": "lot changed, last on 3 Mar 2026"}


def handed_to_typst(summary: Summary, drawing: Drawings) -> str:
    """What the PDF is set from; its look is in page.typ."""
    content = pdf.content_of(summary, drawing, "a4")
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Summary, Drawings], str]] = {
    "page.txt": text.page,
    "page.md": markdown.page,
    "page.html": html.page,
    "page.typst.json": handed_to_typst,
}


@pytest.fixture(scope="module")
def made() -> tuple[Summary, Drawings]:
    return page_of(made_up_year(), questions=[QUESTION], amended=AMENDED)


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_is_as_it_was(name: str, made: tuple[Summary, Drawings]) -> None:
    page = FORMATS[name](*made)
    if os.environ.get("B12TRACK_WRITE_GOLDEN"):
        (GOLDEN / name).write_text(page, "utf-8")
    assert page == (GOLDEN / name).read_text("utf-8")


def words_in(name: str, made: tuple[Summary, Drawings]) -> str:
    if name == "pdf":
        return words_of(pdf.page(*made).data)
    page = FORMATS[name](*made)
    if name == "page.html":
        return unescape(re.sub(r"<[^>]*>", "", page.partition("</style>")[2]))
    return page.replace("\\", "") if name == "page.md" else page


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.html", "pdf"])
def test_the_same_facts_stand_in_the_same_order(name: str, made: tuple[Summary, Drawings]) -> None:
    facts, words = facts_of(made[0]), bare(words_in(name, made))
    # Signs of layout stand between the cells of a table in two of the formats.
    words = words.replace("|", "")
    assert in_order(facts, words) is None
    assert len(facts) > 40


def test_the_coding_worksheet_follows_in_every_format(made: tuple[Summary, Drawings]) -> None:
    coding = made[0].coding
    assert coding is not None
    facts = [bare(paragraph.text) for paragraph in (*coding.intro, *coding.cautions)]
    for name in ("page.txt", "page.md", "page.html", "pdf"):
        assert in_order([bare(made[0].closing), *facts], bare(words_in(name, made))) is None, name


def test_the_page_is_one_page_and_the_worksheet_another(made: tuple[Summary, Drawings]) -> None:
    papers: tuple[pdf.Paper, ...] = ("a4", "us-letter")
    for paper in papers:
        assert pages_of(pdf.page(made[0]._replace(coding=None), made[1], paper).data) == 1
        assert pages_of(pdf.page(*made, paper).data) == 2
