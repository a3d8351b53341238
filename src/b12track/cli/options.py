"""The options that every command takes, for commands that have commands of their own.

`b12track plan show --json` and `b12track --json plan show` say the same.
"""

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path


def add_common_below(parser: ArgumentParser) -> None:
    """The common options on a command's own command; one that is not typed leaves what was typed before alone."""
    common = parser.add_argument_group("for every command")
    common.add_argument("--file", type=Path, metavar="PATH", default=SUPPRESS, help="a person's data file")
    common.add_argument("--person", metavar="NAME", default=SUPPRESS, help="whose file is meant")
    common.add_argument("--now", metavar="ISO", default=SUPPRESS, help="what to take as now")
    common.add_argument("--json", action="store_true", default=SUPPRESS, help="facts for programs")
