"""Plain text: as wide as it may be, nothing obeyed, every script in its place."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.domain.record.records import Note, Person, Record
from b12track.domain.wording.text import printable, width
from b12track.reports import text
from b12track.reports.page import Run
from pages import HOSTILE, NAMES, crowded, hostile, made_up_year, named, page_of

RECORDS: dict[str, Callable[[], Record]] = {
    "year": made_up_year,
    "crowded": crowded,
    "wide": lambda: crowded("漢字仮名交 " * 60),
    "hostile": hostile,
    "empty": lambda: Record(Person("Alex")),
}


@pytest.mark.parametrize("columns", [80, 60, 72])
@pytest.mark.parametrize("name", RECORDS)
def test_no_line_is_wider_than_the_page(name: str, columns: int) -> None:
    page = text.page(*page_of(RECORDS[name](), "all", amended={}), columns)
    assert max(map(width, page.splitlines())) <= columns
    assert page.endswith("\n")
    assert all(line == line.rstrip() for line in page.splitlines())


@pytest.mark.parametrize("name", RECORDS)
def test_a_terminal_obeys_nothing_of_it(name: str) -> None:
    page = text.page(*page_of(RECORDS[name](), "all", amended={}))
    assert printable(page, lines=True) == page
    assert "\t" not in page


@pytest.mark.parametrize("name", RECORDS)
def test_a_narrow_page_says_the_same(name: str) -> None:
    page = page_of(RECORDS[name](), "all", amended={})
    said = [set(text.page(*page, columns).replace(",", "").split()) for columns in (80, 60)]
    assert said[0] - said[1] <= {"…"}


def test_hostile_text_stays_as_it_was_typed() -> None:
    lines = text.page(*page_of(hostile())).split("WHY")[0]
    assert "=cmd|'/c calc'!A1 <script>alert(1)</script>" in lines
    note = Record(Person("Alex"), notes=(Note("n1", made_up_year().notes[0].date, HOSTILE[-60:]),))
    assert "\\u2067x\\u2069" in text.page(*page_of(note))


def test_the_name_stands_on_the_first_line_with_the_day() -> None:
    first = text.page(*page_of(made_up_year())).splitlines()[0]
    assert first.startswith("Alex   born 14 Mar 1971   record no. __________")
    assert first.endswith("Printed 21 Nov 2026")
    assert width(first) == 80


def test_a_long_name_has_a_line_to_itself() -> None:
    lines = text.page(*page_of(named("Maximiliane " * 4))).splitlines()
    assert lines[0] == "Maximiliane Maximiliane Maximiliane Maximiliane"
    assert lines[1] == "born 14 Mar 1971   record no. __________   Printed 21 Nov 2026"


@pytest.mark.parametrize("name", ["polish", "greek", "chinese", "devanagari", "thai", "emoji"])
def test_a_name_stands_as_it_is(name: str) -> None:
    assert text.page(*page_of(named(NAMES[name]))).startswith(NAMES[name])


@pytest.mark.parametrize("name", ["arabic", "hebrew"])
def test_a_name_from_right_to_left_holds_the_line(name: str) -> None:
    page = text.page(*page_of(named(NAMES[name])))
    assert page.startswith(f"\u200e{NAMES[name]}\u200e   born")
    assert f"\u200e{NAMES[name]}\u200e, 5 Jan 2026 (clinic letter)" in page


def test_only_what_was_entered_is_marked() -> None:
    assert text.isolated(Run("محمد")) == "محمد"
    assert text.isolated(Run("محمد", True)) == "\u200eمحمد\u200e"


def test_the_chart_is_lines_of_signs_above_the_doses() -> None:
    lines = text.page(*page_of(made_up_year())).splitlines()
    (energy,) = [line for line in lines if line.startswith("  Energy                ▲ ")]
    (doses,) = [line for line in lines if line.startswith("  Injections")]
    assert len(energy) - len("  Energy                ▲ ") == 46
    assert doses.count("◆") == 7
    without = text.page(page_of(made_up_year())[0])
    assert "Injections" not in without


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120))
def test_any_note_keeps_the_page_in_its_width(note: str) -> None:
    record = Record(Person(note), notes=(Note("n1", made_up_year().notes[0].date, note),))
    page = text.page(*page_of(record))
    assert all(width(line) <= 80 for line in page.splitlines())
    assert printable(page, lines=True) == page
