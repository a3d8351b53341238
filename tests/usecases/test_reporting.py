"""The page, made and written: who may be replaced, what was amended, what is said beside it."""

import stat
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12track.domain.record import loading
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import Person, Record
from b12track.reports import pdf
from b12track.reports.page import Coding, Summary
from b12track.store.edits import Change, Put
from b12track.usecases.look import report
from b12track.usecases.look.report import (
    FORMATS,
    Format,
    Rendered,
    amendments,
    format_of,
    make_report,
    render_report,
    report_facts,
    write_report,
)
from b12track.usecases.person_file import PersonFile
from pages import bare, facts_of, in_order, made_up_year
from stage import person_file_of


@pytest.fixture
def year(tmp_path: Path) -> PersonFile:
    folder = tmp_path / "people"
    folder.mkdir()
    return person_file_of(folder, made_up_year())


def coding_of(summary: Summary) -> Coding:
    assert summary.coding is not None
    return summary.coding


def test_the_page_is_of_the_persons_moment(year: PersonFile) -> None:
    summary = make_report(year, extra_questions=["One more?"])
    assert summary.printed_on == date(2026, 11, 21)
    assert summary.coding is None
    assert "3. One more?" in [getattr(block, "text", "") for block in summary.sections[0].blocks]
    assert len(coding_of(make_report(year, date(2026, 9, 1), with_coding=True)).rows) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_rendered_with_its_chart(year: PersonFile, format: Format) -> None:
    rendered = render_report(year, make_report(year), format)
    assert rendered.warning == ""
    assert rendered.is_text == (format != "pdf")
    mark = {"txt": "◆", "md": "◆", "html": "<svg", "pdf": "%PDF"}[format]
    assert mark.encode() in rendered.data


def test_a_page_without_entries_has_no_chart(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, Record(Person("Alex")))
    rendered = render_report(person_file, make_report(person_file), "html")
    assert b"none recorded" in rendered.data and b"<svg" not in rendered.data


def test_a_font_that_is_missing_is_said(year: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "page", lambda *_: pdf.Printed(b"%PDF", "王小"))
    assert render_report(year, make_report(year), "pdf").warning.startswith(
        "no font on this machine can show 王 小: the page has boxes in their place and says so"
    )


def test_without_typst_it_is_refused(year: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refused, match="PDF needs the extra"):
        render_report(year, make_report(year), "pdf")


NAMED: dict[str, Format] = {
    "a.txt": "txt",
    "a.MD": "md",
    "a.markdown": "md",
    "a.html": "html",
    "a.HTM": "html",
    "a.pdf": "pdf",
    "a": "txt",
}


@pytest.mark.parametrize(("name", "format"), NAMED.items())
def test_a_file_is_of_the_format_that_its_name_says(name: str, format: Format) -> None:
    assert format_of(Path(name)) == format
    assert format_of(None) == "txt"


def test_no_page_is_written_under_the_ending_of_another_program() -> None:
    with pytest.raises(
        Refused, match=r"page.docx: the page cannot be written as .docx: end the name in .txt, .md, .html or"
    ):
        format_of(Path("page.docx"))


@pytest.mark.parametrize("format", FORMATS)
def test_an_earlier_page_is_replaced_and_only_its_owner_reads_it(
    year: PersonFile, tmp_path: Path, format: Format
) -> None:
    path = tmp_path / f"page.{format}"
    rendered = render_report(year, make_report(year), format)
    assert not write_report(year, rendered, path).replaced
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert write_report(year, rendered, path).replaced
    assert path.read_bytes() == rendered.data


OTHERS = (
    b"my own notes",
    b"%PDF-1.7 of somebody else",
    b'{"a": "b12track records what you enter"}',
    b"",
)


@pytest.mark.parametrize("there", OTHERS)
def test_another_file_is_replaced_only_where_that_was_said(
    year: PersonFile, tmp_path: Path, there: bytes
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(there)
    rendered = render_report(year, make_report(year), "txt")
    with pytest.raises(NeedsYes, match="is there already"):
        write_report(year, rendered, path)
    assert path.read_bytes() == there
    assert write_report(year, rendered, path, yes=True).replaced


def test_a_persons_records_are_never_written_over(year: PersonFile) -> None:
    with pytest.raises(Refused, match="belongs to a person's records"):
        write_report(year, Rendered(b"page"), year.path, yes=True)


def test_a_file_that_cannot_be_read_is_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"b12track records what you enter")

    def fail(_: Path) -> bytes:
        raise OSError

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert not report._is_page(path)


def change(person_file: PersonFile, id: str, **changed: Any) -> None:
    def work(_: object, record: Record) -> Change:
        (found,) = [injection for injection in record.injections if injection.id == id]
        return Change(f"edit {id}", (Put("injections", loading.dump(found._replace(**changed))),))

    person_file.save(work)


def test_what_was_amended_after_it_was_saved(year: PersonFile) -> None:
    assert amendments(year) == {}
    change(year, "i3", lot="B2")
    change(year, "i3", lot="B3", site="left-deltoid")
    change(year, "i4", note="typed too fast")
    said = amendments(year)
    assert said.keys() == {"i3", "i4"}
    assert said["i3"].startswith("lot, site changed, last on ")
    rows = coding_of(make_report(year, with_coding=True)).rows
    assert rows[2].cells[2].text == said["i3"]
    assert rows[0].cells[2].text == "no change recorded"


def test_what_was_changed_back_is_no_amendment(year: PersonFile) -> None:
    change(year, "i3", lot="B2")
    year.file.undo()
    assert amendments(year) == {}


def test_a_dose_that_was_deleted_has_no_row(year: PersonFile) -> None:
    from b12track.store.edits import Remove

    change(year, "i3", lot="B2")
    year.save(lambda _snapshot, _record: Change("delete i3", (Remove("injections", "i3"),)))
    assert len(coding_of(make_report(year, with_coding=True)).rows) == 10


def test_the_facts_for_programs_are_those_of_the_page(year: PersonFile) -> None:
    summary = make_report(year, with_coding=True)
    facts = report_facts(summary)
    assert facts["person"] == "Alex" and facts["printed"] == "2026-11-21"
    assert [section["title"] for section in facts["sections"]] == [
        section.title for section in summary.sections
    ]
    (symptoms,) = [section for section in facts["sections"] if section["title"] == "SYMPTOMS"]
    assert len(symptoms["scores"]) == 3
    words = bare("".join(text for section in facts["sections"] for text in section["text"]))
    labs = [fact for fact in facts_of(summary) if fact.startswith("2JanB12")]
    assert labs and in_order(labs, words) is None
    assert len(facts["coding"]["rows"]) == 11
    assert facts["coding"]["rows"][0]["Given"] == "5 Jan 2026 09:30"
    assert "coding" not in report_facts(make_report(year))


def test_an_amendment_is_known_also_after_the_folder_became_a_synced_one(year: PersonFile) -> None:
    change(year, "i3", lot="B2")
    before = amendments(year)
    (
        year.path.parent / ".stfolder"
    ).touch()  # nothing has been saved since: the journal still lies beside the file
    assert amendments(year) == before != {}
