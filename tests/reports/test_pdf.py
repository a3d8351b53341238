"""PDF: one page, words as data, and what happens where typst or a font is missing."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Person, Record
from b12track.reports import pdf
from pages import NAMES, bare, crowded, facts_of, hostile, in_order, made_up_year, named, page_of
from pdf_words import pages_of, sizes_of, words_of

PAPERS: tuple[pdf.Paper, ...] = ("a4", "us-letter")
RECORDS = {
    "year": made_up_year(),
    "hostile": hostile(),
    "crowded": crowded(),
    "empty": Record(Person("Alex")),
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", RECORDS)
def test_everything_stands_on_one_page(name: str, paper: pdf.Paper) -> None:
    summary, drawing = page_of(RECORDS[name], "all")
    printed = pdf.page(summary, drawing, paper)
    assert pages_of(printed.data) == 1
    assert in_order(facts_of(summary), bare(words_of(printed.data))) is None


def test_the_paper_is_the_one_asked_for() -> None:
    summary, drawing = page_of(made_up_year())
    assert b"595.2756 841.8898" in pdf.page(summary, drawing, "a4").data
    assert b"612 792" in pdf.page(summary, drawing, "us-letter").data


def test_the_same_page_is_the_same_file() -> None:
    made = page_of(made_up_year())
    assert pdf.page(*made).data == pdf.page(*made).data


def test_it_is_tagged_for_those_who_hear_it() -> None:
    data = pdf.page(*page_of(made_up_year())).data
    for mark in (
        b"/StructTreeRoot",
        b"/Lang(en)",
        b"/S/H1",
        b"/S/TH",
        b"/Alt(Energy, weekly means",
        b"pdfuaid",
    ):
        assert mark in data, mark


@pytest.mark.parametrize("name", ["polish", "greek"])
def test_scripts_that_the_fonts_inside_know(name: str) -> None:
    summary, drawing = page_of(named(NAMES[name]))
    printed = pdf.page(summary, drawing)
    assert printed.unshown == ""
    assert bare(words_of(printed.data)).startswith(bare(NAMES[name]))


@pytest.mark.parametrize("name", ["chinese", "arabic", "hebrew", "devanagari", "thai", "emoji"])
def test_other_scripts_are_set_or_named_as_missing(name: str) -> None:
    printed = pdf.page(*page_of(named(NAMES[name])))
    assert pages_of(printed.data) == 1
    assert set(printed.unshown) <= set(NAMES[name])


def test_what_typst_says_is_missing_is_read_once_each() -> None:
    diagnostic = (
        'error: PDF/UA-1 error: the text `"王"` could not be displayed with font `"Libertinus Serif"`\n'
        'error: PDF/UA-1 error: the text `"\\u{200d}"` could not be displayed with font `"X"`\n'
        'error: PDF/UA-1 error: the text `"王"` could not be displayed with font `"X"`\n'
        'error: PDF/UA-1 error: the text `"\\u{1f469}"` could not be displayed with font `"X"`\n'
    )
    assert pdf._unshown(diagnostic) == "王👩"


def test_without_typst_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refused, match=r"^PDF needs the extra") as refused:
        pdf.page(*page_of(made_up_year()))
    assert refused.value.hints == (Deed("install extra", "pdf"), Deed("page in HTML"))


def test_a_standard_that_cannot_be_kept_does_not_cost_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class TypstError(Exception):
        diagnostic = "error: something else"

    asked: list[str] = []

    def compiled(source: bytes, **how: Any) -> bytes:
        asked.append(how["pdf_standards"])
        if how["pdf_standards"] == "ua-1":
            raise TypstError
        return b"%PDF" + str(len(source)).encode()

    monkeypatch.setitem(sys.modules, "typst", SimpleNamespace(TypstError=TypstError, compile=compiled))
    printed = pdf.page(*page_of(made_up_year()))
    assert printed.data.startswith(b"%PDF")
    assert (printed.unshown, asked) == ("", ["ua-1", "1.7"])


def test_the_missing_characters_are_handed_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class TypstError(Exception):
        diagnostic = 'the text `"王"` could not be displayed with font'

    handed: list[str] = []

    def compiled(source: bytes, **how: Any) -> bytes:
        if how["pdf_standards"] == "ua-1":
            raise TypstError
        handed.append(how["sys_inputs"]["page"])
        return source

    monkeypatch.setitem(sys.modules, "typst", SimpleNamespace(TypstError=TypstError, compile=compiled))
    assert pdf.page(*page_of(named("王"))).unshown == "王"
    assert "no font on the machine that made this page can show: U+738B." in handed[0]


def test_no_word_of_the_record_reaches_the_template() -> None:
    source = pdf.template()
    assert b"Alex" not in source and b"sys.inputs.page" in source
    for command in (b"#import", b"#include", b"read(", b"eval(", b"http"):
        assert command not in source


def test_long_words_may_break_and_only_what_turns_is_isolated() -> None:
    content = pdf.content_of(*page_of(named("x" * 55)), "a4")
    assert content["name"] == ["x" * 30 + "\u200b" + "x" * 25]
    assert pdf.content_of(*page_of(named("محمد بن")), "a4")["name"] == ["\u2068محمد بن\u2069"]


def test_the_page_without_a_chart() -> None:
    summary, _ = page_of(made_up_year())
    assert b"/Figure" not in pdf.page(summary).data


def test_the_type_is_as_large_as_the_page_lets_it_be() -> None:
    assert 10.5 in sizes_of(pdf.page(*page_of(Record(Person("Alex")))).data)
    crammed = sizes_of(pdf.page(*page_of(crowded(), "all"), "us-letter").data)
    assert 10.5 not in crammed
    assert crammed & {8.5, 8.0, 7.5, 7.0, 6.5, 6.0}
