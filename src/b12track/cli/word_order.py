"""Words and options in any order: `log energy=6 --note tired sleep=7`."""

from argparse import ArgumentParser


def allow_any_order(parser: ArgumentParser) -> None:
    """Let a command's words stand before, between and behind its options, as a tired hand types them."""
    parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]
