"""What people read: the sentences of the app speak of nothing that is the command line's, and the list finds them."""

import re
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
NOT_FOR_THE_APP = {
    "an option of the command line": re.compile(r"(?<!\w)--[a-z]"),
    "a command": re.compile(r"\bb12track [a-z]+`|`b12track"),
    "a date in digits": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "a path": re.compile(r"(?:^|[\s(])[~.]{0,2}/\w+/"),
}


@pytest.fixture(scope="module")
def sentences() -> ModuleType:
    sys.path.insert(0, str(HERE))
    try:
        return import_module("sentences")
    finally:
        sys.path.pop(0)


def test_the_list_is_what_people_read_today(sentences: ModuleType) -> None:
    kept = sentences.LIST.read_text("utf-8")
    assert sentences.listed() == kept, (
        "read what changed: python tests/house/sentences.py, and the list's difference"
    )


def test_the_app_says_nothing_that_is_the_command_lines(sentences: ModuleType) -> None:
    wrong = [
        f"{room}: {what}: {text}"
        for room, said in sentences.in_rooms().items()
        if room.startswith("tui/")
        for text in said
        for what, form in NOT_FOR_THE_APP.items()
        if form.search(text)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('"""A docstring of two words."""\nx = "Please fill this in."', ["Please fill this in."]),
        ('say(f"Saved for {name} at {time}.")', ["Saved for {…} at {…}."]),
        ('class A:\n    DEFAULT_CSS = """A { height: 1; }"""\n    key = "word"', []),
        (
            'raise Refused("by", "nobody is named", "write who decided")',
            ["nobody is named", "write who decided"],
        ),
        ('def f(a: "Mapping of words") -> "list of words": ...', []),
    ],
)
def test_a_sentence_is_found_where_somebody_reads_it(
    sentences: ModuleType, source: str, said: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "module.py"
    path.write_text(source, "utf-8")
    assert list(sentences.sentences_of(path)) == said
