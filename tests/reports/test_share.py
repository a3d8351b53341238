"""The page for a phone: plain, escaped, nothing from outside; read by a browser and by axe where they are there."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from b12track.domain.record.intervals import Doses
from b12track.domain.record.records import Person
from b12track.domain.rules.doubt import file_missing
from b12track.reports.share import Card, owner_of, page, says_the_same
from builders import ALEX, LOADING_DAYS, day, doses, overview, plan, record, transition, weekly
from hostile import WORDS

NOW = datetime(2026, 4, 20, 14, 5, tzinfo=UTC)
MAINTAINED = record(plan(), injections=doses(*LOADING_DAYS), transitions=[transition(1, "01-16")])


def said(card: Card, written: datetime = NOW) -> str:
    """What a page says of one person, without its markup."""
    text = page([card], written).decode()
    body = text[text.index("<section>") : text.index("</section>")]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", body)).strip()


@pytest.mark.parametrize(
    ("whole", "today", "says"),
    [
        (MAINTAINED, "01-20", "Next injection Mon 16 Mar - Thu 16 Apr 2026"),
        (MAINTAINED, "03-20", "Next injection Mon 16 Mar - Thu 16 Apr 2026"),
        (
            MAINTAINED,
            "04-20",
            "Was due Mon 16 Mar - Thu 16 Apr 2026. None was recorded by Mon 20 Apr 2026.",
        ),
        (MAINTAINED, "01-20", "Last injection recorded Fri 16 Jan 2026"),
        (
            record(plan(), injections=doses(*LOADING_DAYS)),
            "01-20",
            "if the move to the next phase is confirmed",
        ),
        (record(), "01-20", "Not known: no plan was entered by Tue 20 Jan 2026"),
        (record(), "01-20", "Last injection recorded None, as of Tue 20 Jan 2026"),
        (record(plan(ended_on=day("01-10"))), "01-20", "None: the plan stopped on Sat 10 Jan 2026"),
    ],
)
def test_says_it_so_that_an_old_copy_is_never_wrong(whole: object, today: str, says: str) -> None:
    text = said(Card("Alex", overview(whole, today)))  # type: ignore[arg-type]
    assert says in text
    assert not re.search(r"today|tomorrow|\bdays?\b|\bago\b|overdue", text, re.IGNORECASE)


def test_a_doubt_stands_before_what_is_known() -> None:
    assert said(Card("Mum", None, "Not certain: so.")) == "Mum Not certain: so."


def test_what_is_not_certain_is_not_said_to_be_unrecorded() -> None:
    doubtful = overview(MAINTAINED, "04-20")._replace(doubts=(file_missing("Alex"),))
    text = said(Card("Alex", doubtful, "Not certain: so."))
    assert "It is not certain whether it was given." in text and "None was recorded" not in text
    never = overview(record(), "04-20")._replace(doubts=(file_missing("Alex"),))
    assert "Last injection recorded Not certain" in said(Card("Alex", never))
    complete = record(plan(weekly(1, Doses(1))), injections=doses("01-05"))
    assert "No further date in the plan, as of" in said(Card("Alex", overview(complete, "01-20")))


class Seen(HTMLParser):
    """Every tag of a page, and what would lead outside."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.outside += [
            name for name, _ in attrs if name in ("src", "href", "action") or name.startswith("on")
        ]


@given(WORDS)
def test_a_name_is_only_ever_text(name: str) -> None:
    whole = MAINTAINED._replace(person=ALEX._replace(name=name))
    data = page([Card(name, overview(whole, "01-20"))], NOW, whole.person)
    seen = Seen()
    seen.feed(data.decode())
    assert "script" not in seen.tags and "img" not in seen.tags and seen.outside == []
    assert b"http://" not in data and b"https://" not in data


def test_a_policy_forbids_what_is_not_there() -> None:
    text = page([Card("Alex", overview(MAINTAINED, "01-20"))], NOW).decode()
    assert "default-src 'none'; style-src 'sha256-" in text and "unsafe-inline" not in text


def test_whose_it_is_and_what_is_none() -> None:
    everybody, alex = page([], NOW), page([], NOW, ALEX)
    assert owner_of(everybody) == "everybody"
    assert owner_of(alex) not in ("", "everybody", owner_of(page([], NOW, Person("Mum"))))
    assert "Alex" not in owner_of(alex)
    assert owner_of(b"") == owner_of(b"<!DOCTYPE html><title>mine</title>") == ""


def test_a_minute_later_it_says_the_same() -> None:
    card = Card("Alex", overview(MAINTAINED, "01-20"))
    first, later = page([card], NOW), page([card], NOW.replace(minute=59))
    assert first != later and says_the_same(first, later)
    assert not says_the_same(first, page([card], NOW.replace(day=21)))
    assert not says_the_same(first, page([card._replace(name="Bo")], NOW))


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = next(
    (
        folder / "axe-core" / "axe.min.js"
        for folder in (Path("/usr/lib/node_modules"), Path("/usr/local/lib/node_modules"))
        if (folder / "axe-core" / "axe.min.js").is_file()
    ),
    None,
)
HOUSEHOLD = [
    Card("Alexandra Featherstonehaugh-Cholmondeley", overview(MAINTAINED, "04-20")),
    Card("A" * 60, overview(record(), "01-20")),
    Card("Mum", None, "Not certain: what is recorded could not be read without a doubt."),
]


def in_chromium(html: str, tmp_path: Path, width: int) -> str:
    """The page as a browser has it after its scripts ran."""
    path = tmp_path / "page.html"
    path.write_text(html, "utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *(f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900"),
            *("--virtual-time-budget=20000", "--dump-dom", path.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_reads_at_320_pixels_without_scrolling_sideways(tmp_path: Path) -> None:
    # A window cannot be made so narrow; a frame can.
    html = page(HOUSEHOLD, NOW).decode()
    (tmp_path / "inner.html").write_text(html, "utf-8")
    frame = (
        '<iframe id="f" src="inner.html" width="320" height="800" style="border:0"></iframe><p id="said"></p>'
        "<script>f.onload = () => { const d = f.contentDocument.documentElement;"
        " said.textContent = `wide ${d.scrollWidth} of ${d.clientWidth}`; }</script>"
    )
    path = tmp_path / "page.html"
    path.write_text(frame, "utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--allow-file-access-from-files", f"--user-data-dir={tmp_path / 'profile'}"),
            *("--virtual-time-budget=20000", "--dump-dom", path.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = re.search(r"wide (\d+) of (\d+)", done.stdout)
    assert found is not None, done.stdout[-500:]
    assert int(found[1]) <= int(found[2]) <= 320


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.skipif(AXE is None, reason="axe-core is not installed (npm install -g axe-core)")
def test_axe_finds_nothing(tmp_path: Path) -> None:
    assert AXE is not None
    html = page(HOUSEHOLD, NOW).decode()
    html = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)  # or axe itself could not run
    run = (
        f"<script>{AXE.read_text('utf-8')}</script><script>axe.run(document, {{resultTypes: ['violations']}})"
        ".then(r => { document.body.setAttribute('data-axe', JSON.stringify(r.violations.map(v => v.id))); "
        "document.body.setAttribute('data-passes', r.passes.length); });</script>"
    )
    shown = in_chromium(html.replace("</body>", f"{run}</body>"), tmp_path, 500)
    found = re.search('data-axe="([^"]*)"', shown)
    assert found is not None, shown[-500:]
    assert json.loads(found[1].replace("&quot;", '"')) == []
    assert 'data-passes="0"' not in shown
