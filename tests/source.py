"""The program's own source as syntax trees: each file is read and taken apart once, whichever test asks first."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "b12track"
MODULES = tuple(sorted(SOURCE.rglob("*.py")))


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of one file; nobody changes it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All that stands in a file, in the order in which `ast.walk` comes to it."""
    return tuple(ast.walk(tree_of(path)))
