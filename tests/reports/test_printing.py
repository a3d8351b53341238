"""The HTML page as a browser prints it: on one sheet of A4 and of Letter. Skipped where no Chromium is installed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from b12track.domain.record.records import Record, SymptomLog
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.reports import html
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
    source, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page = html.page(*page_of(record()))
    source.write_text(page.replace("@page { ", f"@page {{ size: {paper}; "), "utf-8")
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    where = (f"--user-data-dir={tmp_path / 'chromium'}", f"--print-to-pdf={printed}", source.as_uri())
    subprocess.run(
        [CHROMIUM or "", *quiet, "--no-pdf-header-footer", *where],
        check=True,
        capture_output=True,
        timeout=HANGS_AFTER_SECONDS,
    )
    assert pages_of(printed.read_bytes()) == 1
