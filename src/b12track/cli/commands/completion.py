"""`completion`: a script that lets the shell complete commands, options and the words behind them.

`completion words KIND` is what the scripts ask while somebody types: a word a line, and behind a tab what it says.
"""

from argparse import SUPPRESS, ArgumentParser, Namespace
from importlib import import_module
from typing import Any

from b12track.cli.door.catalogue import COMMANDS
from b12track.cli.talk.session import Session

SHELLS, _WORDS = ("bash", "zsh", "fish"), "words"


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "shell",
        choices=(*SHELLS, _WORDS),
        metavar=f"{{{','.join(SHELLS)}}}",
        help="whose; source what is printed at the shell's start: `source <(b12track completion bash)`, "
        "in fish `b12track completion fish | source`",
    )
    parser.add_argument("kind", nargs="?", default="", help=SUPPRESS)


def run(session: Session, args: Namespace) -> None:
    """Print the script; it is sourced, or put where the shell looks."""
    if args.shell == _WORDS:
        _tell_words(session, args.kind)
        return
    from b12track.cli.completion.tree import places

    shell: Any = import_module(f"b12track.cli.completion.{args.shell}")
    script: str = shell.script(places(), {name: command.help for name, command in COMMANDS.items()})
    for line in script.splitlines():
        session.line(line)


def _tell_words(session: Session, kind: str) -> None:
    from b12track.usecases.look.completions import words

    for each in words(kind, session.selection):
        session.line(each.word) if not each.says else print(f"{_safe(each.word)}\t{_safe(each.says)}")


def _safe(text: str) -> str:
    from b12track.domain.wording.text import printable

    return printable(text)
