"""Refusals and results are values: each face words a refusal in its own terms, and a save gives back what it made."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from b12track.cli.talk import refusals as typed
from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.store.faults import StoreFault, Unreadable
from b12track.tui import refusals as shown
from source import MODULES, SOURCE, nodes_of

RAISED = (
    "Refused",
    "NeedsYes",
    "NobodyYet",
    "Unstated",
    "Invalid",
    "StoreFault",
    "Missing",
    "Exists",
    "Unreadable",
)
COMMAND_LINE = re.compile(r"(?<!\w)--[a-z]|`b12track|b12track [a-z]+`")
PATH = re.compile(r"(?:path|file|target|folder|journal|parent|created|written)\Z")
KEY = re.compile(r"\b(?:Esc|Enter|Tab|Ctrl)\b")


def calls(*names: str, outside: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call of one of these names, and where it stands."""
    for path in MODULES:
        where = path.relative_to(SOURCE).as_posix()
        if outside and where.startswith(outside):
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{where}:{node.lineno}", node


def words_in(call: ast.Call) -> str:
    """Every literal text of a call, the inner ones of its deeds left out."""
    deeds = {
        id(part)
        for node in ast.walk(call)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Deed"
        for part in ast.walk(node)
    }
    return " ".join(
        node.value
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in deeds
    )


def test_no_refusal_outside_the_command_line_names_one_of_its_commands_or_options() -> None:
    found = {
        where: words
        for where, call in calls(*RAISED, outside="cli/")
        if COMMAND_LINE.search(words := words_in(call))
    }
    assert found == {}


def test_no_use_case_names_an_option_in_what_it_gives_back() -> None:
    """Also in the reasons of rows and in remarks, which a face words with the deeds that stand beside them."""
    found = []
    for path in sorted((SOURCE / "usecases").rglob("*.py")):
        where = path.relative_to(SOURCE).as_posix()
        if where.startswith("usecases/machine/reminders/"):  # what a scheduler is told to run
            continue
        told = {
            id(node.body[0].value)
            for node in nodes_of(path)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            f"{where}:{node.lineno}: {node.value}"
            for node in nodes_of(path)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
            and re.search(r"(?<![\w-])--[a-z]", node.value)
        ]
    assert found == []


def test_no_refusal_outside_the_app_names_a_key() -> None:
    found = {
        where: words for where, call in calls(*RAISED, outside="tui/") if KEY.search(words := words_in(call))
    }
    assert found == {}


def test_a_fault_of_the_store_names_the_files_whose_paths_it_says() -> None:
    """Else the app could not say them by their names alone."""
    silent = [
        where
        for where, call in calls("StoreFault", "Missing", "Exists", "Unreadable", "WriteFailed", "Busy")
        if any(
            isinstance(part, ast.FormattedValue) and PATH.search(ast.unparse(part.value))
            for argument in call.args
            for part in ast.walk(argument)
        )
        and not any(keyword.arg == "files" for keyword in call.keywords)
    ]
    assert silent == []


def test_what_a_command_says_of_a_path_keeps_it_whole() -> None:
    broken = []
    for path in sorted((SOURCE / "cli").rglob("*.py")):
        for node in nodes_of(path):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "session.say"):
                continue
            if any(keyword.arg == "whole" for keyword in node.keywords):
                continue
            said = (part for argument in node.args for part in ast.walk(argument))
            if any(
                isinstance(part, ast.FormattedValue) and PATH.search(ast.unparse(part.value)) for part in said
            ):
                broken.append(f"{path.name}:{node.lineno}")
    assert broken == [], "session.say(..., whole=[path])"


@pytest.mark.parametrize("folder", ["/a", "/home/Ann Hart/My records"])
def test_the_app_says_files_by_their_names_alone(folder: str) -> None:
    file, backups = Path(folder, "alex.json"), Path(folder, "alex.json.backups")
    fault = Unreadable(f"{file} is cut short; earlier states are in {backups}", files=[file, backups])
    assert shown.worded(fault) == "alex.json is cut short; earlier states are in alex.json.backups"
    assert typed.worded(fault) == str(fault) == f"{file} is cut short; earlier states are in {backups}"
    assert shown.worded(Refused(file, "is not an ordinary file")) == "alex.json: is not an ordinary file"


def test_each_deed_has_words_in_both_faces_and_no_words_are_left_over() -> None:
    named = {
        call.args[0].value
        for _, call in calls("Deed")
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    assert named == set(typed.DEEDS) == set(shown.DEEDS)


def test_the_app_words_no_deed_by_a_command_and_the_command_line_none_by_a_key() -> None:
    assert [text for text in shown.DEEDS.values() if COMMAND_LINE.search(text) or "`" in text] == []
    assert [text for text in typed.DEEDS.values() if KEY.search(text)] == []


@pytest.mark.parametrize(
    ("fault", "in_the_app", "on_the_command_line"),
    [
        (
            Refused("by", "nobody is named", "write who decided, such as Riverside"),
            "by: nobody is named: write who decided, such as Riverside",
            "by: nobody is named: write who decided, such as Riverside",
        ),
        (
            Refused("log", "then nothing would be left in it", Deed("delete", "log2")),
            "log: then nothing would be left in it: to take it out, delete it in the list",
            "log: then nothing would be left in it: to take it out, write `b12track delete log2`",
        ),
        (
            Refused("whose", "nobody is called Zed", Deed("add person")),
            "whose: nobody is called Zed",
            "--person: nobody is called Zed: `b12track people add NAME` enters somebody new",
        ),
        (
            NeedsYes("", "a second injection on a day", "look again"),
            "a second injection on a day: look again",
            "a second injection on a day: look again, or --yes saves it as it is",
        ),
        (
            NeedsYes("", "Save a second one?", "look again"),
            "Save a second one? Look again",
            "Save a second one? Look again, or --yes saves it as it is",
        ),
        (
            Unreadable("the file cannot be used", Deed("doctor"), why="it is cut short"),
            "the file cannot be used",
            "the file cannot be used: `b12track doctor` says more",
        ),
    ],
)
def test_a_face_says_the_same_refusal_in_its_own_terms(
    fault: Refused | StoreFault, in_the_app: str, on_the_command_line: str
) -> None:
    assert shown.worded(fault) == in_the_app
    assert typed.worded(fault) == on_the_command_line


def test_beside_its_field_a_refusal_leaves_the_field_out() -> None:
    refused = Refused("dose", "1 has no unit", "write 1mg")
    assert shown.worded(refused, with_field=False) == refused.why == "1 has no unit: write 1mg"


def test_nothing_is_smuggled_out_of_a_closure() -> None:
    """What a save made is given back by it; a list filled from inside would be the other way."""
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice)
        if target.slice.lower is None and target.slice.upper is None
    ]
    assert found == []
