"""`report`: to the screen, into a file, and what is refused."""

import io
import json
import sys
from pathlib import Path

import pytest

from b12track.domain.record.records import Person, Record
from command_line import Run
from pages import HOSTILE, made_up_year
from stage import person_file_of

TITLES = [
    "ASKED",
    "DATA",
    "WHY",
    "PLAN",
    "DOSES",
    "CYCLE",
    "SYMPTOMS",
    "YEAR",
    "LABS",
    "AFTER DOSES",
    "TOGETHER",
    "GAPS",
]


@pytest.fixture
def year(home: Path) -> Path:
    home.mkdir()
    return person_file_of(home, made_up_year()).path


@pytest.mark.usefixtures("year")
def test_the_page_as_text(run: Run) -> None:
    done = run("report")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Alex   born 14 Mar 1971")
    assert [title for title in TITLES if any(line.startswith(title) for line in lines)] == TITLES
    assert "Ask your clinic before changing anything" in done.out


@pytest.mark.parametrize(
    ("format", "start"), [("txt", "Alex"), ("md", "# Alex"), ("html", "<!DOCTYPE html>")]
)
@pytest.mark.usefixtures("year")
def test_every_format_of_text_goes_to_the_screen(run: Run, format: str, start: str) -> None:
    assert run("report", "--format", format).out.startswith(start)


@pytest.mark.parametrize("ending", ["txt", "md", "html", "pdf"])
def test_a_file_is_written_in_the_format_of_its_name(run: Run, year: Path, ending: str) -> None:
    done = run("report", "-o", f"page.{ending}")
    assert done.out == f"Page for Alex: page.{ending}\n"
    data = (year.parent.parent / f"page.{ending}").read_bytes()
    assert data.startswith({"txt": b"Alex", "md": b"# Alex", "html": b"<!DOCTYPE", "pdf": b"%PDF"}[ending])
    assert run("report", "-o", f"page.{ending}").out.endswith(" (replaced)\n")
    assert json.loads(run("report", "-o", f"page.{ending}", "--json").out) == {
        "path": f"page.{ending}",
        "replaced": True,
    }


def test_the_format_that_was_said_beats_the_name(run: Run, year: Path) -> None:
    run("report", "--format", "md", "-o", "page.txt")
    assert (year.parent.parent / "page.txt").read_text("utf-8").startswith("# Alex")


def test_another_file_is_kept(run: Run, year: Path) -> None:
    other = year.parent.parent / "notes.txt"
    other.write_text("mine")
    done = run("report", "-o", "notes.txt")
    assert done.code == 1 and "is there already" in done.err and len(done.err.splitlines()) == 1
    assert other.read_text() == "mine"
    assert run("report", "-o", "notes.txt", "--yes").code == 0
    assert run("report", "-o", str(year), "--yes").code == 1
    assert run("report", "-o", "no/such/folder.txt").code == 1


@pytest.mark.usefixtures("year")
def test_since(run: Run) -> None:
    assert "5 Jan - 21 Nov 2026. Not a clinic record." in " ".join(
        run("report", "--since", "all").out.split()
    )
    visit = " ".join(run("report", "--since", "last visit").out.split())
    assert "2 Apr - 21 Nov 2026, since the visit of 2 Apr (review). Not a clinic record." in visit
    assert "Earlier entries, from 5 Jan 2026 on, are not listed; what is compared may rest on them." in visit
    assert " ".join(run("report", "--since", "2026-07-01").out.split()).count("1 Jul - 21 Nov 2026") >= 1
    for wrong in ("2026-12-01", "03/04/2026", "someday", ""):
        done = run("report", "--since", wrong)
        assert done.code == 1 and len(done.err.splitlines()) == 1, wrong


@pytest.mark.usefixtures("year")
def test_questions_are_added(run: Run) -> None:
    out = run("report", "--question", "Could it be monthly?", "--question", HOSTILE).out
    assert "3. Could it be monthly?" in out
    assert "\x1b" not in out and "\u202e" not in out


