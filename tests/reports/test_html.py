"""HTML: one file, nothing from outside, nothing run, one page."""

import re
from html.parser import HTMLParser

import pytest

from b12track.domain.record.records import Person, Record
from b12track.reports import html
from pages import HOSTILE, NAMES, crowded, hostile, made_up_year, named, page_of

_VOID = {"meta", "link", "br", "img", "col"}
_OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "section",
        "div",
        "h1",
        "h2",
    ),
    *("p", "span", "bdi", "ul", "li", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "svg", "desc", "g", "text", "path", "circle", "polyline"),
}


class Reader(HTMLParser):
    """Every tag with its attributes, and whether all of them were closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.bdi: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "bdi":
            self.bdi.append(data)


PAGES = {"year": made_up_year(), "hostile": hostile(), "crowded": crowded(), "empty": Record(Person("Alex"))}


@pytest.mark.parametrize("name", PAGES)
def test_the_file_is_whole_and_holds_no_tag_that_was_entered(name: str) -> None:
    reader = Reader(html.page(*page_of(PAGES[name], "all", amended={})))
    assert not reader.open
    assert {tag for tag, _ in reader.tags} <= _OURS


@pytest.mark.parametrize("name", PAGES)
def test_nothing_outside_is_referred_to(name: str) -> None:
    page = html.page(*page_of(PAGES[name], "all", amended={}))
    for tag, attributes in Reader(page).tags:
        assert (
            not attributes.keys() & {"href", "src", "srcset", "action", "xlink:href", "data", "style"}
            or tag == "col"
        )
        assert not any(key.startswith("on") for key in attributes)
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style and "@import" not in style
    assert "default-src 'none'" in page
    if name == "year":
        assert not re.search(r"https?:|//", page.replace("<!DOCTYPE", ""))


def test_what_was_entered_stands_in_its_own_direction() -> None:
    reader = Reader(html.page(*page_of(named(NAMES["arabic"]))))
    assert reader.bdi.count(NAMES["arabic"]) >= 3
    assert all(attributes == {"dir": "auto"} for tag, attributes in reader.tags if tag == "bdi")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_in_the_heading_and_the_title(name: str) -> None:
    page = html.page(*page_of(named(NAMES[name])))
    shown = NAMES[name].replace("'", "&#x27;")
    assert f'<h1><bdi dir="auto">{shown}</bdi></h1>' in page
    assert f"<title>{shown}: vitamin B12 injections and symptoms</title>" in page
    assert '<meta charset="utf-8">' in page
    assert '<html lang="en">' in page


def test_hostile_text_is_shown_as_it_was_typed() -> None:
    words = Reader(html.page(*page_of(hostile()))).bdi
    assert any(word.startswith(HOSTILE[:60]) for word in words)


def test_nothing_is_said_by_colour() -> None:
    page = html.page(*page_of(made_up_year(), amended={}))
    for colour in re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", page):
        step = len(colour) // 3
        assert colour[:step] == colour[step : 2 * step] == colour[2 * step :], colour


def test_the_type_gets_smaller_the_more_there_is_to_say() -> None:
    sizes = [
        html.type_size(page_of(record, "all")[0])
        for record in (PAGES["empty"], PAGES["year"], PAGES["crowded"])
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == html.SIZES[0]
    assert sizes[-1] >= html.SIZES[-1]
    assert f"font: {sizes[1]:g}pt/1.32 Arial" in html.page(*page_of(PAGES["year"]))


def test_the_page_without_a_chart() -> None:
    assert "<svg" not in html.page(page_of(made_up_year())[0])
    assert "<figure" not in html.page(page_of(made_up_year())[0])
