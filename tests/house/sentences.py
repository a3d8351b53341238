"""Every sentence that people see, in one list: `python tests/house/sentences.py` writes it anew.

Decided: a text in the source is taken for a sentence where it has two words and is no docstring, no pattern and no
style; of a text put together from parts the parts stand as {…}. So the list is read in one go, and what a change does
to the words is seen in the list's own difference.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "b12track"
LIST = Path(__file__).with_name("sentences.txt")
# Rooms whose texts are read by programs, or are nobody's words: tables, scripts of shells, the made-up year.
NOT_READ = ("completion/", "reference/demo", "schema.py", "textual_gaps/", "fhir/")
_WORDS = re.compile(r"[^\W\d_]{2,}[^\w\s{}]*\s+(?:[^\W\d_]|\{|\d)|\{…\}\s+[^\W\d_]{2,}.*\s")
_NO_WORDS = re.compile(r"[;{]\s*\n|^\s*[.#][A-Za-z-]+ ?[{>]|\\[dswb]|\(\?|^\w+ \{|^[a-z-]+: [a-z0-9 #%-]+;")


def sentences_of(path: Path) -> Iterator[str]:
    """The sentences of one file, as they stand in it."""
    tree = ast.parse(path.read_text("utf-8"))
    passed = {id(part) for node in ast.walk(tree) for part in _not_said(node)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        text = _text(node)
        if text and _WORDS.search(text) and not _NO_WORDS.search(text):
            yield " ".join(text.split())


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is asked of the code itself, and the parts of a text that is said whole."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    if isinstance(node, ast.Assert) and node.msg is not None:
        yield from ast.walk(node.msg)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        names = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(name, ast.Name) and name.id in ("DEFAULT_CSS", "CSS", "__all__") for name in names):
            yield from ast.walk(node)
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in (
        "TypeVar",
        "compile",
        "cast",
    ):
        yield from (part for argument in node.args[:1] for part in ast.walk(argument))
    for kept in ("annotation", "returns"):
        if (types := getattr(node, kept, None)) is not None:
            yield from ast.walk(types)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
    return ""


def in_rooms() -> dict[str, list[str]]:
    """The sentences of every file that says some, each once."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not any(part in name for part in NOT_READ):
            said = list(dict.fromkeys(sentences_of(path)))
            if said:
                found[name] = said
    return found


def listed() -> str:
    """The list as it is kept."""
    return "\n".join(
        f"== {name}\n" + "".join(f"{line}\n" for line in said) for name, said in in_rooms().items()
    )


if __name__ == "__main__":
    LIST.write_text(listed(), "utf-8")