@pytest.mark.usefixtures("year")
def test_the_coding_worksheet_follows(run: Run) -> None:
    out = " ".join(run("report", "--with-coding").out.split())
    assert "Coding worksheet (US) for Alex" in out
    assert out.count("Check with the payer.") >= 11
    assert "Coding worksheet" not in run("report").out


@pytest.mark.usefixtures("year")
def test_facts_for_programs(run: Run) -> None:
    facts = json.loads(run("report", "--json").out)
    assert json.loads(run("report", "--json", "--format", "md").out) == facts
    assert [section["title"] for section in facts["sections"]] == TITLES


@pytest.mark.usefixtures("year")
def test_a_pdf_goes_into_a_file_or_a_pipe_and_never_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    from b12track.cli.door.main import main

    monkeypatch.setenv("B12TRACK_NOW", "2026-11-21T14:05:00+00:00")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert main(["report", "--format", "pdf"]) == 1
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    assert main(["report", "--format", "pdf", "--paper", "letter"]) == 0
    data = written.getvalue()
    assert data.startswith(b"%PDF") and b"612 792" in data


def test_without_the_extra_one_line_says_how_to_get_it(
    run: Run, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run("report", "-o", "page.pdf")
    assert done.code == 1
    assert done.err.startswith(
        "b12track: PDF needs the extra: install it from the folder b12track was installed from, such "
        "as pip install '.[pdf]'"
    )
    assert len(done.err.splitlines()) == 1
    assert not (year.parent.parent / "page.pdf").exists()


@pytest.mark.usefixtures("year")
def test_a_font_that_is_missing_is_a_warning(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from b12track.reports import pdf

    monkeypatch.setattr(pdf, "page", lambda *_: pdf.Printed(b"%PDF", "王"))
    done = run("report", "-o", "page.pdf")
    assert (done.code, done.out) == (0, "Page for Alex: page.pdf\n")
    assert done.err.startswith("warning: no font on this machine can show 王")


def test_an_empty_record_is_a_page_too(run: Run, home: Path) -> None:
    home.mkdir()
    person_file_of(home, Record(Person("Alex")))
    done = run("report")
    assert done.code == 0
    assert done.out.count("none recorded") >= 7


@pytest.mark.usefixtures("home")
def test_a_file_that_is_not_there_is_exit_3(run: Run) -> None:
    assert run("report", "--file", "nobody.json").code == 3


@pytest.mark.parametrize(("name", "start"), [("diary.html", b"<!DOCTYPE html>"), ("diary.pdf", b"%PDF")])
@pytest.mark.usefixtures("year")
def test_a_diary_sheet_is_written_and_written_again(
    run: Run, tmp_path: Path, name: str, start: bytes
) -> None:
    target = tmp_path / name
    done = run("report", "--diary", "--month", "December", "-o", str(target))
    assert done.code == 0 and done.out.startswith("Diary sheet for Alex: ")
    assert target.read_bytes().startswith(start)
    assert run("report", "--diary", "-o", str(target)).code == 0, "a sheet of ours is replaced unasked"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--month", "2026-12"), "--diary"),
        (("--diary",), "for printing"),
        (("--diary", "--month", "soon", "--format", "html"), "2026-11"),
        (("--diary", "-o", "diary.txt"), "for printing"),
    ],
)
@pytest.mark.usefixtures("year")
def test_a_diary_sheet_that_cannot_be(run: Run, typed: tuple[str, ...], said: str) -> None:
    done = run("report", *typed)
    assert done.code == 1 and said in done.err and len(done.err.splitlines()) == 1


def test_the_layout_is_described_without_anybody(run: Run) -> None:
    done = run("report", "--layout")
    assert done.code == 0 and done.out.startswith("Layout 1 of the page")
    assert all(title in done.out for title in TITLES)
    facts = json.loads(run("report", "--layout", "--json").out)
    assert facts["version"] == 1 and {"title", "holds"} == set(facts["sections"][0])


@pytest.mark.usefixtures("year")
def test_the_page_of_an_earlier_day(run: Run) -> None:
    done = run("report", "--until", "2026-06-01")
    assert done.code == 0 and "- 1 Jun 2026. Not a clinic record." in " ".join(done.out.split())
    assert run("report", "--until", "2027-06-01").code == 1
