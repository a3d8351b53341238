"""What can be completed behind the words that are typed already: the tree that the completion scripts are made from.

It is read off the parsers themselves, so a new option is completed from the day it is there; only the words of the
vocabulary, which argparse does not know, are added here.
"""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from b12track.cli.door.catalogue import COMMANDS
from b12track.domain.record.records import KINDS
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS, CONTAINERS, DRUGS, ROUTES, SITES

SYMPTOMS = tuple(kind.name for kind in BUILTIN_SYMPTOMS)
_BEHIND_OPTION: Mapping[str, tuple[str, ...]] = {
    "--route": tuple(ROUTES),
    "--site": SITES,
    "--drug": DRUGS,
    "--container": CONTAINERS,
    "--kind": KINDS,
}
_BEHIND_COMMAND: Mapping[str, tuple[str, ...]] = {
    "log": tuple(f"{name}=" for name in SYMPTOMS),
    "trends": SYMPTOMS,
    "symptoms show": SYMPTOMS,
    "symptoms hide": SYMPTOMS,
}


class Option(NamedTuple):
    """An option: what may stand behind it, whether that is a file, and whether anything does."""

    name: str
    words: tuple[str, ...]
    is_file: bool
    has_value: bool


class Place(NamedTuple):
    """A command, or a command of a command: its words and its options."""

    words: tuple[str, ...]
    options: tuple[Option, ...]
    has_file: bool


def places() -> dict[str, Place]:
    """Every place by the words that lead to it: "plan", "plan skip"."""
    from b12track.cli.door.main import KEYWORDS, parser_for

    found: dict[str, Place] = {}
    for name in COMMANDS:
        parser = parser_for(name)
        import_module(f"b12track.cli.commands.{name}{'_' if name in KEYWORDS else ''}").configure(parser)
        _add(found, name, parser)
    return found


def _add(found: dict[str, Place], path: str, parser: ArgumentParser) -> None:
    words = list(_BEHIND_COMMAND.get(path, ()))
    options, has_file = [], False
    for action in parser._actions:  # argparse has no public way to list what it takes
        if isinstance(action, _SubParsersAction):
            words += action.choices
            for name, below in action.choices.items():
                _add(found, f"{path} {name}", below)
        elif not action.option_strings:
            words += map(str, action.choices or ())
            has_file = has_file or action.type is Path
        else:
            behind = tuple(map(str, action.choices or _BEHIND_OPTION.get(action.option_strings[-1], ())))
            has_value = action.nargs != 0
            for name in action.option_strings:
                if name.startswith("--"):
                    options.append(Option(name, behind, action.type is Path, has_value))
    found[path] = Place(tuple(words), tuple(options), has_file)
