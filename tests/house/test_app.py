"""How the app is built: no circle among its modules, one way to ask, and Textual's private names in one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from source import nodes_of

SRC = Path(__file__).parent.parent.parent / "src"
TUI = SRC / "b12track" / "tui"
MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(TUI.rglob("*.py"))
}


def test_no_module_of_the_app_is_in_a_circle() -> None:
    """Also not for types alone: who knows the app is never known by it."""
    knows = {name: set(_known(path)) & set(MODULES) - {name} for name, path in MODULES.items()}
    while free := [name for name, known in knows.items() if not known]:
        for name in free:
            del knows[name]
        for known in knows.values():
            known.difference_update(free)
    assert sorted(knows) == []


def _known(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in names)


def test_there_is_one_way_to_ask() -> None:
    """Whatever lies over a screen is put there by one function, which knows whether something asks already."""
    found = {
        name
        for name, path in MODULES.items()
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr.startswith("push_screen")
    }
    assert found == {"b12track.tui.deeds"}


def test_what_is_scrolled_is_scrolled_by_our_own_container() -> None:
    """Whose bar stands where its text does, also after it was away."""
    theirs = {"VerticalScroll", "HorizontalScroll", "ScrollableContainer"}
    found = {
        name
        for name, path in MODULES.items()
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and theirs & {alias.name for alias in node.names}
    }
    assert found == {"b12track.tui.widgets.scroll"}


def test_private_names_of_textual_stand_in_one_room() -> None:
    theirs = {
        name
        for kind in (App, Screen, Widget, Input, Static, MessagePump)
        for name in dir(kind)
        if name.startswith("_") and not name.startswith("__")
    }
    things: tuple[object, ...] = (App(), Widget(), Stylesheet())
    theirs |= {name for thing in things for name in vars(thing) if name.startswith("_")}
    for name, path in MODULES.items():
        if ".textual_gaps" in name:
            continue
        ours = {
            node.name for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for node in nodes_of(path):
            if isinstance(node, ast.Attribute):
                assert node.attr not in theirs, f"{path}: {node.attr} is a private name of Textual's"
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                assert "._" not in (node.module or ""), f"{path} imports from {node.module}"
        assert not ours & theirs, f"{path}: {ours & theirs} take the place of something private of Textual's"
