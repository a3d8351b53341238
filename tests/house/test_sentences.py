"""What people read: the sentences of the app speak of nothing that is the command line's, and the list finds them."""

import ast
import re
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from b12track.cli.door.catalogue import COMMANDS
from b12track.cli.door.main import KEYWORDS, parser_for
from b12track.tui.actions import ACTIONS
from source import MODULES, nodes_of

HERE = Path(__file__).parent
NOT_FOR_THE_APP = {
    "an option of the command line": re.compile(r"(?<!\w)--[a-z]"),
    "a command": re.compile(r"\bb12track [a-z]+`|`b12track"),
    "a date in digits": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "a path": re.compile(r"(?:^|[\s(])[~.]{0,2}/\w+/"),
}

# What nobody says aloud.
STIFF = re.compile(
    r"\b(?:is|are) to be\b|\banew\b|no room\b|is written here|\bits day\b|has come\b|\bwholly\b|for granted|\bnudge"
    r"|start typing|extra: |look again|\bof a day\b|not clearly|\bwhilst\b|\bshall\b|\bupon\b|is none of\b"
)
KEY_OF_THE_APP = re.compile(r"\bEsc\b|Ctrl\+|\b[Pp]ress [a-z0-9?]\b|[↑↓]|\? when| \([a-z]\)(?:$|[ .,;])")
# Rooms that the command line alone speaks of, though they are not its own.
ONLY_TYPED = ("store/doctor.py", "usecases/transfer/doctor.py")
# Sentences that the command line alone says, of rooms that both faces use.
ONLY_TOLD_BELOW_AN_ANSWER = "{…}; `b12track merge` does it now."


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


def test_the_list_has_every_help_text(sentences: ModuleType) -> None:
    """What a command's --help says of it, of its own commands, and of every word and option."""
    listed = [
        re.compile(".+".join(map(re.escape, line.split("{…}"))))
        for line in sentences.LIST.read_text("utf-8").splitlines()
    ]
    texts = set(_help_texts())
    assert len(texts) > 150
    assert sorted(text for text in texts if not any(line.fullmatch(text) for line in listed)) == []


def _help_texts() -> Iterator[str]:
    waiting: list[ArgumentParser] = []
    for name in COMMANDS:
        waiting.append(parser_for(name))
        import_module(f"b12track.cli.commands.{name}{'_' if name in KEYWORDS else ''}").configure(waiting[-1])
    while waiting:
        for action in waiting.pop()._actions:
            told = [action]
            if isinstance(action, _SubParsersAction):
                waiting += [
                    parser for parser in action.choices.values() if isinstance(parser, ArgumentParser)
                ]
                told += action._choices_actions
            for each in told:
                if each.help and " " in each.help and each.dest != "help":
                    yield " ".join((each.help % {"prog": "b12track"}).split())


def test_the_list_has_every_place_and_key_of_the_app(sentences: ModuleType) -> None:
    listed = set(sentences.LIST.read_text("utf-8").splitlines())
    told = {text for action in ACTIONS for text in (action.title, action.help, action.does) if " " in text}
    assert sorted(told - listed) == []


def test_no_word_is_put_together_from_a_stem_and_its_ending() -> None:
    """Another language has other endings: both forms are said whole."""
    ending = re.compile(r"|e?s|ies|y|ed|'s?")
    glued = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.IfExp)
        and all(
            isinstance(part, ast.Constant) and isinstance(part.value, str) and ending.fullmatch(part.value)
            for part in (node.body, node.orelse)
        )
        and ast.unparse(node.body) != ast.unparse(node.orelse)
    ]
    assert glued == []


def test_nothing_is_said_that_nobody_would_say_aloud(sentences: ModuleType) -> None:
    wrong = [
        f"{room}: {text}"
        for room, said in sentences.in_rooms().items()
        for text in said
        if STIFF.search(text)
    ]
    assert wrong == []


def test_the_command_line_names_no_key_of_the_app(sentences: ModuleType) -> None:
    wrong = [
        f"{room}: {text}"
        for room, said in sentences.in_rooms().items()
        if not room.startswith("tui/")
        for text in said
        if KEY_OF_THE_APP.search(text)
    ]
    assert wrong == []


def test_what_both_faces_say_names_no_command_and_no_option(sentences: ModuleType) -> None:
    """What else can be done is a deed there, which each face words in its own terms."""
    forms = [NOT_FOR_THE_APP["an option of the command line"], NOT_FOR_THE_APP["a command"]]
    wrong = [
        f"{room}: {text}"
        for room, said in sentences.in_rooms().items()
        if not room.startswith(("tui/", "cli/")) and room not in ONLY_TYPED
        for text in said
        if text != ONLY_TOLD_BELOW_AN_ANSWER and any(form.search(text) for form in forms)
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
        ('say("no injection is " + ("known" if sure else "recorded"))', ["no injection is {…}"]),
        ('say(f"{number} week" + ending)', ["{…} week{…}"]),
        (
            'say("Second line.")\nsay("Third line, " "which goes on.")',
            ["Second line.", "Third line, which goes on."],
        ),
        ('button("Save")\nstyle("left")', ["Save"]),
        ("write(f\"<p class='last line'>{name} was born</p><hr>\")", ["{…} was born"]),
        ('def f(a: "Mapping of words") -> "list of words": ...', []),
    ],
)
def test_a_sentence_is_found_where_somebody_reads_it(
    sentences: ModuleType, source: str, said: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "module.py"
    path.write_text(source, "utf-8")
    assert list(sentences.sentences_of(path)) == said
