"""The house: who may know whom, what a command loads, and what no file may do."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from alex import alex, write_file
from b12track.cli.door.catalogue import COMMANDS
from b12track.cli.door.main import KEYWORDS
from source import MODULES, SOURCE, nodes_of, tree_of

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
# Within a room, its inner rooms and which of their neighbours each may know. What stands in the room itself, beside
# the inner ones, is known to all of them.
INNER = {
    "domain": {
        "record": {"typed"},
        "typed": {"record", "wording"},
        "wording": {"record", "typed", "rules"},
        "rules": {"record", "typed", "wording"},
        "reference": {"record", "typed", "wording"},
    },
    "usecases": {
        "enter": set[str](),
        "plan": {"enter"},
        "edit": {"enter", "plan"},
        "look": {"enter"},
        "transfer": {"enter", "look"},
        "machine": {"look", "transfer"},
    },
    "cli": {
        "talk": set[str](),
        "door": {"talk"},
        "completion": {"talk", "door"},
        "commands": {"talk", "door", "completion"},
    },
    "tui": {
        "textual_gaps": set[str](),
        "widgets": {"textual_gaps"},
        "forms": {"textual_gaps", "widgets"},
        "features": {"textual_gaps", "widgets", "forms"},
    },
}
THE_ONE_PLACE = {"plotext": {"charts"}, "textual": {"tui"}, "tinydb": {"store"}, "typst": {"reports"}}
READS_OF_THE_TIME = {
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "time.time",
    "time.localtime",
}
LAST_WORDS = {read.partition(".")[2] for read in READS_OF_THE_TIME}


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it; the ones for type checking alone are no ties."""
    yield from imports_in(path, nodes_of(path))


def imports_in(path: Path, nodes: Iterable[ast.AST]) -> Iterator[str]:
    only_for_types = {
        id(inner)
        for node in tree_of(path).body
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in nodes:
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide who knows whom"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def module_of(name: str) -> Path | None:
    """The file of ours that an imported name lies in."""
    room, *parts = name.split(".")
    if room != "b12track":
        return None
    ends = [SOURCE.joinpath(*parts[:length]) for length in range(len(parts), 0, -1)]
    found = (file for end in ends for file in (end.with_suffix(".py"), end / "__init__.py") if file.exists())
    return next(found, None)


def may_know(path: Path, name: str) -> bool:
    """Whether a file may import a name of ours."""
    room, other = room_of(path), name.split(".")[1]
    if room not in MAY_KNOW or module_of(name) in (None, SOURCE / "__init__.py"):
        return True
    if other != room:
        return other in MAY_KNOW[room] or any((room, door) in DOORS for door in (name, parent_of(name)))
    inner, around = path.relative_to(SOURCE).parts[1], name.split(".")[2]
    neighbours = INNER.get(room, {})
    is_tie = inner in neighbours and around in neighbours and around != inner
    return not is_tie or around in neighbours[inner]


def parent_of(name: str) -> str:
    return name.rpartition(".")[0]


def test_every_room_knows_only_whom_it_may() -> None:
    wrong = [
        f"{name_of(path)} knows {name}"
        for path in MODULES
        for name in imports_of(path)
        if name.startswith("b12track.") and not may_know(path, name)
    ]
    assert wrong == []


def test_a_library_is_known_in_one_room() -> None:
    wrong = []
    for path in MODULES:
        room = room_of(path)
        for name in imports_of(path):
            library = name.split(".")[0]
            is_known = room in THE_ONE_PLACE.get(library, {room})
            if room == "domain":
                is_known = library == "b12track" or library in sys.stdlib_module_names
            if not is_known:
                wrong.append(f"{name_of(path)} imports {name}")
    assert wrong == []


def test_the_time_is_read_in_one_place() -> None:
    wrong = [
        f"{name_of(path)} reads {ast.unparse(node)}"
        for path in MODULES
        if name_of(path) != "clock.py"
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute)
        and node.attr in LAST_WORDS
        and ast.unparse(node) in READS_OF_THE_TIME
    ]
    assert wrong == []


def test_no_module_needs_itself() -> None:
    """What a module imports at its head is there before it, whichever of them somebody imports first."""
    ties = {
        path: {found for name in imports_in(path, tree_of(path).body) if (found := module_of(name))} - {path}
        for path in MODULES
    }
    try:
        TopologicalSorter(ties).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(map(name_of, circle.args[1])))


def test_a_command_is_a_file_of_its_name() -> None:
    files = {path.stem for path in (SOURCE / "cli" / "commands").iterdir() if path.suffix == ".py"}
    folders = {path.parent.name for path in (SOURCE / "cli" / "commands").glob("*/__init__.py")}
    named = {f"{name}{'_' if name in KEYWORDS else ''}" for name in COMMANDS}
    assert files - {"__init__"} | folders == named


def test_every_module_says_what_it_is() -> None:
    silent = [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))]
    assert silent == []


