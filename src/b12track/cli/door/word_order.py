"""Words and options in any order: `log energy=6 --note tired sleep=7`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any


def allow_any_order(parser: ArgumentParser) -> None:
    """Let a command's words stand before, between and behind its options, as a tired hand types them.

    argparse can do it, but at the price of writing out the usage first; so it is asked to only where the plain way
    leaves words over.
    """

    def parse_args(args: Sequence[str] | None = None, _: Any = None) -> Namespace:
        plain, left = parser.parse_known_args(args)
        return parser.parse_intermixed_args(args) if left else plain

    parser.parse_args = parse_args  # type: ignore[method-assign, assignment]
