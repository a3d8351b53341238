"""The house: who may know whom, what a command loads, and what no file may do."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent.parent / "src" / "b12track"
MODULES = sorted(SRC.rglob("*.py"))

# Each room and the rooms that it may know, besides itself.
MAY_KNOW = {
    "domain": set[str](),
    "store": {"domain", "paths"},
    "charts": {"domain"},
    "reports": {"domain"},
    "usecases": {"domain", "store", "charts", "reports", "clock", "paths"},
    "cli": {"domain", "usecases", "clock"},
    "tui": {"domain", "usecases"},
}
# The command line may open the app, and may tell the store's faults from its own.
DOORS = {
    ("cli", "b12track.tui.run"),
    ("cli", "b12track.store.faults"),
    ("tui", "b12track.store.faults"),
}
THE_ONE_PLACE = {"plotext": {"charts"}, "textual": {"tui"}, "tinydb": {"store"}, "typst": {"reports"}}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it; the ones for type checking alone are no ties."""
    tree = ast.parse(path.read_text("utf-8"))
    only_for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide who knows whom"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_every_room_knows_only_whom_it_may(path: Path) -> None:
    room = room_of(path)
    if room not in MAY_KNOW:
        return
    for name in imports_of(path):
        if name.startswith("b12track."):
            other = name.split(".")[1]
            is_door = any(room == who and name.startswith(door) for who, door in DOORS)
            assert other in MAY_KNOW[room] | {room} or is_door or not (SRC / other).exists(), (
                f"{path} knows {name}"
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_library_is_known_in_one_room(path: Path) -> None:
    for name in imports_of(path):
        rooms = THE_ONE_PLACE.get(name.split(".")[0])
        assert rooms is None or room_of(path) in rooms, f"{path} imports {name}"
        if room_of(path) == "domain":
            top = name.split(".")[0]
            assert top == "b12track" or top in sys.stdlib_module_names, f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_the_time_is_read_in_one_place(path: Path) -> None:
    if path.name == "clock.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            read = ast.unparse(node)
            assert read not in {
                "date.today",
                "datetime.now",
                "datetime.utcnow",
                "datetime.today",
                "time.time",
                "time.localtime",
            }, f"{path} reads the time"


def test_every_module_says_what_it_is() -> None:
    silent = [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


COMMANDS_THAT_DRAW_NOTHING = [
    ["next"],
    ["status"],
    ["history"],
    ["log", "energy=5"],
    ["plan", "show"],
    ["audit"],
    ["export", "json"],
    ["people"],
    ["--help"],
    ["log", "--help"],
]


@pytest.mark.parametrize("command", COMMANDS_THAT_DRAW_NOTHING, ids=" ".join)
def test_a_command_that_draws_nothing_loads_neither_app_nor_charts(
    command: list[str], tmp_path: Path
) -> None:
    code = (
        "import sys; from b12track.cli.door.main import main; main(['people', 'add', 'Alex']); "
        f"code = main({command!r}); "
        "heavy = [name for name in ('textual', 'plotext', 'rich', 'typst', 'dataclasses') if name in sys.modules]; "
        "print(code, heavy, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"B12TRACK_HOME": str(tmp_path), "B12TRACK_NOW": "2026-11-21", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "0 []", done.stderr