def run(code: str, home: Path, now: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, because what was loaded once stays loaded."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"B12TRACK_HOME": str(home), "B12TRACK_NOW": now, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )


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
    done = run(code, tmp_path, "2026-11-21")
    assert done.stderr.splitlines()[-1] == "0 []", done.stderr


THE_TABLE = "b12track.domain.record.fields"


ANSWERS = [["next"], ["next", "--short"], ["next", "--all", "--check"], ["next", "--due-only"]]
A_SAVE = ["log", "energy=7"]


@pytest.mark.parametrize("command", [*ANSWERS, A_SAVE], ids=" ".join)
def test_an_answer_and_a_score_do_without_the_table_of_fields(command: list[str], tmp_path: Path) -> None:
    """What a value is made of is enough to answer and to keep it; how it is checked, typed and worded is for others."""
    write_file(tmp_path / "alex.json", alex())
    code = (
        "import sys; from b12track.cli.door.main import main; "
        f"main({command!r}); print({THE_TABLE!r} in sys.modules, file=sys.stderr)"
    )
    done = run(code, tmp_path, "2026-03-10")
    assert done.stdout or "--due-only" in command
    assert done.stderr == "False\n"


# Every module costs each morning's answer some; whoever adds one here has measured what it costs.
NEXT_LOADS = """
    cli.commands.next cli.door.catalogue cli.door.main cli.door.options cli.talk.session clock
    domain.record.faults domain.record.intervals domain.record.loading domain.record.records
    domain.rules.course domain.rules.doubt domain.rules.overview domain.rules.plans_in_force domain.rules.schedule
    domain.typed.amounts domain.typed.dates domain.typed.terms domain.typed.zones
    domain.wording.headline domain.wording.phrases domain.wording.text paths
    store.datafile store.disk.disk store.disk.names store.disk.people store.disk.sidecars store.disk.synced
    store.edits store.faults store.file.layout store.file.migrations store.file.reading store.file.snapshot
    store.history.marks store.opened store.outcomes
    usecases.look.everybody usecases.look.overview usecases.people usecases.person_file
"""
LOG_LOADS = """
    cli.commands.log cli.talk.answers
    domain.record.field_types domain.record.fields domain.record.ids domain.record.kinds
    domain.rules.entry domain.typed.scores
    store.disk.backups store.disk.lock store.disk.saving store.file.tables
    store.history.changes store.history.journal store.history.steps
    store.sync.registers store.sync.stamps store.writing
    usecases.enter.daily_log usecases.machine.remembered
"""
# What the standard library has for others; each of these is a millisecond or more.
TOO_DEAR = {"dataclasses", "difflib", "hashlib", "inspect", "locale", "platformdirs", "shutil", "subprocess"}


@pytest.mark.parametrize(
    ("command", "may_load"),
    [(["next"], NEXT_LOADS), (["log", "energy=5"], NEXT_LOADS + LOG_LOADS)],
    ids=["next", "log"],
)
def test_the_commands_of_every_day_load_what_they_need(
    command: list[str], may_load: str, tmp_path: Path
) -> None:
    """Nothing else is loaded, and no type of a value is a text, because texts are compiled anew at every start."""
    write_file(tmp_path / "alex.json", alex())
    code = (
        "import json, sys; from b12track.cli.door.main import main; "
        f"main({command!r}); ours = {{name: module for name, module in sys.modules.items() if 'b12track' in name}}; "
        "rooms = [name for name, module in ours.items() if hasattr(module, '__path__')]; "
        "texts = [f'{name}.{value.__name__}' for name, module in ours.items() for value in vars(module).values()"
        " if isinstance(value, type) and issubclass(value, tuple)"
        " and any('ForwardRef' in repr(each) for each in value.__dict__.get('__annotations__', {}).values())]; "
        "print(json.dumps([sorted(sys.modules.keys() - ours), sorted(ours.keys() - rooms), texts]), file=sys.stderr)"
    )
    done = run(code, tmp_path, "2026-03-10")
    others, ours, texts = json.loads(done.stderr)
    assert {name.removeprefix("b12track.") for name in ours} - {*may_load.split()} == set()
    assert TOO_DEAR & {*others} == set()
    assert texts == []


BESIDE_THE_DATA = (
    "b12track.store.history.journal",
    "b12track.store.disk.backups",
    "b12track.store.disk.sidecars.sidecars",
)


def test_no_use_case_reads_the_journal_or_a_file_beside_the_data_itself() -> None:
    """The store has a verb for each: what was amended, what was deleted, where copies are kept, whose copy it is."""
    for path in MODULES:
        if room_of(path).split("/")[0] in ("usecases", "cli", "tui"):
            for name in imports_of(path):
                assert not name.startswith(BESIDE_THE_DATA), f"{path} reads {name} by itself"
            assert "state.header" not in path.read_text("utf-8"), f"{path} reads a header by itself"
