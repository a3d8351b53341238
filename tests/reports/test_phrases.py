"""The page's phrases stand in one table: nothing else in its rooms says a word, and no row of the table is idle."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from b12track.domain.wording import page_phrases
from b12track.reports import html, layout, markdown, text
from b12track.reports.page import fill
from pages import made_up_year, page_of

SOURCE = Path(page_phrases.__file__).parents[2]
REPORTS = SOURCE / "reports"
# What leaves in other shapes has words of its own: calendars, tables, bundles, the page for a caregiver's phone.
OTHERS = ("csv_file", "fhir", "ics", "marks", "share")
ROOMS = [
    *(path for path in sorted(REPORTS.glob("*.py")) if not path.stem.startswith(OTHERS)),
    *(SOURCE / "charts" / name for name in ("svg.py", "svg_parts.py", "cycle_svg.py")),
]
# Styles, patterns, names of tests; what is refused is said by the faces, not by the page.
NOT_READ = ("_STYLE", "_DIARY_STYLE", "_UNSHOWN", "_NAME_SPACE", "NEEDS_EXTRA", "_TEST_NAMES")
_TAGS = re.compile(r"<[^<>]*>?|^[^<>]*=\"[^<>]*>|\S+=\S*|^\w*\"\s")
_READ = re.compile(r"[A-Za-z]{2,}[^\w\s]* |(?: |^)[a-z]{2,} [a-z]| [a-z]{3,}\b|^[A-Z][a-z]+$")


def constants(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts of a module but its docstrings, what is refused, and what only the code asks of itself."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Raise():
                continue
            case ast.Assign(targets=[ast.Name(id=name)]) if name in NOT_READ:
                continue
            case ast.Constant(value=str()):
                yield node
            case _:
                yield from constants(node)


def said_in(source: str) -> list[str]:
    """What somebody could read in the texts of a module."""
    found = (str(node.value) for node in constants(ast.parse(source)))
    return [value for value in found if _READ.search(_TAGS.sub("", value))]


@pytest.mark.parametrize("path", ROOMS, ids=[path.stem for path in ROOMS])
def test_no_room_of_the_page_has_a_phrase_of_its_own(path: Path) -> None:
    source = path.read_text("utf-8")
    assert said_in(source) == []
    assert not re.search(r"\bcounted\(", source), "one and several stand in the table"


def test_a_phrase_outside_the_table_would_be_seen() -> None:
    for source in (
        'say("No injection is recorded.")',
        'f"{days(off)} late"',
        'heading = "Injections"',
        "f'<td class=\"day\">Planned, and notes</td>'",
    ):
        assert said_in(source), source


@pytest.mark.parametrize("name", ["page.typ", "diary.typ"])
def test_no_template_has_a_phrase_of_its_own(name: str) -> None:
    template = re.sub(r"^//.*$|//[^\n]*", "", (REPORTS / name).read_text("utf-8"), flags=re.MULTILINE)
    assert re.findall(r"\[[^\[\]#]*[A-Za-z]{2,}[^\[\]]*\]", template) == []


def test_no_phrase_is_idle() -> None:
    table = SOURCE / "domain" / "wording" / "page_phrases.py"
    named = {name for name in vars(page_phrases) if name.isupper()}
    used = set()
    for path in SOURCE.rglob("*.py"):
        if path == table:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used |= {node.attr} if node.value.id == "phrases" else set()
            elif isinstance(node, ast.ImportFrom) and (node.module or "").endswith("page_phrases"):
                used |= {alias.name for alias in node.names}
    assert named - used == set()


def test_the_layout_is_described_with_the_headings_of_the_page() -> None:
    summary, _ = page_of(made_up_year(), amended={})
    described = [title for title, _ in layout.description()]
    assert [section.title for section in summary.sections if section.title not in described] == []


def test_another_language_in_the_table_is_another_language_in_every_format(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_phrases, "CONFIRMED_BY", "Am {day} von {who} bestätigt: {name}.")
    monkeypatch.setattr(page_phrases, "LABS", page_phrases.LABS._replace(title="BEFUNDE"))
    monkeypatch.setattr(page_phrases, "PRINTED", "Gedruckt am {day}")
    summary, drawings = page_of(made_up_year(), amended={})
    for made in (
        text.page(summary, drawings),
        markdown.page(summary, drawings),
        html.page(summary, drawings),
    ):
        whole = " ".join(re.sub("<[^>]+>", "", made).split())
        assert "von Dr Okafor bestätigt: Maintenance." in whole
        assert "BEFUNDE" in whole and "LABS" not in whole
        assert "Gedruckt am" in whole and "Printed" not in whole


def phrases_of(row: object) -> Iterator[str]:
    """A row is a phrase, several, or one or several for each of some cases."""
    match row:
        case str():
            yield row
        case tuple():
            yield from row
        case dict():
            for phrase in row.values():
                yield from phrases_of(phrase)
        case _:
            raise AssertionError(f"{row!r} is no row of the table")


def test_every_slot_of_a_phrase_is_a_name() -> None:
    for name in filter(str.isupper, vars(page_phrases)):
        for phrase in phrases_of(getattr(page_phrases, name)):
            slots = re.findall(r"\{([^}]*)\}", phrase)
            assert all(slot.isidentifier() for slot in slots), name
            fill(phrase, **dict.fromkeys(slots, "x"))
