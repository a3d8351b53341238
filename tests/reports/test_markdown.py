"""Markdown: only the layout is markup."""

import re

import pytest

from b12track.domain.record.records import Person, Record
from b12track.reports import markdown
from pages import NAMES, crowded, hostile, made_up_year, named, page_of

_MARKUP = re.compile(r"(?<!\\)[`*_\[\]<>|~#&$@^]")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, and 3.1 (2-4)", "plain words, and 3.1 (2-4)"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[a](http://x) ![b](y)", r"\[a\](http\://x) !\[b\](y)"),
        ("<b>&amp;</b>", r"\<b\>\&amp;\</b\>"),
        ("a | b", r"a \| b"),
        ("$x^2$ @me #1 ~~no~~", r"\$x\^2\$ \@me \#1 \~\~no\~\~"),
        ("WWW.example.org a@b.org", r"WWW\.example.org a\@b.org"),
        ("- no list", r"\- no list"),
        ("+2.3 (1 to 3)", "+2.3 (1 to 3)"),
        ("---", r"\---"),
        ("=====", r"\====="),
        ("12. no list", r"12\. no list"),
        ("7) no list", r"7\) no list"),
        ("3.1", "3.1"),
        ("  : no definition", r"\: no definition"),
        ("back\\slash", r"back\\slash"),
        ("", ""),
    ],
)
def test_text_is_only_text(text: str, escaped: str) -> None:
    assert markdown.escape(text) == escaped


def lines_of(record: Record) -> list[str]:
    """The lines outside the block with the chart."""
    page = markdown.page(*page_of(record, amended={}))
    return re.sub(r"```text\n.*?```", "", page, flags=re.DOTALL).splitlines()


@pytest.mark.parametrize("record", [made_up_year(), hostile(), crowded()], ids=["year", "hostile", "crowded"])
def test_nothing_but_the_layout_is_markup(record: Record) -> None:
    for line in lines_of(record):
        content = re.sub(r"^(#{1,2} |- (?=\S)|\| )", "", line).replace(" | ", "  ").removesuffix(" |")
        if line in ("---", "") or re.fullmatch(r"[\s|:-]+", line):
            continue
        assert not _MARKUP.search(content), line


def test_the_table_has_the_same_cells_in_every_row() -> None:
    rows = [line for line in lines_of(hostile()) if line.startswith("|")]
    counts = {len(re.findall(r"(?<!\\)\|", row)) for row in rows[:6]}
    assert counts == {6}


def test_the_chart_cannot_be_ended_from_within() -> None:
    page = markdown.page(*page_of(crowded("``` # over `x` ")))
    assert [line for line in page.splitlines() if "```" in line] == ["```text", "```"] * 2


def test_the_page_without_a_chart_and_without_entries() -> None:
    page = markdown.page(*page_of(Record(Person("Alex"))))
    assert page.startswith("# Alex\n\nborn \\_\\_")
    assert page.count("none recorded") >= 7
    assert "```" not in markdown.page(page_of(made_up_year())[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_the_heading(name: str) -> None:
    assert (
        markdown.page(*page_of(named(NAMES[name]))).splitlines()[0].replace("\u200e", "")
        == f"# {NAMES[name]}"
    )
