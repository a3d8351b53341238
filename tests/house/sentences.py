"""Every sentence that people see, in one list: `python tests/house/sentences.py` writes it anew.

Decided: a text in the source is taken for a sentence where it has two words and is no docstring, no pattern and no
style; of a text put together from parts the parts stand as {…}. So the list is read in one go, and what a change does
to the words is seen in the list's own difference.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "b12track"
LIST = Path(__file__).with_name("sentences.txt")
# Rooms whose texts are read by programs, or are nobody's words: scripts of shells, what Textual lacks.
NOT_READ = ("completion/", "textual_gaps/", "reports/fhir")
_WORDS = re.compile(
    r"[^\W\d_]{2,}[^\w\s{}]*\s+(?:[^\W\d_]|\{|\d)|\{…\}[\s,;:]+[^\W\d_]{2,}|[^\W\d_]{2,}[,;:]* "
    r"\{…\}|\{…\}(?:e?s)\b"
)
_LABEL = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}[?!.:…]*")
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>")
_NO_WORDS = re.compile(r"[;{]\s*\n|^\s*[.#][A-Za-z-]+ ?[{>]|\\[dswb]|\(\?|^\w+ \{|^[a-z-]+: [a-z0-9 #%-]+;")


def sentences_of(path: Path) -> Iterator[str]:
    """The sentences of one file, as they stand in it from top to bottom."""
    tree = ast.parse(path.read_text("utf-8"))
    passed = {id(part) for node in ast.walk(tree) for part in _not_said(node)}
    for node in sorted(filter(_is_placed, ast.walk(tree)), key=_place):
        if id(node) in passed:
            continue
        text = " ".join(_MARKUP.sub(" ", _text(node)).split())
        if (_WORDS.search(text) or _LABEL.fullmatch(text)) and not _NO_WORDS.search(_text(node)):
            yield text


def _is_placed(node: ast.AST) -> bool:
    return isinstance(node, ast.expr)


def _place(node: ast.AST) -> tuple[int, int]:
    return (node.lineno, node.col_offset) if isinstance(node, ast.expr) else (0, 0)


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is asked of the code itself, and the parts of a text that is said whole."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    if isinstance(node, ast.BinOp) and _text(node):
        yield from (node.left, node.right)
        for side in (node.left, node.right):
            yield from side.values if isinstance(side, ast.JoinedStr) else ()
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
    """What is said here: a text with {…} for each of its parts, also where it is added up from several."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        return (left or "{…}") + (right or "{…}") if left or right else ""
    return ""


@cache
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
