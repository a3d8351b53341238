"""What parsers share: the options that every command takes, the order of words, examples, a command's own commands.

`b12track plan show --json` and `b12track --json plan show` say the same.
"""

import argparse
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from b12track.cli.talk.session import terminal_columns
from b12track.domain.wording.text import capital

# The words of the help are English. argparse would look for a catalogue of others three times a start, and loads what
# knows all languages of the world to do so.
argparse._ = str  # type: ignore[attr-defined]


def add_common(parser: ArgumentParser, **default: Any) -> None:
    """The options that every command takes, before or after its name."""
    common = parser.add_argument_group("for every command")
    common.add_argument("--file", type=Path, metavar="PATH", **default, help="the data file of one person")
    common.add_argument("--person", metavar="NAME", **default, help="the person it is about")
    common.add_argument(
        "--now", metavar="ISO", **default, help="work as if it were that moment, or the end of that day"
    )
    common.add_argument("--json", action="store_true", **default, help="the answer as JSON, for programs")


def add_as_another(parser: ArgumentParser) -> None:
    """What no --yes stands for: that records of another person's are to come into this one's file."""
    parser.add_argument(
        "--as-another",
        action="store_true",
        help="take in the records of a file that bears another name; your own name and details stay",
    )


def add_action(
    actions: "_SubParsersAction[ArgumentParser]", name: str, help: str, *examples: str
) -> ArgumentParser:
    """One of a command's own commands; its own arguments are still to be added.

    A common option that is not typed behind its name leaves what was typed before it alone.
    """
    parser = actions.add_parser(
        name,
        help=help,
        description=f"{capital(help)}.",
        epilog=show_examples(examples),
        formatter_class=help_formatter(),
        allow_abbrev=False,
    )
    add_common(parser, default=SUPPRESS)
    return parser


def allow_any_order(parser: ArgumentParser, check: Callable[[Namespace], None] | None = None) -> None:
    """Let a command's words stand before, between and behind its options: `log energy=6 --note tired sleep=7`.

    argparse can do it, but at the price of writing out the usage first; so it is asked to only where the plain way
    leaves words over. `check` looks at what was typed as a whole, and calls `parser.error` where something lacks.
    """

    def parse_args(args: Sequence[str] | None = None, _: Any = None) -> Namespace:
        plain, left = parser.parse_known_args(args)
        typed = parser.parse_intermixed_args(args) if left else plain
        if check is not None:
            check(typed)
        return typed

    parser.parse_args = parse_args  # type: ignore[method-assign, assignment]


def show_examples(examples: Sequence[str]) -> str:
    """The examples at the end of a help text."""
    lines = "\n".join(f"  b12track {example}" for example in examples)
    return f"{'examples' if len(examples) > 1 else 'example'}:\n{lines}"


def help_formatter() -> partial[RawDescriptionHelpFormatter]:
    """Help as wide as the terminal; argparse would load `shutil` at every start, and for every argument ask again."""
    return partial(RawDescriptionHelpFormatter, width=terminal_columns() - 2)
