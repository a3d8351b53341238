"""`completion`: a script that lets the shell complete commands, options and the words behind them.

`completion words KIND` is what the scripts ask while somebody types: a word a line, and behind a tab what it says.
"""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from b12track.cli.door.catalogue import COMMANDS
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable
from b12track.store.faults import StoreFault
from b12track.usecases.look.completions import is_to_be_named, words

SHELLS, _WORDS = ("bash", "zsh", "fish"), "words"
# What can be brought back, behind an option and by itself.
_DELETED = ("deleted", "undeletable")
# What stands by itself and is of one person's records; behind an option no other option can stand.
_OF_ONE_PERSON = (
    *("ids", "injections", "symptoms", "scores", "tests", "treatments", "phases", "stock", "undeletable"),
)


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "shell",
        choices=(*SHELLS, _WORDS),
        metavar=f"{{{','.join(SHELLS)}}}",
        help="the shell that you use; put `source <(b12track completion bash)` into its start file, "
        "in fish `b12track completion fish | source`",
    )
    parser.add_argument("kind", nargs="?", default="", help=SUPPRESS)


def run(session: Session, args: Namespace) -> None:
    """Print the script; it is sourced, or put where the shell looks."""
    if args.shell == _WORDS:
        offered: Sequence[tuple[str, str]]
        offered = _deleted(session) if args.kind in _DELETED else words(args.kind, session.selection)
        if args.kind in _OF_ONE_PERSON and is_to_be_named(session.selection):
            offered = [("--person", "there are several people: say whose it is first")]
        for word, says in offered:
            print("\t".join(filter(None, map(printable, (word, says)))))
        return
    from b12track.cli.completion.tree import places

    shell: Any = import_module(f"b12track.cli.completion.{args.shell}")
    script: str = shell.script(places(), {name: command.help for name, command in COMMANDS.items()})
    for line in script.splitlines():
        session.line(line)


def _deleted(session: Session) -> Sequence[tuple[str, str]]:
    """What could be brought back; nothing where it cannot be told whose."""
    from b12track.usecases.edit.undelete import deleted_records
    from b12track.usecases.people import open_person_file

    try:
        return [(gone.id, gone.said) for gone in deleted_records(open_person_file(session.selection))]
    except (Refused, StoreFault, OSError):
        return []
