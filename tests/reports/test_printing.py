"""The HTML page in a browser: on one sheet of paper, and on a phone. Skipped where no Chromium is installed."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from b12track.domain.record.records import Record, SymptomLog
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.reports import html
from changed_interval import changed_interval
from length import HANGS_AFTER_SECONDS
from pages import crowded, made_up_year, page_of
from pdf_words import pages_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


def ten_symptoms() -> Record:
    """The made-up year with every built-in symptom scored each day."""
    year = made_up_year()
    others = {kind.name: 3 for kind in BUILTIN_SYMPTOMS}
    logs = tuple(SymptomLog(log.id, log.date, {**others, **log.scores}, log.note) for log in year.symptoms)
    return year._replace(symptoms=logs)


def chromium(folder: Path, page: str, *options: str) -> str:
    """What a browser says of a page."""
    source = folder / "page.html"
    source.write_text(page, "utf-8")
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    where = (f"--user-data-dir={folder / 'chromium'}", *options, source.as_uri())
    return subprocess.run(
        [CHROMIUM or "", *quiet, *where],
        check=True,
        capture_output=True,
        timeout=HANGS_AFTER_SECONDS,
    ).stdout.decode()


# Letter is the shorter of the two, and the page is no wider on it.
@pytest.mark.parametrize(
    ("record", "paper"),
    [
        (made_up_year, "A4"),
        (made_up_year, "letter"),
        (ten_symptoms, "letter"),
        (crowded, "letter"),
    ],
)
def test_a_browser_prints_the_page_on_one_sheet(
    record: Callable[[], Record], paper: str, tmp_path: Path
) -> None:
    printed = tmp_path / "page.pdf"
    page = html.page(*page_of(record())).replace("@page { ", f"@page {{ size: {paper}; ")
    chromium(tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    assert pages_of(printed.read_bytes()) == 1


# Every word of the page that stands on two lines, how wide the page is, and how high its pictures are.
MEASURE = r"""
const broken = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
  if (node.parentElement.closest("svg, script")) continue;
  for (const word of node.data.matchAll(/[\p{L}\p{N}.]+/gu)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)));
    if (lines.size > 1) broken.push(word[0]);
  }
}
const pictures = [...document.querySelectorAll("figure .narrow svg")].map(svg => svg.getBoundingClientRect());
parent.postMessage(JSON.stringify({
  seen: innerWidth, needed: document.documentElement.scrollWidth, broken,
  pictures: pictures.map(box => [Math.round(box.width), Math.round(box.height)]),
}), "*");
"""

# A window is never as narrow as a phone, but a frame in it is.
PHONE = """<!DOCTYPE html><title></title>
<script>addEventListener("message", event => { document.title = event.data; });</script>
<iframe src="seen.html" width="390" height="12000" style="border: 0"></iframe>
"""


@pytest.mark.parametrize("record", [made_up_year, ten_symptoms, changed_interval, crowded])
def test_on_a_phone_no_word_is_broken_and_nothing_is_wider_than_the_screen(
    record: Callable[[], Record], tmp_path: Path
) -> None:
    page = html.page(*page_of(record()))
    # The page forbids itself all scripts; what looks at it is one.
    seen = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    seen = seen.replace("</body>", f"<script>{MEASURE}</script></body>")
    (tmp_path / "seen.html").write_text(seen, "utf-8")
    told = chromium(tmp_path, PHONE, "--virtual-time-budget=10000", "--dump-dom")
    found = re.search(r"<title>(.*?)</title>", told)
    assert found is not None
    measured = json.loads(unescape(found[1]))
    assert measured["seen"] == 390 and measured["needed"] == 390
    assert measured["broken"] == []
    assert all(width >= 340 and height >= 200 for width, height in measured["pictures"])
    assert len(measured["pictures"]) == 2
